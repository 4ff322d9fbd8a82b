/// The schema as version 1 was released, and two runs as it recorded them.
///
/// Never changed: files like it exist.
enum SchemaVersion1 {
  static let sql = """
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

    -- What is open now, with why and since when. `unconfirmed` says why it could not be checked
    -- again, and is null when it was.
    CREATE VIEW v_open_findings AS
      SELECT scope.name AS scope, rule.uid AS rule, rule.severity, resource.kind,
        resource.uid AS resource, resource_span.name, finding.locus, finding.outcome,
        evidence.body ->> '$.message' AS message, evidence.body AS evidence,
        (SELECT run.name FROM run WHERE run.id = finding.first) AS first_seen,
        (SELECT run.name FROM run WHERE run.id = finding.opened) AS open_since,
        coalesce(
          resource_span.gap,
          (SELECT unconfirmed.outcome FROM unconfirmed
            WHERE unconfirmed.finding = finding.id AND unconfirmed.closed = 2147483647)
        ) AS unconfirmed
      FROM finding
        JOIN scope ON scope.id = finding.scope
        JOIN rule ON rule.id = finding.rule
        JOIN resource ON resource.id = finding.resource
        JOIN evidence ON evidence.id = finding.evidence
        LEFT JOIN resource_span ON resource_span.scope = finding.scope
          AND resource_span.resource = finding.resource AND resource_span.closed = 2147483647
      WHERE finding.closed = 2147483647;

    -- One row a run: the counts as they were reported, and what was opened and closed.
    CREATE VIEW v_trend AS
      SELECT run.id, scope.name AS scope, run.name AS run,
        strftime('%Y-%m-%dT%H:%M:%SZ', run.started / 1000000, 'unixepoch') AS started,
        run.kind, run.status, run.decision, run.pass, run.fail, run.unknown, run.not_applicable,
        run.waived,
        (SELECT count(*) FROM finding WHERE finding.opened = run.id) AS opened,
        (SELECT count(*) FROM finding WHERE finding.closed = run.id
          AND finding.closed < 2147483647 AND finding.reason = 'fixed') AS fixed,
        (SELECT count(*) FROM finding WHERE finding.closed = run.id
          AND finding.closed < 2147483647 AND finding.reason = 'gone') AS gone
      FROM run JOIN scope ON scope.id = run.scope
      ORDER BY run.id;

    -- What is made from or uses what, now.
    CREATE VIEW v_lineage AS
      SELECT scope.name AS scope, parent.kind AS parent_kind, parent.uid AS parent,
        lineage.label, child.kind AS child_kind, child.uid AS child,
        (SELECT run.name FROM run WHERE run.id = lineage.opened) AS since
      FROM lineage
        JOIN scope ON scope.id = lineage.scope
        JOIN resource AS parent ON parent.id = lineage.parent
        JOIN resource AS child ON child.id = lineage.child
      WHERE lineage.closed = 2147483647;

    -- How many resources pass each active rule now; nothing undecided counts as a pass.
    CREATE VIEW v_rule_status AS
      WITH
        present AS (
          SELECT resource_span.scope, resource.kind, resource.id AS resource, resource_span.gap
          FROM resource_span JOIN resource ON resource.id = resource_span.resource
          WHERE resource_span.closed = 2147483647),
        kinds AS (
          SELECT scope, kind, count(*) AS total FROM present GROUP BY scope, kind),
        marked AS (
          SELECT finding.scope, rule.uid, finding.resource,
            max(finding.outcome = 'fail') AS fails
          FROM finding JOIN rule ON rule.id = finding.rule
          WHERE finding.closed = 2147483647
          GROUP BY finding.scope, rule.uid, finding.resource),
        counted AS (
          SELECT scope, uid, sum(fails) AS fail, sum(1 - fails) AS undecided
          FROM marked GROUP BY scope, uid),
        masses AS (
          SELECT scope, rule, sum(iif(outcome = 'no_data', size, 0)) AS no_data,
            sum(iif(outcome = 'not_applicable', size, 0)) AS not_applicable
          FROM mass WHERE closed = 2147483647 GROUP BY scope, rule),
        status AS (
          SELECT rule_span.scope, rule.id AS rule, rule.uid, coalesce(kinds.total, 0) AS total,
            coalesce(counted.fail, 0) AS fail,
            coalesce(counted.undecided, 0) + coalesce(masses.no_data, 0)
              + (SELECT count(*) FROM present WHERE present.gap IS NOT NULL
                  AND present.scope = rule_span.scope AND present.kind = rule.kind
                  AND NOT EXISTS (SELECT 1 FROM marked WHERE marked.scope = present.scope
                    AND marked.uid = rule.uid AND marked.resource = present.resource)
              ) AS unknown,
            coalesce(masses.not_applicable, 0) AS not_applicable
          FROM rule_span
            JOIN rule ON rule.id = rule_span.rule
            LEFT JOIN kinds ON kinds.scope = rule_span.scope AND kinds.kind = rule.kind
            LEFT JOIN counted ON counted.scope = rule_span.scope AND counted.uid = rule.uid
            LEFT JOIN masses ON masses.scope = rule_span.scope AND masses.rule = rule.id
          WHERE rule_span.closed = 2147483647)
      SELECT status.scope AS scope_id, status.rule AS rule_id, status.uid AS rule, status.total,
        status.total - status.fail - status.unknown - status.not_applicable AS pass, status.fail,
        status.unknown, status.not_applicable
      FROM status;

    -- Each control of each framework now: resources that pass, fail, could not be checked, or are
    -- not concerned, over all its rules.
    CREATE VIEW v_compliance AS
      SELECT scope.name AS scope, rule_control.framework, rule_control.control,
        count(*) AS rules, sum(v_rule_status.pass) AS pass, sum(v_rule_status.fail) AS fail,
        sum(v_rule_status.unknown) AS unknown,
        sum(v_rule_status.not_applicable) AS not_applicable,
        CASE WHEN sum(v_rule_status.fail) > 0 THEN 'fail'
          WHEN sum(v_rule_status.unknown) > 0 THEN 'unknown'
          WHEN sum(v_rule_status.pass) > 0 THEN 'pass'
          ELSE 'not_applicable' END AS status
      FROM v_rule_status
        JOIN scope ON scope.id = v_rule_status.scope_id
        JOIN rule_control ON rule_control.rule = v_rule_status.rule_id
      GROUP BY scope.name, rule_control.framework, rule_control.control;

    PRAGMA application_id = 1095975257;
    PRAGMA user_version = 1;
    """

  static let rows = """

    PRAGMA foreign_keys = OFF;
    INSERT INTO scope VALUES(1,'app');
    INSERT INTO run VALUES(1,1,'run-1','gate','complete',1000000,1000000,'0.1.0','packs','in\
    puts',1,1,0,0,0,1,0,0,0,'ADMITTED',0,0,0,'a1b66fb8f6c781afb20d979af01c208db183d207602110\
    3c088a07371492bca6');
    INSERT INTO run VALUES(2,1,'run-2','gate','complete',2000000,2000000,'0.1.0','packs','in\
    puts',1,1,0,0,0,1,0,0,0,'ADMITTED',0,0,0,'d6e519b01ee477b2d72b8dceb7cad5ea35ee056dc624c5\
    a553506bab5b08e075');
    INSERT INTO rule VALUES(1,'p/r','r-1','p','Title of r','high','volume','why','fix');
    INSERT INTO rule_span VALUES(1,1,1,2147483647);
    INSERT INTO rule_control VALUES('cis','r',1);
    INSERT INTO resource VALUES(1,'volume','v');
    INSERT INTO resource_span VALUES(1,1,1,2147483647,X'5feceb66ffc86f38d952786c6d696c79c2db\
    c239dd4e91b46729d73a27fb57e9','v','a.yaml',NULL);
    INSERT INTO evidence VALUES(1,X'84e5d4a9dfabceb569c8b6259fc0ad7b331bb9be3485d23f75a5c453\
    6cfd4fe1','{"message":"m","values":[{"got":"m","path":"resource.x"}]}');
    INSERT INTO finding VALUES(1,1,1,1,'','fail',1,1,1,2147483647,NULL);
    INSERT INTO ledger VALUES(1,X'0000000000000000000000000000000000000000000000000000000000\
    000000','1970-01-01T00:00:01Z','ci','run','{"blocking_fail":0,"blocking_unknown":0,"deci\
    sion":"ADMITTED","exit_code":0,"fail":1,"input_digest":"inputs","inputs":0,"kind":"gate"\
    ,"name":"run-1","not_applicable":0,"pack_digest":"packs","pass":0,"recorded":1000000,"re\
    fused":0,"resources":1,"result_digest":"a1b66fb8f6c781afb20d979af01c208db183d2076021103c\
    088a07371492bca6","rules":1,"run":1,"scope":"app","started":1000000,"status":"complete",\
    "tool":"0.1.0","unknown":0,"waived":0}',X'df961e732ad25aae0179cf85b5ea68724ee188c628427e\
    d359a25c438aac744d',NULL);
    INSERT INTO ledger VALUES(2,X'df961e732ad25aae0179cf85b5ea68724ee188c628427ed359a25c438a\
    ac744d','1970-01-01T00:00:02Z','ci','run','{"blocking_fail":0,"blocking_unknown":0,"deci\
    sion":"ADMITTED","exit_code":0,"fail":1,"input_digest":"inputs","inputs":0,"kind":"gate"\
    ,"name":"run-2","not_applicable":0,"pack_digest":"packs","pass":0,"recorded":2000000,"re\
    fused":0,"resources":1,"result_digest":"d6e519b01ee477b2d72b8dceb7cad5ea35ee056dc624c5a5\
    53506bab5b08e075","rules":1,"run":2,"scope":"app","started":2000000,"status":"complete",\
    "tool":"0.1.0","unknown":0,"waived":0}',X'fdfd9e6e106f57cc7d94c1d9d786675b40142bd63b9389\
    778fc0d74c0aef7c60',NULL);
    """
}
