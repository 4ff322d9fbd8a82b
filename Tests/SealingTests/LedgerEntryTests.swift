import Sealing
import Testing

@Suite struct LedgerEntryTests {
  static func entry(
    seq: Int64 = 1, previous: Digest = .zero, at: String = "2026-11-22T02:00:00Z",
    actor: String = "ci", kind: String = "run", body: String = #"{"a":1}"#
  ) -> LedgerEntry {
    LedgerEntry(seq: seq, previous: previous, at: at, actor: actor, kind: kind, body: body)
  }

  /// Computed with Python's hashlib: `b"assay-ledger-v1\n" + struct.pack(">Q", 1) + bytes(32)`, and
  /// each field after `struct.pack(">Q", len(field))`.
  @Test func `the hash is what the design says`() {
    #expect(
      Self.entry().hash.hex == "a9ef26c82d0b1f71e773ee65e09cbcb807dbf6a59eb86dd073567efdaa8dc894")
  }

  @Test(arguments: [
    entry(seq: 2), entry(previous: .sha256([])), entry(at: "2026-11-22T02:00:01Z"),
    entry(actor: "c"), entry(kind: "runs"), entry(body: "{}"),
    entry(actor: "cir", kind: "un"),
  ])
  func `every part of an entry is sealed`(other: LedgerEntry) {
    #expect(other.hash != Self.entry().hash)
  }
}
