extension Migration {
  /// What the latest audit of each scope had read, so that the next one can tell what is missing.
  static let answers = Migration(
    name: "answers",
    sql: """
      -- Sources that were read by the latest run, and those that are missing since and hide something.
      CREATE TABLE answer (
        scope INTEGER NOT NULL REFERENCES scope (id),
        path TEXT NOT NULL,
        source TEXT NOT NULL,
        -- Empty where nothing tells.
        account TEXT NOT NULL,
        region TEXT NOT NULL,
        series TEXT NOT NULL,
        -- 0 for one that could not be read in full, or not at all, by the latest run.
        whole INTEGER NOT NULL,
        PRIMARY KEY (scope, path, source, account, region)
      ) STRICT, WITHOUT ROWID;

      """)
}
