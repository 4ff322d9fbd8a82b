extension Migration {
  /// Keeps what changes often apart from what rarely does, so that a night costs what changed in it.
  ///
  /// The facts of a resource leave its presence, which carries names and paths; masses become words
  /// of 64 resources, of which only those are written in which something changed; and a scope knows
  /// from which run on its history is whole.
  static let history = Migration(
    name: "history", sql: factsTable + massTables + scopeColumn + ruleStatusView)

  private static let factsTable = """
    -- The first 16 bytes of the SHA-256 of a resource's facts, from run `opened` on until the next
    -- row of the same resource.
    CREATE TABLE resource_facts (
      scope INTEGER NOT NULL REFERENCES scope (id),
      resource INTEGER NOT NULL REFERENCES resource (id),
      opened INTEGER NOT NULL,
      facts BLOB NOT NULL CHECK (length(facts) = 16),
      PRIMARY KEY (scope, resource, opened)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO resource_facts (scope, resource, opened, facts)
      SELECT scope, resource, opened, substr(facts, 1, 16)
      FROM (
        SELECT scope, resource, opened, facts,
          lag(facts) OVER (PARTITION BY scope, resource ORDER BY opened) AS before
        FROM resource_span)
      WHERE facts IS NOT before;
    ALTER TABLE resource_span DROP COLUMN facts;

    """

  private static let massTables = """
    DROP VIEW v_compliance;
    DROP VIEW v_rule_status;
    ALTER TABLE mass RENAME TO mass_before;
    DROP INDEX mass_open;

    -- Outcomes that come in masses: what a rule says alike of many resources.
    CREATE TABLE mass (
      id INTEGER PRIMARY KEY,
      scope INTEGER NOT NULL REFERENCES scope (id),
      rule INTEGER NOT NULL REFERENCES rule (id),
      outcome TEXT NOT NULL CHECK (outcome = 'not_applicable' OR outcome = 'no_data'),
      reason TEXT NOT NULL,
      UNIQUE (scope, rule, outcome, reason)
    ) STRICT;

    -- Of which resources it says so: bit `resource & 63` of the word `resource >> 6`. `size` counts
    -- the bits. None of them has an open finding of the same rule.
    CREATE TABLE mass_part (
      mass INTEGER NOT NULL REFERENCES mass (id),
      word INTEGER NOT NULL,
      opened INTEGER NOT NULL,
      closed INTEGER NOT NULL DEFAULT 2147483647 CHECK (closed > opened),
      members INTEGER NOT NULL,
      size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 64),
      PRIMARY KEY (mass, word, opened)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO mass (scope, rule, outcome, reason)
      SELECT DISTINCT scope, rule, outcome, reason FROM mass_before ORDER BY 1, 2, 3, 4;
    INSERT INTO mass_part (mass, word, opened, closed, members, size)
      SELECT mass.id, resource.id >> 6, mass_before.opened, mass_before.closed,
        sum(1 << (resource.id & 63)), count(*)
      FROM mass_before
        JOIN mass USING (scope, rule, outcome, reason), json_each(mass_before.resources) AS range
        JOIN resource ON resource.id BETWEEN range.value ->> 0 AND range.value ->> 1
      GROUP BY mass_before.id, resource.id >> 6;
    DROP TABLE mass_before;

    """

  private static let scopeColumn = """
    -- The first run from which on everything is kept: older ones were pruned.
    ALTER TABLE scope ADD COLUMN kept_from INTEGER NOT NULL DEFAULT 0;

    """

  private static let ruleStatusView = """
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
