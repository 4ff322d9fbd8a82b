import AssayModel
import Documents
import Records

/// Reads IAM policy documents: as objects, as JSON texts, URL-encoded, or as Terraform's data source.
///
/// The grammar is the one of the IAM user guide ("Grammar of the IAM JSON policy language"): a lone
/// value is a list of one, `Principal` is `*` or a map, `Condition` maps operator to key to values.
enum PolicyDocumentReading {
  /// A policy document as a record of `policy_document`.
  static func read(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    let decoded = URLEncoding.decoded(datum)
    switch EmbeddedDocument.read(decoded, &reader) {
    case .unknown(let reason): return .unknown(reason, at: datum.origin)
    case .unreadable:
      return .unknown(UnknownReason(.unreadable, "the policy cannot be parsed"), at: datum.origin)
    case .document(let document):
      guard case .map = document.content else { return reader.unreadable(document, "a policy") }
      return .stated(.record(record(document, &reader)), at: datum.origin)
    }
  }

  private static func record(_ document: Datum, _ reader: inout DatumReader) -> DraftRecord {
    var record = DraftRecord(.policyDocument, origin: document.origin)
    record["version"] = optional(document["Version"] ?? document["version"], &reader)
    record["policyId"] = optional(document["Id"] ?? document["policy_id"], &reader)
    let statements = document["Statement"] ?? document["statement"]
    guard let statements else {
      // Terraform's data source may have none; the service takes no document without.
      record["statements"] =
        document["Version"] == nil && document["Id"] == nil
        ? .defaulted(.list([]), at: document.origin)
        : .unknown(UnknownReason(.unreadable, "`Statement` is not stated"), at: document.origin)
      return record
    }
    record["statements"] = list(statements, &reader) { element, reader in
      guard case .map = element.content else { return reader.unreadable(element, "a statement") }
      return .stated(.record(statement(element, &reader)), at: element.origin)
    }
    return record
  }

  private static func statement(_ datum: Datum, _ reader: inout DatumReader) -> DraftRecord {
    var record = DraftRecord(.policyStatement, origin: datum.origin)
    record["sid"] = optional(datum["Sid"] ?? datum["sid"], &reader)
    record["effect"] =
      (datum["Effect"] ?? datum["effect"]).map { effect($0, &reader) }
      // Terraform's data source allows unless told otherwise.
      ?? (datum["actions"] == nil
        ? .unknown(UnknownReason(.unreadable, "`Effect` is not stated"), at: datum.origin)
        : .defaulted(.string("Allow"), at: datum.origin))
    for (field, keys) in lists {
      record[field] = texts(keys.compactMap { datum[$0] }.first, datum, &reader)
    }
    if datum["NotAction"] == nil, datum["not_actions"] == nil, datum["Action"] == nil,
      datum["actions"] == nil
    {
      record["actions"] = .unknown(
        UnknownReason(.unreadable, "neither `Action` nor `NotAction` is stated"), at: datum.origin)
    }
    record["anyResource"] = anyResource(
      datum["Resource"] ?? datum["resources"], record["resources"], reader)
    for (field, key, block) in [
      ("principals", "Principal", "principals"),
      ("notPrincipals", "NotPrincipal", "not_principals"),
    ] {
      record[field] = PolicyPrincipals.read(datum[key] ?? datum[block], datum, &reader)
    }
    record["conditions"] = PolicyConditions.read(
      datum["Condition"], datum["condition"], datum, &reader)
    return record
  }

  /// The service knows `Allow` and `Deny`, in this spelling only.
  private static func effect(_ datum: Datum, _ reader: inout DatumReader) -> Draft {
    guard let text = datum.scalarText, text != "Allow", text != "Deny" else {
      return reader.draft(datum, as: .string)
    }
    return reader.unreadable(datum, "`Allow` or `Deny`")
  }

  private static let lists: [(field: String, keys: [String])] = [
    ("actions", ["Action", "actions"]), ("notActions", ["NotAction", "not_actions"]),
    ("resources", ["Resource", "resources"]), ("notResources", ["NotResource", "not_resources"]),
  ]

  /// An element that is the ARN of a resource of the same input is not `*`, known or not.
  private static func anyResource(
    _ datum: Datum?, _ resources: Draft, _ reader: DatumReader
  ) -> Draft {
    guard let elements = resources.elements else {
      return resources.reason.map { .unknown($0, at: resources.origin) }
        ?? .stated(.bool(false), at: resources.origin)
    }
    if let star = elements.first(where: { $0.text.map(isAny) ?? false }) {
      return .stated(.bool(true), at: star.origin)
    }
    let data = datum?.elements ?? datum.map { [$0] } ?? []
    for element in data {
      guard case .unknown(let reason) = element.content else { continue }
      // What stands in the gaps of an ARN that ends in `role/*` does not matter.
      if let outline = element.text?.wholeText, isAny(filled(outline, element.holes)) {
        return .stated(.bool(true), at: element.origin)
      }
      // A text that says more than its gaps cannot come to `*` alone.
      if let outline = element.text?.wholeText, saysMore(outline, than: element.holes) { continue }
      // A template's text that waits for a resource holds that resource's ARN or name.
      if reason.kind == .plan, reader.dialect == .cloudFormation { continue }
      return .unknown(reason, at: element.origin)
    }
    return .stated(.bool(false), at: resources.origin)
  }

  /// The text with a letter in each gap.
  private static func filled(_ outline: String, _ holes: [String: UnknownReason]) -> String {
    holes.keys.sorted().reduce(outline) { $0.replacing($1, with: "x") }
  }

  private static func saysMore(_ outline: String, than holes: [String: UnknownReason]) -> Bool {
    let rest = holes.keys.reduce(outline) { $0.replacing($1, with: "") }
    return !rest.allSatisfy { $0 == "*" }
  }

  /// `*`, an ARN of which only the partition is told, or one that takes in every resource of its
  /// kind: `arn:aws:s3:::*`, `arn:aws:iam::111122223333:role/*`.
  private static func isAny(_ text: String) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count > 1 else { return text.utf8.first.map(isWildcard) ?? false }
    guard parts.count == 6 else { return parts.dropFirst(2).allSatisfy(isStars) }
    if isStars(parts[5]) { return true }
    // In S3 the first word is a bucket's name.
    guard parts[2] != "s3" else { return false }
    let rest = parts[5].drop { $0.isLetter || $0 == "-" }
    return parts[5].startIndex < rest.startIndex
      && (rest.first == "/" || rest.first == ":") && isStars(rest.dropFirst())
  }

  private static func isStars(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(isWildcard)
  }

  private static func isWildcard(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?")
  }

  private static func optional(_ datum: Datum?, _ reader: inout DatumReader) -> Draft {
    guard let datum, !datum.isNull, datum.scalarText != "" else { return .absent }
    return reader.draft(datum, as: .string)
  }

  /// A list of texts; a lone text is a list of one, nothing is none.
  static func texts(_ datum: Datum?, _ owner: Datum, _ reader: inout DatumReader) -> Draft {
    guard let datum, !datum.isNull else { return .defaulted(.list([]), at: owner.origin) }
    return list(datum, &reader) { element, reader in reader.draft(element, as: .string) }
  }

  /// A list with each element read by `read`; a lone value is a list of one.
  static func list(
    _ datum: Datum, _ reader: inout DatumReader,
    _ read: (Datum, inout DatumReader) -> Draft
  ) -> Draft {
    switch datum.content {
    case .unknown(let reason) where datum.text == nil: return .unknown(reason, at: datum.origin)
    case .list(let elements):
      return .stated(.list(elements.map { element(of: $0, &reader, read) }), at: datum.origin)
    default: return .stated(.list([element(of: datum, &reader, read)]), at: datum.origin)
    }
  }

  private static func element(
    of datum: Datum, _ reader: inout DatumReader, _ read: (Datum, inout DatumReader) -> Draft
  ) -> Draft {
    if case .unknown(let reason) = datum.content {
      return .unknown(reason.outlined(datum.outline), at: datum.origin)
    }
    return read(datum, &reader)
  }
}
