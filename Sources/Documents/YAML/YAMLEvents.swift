import CYAML

/// libyaml's parser over the bytes of one file: events with byte offsets.
struct YAMLEvents: ~Copyable {
  private let file: SourceFile
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var event = yaml_event_t()
  /// The last converted mark: offsets mostly ascend, so the next is near.
  private var known = (scalar: 0, offset: 0)

  /// Runs `body` over the events of a file, which must have at least one byte.
  static func reading<Result>(
    _ file: SourceFile, _ body: (inout YAMLEvents) -> Result
  ) -> Result {
    file.bytes.withUnsafeBufferPointer { bytes in
      var events = YAMLEvents(file, bytes)
      return body(&events)
    }
  }

  private init(_ file: SourceFile, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.file = file
    parser = .allocate(capacity: 1)
    // It fails only without memory, and then the first event fails.
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    var last = event
    yaml_event_delete(&last)
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event.
  mutating func next() throws(ReadFailure) -> YAMLEvent {
    yaml_event_delete(&event)
    guard yaml_parser_parse(parser, &event) == 1 else { throw ReadFailure(problem()) }
    let start = offset(event.start_mark)
    let end = offset(event.end_mark)
    return YAMLEvent(kind: kind, start: start, end: end)
  }

  private var kind: YAMLEvent.Kind {
    switch event.type {
    case YAML_STREAM_START_EVENT: .streamStart
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_ALIAS_EVENT: .alias
    case YAML_SCALAR_EVENT: .scalar
    case YAML_SEQUENCE_START_EVENT: .sequenceStart
    case YAML_MAPPING_START_EVENT: .mappingStart
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: .containerEnd
    default: .streamEnd
    }
  }

  /// The last event's scalar; only of a scalar event.
  var scalar: Scalar {
    let style: Scalar.Style =
      switch event.data.scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
    let bytes = UnsafeBufferPointer(
      start: event.data.scalar.value, count: event.data.scalar.length)
    return Scalar(String(decoding: bytes, as: UTF8.self), style: style)
  }

  /// The last event's tag, resolved by the directives of the document.
  var tag: String? {
    switch event.type {
    case YAML_SCALAR_EVENT: Self.string(event.data.scalar.tag)
    case YAML_SEQUENCE_START_EVENT: Self.string(event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT: Self.string(event.data.mapping_start.tag)
    default: nil
    }
  }

  /// The name that the last event's anchor gives, or that its alias asks for.
  var anchor: String? {
    switch event.type {
    case YAML_ALIAS_EVENT: Self.string(event.data.alias.anchor)
    case YAML_SCALAR_EVENT: Self.string(event.data.scalar.anchor)
    case YAML_SEQUENCE_START_EVENT: Self.string(event.data.sequence_start.anchor)
    case YAML_MAPPING_START_EVENT: Self.string(event.data.mapping_start.anchor)
    default: nil
    }
  }

  private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  /// The byte offset of a mark, whose index counts Unicode scalars.
  private mutating func offset(_ mark: yaml_mark_t) -> Int {
    let target = Int(mark.index)
    guard !file.isASCII else { return min(target, file.bytes.count) }
    if target < known.scalar || target - known.scalar > 512 {
      known = (target, file.offset(ofScalar: target))
      return known.offset
    }
    let bytes = file.bytes
    while known.scalar < target, known.offset < bytes.count {
      known.offset += 1
      while known.offset < bytes.count, bytes[known.offset] & 0xC0 == 0x80 { known.offset += 1 }
      known.scalar += 1
    }
    return known.offset
  }

  /// Why the parser stopped.
  private mutating func problem() -> Diagnostic {
    let message = parser.pointee.problem.map { String(cString: $0) }
    guard let message else { return YAMLDiagnostics.outOfMemory(file) }
    if parser.pointee.error == YAML_READER_ERROR {
      let at = min(parser.pointee.problem_offset, file.bytes.count)
      if let invalid = UTF8Validation.firstInvalid(file.bytes) {
        return TreeDiagnostics.invalidUTF8(file, at: invalid)
      }
      return YAMLDiagnostics.controlCharacter(file, at: at)
    }
    let at = offset(parser.pointee.problem_mark)
    guard let context = parser.pointee.context else {
      return YAMLDiagnostics.syntax(file, message, at: at)
    }
    let contextAt = offset(parser.pointee.context_mark)
    return YAMLDiagnostics.syntax(
      file, message, at: at, context: String(cString: context), contextAt: contextAt)
  }
}

/// One event: what begins or ends, and where.
struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd
    case alias, scalar, sequenceStart, mappingStart, containerEnd
  }

  let kind: Kind
  /// Byte offset, before any anchor and tag.
  let start: Int
  let end: Int
}
