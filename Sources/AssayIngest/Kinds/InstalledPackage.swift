import AssayModel
import Records

/// Reads a row of `AWS:Application` (the agent's gatherers for rpm, dpkg, snap and Windows).
///
/// What installed a package is not a column; it shows in the others. Agents before packages had ids
/// leave release and epoch out as well, which then are unknown, not none.
enum InstalledPackage {
  static func draft(_ row: InventoryRow) -> DraftRecord {
    var record = DraftRecord(.software, origin: row.origin)
    record["name"] = row.required("Name")
    record["version"] = row.required("Version")
    record["architecture"] = row.text("Architecture")
    record["publisher"] = row.text("Publisher")
    record["installedTime"] = row.instant("InstalledTime")
    let kind = kind(of: row)
    if let kind {
      record["packageKind"] = .stated(.string(kind), at: row.origin)
    } else {
      record["packageKind"] = .unknown(
        UnknownReason(.notCollected, "the row does not tell what installed it"), at: row.origin)
    }
    for (field, column) in [("release", "Release"), ("epoch", "Epoch")] {
      if row[column] != nil || kind == "deb" || kind == "snap" || kind == "windows" {
        record[field] = row.text(column)
      } else {
        record[field] = .unknown(
          UnknownReason(.notCollected, "the agent does not send `\(column)`"), at: row.origin)
      }
    }
    if record["epoch"].text == "0" { record["epoch"] = .absent(at: row.origin) }
    return record
  }

  /// Agents by the names that only Windows lists them under; its rows often lack a package's id.
  private static let windowsNames: Set<String> = [
    "Amazon SSM Agent", "AmazonCloudWatchAgent", "Amazon CloudWatch Agent",
  ]

  /// Nil when the row does not tell.
  private static func kind(of row: InventoryRow) -> String? {
    let id = row["PackageId"]?.text ?? ""
    if id.hasPrefix("pkg:snap/") { return "snap" }
    if id.hasSuffix(".rpm") { return "rpm" }
    if id.hasSuffix(".deb") { return "deb" }
    if row["Release"] != nil { return "rpm" }
    if id.hasPrefix("{") || windowsNames.contains(row["Name"]?.text ?? "") { return "windows" }
    // A snap's publisher is marked as verified, and the list has no architectures.
    let publisher = row["Publisher"]?.text ?? ""
    let isMarked = publisher.hasSuffix("*") || publisher.hasSuffix("\u{2713}")
    return isMarked && row["Architecture"]?.text == "" && row["InstalledTime"] == nil ? "snap" : nil
  }
}
