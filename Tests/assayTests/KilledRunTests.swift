import Glibc
import Testing
import TestSupport

/// Audits that end before their time.
struct KilledRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("house/pack.yaml", "id: house\nversion: 1.0.0\ntitle: House\n")
    try folder.write(
      "house/imdsv2.yaml",
      """
      id: imdsv2
      title: Instances should ask for tokens
      severity: high
      for: instance
      expect: resource.httpTokens == "required"
      why: Without them, a request that was forged reads credentials.
      fix: Set `HttpTokens` to required.
      examples:
        pass: [{httpTokens: required}]
        fail: [{httpTokens: optional}]
        no_data: [{}]

      """)
    try instances(200, failing: 0)
    try folder.write("db/keep", "")
  }

  private func instances(_ count: Int, failing: Int) throws {
    let all = (0..<count).map { number in
      """
      {"InstanceId": "i-\(String(number + 4096, radix: 16))", "State": {"Name": "running"},
       "ImageId": "ami-1", "MetadataOptions": {"HttpTokens": "\(number < failing ? "optional" : "required")"}}
      """
    }
    try folder.write(
      "s/instances.json",
      "{\"Reservations\": [{\"OwnerId\": \"111122223333\", \"Instances\": [\(all.joined(separator: ","))]}]}"
    )
  }

  private func call(_ day: Int, _ database: String = "db/a.db") -> [String] {
    [
      "audit", "s", "--policies", "house", "--scope", "fleet", "--db", database, "--now",
      "2026-11-0\(day)T02:00:00Z", "-q",
    ]
  }

  private func audit(_ day: Int, _ more: [String] = [], database: String = "db/a.db")
    throws -> Tool.Outcome
  {
    try Tool.run(call(day, database) + more, in: folder)
  }

  private func ask(_ sql: String, _ database: String = "db/a.db") throws -> String {
    try Tool.run(["sql", sql, "--db", database, "--format", "csv"], in: folder).output
  }

  private static let everything = """
    SELECT (SELECT group_concat(hash) FROM (SELECT hex(hash) AS hash FROM ledger ORDER BY seq)),
      (SELECT group_concat(id || outcome || opened || closed) FROM finding),
      (SELECT group_concat(resource || '-' || opened || '-' || closed) FROM resource_span)
    """

  private func expectWhole(runs: Int) throws {
    let doctor = try Tool.run(
      ["doctor", "--full", "--db", "db/a.db", "--now", "2026-11-03T00:00:00Z"], in: folder)
    #expect(doctor.status == 0, "\(doctor)")
    #expect(try ask("SELECT count(*) AS n FROM run") == "n\r\n\(runs)\r\n")
  }

  @Test func `an audit that was killed leaves the last one whole, and the next one says so`() throws
  {
    #expect(try audit(1).status == 0)
    #expect(try audit(1, database: "db/b.db").status == 0)
    try instances(200, failing: 7)
    // It reads from this pipe when the signal comes.
    mkfifo("\(folder.path)/pipe", 0o600)
    var arguments = call(2)
    arguments.insert("pipe", at: 2)
    let killed = try Tool.run(
      arguments, in: folder, interruption: Tool.Interruption(signal: SIGKILL, pipe: "pipe"))
    #expect(killed.wasKilled)
    #expect(folder.names(in: "db").contains { $0.hasPrefix("a.db-run-") })
    try expectWhole(runs: 1)
    let doctor = try Tool.run(["doctor", "--db", "db/a.db"], in: folder)
    #expect(doctor.output.contains("ended before it was recorded; nothing of it is kept"))

    let next = try audit(2)
    #expect(next.status == 1)
    #expect(next.errors.contains("warning: audit of 2026-11-02T02:00:00Z (process "), "\(next)")
    #expect(next.errors.contains("ended before it was recorded; nothing of it is kept"), "\(next)")
    #expect(next.errors.contains("the latest run in database `db/a.db` is 1, run-"), "\(next)")
    try expectWhole(runs: 2)
    #expect(!folder.names(in: "db").contains { $0.hasPrefix("a.db-run-") })
    #expect(try audit(2, database: "db/b.db").errors == "")
    #expect(try ask(Self.everything) == ask(Self.everything, "db/b.db"))
    #expect(try audit(3).errors == "")
  }

  @Test func `a run that goes on is not taken for one that was killed`() throws {
    #expect(try audit(1).status == 0)
    let file = open("\(folder.path)/db/a.db-run-1", O_RDWR | O_CREAT, 0o600)
    try #require(file >= 0 && flock(file, LOCK_EX) == 0)
    defer { close(file) }
    #expect(try audit(2).errors == "")
    #expect(folder.names(in: "db").contains("a.db-run-1"))
    let doctor = try Tool.run(["doctor", "--db", "db/a.db"], in: folder)
    #expect(doctor.output.contains("run goes on in process 1"), "\(doctor)")
  }

  @Test func `a run that was recorded and killed while its reports were written is told as that`()
    throws
  {
    #expect(try audit(1).status == 0)
    // Nobody holds it any more.
    try folder.write("db/a.db-run-99999999", "recorded audit of 2026-11-01T02:00:00Z\n")
    try folder.write("out/.junit.xml.99999999", "half")
    try folder.write("out/.junit.xml.keep", "of somebody else")
    let next = try audit(2, ["--out", "out"])
    #expect(
      next.errors.contains("was recorded and ended before its reports were written"), "\(next)")
    #expect(!folder.names(in: "out").contains(".junit.xml.99999999"))
    #expect(folder.names(in: "out").contains(".junit.xml.keep"))
  }

  @Test func `a full disk is told, and the last audit stays whole`() throws {
    #expect(try audit(1).status == 0)
    try instances(3_000, failing: 900)
    let full = try Tool.run(call(2), in: folder, fileLimit: 64)
    #expect(full.status == 70, "\(full)")
    #expect(full.errors.contains("database `db/a.db`"), "\(full)")
    // What was found is shown all the same.
    #expect(full.output.contains("900 fail"), "\(full)")
    try expectWhole(runs: 1)
    let next = try audit(2)
    #expect(next.status == 1 && next.errors == "", "\(next)")
    try expectWhole(runs: 2)
  }

  @Test func `a folder that cannot be written to is told, and the last audit stays whole`() throws {
    #expect(try audit(1).status == 0)
    // In the place of the log, so that it holds for everybody: the superuser may write anywhere.
    mkdir("\(folder.path)/db/a.db-wal", 0o700)
    let shut = try audit(2)
    #expect(shut.status == 70, "\(shut)")
    #expect(shut.errors.contains("could not open database `db/a.db`"), "\(shut)")
    rmdir("\(folder.path)/db/a.db-wal")
    try expectWhole(runs: 1)
    #expect(try audit(2).status == 0)
    try expectWhole(runs: 2)
  }
}
