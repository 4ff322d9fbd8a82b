import CLibXML2

/// Writes XML into memory through libxml2, which escapes by construction.
///
/// Characters that XML 1.0 forbids are replaced by U+FFFD before they reach it. A writer is used by
/// one task at a time.
package final class XMLWriter {
  private let buffer: xmlBufferPtr
  private let writer: xmlTextWriterPtr
  /// The latest name, as C reads it: thousands need no memory of their own.
  private var name: [UInt8] = []

  /// What stands before the root element.
  package enum Prologue: Sendable {
    /// `<?xml version="1.0" encoding="UTF-8"?>`.
    case xml
    /// `<!DOCTYPE html>`.
    case html
    case none
  }

  /// A writer with an empty document; throws when libxml2 has no memory for it.
  package init(_ prologue: Prologue = .xml) throws {
    guard LibXML2.isReady, let buffer = xmlBufferCreate() else { throw XMLWriterFailure() }
    // Growing by doubling: exact growth, the default, would copy large documents over and over.
    xmlBufferSetAllocationScheme(buffer, XML_BUFFER_ALLOC_DOUBLEIT)
    guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
      xmlBufferFree(buffer)
      throw XMLWriterFailure()
    }
    self.buffer = buffer
    self.writer = writer
    switch prologue {
    case .xml: xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil)
    case .html: xmlTextWriterWriteRaw(writer, "<!DOCTYPE html>\n")
    case .none: break
    }
  }

  deinit {
    xmlFreeTextWriter(writer)
    xmlBufferFree(buffer)
  }

  /// Writes an element with attributes in the given order; `body` writes what it holds.
  ///
  /// An element without content closes itself unless `closing` is `.full`, as HTML needs for all
  /// but its void elements.
  package func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:],
    closing: Closing = .short, _ body: () throws -> Void
  ) rethrows {
    start(name)
    for (name, value) in attributes { attribute(name, value) }
    try body()
    end(closing)
  }

  /// An element that holds nothing.
  package func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], closing: Closing = .short
  ) {
    element(name, attributes, closing: closing) {}
  }

  /// As `element` with a literal, for attributes that are computed.
  package func element(
    _ name: String, attributes: [(String, String?)], closing: Closing, _ body: () throws -> Void
  ) rethrows {
    start(name)
    for (name, value) in attributes { attribute(name, value) }
    try body()
    end(closing)
  }

  private func start(_ element: String) {
    keep(name: element)
    xmlTextWriterStartElement(writer, name)
  }

  private func end(_ closing: Closing) {
    switch closing {
    case .short: xmlTextWriterEndElement(writer)
    case .full: xmlTextWriterFullEndElement(writer)
    }
  }

  private func keep(name text: String) {
    name.removeAll(keepingCapacity: true)
    name.append(contentsOf: text.utf8)
    name.append(0)
  }

  /// Nothing for one without a value.
  private func attribute(_ name: String, _ value: String?) {
    guard let value else { return }
    keep(name: name)
    xmlTextWriterStartAttribute(writer, self.name)
    if !writeASCII(value, withMarks: false) {
      xmlTextWriterWriteString(writer, Self.allowed(value))
    }
    xmlTextWriterEndAttribute(writer)
  }

  /// How an empty element ends.
  package enum Closing: Sendable { case short, full }

  /// Writes character data, escaped.
  package func text(_ text: String) {
    if writeASCII(text, withMarks: true) { return }
    xmlTextWriterWriteString(writer, Self.allowed(text))
  }

  /// Writes text that is markup already.
  ///
  /// Only for constants of our own, never for data.
  package func raw(_ constant: StaticString) {
    constant.withUTF8Buffer { bytes in
      _ = xmlTextWriterWriteRawLen(writer, bytes.baseAddress, Int32(bytes.count))
    }
  }

  /// Writes a line end outside of any content that counts.
  package func newline() {
    xmlTextWriterWriteRaw(writer, "\n")
  }

  /// The finished document, or what of it was not taken yet.
  ///
  /// Nothing may be written afterwards.
  package func finish() -> [UInt8] {
    xmlTextWriterEndDocument(writer)
    return take()
  }

  /// Hands over what was written, inside a document too, and forgets it: one of any length needs little memory.
  package func take() -> [UInt8] {
    xmlTextWriterFlush(writer)
    defer { xmlBufferEmpty(buffer) }
    guard let content = xmlBufferContent(buffer) else { return [] }
    return Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
  }

  /// Writes what needs no escaping any more.
  private func raw(_ bytes: UnsafeBufferPointer<UInt8>) {
    _ = xmlTextWriterWriteRawLen(writer, bytes.baseAddress, Int32(bytes.count))
  }

  /// Looks at a text as printable ASCII, which nearly every one is: libxml2 takes twenty times as long.
  ///
  /// False for any other text, and for one with marks or line ends where none are allowed.
  private func writeASCII(_ text: String, withMarks: Bool) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count < Int32.max else { return false }
      // All of them at a time: what is plain has to be looked at to its end.
      var (isOther, isMarked, isBroken): (UInt8, UInt8, UInt8) = (0, 0, 0)
      for byte in bytes {
        isOther |= (byte &- 0x20) > 0x5E && byte != 0x0A ? 1 : 0
        isMarked |= Self.isMark(byte) ? 1 : 0
        isBroken |= byte == 0x0A ? 1 : 0
      }
      guard isOther == 0, withMarks || isMarked == 0 && isBroken == 0 else { return false }
      if isMarked == 0 { raw(bytes) } else { Self.escaped(bytes).withUnsafeBufferPointer(raw) }
      return true
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
      || byte == UInt8(ascii: "\"")
  }

  /// Text with its marks escaped, as libxml2 does it in content.
  private static func escaped(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(bytes.count + 64)
    var rest = bytes[...]
    while let place = rest.firstIndex(where: isMark) {
      escaped += UnsafeBufferPointer(rebasing: rest[..<place])
      switch rest[place] {
      case UInt8(ascii: "<"): escaped += "&lt;".utf8
      case UInt8(ascii: ">"): escaped += "&gt;".utf8
      case UInt8(ascii: "&"): escaped += "&amp;".utf8
      default: escaped += "&quot;".utf8
      }
      rest = rest[(place + 1)...]
    }
    escaped += UnsafeBufferPointer(rebasing: rest)
    return escaped
  }

  /// The text with everything that XML 1.0 (section 2.2, Char) forbids replaced.
  private static func allowed(_ text: String) -> String {
    // Nearly every text is plain ASCII.
    if text.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F || $0 == 0x0A }) { return text }
    guard text.unicodeScalars.contains(where: { !isAllowed($0) }) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}") }
    return String(scalars)
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}

/// Thrown when libxml2 has no memory for a writer.
package struct XMLWriterFailure: Error, CustomStringConvertible {
  package var description: String { "libxml2 could not allocate a writer" }
}
