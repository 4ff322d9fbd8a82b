import AssayModel
import Records

/// Collects the security groups that something uses, by id and by link, from all places that name them.
enum SecurityGroupUse {
  /// Fills `securityGroupIds` and `securityGroups` from data that each is a text, a link or a list.
  ///
  /// `trimmed`: the key of a list that an answer lacks and AWS always tells: there may be more.
  static func fill(
    _ record: inout DraftRecord, from data: [Datum?], in owner: Datum, trimmed: String? = nil,
    _ reader: inout DatumReader
  ) {
    let given = data.compactMap { $0 }.filter { !$0.isNull }
    let rest = trimmed.map { Draft.unknown(.trimmed($0), at: owner.origin) }
    guard let first = given.first else {
      let none: Draft =
        rest
        ?? (reader.form == .summary
          ? .unknown(
            UnknownReason(.notCollected, "the list output leaves groups out"), at: owner.origin)
          : .defaulted(.list([]), at: owner.origin))
      record["securityGroupIds"] = none
      record["securityGroups"] = none
      return
    }
    let members = given.flatMap { $0.elements ?? [$0] }.map {
      $0["GroupId"] ?? $0["GroupName"] ?? $0
    }
    var seen: Set<String> = []
    let unique = members.filter { member in
      guard let text = member.scalarText else { return true }
      return seen.insert(text).inserted
    }
    let ids = unique.map { reader.draft($0, as: .string) }
    let links = unique.map { reader.draft($0, as: .reference("security_group")) }
    let more = rest.map { [$0] } ?? []
    record["securityGroupIds"] = .stated(.list(ids + more), at: first.origin)
    record["securityGroups"] = .stated(.list(links + more), at: first.origin)
  }
}
