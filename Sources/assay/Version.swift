/// The release, as `assay version`, reports and the ledger name it.
enum Version {
  static let current = "0.1.0"
}
