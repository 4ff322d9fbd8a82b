import AssayModel
import AssayReports
import Documents
import Records
import Testing

/// `findings.csv` and `findings.jsonl`: a row for each check.
struct TableTests {
  /// The records of RFC 4180, read without mercy.
  private func records(_ bytes: [UInt8]) throws -> [[String]] {
    var records: [[String]] = []
    var fields: [String] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let isQuoted = rest.first == UInt8(ascii: "\"")
      var field: [UInt8] = []
      if isQuoted {
        rest = rest.dropFirst()
        while true {
          let end = try #require(rest.firstIndex(of: UInt8(ascii: "\"")))
          field += rest[..<end]
          rest = rest[(end + 1)...]
          guard rest.first == UInt8(ascii: "\"") else { break }
          field.append(UInt8(ascii: "\""))
          rest = rest.dropFirst()
        }
      } else {
        let end = try #require(
          rest.firstIndex { [UInt8(ascii: ","), UInt8(ascii: "\r")].contains($0) })
        field += rest[..<end]
        #expect(!field.contains(UInt8(ascii: "\"")) && !field.contains(UInt8(ascii: "\n")))
        rest = rest[end...]
      }
      fields.append(try #require(String(validating: field, as: UTF8.self)))
      if rest.first == UInt8(ascii: ",") {
        rest = rest.dropFirst()
      } else {
        try #require(rest.starts(with: Array("\r\n".utf8)))
        rest = rest.dropFirst(2)
        records.append(fields)
        fields = []
      }
    }
    return records
  }

  private func rows(_ summary: RunSummary) throws -> [[String: String]] {
    let records = try records(ReportFormat.csv.bytes(summary))
    #expect(records.first == FindingsCSV.columns)
    return try records.dropFirst().map { record in
      try #require(record.count == FindingsCSV.columns.count)
      return Dictionary(uniqueKeysWithValues: zip(FindingsCSV.columns, record))
    }
  }

  private func lines(_ summary: RunSummary) throws -> [Node] {
    let text = String(decoding: try ReportFormat.jsonl.bytes(summary), as: UTF8.self)
    #expect(text.hasSuffix("\n"))
    return try text.split(separator: "\n").map { line in
      let (document, problems) = JSONReader.read(
        SourceFile(path: "line", bytes: Array(line.utf8)), limits: ReadLimits())
      #expect(problems.isEmpty)
      return try #require(document).root
    }
  }

  private static let runs: [RunSummary] = [
    SampleRun.summary, HostileRun.summary, MassReportTests.summary, LargeRun.summary(50),
    OneFinding.summary([]),
  ]

  @Test func `the columns are those that readers were promised`() {
    #expect(
      FindingsCSV.columns.joined(separator: ",")
        == "run_id,evaluated_at,account,region,resource_type,resource_id,rule_id,rule_title,"
        + "severity,outcome,message,evidence,source_file,source_line,control_framework,control_id,"
        + "first_seen,waiver_id,waiver_owner,waiver_approver,waiver_expires,ledger_seq,finding_id,"
        + "pack_sha256")
  }

  @Test(arguments: runs.indices)
  func `both hold every check once, but passes and n/a that are only counted`(run: Int) throws {
    let summary = Self.runs[run]
    let masses = summary.rules.flatMap(\.masses)
    let rows = try rows(summary)
    var counted: [String: Int] = [:]
    for row in rows { counted[row["outcome"] ?? "", default: 0] += 1 }
    for outcome in Outcome.Reported.allCases {
      let word = outcome == .notApplicable ? "na" : outcome.rawValue
      let left =
        outcome == .unknown
        ? 0
        : masses.filter { $0.outcome.reported == outcome }.reduce(0) { $0 + $1.resources.count }
      #expect(counted[word] ?? 0 == summary.counts[outcome] - left, "\(word)")
    }
    for row in rows {
      for column in ["run_id", "rule_id", "resource_id", "resource_type", "message"] {
        #expect(row[column]?.isEmpty == false, "\(column) of \(row)")
      }
      #expect(row["finding_id"]?.utf8.count == 64)
    }
    let lines = try lines(summary)
    #expect(lines.map { $0["id"]?.text } == rows.map { $0["finding_id"] })
    #expect(
      lines.map { $0["outcome"]?.text.map { $0 == "not_applicable" ? "na" : $0 } }
        == rows.map { $0["outcome"] })
  }

  @Test func `no cell is a formula, and nothing steers`() throws {
    let bytes = try ReportFormat.csv.bytes(HostileRun.summary)
    for record in try records(bytes) {
      for cell in record {
        let first = cell.unicodeScalars.first
        #expect(!["=", "+", "-", "@", "\t", "\r", "\n"].contains(first), "\(cell)")
        #expect(!cell.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" }, "\(cell)")
        #expect(cell.unicodeScalars.count < 32_767)
      }
    }
    for byte in try ReportFormat.jsonl.bytes(HostileRun.summary) where byte < 0x20 {
      #expect(byte == UInt8(ascii: "\n"))
    }
  }

  @Test func `what a rule says alike of many is a row for each that could not be checked`() throws {
    let rows = try rows(MassReportTests.summary).filter { $0["rule_id"] == "pack/not-collected" }
    #expect(rows.map { $0["resource_id"] } == ["i-1", "i-2", "i-3", "i-4"])
    #expect(rows.allSatisfy { $0["evidence"] == "nobody <asked>" && $0["outcome"] == "unknown" })
    #expect(
      rows.first?["finding_id"]
        == Finding.identity(
          rule: "pack/not-collected", resource: ResourceID(kind: "instance", uid: "i-1"), locus: "")
    )
  }

  @Test(arguments: [ReportFormat.csv, .jsonl, .json])
  func `a table is handed over in parts of one size, however long it is`(format: ReportFormat)
    throws
  {
    var sizes: [Int] = []
    try format.write(LargeRun.summary(5_000)) { sizes.append($0.count) }
    #expect(sizes.count > 20)
    #expect(sizes.allSatisfy { $0 < 70_000 } && sizes.dropLast().allSatisfy { $0 >= 65_536 })
  }

  @Test(arguments: [ReportFormat.csv, .jsonl, .json, .html])
  func `a sink that fails ends it`(format: ReportFormat) {
    struct Full: Error {}
    var parts = 0
    #expect(throws: Full.self) {
      try format.write(LargeRun.summary(5_000)) { _ in
        parts += 1
        if parts == 2 { throw Full() }
      }
    }
    #expect(parts == 2)
  }

  @Test func `places are told of each row, in whatever order folders come`() throws {
    let folders = ["111122223333/eu-west-1", "444455556666/us-east-1", "", "111122223333", "s"]
    let findings = (0..<20).map { index in
      Finding(
        rule: OneFinding.rule, resource: ResourceID(kind: "k", uid: "i-\(10 + index)"),
        resourceName: "n", locus: "", outcome: .fail, severity: .low, message: "m",
        origin: Origin(
          path: "\(folders[index % 5])/\(index / 10).json", line: 1, column: 1, endLine: 1,
          endColumn: 1))
    }
    let rows = try rows(OneFinding.summary(findings))
    let places = rows.map { "\($0["account"] ?? "?") \($0["region"] ?? "?")" }
    let told = ["111122223333 eu-west-1", "444455556666 us-east-1", " ", "111122223333 ", " "]
    #expect(places == (0..<20).map { told[$0 % 5] })
  }

  @Test(
    arguments: [
      (
        "arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/web/1.4.2", nil, "111122223333",
        "eu-west-1"
      ),
      ("arn:aws:iam::111122223333:role/x", nil, "111122223333", ""),
      ("arn:aws:imagebuilder:eu-west-1:aws:component/x", nil, "", "eu-west-1"),
      (
        "i-0a", "s/AWS:Service/accountid=111122223333/region=eu-west-1/resourcetype=x/i-0a.json",
        "111122223333", "eu-west-1"
      ),
      ("i-0a", "s/accountid=1/region=eu-west-1/i.json", "", "eu-west-1"),
      ("i-0a", "s/ec2/111122223333/eu-west-1/describe.json", "111122223333", "eu-west-1"),
      ("i-0a", "s/i.json", "", ""), ("stack.yaml#Data", "region=x", "", ""),
    ] as [(String, String?, String, String)])
  func `account and region are told by the id, or by the folders of the file`(
    uid: String, path: String?, account: String, region: String
  ) throws {
    let finding = Finding(
      rule: "p/r", resource: ResourceID(kind: "k", uid: uid), resourceName: "n", locus: "",
      outcome: .fail, severity: .low, message: "m",
      origin: path.map { Origin(path: $0, line: 1, column: 1, endLine: 1, endColumn: 1) })
    let row = try #require(rows(OneFinding.summary([finding])).first)
    #expect(row["account"] == account && row["region"] == region)
  }
}
