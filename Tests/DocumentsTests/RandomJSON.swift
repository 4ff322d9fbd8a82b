import Vectors

/// JSON made from a seed, valid but for keys given twice, and damage to it.
struct RandomJSON {
  private static let keys = [
    "Name", "name", "Version", "a", "b", "", "A key of more than eight bytes",
    "A key of more than eight bytez", #"\u004eame"#, "é", #"e\u0301"#, #"\u212a"#, "K", "😀",
    #"\ud83d\ude00"#, #"\\"#, #"a\"b"#,
  ]
  private static let strings = [
    "", "x", "amazon", "it's", #"\""#, #"\\"#, #"\/\b\f\n\r\t"#, #"\u00e9"#, "é", "日本語", "😀",
    #"\ud83d\ude00"#, "eight by", "sixteen bytes ok", "}", "{", "[1,", "// no comment",
    "a longer text that spans some words of eight bytes, then ends",
  ]
  private static let scalars = [
    "0", "-0", "12", "-3.5", "1e9", "2E-7", "0.0e+0", "123456789012345678901", "true", "false",
    "null",
  ]
  private static let blanks = ["", "", "", "", " ", "\t", "  ", "          "]
  private static let damage = [
    "{", "}", "[", "]", ":", ",", "\"", "'", "\\", "\n", "\r", "\t", "\u{1}", "é", "\u{FEFF}",
    "//", "#", "...", "tru", "01", "-", "1.", "\\u12", #"\ud800"#, #"\udc00"#, "NaN", "\u{0}", "}{",
  ]

  var random: SeededGenerator
  /// Whether containers may spread over lines.
  var spansLines = false

  init(seed: UInt64) {
    random = SeededGenerator(seed)
  }

  private mutating func pick(_ texts: [String]) -> String {
    texts.randomElement(using: &random) ?? ""
  }

  private mutating func blank() -> String {
    spansLines && Int.random(in: 0..<6, using: &random) == 0 ? "\n  " : pick(Self.blanks)
  }

  mutating func string() -> String {
    let parts = (0..<Int.random(in: 0...3, using: &random)).map { _ in pick(Self.strings) }
    return "\"" + parts.joined() + "\""
  }

  mutating func value(depth: Int = 0) -> String {
    switch Int.random(in: 0..<(depth > 4 ? 5 : 8), using: &random) {
    case 0...3: string()
    case 4: pick(Self.scalars)
    case 5: array(depth: depth + 1)
    default: object(depth: depth + 1)
    }
  }

  mutating func array(depth: Int = 0) -> String {
    container("[", "]") { $0.value(depth: depth) }
  }

  mutating func object(depth: Int = 0) -> String {
    container("{", "}") { json in
      let key = "\"\(json.pick(Self.keys))\""
      return "\(key)\(json.blank()):\(json.blank())\(json.value(depth: depth))"
    }
  }

  private mutating func container(
    _ open: String, _ close: String, _ element: (inout RandomJSON) -> String
  ) -> String {
    var elements: [String] = []
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      elements.append(blank() + element(&self) + blank())
    }
    return open + (elements.isEmpty ? blank() : elements.joined(separator: ",")) + close
  }

  /// Some lines of objects, some blank, some closed as Windows closes them, or one document.
  mutating func lines() -> [UInt8] {
    spansLines = Int.random(in: 0..<4, using: &random) == 0
    var text = Int.random(in: 0..<8, using: &random) == 0 ? "\u{FEFF}" : ""
    if spansLines {
      return Array((text + (Bool.random(using: &random) ? object() : objects())).utf8)
    }
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let isBlank = Int.random(in: 0..<6, using: &random) == 0
      text += blank() + (isBlank ? "" : object()) + blank()
      text += Int.random(in: 0..<5, using: &random) == 0 ? "\r\n" : "\n"
    }
    if Bool.random(using: &random) { text += object() }
    return Array(text.utf8)
  }

  /// An array of objects.
  mutating func objects() -> String {
    container("[", "]") { $0.object() }
  }

  /// The text with one to three changes.
  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let at = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.insert(contentsOf: Array(pick(Self.damage).utf8), at: at)
      case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
      case 2:
        let end = min(at + Int.random(in: 1...4, using: &random), bytes.count)
        bytes.removeSubrange(at..<end)
      case 3: bytes = Array(bytes[..<at])
      default:
        let piece = Array(bytes[at..<min(at + 12, bytes.count)])
        bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &random))
      }
    }
    return bytes
  }
}
