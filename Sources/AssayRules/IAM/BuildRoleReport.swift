package import AssayModel
package import Documents
package import IAM
package import Records

/// What the role of a builder instance needs, lacks and has too much of, in words.
///
/// In: an image pipeline, an image or an infrastructure configuration of a graph. Out: the least
/// policy that its known needs ask for, and both proofs. It never says that a script needs nothing.
package struct BuildRoleReport: Sendable {
  /// The resource whose builds were looked at.
  package let resource: Resource
  /// What the role is called; nil when it is not known.
  package let role: String?
  /// Permissions of which nothing is granted, with the reason for each.
  package let missing: [String]
  /// Permissions that are granted in part, with a request that is not and the reason for each.
  package let partial: [String]
  /// Requests that the role grants and no build is known to need, most at stake first; nil when that
  /// cannot be decided.
  package let excess: [String]?
  /// Steps whose scripts were not read: `component: phase.step`.
  package let opaqueSteps: [String]
  /// Why something is not known, without repetition.
  package let unknown: [String]
  private let statements: [(actions: [String], resources: [String])]

  /// `catalogue` names the actions.
  package init(_ resource: Resource, in store: RecordStore, _ catalogue: ActionCatalogue) {
    let sizing = RoleSizing(RecordView(store, resource.record), catalogue)
    let shortfall = sizing.shortfall()
    let holes = sizing.reading.holes
    self.resource = resource
    role = sizing.policies?.name
    missing = shortfall.missing.filter { $0.refused == nil }.map { holes.shown($0.text) }
    partial = shortfall.missing.filter { $0.refused != nil }.map { holes.shown($0.text) }
    opaqueSteps = sizing.needs.opaqueSteps
    statements = sizing.grouped.map { group in
      (group.actions, group.resources.map { holes.shown($0).replacing("arn:*:", with: "arn:aws:") })
    }
    var unknown: [String] = []
    for gap in sizing.reading.unknown {
      if let reason = store.reason(store.slot(gap.block, gap.slot)) {
        unknown.append(reason.phrase)
      }
    }
    if case .unknown(let reason) = sizing.needs.role { unknown.append(reason.phrase) }
    unknown += shortfall.undecided.map(holes.shown)
    switch sizing.excess().answer {
    case .success(let found):
      excess = found.map { item in
        let level = item.level.map { " (\($0.rawValue))" } ?? ""
        return holes.shown("\(item.narration.words)\(level): \(item.narration.granting)")
      }
    case .failure(let undecided):
      excess = nil
      unknown += undecided.reasons.map(holes.shown)
    }
    var seen: Set<String> = []
    self.unknown = unknown.filter { seen.insert($0).inserted }
  }

  /// The least policy that the known needs ask for, as a document.
  package func writePolicy(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("Version", "2012-10-17")
      writer.key("Statement")
      writer.array { writer in
        for statement in statements {
          writer.object { writer in
            writer.member("Effect", "Allow")
            Self.write(statement.actions, "Action", to: &writer)
            Self.write(statement.resources, "Resource", to: &writer)
          }
        }
      }
    }
  }

  private static func write(_ texts: [String], _ key: String, to writer: inout JSONWriter) {
    writer.key(key)
    writer.array { writer in for text in texts { writer.string(text) } }
  }
}
