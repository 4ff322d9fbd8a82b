extension Content {
  /// ① public, ② key, ③ name, ④ account: all in the second region.
  static let distribution = Content(
    "distribution",
    yaml: """
      Resources:
        Distribution:
          Type: AWS::ImageBuilder::DistributionConfiguration
          Properties:
            Name: regions
            Distributions:
              - Region: eu-west-1
                AmiDistributionConfiguration:
                  Name: golden-{{ imagebuilder:buildDate }}
                  KmsKeyId: alias/golden
                  AmiTags: {Team: platform}
              - Region: eu-north-1
                AmiDistributionConfiguration:
                  ②Name: ⟦golden-{{ imagebuilder:buildDate }}¦③golden⟧
                  ⟦KmsKeyId: alias/golden¦⟧
                  AmiTags: {Team: platform}
                  TargetAccountIds: [⟦"111122223333"¦④"999900001111"⟧]
                  LaunchPermissionConfiguration:
                    ⟦UserIds: ["111122223333"]¦UserGroups: [①all]⟧
      """,
    json: """
      {"Resources": {"Distribution": {
        "Type": "AWS::ImageBuilder::DistributionConfiguration", "Properties": {
        "Name": "regions", "Distributions": [
          {"Region": "eu-west-1", "AmiDistributionConfiguration": {
            "Name": "golden-{{ imagebuilder:buildDate }}", "KmsKeyId": "alias/golden",
            "AmiTags": {"Team": "platform"}}},
          ②{"Region": "eu-north-1", "AmiDistributionConfiguration": {
            "Name": ⟦"golden-{{ imagebuilder:buildDate }}"¦③"golden"⟧,
            ⟦"KmsKeyId": "alias/golden",¦⟧
            "AmiTags": {"Team": "platform"},
            "TargetAccountIds": [⟦"111122223333"¦④"999900001111"⟧],
            "LaunchPermissionConfiguration": {
              ⟦"UserIds": ["111122223333"]¦"UserGroups": [①"all"]⟧}}}]
      }}}}
      """,
    plan: plan(
      created(
        "aws_imagebuilder_distribution_configuration",
        after: """
          {"name": "regions", "description": null, "distribution": [
            {"region": "eu-west-1", "ami_distribution_configuration": [{
              "name": "golden-{{ imagebuilder:buildDate }}", "kms_key_id": "alias/golden",
              "ami_tags": {"Team": "platform"}, "target_account_ids": null,
              "launch_permission": [], "description": null}],
              "container_distribution_configuration": [], "launch_template_configuration": []},
            {"region": "eu-north-1", "ami_distribution_configuration": [{
              "name": ⟦"golden-{{ imagebuilder:buildDate }}"¦③"golden"⟧,
              "kms_key_id": ⟦"alias/golden"¦②null⟧, "ami_tags": {"Team": "platform"},
              "target_account_ids": [⟦"111122223333"¦④"999900001111"⟧],
              "launch_permission": [{"user_ids": ⟦["111122223333"]¦[]⟧,
                "user_groups": ⟦null¦[①"all"]⟧,
                "organization_arns": null, "organizational_unit_arns": null}],
              "description": null}],
              "container_distribution_configuration": [], "launch_template_configuration": []}]}
          """, unknown: #"{"arn": true, "id": true, "date_created": true}"#)),
    api: [
      "distribution.json": """
      {"requestId": "a1", "distributionConfiguration": {
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:distribution-configuration/regions",
        "name": "regions", "distributions": [
        {"region": "eu-west-1", "amiDistributionConfiguration": {
          "name": "golden-{{ imagebuilder:buildDate }}", "kmsKeyId": "alias/golden",
          "amiTags": {"Team": "platform"}}},
        ②{"region": "eu-north-1", "amiDistributionConfiguration": {
          "name": ⟦"golden-{{ imagebuilder:buildDate }}"¦③"golden"⟧,
          ⟦"kmsKeyId": "alias/golden",¦⟧
          "amiTags": {"Team": "platform"},
          "targetAccountIds": [⟦"111122223333"¦④"999900001111"⟧],
          "launchPermission": {⟦"userIds": ["111122223333"]¦"userGroups": [①"all"]⟧}}}]
      }}
      """
    ])

  /// ① status, ② tests, ③ scanning, ④ schedule.
  static let pipeline = Content(
    "pipeline",
    yaml: """
      Resources:
        ④Pipeline:
          Type: AWS::ImageBuilder::ImagePipeline
          Properties:
            Name: golden
            ImageRecipeArn: arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/golden/1.0.0
            InfrastructureConfigurationArn:
              arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/builder
            Status: ⟦ENABLED¦①DISABLED⟧
            ImageTestsConfiguration:
              ImageTestsEnabled: ⟦true¦②false⟧
            ImageScanningConfiguration:
              ImageScanningEnabled: ⟦true¦③"false"⟧
            ⟦Schedule: {ScheduleExpression: cron(0 4 * * 1 *)}¦⟧
      """,
    json: """
      {"Resources": {④"Pipeline": {
        "Type": "AWS::ImageBuilder::ImagePipeline", "Properties": {
        "Name": "golden",
        "ImageRecipeArn": "arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/golden/1.0.0",
        "InfrastructureConfigurationArn":
          "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/builder",
        "Status": ⟦"ENABLED"¦①"DISABLED"⟧,
        "ImageTestsConfiguration": {
          "ImageTestsEnabled": ⟦true¦②"false"⟧},
        ⟦"Schedule": {"ScheduleExpression": "cron(0 4 * * 1 *)"},¦⟧
        "ImageScanningConfiguration": {
          "ImageScanningEnabled": ⟦true¦③false⟧}
      }}}}
      """,
    plan: plan(
      created(
        "aws_imagebuilder_image_pipeline",
        after: """
          {"name": "golden", "container_recipe_arn": null, "execution_role": null,
          "image_recipe_arn":
            "arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/golden/1.0.0",
          "infrastructure_configuration_arn":
            "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/builder",
          "distribution_configuration_arn": null,
          "status": ⟦"ENABLED"¦①"DISABLED"⟧,
          "image_tests_configuration": [{"timeout_minutes": 720,
            "image_tests_enabled": ⟦true¦②false⟧}],
          "image_scanning_configuration": [{"ecr_configuration": [],
            "image_scanning_enabled": ⟦true¦③false⟧}],
          "schedule": ⟦[{"schedule_expression": "cron(0 4 * * 1 *)", "timezone": "UTC",
            "pipeline_execution_start_condition": "EXPRESSION_MATCH_ONLY"}]¦④[]⟧,
          "workflow": [], "enhanced_image_metadata_enabled": true}
          """, unknown: #"{"arn": true, "id": true, "platform": true, "date_created": true}"#)),
    api: [
      "pipeline.json": """
      {"requestId": "a1", "imagePipeline": ④{
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:image-pipeline/golden",
        "name": "golden", "platform": "Linux", "enhancedImageMetadataEnabled": true,
        "imageRecipeArn": "arn:aws:imagebuilder:eu-west-1:111122223333:image-recipe/golden/1.0.0",
        "infrastructureConfigurationArn":
          "arn:aws:imagebuilder:eu-west-1:111122223333:infrastructure-configuration/builder",
        "status": ⟦"ENABLED"¦①"DISABLED"⟧,
        "imageTestsConfiguration": {"timeoutMinutes": 720,
          "imageTestsEnabled": ⟦true¦②false⟧},
        ⟦"schedule": {"scheduleExpression": "cron(0 4 * * 1 *)"},¦⟧
        "imageScanningConfiguration": {
          "imageScanningEnabled": ⟦true¦③false⟧}
      }}
      """
    ])

  /// ① status, ② age alone.
  static let lifecycle = Content(
    "lifecycle policy",
    yaml: """
      Resources:
        Lifecycle:
          Type: AWS::ImageBuilder::LifecyclePolicy
          Properties:
            Name: old
            ResourceType: AMI_IMAGE
            ExecutionRole: arn:aws:iam::111122223333:role/lifecycle
            Status: ⟦ENABLED¦①DISABLED⟧
            PolicyDetails:
              - Action: {Type: DELETE, IncludeResources: {Amis: true, Snapshots: true}}
                Filter: {Type: ②AGE, Value: 12, Unit: MONTHS⟦, RetainAtLeast: 3¦⟧}
            ResourceSelection: {TagMap: {Team: platform}}
      """,
    json: """
      {"Resources": {"Lifecycle": {"Type": "AWS::ImageBuilder::LifecyclePolicy", "Properties": {
        "Name": "old", "ResourceType": "AMI_IMAGE",
        "ExecutionRole": "arn:aws:iam::111122223333:role/lifecycle",
        "Status": ⟦"ENABLED"¦①"DISABLED"⟧,
        "PolicyDetails": [{
          "Action": {"Type": "DELETE", "IncludeResources": {"Amis": true, "Snapshots": true}},
          "Filter": {"Type": ②"AGE", "Value": 12, "Unit": "MONTHS"⟦, "RetainAtLeast": 3¦⟧}}],
        "ResourceSelection": {"TagMap": {"Team": "platform"}}
      }}}}
      """,
    plan: plan(
      created(
        "aws_imagebuilder_lifecycle_policy",
        after: """
          {"name": "old", "resource_type": "AMI_IMAGE", "description": null,
          "execution_role": "arn:aws:iam::111122223333:role/lifecycle",
          "status": ⟦"ENABLED"¦①"DISABLED"⟧,
          "policy_detail": [{
            "action": [{"type": "DELETE", "include_resources": [
              {"amis": true, "snapshots": true, "containers": null}]}],
            "exclusion_rules": [],
            "filter": [{"type": ②"AGE", "value": 12, "unit": "MONTHS",
              "retain_at_least": ⟦3¦null⟧}]}],
          "resource_selection": [{"recipe": [], "tag_map": {"Team": "platform"}}]}
          """, unknown: #"{"arn": true, "id": true}"#)),
    api: [
      "lifecycle.json": """
      {"lifecyclePolicy": {
        "arn": "arn:aws:imagebuilder:eu-west-1:111122223333:lifecycle-policy/old",
        "name": "old", "resourceType": "AMI_IMAGE",
        "executionRole": "arn:aws:iam::111122223333:role/lifecycle",
        "status": ⟦"ENABLED"¦①"DISABLED"⟧,
        "policyDetails": [{
          "action": {"type": "DELETE", "includeResources": {"amis": true, "snapshots": true}},
          "filter": {"type": ②"AGE", "value": 12, "unit": "MONTHS"⟦, "retainAtLeast": 3¦⟧}}],
        "resourceSelection": {"tagMap": {"Team": "platform"}}
      }}
      """
    ])
}
