/// Reads typed values out of nodes of one file and collects what is wrong with them.
///
/// Every function gives the value, or nil after adding a diagnostic at the node. `name` is what the
/// value is called in the file, such as `severity`.
package struct NodeReader: Sendable {
  package let file: SourceFile
  /// What was wrong, in the order it was read.
  package private(set) var diagnostics: [Diagnostic] = []

  package init(_ file: SourceFile) {
    self.file = file
  }

  /// Adds what a caller found wrong with a value it has read.
  package mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// A text, in quotes or not; numbers and `true` are texts too.
  package mutating func string(_ node: Node, _ name: String) -> String? {
    guard let text = node.text else { return refuse(node, name, "text") }
    return text
  }

  /// Plain `true` or `false`.
  package mutating func bool(_ node: Node, _ name: String) -> Bool? {
    guard let scalar = node.scalar, scalar.style == .plain else {
      return refuse(node, name, "`true` or `false`")
    }
    switch scalar.text {
    case "true": return true
    case "false": return false
    default: return refuse(node, name, "`true` or `false`")
    }
  }

  /// A plain decimal number of 64 bits.
  package mutating func int(_ node: Node, _ name: String) -> Int64? {
    guard let scalar = node.scalar, scalar.style == .plain else {
      return refuse(node, name, "a whole number")
    }
    let digits = scalar.text.utf8.drop { $0 == UInt8(ascii: "-") }
    guard let value = Int64(scalar.text), scalar.text.first != "+",
      digits.count == 1 || digits.first != UInt8(ascii: "0")
    else { return refuse(node, name, "a whole number") }
    return value
  }

  /// A list of texts, in file order; elements that are none are left out after a diagnostic.
  package mutating func strings(_ node: Node, _ name: String) -> [String]? {
    guard let elements = node.elements else { return refuse(node, name, "a list of texts") }
    return elements.compactMap { string($0, name) }
  }

  /// One of the raw values of a closed set.
  package mutating func choice<Choice>(
    _ node: Node, _ name: String, as type: Choice.Type = Choice.self
  ) -> Choice? where Choice: RawRepresentable<String> & CaseIterable {
    guard let text = string(node, name) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      report(
        NodeDiagnostics.unknownValue(
          text, of: name, allowed: Choice.allCases.map(\.rawValue), file: file,
          range: node.range))
      return nil
    }
    return choice
  }

  /// A mapping that has only `allowed` keys, and all `required` ones.
  ///
  /// Keys that are neither, or missing, are reported; the mapping is given all the same, so that
  /// the rest of it is looked at too.
  package mutating func mapping(
    _ node: Node, _ name: String, allowed: [String], required: [String] = []
  ) -> Node? {
    guard let pairs = node.pairs else { return refuse(node, name, "a mapping") }
    for pair in pairs {
      let key = pair.key.scalar?.text ?? ""
      if !allowed.contains(key), !required.contains(key) {
        report(
          NodeDiagnostics.unknownKey(
            key, in: name, allowed: required + allowed, file: file, range: pair.key.range))
      }
    }
    for key in required where node[key] == nil {
      report(NodeDiagnostics.missingKey(key, in: name, file: file, range: firstLine(of: node)))
    }
    return node
  }

  /// The pairs of a mapping whose keys are free, in file order.
  package mutating func pairs(_ node: Node, _ name: String) -> [Node.Pair]? {
    guard let pairs = node.pairs else { return refuse(node, name, "a mapping") }
    return pairs
  }

  private mutating func refuse<Value>(
    _ node: Node, _ name: String, _ wanted: String
  ) -> Value? {
    report(NodeDiagnostics.wrongType(of: name, wanted: wanted, found: node, file: file))
    return nil
  }

  /// The first key of a mapping, where a missing one is reported.
  private func firstLine(of node: Node) -> SourceRange {
    node.pairs?.first?.key.range ?? node.range
  }
}
