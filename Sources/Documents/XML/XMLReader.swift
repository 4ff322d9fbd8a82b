import CLibXML2

/// Reads an XML document piece by piece.
///
/// In: the bytes of one document. Out: its elements and texts in document order, comments and
/// processing instructions left out. Nothing else is loaded, a document type declaration is refused,
/// and so is nesting beyond a bound. Used by one task at a time.
package final class XMLReader {
  /// What comes next in a document.
  package enum Event: Hashable, Sendable {
    /// A start tag; names without prefixes, attributes in their order.
    case start(name: String, namespace: String?, attributes: [Attribute])
    /// Text, with references resolved; never only blanks.
    case text(String)
    case end(name: String)
  }

  /// One attribute, without the prefix of its name.
  package struct Attribute: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  private let maximumDepth: Int
  /// The reader does not copy the bytes, so they live as long as it does.
  private let bytes: UnsafeMutableBufferPointer<CChar>
  private let reader: xmlTextReaderPtr
  private let sink = XMLProblemSink()
  /// The end of an element without content, which the library does not report.
  private var pendingEnd: String?

  /// A reader before the first piece; elements may be `maximumDepth` inside each other.
  package init(_ document: [UInt8], maximumDepth: Int = 100) throws(XMLProblem) {
    guard LibXML2.isReady, document.count <= LibXML2.maximumBytes else {
      throw XMLProblem(line: 0, message: "the document is too large")
    }
    self.maximumDepth = maximumDepth
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(document.count, 1))
    _ = copy.initialize(from: document.lazy.map { CChar(bitPattern: $0) })
    let made = xmlReaderForMemory(
      copy.baseAddress, Int32(document.count), nil, nil, LibXML2.options)
    guard let made else {
      copy.deallocate()
      throw XMLProblem(line: 0, message: "the document cannot be read")
    }
    bytes = copy
    reader = made
    xmlTextReaderSetStructuredErrorHandler(
      reader,
      { context, error in
        guard let error else { return }
        XMLProblemSink.of(context)?.add(line: error.pointee.line, message: error.pointee.message)
      }, sink.context)
  }

  deinit {
    xmlFreeTextReader(reader)
    bytes.deallocate()
  }

  /// The 1-based line of the last piece.
  package var line: Int { max(Int(xmlTextReaderGetParserLineNumber(reader)), 0) }

  /// The next piece; nil after the last.
  ///
  /// Throws where the document is not well-formed or refused.
  package func next() throws(XMLProblem) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name: name)
    }
    while true {
      switch xmlTextReaderRead(reader) {
      case 0: return nil
      case 1: if let event = try event() { return event }
      default:
        throw sink.problems.first ?? XMLProblem(line: line, message: "the document cannot be read")
      }
    }
  }

  private func event() throws(XMLProblem) -> Event? {
    switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT.rawValue: return try start()
    case XML_READER_TYPE_END_ELEMENT.rawValue: return .end(name: name)
    case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue:
      return Self.string(xmlTextReaderConstValue(reader)).map { .text($0) }
    case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
      throw XMLProblem(line: line, message: "a document type declaration is not accepted")
    default: return nil
    }
  }

  private func start() throws(XMLProblem) -> Event {
    guard xmlTextReaderDepth(reader) < maximumDepth else {
      throw XMLProblem(line: line, message: "more than \(maximumDepth) elements inside each other")
    }
    let name = name
    let namespace = Self.string(xmlTextReaderConstNamespaceUri(reader))
    if xmlTextReaderIsEmptyElement(reader) == 1 { pendingEnd = name }
    var attributes: [Attribute] = []
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      guard xmlTextReaderIsNamespaceDecl(reader) != 1 else { continue }
      attributes.append(
        Attribute(name: self.name, value: Self.string(xmlTextReaderConstValue(reader)) ?? ""))
    }
    return .start(name: name, namespace: namespace, attributes: attributes)
  }

  private var name: String { Self.string(xmlTextReaderConstLocalName(reader)) ?? "" }

  private static func string(_ pointer: UnsafePointer<xmlChar>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}
