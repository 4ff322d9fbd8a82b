import AssayModel
import Documents
import Testing

/// What is open to one family of addresses is not open to the other.
@Suite struct AddressFamilyTests {
  /// A world of answers in which everything is open for the families that are named.
  private static func world(
    address: [Int], route: [Int] = [4, 6], group: [Int] = [4, 6], list: [Int] = [4, 6]
  ) -> String {
    func only(_ family: Int, _ families: [Int], _ text: String) -> String {
      families.contains(family) ? text : ""
    }
    func joined(_ texts: String...) -> String {
      texts.filter { !$0.isEmpty }.joined(separator: ", ")
    }
    let four = only(4, address, #""Association": {"PublicIp": "192.0.2.7"}, "#)
    let six = only(6, address, #"{"Ipv6Address": "2001:db8::7"}"#)
    let routes = joined(
      only(
        4, route, #"{"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "active"}"#
      ),
      only(
        6, route, #"{"DestinationIpv6CidrBlock": "::/0", "GatewayId": "igw-1", "State": "active"}"#)
    )
    func entry(_ number: Int, _ cidr: String) -> String {
      #"{"RuleNumber": \#(number), "Protocol": "-1", "RuleAction": "allow", "Egress": false, \#(cidr)}"#
    }
    let entries = joined(
      only(4, list, entry(100, #""CidrBlock": "0.0.0.0/0""#)),
      only(6, list, entry(101, #""Ipv6CidrBlock": "::/0""#)))
    return """
      {"Reservations": [{"OwnerId": "111122223333", "Instances": [{"InstanceId": "i-1",
        "State": {"Name": "running"}, "SubnetId": "subnet-1", "SecurityGroups": [{"GroupId": "sg-1"}],
        "NetworkInterfaces": [{\(four)"Ipv6Addresses": [\(six)], "Groups": [{"GroupId": "sg-1"}]}]}]}],
       "SecurityGroups": [{"GroupId": "sg-1", "GroupName": "g", "IpPermissionsEgress": [],
         "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,
           "IpRanges": [\(only(4, group, #"{"CidrIp": "0.0.0.0/0"}"#))],
           "Ipv6Ranges": [\(only(6, group, #"{"CidrIpv6": "::/0"}"#))],
           "PrefixListIds": [], "UserIdGroupPairs": [{"GroupId": "sg-2"}]}]}],
       "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "MapPublicIpOnLaunch": true}],
       "RouteTables": [{"RouteTableId": "rtb-1", "Associations": [{"SubnetId": "subnet-1"}],
         "Routes": [\(routes)]}],
       "NetworkAcls": [{"NetworkAclId": "acl-1", "IsDefault": true,
         "Associations": [{"SubnetId": "subnet-1"}], "Entries": [\(entries)]}]}
      """
  }

  private func outcome(_ text: String) -> [Outcome] {
    Judged.findings(of: [.file(SourceFile(path: "a.json", text: text))])
      .filter { $0.rule == "security-groups/instance-not-exposed-on-admin-ports" }.map(\.outcome)
  }

  @Test(arguments: [4, 6])
  func `each of the four has to be open for the family of the address`(_ family: Int) {
    let other = 10 - family
    #expect(outcome(Self.world(address: [family])) == [.fail])
    #expect(outcome(Self.world(address: [4, 6], list: [family])) == [.fail])
    #expect(outcome(Self.world(address: [family], route: [other])) == [.pass])
    #expect(outcome(Self.world(address: [family], group: [other])) == [.pass])
    #expect(outcome(Self.world(address: [family], list: [other])) == [.pass])
    #expect(outcome(Self.world(address: [4, 6], route: [family], list: [other])) == [.pass])
    #expect(outcome(Self.world(address: [])) == [.pass])
  }
}
