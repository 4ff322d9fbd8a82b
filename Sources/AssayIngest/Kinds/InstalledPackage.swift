import AssayModel
import Records

/// Reads a row of `AWS:Application` (the agent's gatherers for rpm, dpkg, snap and Windows).
///
/// What installed a package is not a column; it shows in the others. Agents before packages had ids
/// leave release and epoch out as well, which then are unknown, not none. Those that send releases leave an empty
/// epoch out (amazon-ssm-agent, `ApplicationData`).
enum InstalledPackage {
  static func draft(_ row: InventoryRow) -> DraftRecord {
    var record = DraftRecord(.software, origin: row.origin)
    InventoryMapping.software.fill(&record, from: row)
    let kind = kind { row[$0.rawValue]?.text }
    if let kind {
      record["packageKind"] = .stated(.string(kind), at: row.origin)
    } else {
      record["packageKind"] = .unknown(kindNotTold, at: row.origin)
    }
    for (field, column) in [("release", "Release"), ("epoch", "Epoch")] {
      if row[column] != nil || leavesOutEmpty(kind: kind, hasRelease: row["Release"] != nil) {
        record[field] = row.text(column)
      } else {
        record[field] = .unknown(notSent(column), at: row.origin)
      }
    }
    if record["epoch"].text == "0" { record["epoch"] = .absent(at: row.origin) }
    return record
  }

  /// Whether a release or epoch that is not told is none: the kind has none, or the agent is one that sends them.
  static func leavesOutEmpty(kind: String?, hasRelease: Bool) -> Bool {
    hasRelease || kind == "deb" || kind == "snap" || kind == "windows"
  }

  /// Why a kind is unknown that no column tells.
  static let kindNotTold = UnknownReason(
    .notCollected, "the row does not tell what installed it")

  /// Why a field is unknown whose column agents leave out.
  static func notSent(_ column: String) -> UnknownReason {
    UnknownReason(.notCollected, "the agent does not send `\(column)`")
  }

  /// Agents by the names that only Windows lists them under; its rows often lack a package's id.
  private static let windowsNames: Set<String> = [
    "Amazon SSM Agent", "AmazonCloudWatchAgent", "Amazon CloudWatch Agent",
  ]

  /// The columns in which the kind of a package shows.
  enum KindColumn: String, CaseIterable {
    case packageId = "PackageId"
    case release = "Release"
    case name = "Name"
    case publisher = "Publisher"
    case architecture = "Architecture"
    case installedTime = "InstalledTime"
  }

  /// Nil when the row does not tell; `text` gives the columns of a row.
  static func kind(_ text: (KindColumn) -> String?) -> String? {
    let id = text(.packageId) ?? ""
    if id.hasPrefix("pkg:snap/") { return "snap" }
    if id.hasSuffix(".rpm") { return "rpm" }
    if id.hasSuffix(".deb") { return "deb" }
    if text(.release) != nil { return "rpm" }
    if id.hasPrefix("{") || windowsNames.contains(text(.name) ?? "") { return "windows" }
    // A snap's publisher is marked as verified, and the list has no architectures.
    let publisher = text(.publisher) ?? ""
    let isMarked = publisher.hasSuffix("*") || publisher.hasSuffix("\u{2713}")
    return isMarked && text(.architecture) == "" && text(.installedTime) == nil ? "snap" : nil
  }
}
