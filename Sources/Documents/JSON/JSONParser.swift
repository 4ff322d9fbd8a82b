/// The state of one reading of JSON: a loop over what may come next, without recursion.
struct JSONParser {
  /// What may stand at the present place.
  private enum Expectation { case value, valueOrEnd, key, keyOrEnd, separator, nothing }

  private let file: SourceFile
  private var scanner: JSONScanner
  private var tree: TreeBuilder

  init(file: SourceFile, limits: ReadLimits) {
    self.file = file
    scanner = JSONScanner(file: file)
    tree = TreeBuilder(file: file, limits: limits)
  }

  /// All problems of all readings so far.
  var diagnostics: [Diagnostic] { tree.problems.diagnostics }

  /// The number of values in the last document.
  var size: Int { tree.size }

  /// Whether a byte range holds nothing but blanks.
  func isBlank(_ range: Range<Int>) -> Bool {
    range.allSatisfy { JSONScanner.isBlank(file.bytes[$0]) }
  }

  /// Reads the one document in a byte range; nil when it has an error.
  mutating func parse(_ range: Range<Int>) -> Node? {
    scanner.move(to: range)
    tree.reset()
    let problemsBefore = tree.problems.count
    do throws(ReadFailure) {
      try run()
    } catch {
      tree.report(error)
    }
    return tree.problems.count == problemsBefore ? tree.root : nil
  }

  private mutating func run() throws(ReadFailure) {
    try skipBlanks()
    guard scanner.byte != nil else { throw ReadFailure(TreeDiagnostics.empty(file)) }
    var next = Expectation.value
    while next != .nothing {
      guard let byte = scanner.byte else {
        throw ReadFailure(
          JSONDiagnostics.truncated(
            file, at: scanner.at, opened: tree.openStart, kind: tree.openKind))
      }
      switch next {
      case .valueOrEnd where byte == UInt8(ascii: "]"): next = try close(.sequence)
      case .keyOrEnd where byte == UInt8(ascii: "}"): next = try close(.mapping)
      case .value, .valueOrEnd: next = try value(byte)
      case .key, .keyOrEnd: next = try key(byte)
      case .separator: next = try separator(byte)
      case .nothing: break
      }
      try skipBlanks()
    }
    guard scanner.byte == nil else {
      throw ReadFailure(JSONDiagnostics.trailingText(file, at: scanner.scalarRange()))
    }
  }

  /// Passes blanks, and comments with a diagnostic each.
  private mutating func skipBlanks() throws(ReadFailure) {
    scanner.skipBlanks()
    while let byte = scanner.byte, byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#") {
      guard let comment = try scanner.comment() else { return }
      tree.report(JSONDiagnostics.comment(file, at: comment))
      scanner.skipBlanks()
    }
  }

  private var afterValue: Expectation { tree.openKind == nil ? .nothing : .separator }

  private mutating func value(_ byte: UInt8) throws(ReadFailure) -> Expectation {
    switch byte {
    case UInt8(ascii: "{"):
      try tree.open(.mapping, at: scanner.at)
      scanner.advance()
      return .keyOrEnd
    case UInt8(ascii: "["):
      try tree.open(.sequence, at: scanner.at)
      scanner.advance()
      return .valueOrEnd
    case UInt8(ascii: "\""): try tree.add(scanner.string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try tree.add(scanner.number())
    default: try tree.add(scanner.word())
    }
    return afterValue
  }

  private mutating func key(_ byte: UInt8) throws(ReadFailure) -> Expectation {
    guard byte == UInt8(ascii: "\"") else { throw ReadFailure(scanner.notAKey()) }
    let key = try scanner.string()
    try tree.add(key)
    try skipBlanks()
    guard scanner.byte == UInt8(ascii: ":") else {
      guard scanner.byte != nil else {
        throw ReadFailure(
          JSONDiagnostics.truncated(
            file, at: scanner.at, opened: tree.openStart, kind: tree.openKind))
      }
      throw ReadFailure(
        JSONDiagnostics.colonExpected(
          file, at: scanner.scalarRange(), key: key.scalar?.text ?? ""))
    }
    scanner.advance()
    return .value
  }

  private mutating func separator(_ byte: UInt8) throws(ReadFailure) -> Expectation {
    let kind = tree.openKind ?? .sequence
    switch byte {
    case UInt8(ascii: ","):
      let comma = scanner.scalarRange()
      scanner.advance()
      try skipBlanks()
      let close = kind == .mapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
      guard scanner.byte == close else { return kind == .mapping ? .key : .value }
      tree.report(
        JSONDiagnostics.trailingComma(
          file, at: comma, before: Character(Unicode.Scalar(close))))
      return .separator
    case UInt8(ascii: "]"): return try self.close(.sequence)
    case UInt8(ascii: "}"): return try self.close(.mapping)
    default:
      if let ellipsis = scanner.ellipsis() {
        throw ReadFailure(JSONDiagnostics.ellipsis(file, at: ellipsis))
      }
      throw ReadFailure(JSONDiagnostics.commaExpected(file, at: scanner.scalarRange(), kind: kind))
    }
  }

  private mutating func close(_ kind: TreeBuilder.Kind) throws(ReadFailure) -> Expectation {
    guard tree.openKind == kind else {
      throw ReadFailure(
        JSONDiagnostics.wrongClose(
          file, at: scanner.scalarRange(), opened: tree.openStart ?? scanner.at))
    }
    scanner.advance()
    tree.close(end: scanner.at)
    return afterValue
  }
}
