import AssayModel
import GRDB

/// Finds what changed between two runs of a scope, by the rows that began or ended in between.
struct DifferenceQuery {
  private let database: Database
  private let from: StoredRun
  private let to: StoredRun
  private let rules: RuleNames
  /// Row of the version that holds at the later run, by number of the rule.
  private let active: [Int: Int64]

  /// A finding by rows, whatever the version of its rule.
  private struct Key: Hashable {
    let resource: Int64
    let rule: Int
    let locus: String
  }

  /// A row of `finding`, as far as it matters here.
  private struct Row {
    let version: Int64
    let outcome: String
    let evidence: Int64
  }

  /// A finding of which a row began or ended.
  private struct Course {
    var before: Row?
    var after: Row?
    /// The last row that ended, why, and when.
    var closed: (row: Row, reason: String, run: Int64)?
  }

  /// A change on its way to the reader.
  private struct Candidate {
    let key: Key
    let version: Int64
    /// Row of the evidence; nil where the cause says it all.
    let evidence: Int64?
    let cause: String

    init(_ key: Key, version: Int64, evidence: Int64?, cause: String) {
      self.key = key
      self.version = version
      self.evidence = evidence
      self.cause = cause
    }

    init(_ key: Key, _ row: Row, _ cause: String) {
      self.init(key, version: row.version, evidence: row.evidence, cause: cause)
    }
  }

  init(_ database: Database, from: StoredRun, to: StoredRun) throws {
    self.database = database
    self.from = from
    self.to = to
    rules = try RuleNames(database)
    active = try rules.active(database, at: to)
  }

  /// Compares.
  ///
  /// - Parameter limit: The most items of each change.
  /// - Returns: All counts, and the first items.
  /// - Throws: What SQLite throws.
  func answer(limit: Int) throws -> RunDifference {
    let courses = try courses()
    var found = try failures(courses)
    found[.unchecked] = try unchecked(courses)
    found[.expiredWaiver] = try released()
    var reasons: [String: Int] = [:]
    for change in [RunChange.fixed, .gone, .lapsed] {
      for candidate in found[change] ?? [] { reasons[candidate.cause, default: 0] += 1 }
    }
    let writer = try DifferenceItems(database, rules, from: from, to: to)
    var changes: [RunChange: RunDifference.Changes] = [:]
    for (change, candidates) in found where !candidates.isEmpty {
      let lines = candidates.map { candidate in
        DifferenceItems.Line(
          resource: candidate.key.resource, locus: candidate.key.locus,
          version: candidate.version, evidence: candidate.evidence, cause: candidate.cause)
      }
      changes[change] = .init(count: lines.count, items: try writer.items(lines, limit: limit))
    }
    let began = (found[.new]?.count ?? 0) + (found[.reopened]?.count ?? 0)
    return RunDifference(
      from: from, to: to, changes: changes, persisting: try failures(at: to) - began,
      hidden: try writer.hidden(limit: limit),
      reasons: reasons.sorted { $0.key < $1.key }.map { .init(reason: $0.key, count: $0.value) })
  }

  /// Failures that began or ended.
  private func failures(_ courses: [Key: Course]) throws -> [RunChange: [Candidate]] {
    let history = try PastFailures(database, from)
    let fates = try FindingFate(database, scope: to.scopeRow, run: to.number)
    var found: [RunChange: [Candidate]] = [:]
    for (key, course) in courses {
      switch (course.before?.outcome == "fail", course.after?.outcome == "fail") {
      case (false, true):
        guard let after = course.after else { continue }
        let isKnown = try history.contain(key.resource, key.locus, rules[after.version].uid)
        found[isKnown ? .reopened : .new, default: []].append(Candidate(key, after, ""))
      case (true, false):
        // A row that is open says itself what could not be checked.
        guard course.after == nil, let closed = course.closed,
          let reason = try reason(key, closed, fates)
        else { continue }
        found[reason.change, default: []].append(Candidate(key, closed.row, reason.rawValue))
      case (true, true):
        // A failure of a rule that became graver is new, as the run itself told.
        guard let before = course.before, let after = course.after,
          rules[after.version].severity > rules[before.version].severity
        else { continue }
        found[.new, default: []].append(Candidate(key, after, ""))
      case (false, false): continue
      }
    }
    return found
  }

  /// Why a failure of the earlier run does not stand at the later one; nil where that could not tell.
  private func reason(
    _ key: Key, _ closed: (row: Row, reason: String, run: Int64), _ fates: FindingFate
  ) throws -> CloseReason? {
    if closed.run == to.number { return CloseReason(rawValue: closed.reason) }
    let finding = FindingFate.Closed(
      resource: key.resource, locus: key.locus, version: closed.row.version, reason: closed.reason)
    return try fates.reason(of: finding, active: active[key.rule])
  }

  /// What could not be checked at the later run, and could at the earlier one, or was not asked.
  private func unchecked(_ courses: [Key: Course]) throws -> [Candidate] {
    let words = try words()
    var found = try unconfirmed() + masses(words, courses)
    for (key, course) in courses {
      guard let after = course.after, after.outcome != "fail" else { continue }
      if let before = course.before, before.outcome != "fail" { continue }
      let word = words[Word(rule: key.rule, number: key.resource >> 6)]
      let had = (word?.before ?? 0) >> UInt64(key.resource & 63) & 1 == 1
      if had, key.locus.isEmpty { continue }
      found.append(Candidate(key, after, after.outcome))
    }
    return found
  }

  /// Failures of both runs that were held back at the earlier one only, or of the later one alone.
  private func released() throws -> [Candidate] {
    var found: [Candidate] = []
    try Prepared(
      database,
      """
      WITH past AS (
        SELECT finding.resource, finding.locus, rule.uid
        FROM held JOIN finding ON finding.id = held.finding JOIN rule ON rule.id = finding.rule
        WHERE finding.scope = ?1 AND held.opened <= ?2 AND held.closed > ?2)
      SELECT finding.resource, finding.rule, finding.locus, finding.evidence
      FROM past
        JOIN finding ON finding.scope = ?1 AND finding.resource = past.resource
          AND finding.locus = past.locus
        JOIN rule ON rule.id = finding.rule AND rule.uid = past.uid
      WHERE finding.outcome = 'fail' AND finding.opened <= ?3 AND finding.closed > ?3
        AND NOT EXISTS (SELECT 1 FROM held WHERE held.finding = finding.id AND held.opened <= ?3
          AND held.closed > ?3)
      """
    ).rows(.integer(to.scopeRow), .integer(from.number), .integer(to.number)) { row in
      let version = row.integer(1)
      found.append(
        Candidate(
          Key(resource: row.integer(0), rule: rules[version].number, locus: row.text(2)),
          version: version, evidence: row.integer(3), cause: "not held back any more"))
    }
    return found
  }

  /// Every finding of which a row began or ended after the earlier run, up to the later one.
  private func courses() throws -> [Key: Course] {
    var courses: [Key: Course] = [:]
    try Prepared(
      database,
      """
      SELECT resource, rule, locus, outcome, evidence, opened, closed, reason FROM finding
      WHERE scope = ?1
        AND ((opened > ?2 AND opened <= ?3)
          OR (closed > ?2 AND closed <= ?3 AND closed < 2147483647))
      """
    ).rows(.integer(to.scopeRow), .integer(from.number), .integer(to.number)) { row in
      let version = row.integer(1)
      let key = Key(
        resource: row.integer(0), rule: rules[version].number, locus: row.text(2))
      let (opened, closed) = (row.integer(5), row.integer(6))
      let line = Row(version: version, outcome: row.text(3), evidence: row.integer(4))
      var course = courses[key] ?? Course()
      if opened <= from.number, closed > from.number { course.before = line }
      if opened <= to.number, closed > to.number { course.after = line }
      if closed <= to.number, closed > course.closed?.run ?? 0 {
        course.closed = (line, row.text(7), closed)
      }
      courses[key] = course
    }
    return courses
  }

  private func failures(at run: StoredRun) throws -> Int {
    let count = try Prepared(
      database,
      """
      SELECT count(*) FROM finding
      WHERE scope = ?1 AND outcome = 'fail' AND opened <= ?2 AND closed > ?2
      """
    ).first(.integer(run.scopeRow), .integer(run.number))
    return Int(clamping: count ?? 0)
  }

  /// Failures that stay open because the later run could not decide them, and the earlier one could.
  private func unconfirmed() throws -> [Candidate] {
    var found: [Candidate] = []
    try Prepared(
      database,
      """
      SELECT finding.resource, finding.rule, finding.locus, unconfirmed.outcome,
        unconfirmed.evidence
      FROM unconfirmed JOIN finding ON finding.id = unconfirmed.finding
      WHERE finding.scope = ?1 AND finding.outcome = 'fail' AND finding.opened <= ?2
        AND unconfirmed.opened > ?2 AND unconfirmed.opened <= ?3 AND unconfirmed.closed > ?3
        AND NOT EXISTS (SELECT 1 FROM unconfirmed AS before WHERE before.finding = finding.id
          AND before.opened <= ?2 AND before.closed > ?2)
      """
    ).rows(.integer(to.scopeRow), .integer(from.number), .integer(to.number)) { row in
      let version = row.integer(1)
      found.append(
        Candidate(
          Key(resource: row.integer(0), rule: rules[version].number, locus: row.text(2)),
          version: version, evidence: row.integer(4), cause: row.text(3)))
    }
    return found
  }

  /// 64 resources, for a rule whatever its version.
  private struct Word: Hashable {
    let rule: Int
    let number: Int64
  }

  /// Of which of 64 resources a rule had no data.
  private struct WordStates {
    var before: UInt64 = 0
    var after: [(members: UInt64, version: Int64, reason: String)] = []
  }

  /// The words that began or ended after the earlier run, up to the later one.
  private func words() throws -> [Word: WordStates] {
    var words: [Word: WordStates] = [:]
    try Prepared(
      database,
      """
      SELECT mass.rule, mass.reason, mass_part.word, mass_part.members, mass_part.opened,
        mass_part.closed
      FROM mass JOIN mass_part ON mass_part.mass = mass.id
      WHERE mass.scope = ?1 AND mass.outcome = 'no_data'
        AND ((mass_part.opened > ?2 AND mass_part.opened <= ?3)
          OR (mass_part.closed > ?2 AND mass_part.closed <= ?3))
      """
    ).rows(.integer(to.scopeRow), .integer(from.number), .integer(to.number)) { row in
      let version = row.integer(0)
      let word = Word(rule: rules[version].number, number: row.integer(2))
      let members = UInt64(bitPattern: row.integer(3))
      let (opened, closed) = (row.integer(4), row.integer(5))
      if opened <= from.number, closed > from.number {
        words[word, default: WordStates()].before |= members
      }
      if opened <= to.number, closed > to.number {
        words[word, default: WordStates()].after.append((members, version, row.text(1)))
      }
    }
    return words
  }

  /// Resources of which a rule has no data now and had some before.
  private func masses(_ words: [Word: WordStates], _ courses: [Key: Course]) -> [Candidate] {
    var found: [Candidate] = []
    for (word, states) in words {
      for after in states.after {
        for resource in ResourceSet.rows(of: word.number, after.members & ~states.before) {
          let key = Key(resource: resource, rule: word.rule, locus: "")
          if let before = courses[key]?.before, before.outcome != "fail" { continue }
          let cause = after.reason.isEmpty ? "no_data" : "no_data: \(after.reason)"
          found.append(Candidate(key, version: after.version, evidence: nil, cause: cause))
        }
      }
    }
    return found
  }
}

/// Tells whether a finding failed at some time up to a run.
private struct PastFailures {
  private let query: Prepared
  private let scope: Int64
  private let run: Int64

  init(_ database: Database, _ run: StoredRun) throws {
    scope = run.scopeRow
    self.run = run.number
    query = try Prepared(
      database,
      """
      SELECT 1 FROM finding JOIN rule ON rule.id = finding.rule
      WHERE finding.scope = ? AND finding.resource = ? AND finding.locus = ? AND rule.uid = ?
        AND finding.closed < 2147483647 AND finding.outcome = 'fail' AND finding.opened <= ?
      LIMIT 1
      """)
  }

  func contain(_ resource: Int64, _ locus: String, _ rule: String) throws -> Bool {
    try query.first(
      .integer(scope), .integer(resource), .text(locus), .text(rule), .integer(run)) != nil
  }
}
