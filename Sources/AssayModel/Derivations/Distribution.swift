import Records

/// The short name of an operating system and its version, by which fixes are published.
///
/// `al2023`, `al2`, `ubuntu2204`, `debian12`, `rhel9`, `sles15`, `windows2022`: the family's name, then
/// the version as far as packages differ by it.
enum Distribution {
  /// How much of a version tells packages apart.
  private enum Precision {
    case major
    case yearAndMonth
  }

  /// Beginnings of platform names as agents report them, in lower case.
  private static let families: [(prefix: String, name: String, precision: Precision)] = [
    ("ubuntu", "ubuntu", .yearAndMonth), ("red hat enterprise linux", "rhel", .major),
    ("centos", "centos", .major), ("rocky linux", "rocky", .major),
    ("almalinux", "alma", .major), ("oracle linux", "ol", .major), ("debian", "debian", .major),
    ("sles", "sles", .major), ("suse linux enterprise server", "sles", .major),
    ("macos", "macos", .major), ("mac os", "macos", .major),
    ("bottlerocket", "bottlerocket", .major),
  ]

  /// The field of a node; absent when the system is none of the known.
  static func draft(_ node: DraftRecord) -> Draft {
    let (name, version) = (node["platformName"], node["platformVersion"])
    if let reason = name.reason ?? version.reason {
      return .unknown(reason, at: name.origin ?? version.origin)
    }
    guard let text = name.text else { return .absent(at: name.origin) }
    guard let found = of(platform: text, version: version.text ?? "") else {
      return .absent(at: name.origin)
    }
    return .stated(.string(found), at: name.origin)
  }

  /// Nil for a system that is not known.
  static func of(platform: String, version: String) -> String? {
    let platform = platform.lowercased()
    if platform == "amazon linux ami" { return "al1" }
    if platform.hasPrefix("amazon linux") { return "al" + major(version) }
    if let server = platform.firstRange(of: "windows server ") {
      let year = platform[server.upperBound...].prefix { $0.isASCII && $0.isNumber }
      return year.isEmpty ? nil : "windows\(year)"
    }
    guard let family = families.first(where: { platform.hasPrefix($0.prefix) }) else { return nil }
    switch family.precision {
    case .major: return family.name + major(version)
    case .yearAndMonth:
      return family.name + version.split(separator: ".").prefix(2).joined()
    }
  }

  private static func major(_ version: String) -> String {
    version.split(separator: ".").first.map(String.init) ?? ""
  }
}

extension Distribution {
  /// The names of the systems of many nodes that are laid out in one store: each is told once.
  struct Names: Sendable {
    private typealias Slots = NodeFacts.Slots

    /// A platform's name and version as words of the store.
    private struct System: Hashable {
      let name: UInt64
      let version: UInt64?
    }

    private var known: [System: String?] = [:]

    /// The field of a node, as `draft` tells it.
    mutating func filling(_ node: BlockID, in store: RecordStore) -> NodeFilling {
      let name = store.unknown(node, Slots.platformName)
      if let reason = name ?? store.unknown(node, Slots.platformVersion) {
        let spot =
          store.place(of: store.slot(node, Slots.platformName)).isNone
          ? Slots.platformVersion : Slots.platformName
        return NodeFilling(Slots.distribution, .unknown(reason), at: .slot(spot))
      }
      return NodeFilling(
        Slots.distribution, found(node, in: store).map { .stated(.string($0)) } ?? .absent,
        at: .slot(Slots.platformName))
    }

    private mutating func found(_ node: BlockID, in store: RecordStore) -> String? {
      func word(_ slot: Int) -> UInt64? {
        store.state(node, slot).hasValue ? store.word(node, slot) : nil
      }
      guard let name = word(Slots.platformName) else { return nil }
      let system = System(name: name, version: word(Slots.platformVersion))
      if let found = known[system] { return found }
      let found = store.text(node, Slots.platformName).flatMap { platform in
        of(platform: platform, version: store.text(node, Slots.platformVersion) ?? "")
      }
      known[system] = .some(found)
      return found
    }
  }
}
