import AssayModel
import Records

/// Sees the world that several rules of a security group let in together.
///
/// `0.0.0.0/1` in one rule and `128.0.0.0/1` in the next open a port as `0.0.0.0/0` does, and a list of
/// both in one rule does.
enum WorldOfRules {
  /// A group in which rules of one protocol and one range of ports are `world` when they are so
  /// together.
  static func widened(_ draft: DraftResource) -> DraftResource {
    guard draft.id.kind == ResourceKind.securityGroup.rawValue else { return draft }
    var draft = draft
    for direction in ["ingress", "egress"] {
      guard var rules = draft.record[direction].elements, rules.count > 1 else { continue }
      widen(&rules)
      draft.record[direction].value = .list(rules)
    }
    return draft
  }

  private struct Ports: Hashable {
    let name: String
    let from: Int64
    let to: Int64
  }

  private static func widen(_ rules: inout [Draft]) {
    var groups: [Ports: [Int]] = [:]
    for index in rules.indices {
      guard case .record(let rule) = rules[index].value, let name = rule["protocol"].text,
        let from = rule["fromPort"].int, let to = rule["toPort"].int
      else { continue }
      groups[Ports(name: name, from: from, to: to), default: []].append(index)
    }
    for indices in groups.values where indices.count > 1 {
      for (field, family) in [("ipv4Ranges", CIDRRange.Family.ipv4), ("ipv6Ranges", .ipv6)] {
        let open = indices.map { (index: $0, ranges: ranges(of: rules[$0], field)) }
        guard CIDRRange.coverEverything(open.flatMap(\.ranges), of: family) else { continue }
        for (index, ranges) in open where !ranges.isEmpty {
          guard case .record(var rule) = rules[index].value else { continue }
          let origin = rule[field].origin ?? rule.origin
          rule["world"] = .stated(.bool(true), at: origin)
          add(family == .ipv4 ? 4 : 6, to: &rule, at: origin)
          rules[index].value = .record(rule)
        }
      }
    }
  }

  private static func add(_ family: Int64, to rule: inout DraftRecord, at origin: Origin?) {
    var families = rule["worldFamilies"].elements ?? []
    guard !families.contains(where: { $0.int == family }) else { return }
    families.append(.stated(.int(family), at: origin))
    rule["worldFamilies"].value = .list(families.sorted { ($0.int ?? 9) < ($1.int ?? 9) })
  }

  private static func ranges(of draft: Draft, _ field: String) -> [CIDRRange] {
    guard case .record(let rule) = draft.value else { return [] }
    return (rule[field].elements ?? []).compactMap(\.text).compactMap { CIDRRange($0) }
  }
}
