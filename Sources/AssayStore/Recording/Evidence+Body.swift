import AssayModel
import Records
import Sealing

extension Finding {
  /// What decided, as canonical JSON without positions and clocks: text that moves is the same evidence.
  var evidenceBody: [UInt8] {
    var members: [(String, CanonicalJSON)] = [("message", .string(message))]
    if !words.values.isEmpty {
      members.append(
        (
          "values",
          .array(
            words.values.map { value in
              var members: [(String, CanonicalJSON)] = [
                ("path", .string(value.path)), ("got", .string(value.got)),
              ]
              if let allowed = value.allowed, !allowed.isMoment {
                members.append(("allowed", .string(allowed)))
              }
              return .object(members)
            })
        ))
    }
    if !reasons.isEmpty { members.append(("reasons", .array(reasons.map { .string($0) }))) }
    return CanonicalJSON.object(members).bytes
  }
}

extension String {
  /// Whether it is `> 2026-11-22T02:00:00Z`: mostly the clock of the run, which moves every night and
  /// changes nothing about the finding.
  fileprivate var isMoment: Bool {
    guard let blank = firstIndex(of: " "), ["<", "<=", ">", ">="].contains(self[..<blank]) else {
      return false
    }
    return Instant(rfc3339: String(self[index(after: blank)...])) != nil
  }
}

/// Finds or makes the rows of `evidence`, each content once.
final class EvidenceRows {
  private let find: Prepared
  private let insert: Prepared
  private var rows: [Digest: Int64] = [:]
  /// The same by what findings share, which is kept so that no other takes its place.
  private var known: [ObjectIdentifier: (words: FindingWords, row: Int64)] = [:]

  init(_ context: RecordingContext) throws {
    find = try Prepared(context.database, "SELECT id FROM evidence WHERE digest = ?")
    insert = try Prepared(context.database, "INSERT INTO evidence (digest, body) VALUES (?, ?)")
  }

  func row(of finding: Finding) throws -> Int64 {
    let key = ObjectIdentifier(finding.words)
    if let known = known[key] { return known.row }
    let row = try row(of: finding.evidenceBody)
    known[key] = (finding.words, row)
    return row
  }

  /// The row of evidence that is only why something could not be decided.
  func row(reason: String) throws -> Int64 {
    try row(of: CanonicalJSON.object([("reasons", .array([.string(reason)]))]).bytes)
  }

  private func row(of body: [UInt8]) throws -> Int64 {
    let digest = Digest.sha256(body)
    if let row = rows[digest] { return row }
    let key = SQLValue.blob(digest.bytes)
    let row =
      try find.first(key) ?? insert.insert(key, .text(String(decoding: body, as: UTF8.self)))
    rows[digest] = row
    return row
  }
}
