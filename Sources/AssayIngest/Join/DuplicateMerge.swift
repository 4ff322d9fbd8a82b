import AssayModel
import Records

/// Brings together what several outputs say of the same resource.
///
/// In: drafts, some with the same id: a list's summary and the whole answer, a role inside a profile
/// and by itself. Out: one draft each, in the order of ids; the one that knows most stands, and what it
/// was not told is taken from the others.
enum DuplicateMerge {
  static func merge(_ drafts: [DraftResource]) -> [DraftResource] {
    let groups = Dictionary(grouping: drafts, by: \.id)
    return groups.keys.sorted().compactMap { id in
      guard let group = groups[id] else { return nil }
      guard group.count > 1 else { return group.first }
      let ranked = group.sorted(by: isBetter)
      guard var best = ranked.first else { return nil }
      for other in ranked.dropFirst() { complete(&best, from: other) }
      return best
    }
  }

  private static func isBetter(_ left: DraftResource, _ right: DraftResource) -> Bool {
    let (one, two) = (gaps(left), gaps(right))
    if one != two { return one < two }
    return place(left) < place(right)
  }

  private static func gaps(_ draft: DraftResource) -> Int {
    draft.record.fields.count { isGap($0) }
  }

  private static func isGap(_ draft: Draft) -> Bool { draft.reason?.kind == .notCollected }

  private static func place(_ draft: DraftResource) -> (String, Int32, Int32) {
    guard let origin = draft.origin else { return ("", 0, 0) }
    return (origin.path, origin.line, origin.column)
  }

  private static func complete(_ draft: inout DraftResource, from other: DraftResource) {
    for slot in draft.record.schema.fields.indices
    where isGap(draft.record[slot]) && !isGap(other.record[slot]) {
      draft.record[slot] = other.record[slot]
    }
    draft.aliases += other.aliases
  }
}
