import Documents
import IAM

/// Reads files with policies and requests.
struct PolicyFiles {
  /// What was wrong with policies that could be read in part, in the order of reading: nothing that
  /// was decided about them is certain.
  private(set) var diagnostics: [Diagnostic] = []
  private var hasReadInput = false

  /// The most bytes of one file; AWS takes at most 20 KiB for one policy.
  static let maximumBytes = 1 << 20
  private static let limits = ReadLimits(depth: 64, nodes: 200_000, bytes: maximumBytes)

  /// The policies of some files, in the order of the files; a file may hold several.
  ///
  /// - Throws: `Stop` when a file cannot be read or holds no policy.
  mutating func policies(_ paths: [String], as kind: PolicyKind) throws(Stop) -> [PolicyDocument] {
    var policies: [PolicyDocument] = []
    for path in paths { policies += try self.policies(path, as: kind) }
    return policies
  }

  /// The policies of one file, in file order; `-` is standard input.
  mutating func policies(_ path: String, as kind: PolicyKind) throws(Stop) -> [PolicyDocument] {
    let file = try text(path)
    let wrapping = PolicyWrapping(try tree(file), in: file, limits: Self.limits)
    var problems = wrapping.diagnostics
    if kind != .trust, let trust = wrapping.trust {
      problems.append(PolicyFileDiagnostics.trustPolicy(trust.file, trust.range))
    }
    var policies: [PolicyDocument] = []
    for (node, file) in wrapping.policies {
      let (policy, found) = PolicyParser.parse(node, in: file, as: kind)
      if let policy {
        policies.append(policy)
        diagnostics += found
      } else {
        problems += found
      }
    }
    guard problems.isEmpty else { throw Self.stop(problems) }
    guard !policies.isEmpty else {
      throw .unusable("no policy is in `\(SafeText.message(path))`")
    }
    return policies
  }

  /// The request of a file; `-` is standard input.
  ///
  /// - Throws: `Stop` when it cannot be read or is none.
  mutating func request(_ path: String) throws(Stop) -> Request {
    let file = try text(path)
    var reader = RequestReader(file)
    guard let request = reader.read(try tree(file)), reader.diagnostics.isEmpty else {
      throw Self.stop(reader.diagnostics)
    }
    return request
  }

  /// A mistake that leaves nothing to decide about, at its place.
  private static func stop(_ diagnostics: [Diagnostic]) -> Stop {
    Stop(.unusable, text: DiagnosticRenderer().render(diagnostics))
  }

  private mutating func text(_ path: String) throws(Stop) -> SourceFile {
    if path == "-" {
      guard !hasReadInput else { throw .unusable("standard input can be given once only") }
      hasReadInput = true
      return try StandardInput.read(limit: Self.maximumBytes)
    }
    var loader = FileLoader()
    loader.maximumBytes = Self.maximumBytes
    let shown = SafeText.message(path)
    if FilePath.isFolder(path) { throw .unusable("`\(shown)` is a folder, not a file") }
    switch loader.load(path).first {
    case .file(let file): return file
    case .refused(_, let reason): throw .unusable("`\(shown)`: \(reason)")
    case .skipped(_, let reason): throw .unusable("`\(shown)`: \(reason)")
    case nil: throw .unusable("`\(shown)` cannot be read")
    }
  }

  private func tree(_ file: SourceFile) throws(Stop) -> Node {
    let (document, problems) =
      Self.isYAML(file)
      ? YAMLReader.read(file, limits: Self.limits) : JSONReader.read(file, limits: Self.limits)
    guard let root = document?.root, problems.isEmpty else { throw Self.stop(problems) }
    if let tagged = Self.tagged(root) {
      throw Self.stop([PolicyFileDiagnostics.tag(tagged.tag ?? "", file, tagged.range)])
    }
    return root
  }

  /// By its name, else by its first character.
  private static func isYAML(_ file: SourceFile) -> Bool {
    if file.path.hasSuffix(".yaml") || file.path.hasSuffix(".yml") { return true }
    if file.path.hasSuffix(".json") { return false }
    let first = file.bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    let isJSON = [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(first)
    return first != nil && !isJSON
  }

  /// The first value with a tag of a template.
  private static func tagged(_ node: Node) -> Node? {
    if node.tag != nil { return node }
    switch node.content {
    case .scalar: return nil
    case .sequence(let elements): return elements.lazy.compactMap(tagged).first
    case .mapping(let pairs): return pairs.lazy.compactMap { tagged($0.value) }.first
    }
  }
}
