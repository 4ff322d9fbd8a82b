import AssayModel
import Records

/// Brings together what several outputs say of the same resource.
///
/// In: drafts, some with the same id: a list's summary and the whole answer, a role inside a profile
/// and by itself. Out: those that don't contradict each other as one draft, which knows what any of
/// them knew; those that do stay apart, so that none hides the other. Sorted by id.
enum DuplicateMerge {
  /// Fields that some outputs leave out without saying so.
  private static let oftenLeftOut: Set<String> = [
    "name", "tags", "description", "path", "maxSessionDuration", "account", "region",
  ]

  static func merge(_ drafts: [DraftResource]) -> [DraftResource] {
    let groups = Dictionary(grouping: drafts, by: \.id)
    return groups.keys.sorted().flatMap { id -> [DraftResource] in
      let group = groups[id] ?? []
      return group.count > 1 ? merge(group: NodeEvidence.newest(of: group)) : group
    }
  }

  /// Takes each into the first that it does not contradict, those that know most first.
  private static func merge(group: [DraftResource]) -> [DraftResource] {
    var merged: [DraftResource] = []
    for draft in bestFirst(group) {
      if let index = merged.firstIndex(where: { agree($0.record, draft.record) }) {
        complete(&merged[index], from: draft)
      } else {
        merged.append(draft)
      }
    }
    return merged
  }

  private static func agree(_ left: DraftRecord, _ right: DraftRecord) -> Bool {
    left.schema.fields.indices.allSatisfy { slot in
      let (one, two) = (left[slot], right[slot])
      if isGap(one) || isGap(two) || one.hasSameFacts(as: two) { return true }
      let name = left.schema.fields[slot].name
      // What one account was told of, another may own.
      if name == "ownership", isOther(one) || isOther(two) { return true }
      return (one.state == .absent || two.state == .absent)
        && oftenLeftOut.contains(name)
    }
  }

  /// Those that know most first, then by what they say: which comes first does not hang on where they stand, but for
  /// those that say the same.
  private static func bestFirst(_ group: [DraftResource]) -> [DraftResource] {
    guard let first = group.first?.record else { return [] }
    // Most are the same answer of several regions: their texts, which cost much, need not be made.
    let isAlike = group.allSatisfy { $0.record.hasSameFacts(as: first) }
    let keys = group.map { draft in
      let (path, line, column) = place(draft)
      return (gaps(draft), isAlike ? "" : draft.record.factsText, path, line, column)
    }
    return group.indices.sorted { keys[$0] < keys[$1] }.map { group[$0] }
  }

  private static func gaps(_ draft: DraftResource) -> Int {
    draft.record.fields.count { isGap($0) }
  }

  private static func isGap(_ draft: Draft) -> Bool { draft.reason?.kind == .notCollected }

  /// Whether it says that another account owns the resource.
  private static func isOther(_ draft: Draft) -> Bool { draft.text == "other" }

  private static func place(_ draft: DraftResource) -> (String, Int32, Int32) {
    guard let origin = draft.origin else { return ("", 0, 0) }
    return (origin.path, origin.line, origin.column)
  }

  private static func complete(_ draft: inout DraftResource, from other: DraftResource) {
    for slot in draft.record.schema.fields.indices {
      let (mine, its) = (draft.record[slot], other.record[slot])
      let isBetter = isGap(mine) ? !isGap(its) : mine.state == .absent && its.state.hasValue
      let isOwned = draft.record.schema.fields[slot].name == "ownership" && isOther(mine)
      if isBetter || isOwned { draft.record[slot] = its }
    }
    draft.aliases += other.aliases
  }
}
