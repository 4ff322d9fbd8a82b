import AssayIngest
import AssayModel
import Documents
import Testing

/// Every way in which an instance that EC2 describes can have a public address.
@Suite struct PublicAddressTests {
  private static func instance(_ interfaces: String) -> String {
    """
    {"Reservations": [{"OwnerId": "111122223333", "Instances": [{"InstanceId": "i-1",
      "State": {"Name": "running"}, "Placement": {"AvailabilityZone": "eu-west-1a"},
      "SecurityGroups": [], "NetworkInterfaces": [\(interfaces)]}]}]}
    """
  }

  private static let plain = #"{"Attachment": {"DeviceIndex": 0}, "Ipv6Addresses": []}"#

  static let cases: [(name: String, interfaces: String, outcome: Outcome)] = [
    ("none", plain, .pass),
    (
      "of IPv4, at another interface",
      plain + #", {"Attachment": {"DeviceIndex": 1}, "Association": {"PublicIp": "192.0.2.7"}}"#,
      .fail
    ),
    ("of IPv6", #"{"Ipv6Addresses": [{"Ipv6Address": "2001:db8::7"}]}"#, .fail),
    (
      "of IPv6, at another interface",
      plain + #", {"Ipv6Addresses": [{"Ipv6Address": "2001:db8::7"}]}"#, .fail
    ),
  ]

  @Test(arguments: cases)
  func `an address of any family, at any interface, is public`(
    _ name: String, _ interfaces: String, _ outcome: Outcome
  ) {
    let file = SourceFile(path: "instances.json", text: Self.instance(interfaces))
    let findings = Judged.findings(of: [.file(file)])
      .filter { $0.rule == "instance/no-public-address" }
    #expect(findings.map(\.outcome) == [outcome], "\(findings.map(\.reasons))")
  }
}
