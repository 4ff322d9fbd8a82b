/// A Swift source cut into what is code, what is text, and what is comment, line by line.
///
/// Enough of the language to tell them apart: nested comments, raw and multi-line strings; what is
/// interpolated counts as text.
struct SwiftText: Sendable {
  /// Relative to the package, with `/`.
  let path: String
  /// Each line with strings and comments blanked out.
  let code: [String]
  /// Each line with comments blanked out.
  let codeAndStrings: [String]

  var lineCount: Int { code.count }

  init(path: String, _ text: String) {
    self.path = path
    var scanner = Scanner(Array(text.unicodeScalars))
    scanner.run()
    code = Self.lines(scanner.code)
    codeAndStrings = Self.lines(scanner.codeAndStrings)
  }

  private static func lines(_ scalars: String.UnicodeScalarView) -> [String] {
    var lines = String(scalars).split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map(String.init)
  }

  /// The scanner: keeps the place of everything, blanks out what is not wanted.
  private struct Scanner {
    private let text: [Unicode.Scalar]
    private var at = 0
    var code = String.UnicodeScalarView()
    var codeAndStrings = String.UnicodeScalarView()

    init(_ text: [Unicode.Scalar]) { self.text = text }

    private enum Part { case code, string, comment }

    mutating func run() {
      while at < text.count {
        if starts("//") {
          while at < text.count, text[at] != "\n" { take(.comment) }
        } else if starts("/*") {
          comment()
        } else if let hashes = stringStart() {
          string(hashes: hashes)
        } else {
          take(.code)
        }
      }
    }

    private mutating func comment() {
      var depth = 0
      repeat {
        if starts("/*") {
          depth += 1
          take(.comment, 2)
        } else if starts("*/") {
          depth -= 1
          take(.comment, 2)
        } else {
          take(.comment)
        }
      } while at < text.count && depth > 0
    }

    /// The number of `#` before a quote that stands here; nil when there is none.
    private func stringStart() -> Int? {
      var end = at
      while end < text.count, text[end] == "#" { end += 1 }
      return end < text.count && text[end] == "\"" ? end - at : nil
    }

    private mutating func string(hashes: Int) {
      take(.string, hashes)
      let quote = starts("\"\"\"") ? "\"\"\"" : "\""
      let end = quote + String(repeating: "#", count: hashes)
      let escape = "\\" + String(repeating: "#", count: hashes)
      take(.string, quote.count)
      while at < text.count, !starts(end) {
        if quote.count == 1, text[at] == "\n" { return }
        guard starts(escape) else {
          take(.string)
          continue
        }
        take(.string, escape.count)
        if at < text.count, text[at] == "(" { interpolation() } else { take(.string) }
      }
      take(.string, end.count)
    }

    private mutating func interpolation() {
      var depth = 0
      repeat {
        if let hashes = stringStart() {
          string(hashes: hashes)
          continue
        }
        if text[at] == "(" { depth += 1 }
        if text[at] == ")" { depth -= 1 }
        take(.string)
      } while at < text.count && depth > 0
    }

    private func starts(_ word: String) -> Bool {
      var index = at
      for scalar in word.unicodeScalars {
        guard index < text.count, text[index] == scalar else { return false }
        index += 1
      }
      return true
    }

    private mutating func take(_ part: Part, _ count: Int = 1) {
      for _ in 0..<count where at < text.count {
        let scalar = text[at]
        let blank: Unicode.Scalar = scalar == "\n" ? "\n" : " "
        code.append(part == .code ? scalar : blank)
        codeAndStrings.append(part == .comment ? blank : scalar)
        at += 1
      }
    }
  }
}
