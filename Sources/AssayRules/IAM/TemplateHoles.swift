import IAM
import Records

/// The values that templates leave open, each with a letter of its own.
///
/// Two places hold the same value when they are spelled the same in one file; a place whose value
/// has no name is unlike any other.
struct TemplateHoles {
  private var numbers: [String: Int] = [:]
  private var count = 0

  /// A text with a letter in each gap; one letter when nothing of it is known.
  mutating func text(_ reason: UnknownReason, at origin: Origin?) -> String {
    guard let outline = reason.outline else { return letter(nil) }
    let scope = origin?.path ?? ""
    // Longer spellings first: one may be a part of another.
    let gaps = outline.gaps.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    return gaps.reduce(outline.text) { text, gap in
      text.replacing(gap, with: letter("\(scope)\u{0}\(gap)"))
    }
  }

  private mutating func letter(_ name: String?) -> String {
    if let name, let known = numbers[name] { return String(Character(Hole.scalar(known))) }
    defer { count += 1 }
    if let name { numbers[name] = count }
    return String(Character(Hole.scalar(count)))
  }

  /// A text for people: each letter is `…`.
  static func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { Hole.isHole($0) ? "…" : $0 }))
  }
}
