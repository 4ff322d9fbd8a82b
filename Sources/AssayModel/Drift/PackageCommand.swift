/// What one command asks of a package manager: packages to have, or not to have.
///
/// Read are `yum`, `dnf`, `zypper`, `apt`, `apt-get`, `snap`, `rpm` and `dpkg`, as their manuals spell
/// what they take. An update asks for nothing that was not there.
struct PackageCommand {
  enum Verb: Sendable, Hashable { case install, remove }

  let verb: Verb
  let kind: PackageRow.Kind
  /// What the words may mean, in their order.
  let packages: [PackageSpec]
  /// Words that are made up when the command runs, and groups.
  let opaque: [String]

  private static let managers: [Substring: PackageRow.Kind] = [
    "yum": .rpm, "dnf": .rpm, "dnf5": .rpm, "microdnf": .rpm, "tdnf": .rpm, "zypper": .rpm,
    "apt": .deb, "apt-get": .deb, "aptitude": .deb, "snap": .snap, "rpm": .rpm, "dpkg": .deb,
  ]
  private static let verbs: [Substring: Verb] = [
    "install": .install, "localinstall": .install, "reinstall": .install, "in": .install,
    "remove": .remove, "erase": .remove, "purge": .remove, "autoremove": .remove, "rm": .remove,
    "uninstall": .remove,
  ]
  /// Options whose value is the next word.
  private static let valued: Set<Substring> = [
    "-t", "-o", "-c", "-x", "-R", "--enablerepo", "--disablerepo", "--releasever", "--repo",
    "--repoid", "--setopt", "--exclude", "--installroot", "--from", "--channel", "--config",
    "--target-release", "--option", "--disableexcludes", "--forcearch", "--root",
  ]
  /// Words that may stand before a command and change nothing of what it asks.
  private static let leaders: Set<Substring> = [
    "sudo", "then", "else", "do", "time", "nice", "env", "exec", "command", "!", "yes",
  ]

  /// Nil for a command that asks for no packages.
  init?(_ words: [Substring]) {
    guard let start = Self.start(of: words) else { return nil }
    let name = words[start].split(separator: "/").last ?? ""
    guard let kind = Self.managers[name] else { return nil }
    var rest = words[(start + 1)...]
    if name == "rpm" || name == "dpkg" {
      guard let verb = Self.flagVerb(rest, name) else { return nil }
      self.verb = verb
    } else {
      Self.dropOptions(&rest)
      guard let word = rest.popFirst(), let verb = Self.verbs[word] else { return nil }
      self.verb = verb
    }
    self.kind = kind
    var packages: [PackageSpec] = []
    var opaque: [String] = []
    while true {
      Self.dropOptions(&rest)
      guard let word = rest.popFirst() else { break }
      if Self.isRedirection(word) { break }
      if let spec = PackageSpec(word, kind) {
        packages.append(spec)
      } else {
        opaque.append(String(word))
      }
    }
    guard !packages.isEmpty || !opaque.isEmpty else { return nil }
    self.packages = packages
    self.opaque = opaque
  }

  /// Where the command itself begins, after what only leads to it.
  private static func start(of words: [Substring]) -> Int? {
    words.firstIndex { word in
      !leaders.contains(word) && !word.hasPrefix("-") && !word.contains("=")
    }
  }

  private static func dropOptions(_ words: inout ArraySlice<Substring>) {
    while let word = words.first, word.hasPrefix("-") {
      words.removeFirst()
      if valued.contains(word) { words = words.dropFirst() }
    }
  }

  /// `rpm` and `dpkg` say what they do by an option.
  private static func flagVerb(
    _ words: ArraySlice<Substring>, _ manager: Substring
  ) -> Verb? {
    for word in words where word.hasPrefix("-") {
      if manager == "dpkg" {
        if word == "-i" || word == "--install" { return .install }
        if ["-r", "-P", "--remove", "--purge"].contains(word) { return .remove }
      } else {
        if word == "--install" || word == "--upgrade" { return .install }
        if word == "--erase" { return .remove }
        guard !word.hasPrefix("--") else { continue }
        if word.hasPrefix("-i") || word.hasPrefix("-U") { return .install }
        if word.hasPrefix("-e") { return .remove }
      }
    }
    return nil
  }

  private static func isRedirection(_ word: Substring) -> Bool {
    let rest = word.drop { $0.isNumber }
    return rest.hasPrefix(">") || rest.hasPrefix("<")
  }
}

/// A word that names a package, perhaps with a version.
struct PackageSpec: Sendable, Hashable {
  /// One way to understand it.
  struct Reading: Sendable, Hashable {
    let name: String
    /// Nil for any.
    let version: String?
  }

  /// As spelled.
  let text: String
  /// The likeliest first; never empty.
  let readings: [Reading]

  /// Nil for what only a run of the command would tell, and for groups.
  init?(_ word: Substring, _ kind: PackageRow.Kind) {
    guard let first = word.first, first.isLetter || first.isNumber || "/._".contains(first),
      word.utf8.count <= 256, word.utf8.allSatisfy(Self.isPlain)
    else { return nil }
    text = String(word)
    if word.contains("/") && kind != .deb || word.contains("://") || word.hasPrefix("/")
      || word.hasPrefix("./") || word.hasSuffix(".rpm") || word.hasSuffix(".deb")
    {
      guard let readings = Self.file(word) else { return nil }
      self.readings = readings
      return
    }
    switch kind {
    case .rpm: readings = Self.rpm(word)
    case .deb: readings = [Self.deb(word)]
    case .snap, .windows: readings = [Reading(name: String(word), version: nil)]
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "._+-:~^=/@%<>,".utf8.contains(byte)
  }

  private static let architectures: Set<Substring> = [
    "x86_64", "aarch64", "noarch", "i686", "i386", "arm64", "amd64", "all",
  ]

  /// The most ways to understand a word: hardly a version has more dashes.
  private static let mostReadings = 6

  /// `name`, `name-version`, `name-version-release`, each also with `.architecture`.
  private static func rpm(_ word: Substring) -> [Reading] {
    var text = word
    if let end = text.firstIndex(where: { "=<>".contains($0) }) {
      let version = text[end...].drop { "=<>".contains($0) }
      let isExact = text[end...].hasPrefix("=")
      return [
        Reading(
          name: String(text[..<end]),
          version: isExact && !version.isEmpty ? String(version) : nil)
      ]
    }
    if let dot = text.lastIndex(of: "."), architectures.contains(text[text.index(after: dot)...]) {
      text = text[..<dot]
    }
    var readings = [Reading(name: String(text), version: nil)]
    for index in text.indices.reversed() where text[index] == "-" && readings.count < mostReadings {
      let version = text[text.index(after: index)...]
      guard index > text.startIndex, version.first?.isNumber == true else { continue }
      readings.append(Reading(name: String(text[..<index]), version: String(version)))
    }
    return readings
  }

  /// `name`, `name=version`, `name/suite`, `name:architecture`.
  private static func deb(_ word: Substring) -> Reading {
    let parts = word.split(separator: "=", maxSplits: 1)
    let name = (parts.first ?? word).prefix { $0 != "/" && $0 != ":" }
    return Reading(name: String(name), version: parts.count == 2 ? String(parts[1]) : nil)
  }

  /// A file or an address of one: its name tells the package, and the version where it has one.
  private static func file(_ word: Substring) -> [Reading]? {
    guard let file = word.split(separator: "/").last else { return nil }
    if file.hasSuffix(".deb") {
      let parts = file.dropLast(4).split(separator: "_")
      guard let name = parts.first else { return nil }
      return [
        Reading(name: String(name), version: parts.count == 3 ? String(parts[1]) : nil)
      ]
    }
    guard file.hasSuffix(".rpm") else { return nil }
    return rpm(file.dropLast(4))
  }
}
