/// Writes which kinds nobody collected in a scope, and since when.
struct UncollectedRows {
  private let context: RecordingContext

  init(_ context: RecordingContext) { self.context = context }

  /// Opens and closes rows, so that just these kinds are open.
  func write(_ kinds: [String]) throws {
    var open: [String: Int64] = [:]
    try Prepared(
      context.database,
      "SELECT kind, opened FROM uncollected WHERE scope = ? AND closed = 2147483647"
    ).rows(.integer(context.scope)) { open[$0.text(0)] = $0.integer(1) }
    let wanted = Set(kinds)
    guard Set(open.keys) != wanted else { return }
    let close = try Prepared(
      context.database,
      "UPDATE uncollected SET closed = ? WHERE scope = ? AND kind = ? AND opened = ?")
    for (kind, opened) in open where !wanted.contains(kind) {
      try close.run(
        .integer(context.run), .integer(context.scope), .text(kind), .integer(opened))
    }
    let insert = try Prepared(
      context.database, "INSERT INTO uncollected (scope, kind, opened) VALUES (?, ?, ?)")
    for kind in wanted.sorted() where open[kind] == nil {
      try insert.run(.integer(context.scope), .text(kind), .integer(context.run))
    }
  }
}
