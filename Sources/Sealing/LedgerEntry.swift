/// An entry of a hash-chained ledger: each names the hash of the one before it.
package struct LedgerEntry: Hashable, Sendable {
  /// 1 for the first entry, then one more each.
  package let seq: Int64
  /// The hash of the entry before, `Digest.zero` for the first.
  package let previous: Digest
  /// When it was written: RFC 3339, UTC.
  package let at: String
  /// Who wrote it.
  package let actor: String
  /// What kind of entry it is, such as `run` or `approve`.
  package let kind: String
  /// Canonical JSON.
  package let body: String

  package init(
    seq: Int64, previous: Digest, at: String, actor: String, kind: String, body: String
  ) {
    self.seq = seq
    self.previous = previous
    self.at = at
    self.actor = actor
    self.kind = kind
    self.body = body
  }

  /// What seals the entry and all before it.
  ///
  /// SHA-256 of `assay-ledger-v1` and a line feed, the sequence number as eight big-endian bytes,
  /// the previous hash, and time, actor, kind and body, each preceded by its length in bytes as
  /// eight big-endian bytes. Nothing needs to be canonical for two entries never to share an input.
  package var hash: Digest {
    var digester = Digester()
    digester.add(Array("assay-ledger-v1\n".utf8))
    digester.add(UInt64(bitPattern: seq))
    digester.add(previous.bytes)
    for field in [at, actor, kind, body] { digester.add(field: field) }
    return digester.digest()
  }
}
