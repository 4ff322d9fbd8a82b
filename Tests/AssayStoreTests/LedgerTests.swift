import AssayModel
import AssayStore
import GRDB
import Sealing
import Testing
import TestSupport

@Suite struct LedgerTests {
  let folder: TemporaryFolder
  let store: Store
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("a.db")
    store = try Store.open(path: path)
    for number in 1...4 { try store.record(number, IntervalTests.run(.fail)) }
  }

  @Test func `heads grow and what nobody touched is intact`() throws {
    let head = try #require(try store.head())
    let next = try store.record(5, IntervalTests.run(.pass)).head
    #expect(next.seq == head.seq + 1)
    #expect(try store.head() == next)
    let check = try store.verifyLedger(anchors: [head, next])
    #expect(check.head == next && check.entries == 5 && check.faults == [])
  }

  @Test func `an empty ledger is intact`() throws {
    let empty = try Store.open(path: folder.file("b.db"))
    #expect(try empty.head() == nil)
    let check = try empty.verifyLedger()
    #expect(check.head == nil && check.entries == 0 && check.faults == [])
  }

  /// The hashes again, by the words of the design and not by our type.
  @Test func `anybody can compute the chain`() throws {
    var previous = [UInt8](repeating: 0, count: 32)
    for row in try query(
      path, "SELECT seq, at, actor, kind, body, hex(hash) FROM ledger ORDER BY seq")
    {
      var bytes = Array("assay-ledger-v1\n".utf8) + bigEndian(try #require(Int64(row[0])))
      bytes += previous
      for text in row[1...4] { bytes += bigEndian(Int64(text.utf8.count)) + Array(text.utf8) }
      previous = Digest.sha256(bytes).bytes
      #expect(Digest(hex: row[5])?.bytes == previous)
    }
    #expect(Digest(bytes: previous)?.hex == (try store.head()?.hash))
  }

  private func bigEndian(_ number: Int64) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }

  @Test(arguments: [
    "UPDATE ledger SET actor = 'nobody' WHERE seq = 2",
    "UPDATE ledger SET signature = x'00' WHERE seq = 4",
    "DELETE FROM ledger WHERE seq = 4",
    "DELETE FROM ledger",
    "INSERT INTO ledger SELECT seq + 1, previous, at, actor, kind, body, hash, NULL FROM ledger",
    """
    INSERT INTO ledger SELECT seq + 2, hash, at, actor, kind, body, hash, NULL FROM ledger
    ORDER BY seq DESC LIMIT 1
    """,
    "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 2",
    "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 4",
    """
    INSERT OR IGNORE INTO ledger
    VALUES (NULL, zeroblob(32), '', '', 'run', '{}', zeroblob(32), NULL)
    """,
  ])
  func `triggers refuse to change, delete or break the chain`(sql: String) throws {
    #expect(throws: DatabaseError.self) {
      try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }
    #expect(try store.verifyLedger().faults == [])
    #expect(try store.verifyLedger().entries == 4)
  }

  /// Somebody with the file and without the triggers.
  static let tampering: [(sql: String, faults: [LedgerCheck.Fault])] = [
    ("UPDATE ledger SET actor = 'nobody' WHERE seq = 2", [.content(seq: 2)]),
    ("UPDATE ledger SET at = '2020-01-01T00:00:00Z' WHERE seq = 4", [.content(seq: 4)]),
    (
      "UPDATE ledger SET hash = zeroblob(32) WHERE seq = 2",
      [.content(seq: 2), .link(seq: 3)]
    ),
    (
      "DELETE FROM ledger WHERE seq = 2",
      [.sequence(expected: 2, found: 3), .link(seq: 3), .unsealed(run: 2)]
    ),
    ("DELETE FROM ledger WHERE seq = 4", [.unsealed(run: 4)]),
    ("UPDATE run SET decision = 'REJECTED' WHERE id = 3", [.run(seq: 3, run: 3)]),
    ("UPDATE run SET fail = 0 WHERE id = 3", [.run(seq: 3, run: 3)]),
    ("UPDATE scope SET name = 'other'", (1...4).map { .run(seq: $0, run: $0) }),
    ("DELETE FROM run WHERE id = 4", [.run(seq: 4, run: 4)]),
    (
      "UPDATE ledger SET body = 'no JSON' WHERE seq = 1",
      [.content(seq: 1), .run(seq: 1, run: 0), .unsealed(run: 1)]
    ),
  ]

  @Test(arguments: tampering)
  func `verification names what was touched`(
    tampering: (sql: String, faults: [LedgerCheck.Fault])
  ) throws {
    try withoutTriggers(tampering.sql)
    #expect(try store.verifyLedger().faults == tampering.faults)
  }

  @Test func `anchors show a chain that was cut or made anew`() throws {
    let anchors = [try #require(try store.head())]
    try withoutTriggers("DELETE FROM ledger WHERE seq = 4; DELETE FROM run WHERE id = 4")
    #expect(try store.verifyLedger().faults == [])
    #expect(try store.verifyLedger(anchors: anchors).faults == [.anchor(anchors[0])])
    try store.record(5, IntervalTests.run(.pass))
    #expect(try store.verifyLedger().faults == [])
    #expect(try store.verifyLedger(anchors: anchors).faults == [.anchor(anchors[0])])
  }

  @Test func `each fault says which entry`() {
    let head = LedgerHead(seq: 9, hash: "ab")
    let faults: [LedgerCheck.Fault] = [
      .sequence(expected: 2, found: 3), .link(seq: 3), .content(seq: 4), .run(seq: 5, run: 6),
      .unsealed(run: 7), .anchor(head),
    ]
    let texts = faults.map(\.description)
    #expect(texts[0] == "entry 2 is missing: entry 3 stands in its place")
    #expect(texts[3] == "run 6 is not what entry 5 sealed")
    #expect(Set(texts).count == faults.count)
  }

  private func withoutTriggers(_ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: path, configuration: configuration).write { database in
      for name in ["ledger_keeps", "ledger_stays", "ledger_links"] {
        try database.execute(sql: "DROP TRIGGER \(name)")
      }
      try database.execute(sql: sql)
    }
  }
}
