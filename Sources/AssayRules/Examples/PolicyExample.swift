import AssayModel
import Documents
import Records

/// Reads a policy document of an example that is written as AWS has it, with `Statement`.
///
/// Everything that it leaves out is not stated, which the service reads as none, so that an example
/// need not spell out empty lists.
struct PolicyExample {
  /// Where a node stands.
  let origin: (SourceRange) -> Origin

  /// Nil when the mapping is not written so.
  func record(_ node: Node) -> DraftRecord? {
    guard let listed = node["Statement"] else { return nil }
    var record = DraftRecord(.policyDocument, origin: origin(node.range))
    record["version"] = text(node["Version"])
    record["policyId"] = text(node["Id"])
    record["statements"] = .stated(
      .list((listed.elements ?? [listed]).map { statement($0) }), at: origin(listed.range))
    return record
  }

  private func statement(_ node: Node) -> Draft {
    var record = DraftRecord(.policyStatement, origin: origin(node.range))
    record["sid"] = text(node["Sid"])
    record["effect"] =
      node["Effect"] == nil
      ? .unknown(UnknownReason(.unreadable, "`Effect` is not stated"), at: origin(node.range))
      : text(node["Effect"])
    for (field, key) in [
      ("actions", "Action"), ("notActions", "NotAction"), ("resources", "Resource"),
      ("notResources", "NotResource"),
    ] {
      record[field] = texts(node[key], node)
    }
    let resources = node["Resource"].map { $0.elements ?? [$0] } ?? []
    record["anyResource"] = .stated(
      .bool(resources.contains { $0.text == "*" }), at: origin(node.range))
    record["principals"] = principals(node["Principal"], node)
    record["notPrincipals"] = principals(node["NotPrincipal"], node)
    record["conditions"] = conditions(node["Condition"], node)
    return .stated(.record(record), at: origin(node.range))
  }

  private func text(_ node: Node?) -> Draft {
    guard let node, let text = node.text else { return .absent }
    if node.tag == "!unknown" { return gap(node) }
    return .stated(.string(text), at: origin(node.range))
  }

  private func gap(_ node: Node) -> Draft {
    let name = node.text ?? ""
    let outline =
      name.isEmpty ? nil : UnknownReason.Outline(UnknownReason.Gap("${\(name)}"))
    return .unknown(
      UnknownReason(.ambiguous, name.isEmpty ? "the example says so" : name, outline: outline),
      at: origin(node.range))
  }

  private func texts(_ node: Node?, _ owner: Node) -> Draft {
    guard let node else { return .defaulted(.list([]), at: origin(owner.range)) }
    return .stated(.list((node.elements ?? [node]).map { text($0) }), at: origin(node.range))
  }

  private func principals(_ node: Node?, _ owner: Node) -> Draft {
    guard let node else { return .defaulted(.list([]), at: origin(owner.range)) }
    guard let pairs = node.pairs else {
      return .stated(.list([principal("*", node)]), at: origin(node.range))
    }
    let principals = pairs.flatMap { pair in
      (pair.value.elements ?? [pair.value]).map { principal(pair.key.text ?? "", $0) }
    }
    return .stated(.list(principals), at: origin(node.range))
  }

  private func principal(_ type: String, _ node: Node) -> Draft {
    var record = DraftRecord(.policyPrincipal, origin: origin(node.range))
    record["type"] = .stated(.string(type), at: origin(node.range))
    record["id"] = text(node)
    return .stated(.record(record), at: origin(node.range))
  }

  private func conditions(_ node: Node?, _ owner: Node) -> Draft {
    guard let node else { return .defaulted(.list([]), at: origin(owner.range)) }
    let conditions = (node.pairs ?? []).flatMap { pair in
      (pair.value.pairs ?? []).map { key in
        var record = DraftRecord(.policyCondition, origin: origin(key.value.range))
        record["operator"] = text(pair.key)
        record["key"] = text(key.key)
        record["values"] = texts(key.value, node)
        return Draft.stated(.record(record), at: origin(key.value.range))
      }
    }
    return .stated(.list(conditions), at: origin(node.range))
  }
}
