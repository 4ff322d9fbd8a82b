import TestSupport
import Testing

/// Inventory objects that were there the night before and are not there now: no proof that their node is gone, nor
/// that a rule does not apply to it any more.
struct LostObjectTests {
  private let folder: TemporaryFolder
  private static let place = "111122223333/eu-west-1"
  private static let listing = "calls/\(place)/instances.json"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("house/pack.yaml", "id: house\nversion: 1.0.0\ntitle: House\n")
    try write("online", when: "resource.registered", expect: "resource.connected", "connected")
    try write(
      "patched", when: "has(resource.patchState)", expect: "resource.patchState.failed == 0",
      "patchState", pass: "{failed: 0}", fail: "{failed: 1}")
  }

  private func write(
    _ id: String, when: String, expect: String, _ field: String, pass: String = "true",
    fail: String = "false"
  ) throws {
    let more = when == "resource.registered" ? "registered: true, " : ""
    try folder.write(
      "house/\(id).yaml",
      """
      id: \(id)
      title: Nodes should be \(id)
      severity: high
      for: managed_node
      when: resource.state != "terminated" && \(when)
      expect: \(expect)
      why: It is better so.
      fix: Make it so.
      examples:
        pass: [{state: running, \(more)\(field): \(pass)}]
        fail: [{state: running, \(more)\(field): \(fail)}]
        no_data: [{}]

      """)
  }

  private static func object(_ type: String, _ id: String) -> String {
    "AWS:\(type)/accountid=111122223333/region=eu-west-1/resourcetype=ManagedInstanceInventory/\(id).json"
  }

  /// Two nodes, both out of touch and with a patch that failed.
  private static func fleet(_ ids: [String] = ["i-01", "i-02"]) -> [String: String] {
    var files: [String: String] = [:]
    for id in ids {
      files[object("InstanceInformation", id)] =
        #"{"AgentVersion":"3","InstanceStatus":"ConnectionLost","resourceId":"\#(id)","captureTime":"2026-11-20T00:00:00Z"}"#
      files[object("PatchSummary", id)] =
        #"{"FailedCount":"2","Operation":"Scan","resourceId":"\#(id)","captureTime":"2026-11-20T00:00:00Z"}"#
    }
    files[listing] = instances(["i-01": "running", "i-02": "running"])
    return files
  }

  private static func instances(_ states: [String: String]) -> String {
    let list = states.sorted { $0.key < $1.key }.map {
      #"{"InstanceId": "\#($0)", "State": {"Name": "\#($1)"}, "Placement": {"AvailabilityZone": "eu-west-1a"}}"#
    }
    return """
      {"Reservations": [{"OwnerId": "111122223333", "Instances": [\(list.joined(separator: ", "))]}]}
      """
  }

  /// What has an open failure, and the state of the run.
  private func open() throws -> [String] {
    let outcome = try Tool.run(
      [
        "sql", "--format", "csv",
        """
        SELECT resource || ' ' || rule || CASE WHEN unconfirmed IS NULL THEN '' ELSE ' ?' END
        FROM v_open_findings ORDER BY 1
        """,
      ], in: folder)
    return outcome.output.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
  }

  private func status() throws -> String {
    let outcome = try Tool.run(
      ["sql", "--format", "csv", "SELECT status FROM run ORDER BY id DESC LIMIT 1"], in: folder)
    return outcome.output.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
  }

  private static let other = ["i-02 house/online", "i-02 house/patched"]

  /// What is lost of the first node, what else is so, and what is open of it then.
  static let losses: [(name: String, types: [String], files: [String: String?], open: [String])] = [
    (
      "all of a running instance", ["InstanceInformation", "PatchSummary"], [:],
      ["i-01 house/online ?", "i-01 house/patched ?"]
    ),
    (
      "all of a stopped instance", ["InstanceInformation", "PatchSummary"],
      [listing: instances(["i-01": "stopped", "i-02": "running"])],
      ["i-01 house/online ?", "i-01 house/patched ?"]
    ),
    (
      "all, and nobody tells of instances", ["InstanceInformation", "PatchSummary"],
      [listing: nil], ["i-01 house/online ?", "i-01 house/patched ?"]
    ),
    (
      "all of a terminated instance", ["InstanceInformation", "PatchSummary"],
      [listing: instances(["i-01": "terminated", "i-02": "running"])], []
    ),
    (
      "all of an instance that is not listed", ["InstanceInformation", "PatchSummary"],
      [listing: instances(["i-02": "running"])], []
    ),
    (
      "patches", ["PatchSummary"], [:], ["i-01 house/online", "i-01 house/patched ?"]
    ),
    (
      "the heartbeat", ["InstanceInformation"], [:],
      ["i-01 house/online ?", "i-01 house/patched"]
    ),
    (
      "patches of a terminated instance", ["PatchSummary"],
      [listing: instances(["i-01": "terminated", "i-02": "running"])], []
    ),
    (
      "patches, of which the service knows none", ["PatchSummary"],
      ["calls/\(place)/patches.json": #"{"InstancePatchStates": []}"#], ["i-01 house/online"]
    ),
  ]

  @Test(arguments: losses, ["a", "b"])
  func `what lost objects told of stays open while their instance may be there`(
    _ loss: (name: String, types: [String], files: [String: String?], open: [String]),
    _ second: String
  ) throws {
    _ = try folder.night(21, "a", Self.fleet())
    #expect(try open() == ["i-01 house/online", "i-01 house/patched"] + Self.other)
    let lost = loss.types.map { Self.object($0, "i-01") }
    var files = Self.fleet()
    for path in lost { files[path] = nil }
    for (path, text) in loss.files { files[path] = text }
    if second == "a" {
      for path in lost + loss.files.filter({ $0.value == nil }).map(\.key) {
        _ = try Tool.run(["a/\(path)"], in: folder, program: "/bin/rm")
      }
    }
    let isLost = loss.open.contains { $0.hasSuffix("?") }
    let none = loss.files[Self.listing] == .some(nil)
    for day in 22...23 {
      let outcome = try folder.night(day, second, files)
      let others = try open().filter { $0.hasPrefix("i-02") }
      #expect(others == Self.other || none, "\(outcome)")
      #expect(try open().filter { $0.hasPrefix("i-01") } == loss.open, "\(day) \(outcome)")
      #expect(try status() == (isLost ? "partial" : "complete"), "\(outcome)")
      #expect(!isLost || outcome.output.contains("was read before and is missing now"))
    }
    // Once they are there again, all is as it was.
    _ = try folder.night(24, "c", Self.fleet())
    #expect(try open() == ["i-01 house/online", "i-01 house/patched"] + Self.other)
    #expect(try status() == "complete")
  }
}
