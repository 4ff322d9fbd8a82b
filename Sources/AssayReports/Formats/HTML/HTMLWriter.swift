import Documents
import Sealing

/// Writes HTML through the XML writer, which escapes by construction.
///
/// Elements and attributes are closed lists: what is not here, no report uses. There is no way to
/// write an inline style or an event handler.
struct HTMLWriter {
  private let xml: XMLWriter

  /// The elements of our pages.
  enum Element: String {
    case html, head, title, meta, style, script, body
    case a, header, main, nav, footer, section, article, div, details, summary
    case h1, h2, h3, h4, p, ul, ol, li, dl, dt, dd, pre, code, mark, span, strong, small
    case table, caption, thead, tbody, tr, th, td
    case svg, rect, polyline

    /// Whether it has no content and no end tag (HTML, section 13.1.2).
    var isVoid: Bool { self == .meta }
  }

  /// The attributes of our pages.
  enum Attribute: String {
    case lang, charset, name, content, id, href, role, scope, open, tabindex
    case width, height, x, points, fill, stroke, viewBox, preserveAspectRatio
    case classes = "class"
    case httpEquiv = "http-equiv"
    case label = "aria-label"
    case labelledBy = "aria-labelledby"
    case isDecoration = "aria-hidden"
    case outcome = "data-outcome"
    case severity = "data-severity"
  }

  /// A writer with the doctype; throws when libxml2 has no memory.
  init() throws { xml = try XMLWriter(.html) }

  /// An element; attributes that are nil are left out.
  func callAsFunction(
    _ element: Element, _ attributes: KeyValuePairs<Attribute, String?> = [:],
    _ body: () throws -> Void
  ) rethrows {
    let named = attributes.map { ($0.key.rawValue, $0.value?.visible(2_000)) }
    try xml.element(
      element.rawValue, attributes: named, closing: element.isVoid ? .short : .full, body)
    if element.isBlock { xml.newline() }
  }

  /// An element that holds nothing.
  func callAsFunction(_ element: Element, _ attributes: KeyValuePairs<Attribute, String?> = [:]) {
    self(element, attributes) {}
  }

  /// An element that holds text.
  func callAsFunction(
    _ element: Element, _ attributes: KeyValuePairs<Attribute, String?>, _ text: String
  ) {
    self(element, attributes) { self.text(text) }
  }

  func callAsFunction(_ element: Element, _ text: String) { self(element, [:], text) }

  /// Text of any origin, on one line, steering characters written out.
  func text(_ text: String, limit: Int = 2_000) { xml.text(text.visible(limit)) }

  /// A sentence whose words in backticks become code.
  func prose(_ text: String) {
    let parts = text.visible(2_000).split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return self.text(text) }
    for (index, part) in parts.enumerated() where !part.isEmpty {
      if index % 2 == 1 { self(.code, String(part)) } else { xml.text(String(part)) }
    }
  }

  /// A line end inside preformatted text.
  func newline() { xml.newline() }

  /// The one style sheet or script, as it is.
  func embed(_ element: Element, _ source: StaticString) {
    xml.element(element.rawValue, closing: .full) { xml.raw(source) }
    xml.newline()
  }

  /// `'sha256-…'`, as a content security policy names an embedded source.
  static func fingerprint(_ source: StaticString) -> String {
    let bytes = source.withUTF8Buffer { Array($0) }
    return "'sha256-\(Base64.encode(Digest.sha256(bytes).bytes))'"
  }

  /// What was written so far and not taken yet.
  func take() -> [UInt8] { xml.take() }

  /// The rest of the page.
  func finish() -> [UInt8] { xml.finish() }
}

extension HTMLWriter.Element {
  /// Whether a line end after it does not show.
  fileprivate var isBlock: Bool {
    switch self {
    case .a, .code, .mark, .span, .strong, .small, .summary, .dt, .caption, .rect, .polyline:
      false
    default: true
    }
  }
}
