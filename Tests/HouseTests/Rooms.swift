/// Which room may import which, as ARCHITECTURE.md draws it: arrows only point down, and the four
/// verbs never import each other.
enum Rooms {
  /// Keyed by room; what it may import besides the standard library.
  static let arrows: [String: Set<String>] = [
    "CLibXML2": [], "CYAML": [], "CZlib": [], "CRE2": [], "CIAMData": [],
    "Documents": ["CLibXML2", "CYAML", "CZlib"],
    "Sealing": ["Crypto"],
    "Records": [],
    "CEL": ["CRE2", "Documents", "Records"],
    "IAM": ["CIAMData", "Documents"],
    "Vectors": ["Documents"],
    "IAMVectors": ["Documents", "IAM", "Vectors"],
    "CELVectors": ["CEL", "Documents", "Records", "Vectors"],
    "assay-vectors": [
      "CEL", "CELVectors", "Documents", "IAM", "IAMVectors", "Records", "Vectors",
      "ArgumentParser",
    ],
    "AssayModel": ["Records", "Sealing"],
    "AssayIngest": ["AssayModel", "Documents", "Records", "Sealing"],
    "AssayRules": ["AssayModel", "CEL", "Documents", "IAM", "Records", "Sealing"],
    "AssayStore": ["AssayModel", "Records", "Sealing", "GRDB", "GRDBSQLite"],
    "AssayReports": ["AssayModel", "Documents", "Records", "Sealing"],
    "assay": [
      "AssayIngest", "AssayModel", "AssayReports", "AssayRules", "AssayStore", "CEL", "Documents",
      "IAM", "Records", "Sealing", "ArgumentParser", "Dispatch",
    ],
  ]

  /// What comes with the compiler and may stand anywhere.
  static let standard: Set<String> = ["Swift", "Glibc", "Darwin", "Synchronization"]

  /// Imports that a room keeps to itself, or two executables do, and what the wall is for.
  static let walls: [String: (room: String, reason: String)] = [
    "GRDB": ("AssayStore", "SQL stops at its wall"),
    "GRDBSQLite": ("AssayStore", "SQL stops at its wall"),
    "Crypto": ("Sealing", "hashes and signatures are made in one place"),
    "CYAML": ("Documents", "nobody else parses text"),
    "CZlib": ("Documents", "nobody else inflates"),
    "CLibXML2": ("Documents", "nobody else reads or writes XML"),
    "CRE2": ("CEL", "regular expressions belong to the language"),
    "CIAMData": ("IAM", "the catalogue is read in one place"),
    "Dispatch": ("assay", "threads are started in one place"),
    "ArgumentParser": ("assay, assay-vectors", "arguments stop at the command line"),
  ]

  /// The room a file of `Sources/` lies in.
  static func room(of path: String) -> String? {
    let parts = path.split(separator: "/")
    return parts.count >= 3 && parts[0] == "Sources" ? String(parts[1]) : nil
  }
}
