import AssayModel
import Documents
import Records

/// Joins parts to the resources they belong to.
///
/// In: drafts and parts in any order. Out: the drafts with what belongs to them. A part whose resource
/// is not among the inputs is told; a rule, a permission or an attachment then stands in a resource of
/// which nothing else is known, so that an open port is seen wherever its group is declared.
struct PartJoin {
  private(set) var drafts: [DraftResource]
  private(set) var diagnostics: [Diagnostic] = []
  /// Indices of drafts, by kind and alias.
  private var indices: [Alias: [Int]] = [:]

  private struct Alias: Hashable {
    let kind: String
    let text: String
  }

  init(_ drafts: [DraftResource]) {
    self.drafts = drafts
    for (index, draft) in drafts.enumerated() {
      for text in Set(draft.aliases + [draft.id.uid]) {
        indices[Alias(kind: draft.id.kind, text: text), default: []].append(index)
      }
    }
  }

  /// Applies all parts, in the order of their places.
  mutating func join(_ parts: [Part]) {
    for part in parts.sorted(by: Self.isOrdered) { join(part) }
  }

  private mutating func join(_ part: Part) {
    switch part.target {
    case .named(let text):
      let found = indices[Alias(kind: part.kind.rawValue, text: text)] ?? []
      guard !found.isEmpty else { return addOrphan(part, "`\(text)` is not among the inputs") }
      guard found.count == 1 else {
        let reason = UnknownReason(.ambiguous, "several inputs are called \(text)")
        for index in found { apply(part.replaced(by: reason), to: index) }
        return
      }
      apply(part, to: found[0])
    case .unknown(let reason):
      let candidates = part.declared.dialect == .terraform ? neighbours(of: part) : []
      for index in candidates { apply(part.replaced(by: reason), to: index) }
      if candidates.isEmpty { addOrphan(part, reason.detail) }
    }
  }

  /// In a plan, a part that names nobody may belong to any resource of that plan.
  private func neighbours(of part: Part) -> [Int] {
    drafts.indices.filter {
      drafts[$0].id.kind == part.kind.rawValue
        && drafts[$0].origin?.path == part.declared.origin.path
    }
  }

  private mutating func apply(_ part: Part, to index: Int) {
    var record = drafts[index].record
    for field in part.siblings { Self.settle(&record, field) }
    for (field, change) in part.changes {
      switch change {
      case .set(let draft): record[field] = draft
      case .append(let draft): Self.append(draft, to: &record, field)
      }
    }
    drafts[index].record = record
  }

  /// What a plan knows only after apply is what its own parts say.
  private static func settle(_ record: inout DraftRecord, _ field: String) {
    guard record[field].reason?.kind == .plan else { return }
    record[field] = .stated(.list([]), at: record[field].origin)
  }

  private static func append(_ draft: Draft, to record: inout DraftRecord, _ field: String) {
    let old = record[field]
    var elements = old.elements ?? []
    elements.append(draft)
    // What was unknown stays so beside what is known now.
    if let reason = old.reason { elements.append(.unknown(reason, at: old.origin)) }
    record[field] = .stated(.list(elements), at: old.origin ?? draft.origin)
  }

  /// Makes what can be judged without its resource stand in a resource of which nothing else is known.
  private mutating func addOrphan(_ part: Part, _ why: String) {
    let declared = part.declared
    let isJudgedAlone = part.changes.contains {
      $0.field != "inlinePolicies" && $0.field != "agentMetrics"
    }
    guard isJudgedAlone else {
      diagnostics.append(IngestDiagnostics.orphan(declared, of: part.kind, why))
      return
    }
    let reason = UnknownReason(.notGiven, why)
    var record = DraftRecord(
      part.kind.schema, origin: declared.origin, unset: .unknown(reason, at: declared.origin))
    record["ownership"] = .stated(.string("own"), at: declared.origin)
    var stub = DraftResource(
      id: ResourceID(kind: part.kind.rawValue, uid: declared.key), name: declared.name,
      record: record, origin: declared.origin)
    if case .named(let text) = part.target {
      stub.id = ResourceID(kind: part.kind.rawValue, uid: text)
      stub.name = text.split(separator: "#").last.map(String.init) ?? text
      indices[Alias(kind: part.kind.rawValue, text: text)] = [drafts.count]
    }
    drafts.append(stub)
    diagnostics.append(IngestDiagnostics.orphan(declared, of: part.kind, why))
    apply(part, to: drafts.count - 1)
  }

  private static func isOrdered(_ left: Part, _ right: Part) -> Bool {
    let (one, two) = (left.declared.origin, right.declared.origin)
    if (one.path, one.line, one.column) != (two.path, two.line, two.column) {
      return (one.path, one.line, one.column) < (two.path, two.line, two.column)
    }
    return left.declared.key < right.declared.key
  }
}

extension Part {
  /// The same part, of which only is known that it may belong to a resource.
  fileprivate func replaced(by reason: UnknownReason) -> Part {
    let changes = changes.map { field, change -> (field: String, change: Change) in
      switch change {
      case .append: (field, .append(.unknown(reason, at: declared.origin)))
      case .set: (field, .set(.unknown(reason, at: declared.origin)))
      }
    }
    return Part(
      kind: kind, target: target, changes: changes, siblings: siblings, declared: declared)
  }
}
