extension Content {
  /// ① parent, ② component, ③ encryption, ④ type, ⑤ size, ⑥ termination, ⑦ agent, ⑧ key.
  static let imageRecipe = Content(
    "image recipe",
    yaml: """
      Resources:
        Recipe:
          Type: AWS::ImageBuilder::ImageRecipe
          Properties:
            Name: golden
            Version: 1.0.0
            ParentImage: ⟦arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/2024.5.1¦
              ①arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/x.x.x⟧
            Components:
              - ComponentArn: ⟦arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2/1¦
                  ②arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.x.x⟧
            BlockDeviceMappings:
              - DeviceName: /dev/xvda
                Ebs:
                  Encrypted: ⟦true¦③false⟧
                  KmsKeyId: ⟦arn:aws:kms:eu-west-1:111122223333:key/k1¦⑧alias/aws/ebs⟧
                  VolumeType: ⟦gp3¦④standard⟧
                  VolumeSize: ⟦30¦⑤500⟧
                  DeleteOnTermination: ⟦true¦⑥false⟧
            AdditionalInstanceConfiguration:
              SystemsManagerAgent:
                UninstallAfterBuild: ⟦false¦⑦true⟧
      """,
    json: """
      {"Resources": {"Recipe": {
        "Type": "AWS::ImageBuilder::ImageRecipe",
        "Properties": {
          "Name": "golden", "Version": "1.0.0",
          "ParentImage":
            ⟦"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/2024.5.1"¦
            ①"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/x.x.x"⟧,
          "Components": [{"ComponentArn":
            ⟦"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2/1"¦
            ②"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.x.x"⟧}],
          "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {
            "Encrypted": ⟦true¦③"false"⟧,
            "KmsKeyId": ⟦"arn:aws:kms:eu-west-1:111122223333:key/k1"¦⑧"alias/aws/ebs"⟧,
            "VolumeType": ⟦"gp3"¦④"standard"⟧,
            "VolumeSize": ⟦30¦⑤"500"⟧,
            "DeleteOnTermination": ⟦true¦⑥false⟧
          }}],
          "AdditionalInstanceConfiguration": {"SystemsManagerAgent": {
            "UninstallAfterBuild": ⟦false¦⑦true⟧}}
        }
      }}}
      """,
    plan: plan(
      created(
        "aws_imagebuilder_image_recipe",
        after: """
          {"name": "golden", "version": "1.0.0",
            "parent_image":
              ⟦"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/2024.5.1"¦
              ①"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/x.x.x"⟧,
            "component": [{"component_arn":
              ⟦"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2/1"¦
              ②"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.x.x"⟧,
              "parameter": []}],
            "block_device_mapping": [{"device_name": "/dev/xvda", "no_device": null,
              "virtual_name": null, "ebs": [{
              "encrypted": ⟦"true"¦③"false"⟧,
              "kms_key_id": ⟦"arn:aws:kms:eu-west-1:111122223333:key/k1"¦⑧"alias/aws/ebs"⟧,
              "volume_type": ⟦"gp3"¦④"standard"⟧,
              "volume_size": ⟦30¦⑤500⟧,
              "delete_on_termination": ⟦"true"¦⑥"false"⟧,
              "iops": null, "throughput": null, "snapshot_id": null}]}],
            "systems_manager_agent": [{
              "uninstall_after_build": ⟦false¦⑦true⟧}],
            "user_data_base64": null, "description": null, "working_directory": null}
          """,
        unknown: #"{"arn": true, "id": true, "owner": true, "platform": true, "tags_all": true}"#)),
    api: [
      "recipe.json": """
      {"requestId": "a1", "imageRecipe": {
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/golden/1.0.0",
        "name": "golden", "version": "1.0.0", "platform": "Linux", "owner": "111122223333",
        "parentImage":
          ⟦"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/2024.5.1"¦
          ①"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/x.x.x"⟧,
        "components": [{"componentArn":
          ⟦"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2/1"¦
          ②"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.x.x"⟧}],
        "blockDeviceMappings": [{"deviceName": "/dev/xvda", "ebs": {
          "encrypted": ⟦true¦③false⟧,
          "kmsKeyId": ⟦"arn:aws:kms:eu-west-1:111122223333:key/k1"¦⑧"alias/aws/ebs"⟧,
          "volumeType": ⟦"gp3"¦④"standard"⟧,
          "volumeSize": ⟦30¦⑤500⟧,
          "deleteOnTermination": ⟦true¦⑥false⟧}}],
        "additionalInstanceConfiguration": {"systemsManagerAgent": {
          "uninstallAfterBuild": ⟦false¦⑦true⟧}}
      }}
      """
    ])

  /// ① parent, ② component, ③ encryption.
  static let containerRecipe = Content(
    "container recipe",
    yaml: """
      Resources:
        Recipe:
          Type: AWS::ImageBuilder::ContainerRecipe
          Properties:
            Name: runner
            Version: 1.0.0
            ContainerType: DOCKER
            ParentImage: ⟦arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-x86-2023/2024.5.1¦
              ①arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-x86-2023/x.x.x⟧
            Components:
              - ComponentArn: ⟦arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2/1¦
                  ②arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.x.x⟧
            DockerfileTemplateData: FROM {{{ imagebuilder:parentImage }}}
            TargetRepository: {RepositoryName: runner, Service: ECR}
            InstanceConfiguration:
              BlockDeviceMappings:
                - DeviceName: /dev/xvda
                  Ebs:
                    Encrypted: ⟦true¦③false⟧
      """,
    json: """
      {"Resources": {"Recipe": {
        "Type": "AWS::ImageBuilder::ContainerRecipe",
        "Properties": {
          "Name": "runner", "Version": "1.0.0", "ContainerType": "DOCKER",
          "ParentImage":
            ⟦"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-x86-2023/2024.5.1"¦
            ①"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-x86-2023/x.x.x"⟧,
          "Components": [{"ComponentArn":
            ⟦"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2/1"¦
            ②"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.x.x"⟧}],
          "DockerfileTemplateData": "FROM {{{ imagebuilder:parentImage }}}",
          "TargetRepository": {"RepositoryName": "runner", "Service": "ECR"},
          "InstanceConfiguration": {"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {
            "Encrypted": ⟦true¦③false⟧}}]}
        }
      }}}
      """,
    plan: plan(
      created(
        "aws_imagebuilder_container_recipe",
        after: """
          {"name": "runner", "version": "1.0.0", "container_type": "DOCKER",
            "parent_image":
              ⟦"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-x86-2023/2024.5.1"¦
              ①"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-x86-2023/x.x.x"⟧,
            "component": [{"component_arn":
              ⟦"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2/1"¦
              ②"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.x.x"⟧,
              "parameter": []}],
            "dockerfile_template_data": "FROM {{{ imagebuilder:parentImage }}}",
            "target_repository": [{"repository_name": "runner", "service": "ECR"}],
            "instance_configuration": [{"image": null, "block_device_mapping": [
              {"device_name": "/dev/xvda", "no_device": null, "virtual_name": null, "ebs": [{
              "encrypted": ⟦"true"¦③"false"⟧,
              "kms_key_id": null, "volume_type": null, "volume_size": null, "snapshot_id": null,
              "delete_on_termination": "", "iops": null, "throughput": null}]}]}]}
          """,
        unknown: #"{"arn": true, "id": true, "owner": true, "platform": true, "encrypted": true}"#)
    ),
    api: [
      "recipe.json": """
      {"requestId": "a1", "containerRecipe": {
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:container-recipe/runner/1.0.0",
        "name": "runner", "version": "1.0.0", "containerType": "DOCKER", "platform": "Linux",
        "parentImage":
          ⟦"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-x86-2023/2024.5.1"¦
          ①"arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-x86-2023/x.x.x"⟧,
        "components": [{"componentArn":
          ⟦"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2/1"¦
          ②"arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.x.x"⟧}],
        "dockerfileTemplateData": "FROM {{{ imagebuilder:parentImage }}}",
        "targetRepository": {"repositoryName": "runner", "service": "ECR"},
        "instanceConfiguration": {"blockDeviceMappings": [{"deviceName": "/dev/xvda", "ebs": {
          "encrypted": ⟦true¦③false⟧}}]}
      }}
      """
    ])
}
