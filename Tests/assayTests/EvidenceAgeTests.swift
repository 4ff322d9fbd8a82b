import Glibc
import TestSupport
import Testing

/// What the page about a fleet says of the age of what was read.
struct EvidenceAgeTests {
  private let folder: TemporaryFolder
  private static let account = "111122223333"

  init() throws { folder = try TemporaryFolder() }

  /// Writes a file as of some days before the run.
  private func write(_ path: String, _ text: String, daysAgo: Int) throws {
    try folder.write(path, text)
    // 2026-11-29T00:00:00Z
    let seconds = 1_795_910_400 - daysAgo * 86_400
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    try #require(utimensat(AT_FDCWD, folder.file(path), [time, time], 0) == 0)
  }

  private func object(_ type: String, _ node: String, daysAgo: Int) throws {
    try write(
      "s/AWS:\(type)/accountid=\(Self.account)/region=eu-west-1"
        + "/resourcetype=ManagedInstanceInventory/\(node).json",
      #"{"resourceId":"\#(node)","captureTime":"2026-11-21T20:00:00Z"}"# + "\n", daysAgo: daysAgo)
  }

  @Test func `each source stands with the times at which its files were written`() throws {
    try object("Application", "i-0a", daysAgo: 3)
    try object("Application", "i-0b", daysAgo: 9)
    // Nobody reads this type, and asks the system about its files.
    try object("WindowsRole", "i-0a", daysAgo: 5)
    try write(
      "s/\(Self.account)/eu-west-1/volumes.json", #"{"Volumes": []}"#, daysAgo: 4)
    try write("s/groups.json", #"{"SecurityGroups": []}"#, daysAgo: -2)
    let outcome = try Tool.run(
      [
        "audit", "s", "--policies",
        "\("\(#filePath)".split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" })/policies",
        "--now", "2026-11-29T00:00:00Z", "--out", "reports", "--quiet",
      ], in: folder)
    let page = try #require(folder.read("reports/report.html"), "\(outcome)")
    let rows = HTMLRows.rows(after: "How old the evidence is", in: page)
    #expect(
      rows == [
        "AWS:Application|\(Self.account)|eu-west-1|2|3 d (2026-11-26)|9 d (2026-11-20)",
        "ec2:DescribeSecurityGroups|1|later (2026-12-01)|later (2026-12-01)",
        "ec2:DescribeVolumes|\(Self.account)|eu-west-1|1|4 d (2026-11-25)|4 d (2026-11-25)",
      ])
  }
}
