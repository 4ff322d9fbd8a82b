import Documents

/// Finds the policies in what people have: a policy, a list of them, or what the command line of AWS
/// printed, where a policy is wrapped, quoted or percent-encoded.
///
/// In: a tree. Out: trees of policies with the texts they stand in, whose places lead back to the file.
struct PolicyWrapping {
  private(set) var diagnostics: [Diagnostic] = []
  /// The policies found, in file order.
  private(set) var policies: [(node: Node, file: SourceFile)] = []
  /// A policy that says who may take a role, as `aws iam get-role` prints it; nil when there is none.
  private(set) var trust: (file: SourceFile, range: SourceRange)?

  private let limits: ReadLimits

  /// Where commands of AWS put a policy; the longer path before its beginning.
  private static let homes = [
    ["PolicyVersion", "Document"], ["PolicyDocument"], ["Policy", "Content"], ["Policy"],
    ["Attributes", "Policy"], ["ResourcePolicy"],
  ]
  private static let trustHomes = [
    ["Role", "AssumeRolePolicyDocument"], ["AssumeRolePolicyDocument"],
  ]

  init(_ root: Node, in file: SourceFile, limits: ReadLimits) {
    self.limits = limits
    for element in root.elements ?? [root] { unwrap(element, file) }
  }

  private mutating func unwrap(_ node: Node, _ file: SourceFile) {
    if node.text != nil { return decode(node, file) }
    guard node["Statement"] == nil, node.pairs != nil else {
      policies.append((node, file))
      return
    }
    if let found = Self.find(Self.trustHomes, in: node) {
      trust = (file, found.range)
      return take(found, file)
    }
    take(Self.find(Self.homes, in: node) ?? node, file)
  }

  private mutating func take(_ node: Node, _ file: SourceFile) {
    if node.text != nil { decode(node, file) } else { policies.append((node, file)) }
  }

  /// Reads a policy that stands as a text.
  private mutating func decode(_ node: Node, _ file: SourceFile) {
    let text = SourceFile.embedded(node, in: file)
    let first = text.bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    let isJSON = first == UInt8(ascii: "{")
    guard let json = isJSON ? text : PercentDecoding.decode(text),
      json.bytes.contains(UInt8(ascii: "{"))
    else {
      diagnostics.append(PolicyFileDiagnostics.notDecodable(file, node.range))
      return
    }
    let (document, problems) = JSONReader.read(json, limits: limits)
    diagnostics += problems
    if let document { policies.append((document.root, json)) }
  }

  private static func find(_ homes: [[String]], in node: Node) -> Node? {
    for home in homes {
      var found: Node? = node
      for key in home { found = found?[key] }
      // `Policy` also holds what describes a policy.
      if let found, found.text != nil || found["Statement"] != nil { return found }
    }
    return nil
  }
}
