extension Content {
  /// ① tokens, ② hops, ③ encryption, ④ address, ⑤ secret.
  static let launchTemplate = Content(
    "launch template",
    yaml: """
      Resources:
        Template:
          Type: AWS::EC2::LaunchTemplate
          Properties:
            LaunchTemplateName: web
            LaunchTemplateData:
              ImageId: ami-0a1b2c3d4e5f60718
              MetadataOptions:
                HttpTokens: ⟦required¦①optional⟧
                HttpPutResponseHopLimit: ⟦1¦②5⟧
              BlockDeviceMappings:
                - DeviceName: /dev/xvda
                  Ebs:
                    Encrypted: ⟦true¦③false⟧
              NetworkInterfaces:
                - DeviceIndex: 0
                  AssociatePublicIpAddress: ⟦false¦④true⟧
              UserData:
                Fn::Base64: ⟦"#!/bin/sh\\nsystemctl enable --now web\\n"
                  ¦⑤"#!/bin/sh\\nexport DB_PASSWORD=correct-horse-battery\\n"⟧
      """,
    json: """
      {"Resources": {"Template": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {
        "LaunchTemplateName": "web", "LaunchTemplateData": {
        "ImageId": "ami-0a1b2c3d4e5f60718",
        "MetadataOptions": {
          "HttpTokens": ⟦"required"¦①"optional"⟧,
          "HttpPutResponseHopLimit": ⟦1¦②"5"⟧},
        "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {
          "Encrypted": ⟦"true"¦③"false"⟧}}],
        "NetworkInterfaces": [{"DeviceIndex": 0,
          "AssociatePublicIpAddress": ⟦false¦④true⟧}],
        "UserData": {"Fn::Base64": ⟦"#!/bin/sh\\nsystemctl enable --now web\\n"¦
          ⑤"#!/bin/sh\\nexport DB_PASSWORD=correct-horse-battery\\n"⟧}
      }}}}}
      """,
    plan: plan(
      created(
        "aws_launch_template",
        after: """
          {"name": "web", "image_id": "ami-0a1b2c3d4e5f60718", "instance_type": null,
          "metadata_options": [{"http_endpoint": "enabled",
            "http_tokens": ⟦"required"¦①"optional"⟧,
            "http_put_response_hop_limit": ⟦1¦②5⟧}],
          "block_device_mappings": [{"device_name": "/dev/xvda", "no_device": null,
            "virtual_name": null, "ebs": [{
            "encrypted": ⟦"true"¦③"false"⟧,
            "kms_key_id": null, "volume_size": null, "delete_on_termination": null}]}],
          "network_interfaces": [{"device_index": 0,
            "associate_public_ip_address": ⟦"false"¦④"true"⟧}],
          "user_data":
            ⟦"IyEvYmluL3NoCnN5c3RlbWN0bCBlbmFibGUgLS1ub3cgd2ViCg=="¦
            ⑤"IyEvYmluL3NoCmV4cG9ydCBEQl9QQVNTV09SRD1jb3JyZWN0LWhvcnNlLWJhdHRlcnkK"⟧,
          "iam_instance_profile": [], "monitoring": [], "vpc_security_group_ids": null}
          """, unknown: #"{"arn": true, "id": true, "latest_version": true}"#)),
    api: [
      "templates.json": """
      {"LaunchTemplateVersions": [{"LaunchTemplateId": "lt-0a1", "LaunchTemplateName": "web",
        "VersionNumber": 3, "DefaultVersion": true, "LaunchTemplateData": {
        "ImageId": "ami-0a1b2c3d4e5f60718",
        "MetadataOptions": {
          "HttpTokens": ⟦"required"¦①"optional"⟧,
          "HttpPutResponseHopLimit": ⟦1¦②5⟧},
        "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {
          "Encrypted": ⟦true¦③false⟧}}],
        "NetworkInterfaces": [{"DeviceIndex": 0,
          "AssociatePublicIpAddress": ⟦false¦④true⟧}],
        "UserData":
          ⟦"IyEvYmluL3NoCnN5c3RlbWN0bCBlbmFibGUgLS1ub3cgd2ViCg=="¦
          ⑤"IyEvYmluL3NoCmV4cG9ydCBEQl9QQVNTV09SRD1jb3JyZWN0LWhvcnNlLWJhdHRlcnkK"⟧
      }}]}
      """
    ])

  /// ① encryption.
  static let volume = Content(
    "volume",
    yaml: """
      Resources:
        Data:
          Type: AWS::EC2::Volume
          Properties:
            AvailabilityZone: eu-west-1a
            Size: 100
            Encrypted: ⟦true¦①false⟧
      """,
    json: """
      {"Resources": {"Data": {"Type": "AWS::EC2::Volume", "Properties": {
        "AvailabilityZone": "eu-west-1a", "Size": "100",
        "Encrypted": ⟦true¦①"false"⟧}}}}
      """,
    plan: plan(
      created(
        "aws_ebs_volume",
        after: """
          {"availability_zone": "eu-west-1a", "size": 100, "final_snapshot": false,
          "encrypted": ⟦true¦①false⟧}
          """, unknown: #"{"arn": true, "id": true, "kms_key_id": true}"#)),
    api: [
      "volumes.json": """
      {"Volumes": [{"VolumeId": "vol-0a1", "AvailabilityZone": "eu-west-1a", "Size": 100,
        "State": "available", "Attachments": [],
        "Encrypted": ⟦true¦①false⟧}]}
      """
    ])

  /// ① profile, ② monitoring, ③ address, ④ encryption of the data volume, ⑤ tokens.
  static let instance = Content(
    "instance",
    yaml: """
      Resources:
        ①Server:
          Type: AWS::EC2::Instance
          Properties:
            ImageId: ami-0a1b2c3d4e5f60718
            InstanceType: m7i.large
            Monitoring: ⟦true¦②false⟧
            ⟦IamInstanceProfile: server¦⟧
            MetadataOptions:
              HttpTokens: ⟦required¦⑤optional⟧
            NetworkInterfaces:
              - DeviceIndex: "0"
                SubnetId: subnet-0a1
                AssociatePublicIpAddress: ⟦false¦③true⟧
            BlockDeviceMappings:
              - DeviceName: /dev/xvda
                Ebs:
                  Encrypted: ⟦true¦④false⟧
              - {DeviceName: /dev/xvdb, Ebs: {Encrypted: true, VolumeSize: 20}}
      """,
    json: """
      {"Resources": {①"Server": {"Type": "AWS::EC2::Instance", "Properties": {
        "ImageId": "ami-0a1b2c3d4e5f60718", "InstanceType": "m7i.large",
        "Monitoring": ⟦true¦②false⟧,
        ⟦"IamInstanceProfile": "server",¦⟧
        "MetadataOptions": {
          "HttpTokens": ⟦"required"¦⑤"optional"⟧},
        "NetworkInterfaces": [{"DeviceIndex": "0", "SubnetId": "subnet-0a1",
          "AssociatePublicIpAddress": ⟦false¦③"true"⟧}],
        "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {
          "Encrypted": ⟦true¦④false⟧}},
          {"DeviceName": "/dev/xvdb", "Ebs": {"Encrypted": true, "VolumeSize": 20}}]
      }}}}
      """,
    plan: plan(
      created(
        "aws_instance",
        after: """
          {"ami": "ami-0a1b2c3d4e5f60718", "instance_type": "m7i.large", "subnet_id": "subnet-0a1",
          "monitoring": ⟦true¦②false⟧,
          "iam_instance_profile": ⟦"server"¦①null⟧,
          "metadata_options": [{"http_endpoint": "enabled",
            "http_tokens": ⟦"required"¦⑤"optional"⟧}],
          "associate_public_ip_address": ⟦false¦③true⟧,
          "root_block_device": [{
            "encrypted": ⟦true¦④false⟧, "delete_on_termination": true}],
          "ebs_block_device": [{"device_name": "/dev/xvdb", "encrypted": true,
            "volume_size": 20}],
          "user_data": null, "user_data_base64": null, "launch_template": []}
          """,
        unknown: """
          {"arn": true, "id": true, "public_ip": true, "instance_state": true,
          "ebs_block_device": [{"volume_id": true, "kms_key_id": true}], "security_groups": true, "vpc_security_group_ids": true,
          "root_block_device": [{"device_name": true, "volume_id": true, "kms_key_id": true}]}
          """)),
    api: [
      "instances.json": """
      {"Reservations": [{"OwnerId": "111122223333", "Instances": [①{"InstanceId": "i-0a1",
        "ImageId": "ami-0a1b2c3d4e5f60718", "InstanceType": "m7i.large",
        "SubnetId": "subnet-0a1", "State": {"Code": 16, "Name": "running"},
        ⟦"IamInstanceProfile": {"Arn": "arn:aws:iam::111122223333:instance-profile/server"},¦⟧
        "Monitoring": {
          "State": ⟦"enabled"¦②"disabled"⟧},
        "MetadataOptions": {"HttpEndpoint": "enabled",
          "HttpTokens": ⟦"required"¦⑤"optional"⟧, "HttpPutResponseHopLimit": 1},
        ⟦¦"PublicIpAddress": ③"198.51.100.7",⟧
        "SecurityGroups": [], "LaunchTime": "2026-11-20T08:15:30+00:00",
        "NetworkInterfaces": [{"SubnetId": "subnet-0a1", "Groups": [], "Ipv6Addresses": []}],
        "BlockDeviceMappings": [{"DeviceName": "/dev/xvda",
          "Ebs": {"VolumeId": "vol-0a1", "DeleteOnTermination": true}},
          {"DeviceName": "/dev/xvdb", "Ebs": {"VolumeId": "vol-0a2"}}]
      }]}]}
      """,
      "volumes.json": """
      {"Volumes": [{"VolumeId": "vol-0a1",
        "Attachments": [{"InstanceId": "i-0a1", "Device": "/dev/xvda"}],
        "Encrypted": ⟦true¦④false⟧},
        {"VolumeId": "vol-0a2", "Attachments": [{"InstanceId": "i-0a1", "Device": "/dev/xvdb"}],
        "Size": 20, "Encrypted": true}]}
      """,
    ])

  /// ① template, and ② its version.
  static let scalingGroup = Content(
    "auto scaling group",
    yaml: """
      Resources:
        Pinned:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties:
            AutoScalingGroupName: web
            MinSize: "1"
            MaxSize: "3"
            LaunchTemplate: {LaunchTemplateId: lt-0a1, Version: ⟦"3"¦②$Latest⟧}
        ①Other:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties:
            AutoScalingGroupName: batch
            MinSize: "1"
            MaxSize: "3"
            ⟦LaunchTemplate: {LaunchTemplateId: lt-0a2, Version: "3"}
            ¦LaunchConfigurationName: old⟧
      """,
    json: """
      {"Resources": {
        "Pinned": {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {
          "AutoScalingGroupName": "web", "MinSize": "1", "MaxSize": "3",
          "LaunchTemplate": {"LaunchTemplateId": "lt-0a1", "Version": ⟦"3"¦②"$Latest"⟧}}},
        ①"Other": {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {
          "AutoScalingGroupName": "batch", "MinSize": "1", "MaxSize": "3",
          ⟦"LaunchTemplate": {"LaunchTemplateId": "lt-0a2", "Version": "3"}
          ¦"LaunchConfigurationName": "old"⟧}}
      }}
      """,
    plan: plan(
      created(
        "aws_autoscaling_group", "pinned",
        after: """
          {"name": "web", "min_size": 1, "max_size": 3, "launch_configuration": null,
          "launch_template": [{"id": "lt-0a1", "version": ⟦"3"¦②"$Latest"⟧}],
          "mixed_instances_policy": []}
          """, unknown: #"{"arn": true, "id": true, "launch_template": [{"name": true}]}"#),
      created(
        "aws_autoscaling_group", "other",
        after: """
          {"name": "batch", "min_size": 1, "max_size": 3, "mixed_instances_policy": [],
          "launch_configuration": ⟦null¦"old"⟧,
          "launch_template": ⟦[{"id": "lt-0a2", "version": "3"}]¦①[]⟧}
          """, unknown: #"{"arn": true, "id": true}"#)),
    api: [
      "groups.json": """
      {"AutoScalingGroups": [
        {"AutoScalingGroupName": "web", "MinSize": 1, "MaxSize": 3,
        "AutoScalingGroupARN": "arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:a:b/w",
        "LaunchTemplate": {"LaunchTemplateId": "lt-0a1", "LaunchTemplateName": "web",
          "Version": ⟦"3"¦②"$Latest"⟧}},
        ①{"AutoScalingGroupName": "batch", "MinSize": 1, "MaxSize": 3,
        "AutoScalingGroupARN": "arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:a:b/b",
        ⟦"LaunchTemplate": {"LaunchTemplateId": "lt-0a2", "LaunchTemplateName": "batch",
          "Version": "3"}¦"LaunchConfigurationName": "old"⟧}
      ]}
      """
    ])
}
