import CLibXML2

/// What every use of libxml2 here has in common.
enum LibXML2 {
  /// Nothing is fetched, nothing printed, no entity replaced, no limit lifted.
  static let options = Int32(
    bitPattern: XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue)

  /// The most bytes of one document.
  static let maximumBytes = 256 << 20

  /// Prepares the library once for all threads: whatever a document refers to is not loaded.
  static let isReady: Bool = {
    xmlInitParser()
    xmlSetExternalEntityLoader { _, _, _ in nil }
    return true
  }()
}

/// What is wrong with an XML document, in libxml2's words, and where.
package struct XMLProblem: Error, Hashable, Sendable {
  /// 1-based; 0 when it is not known.
  package let line: Int
  package let message: String
}

extension XMLProblem: CustomStringConvertible {
  package var description: String { line > 0 ? "line \(line): \(message)" : message }
}

/// Takes the problems that libxml2 reports through a callback.
final class XMLProblemSink {
  /// The most problems that are kept.
  private static let limit = 100

  private(set) var problems: [XMLProblem] = []

  /// The sink as the context of a callback; it must outlive the use.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  static func of(_ context: UnsafeMutableRawPointer?) -> XMLProblemSink? {
    context.map { Unmanaged<XMLProblemSink>.fromOpaque($0).takeUnretainedValue() }
  }

  func add(line: Int32, message: UnsafePointer<CChar>?) {
    guard problems.count < Self.limit else { return }
    var text = message.map { String(cString: $0) } ?? "unknown problem"
    while text.last?.isNewline == true { text.removeLast() }
    problems.append(XMLProblem(line: max(Int(line), 0), message: text))
  }
}
