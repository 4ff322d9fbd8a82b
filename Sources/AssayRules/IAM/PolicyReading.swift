import IAM
import Records

/// Reads policies out of records, as the IAM room has them.
///
/// In: records of `policy_document`. Out: documents whose statements stand in the order of the
/// record, each with the block it came from. What is unknown becomes a hole where the text around
/// it is known, else a doubt; nothing that is there is left out.
struct PolicyReading {
  /// A policy and where its statements stand.
  struct Reading {
    let document: PolicyDocument
    /// One element a statement, in their order.
    let blocks: [BlockID]
  }

  /// Those of all that was read so far.
  var holes: TemplateHoles
  /// The places that could not be read, in the order they were met.
  var unknown: [Gap] = []

  init(_ meaning: TemplateHoles.Meaning = .unknown) {
    holes = TemplateHoles(meaning)
  }

  /// A slot that is unknown.
  struct Gap {
    let block: BlockID
    let slot: Int
  }

  mutating func read(_ view: RecordView, named name: String, as kind: PolicyKind) -> Reading {
    var version = PolicyDocument.Version.v2008
    var doubt: String?
    switch view.text("version") {
    case .absent: break
    case .value(let text):
      if let known = PolicyDocument.Version(rawValue: text) {
        version = known
      } else {
        doubt = "the policy language has no version `\(text)`"
      }
    case .unknown(let reason): doubt = note(view, "version", reason)
    }
    var statements: [Statement] = []
    var blocks: [BlockID] = []
    switch view.records("statements") {
    case .absent: break
    case .unknown(let reason): doubt = doubt ?? note(view, "statements", reason)
    case .value(let records):
      for record in records {
        switch record {
        case .value(let record):
          if let statement = statement(record, version, kind) {
            statements.append(statement)
            blocks.append(record.block)
          } else {
            doubt = doubt ?? "the effect of a statement is not known"
          }
        case .absent: continue
        case .unknown(let reason): doubt = doubt ?? note(view, "statements", reason)
        }
      }
    }
    return Reading(
      document: PolicyDocument(
        name: name, version: version, statements: statements, doubt: doubt),
      blocks: blocks)
  }

  private mutating func note(_ view: RecordView, _ field: String, _ reason: UnknownReason) -> String
  {
    unknown.append(Gap(block: view.block, slot: view.slot(field)))
    return reason.phrase
  }

  /// Nil when its effect is not known.
  private mutating func statement(
    _ view: RecordView, _ version: PolicyDocument.Version, _ kind: PolicyKind
  ) -> Statement? {
    guard case .value(let text) = view.text("effect"), let effect = Statement.Effect(rawValue: text)
    else {
      if case .unknown(let reason) = view.text("effect") { _ = note(view, "effect", reason) }
      return nil
    }
    var doubts: [String] = []
    let variables: Pattern.Syntax = version == .v2012 ? .variables : []
    let actions = patterns(view, ("actions", "notActions"), .wildcards, &doubts)
    let resources = patterns(
      view, ("resources", "notResources"), variables.union(.wildcards), &doubts)
    if actions == nil { doubts.append("a statement names no action") }
    if resources == nil, kind == .identity { doubts.append("a statement names no resource") }
    let principals = kind == .identity ? nil : principals(view, &doubts)
    let conditions = conditions(view, version, &doubts)
    return Statement(
      effect: effect, sid: view.text("sid").value, principals: principals,
      actions: actions ?? .everything, resources: resources, conditions: conditions,
      doubts: doubts)
  }

  /// Nil when neither of the two is stated.
  private mutating func patterns(
    _ view: RecordView, _ fields: (plain: String, negated: String), _ syntax: Pattern.Syntax,
    _ doubts: inout [String]
  ) -> Statement.Patterns? {
    // An action that is open may be the one that is asked about, whatever else is not.
    let meaning = fields.plain == "actions" ? TemplateHoles.Meaning.unknown : holes.meaning
    let plain = texts(view, fields.plain, &doubts, as: meaning)
    let negated = texts(view, fields.negated, &doubts, as: meaning)
    if let plain, let negated, !plain.isEmpty, !negated.isEmpty {
      doubts.append("a statement has `\(fields.plain)` and `\(fields.negated)`")
      return .everything
    }
    if fields.plain == "actions",
      let text = ((plain ?? []) + (negated ?? [])).first(where: { !Statement.namesService($0) })
    {
      doubts.append("the action `\(text)` names no service")
      return .everything
    }
    guard let negated, !negated.isEmpty else {
      return plain.map { Statement.Patterns($0.map { Pattern($0, syntax) }, isNegated: false) }
    }
    return Statement.Patterns(negated.map { Pattern($0, syntax) }, isNegated: true)
  }

  /// The texts of a list, gaps as holes; nil when the list is not stated.
  private mutating func texts(
    _ view: RecordView, _ field: String, _ doubts: inout [String],
    as meaning: TemplateHoles.Meaning? = nil
  ) -> [String]? {
    switch view.texts(field) {
    case .absent: return nil
    case .unknown(let reason):
      doubts.append(note(view, field, reason))
      return nil
    case .value(let elements):
      if view.isDefaulted(field), elements.isEmpty { return nil }
      let origin = view.origin(field)
      return elements.compactMap { element in
        switch element {
        case .value(let text): holes.text(stated: text, at: origin, as: meaning)
        case .unknown(let reason): holes.text(reason, at: origin, as: meaning)
        case .absent: nil
        }
      }
    }
  }

  private mutating func principals(
    _ view: RecordView, _ doubts: inout [String]
  ) -> Statement.Principals? {
    let plain = principals(view, "principals", &doubts)
    let negated = principals(view, "notPrincipals", &doubts)
    if let negated, !negated.isEmpty {
      guard plain?.isEmpty != false else {
        doubts.append("a statement has `principals` and `notPrincipals`")
        return .everyone
      }
      return Statement.Principals(negated, isNegated: true)
    }
    if plain == nil { doubts.append("a statement names no principal") }
    return plain.map { Statement.Principals($0, isNegated: false) }
  }

  private mutating func principals(
    _ view: RecordView, _ field: String, _ doubts: inout [String]
  ) -> [PrincipalPattern]? {
    switch view.records(field) {
    case .absent: return nil
    case .unknown(let reason):
      doubts.append(note(view, field, reason))
      return nil
    case .value(let records):
      if view.isDefaulted(field), records.isEmpty { return nil }
      let before = doubts.count
      let known = records.compactMap { principal($0, of: view, field, &doubts) }
      // Who is not known may be anybody.
      return field == "notPrincipals" || doubts.count == before ? known : [.everyone]
    }
  }

  /// Nil, with a doubt, for what cannot be read.
  private mutating func principal(
    _ record: Known<RecordView>, of view: RecordView, _ field: String, _ doubts: inout [String]
  ) -> PrincipalPattern? {
    guard case .value(let record) = record else {
      doubts.append(note(view, field, record.reason ?? UnknownReason(.unreadable, "no principal")))
      return nil
    }
    switch (record.text("type"), record.text("id")) {
    case (.value("*"), _): return .everyone
    case (.value(let type), .value(let id)):
      if let principal = PrincipalPattern(type: type, text: id) { return principal }
      doubts.append("`\(type): \(id)` is no principal")
    case (.value, .unknown(let reason)): doubts.append(note(record, "id", reason))
    case (.unknown(let reason), _): doubts.append(note(record, "type", reason))
    default: doubts.append("a principal is not known")
    }
    return nil
  }

  private mutating func conditions(
    _ view: RecordView, _ version: PolicyDocument.Version, _ doubts: inout [String]
  ) -> [Condition] {
    switch view.records("conditions") {
    case .absent: return []
    case .unknown(let reason):
      doubts.append(note(view, "conditions", reason))
      return []
    case .value(let records):
      var conditions: [Condition] = []
      for record in records {
        guard case .value(let record) = record,
          case .value(let spelling) = record.text("operator"),
          case .value(let key) = record.text("key"),
          let values = texts(record, "values", &doubts)
        else {
          doubts.append("a condition is not known")
          continue
        }
        do throws(Condition.Failure) {
          conditions.append(
            try Condition(
              spelling: spelling, key: key, values: values, variables: version == .v2012))
        } catch {
          doubts.append(holes.shown(error.reason))
        }
      }
      return conditions
    }
  }
}
