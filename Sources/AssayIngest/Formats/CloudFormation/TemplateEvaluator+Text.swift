import Documents
import Records

extension TemplateEvaluator {
  /// `Fn::Sub`, as a text or as a text with values of its own.
  mutating func substituted(_ argument: Node, range: SourceRange) -> Datum? {
    let source: Node
    var own: [String: Datum] = [:]
    if let parts = argument.elements {
      guard parts.count == 2, let pairs = parts[1].pairs else { return malformed("Fn::Sub", range) }
      source = parts[0]
      for pair in pairs {
        own[pair.key.scalar?.text ?? ""] = value(pair.value) ?? text("", pair.value.range)
      }
    } else {
      source = argument
    }
    guard case .scalar(let scalar) = source.content, !scalar.isNull else {
      return malformed("Fn::Sub", range)
    }
    guard scalar.text.contains("${") else {
      return Datum(.scalar(scalar), file: file, range: source.range)
    }
    let inner = SourceFile.embedded(source, in: file)
    var assembly = TextAssembly()
    for piece in Self.pieces(of: inner) {
      switch piece {
      case .verbatim(let range): assembly.add(verbatim: inner, range)
      case .name(let name, let range):
        if let value = own[name] {
          assembly.add(value, spelled: name, standsFor: range, in: inner)
        } else if let value = variable(name, range: source.range) {
          assembly.add(value, spelled: name, standsFor: range, in: inner)
        }
      }
    }
    return assembly.datum(file: file, range: range)
  }

  private mutating func variable(_ name: String, range: SourceRange) -> Datum? {
    let name = Template.replaced(name, bindings)
    if bindings[name] == nil, let dot = name.firstIndex(of: "."), !name.hasPrefix("AWS::") {
      let attribute = String(name[name.index(after: dot)...])
      return self.attribute(of: String(name[..<dot]), attribute, range)
    }
    return reference(to: name, range: range)
  }

  /// `Fn::Join` of texts; a gap stands as `${…}`.
  mutating func joined(_ argument: Node, range: SourceRange) -> Datum? {
    guard let parts = argument.elements, parts.count == 2, let delimiter = parts[0].scalar,
      let list = value(parts[1])
    else { return malformed("Fn::Join", range) }
    guard case .list(let elements) = list.content else {
      let gap = list.gap ?? UnknownReason(.unreadable, "Fn::Join needs a list")
      return Datum(.unknown(gap), file: file, range: range)
    }
    let separator = delimiter.isNull ? "" : delimiter.text
    var assembly = TextAssembly()
    for (index, element) in elements.enumerated() {
      if index > 0, !separator.isEmpty {
        assembly.add(separator, standsFor: parts[0].range, in: file)
      }
      assembly.add(
        element, spelled: element.linkText ?? "Join\(index)", standsFor: element.range,
        in: element.file)
    }
    return assembly.datum(file: file, range: range)
  }

  /// A stretch of a `Fn::Sub` text.
  enum Piece: Equatable {
    case verbatim(SourceRange)
    /// `${Name}`, with the range of the whole.
    case name(String, SourceRange)
  }

  /// Cuts a text at its placeholders; `${!Literal}` stands for `${Literal}`.
  static func pieces(of file: SourceFile) -> [Piece] {
    let bytes = file.bytes
    var pieces: [Piece] = []
    var start = 0
    var index = 0
    func flush(_ end: Int) { if end > start { pieces.append(.verbatim(SourceRange(start, end))) } }
    while index + 1 < bytes.count {
      guard bytes[index] == UInt8(ascii: "$"), bytes[index + 1] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      if index + 2 < bytes.count, bytes[index + 2] == UInt8(ascii: "!") {
        flush(index + 2)
        start = index + 3
        index += 3
        continue
      }
      guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else { break }
      flush(index)
      let name = String(decoding: bytes[index + 2..<close], as: UTF8.self)
      pieces.append(.name(String(Substring(name).trimmed), SourceRange(index, close + 1)))
      start = close + 1
      index = close + 1
    }
    flush(bytes.count)
    return pieces
  }
}

/// Puts a text together from parts, keeping where each came from and which are missing.
struct TextAssembly {
  private var parts: [SourceFile.TextPart] = []
  private var holes: [String: UnknownReason] = [:]
  private var firstGap: UnknownReason?
  private var isSensitive = false

  mutating func add(verbatim file: SourceFile, _ range: SourceRange) {
    parts.append(.verbatim(file, range))
  }

  mutating func add(_ text: String, standsFor range: SourceRange, in file: SourceFile) {
    parts.append(.substituted(text, file, range))
  }

  /// Adds a value; region, account and the like stay as `${AWS::Region}` without making the whole
  /// unknown, any other gap makes it so.
  mutating func add(
    _ value: Datum, spelled name: String, standsFor range: SourceRange, in file: SourceFile
  ) {
    isSensitive = isSensitive || value.isSensitive
    if let text = value.scalarText {
      return add(text, standsFor: range, in: file)
    }
    if case .scalar = value.content { return add("", standsFor: range, in: file) }
    // Two names for one value are one gap.
    let spelling = value.nameOfGap ?? "${\(name)}"
    if let composed = value.text {
      holes.merge(value.holes) { old, _ in old }
      add(composed.wholeText, standsFor: range, in: file)
    } else {
      add(spelling, standsFor: range, in: file)
    }
    if Self.deploymentNames.contains(name) { return }
    let gap =
      value.gap?.outlined(value.outline) ?? UnknownReason(.unreadable, "\(name) is no text")
    if value.text == nil { holes[spelling] = gap }
    firstGap = firstGap ?? gap
  }

  private static let deploymentNames: Set<String> = [
    "AWS::Region", "AWS::AccountId", "AWS::StackName", "AWS::StackId",
  ]

  /// The finished text; unknown where a gap is left.
  func datum(file: SourceFile, range: SourceRange) -> Datum {
    let composed = SourceFile.composed(path: file.path, parts: parts)
    if UnknownReason.isDynamic(composed.wholeText) {
      // Nothing of the text is sure to be what it says: a reference reaches over what stands in it.
      var datum = Datum(.unknown(.dynamic(composed.wholeText)), file: file, range: range)
      datum.text = composed
      datum.isSensitive = isSensitive
      return datum
    }
    let content: Datum.Content =
      firstGap.map { .unknown($0) }
      ?? .scalar(Scalar(composed.wholeText, style: .doubleQuoted))
    var datum = Datum(content, file: file, range: range)
    datum.text = composed
    datum.holes = holes
    datum.isSensitive = isSensitive
    return datum
  }
}

extension Datum {
  /// The name of the pseudo parameter or resource that it stands for, where it is one.
  var linkText: String? {
    switch content {
    case .link(let link): link.text
    case .unknown(let reason) where reason.detail.hasPrefix("AWS::"):
      String(reason.detail.prefix { $0 != " " })
    case .unknown(let reason) where reason.kind == .parameter:
      reason.detail.split(separator: " ").dropFirst().first.map(String.init)
    default: nil
    }
  }
}

extension UnknownReason {
  /// Whether a text holds a dynamic reference, which is fetched at deployment wherever it stands
  /// (CloudFormation user guide, "Get values stored in other services using dynamic references").
  static func isDynamic(_ text: String) -> Bool {
    // Most texts have no brace at all, and looking for a byte is cheap.
    text.utf8.contains(UInt8(ascii: "{")) && text.contains("{{resolve:")
  }

  static func dynamic(_ text: String) -> UnknownReason {
    UnknownReason(.dynamicReference, "\(text) is read at deployment")
  }
}
