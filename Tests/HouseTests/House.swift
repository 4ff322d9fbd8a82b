/// The rules of the house, over sources as text: what stands where it must not.
enum House {
  static let longestFile = 600

  /// Everything wrong with some files of `Sources/`.
  static func complaints(about files: [SwiftText]) -> [Complaint] {
    files.flatMap { imports($0) + length($0) + words($0) + forcedUnwraps($0) }.sorted()
  }

  /// Imports that point up or sideways, and third parties outside of their room.
  static func imports(_ file: SwiftText) -> [Complaint] {
    guard let room = Rooms.room(of: file.path) else { return [] }
    guard let allowed = Rooms.arrows[room] else {
      return [Complaint(path: file.path, line: 0, reason: "the room \(room) is on no plan")]
    }
    return file.code.enumerated().compactMap { index, line in
      guard let module = module(importedBy: line), module != room,
        !Rooms.standard.contains(module), !allowed.contains(module)
      else { return nil }
      return Complaint(path: file.path, line: index + 1, reason: reason(room, module))
    }
  }

  private static func reason(_ room: String, _ module: String) -> String {
    if let wall = Rooms.walls[module] {
      return "\(module) is imported by \(wall.room) and nobody else: \(wall.reason)"
    }
    if Rooms.arrows[module] != nil {
      return "\(room) must not know \(module): arrows only point down"
    }
    return "\(module) is allowed in no room"
  }

  /// `package import struct A.B` -> `A`; nil for a line that imports nothing.
  static func module(importedBy line: String) -> String? {
    var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == ";" })[...]
    while let word = words.first, word != "import" {
      let isPrefix =
        word.hasPrefix("@")
        || ["public", "package", "internal", "fileprivate", "private"].contains(word)
      guard isPrefix else { return nil }
      words = words.dropFirst()
    }
    words = words.dropFirst()
    let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    if let kind = words.first, kinds.contains(String(kind)) { words = words.dropFirst() }
    return words.first.map { String($0.prefix { $0 != "." }) }
  }

  /// Files that hold more than one idea.
  static func length(_ file: SwiftText) -> [Complaint] {
    guard file.lineCount > longestFile else { return [] }
    let reason = "\(file.lineCount) lines; above \(longestFile) it is more than one file"
    return [Complaint(path: file.path, line: 0, reason: reason)]
  }

  /// Words outside of their room.
  static func words(_ file: SwiftText) -> [Complaint] {
    Word.all.filter { !$0.isAtHome(file.path) }.flatMap { word -> [Complaint] in
      let lines = word.place == .code ? file.code : file.codeAndStrings
      return lines.enumerated().compactMap { index, line in
        guard word.stands(in: line) else { return nil }
        let homes =
          word.homes.isEmpty
          ? "stands nowhere" : "stands only in \(word.homes.joined(separator: ", "))"
        return Complaint(
          path: file.path, line: index + 1, reason: "`\(word.text)` \(homes): \(word.reason)")
      }
    }
  }

  /// `value!`, in code.
  static func forcedUnwraps(_ file: SwiftText) -> [Complaint] {
    file.code.enumerated().compactMap { index, line in
      guard isForced(line) else { return nil }
      return Complaint(
        path: file.path, line: index + 1, reason: "a value that may be missing is asked, not forced"
      )
    }
  }

  private static func isForced(_ line: String) -> Bool {
    var previous: Character = " "
    var rest = Substring(line)
    while let character = rest.popFirst() {
      defer { previous = character }
      guard character == "!", rest.first != "=" else { continue }
      let isValue = previous.isLetter || previous.isNumber || "_)]>\"'".contains(previous)
      if isValue, !line.contains("try!"), !line.contains("as!") { return true }
    }
    return false
  }
}
