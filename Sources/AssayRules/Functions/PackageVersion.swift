import AssayModel
import CEL
import Records

/// The version of an installed package, in the order of what installed it.
struct PackageVersion {
  /// What a comparison comes to.
  enum Answer: Equatable {
    case yes
    case no
    /// With the field that is missing.
    case undecidable(UnknownReason, field: String)
    /// The text that was asked for is no version of the kind.
    case unreadable
  }

  private let version: Known<String>
  private let release: Known<String>
  private let epoch: Known<String>
  private let kind: Known<String>

  init(_ package: BlockID, in store: RecordStore) {
    version = store.knownText(package, Slots.version)
    release = store.knownText(package, Slots.release)
    epoch = store.knownText(package, Slots.epoch)
    kind = store.knownText(package, Slots.kind)
  }

  private enum Slots {
    static let version = Schema.software.slot("version")
    static let release = Schema.software.slot("release")
    static let epoch = Schema.software.slot("epoch")
    static let kind = Schema.software.slot("packageKind")
  }

  /// Epoch, version and release as far as they are known: `1:8.9p1-3`.
  var printed: String {
    let head = epoch.value.map { "\($0):" } ?? ""
    let tail = release.value.map { "-\($0)" } ?? ""
    return head + (version.value ?? "?") + tail
  }

  /// Whether it is a version or a later one.
  ///
  /// A text without epoch and release is the maker's version, and only that is compared. With a release
  /// or an epoch the whole is: what an agent did not send then leaves the answer open.
  func isAtLeast(_ wanted: String) -> Answer {
    guard let own = version.value else { return undecidable(version, "version") }
    guard let kind = kind.value else { return undecidable(self.kind, "packageKind") }
    switch kind {
    case "rpm": return rpm(own, wanted)
    case "deb": return deb(own, wanted)
    default: return maker(own, wanted)
    }
  }

  private func undecidable(_ value: Known<String>, _ field: String) -> Answer {
    .undecidable(
      value.reason ?? UnknownReason(.notCollected, "`\(field)` is not told"), field: field)
  }

  private static func isMakers(_ text: String) -> Bool {
    !text.utf8.contains(UInt8(ascii: "-")) && !text.utf8.contains(UInt8(ascii: ":"))
  }

  private func rpm(_ own: String, _ wanted: String) -> Answer {
    guard !Self.isMakers(wanted) else { return compare(own, wanted, .rpm) }
    if let reason = epoch.reason { return .undecidable(reason, field: "epoch") }
    let head = epoch.value.map { "\($0):" } ?? ""
    guard let reason = release.reason else {
      return compare(head + own + (release.value.map { "-\($0)" } ?? ""), wanted, .rpm)
    }
    // Without the release only versions that differ can be told apart.
    guard let mine = Version(head + own, .rpm),
      let other = Version(Self.withoutRelease(wanted), .rpm),
      let order = mine.order(against: other)
    else { return .unreadable }
    return order == 0 ? .undecidable(reason, field: "release") : order > 0 ? .yes : .no
  }

  private func deb(_ own: String, _ wanted: String) -> Answer {
    guard Self.isMakers(wanted) else { return compare(own, wanted, .deb) }
    let afterEpoch = own.split(separator: ":", maxSplits: 1).last.map(String.init) ?? own
    return compare(Self.withoutRelease(afterEpoch), wanted, .deb)
  }

  /// Whole numbers with points where both are, else in runs of digits and letters as RPM has it: agents
  /// of CloudWatch have letters in their versions.
  private func maker(_ own: String, _ wanted: String) -> Answer {
    if let mine = Version(own, .dotted), let other = Version(wanted, .dotted),
      let order = mine.order(against: other)
    {
      return order >= 0 ? .yes : .no
    }
    return compare(own, wanted, .rpm)
  }

  private static func withoutRelease(_ text: String) -> String {
    text.lastIndex(of: "-").map { String(text[..<$0]) } ?? text
  }

  private func compare(_ own: String, _ wanted: String, _ kind: Version.Kind) -> Answer {
    guard let other = Version(wanted, kind) else { return .unreadable }
    guard let mine = Version(own, kind), let order = mine.order(against: other) else {
      return .undecidable(
        UnknownReason(.unreadable, "`\(own)` is no version of its kind"), field: "version")
    }
    return order >= 0 ? .yes : .no
  }
}
