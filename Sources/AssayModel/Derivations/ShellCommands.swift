/// A script taken apart into commands, as far as that takes no shell.
///
/// Quotes are left out, what stands in brackets is a command like any other, and comments are skipped.
struct ShellCommands {
  struct Command {
    let words: [Substring]
    /// Whether it stands in an `if`, a loop or a `case`, or after `||`.
    let isConditional: Bool
  }

  /// In the order in which they stand.
  private(set) var commands: [Command] = []
  private var depth = 0

  private static let openers: Set<Substring> = ["if", "for", "while", "until", "case", "foreach"]
  private static let closers: Set<Substring> = ["fi", "done", "esac"]

  init(_ script: String) {
    let joined = script.replacing("\\\n", with: " ").replacing("`\n", with: " ")
    for line in joined.split(whereSeparator: \.isNewline) {
      let text = line.drop { $0 == " " || $0 == "\t" }
      let beginning = text.prefix(4).lowercased()
      guard !beginning.hasPrefix("#"), beginning != "rem ", !beginning.hasPrefix("::") else {
        continue
      }
      add(text)
    }
  }

  private mutating func add(_ line: Substring) {
    let isSeparator = { (character: Character) in ";&|(){}".contains(character) }
    var rest = line
    var isAlternative = false
    while !rest.isEmpty {
      let command = rest.prefix { !isSeparator($0) }
      rest = rest.dropFirst(command.count)
      let separator = rest.prefix(while: isSeparator)
      rest = rest.dropFirst(separator.count)
      add(command: command, isAlternative: isAlternative)
      isAlternative = separator.contains("||")
    }
  }

  private mutating func add(command: Substring, isAlternative: Bool) {
    let all = command.split(whereSeparator: { " \t\"'".contains($0) })
    let words = all[..<(all.firstIndex { $0.hasPrefix("#") } ?? all.endIndex)]
    guard let first = words.first else { return }
    if Self.openers.contains(first) { depth += 1 }
    if Self.closers.contains(first), depth > 0 { depth -= 1 }
    commands.append(Command(words: Array(words), isConditional: depth > 0 || isAlternative))
  }
}
