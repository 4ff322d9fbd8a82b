extension Migration {
  /// What people may query: these names and columns are kept from release to release.
  static let views = """
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

    """
}
