import AssayIngest
import AssayModel
import Sealing
import TestSupport
import Testing

/// What is known of nodes that are read one after the other.
@Suite struct NodeFactsTests {
  private func heartbeat(
    _ name: String, _ version: String, agent: String = "3.3.987.0", at time: String = "20:14:32Z"
  ) -> String {
    #"{"AgentType":"amazon-ssm-agent","AgentVersion":"\#(agent)","PlatformName":"\#(name)","#
      + #""PlatformType":"Linux","PlatformVersion":"\#(version)","#
      + #""captureTime":"2026-11-21T\#(time)","schemaVersion":"1.0"}"#
  }

  @Test func `systems of one name and several versions are told apart`() throws {
    let folder = try TemporaryFolder()
    let systems = [
      ("Ubuntu", "22.04"), ("Ubuntu", "18.04"), ("Amazon Linux", "2"), ("Amazon Linux", "2023"),
      ("Amazon Linux", ""), ("Plan 9", "4"), ("Ubuntu", "22.04"),
    ]
    for (number, system) in systems.enumerated() {
      try folder.writeObject(
        "AWS:InstanceInformation", "i-0\(number)", heartbeat(system.0, system.1))
    }
    let (text, oddUnits) = folder.told(by: .bytes)
    #expect(oddUnits == 0)
    #expect(text == folder.told(by: .trees).text)
    for name in ["ubuntu2204", "ubuntu1804", "al2", "al2023"] { #expect(text.contains(name)) }
  }

  @Test func `when a node was looked at makes no other facts of it`() throws {
    func digest(_ rows: String) throws -> Digest {
      let folder = try TemporaryFolder()
      try folder.writeObject("AWS:InstanceInformation", "i-01", rows)
      let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
      let summaries = fleet.part(0..<1).graph.summaries(behind: fleet.shared)
      return try #require(summaries.first?.factsDigest)
    }
    let facts = try digest(heartbeat("Ubuntu", "22.04"))
    #expect(try digest(heartbeat("Ubuntu", "22.04", at: "23:59:59Z")) == facts)
    #expect(try digest(heartbeat("Ubuntu", "22.04", agent: "3.3.988.0")) != facts)
    #expect(try digest(heartbeat("Ubuntu", "24.04")) != facts)
  }
}
