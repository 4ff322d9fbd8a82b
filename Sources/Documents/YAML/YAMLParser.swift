/// The state of one reading of YAML: events in, documents out.
struct YAMLParser {
  /// How many documents with content the text may hold.
  enum Expectation { case one, any }

  /// What a name of an anchor stands for.
  private enum Anchor {
    /// The anchored container is still open, so an alias here would hold itself.
    case open
    case done(TreeBuilder.Finished)
  }

  private let file: SourceFile
  private let expecting: Expectation
  private var tree: TreeBuilder
  private var anchors: [String: Anchor] = [:]
  /// The anchor of each open container.
  private var openAnchors: [String?] = []
  private var documents: [Document] = []
  /// Where the last value ended.
  private var lastEnd = 0
  private var documentStart = 0
  private var isFirstNode = true

  init(file: SourceFile, limits: ReadLimits, expecting: Expectation) {
    self.file = file
    self.expecting = expecting
    tree = TreeBuilder(file: file, limits: limits)
  }

  /// Reads to the end of the stream, or to what cannot be read.
  mutating func run(_ events: inout YAMLEvents) -> ([Document], [Diagnostic]) {
    do throws(ReadFailure) {
      var isAtEnd = false
      var problemsBefore = 0
      while !isAtEnd {
        let event = try events.next()
        switch event.kind {
        case .streamStart: break
        case .streamEnd: isAtEnd = true
        case .documentStart:
          begin(event)
          problemsBefore = tree.problems.count
        case .documentEnd: if tree.problems.count == problemsBefore { finish() }
        default: try take(event, of: events)
        }
      }
    } catch {
      tree.report(error)
    }
    return (documents, tree.problems.diagnostics)
  }

  private mutating func begin(_ event: YAMLEvent) {
    tree.reset()
    anchors.removeAll()
    documentStart = event.start
    isFirstNode = true
  }

  private mutating func finish() {
    guard let root = tree.root else { return }
    if root.range.start == root.range.end, root.isNull, root.tag == nil { return }
    documents.append(Document(file: file, root: root))
  }

  private mutating func take(
    _ event: YAMLEvent, of events: borrowing YAMLEvents
  ) throws(ReadFailure) {
    if isFirstNode {
      isFirstNode = false
      try refuseSecond(event)
    }
    switch event.kind {
    case .alias: try alias(events.anchor ?? "", event)
    case .scalar: try scalar(event, of: events)
    case .sequenceStart: try open(.sequence, event, of: events)
    case .mappingStart: try open(.mapping, event, of: events)
    default: close(event)
    }
  }

  private func refuseSecond(_ event: YAMLEvent) throws(ReadFailure) {
    guard expecting == .one, !documents.isEmpty else { return }
    if event.kind == .scalar, event.start == event.end { return }
    throw ReadFailure(YAMLDiagnostics.secondDocument(file, at: documentStart))
  }

  private mutating func scalar(
    _ event: YAMLEvent, of events: borrowing YAMLEvents
  ) throws(ReadFailure) {
    var scalar = events.scalar
    let (tag, anchor) = (events.tag, events.anchor)
    let start = tag == nil && anchor == nil ? event.start : valueStart(event, before: event.end)
    let range = scalarRange(from: start, to: event.end, style: scalar.style)
    lastEnd = Int(range.end)
    if tag != nil { scalar.style = YAMLTag.style(scalar.style, tag: tag) }
    let node = Node(.scalar(scalar), range: range, tag: YAMLTag.kept(tag))
    if let anchor {
      anchors[anchor] = .done(TreeBuilder.Finished(node: node, size: 1, depth: 0))
    }
    try tree.add(node)
  }

  private mutating func open(
    _ kind: TreeBuilder.Kind, _ event: YAMLEvent, of events: borrowing YAMLEvents
  ) throws(ReadFailure) {
    let (tag, anchor) = (events.tag, events.anchor)
    let isBare = tag == nil && anchor == nil
    let start = isBare ? event.start : valueStart(event, before: file.bytes.count)
    if tree.awaitsKey { tree.report(YAMLDiagnostics.keyNotText(file, at: start)) }
    try tree.open(kind, at: start, tag: YAMLTag.kept(tag))
    openAnchors.append(anchor)
    if let anchor { anchors[anchor] = .open }
    lastEnd = event.end
  }

  private mutating func close(_ event: YAMLEvent) {
    // Brackets have a length; the end of a block has none and stands at the next token.
    if event.end > event.start { lastEnd = event.end }
    let finished = tree.close(end: lastEnd, merging: .yaml)
    if let finished, let last = openAnchors.popLast(), let anchor = last {
      anchors[anchor] = .done(finished)
    }
  }

  private mutating func alias(_ name: String, _ event: YAMLEvent) throws(ReadFailure) {
    lastEnd = event.end
    let range = SourceRange(event.start, event.end)
    switch anchors[name] {
    case .done(let finished):
      if tree.awaitsKey, finished.node.scalar == nil {
        tree.report(YAMLDiagnostics.keyNotText(file, at: event.start))
      }
      try tree.add(finished, at: range)
    case .open:
      throw ReadFailure(YAMLDiagnostics.aliasInsideItself(file, name, at: range))
    case nil:
      tree.report(
        YAMLDiagnostics.undefinedAlias(file, name, at: range, known: anchors.keys.sorted()))
      try tree.add(Node(.scalar(Scalar("", style: .plain)), range: range))
    }
  }

  /// The range of a scalar without what trails a block.
  private func scalarRange(from start: Int, to end: Int, style: Scalar.Style) -> SourceRange {
    var end = end
    guard style == .literal || style == .folded else { return SourceRange(start, end) }
    let bytes = file.bytes
    while end > start + 1, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return SourceRange(start, end)
  }

  /// Where the value itself begins, after its anchor and tag.
  private func valueStart(_ event: YAMLEvent, before end: Int) -> Int {
    let bytes = file.bytes
    var at = event.start
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        while at < end, !Self.isBlank(bytes[at]), bytes[at] != UInt8(ascii: ",") { at += 1 }
      case UInt8(ascii: "#"):
        while at < end, bytes[at] != 0x0A { at += 1 }
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return at
      }
    }
    return end
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
