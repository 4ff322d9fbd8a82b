extension Migration {
  /// Which open findings were held back, so that a run can tell what is not held back any more.
  static let held = Migration(
    name: "held",
    sql: """
      -- Open findings that decided nothing in these runs, because a baseline or a waiver held them back.
      CREATE TABLE held (
        finding INTEGER NOT NULL REFERENCES finding (id),
        opened INTEGER NOT NULL,
        closed INTEGER NOT NULL DEFAULT 2147483647 CHECK (closed > opened),
        PRIMARY KEY (finding, opened)
      ) STRICT, WITHOUT ROWID;

      """)
}
