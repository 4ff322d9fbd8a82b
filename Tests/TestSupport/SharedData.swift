#if canImport(Glibc)
  import Glibc
#endif

/// Data of third parties that tests use when it is there: never part of the repository.
package enum SharedData {
  /// The folder named by `ASSAY_SHARED`, else `../shared`; nil when there is none.
  package static let root: String? = {
    let path = getenv("ASSAY_SHARED").map { String(cString: $0) } ?? "../shared"
    return access(path, R_OK) == 0 ? path : nil
  }()

  /// The folder, or nil after saying loudly that `test` was skipped.
  package static func root(for test: String) -> String? {
    if root == nil {
      print("SKIPPED-SHARED \(test): no shared data (set ASSAY_SHARED)")
    }
    return root
  }
}
