extension Content {
  private static let componentText = """
    schemaVersion: 1.0
    phases:
      - ⑧name: build
        steps:
          - name: Fetch
            action: WebDownload
            inputs:
              - source: ⟦https://example.com/tool.tgz¦②③http://example.com/tool.tgz⟧
                destination: /tmp/tool.tgz
                ⟦checksum: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                algorithm: SHA256¦overwrite: true⟧
          - name: Library
            action: S3Download
            inputs:
              - source: ⑦s3://libraries/library.tgz
                destination: /tmp/library.tgz
                ⟦expectedBucketOwner: "111122223333"¦overwrite: true⟧
          - ⑥name: Install
            action: ExecuteBash
            onFailure: ⟦Abort¦⑤Ignore⟧
            ⟦timeoutSeconds: 300
            ¦⟧inputs:
              commands:
                - ①④⟦tar xzf /tmp/tool.tgz¦curl -s https://example.com/setup | sh⟧
                - ⟦export DB_PASSWORD={{ Password }}¦export DB_PASSWORD=correct-horse⟧
    ⟦  - name: validate
        steps:
          - name: Check
            action: ExecuteBash
            timeoutSeconds: 60
            inputs: {commands: [tool --version]}¦⟧
    """

  /// ① pipe, ② checksum, ③ plain HTTP, ④ secret, ⑤ ignored failure, ⑥ the step, ⑦ bucket owner, ⑧ the phases.
  static let component = Content(
    "component",
    yaml: """
      Resources:
        Component:
          Type: AWS::ImageBuilder::Component
          Properties:
            Name: tool
            Version: 1.0.0
            Platform: Linux
            KmsKeyId: arn:aws:kms:eu-west-1:111122223333:key/k1
            Data: |
      \(block(componentText, indent: 8))
      """,
    json: """
      {"Resources": {"Component": {"Type": "AWS::ImageBuilder::Component", "Properties": {
        "Name": "tool", "Version": "1.0.0", "Platform": "Linux",
        "KmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/k1",
        "Data": \(quoted(componentText))}}}}
      """,
    plan: plan(
      created(
        "aws_imagebuilder_component",
        after: """
          {"name": "tool", "version": "1.0.0", "platform": "Linux", "uri": null,
          "kms_key_id": "arn:aws:kms:eu-west-1:111122223333:key/k1",
          "data": \(quoted(componentText))}
          """, unknown: #"{"arn": true, "id": true, "encrypted": true, "type": true}"#)),
    api: [
      "component.json": """
      {"requestId": "a1", "component": {
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:component/tool/1.0.0/1",
        "name": "tool", "version": "1.0.0", "platform": "Linux", "type": "BUILD",
        "kmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/k1", "encrypted": true,
        "data": \(quoted(componentText))}}
      """
    ])

  private static let workflowText = """
    name: build
    description: builds
    schemaVersion: 1.0
    steps:
      - ①name: Launch
        action: LaunchInstance
        onFailure: Abort
        inputs: {waitFor: ssmAgent}
      - name: Create
        action: CreateImage
        onFailure: Abort
        inputs:
          instanceId.$: $.stepOutputs.Launch.instanceId
    ⟦  - name: Terminate
        action: TerminateInstance
        onFailure: Continue
        inputs:
          instanceId.$: $.stepOutputs.Launch.instanceId¦⟧
    """

  /// What launches has to terminate.
  static let workflow = Content(
    "workflow",
    yaml: """
      Resources:
        Workflow:
          Type: AWS::ImageBuilder::Workflow
          Properties:
            Name: build
            Version: 1.0.0
            Type: BUILD
            Data: |
      \(block(workflowText, indent: 8))
      """,
    json: """
      {"Resources": {"Workflow": {"Type": "AWS::ImageBuilder::Workflow", "Properties": {
        "Name": "build", "Version": "1.0.0", "Type": "BUILD",
        "Data": \(quoted(workflowText))}}}}
      """,
    plan: plan(
      created(
        "aws_imagebuilder_workflow",
        after: """
          {"name": "build", "version": "1.0.0", "type": "BUILD", "uri": null,
          "data": \(quoted(workflowText))}
          """, unknown: #"{"arn": true, "id": true}"#)),
    api: [
      "workflow.json": """
      {"workflow": {
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:workflow/build/build/1.0.0/1",
        "name": "build", "version": "1.0.0", "type": "BUILD",
        "data": \(quoted(workflowText))}}
      """
    ])

  private static let agentText = """
    {"agent": {"metrics_collection_interval": 60, "run_as_user": "⟦cwagent¦④root⟧"⟦¦, "debug": ①true⟧},
    "metrics": {"metrics_collected": ③{"mem": {"measurement": ["mem_used_percent"]}⟦,
    "disk": {"measurement": ["used_percent"], "resources": ["*"]}¦⟧}},
    "logs": {"logs_collected": {"files": {"collect_list": ②[⟦{"file_path": "/var/log/messages",
    "log_group_name": "messages", "retention_in_days": 90}¦⟧]}}}}
    """

  /// The CloudWatch agent's configuration, in a parameter or as a file: ① debug, ② logs, ③ metrics, ④ user.
  static let agentConfiguration = Content(
    "agent configuration",
    yaml: """
      Resources:
        Configuration:
          Type: AWS::SSM::Parameter
          Properties:
            Name: AmazonCloudWatch-golden
            Type: String
            Value: |
      \(block(agentText, indent: 8))
      """,
    json: """
      {"Resources": {"Configuration": {"Type": "AWS::SSM::Parameter", "Properties": {
        "Name": "AmazonCloudWatch-golden", "Type": "String",
        "Value": \(quoted(agentText))}}}}
      """,
    plan: plan(
      created(
        "aws_ssm_parameter",
        after: """
          {"name": "AmazonCloudWatch-golden", "type": "String",
          "value": \(quoted(agentText))}
          """, unknown: #"{"arn": true, "id": true, "version": true}"#)),
    api: ["amazon-cloudwatch-agent.json": agentText])

  /// ① schedule of the update, ② of the inventory.
  static let associations = Content(
    "associations",
    yaml: """
      Resources:
        ①Update:
          Type: AWS::SSM::Association
          Properties:
            Name: AWS-UpdateSSMAgent
            AssociationName: update
            ⟦ScheduleExpression: rate(14 days)
            ¦⟧Targets: [{Key: InstanceIds, Values: ["*"]}]
        ②Inventory:
          Type: AWS::SSM::Association
          Properties:
            Name: AWS-GatherSoftwareInventory
            AssociationName: inventory
            ⟦ScheduleExpression: rate(1 day)
            ¦⟧Targets: [{Key: InstanceIds, Values: ["*"]}]
      """,
    json: """
      {"Resources": {
        ①"Update": {"Type": "AWS::SSM::Association", "Properties": {
          "Name": "AWS-UpdateSSMAgent", "AssociationName": "update",
          ⟦"ScheduleExpression": "rate(14 days)",¦⟧
          "Targets": [{"Key": "InstanceIds", "Values": ["*"]}]}},
        ②"Inventory": {"Type": "AWS::SSM::Association", "Properties": {
          "Name": "AWS-GatherSoftwareInventory", "AssociationName": "inventory",
          ⟦"ScheduleExpression": "rate(1 day)",¦⟧
          "Targets": [{"Key": "InstanceIds", "Values": ["*"]}]}}
      }}
      """,
    plan: plan(
      created(
        "aws_ssm_association", "update",
        after: """
          {"name": "AWS-UpdateSSMAgent", "association_name": "update", "output_location": [],
          "schedule_expression": ⟦"rate(14 days)"¦①null⟧,
          "targets": [{"key": "InstanceIds", "values": ["*"]}]}
          """,
        unknown: #"{"arn": true, "id": true, "association_id": true, "document_version": true}"#),
      created(
        "aws_ssm_association", "inventory",
        after: """
          {"name": "AWS-GatherSoftwareInventory", "association_name": "inventory",
          "schedule_expression": ⟦"rate(1 day)"¦②null⟧, "output_location": [],
          "targets": [{"key": "InstanceIds", "values": ["*"]}]}
          """,
        unknown: #"{"arn": true, "id": true, "association_id": true, "document_version": true}"#)),
    api: [
      "associations.json": """
      {"Associations": [
        ①{"Name": "AWS-UpdateSSMAgent", "AssociationName": "update",
        "AssociationId": "8dfe3659-4309-493a-8755-0123456789ab",
        ⟦"ScheduleExpression": "rate(14 days)",¦⟧
        "Targets": [{"Key": "InstanceIds", "Values": ["*"]}]},
        ②{"Name": "AWS-GatherSoftwareInventory", "AssociationName": "inventory",
        "AssociationId": "9dfe3659-4309-493a-8755-0123456789ab",
        ⟦"ScheduleExpression": "rate(1 day)",¦⟧
        "Targets": [{"Key": "InstanceIds", "Values": ["*"]}]}
      ]}
      """
    ])

  /// ① tests, ② scanning.
  static let image = Content(
    "image",
    yaml: """
      Resources:
        Image:
          Type: AWS::ImageBuilder::Image
          Properties:
            ImageRecipeArn: arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/golden/1.0.0
            InfrastructureConfigurationArn:
              arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/builder
            ImageTestsConfiguration:
              ImageTestsEnabled: ⟦true¦①false⟧
            ImageScanningConfiguration:
              ImageScanningEnabled: ⟦true¦②false⟧
      """,
    json: """
      {"Resources": {"Image": {"Type": "AWS::ImageBuilder::Image", "Properties": {
        "ImageRecipeArn": "arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/golden/1.0.0",
        "InfrastructureConfigurationArn":
          "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/builder",
        "ImageTestsConfiguration": {
          "ImageTestsEnabled": ⟦true¦①false⟧},
        "ImageScanningConfiguration": {
          "ImageScanningEnabled": ⟦true¦②false⟧}}}}}
      """,
    plan: plan(
      created(
        "aws_imagebuilder_image",
        after: """
          {"container_recipe_arn": null, "distribution_configuration_arn": null,
          "image_recipe_arn":
            "arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/golden/1.0.0",
          "infrastructure_configuration_arn":
            "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/builder",
          "image_tests_configuration": [{"timeout_minutes": 720,
            "image_tests_enabled": ⟦true¦①false⟧}],
          "image_scanning_configuration": [{"ecr_configuration": [],
            "image_scanning_enabled": ⟦true¦②false⟧}],
          "workflow": [], "execution_role": null}
          """, unknown: #"{"arn": true, "id": true, "name": true, "version": true}"#)),
    api: [
      "image.json": """
      {"requestId": "a1", "image": {
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:image/golden/1.0.0/1",
        "name": "golden", "version": "1.0.0/1", "type": "AMI", "platform": "Linux",
        "imageRecipe": {"name": "golden", "version": "1.0.0",
          "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/golden/1.0.0",
          "parentImage": "ami-0a1b2c3d4e5f60718", "components": []},
        "imageTestsConfiguration": {"timeoutMinutes": 720,
          "imageTestsEnabled": ⟦true¦①false⟧},
        "imageScanningConfiguration": {
          "imageScanningEnabled": ⟦true¦②false⟧}
      }}
      """
    ])
}
