import Documents

/// Evidence about a fleet that is not read as it stands: rows of inventory outside of their folders, and what was
/// cut out of answers.
///
/// To pass over it would leave unsaid why all that it tells of is unknown.
enum StrayEvidence {
  /// Why a text is not read that holds such evidence; nil for any other.
  static func reason(_ file: SourceFile) -> String? {
    let whole = JSONReader.read(file).0?.root
    guard let root = whole ?? firstLine(of: file)?.root else { return nil }
    if isRow(root) { return row }
    if isThing(root) { return cut }
    if whole == nil {
      if Recognition.format(of: root)?.isAnswer ?? false { return several }
      if ids.contains(where: { root[$0] != nil }) { return cut }
    }
    guard let first = root.elements?.first else { return nil }
    if isRow(first) { return row }
    let thing = first.elements?.first ?? first
    return ids.contains { thing[$0] != nil } ? cut : nil
  }

  private static let row =
    "rows of inventory, which are read in folders "
    + "`AWS:<Type>/accountid=<id>/region=<region>/resourcetype=<type>` as `<node>.json`"
  private static let several = "several answers in one file; give each a file of its own"
  private static let cut =
    "a part of an answer of AWS, as `--query` cuts it out; give the whole answer"

  /// What things that rules judge are called by in answers.
  private static let ids = [
    "InstanceId", "ReservationId", "VolumeId", "GroupId", "SecurityGroupRuleId", "ImageId",
    "SnapshotId", "SubnetId", "RouteTableId", "NetworkAclId", "RoleName",
  ]

  /// Whether an object is an instance, a volume, a group or an image by itself, whose members may be called as answers are.
  static func isThing(_ root: Node) -> Bool {
    [
      ("InstanceId", "ImageId"), ("VolumeId", "AvailabilityZone"), ("GroupId", "IpPermissions"),
      ("ImageId", "RootDeviceName"),
    ].contains { root[$0.0]?.text != nil && root[$0.1] != nil }
  }

  /// Columns that rows of all types have.
  private static func isRow(_ node: Node) -> Bool {
    let keys = (node.pairs ?? []).compactMap(\.key.text)
    return ["resourceId", "captureTime"].allSatisfy { column in
      keys.contains { $0.isEqualIgnoringCase(column) }
    }
  }

  private static func firstLine(of file: SourceFile) -> Document? {
    let line = file.bytes.drop { $0 <= 0x20 }.prefix { $0 != 0x0A }
    return JSONReader.read(SourceFile(path: file.path, bytes: Array(line))).0
  }
}
