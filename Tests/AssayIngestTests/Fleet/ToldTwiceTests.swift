import AssayIngest
import AssayModel
import TestSupport
import Sealing
import Testing

/// An instance that two answers tell of in different ways is two, whose names do not hang on where they lie.
@Suite struct ToldTwiceTests {
  private static func instance(_ tokens: String) -> String {
    """
    {"Reservations": [{"OwnerId": "111122223333", "Instances": [{"InstanceId": "i-1",
      "State": {"Name": "running"}, "SecurityGroups": [], "NetworkInterfaces": [],
      "Placement": {"AvailabilityZone": "eu-west-1a"},
      "MetadataOptions": {"HttpTokens": "\(tokens)", "HttpEndpoint": "enabled"}}]}]}
    """
  }

  private func told(_ files: [String: String], _ reading: FleetIngest.Reading) throws -> [String] {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
    return fleet.part(0..<fleet.unitCount, reading: reading).graph
      .summaries(behind: fleet.shared).map { "\($0.id.uid) \($0.factsDigest?.hex ?? "")" }
  }

  @Test(arguments: [FleetIngest.Reading.bytes, .trees])
  func `which one bears a number is told by what they say`(_ reading: FleetIngest.Reading) throws {
    let (one, two) = (Self.instance("required"), Self.instance("optional"))
    let told = try told(["a.json": one, "b.json": two], reading)
    #expect(told.count == 2)
    #expect(try self.told(["a.json": two, "b.json": one], reading) == told)
    #expect(try self.told(["z/a.json": one, "y/b.json": two], reading) == told)
  }

  @Test(arguments: [FleetIngest.Reading.bytes, .trees])
  func `which of two a third one completes is told by what they say`(
    _ reading: FleetIngest.Reading
  ) throws {
    func told(_ members: String) -> String {
      """
      {"Reservations": [{"OwnerId": "111122223333", "Instances": [{"InstanceId": "i-1",
        "State": {"Name": "running"}, "SecurityGroups": [], "NetworkInterfaces": [], \(members),
        "Placement": {"AvailabilityZone": "eu-west-1a"}}]}]}
      """
    }
    let (one, two) = (told(#""ImageId": "ami-1""#), told(#""ImageId": "ami-2""#))
    let rest = told(#""Monitoring": {"State": "enabled"}"#)
    let first = try self.told(["a.json": one, "b.json": two, "c.json": rest], reading)
    #expect(first.count == 2)
    #expect(try self.told(["a.json": two, "b.json": one, "c.json": rest], reading) == first)
    #expect(try self.told(["a.json": rest, "b.json": two, "c.json": one], reading) == first)
  }

  @Test func `and so it is of what is read as documents`() throws {
    func group(_ port: Int) -> String {
      #"{"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "g", "Description": "\#(port)"}]}"#
    }
    func told(_ files: [String: String]) throws -> [String] {
      let folder = try TemporaryFolder()
      for (name, text) in files { try folder.write(name, text) }
      return FleetIngest(FleetSnapshot([folder.path]), software: nil).shared.graph.summaries
        .map { "\($0.id.uid) \($0.factsDigest?.hex ?? "")" }
    }
    let first = try told(["a.json": group(1), "b.json": group(2)])
    #expect(try first.count == 2 && told(["a.json": group(2), "b.json": group(1)]) == first)
  }
}
