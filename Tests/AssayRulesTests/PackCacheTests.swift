import AssayModel
import AssayRules
import Documents
import Records
import Sealing
import Synchronization
import TestSupport
import Testing

/// The cache of checked packs: it saves work and never changes a verdict.
@Suite struct PackCacheTests {
  /// Blobs by name, as the command line keeps them in files.
  final class Blobs: Sendable {
    private let blobs = Mutex<[String: [UInt8]]>([:])

    var all: [String: [UInt8]] {
      get { blobs.withLock { $0 } }
      set { blobs.withLock { $0 = newValue } }
    }

    func cache(salt: String = "build 1") -> PackCache {
      PackCache(
        salt: salt, read: { name in self.blobs.withLock { $0[name] } },
        write: { name, bytes in self.blobs.withLock { $0[name] = bytes } })
    }
  }

  private static let sources = ShippedPacksTests.sources

  /// Resources of some kinds, with much unknown.
  private static let graph: ResourceGraph = {
    var builder = ResourceGraph.Builder()
    for index in 0..<30 {
      builder.add(
        resource(
          .instance, "i-\(index)",
          [
            "blockDevices": devices(("/dev/a", index % 2 == 0), nil),
            "httpTokens": .stated(.string(index % 3 == 0 ? "required" : "optional")),
          ]))
      builder.add(
        resource(.volume, "v-\(index)", ["encrypted": .stated(.bool(index % 2 == 0))]))
      builder.add(resource(.imageRecipe, "r-\(index)"))
      builder.add(resource(.iamPolicy, "p-\(index)"))
    }
    return builder.finish()
  }()

  private static func findings(_ rules: RuleSet?) throws -> [Finding] {
    Engine(try #require(rules), now: RuleExamples.now).run(over: graph).findings
  }

  @Test func `rules out of the cache are the rules that were checked`() throws {
    let blobs = Blobs()
    let first = RuleSet.load(Self.sources, cache: blobs.cache())
    let second = RuleSet.load(Self.sources, cache: blobs.cache())
    #expect(!first.isCached)
    #expect(second.isCached)
    #expect(blobs.all.count == 1)
    let (checked, cached) = (try #require(first.rules), try #require(second.rules))
    #expect(cached.infos == checked.infos)
    #expect(cached.packs == checked.packs)
    #expect(cached.digest == checked.digest)
    let findings = try Self.findings(checked)
    #expect(findings.count > 500)
    #expect(try Self.findings(cached) == findings)
    #expect("\(try Self.findings(cached))" == "\(findings)")
  }

  @Test func `parameters are applied to what the cache holds`() throws {
    let blobs = Blobs()
    _ = RuleSet.load(Self.sources, cache: blobs.cache())
    let override = ParameterOverride(
      pack: "storage", name: "requireCustomerKey", given: .text("true"), place: "--param")
    let cached = RuleSet.load(Self.sources, overrides: [override], cache: blobs.cache())
    let checked = RuleSet.load(Self.sources, overrides: [override])
    #expect(cached.isCached)
    #expect(try #require(cached.rules).infos == #require(checked.rules).infos)
    #expect(try Self.findings(cached.rules) == Self.findings(checked.rules))
    let wrong = ParameterOverride(
      pack: "storage", name: "requireCustomerKey", given: .text("perhaps"), place: "--param")
    let refused = RuleSet.load(Self.sources, overrides: [wrong], cache: blobs.cache())
    #expect(refused.rules == nil)
    #expect(refused.problems.count == 1)
    for (name, text) in [("escalationActions", "iam:CreatPolicy"), ("allowedServices", "log")] {
      let slip = ParameterOverride(
        pack: "iam-scope", name: name, given: .text(text), place: "--param")
      let loading = RuleSet.load(Self.sources, overrides: [slip], cache: blobs.cache())
      #expect(loading.isCached && loading.problems.count == 1, "\(name)")
    }
    let one = RuleSet.load(Self.sources, only: ["storage"], cache: blobs.cache())
    #expect(one.isCached)
    #expect(try #require(one.rules).packs.map(\.id) == ["storage"])
  }

  @Test func `bytes that are not exactly what was stored are never used`() throws {
    let blobs = Blobs()
    let checked = RuleSet.load(Self.small, cache: blobs.cache())
    let (name, good) = try #require(blobs.all.first)
    #expect(RuleSet.load(Self.small, cache: blobs.cache()).isCached)
    var bad: [[UInt8]] = [[], [0], Array(good.dropFirst()), good + [0]]
    for index in good.indices {
      var flipped = good
      flipped[index] ^= UInt8(1 << (index % 8))
      bad.append(flipped)
      bad.append(Array(good.prefix(index)))
    }
    #expect(bad.count > 500)
    for bytes in bad {
      blobs.all = [name: bytes]
      let loading = RuleSet.load(Self.small, cache: blobs.cache())
      #expect(!loading.isCached)
      #expect(loading.rules?.infos == checked.rules?.infos)
      #expect(blobs.all[name] == good)
    }
  }

  @Test func `bytes with a digest of their own that are no packs are never used`() throws {
    let blobs = Blobs()
    let checked = RuleSet.load(Self.small, cache: blobs.cache())
    let (name, good) = try #require(blobs.all.first)
    let body = Array(good[32...])
    for index in body.indices {
      var damaged = body
      damaged[index] = damaged[index] &+ 1
      blobs.all = [name: Self.sealed(damaged, under: name)]
      // What still reads as packs may differ in a word; it never crashes and never has two meanings.
      let loading = RuleSet.load(Self.small, cache: blobs.cache())
      if !loading.isCached { #expect(loading.rules?.infos == checked.rules?.infos) }
      for cut in [Array(body.prefix(index)), body + body.prefix(index + 1)] {
        blobs.all = [name: Self.sealed(cut, under: name)]
        #expect(!RuleSet.load(Self.small, cache: blobs.cache()).isCached)
      }
    }
  }

  /// Bytes as the cache would have written them.
  private static func sealed(_ body: [UInt8], under name: String) -> [UInt8] {
    var digester = Digester()
    digester.add(field: name)
    digester.add(body)
    return digester.digest().bytes + body
  }

  @Test func `another build, another text or another schema has another key`() throws {
    let blobs = Blobs()
    _ = RuleSet.load(Self.small, cache: blobs.cache())
    let (name, good) = try #require(blobs.all.first)
    #expect(!RuleSet.load(Self.small, cache: blobs.cache(salt: "build 2")).isCached)
    #expect(blobs.all.count == 2)
    let other = PackText(rule: .init(PackText.start() + "expect: resource.encrypted \n")).source
    #expect(!RuleSet.load([other], cache: blobs.cache()).isCached)
    let longer = PackText(rule: .init(PackText.start() + "deny: resource.encrypted\n")).source
    #expect(!RuleSet.load([longer], cache: blobs.cache()).isCached)
    #expect(blobs.all.count == 4)
    // What was stored under one key is not believed under another.
    let names = blobs.all.keys.sorted()
    for key in names { blobs.all[key] = key == name ? blobs.all[key] : good }
    let swapped = RuleSet.load([longer], cache: blobs.cache())
    #expect(try Self.outcome(swapped.rules) == .fail)
  }

  @Test func `a pack with a mistake is not kept, and a warning is told every time`() {
    let blobs = Blobs()
    let wrong = PackText(rule: .init(PackText.start() + "expect: resource.encripted\n")).source
    _ = RuleSet.load([wrong], cache: blobs.cache())
    #expect(blobs.all.isEmpty)
    let spare = PackText(
      rule: .init(PackText.start() + "variables: {spare: 1 + 1}\nexpect: resource.encrypted\n"))
    let first = RuleSet.load([spare.source], cache: blobs.cache())
    let second = RuleSet.load([spare.source], cache: blobs.cache())
    #expect(first.diagnostics.map(\.code) == ["unused-variable"])
    #expect(second.diagnostics.map(\.code) == ["unused-variable"])
    #expect(second.rules != nil)
  }

  /// The outcome of the small pack's rule on an encrypted volume.
  private static func outcome(_ rules: RuleSet?) throws -> Outcome? {
    var builder = ResourceGraph.Builder()
    builder.add(resource(.volume, "v", ["encrypted": .stated(.bool(true))]))
    let engine = Engine(try #require(rules), now: RuleExamples.now)
    return engine.run(over: builder.finish()).findings.first?.outcome
  }

  /// One small pack.
  private static let small = [
    PackText(rule: .init(PackText.start() + "expect: resource.encrypted\n")).source
  ]

  // MARK: Speed

  /// The shipped packs, again and again under other names, until there are so many rules.
  private static func many(_ count: Int) -> [PackSource] {
    var packs: [PackSource] = []
    var rules = 0
    for round in 0... {
      for source in sources {
        guard rules < count else { return packs }
        let id = "\(source.folder.split(separator: "/").last ?? "")-\(round)"
        let files = source.files.map { file -> SourceFile in
          var text = file.text(SourceRange(0, file.bytes.count))
          if file.path.hasSuffix("pack.yaml"), let end = text.firstIndex(of: "\n") {
            text = "id: \(id)" + text[end...]
          }
          return SourceFile(path: file.path, text: text)
        }
        rules += files.count { $0.path.hasSuffix(".yaml") } - 1
        packs.append(PackSource(folder: id, files: files))
      }
    }
    return packs
  }

  @Test func `500 rules load from their files and from the cache`() throws {
    let blobs = Blobs()
    let packs = Self.many(500)
    let clock = ContinuousClock()
    var loading: RuleLoading?
    let checking = clock.measure { loading = RuleSet.load(packs, cache: blobs.cache()) }
    let rules = try #require(loading?.rules, "\(loading?.diagnostics.said ?? "")")
    #expect(rules.infos.count >= 500)
    let reading = clock.measure { loading = RuleSet.load(packs, cache: blobs.cache()) }
    #expect(loading?.isCached == true)
    #expect(loading?.rules?.infos == rules.infos)
    let bytes = blobs.all.values.first?.count ?? 0
    print(
      "\(rules.infos.count) rules: \(checking) from YAML, \(reading) from \(bytes) cached bytes")
  }
}
