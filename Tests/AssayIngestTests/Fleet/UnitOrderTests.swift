import AssayIngest
import AssayModel
import TestSupport
import Testing

/// Instances of one account and region are read in a row, wherever their ids sort.
@Suite struct UnitOrderTests {
  @Test func `parts go through one place after the other`() throws {
    let folder = try TemporaryFolder()
    // Ids of both accounts take turns; EC2 tells of one, inventory of the others, and nothing where the volume is.
    let places = [
      "i-1": ("222233334444", "eu-west-1"), "i-2": ("111122223333", "us-east-1"),
      "i-3": ("222233334444", "eu-west-1"), "i-4": ("111122223333", "eu-west-1"),
      "i-6": ("111122223333", "us-east-1"),
    ]
    for (node, place) in places where node != "i-3" {
      try folder.write(
        "ssm/AWS:InstanceInformation/accountid=\(place.0)/region=\(place.1)/"
          + "resourcetype=ManagedInstanceInventory/\(node).json",
        #"{"resourceId": "\#(node)", "AgentVersion": "3.3.987.0"}"#)
    }
    try folder.write(
      "ec2/222233334444/eu-west-1/describe-instances.json",
      #"{"Reservations": [{"OwnerId": "222233334444", "Instances": [{"InstanceId": "i-3"}]}]}"#)
    try folder.write(
      "describe-volumes.json", #"{"Volumes": [{"VolumeId": "vol-5", "Attachments": []}]}"#)
    let fleet = FleetIngest(FleetSnapshot([folder.path]), software: nil)
    let told = fleet.chunks(of: 1).map { chunk in
      fleet.part(chunk).ties.flatMap(\.tells).map(\.uid).min() ?? ""
    }
    #expect(told == ["vol-5", "i-4", "i-2", "i-6", "i-1", "i-3"])
  }
}
