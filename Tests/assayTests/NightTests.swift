import Glibc
import Testing
import TestSupport

/// Nights of `assay audit` that do not read again what is as it was.
struct NightTests {
  /// Files of `--out`, and what goes to standard output, of an audit into a database of its own.
  private func audit(
    _ folder: TemporaryFolder, _ name: String, hour: Int, _ more: [String] = []
  ) throws -> (reports: [String: String], outcome: Tool.Outcome) {
    let day = 14 + hour / 24
    let clock = hour % 24 < 10 ? "0\(hour % 24)" : "\(hour % 24)"
    folder.makeFolder("\(name)/")
    // From inside its own folder, so that both say the same of where things are.
    let outcome = try Tool.run(
      [
        "audit", "../s", "--policies", "../house", "--scope", "fleet", "--db", "a.db", "--out",
        "out", "-v",
        "--now", "2026-11-\(day)T\(clock):30:00Z",
      ] + more, in: folder, at: name)
    try #require([0, 1, 3].contains(outcome.status), "\(outcome)")
    var reports = ["stdout": outcome.output]
    for file in folder.names(in: "\(name)/out") {
      reports[file] = folder.read("\(name)/out/\(file)")
    }
    // What the ledger seals is the run with a digest of all that was found.
    reports["database"] = try Tool.run(
      ["sql", Self.everything, "--db", "a.db", "--format", "csv"], in: folder, at: name
    ).output
    return (reports, outcome)
  }

  private static let everything = """
    SELECT (SELECT group_concat(hash) FROM (SELECT hex(hash) AS hash FROM ledger ORDER BY seq)),
      (SELECT group_concat(id || outcome || evidence || opened || closed) FROM finding),
      (SELECT group_concat(resource || '-' || opened || '-' || closed || name || source) FROM resource_span),
      (SELECT group_concat(resource || hex(facts)) FROM resource_facts),
      (SELECT group_concat(parent || '-' || child || label || opened || closed) FROM lineage),
      (SELECT group_concat(mass || '-' || word || '-' || members || opened || closed) FROM mass_part),
      (SELECT group_concat(body) FROM evidence)
    """

  private func remembered(_ outcome: Tool.Outcome) -> Int {
    let line = outcome.errors.split(separator: "\n").first { $0.contains("are as they were") }
    return line.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `what is remembered comes to what reading everything does`(_ seed: UInt64) throws {
    var fleet = try RandomFleet(seed: seed)
    var hour = 0
    var log: [String] = []
    var total = 0
    for night in 0..<9 {
      let more = night % 5 == 4 ? ["--param", "house.days=2"] : []
      let quick = try audit(fleet.folder, "quick", hour: hour, more)
      let full = try audit(fleet.folder, "full", hour: hour, more + ["--full"])
      #expect(Set(quick.reports.keys) == Set(full.reports.keys))
      for (name, text) in full.reports where quick.reports[name] != text {
        Issue.record("night \(night), \(name): \(log)\n\(quick.reports[name] ?? "") \n---\n\(text)")
        return
      }
      total += remembered(quick.outcome)
      #expect(remembered(full.outcome) == 0)
      for _ in 0..<(night % 3) { log.append(try fleet.change()) }
      hour += [1, 7, 24, 0][night % 4]
    }
    #expect(total > 0, "something is remembered")
  }

  private static let place = "ec2/111122223333/eu-west-1"

  /// Sources that are not there for some nights: files, and what stands in their place.
  static let losses: [(beginning: String, text: String?)] = [
    ("\(place)/instances.json", nil), ("\(place)/instances.json", #"{"Reservations": []}"#),
    ("\(place)/instances.json", #"{"Reservations": [{"Instances": [{"InstanceId""#),
    ("\(place)/instances.json", "null"), ("\(place)/volumes.json", nil),
    ("\(place)/volumes.json", #"{"Volumes": null}"#), ("\(place)/groups.json", nil),
    ("\(place)/images.json", ""), ("ssm/AWS:InstanceInformation/", nil),
    ("ssm/AWS:Application/", nil), ("ssm/", nil), ("ec2/", nil),
  ]

  @Test(arguments: losses.indices)
  func `a night with a source missing comes to what reading everything does`(
    _ number: Int
  ) throws {
    let loss = Self.losses[number]
    var fleet = try RandomFleet(seed: UInt64(20 + number))
    var kept = 0
    for night in 0..<6 {
      let quick = try audit(fleet.folder, "quick", hour: night * 24)
      let full = try audit(fleet.folder, "full", hour: night * 24, ["--full"])
      #expect(Set(quick.reports.keys) == Set(full.reports.keys))
      for (name, text) in full.reports where quick.reports[name] != text {
        Issue.record("night \(night), \(name):\n\(quick.reports[name] ?? "")\n---\n\(text)")
        return
      }
      let status = try Tool.run(
        [
          "sql", "SELECT status FROM run ORDER BY id DESC LIMIT 1", "--db", "a.db", "--format",
          "csv",
        ],
        in: fleet.folder, at: "quick")
      // Nodes without objects of one type are told of by their others; a change may take all of one.
      let isLost =
        (2..<4).contains(night) && !loss.beginning.hasPrefix("ssm/AWS:")
        || quick.outcome.output.contains("inventory of `")
      #expect(status.output.contains("partial") == isLost, "night \(night): \(quick.outcome)")
      kept += night > 2 ? remembered(quick.outcome) : 0
      if night != 2 { _ = try fleet.change() }
      if night == 1 { try fleet.lose(loss.beginning, leaving: loss.text) }
      if night == 3 { try fleet.restore() }
    }
    #expect(kept > 0, "something is remembered")
  }

  /// The file beside the database.
  private func nightFile(_ folder: TemporaryFolder) throws -> String {
    try #require(folder.names(in: "quick").first { $0.hasPrefix("a.db-night-") })
  }

  @Test func `what long gone nights said is dropped and what lasts is kept`() throws {
    var fleet = try RandomFleet(seed: 5)
    var sizes: [Int] = []
    for night in 0..<10 {
      let quick = try audit(fleet.folder, "quick", hour: 0)
      let full = try audit(fleet.folder, "full", hour: 0, ["--full"])
      for (name, text) in full.reports where quick.reports[name] != text {
        Issue.record("night \(night), \(name):\n\(quick.reports[name] ?? "")\n---\n\(text)")
        return
      }
      #expect(night == 0 || remembered(quick.outcome) >= 1, "night \(night): \(quick.outcome)")
      sizes.append(try bytes("\(fleet.folder.path)/quick/\(nightFile(fleet.folder))").count)
      try fleet.renew(0..<8, as: night)
    }
    let first = try #require(sizes.first)
    #expect(sizes.allSatisfy { $0 < 3 * first + first / 2 }, "\(sizes)")
    #expect(zip(sizes, sizes.dropFirst()).contains { $0 > $1 + first / 2 }, "\(sizes)")
  }

  @Test func `a database that was lost under a night is told of once`() throws {
    let fleet = try RandomFleet(seed: 3)
    _ = try audit(fleet.folder, "quick", hour: 0)
    try fleet.folder.write("quick/a.db", "")
    for suffix in ["-wal", "-shm"] { unlink(fleet.folder.file("quick/a.db\(suffix)")) }
    for isLost in [true, false] {
      let next = try audit(fleet.folder, "quick", hour: 0)
      #expect(next.outcome.errors.contains("its runs are lost") == isLost, "\(next.outcome)")
    }
  }

  @Test func `a file that is not what a night left is told of and not believed`() throws {
    let fleet = try RandomFleet(seed: 9)
    _ = try audit(fleet.folder, "quick", hour: 0)
    let name = try nightFile(fleet.folder)
    let path = fleet.folder.file("quick/\(name)")
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    let whole = try bytes(path)
    let first = try audit(fleet.folder, "quick", hour: 0)
    #expect(remembered(first.outcome) > 0)
    var flipped = whole
    flipped[whole.count / 2] ^= 0x40
    let damages: [(words: String, bytes: [UInt8])] = [
      ("damaged", Array(whole.dropLast(7))), ("damaged", flipped),
      ("none of ours", Array("something else".utf8)), ("none of ours", []),
      ("damaged", Array(whole.prefix(70))),
    ]
    for (words, bytes) in damages {
      try fleet.folder.write("quick/\(name)", bytes, mode: 0o600)
      let next = try audit(fleet.folder, "quick", hour: 0)
      #expect(next.outcome.errors.contains(words), "\(next.outcome)")
      #expect(remembered(next.outcome) == 0)
      #expect(next.reports["findings.csv"] == first.reports["findings.csv"])
    }
    try fleet.folder.write("quick/\(name)", whole, mode: 0o644)
    #expect(
      try audit(fleet.folder, "quick", hour: 0).outcome.errors.contains("not a file of ours alone"))
    unlink(path)
    #expect(remembered(try audit(fleet.folder, "quick", hour: 0).outcome) == 0)
    #expect(remembered(try audit(fleet.folder, "quick", hour: 0).outcome) > 0)
    unlink(path)
    symlink("/dev/zero", path)
    #expect(remembered(try audit(fleet.folder, "quick", hour: 0).outcome) == 0)
    #expect(remembered(try audit(fleet.folder, "quick", hour: 0).outcome) > 0)
  }

  /// What may stand in the file's place, and what is said of it.
  static let obstacles = ["link", "link to nothing", "pipe", "folder", "3 GB"]

  @Test(.timeLimit(.minutes(1)), arguments: obstacles)
  func `what stands in the place of a night's file is told of and replaced, and never written to`(
    _ obstacle: String
  ) throws {
    let fleet = try RandomFleet(seed: 9)
    let first = try audit(fleet.folder, "quick", hour: 0)
    let path = fleet.folder.file("quick/\(try nightFile(fleet.folder))")
    if obstacle == "3 GB" {
      #expect(truncate(path, 3_000_000_000) == 0)
    } else {
      unlink(path)
    }
    try fleet.folder.write("precious", "precious")
    switch obstacle {
    case "link": symlink("../precious", path)
    case "link to nothing": symlink("../nothing", path)
    case "pipe": mkfifo(path, 0o600)
    case "folder": mkdir(path, 0o700)
    default: break
    }
    let next = try audit(fleet.folder, "quick", hour: 0)
    let words = obstacle == "3 GB" ? "it is damaged" : "it is not a file of ours alone"
    #expect(next.outcome.errors.contains(words), "\(next.outcome)")
    #expect(next.reports["findings.csv"] == first.reports["findings.csv"])
    #expect(fleet.folder.read("precious") == "precious")
    #expect(fleet.folder.read("nothing") == nil)
    var status = stat()
    #expect(lstat(path, &status) == 0)
    guard obstacle != "folder" else {
      #expect(next.outcome.errors.contains("could not write"), "\(next.outcome)")
      return
    }
    #expect(status.st_mode == S_IFREG | 0o600)
    #expect(remembered(try audit(fleet.folder, "quick", hour: 0).outcome) > 0)
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "rb"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 22)
    return Array(bytes[..<fread(&bytes, 1, bytes.count, file)])
  }
}
