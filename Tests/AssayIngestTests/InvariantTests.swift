import AssayIngest
import AssayModel
import Documents
import Records
import TestSupport
import Sealing
import Testing

/// What holds for every graph, whatever was read.
@Suite struct InvariantTests {
  private static let fixtures = FileLoader().load("Tests/AssayIngestTests/Fixtures")

  private static let inputs: [SourceFile] = fixtures.compactMap { input in
    guard case .file(let file) = input, file.path.contains("/input.") else { return nil }
    return file
  }

  @Test func `a required field is never absent, at any depth`() {
    var files = Self.fixtures
    if let root = SharedData.root(for: "AssayIngestTests.InvariantTests") {
      files += FileLoader().load("\(root)/corpus")
    }
    let graph = ingest(files).graph
    var walk = RecordWalk(store: graph.store)
    for resource in graph.resources { walk.visit(resource.record, label: resource.id.kind) }
    #expect(walk.absent.sorted() == [])
    #expect(walk.count > 100)
  }

  @Test func `every link leads to a resource of the graph`() {
    let graph = ingest(Self.fixtures).graph
    let ids = Set(graph.resources.map(\.id))
    #expect(graph.links.allSatisfy { ids.contains($0.from) && ids.contains($0.to) })
    #expect(!graph.links.isEmpty)
  }

  @Test(.ends, arguments: inputs.map(\.path))
  func `a damaged document is read, skipped or refused, and never more`(_ path: String) throws {
    let file = try #require(Self.inputs.first { $0.path == path })
    var random = Mutation(seed: UInt64(path.utf8.count))
    for _ in 0..<60 {
      let bytes = random.damaged(file.bytes)
      let result = ingest([.file(SourceFile(path: "damaged", bytes: bytes))])
      #expect(result.inputs.count == 1)
    }
  }

  @Test func `the digest of facts follows the facts, not their places`() throws {
    let document =
      #"{"Volumes": [{"VolumeId": "vol-1", "Size": 8, "Tags": [{"Key": "a", "Value": "b"}]}]}"#
    func digest(_ text: String) throws -> String? {
      let graph = ingest([.file(SourceFile(path: "v.json", text: text))]).graph
      return try #require(graph.summaries.first).factsDigest?.hex
    }
    let first = try digest(document)
    #expect(first?.count == 64)
    #expect(try digest("\n\n" + document) == first)
    #expect(try digest(document.replacing("8", with: "9")) != first)
  }
}

/// Visits every record below a block once.
private struct RecordWalk {
  let store: RecordStore
  var absent: Set<String> = []
  var count = 0

  mutating func visit(_ block: BlockID, label: String) {
    guard let schema = store.schema(of: block) else { return }
    count += 1
    for (index, field) in schema.fields.enumerated() {
      if field.presence == .required, store.state(block, index) == .absent {
        absent.insert("\(schema.name).\(field.name)")
      }
      visit(block, index, field.type, label: label)
    }
  }

  private mutating func visit(_ block: BlockID, _ index: Int, _ type: FieldType, label: String) {
    switch (store.value(block, index, as: type), type) {
    case (.record, .reference): break
    case (.record(let target), _): visit(target, label: label)
    case (.list(let list, let element), _):
      for index in 0..<store.count(list) { visit(list, index, element, label: label) }
    default: break
    }
  }
}

/// Damages bytes the same way each time.
private struct Mutation {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  private mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(bound, 1)))
  }

  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...next(3) {
      guard !bytes.isEmpty else { return bytes }
      let at = next(bytes.count)
      switch next(5) {
      case 0: bytes[at] = UInt8(next(256))
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(contentsOf: bytes[at..<min(at + 20, bytes.count)], at: next(bytes.count))
      case 3: bytes.removeSubrange(at...)
      default:
        // Values that stand where others are expected do more than broken syntax.
        let words = [
          "null", "[]", "{}", "\"\"", "-1", "true", "\"x\"", "[[]]", "99999999999999999999",
        ]
        bytes.insert(contentsOf: words[next(words.count)].utf8, at: at)
      }
    }
    return bytes
  }
}
