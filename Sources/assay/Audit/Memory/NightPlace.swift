import AssayModel
import Documents
import Sealing

/// Where a night leaves what the next one need not read, and what of it is believed.
struct NightPlace {
  let path: String
  /// What tells this build from every other one.
  let build: String
  /// Whether what an earlier night left is to be used.
  let isRead: Bool
  /// Files that changed since then are not remembered, in nanoseconds since 1970: they might change again
  /// within one tick of their clock.
  let settled: Int64

  /// Beside a database, one for each scope; nil where the system does not tell builds apart.
  ///
  /// `scope` is what runs are compared within, or the paths.
  init?(beside database: String, scope: String, isRead: Bool) {
    guard let build = Executable.build() else { return nil }
    let name = Digest.sha256(fields: ["assay-night", scope]).hex.prefix(16)
    path = "\(database)\(Self.infix)\(name)"
    self.build = build
    self.isRead = isRead
    settled = Machine.nanoseconds() - 2_000_000_000
  }

  /// What stands between the names of the database and of the scope.
  static let infix = "-night-"

  /// What an earlier night left; a file that is not believed is told of, and no more.
  func read(_ log: Log) -> NightFile? {
    guard isRead else { return nil }
    let (file, refused) = NightFile.read(path, build: build)
    if let refused {
      log.warn("`\(SafeText.message(path))` is not used, and everything is read: \(refused)")
    }
    return file
  }
}
