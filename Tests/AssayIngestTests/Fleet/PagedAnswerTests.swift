import AssayIngest
import AssayModel
import TestSupport
import Testing

/// Large answers that are not whole, in whatever way, say so.
@Suite struct PagedAnswerTests {
  private static func page(_ id: String, zone: String = "eu-west-1a", token: String? = nil)
    -> String
  {
    let next = token.map { #", "NextToken": "\#($0)""# } ?? ""
    return """
      {"Reservations": [{"OwnerId": "111122223333", "Instances": [
        {"InstanceId": "\(id)", "Placement": {"AvailabilityZone": "\(zone)"}}]}]\(next)}
      """
  }

  /// Which files of a folder have a gap.
  private func gaps(_ files: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
    return fleet.inputs(changed: []).filter { $0.unreadReason != nil }
      .map { $0.path.split(separator: "/").last.map(String.init) ?? "" }.sorted()
  }

  @Test func `a first page alone is a gap, and with the last one is none`() throws {
    let first = Self.page("i-1", token: "t")
    #expect(try gaps(["1.json": first]) == ["1.json"])
    #expect(try gaps(["1.json": first, "2.json": Self.page("i-2")]) == [])
    #expect(try gaps(["1.json": first, "2.json": #"{"Reservations": []}"#]) == [])
    #expect(
      try gaps(["1.json": first, "2.json": Self.page("i-2", token: "u")]) == ["1.json", "2.json"])
  }

  @Test func `pages of small answers end with the last one of their series`() throws {
    func page(_ id: String, _ token: String = "") -> String {
      #"{"Images": [{"ImageId": "\#(id)"}]\#(token)}"#
    }
    let first = page("ami-1", #", "NextToken": "t""#)
    #expect(try gaps(["images-1.json": first, "images-2.json": page("ami-2")]) == [])
    #expect(try gaps(["own-1.json": first, "used-1.json": page("ami-2")]) == ["own-1.json"])
    #expect(try gaps(["a/1.json": first, "b/2.json": page("ami-2")]) == ["1.json"])
  }

  @Test func `an answer that was packed is not passed over`() throws {
    let folder = try TemporaryFolder()
    for (name, bytes) in [
      ("a.json.gz", [UInt8(0x1F), 0x8B, 0x08, 0x00]), ("b.json.gz", [0x1F, 0x8B]),
    ] {
      try folder.write(name, bytes)
    }
    let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
    let reasons = fleet.inputs(changed: []).compactMap(\.unreadReason)
    #expect(reasons.count == 2 && reasons.allSatisfy { $0.contains("gunzip") }, "\(reasons)")
  }

  @Test(arguments: [#"{"Reservations": [{"Instances": [{"InstanceId""#, #"{"Reservations": null}"#])
  func `a page that cannot be read leaves open what is not on the others`(_ page: String) throws {
    let place = "111122223333/eu-west-1"
    func collected(_ files: [String: String]) throws -> Set<CollectedScope> {
      let folder = try TemporaryFolder()
      for (name, text) in files { try folder.write("\(place)/\(name)", text) }
      return FleetIngest(FleetSnapshot([folder.path]), software: nil).collected
    }
    let last = Self.page("i-2")
    #expect(try collected(["instances-2.json": last]).count == 1)
    #expect(try collected(["instances-1.json": page, "instances-2.json": last]).isEmpty)
    let nodes = #"{"InstanceInformationList": [{"InstanceId": "i-2"}]}"#
    let broken = page.replacing("Reservations", with: "InstanceInformationList")
    #expect(try collected(["nodes-2.json": nodes]).count == 1)
    #expect(try collected(["nodes-1.json": broken, "nodes-2.json": nodes]).isEmpty)
  }

  @Test func `no instances at all are an answer`() throws {
    let folder = try TemporaryFolder()
    try folder.write("111122223333/eu-west-1/instances.json", #"{"Reservations": []}"#)
    let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
    #expect(
      fleet.collected
        == [CollectedScope(.instances, account: "111122223333", region: "eu-west-1")])
  }

  @Test(arguments: ["Reservations", "Volumes"])
  func `a page may begin with where it goes on`(_ key: String) throws {
    let elements = key == "Volumes" ? #"{"VolumeId": "vol-1"}"# : #"{"Instances": []}"#
    for token in [#""t""#, #""a\"b\\""#, "\"\(String(repeating: "x", count: 1500))\""] {
      let first = #"{"NextToken": \#(token), "\#(key)": [\#(elements)]}"#
      let last = #"{"NextToken": null, "\#(key)": [\#(elements)]}"#
      let bare = #"{"\#(key)": [\#(elements)]}"#
      #expect(try gaps(["p-1.json": first]) == ["p-1.json"])
      #expect(try gaps(["p-1.json": first, "p-2.json": last]) == [])
      #expect(try gaps(["p-1.json": first, "p-2.json": bare]) == [])
    }
  }

  @Test func `the last page of another region ends nothing here`() throws {
    let other = Self.page("i-2", zone: "us-east-1a")
    #expect(try gaps(["1.json": Self.page("i-1", token: "t"), "2.json": other]) == ["1.json"])
  }

  @Test(arguments: [
    #"{"Reservations": {}}"#, #"{"Reservations": null}"#, #"{"Volumes": "x"}"#,
    #"{"Reservations": [{"Instances": {}}]}"#,
  ])
  func `what is no list is no empty list`(text: String) throws {
    #expect(try gaps(["a.json": text]) == ["a.json"])
  }
}
