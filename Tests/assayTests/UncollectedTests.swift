import TestSupport
import Testing

/// What nobody collected is neither a pass nor out of place.
struct UncollectedTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Project.writePack(to: folder)
    let rule = try #require(folder.read("house/volume-encrypted.yaml"))
    try folder.write(
      "house/volume-encrypted.yaml", rule.replacing("examples:", with: "controls: [f/1]\nexamples:")
    )
  }

  private func status(_ files: [String: String]) throws -> [String] {
    for (name, text) in files { try folder.write("s/\(name)", text) }
    let outcome = try Tool.run(
      ["audit", "s", "--scope", "fleet", "--policies", "house", "--out", "reports"], in: folder)
    let compliance = try Tool.run(["compliance", "--framework", "f"], in: folder).output
    let view = try Tool.run(
      ["sql", "--format", "csv", "SELECT status FROM v_compliance"], in: folder)
    let line = compliance.split(separator: "\n").first { $0.hasPrefix("  1 ") }
    #expect(outcome.status != 2 && outcome.status != 70, "\(outcome)")
    return [
      line?.split(separator: " ").dropFirst().first.map(String.init) ?? compliance,
      view.output.split(whereSeparator: \.isNewline).last.map(String.init) ?? "",
    ]
  }

  @Test func `a control about what was not collected is unknown`() throws {
    let place = "111122223333/eu-west-1"
    #expect(try status(["\(place)/images.json": #"{"Images": []}"#]) == ["unknown", "unknown"])
    #expect(
      try status(["\(place)/volumes.json": #"{"Volumes": []}"#]) == ["n/a", "not_applicable"])
    let volume = #"{"Volumes": [{"VolumeId": "vol-1", "Encrypted": true, "Attachments": []}]}"#
    #expect(try status(["\(place)/volumes.json": volume]) == ["pass", "pass"])
  }

  @Test func `instances that are terminated do not use an image`() throws {
    func instance(_ id: String, _ state: String) -> String {
      #"{"InstanceId": "\#(id)", "ImageId": "ami-0a", "State": {"Name": "\#(state)"}, "SecurityGroups": [], "NetworkInterfaces": []}"#
    }
    let all = ["running", "stopped", "terminated"].enumerated().map { instance("i-\($0)", $1) }
    for round in 1...2 {
      _ = try status([
        "images.json": #"{"Images": [{"ImageId": "ami-0a", "Name": "golden"}]}"#,
        "instances.json":
          #"{"Reservations": [{"OwnerId": "111122223333", "Instances": [\#(all.joined(separator: ", "))]}]}"#,
      ])
      let page = try #require(folder.read("reports/report.html"))
      let images = try #require(page.firstRange(of: "Machine images, and the checks"))
      let cell = try #require(page[images.upperBound...].firstRange(of: #"class="number">"#))
      #expect(page[cell.upperBound...].prefix(2) == "2<", "round \(round)")
    }
  }
}
