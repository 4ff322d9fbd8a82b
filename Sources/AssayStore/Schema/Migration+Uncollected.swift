extension Migration {
  /// What nobody collected, so that controls about it are not taken for such that concern nothing.
  static let uncollected = Migration(
    name: "uncollected",
    sql: """
      -- Kinds that rules ask for and of which no source was read, in these runs.
      CREATE TABLE uncollected (
        scope INTEGER NOT NULL REFERENCES scope (id),
        kind TEXT NOT NULL,
        opened INTEGER NOT NULL,
        closed INTEGER NOT NULL DEFAULT 2147483647 CHECK (closed > opened),
        PRIMARY KEY (scope, kind, opened)
      ) STRICT, WITHOUT ROWID;

      DROP VIEW v_compliance;

      -- Each control of each framework now: resources that pass, fail, could not be checked, or are
      -- not concerned, over all its rules; unknown too where nobody collected what a rule asks for.
      CREATE VIEW v_compliance AS
        SELECT scope.name AS scope, rule_control.framework, rule_control.control,
          count(*) AS rules, sum(v_rule_status.pass) AS pass, sum(v_rule_status.fail) AS fail,
          sum(v_rule_status.unknown) AS unknown,
          sum(v_rule_status.not_applicable) AS not_applicable,
          CASE WHEN sum(v_rule_status.fail) > 0 THEN 'fail'
            WHEN sum(v_rule_status.unknown) > 0 OR max(EXISTS (
              SELECT 1 FROM uncollected JOIN rule ON rule.kind = uncollected.kind
              WHERE uncollected.scope = v_rule_status.scope_id
                AND uncollected.closed = 2147483647 AND rule.id = v_rule_status.rule_id))
              THEN 'unknown'
            WHEN sum(v_rule_status.pass) > 0 THEN 'pass'
            ELSE 'not_applicable' END AS status
        FROM v_rule_status
          JOIN scope ON scope.id = v_rule_status.scope_id
          JOIN rule_control ON rule_control.rule = v_rule_status.rule_id
        GROUP BY scope.name, rule_control.framework, rule_control.control;

      """)
}
