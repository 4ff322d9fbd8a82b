#if canImport(Glibc)
  import Glibc
#endif

/// Pairs of versions with the order that other programs gave them.
package enum VersionPairs {
  /// The file named by `ASSAY_VERSION_PAIRS`, else the one that is kept.
  package static var path: String {
    getenv("ASSAY_VERSION_PAIRS").map { String(cString: $0) }
      ?? "Tests/differential/version-pairs.txt"
  }
}
