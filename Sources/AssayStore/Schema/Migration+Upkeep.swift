extension Migration {
  /// Views that stay quick with many hidden resources, and that name runs which were pruned.
  static let upkeep = Migration(name: "upkeep", sql: ruleStatusView + openFindingsView)

  private static let ruleStatusView = """
    DROP VIEW v_rule_status;
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
          SELECT mass.scope, mass.rule, sum(iif(outcome = 'no_data', size, 0)) AS no_data,
            sum(iif(outcome = 'not_applicable', size, 0)) AS not_applicable
          FROM mass JOIN mass_part ON mass_part.mass = mass.id
          WHERE mass_part.closed = 2147483647 GROUP BY mass.scope, mass.rule),
        hidden AS (
          SELECT scope, kind, count(*) AS total FROM present WHERE gap IS NOT NULL
          GROUP BY scope, kind),
        told AS (
          SELECT marked.scope, marked.uid, count(*) AS total
          FROM marked JOIN resource_span ON resource_span.scope = marked.scope
            AND resource_span.resource = marked.resource
          WHERE resource_span.closed = 2147483647 AND resource_span.gap IS NOT NULL
          GROUP BY marked.scope, marked.uid),
        status AS (
          SELECT rule_span.scope, rule.id AS rule, rule.uid, coalesce(kinds.total, 0) AS total,
            coalesce(counted.fail, 0) AS fail,
            coalesce(counted.undecided, 0) + coalesce(masses.no_data, 0)
              + coalesce(hidden.total, 0) - coalesce(told.total, 0) AS unknown,
            coalesce(masses.not_applicable, 0) AS not_applicable
          FROM rule_span
            JOIN rule ON rule.id = rule_span.rule
            LEFT JOIN kinds ON kinds.scope = rule_span.scope AND kinds.kind = rule.kind
            LEFT JOIN counted ON counted.scope = rule_span.scope AND counted.uid = rule.uid
            LEFT JOIN masses ON masses.scope = rule_span.scope AND masses.rule = rule.id
            LEFT JOIN hidden ON hidden.scope = rule_span.scope AND hidden.kind = rule.kind
            LEFT JOIN told ON told.scope = rule_span.scope AND told.uid = rule.uid
          WHERE rule_span.closed = 2147483647)
      SELECT status.scope AS scope_id, status.rule AS rule_id, status.uid AS rule, status.total,
        status.total - status.fail - status.unknown - status.not_applicable AS pass, status.fail,
        status.unknown, status.not_applicable
      FROM status;

    """

  private static let openFindingsView = """
    DROP VIEW v_open_findings;
    -- What is open now, with why and since when; a run that was pruned is told by its number.
    -- `unconfirmed` says why it could not be checked again, and is null when it was.
    CREATE VIEW v_open_findings AS
      SELECT scope.name AS scope, rule.uid AS rule, rule.severity, resource.kind,
        resource.uid AS resource, resource_span.name, finding.locus, finding.outcome,
        evidence.body ->> '$.message' AS message, evidence.body AS evidence,
        coalesce((SELECT run.name FROM run WHERE run.id = finding.first),
          'run ' || finding.first) AS first_seen,
        coalesce((SELECT run.name FROM run WHERE run.id = finding.opened),
          'run ' || finding.opened) AS open_since,
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

    """
}
