extension Content {
  /// ① tokens, ② hops, ③ key pair, ④ termination, ⑤ type, ⑥ address, ⑦ ingress, ⑧ logs, ⑨ notice.
  static let infrastructure = Content(
    "infrastructure",
    yaml: """
      Resources:
        ⑧⑨Infrastructure:
          Type: AWS::ImageBuilder::InfrastructureConfiguration
          Properties:
            Name: builder
            InstanceProfileName: builder
            InstanceTypes:
              - ⟦m7i.large¦⑤m3.large⟧
            SubnetId: !Ref Subnet
            SecurityGroupIds: [!GetAtt Group.GroupId]
            InstanceMetadataOptions:
              HttpTokens: ⟦required¦①optional⟧
              HttpPutResponseHopLimit: ⟦1¦②4⟧
            ⟦Logging: {S3Logs: {S3BucketName: logs}}¦KeyPair: ③break-glass⟧
            TerminateInstanceOnFailure: ⟦true¦④false⟧
            ⟦SnsTopicArn: arn:aws:sns:eu-west-1:111122223333:builds¦⟧
        Subnet:
          Type: AWS::EC2::Subnet
          Properties:
            VpcId: vpc-0a1
            CidrBlock: 10.0.1.0/24
            MapPublicIpOnLaunch: ⟦false¦⑥true⟧
        Group:
          Type: AWS::EC2::SecurityGroup
          Properties:
            GroupName: builder
            GroupDescription: the builder
            VpcId: vpc-0a1
            SecurityGroupEgress:
              - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
            SecurityGroupIngress:
              ⟦[]¦- ⑦{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8}⟧
      """,
    json: """
      {"Resources": {
        ⑧⑨"Infrastructure": {"Type": "AWS::ImageBuilder::InfrastructureConfiguration", "Properties": {
          "Name": "builder", "InstanceProfileName": "builder",
          "InstanceTypes": [
            ⟦"m7i.large"¦⑤"m3.large"⟧],
          "SubnetId": {"Ref": "Subnet"},
          "SecurityGroupIds": [{"Fn::GetAtt": ["Group", "GroupId"]}],
          "InstanceMetadataOptions": {
            "HttpTokens": ⟦"required"¦①"optional"⟧,
            "HttpPutResponseHopLimit": ⟦1¦②4⟧},
          ⟦"Logging": {"S3Logs": {"S3BucketName": "logs"}},¦"KeyPair": ③"break-glass",⟧
          ⟦"SnsTopicArn": "arn:aws:sns:eu-west-1:111122223333:builds",¦⟧
          "TerminateInstanceOnFailure": ⟦true¦④false⟧}},
        "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {
          "VpcId": "vpc-0a1", "CidrBlock": "10.0.1.0/24",
          "MapPublicIpOnLaunch": ⟦false¦⑥true⟧}},
        "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
          "GroupName": "builder", "GroupDescription": "the builder", "VpcId": "vpc-0a1",
          "SecurityGroupEgress": [
            {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"}],
          "SecurityGroupIngress": ⟦[]¦⑦[
            {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "10.0.0.0/8"}]⟧}}
      }}
      """,
    plan: plan(
      created(
        "aws_imagebuilder_infrastructure_configuration",
        after: """
          {"name": "builder", "instance_profile_name": "builder",
            "instance_types": [
              ⟦"m7i.large"¦⑤"m3.large"⟧],
            "instance_metadata_options": [{
              "http_tokens": ⟦"required"¦①"optional"⟧,
              "http_put_response_hop_limit": ⟦1¦②4⟧}],
            ⟦"logging": [{"s3_logs": [{"s3_bucket_name": "logs", "s3_key_prefix": ""}]}],
            "key_pair": null,¦"logging": ⑧[], "key_pair": ③"break-glass",⟧
            ⟦"sns_topic_arn": "arn:aws:sns:eu-west-1:111122223333:builds"¦"sns_topic_arn": ⑨null⟧,
            "terminate_instance_on_failure": ⟦true¦④false⟧}
          """,
        unknown: """
          {"arn": true, "id": true, "subnet_id": true, "security_group_ids": true}
          """),
      created(
        "aws_subnet",
        after: """
          {"vpc_id": "vpc-0a1", "cidr_block": "10.0.1.0/24",
            "map_public_ip_on_launch": ⟦false¦⑥true⟧}
          """, unknown: #"{"id": true, "arn": true, "owner_id": true}"#),
      created(
        "aws_security_group",
        after: """
          {"name": "builder", "description": "the builder", "vpc_id": "vpc-0a1",
            "egress": [{"protocol": "tcp", "from_port": 443, "to_port": 443,
              "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "prefix_list_ids": [],
              "security_groups": [], "self": false, "description": ""}],
            "ingress": ⟦[]¦⑦[
              {"protocol": "tcp", "from_port": 22, "to_port": 22,
              "cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": [], "prefix_list_ids": [],
              "security_groups": [], "self": false, "description": ""}]⟧}
          """, unknown: #"{"id": true, "arn": true, "owner_id": true}"#),
      references: """
        {"address": "aws_imagebuilder_infrastructure_configuration.main", "mode": "managed",
        "type": "aws_imagebuilder_infrastructure_configuration", "name": "main", "expressions": {
        "subnet_id": {"references": ["aws_subnet.main.id", "aws_subnet.main"]},
        "security_group_ids": {
          "references": ["aws_security_group.main.id", "aws_security_group.main"]}}}
        """),
    api: [
      "infrastructure.json": """
      {"requestId": "a1", "infrastructureConfiguration": ⑧⑨{
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/builder",
        "name": "builder", "instanceProfileName": "builder",
        "instanceTypes": [
          ⟦"m7i.large"¦⑤"m3.large"⟧],
        "subnetId": "subnet-0a1", "securityGroupIds": ["sg-0a1"],
        "instanceMetadataOptions": {
          "httpTokens": ⟦"required"¦①"optional"⟧,
          "httpPutResponseHopLimit": ⟦1¦②4⟧},
        ⟦"logging": {"s3Logs": {"s3BucketName": "logs"}},¦"keyPair": ③"break-glass",⟧
        ⟦"snsTopicArn": "arn:aws:sns:eu-west-1:111122223333:builds",¦⟧
        "terminateInstanceOnFailure": ⟦true¦④false⟧
      }}
      """,
      "subnets.json": """
      {"Subnets": [{"SubnetId": "subnet-0a1", "VpcId": "vpc-0a1", "CidrBlock": "10.0.1.0/24",
        "MapPublicIpOnLaunch": ⟦false¦⑥true⟧}]}
      """,
      "groups.json": """
      {"SecurityGroups": [{"GroupId": "sg-0a1", "GroupName": "builder", "VpcId": "vpc-0a1",
        "Description": "the builder",
        "IpPermissionsEgress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
          "IpRanges": [{"CidrIp": "0.0.0.0/0"}], "Ipv6Ranges": [], "PrefixListIds": [],
          "UserIdGroupPairs": []}],
        "IpPermissions": ⟦[]¦⑦[
          {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,
          "IpRanges": [{"CidrIp": "10.0.0.0/8"}], "Ipv6Ranges": [], "PrefixListIds": [],
          "UserIdGroupPairs": []}]⟧}]}
      """,
    ])
}
