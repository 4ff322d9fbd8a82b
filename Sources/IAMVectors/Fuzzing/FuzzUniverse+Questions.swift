import IAM

extension FuzzUniverse {
  /// A request that the candidate grants and the reference does not; `asMuchAs` says whether that has
  /// to be certain, or only possible.
  func newRequest(
    _ reading: ARNReading, asMuchAs certainty: Match, _ tables: inout ElementTables
  ) -> Request? {
    for assignment in assignments() {
      let columns = columns(reading, assignment, &tables).map(Self.distinct)
      var values: [Int] = []
      if find(columns[...], .max, .max, certainty, &values) { return request(values) }
    }
    return nil
  }

  private func find(
    _ columns: ArraySlice<[Column]>, _ certain: UInt64, _ possible: UInt64, _ certainty: Match,
    _ values: inout [Int]
  ) -> Bool {
    // What no first level allows any more cannot become new.
    guard allows[0] & possible != 0 else { return false }
    guard let first = columns.first else { return isNew(certain, possible) >= certainty }
    for column in first {
      values.append(column.value)
      if find(
        columns.dropFirst(), certain & column.certain, possible & column.possible, certainty,
        &values)
      {
        return true
      }
      values.removeLast()
    }
    return false
  }

  private func isNew(_ certain: UInt64, _ possible: UInt64) -> Match {
    func grants(_ level: Int) -> Match {
      let isDenied: Match =
        denials[level] & certain != 0 ? .yes : denials[level] & possible != 0 ? .maybe : .no
      let isAllowed: Match =
        allows[level] & certain != 0 ? .yes : allows[level] & possible != 0 ? .maybe : .no
      return isAllowed && !isDenied
    }
    var (candidate, reference) = (Match.yes, Match.yes)
    for level in levels.indices {
      if level < candidates {
        candidate = candidate && grants(level)
      } else {
        reference = reference && grants(level)
      }
    }
    return candidate && !reference
  }

  /// A request of which tables and whole evaluation say different things; nil when all of the
  /// samples agree.
  func disagreement(
    _ reading: ARNReading, _ tables: inout ElementTables, pick: (Int) -> Int
  ) -> Request? {
    let assignments = assignments()
    let columns = columns(reading, assignments[pick(assignments.count)], &tables)
    let chosen = columns.map { $0[pick($0.count)] }
    let isNew = isNew(
      chosen.reduce(.max) { $0 & $1.certain }, chosen.reduce(.max) { $0 & $1.possible })
    let request = request(chosen.map(\.value))
    let (candidate, reference) = (Array(levels[..<candidates]), Array(levels[candidates...]))
    let whole = candidate.grant(request, reading) && !reference.grant(request, reading)
    return whole == isNew ? nil : request
  }
}
