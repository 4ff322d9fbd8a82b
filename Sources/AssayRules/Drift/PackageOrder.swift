package import AssayModel
import CEL

/// How the version of a package stands to another version of it, in the order of what installed both.
package enum PackageOrder: Sendable, Hashable {
  case earlier
  case same
  case later
  /// The same as far as both tell: one of them leaves the release out.
  case sameAsTold
  /// With one clause that says why.
  case undecidable(String)

  /// Compares `row` with `other`.
  ///
  /// Of RPM packages a part that one side does not tell leaves open what hangs on it; agents of before say
  /// neither release nor epoch.
  package static func of(_ row: PackageRow, against other: PackageRow) -> PackageOrder {
    guard let own = row.version, let others = other.version else {
      return .undecidable("a version is not told")
    }
    guard let kind = row.kind ?? other.kind else {
      return row == other ? .same : .undecidable("nothing tells what installed it")
    }
    switch kind {
    case .rpm: return rpm(row, other)
    case .deb: return compare(own, others, .deb)
    case .snap, .windows:
      let areDotted = Version(own, .dotted) != nil && Version(others, .dotted) != nil
      return compare(own, others, areDotted ? .dotted : .rpm)
    }
  }

  private static func rpm(_ row: PackageRow, _ other: PackageRow) -> PackageOrder {
    let (own, others) = (Parts(row), Parts(other))
    let versions = compare(own.version, others.version, .rpm)
    guard case .told(let epoch) = own.epoch, case .told(let otherEpoch) = others.epoch else {
      // The epoch goes before the version, and versions that are the same hardly ever differ in it.
      let areAlike = versions == .same && own.release == others.release
      return areAlike || versions == .same && own.isShorter(than: others)
        ? .sameAsTold : .undecidable("an epoch is not told")
    }
    guard case .told(let release) = own.release, case .told(let otherRelease) = others.release
    else {
      let short = compare(
        "\(epoch ?? "0"):\(own.version)", "\(otherEpoch ?? "0"):\(others.version)", .rpm)
      return short == .same ? .sameAsTold : short
    }
    func text(_ epoch: String?, _ version: String, _ release: String?) -> String {
      "\(epoch ?? "0"):\(version)" + (release.map { "-\($0)" } ?? "")
    }
    return compare(
      text(epoch, own.version, release), text(otherEpoch, others.version, otherRelease), .rpm)
  }

  /// Epoch, version and release, where the version may hold all three: `1:2.3-4`.
  private struct Parts {
    var epoch: PackageRow.Part
    var version: String
    var release: PackageRow.Part

    init(_ row: PackageRow) {
      (epoch, release) = (row.epoch, row.release)
      var text = Substring(row.version ?? "")
      if release == .untold, let dash = text.lastIndex(of: "-") {
        // A version with its release is spelled with the epoch when there is one.
        release = .told(String(text[text.index(after: dash)...]))
        text = text[..<dash]
        if epoch == .untold { epoch = .told(nil) }
      }
      if let colon = text.firstIndex(of: ":") {
        epoch = .told(String(text[..<colon]))
        text = text[text.index(after: colon)...]
      }
      version = String(text)
    }

    /// Whether one of the two leaves the release out.
    func isShorter(than other: Parts) -> Bool { release == .untold || other.release == .untold }
  }

  private static func compare(_ own: String, _ other: String, _ kind: Version.Kind) -> PackageOrder
  {
    guard let mine = Version(own, kind), let its = Version(other, kind),
      let order = mine.order(against: its)
    else { return own == other ? .same : .undecidable("a version is none of its kind") }
    return order == 0 ? .same : order < 0 ? .earlier : .later
  }

  /// How an installed version stands to one that a command asks for.
  ///
  /// A version without release, as `1.24` for `1.24.0-3`, is met by every version that begins with its numbers.
  package static func of(
    _ row: PackageRow, wanted: String, kind: PackageRow.Kind
  ) -> PackageOrder {
    guard let own = row.printed, let version = row.version else {
      return .undecidable("its version is not told")
    }
    guard !wanted.contains("*"), wanted != own, wanted != version else { return .same }
    for separator in [".", "-", "+", "~"] where own.hasPrefix(wanted + separator) { return .same }
    if kind == .deb {
      return compare(version, wanted, .deb)
    }
    let asked = PackageRow(name: row.name, version: wanted, kind: row.kind ?? .rpm)
    switch of(row, against: asked) {
    case .undecidable(let why):
      // A command names epochs next to never: without one the versions are compared.
      guard !wanted.contains(":") else { return .undecidable(why) }
      return compare(version, wanted.split(separator: "-").first.map(String.init) ?? wanted, .rpm)
    case .sameAsTold: return .same
    case let order: return order
    }
  }
}
