import AssayModel

/// The inputs that this run could not read, or not in full: what lies behind them was not looked at, so nothing
/// about it may be called fixed or gone.
struct InputGaps {
  /// Reason by path.
  private let reasons: [String: String]
  /// The reason of the first path in order; nil without a gap.
  private let anyReason: String?

  init(_ inputs: [InputReport]) {
    var reasons: [String: String] = [:]
    var anyReason: String?
    for input in inputs {
      guard let reason = input.unreadReason else { continue }
      reasons[input.path] = reason
      anyReason = anyReason ?? Self.text(input.path, reason)
    }
    self.reasons = reasons
    self.anyReason = anyReason
  }

  var isEmpty: Bool { reasons.isEmpty }
  var count: Int { reasons.count }
  func contains(_ path: String) -> Bool { reasons[path] != nil }

  /// Why a resource read from `source` could not be looked at; nil when it could.
  ///
  /// A refused folder covers what is in it; a resource whose file is not known may lie in any.
  func reason(forSource source: String?) -> String? {
    guard !isEmpty else { return nil }
    guard let source else { return anyReason }
    var path = Substring(source)
    while true {
      if let reason = reasons[String(path)] { return Self.text(String(path), reason) }
      guard let slash = path.lastIndex(of: "/") else { break }
      path = path[..<slash]
    }
    return reasons["."].map { Self.text(".", $0) }
  }

  private static func text(_ path: String, _ reason: String) -> String {
    "`\(path)` could not be read: \(reason)"
  }

  /// Opens and closes the rows of `input_gap`.
  func write(_ context: RecordingContext) throws {
    var open: [String: (opened: Int64, reason: String)] = [:]
    try Prepared(
      context.database,
      "SELECT path, opened, reason FROM input_gap WHERE scope = ? AND closed = 2147483647"
    ).rows(.integer(context.scope)) { row in
      open[row.text(0)] = (row.integer(1), row.text(2))
    }
    guard !open.isEmpty || !isEmpty else { return }
    let close = try Prepared(
      context.database,
      "UPDATE input_gap SET closed = ? WHERE scope = ? AND path = ? AND opened = ?")
    for (path, gap) in open where reasons[path] != gap.reason {
      try close.run(
        .integer(context.run), .integer(context.scope), .text(path), .integer(gap.opened))
    }
    let insert = try Prepared(
      context.database,
      "INSERT INTO input_gap (scope, path, opened, reason) VALUES (?, ?, ?, ?)")
    for (path, reason) in reasons.sorted(by: { $0.key < $1.key })
    where open[path]?.reason != reason {
      try insert.run(
        .integer(context.scope), .text(path), .integer(context.run), .text(reason))
    }
  }
}
