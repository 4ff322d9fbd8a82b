extension Content {
  /// ① SSH, ② RDP over IPv6, ③ a database, ④ a wide range, ⑤ description, ⑥ a rule's, ⑦ egress, ⑧ name.
  static let securityGroup = Content(
    "security group",
    yaml: """
      Resources:
        Group:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupName: ⟦web¦⑧launch-wizard-7⟧
            GroupDescription: ⟦the web tier¦⑤launch-wizard-7 created 2024⟧
            VpcId: vpc-0a1
            SecurityGroupIngress: ⟦
              - IpProtocol: tcp
                FromPort: 443
                ToPort: 443
                CidrIp: 10.0.0.0/16
                Description: from the VPC¦
              - ⑥IpProtocol: tcp
                FromPort: 22
                ToPort: 22
                CidrIp: ①0.0.0.0/0
              - IpProtocol: "6"
                FromPort: 3000
                ToPort: 3400
                CidrIpv6: ②::/0
                Description: desktops
              - IpProtocol: tcp
                FromPort: 3306
                ToPort: 3306
                CidrIp: ③0.0.0.0/0
                Description: database
              - IpProtocol: tcp
                FromPort: 443
                ToPort: 443
                CidrIp: ④52.0.0.0/8
                Description: partners⟧
            SecurityGroupEgress: ⟦
              - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}¦
              - {IpProtocol: "-1", CidrIp: ⑦0.0.0.0/0}⟧
      """,
    json: """
      {"Resources": {"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
        "GroupName": ⟦"web"¦⑧"launch-wizard-7"⟧, "VpcId": "vpc-0a1",
        "GroupDescription": ⟦"the web tier"¦⑤"launch-wizard-7 created 2024"⟧,
        "SecurityGroupIngress": [⟦
          {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/16",
          "Description": "from the VPC"}¦
          ⑥{"IpProtocol": "tcp", "FromPort": "22", "ToPort": 22,
            "CidrIp": ①"0.0.0.0/0"},
          {"IpProtocol": "tcp", "FromPort": 3000, "ToPort": 3400,
            "CidrIpv6": ②"::/0", "Description": "desktops"},
          {"IpProtocol": "tcp", "FromPort": 3306, "ToPort": 3306,
            "CidrIp": ③"0.0.0.0/0", "Description": "database"},
          {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
            "CidrIp": ④"52.0.0.0/8", "Description": "partners"}⟧],
        "SecurityGroupEgress": [⟦
          {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/16"}¦
          {"IpProtocol": -1, "CidrIp": ⑦"0.0.0.0/0"}⟧]
      }}}}
      """,
    plan: plan(
      created(
        "aws_security_group",
        after: """
          {"name": ⟦"web"¦⑧"launch-wizard-7"⟧, "vpc_id": "vpc-0a1",
          "description": ⟦"the web tier"¦⑤"launch-wizard-7 created 2024"⟧,
          "ingress": [⟦
            {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/16"],
            "ipv6_cidr_blocks": [], "prefix_list_ids": [], "security_groups": [], "self": false,
            "description": "from the VPC"}¦
            {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": [
              ①"0.0.0.0/0"], "ipv6_cidr_blocks": [], "prefix_list_ids": [],
              "security_groups": [], "self": false, "description": ⑥""},
            {"protocol": "tcp", "from_port": 3000, "to_port": 3400, "cidr_blocks": [],
              "ipv6_cidr_blocks": [②"::/0"], "prefix_list_ids": [],
              "security_groups": [], "self": false, "description": "desktops"},
            {"protocol": "tcp", "from_port": 3306, "to_port": 3306,
              "cidr_blocks": [③"0.0.0.0/0"], "ipv6_cidr_blocks": [], "prefix_list_ids": [],
              "security_groups": [], "self": false, "description": "database"},
            {"protocol": "tcp", "from_port": 443, "to_port": 443,
              "cidr_blocks": [④"52.0.0.0/8"], "ipv6_cidr_blocks": [], "prefix_list_ids": [],
              "security_groups": [], "self": false, "description": "partners"}⟧],
          "egress": [⟦
            {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/16"],
            "ipv6_cidr_blocks": [], "prefix_list_ids": [], "security_groups": [], "self": false,
            "description": ""}¦
            {"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": [
            ⑦"0.0.0.0/0"], "ipv6_cidr_blocks": [], "prefix_list_ids": [],
            "security_groups": [], "self": false, "description": ""}⟧]}
          """, unknown: #"{"id": true, "arn": true, "owner_id": true}"#)),
    api: [
      "groups.json": """
      {"SecurityGroups": [{"GroupId": "sg-0a1", "VpcId": "vpc-0a1",
        "GroupName": ⟦"web"¦⑧"launch-wizard-7"⟧,
        "Description": ⟦"the web tier"¦⑤"launch-wizard-7 created 2024"⟧,
        "IpPermissions": [⟦
          {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [
            {"CidrIp": "10.0.0.0/16", "Description": "from the VPC"}], "Ipv6Ranges": [],
            "PrefixListIds": [], "UserIdGroupPairs": []}¦
          ⑥{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [
            {"CidrIp": ①"0.0.0.0/0"}], "Ipv6Ranges": [], "PrefixListIds": [],
            "UserIdGroupPairs": []},
          {"IpProtocol": "tcp", "FromPort": 3000, "ToPort": 3400, "IpRanges": [],
            "Ipv6Ranges": [{"CidrIpv6": ②"::/0", "Description": "desktops"}],
            "PrefixListIds": [], "UserIdGroupPairs": []},
          {"IpProtocol": "tcp", "FromPort": 3306, "ToPort": 3306, "IpRanges": [
            {"CidrIp": ③"0.0.0.0/0", "Description": "database"}], "Ipv6Ranges": [],
            "PrefixListIds": [], "UserIdGroupPairs": []},
          {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [
            {"CidrIp": ④"52.0.0.0/8", "Description": "partners"}], "Ipv6Ranges": [],
            "PrefixListIds": [], "UserIdGroupPairs": []}⟧],
        "IpPermissionsEgress": [⟦
          {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [
            {"CidrIp": "10.0.0.0/16"}], "Ipv6Ranges": [], "PrefixListIds": [],
            "UserIdGroupPairs": []}¦
          {"IpProtocol": "-1", "IpRanges": [
            {"CidrIp": ⑦"0.0.0.0/0"}], "Ipv6Ranges": [], "PrefixListIds": [],
            "UserIdGroupPairs": []}⟧]
      }]}
      """
    ])
}
