extension Migration {
  /// Runs, rules, resources, findings, lineage, and the ledger.
  ///
  /// What lasts over several runs is a row in `[opened, closed)`, two run ids; `closed` is
  /// 2147483647 while it is open, so that a run in which nothing changed writes no such row. A pass
  /// is no row: the resource was present, the rule was active, and neither `finding` nor `mass`
  /// names them.
  ///
  /// Checks compare with `OR`: for each row, SQLite would fill a table of its own with the members
  /// of an `IN`.
  static let firstSchema = Migration(
    name: "first-schema",
    sql: runTables + ruleTables + resourceTables + findingTables + ledgerTable + views)

  private static let runTables = """
    -- What was looked at; runs compare only within one.
    CREATE TABLE scope (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    -- Times are microseconds since 1970-01-01T00:00:00Z.
    CREATE TABLE run (
      id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 2147483646),
      scope INTEGER NOT NULL REFERENCES scope (id),
      name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind = 'gate' OR kind = 'audit'),
      status TEXT NOT NULL CHECK (
        status = 'running' OR status = 'complete' OR status = 'partial'
        OR status = 'aborted'),
      started INTEGER NOT NULL,
      recorded INTEGER NOT NULL,
      tool TEXT NOT NULL,
      pack_digest TEXT NOT NULL,
      input_digest TEXT NOT NULL,
      rules INTEGER NOT NULL,
      resources INTEGER NOT NULL,
      inputs INTEGER NOT NULL,
      refused INTEGER NOT NULL,
      pass INTEGER NOT NULL,
      fail INTEGER NOT NULL,
      unknown INTEGER NOT NULL,
      not_applicable INTEGER NOT NULL,
      waived INTEGER NOT NULL,
      decision TEXT NOT NULL,
      blocking_fail INTEGER NOT NULL,
      blocking_unknown INTEGER NOT NULL,
      exit_code INTEGER NOT NULL,
      result_digest TEXT NOT NULL
    ) STRICT;

    -- Inputs that could not be read.
    CREATE TABLE input_gap (
      scope INTEGER NOT NULL REFERENCES scope (id),
      path TEXT NOT NULL,
      opened INTEGER NOT NULL,
      closed INTEGER NOT NULL DEFAULT 2147483647 CHECK (closed > opened),
      reason TEXT NOT NULL,
      PRIMARY KEY (scope, path, opened)
    ) STRICT, WITHOUT ROWID;

    """

  private static let ruleTables = """
    -- Every version of a rule that was ever active.
    CREATE TABLE rule (
      id INTEGER PRIMARY KEY,
      uid TEXT NOT NULL,
      digest TEXT NOT NULL,
      pack TEXT NOT NULL,
      title TEXT NOT NULL,
      severity TEXT NOT NULL
        CHECK (
        severity = 'info' OR severity = 'low' OR severity = 'medium'
        OR severity = 'high' OR severity = 'critical'),
      kind TEXT NOT NULL,
      why TEXT NOT NULL,
      fix TEXT NOT NULL,
      UNIQUE (uid, digest)
    ) STRICT;

    CREATE TABLE rule_span (
      scope INTEGER NOT NULL REFERENCES scope (id),
      rule INTEGER NOT NULL REFERENCES rule (id),
      opened INTEGER NOT NULL,
      closed INTEGER NOT NULL DEFAULT 2147483647 CHECK (closed > opened),
      PRIMARY KEY (scope, rule, opened)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE rule_control (
      framework TEXT NOT NULL,
      control TEXT NOT NULL,
      rule INTEGER NOT NULL REFERENCES rule (id),
      PRIMARY KEY (framework, control, rule)
    ) STRICT, WITHOUT ROWID;

    """

  private static let resourceTables = """
    CREATE TABLE resource (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      uid TEXT NOT NULL,
      UNIQUE (kind, uid)
    ) STRICT;

    -- Presence. `facts` is a SHA-256; `source` the file it was read from, where known; `gap` says
    -- why it could not be looked at in these runs, and is null when it was.
    CREATE TABLE resource_span (
      scope INTEGER NOT NULL REFERENCES scope (id),
      resource INTEGER NOT NULL REFERENCES resource (id),
      opened INTEGER NOT NULL,
      closed INTEGER NOT NULL DEFAULT 2147483647 CHECK (closed > opened),
      facts BLOB NOT NULL CHECK (length(facts) = 32),
      name TEXT NOT NULL,
      source TEXT,
      gap TEXT,
      PRIMARY KEY (scope, resource, opened)
    ) STRICT, WITHOUT ROWID;

    -- `child` is made from or uses `parent`: component -> recipe -> image -> instance.
    CREATE TABLE lineage (
      parent INTEGER NOT NULL REFERENCES resource (id),
      child INTEGER NOT NULL REFERENCES resource (id),
      label TEXT NOT NULL,
      scope INTEGER NOT NULL REFERENCES scope (id),
      opened INTEGER NOT NULL,
      closed INTEGER NOT NULL DEFAULT 2147483647 CHECK (closed > opened),
      PRIMARY KEY (parent, child, label, scope, opened)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX lineage_child ON lineage (child);

    """

  private static let findingTables = """
    -- `digest` is the SHA-256 of `body`, canonical JSON without positions.
    CREATE TABLE evidence (
      id INTEGER PRIMARY KEY,
      digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
      body TEXT NOT NULL
    ) STRICT;

    -- `first` is the run in which the rule first failed, or could not decide, on the locus.
    CREATE TABLE finding (
      id INTEGER PRIMARY KEY,
      scope INTEGER NOT NULL REFERENCES scope (id),
      resource INTEGER NOT NULL REFERENCES resource (id),
      rule INTEGER NOT NULL REFERENCES rule (id),
      locus TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (
        outcome = 'fail' OR outcome = 'unknown' OR outcome = 'error'
        OR outcome = 'no_data'),
      evidence INTEGER NOT NULL REFERENCES evidence (id),
      first INTEGER NOT NULL CHECK (first <= opened),
      opened INTEGER NOT NULL,
      closed INTEGER NOT NULL DEFAULT 2147483647 CHECK (closed > opened),
      reason TEXT CHECK (
        reason = 'fixed' OR reason = 'gone' OR reason = 'rule retired'
        OR reason = 'rule changed' OR reason = 'outcome changed'
        OR reason = 'evidence changed' OR reason = 'scope changed'),
      CHECK ((closed = 2147483647) = (reason IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX finding_open ON finding (scope, resource, rule, locus)
      WHERE closed = 2147483647;
    CREATE INDEX finding_past ON finding (scope, resource, locus, rule) WHERE closed < 2147483647;
    CREATE INDEX finding_opened ON finding (opened);
    CREATE INDEX finding_closed ON finding (closed) WHERE closed < 2147483647;

    -- Open findings that could not be decided again in these runs, and stay open for it.
    CREATE TABLE unconfirmed (
      finding INTEGER NOT NULL REFERENCES finding (id),
      opened INTEGER NOT NULL,
      closed INTEGER NOT NULL DEFAULT 2147483647 CHECK (closed > opened),
      outcome TEXT NOT NULL CHECK (
        outcome = 'unknown' OR outcome = 'error' OR outcome = 'no_data'),
      evidence INTEGER NOT NULL REFERENCES evidence (id),
      PRIMARY KEY (finding, opened)
    ) STRICT, WITHOUT ROWID;

    -- Outcomes that come in masses: `resources` is a sorted JSON list of [first id, last id],
    -- and `size` counts the ids in it. None of them has an open finding of the same rule.
    CREATE TABLE mass (
      id INTEGER PRIMARY KEY,
      scope INTEGER NOT NULL REFERENCES scope (id),
      rule INTEGER NOT NULL REFERENCES rule (id),
      outcome TEXT NOT NULL CHECK (outcome = 'not_applicable' OR outcome = 'no_data'),
      reason TEXT NOT NULL,
      resources TEXT NOT NULL,
      size INTEGER NOT NULL CHECK (size > 0),
      opened INTEGER NOT NULL,
      closed INTEGER NOT NULL DEFAULT 2147483647 CHECK (closed > opened)
    ) STRICT;
    CREATE UNIQUE INDEX mass_open ON mass (scope, rule, outcome, reason)
      WHERE closed = 2147483647;

    """

  private static let ledgerTable = """
    CREATE TABLE ledger (
      seq INTEGER PRIMARY KEY,
      previous BLOB NOT NULL CHECK (length(previous) = 32),
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (
        kind = 'run' OR kind = 'request' OR kind = 'approve' OR kind = 'reject'
        OR kind = 'revoke' OR kind = 'waive' OR kind = 'unwaive' OR kind = 'keyring'
        OR kind = 'checkpoint' OR kind = 'break-glass'),
      body TEXT NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      signature BLOB
    ) STRICT;
    CREATE TRIGGER ledger_keeps BEFORE UPDATE ON ledger
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no entry is changed'); END;
    CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: no entry is deleted'); END;
    CREATE TRIGGER ledger_links BEFORE INSERT ON ledger
      WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger)
        OR NEW.previous IS NOT coalesce(
          (SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1), zeroblob(32))
      BEGIN SELECT RAISE(ABORT, 'the entry does not follow the last one of the ledger'); END;

    """
}
