locals {
  home = "eu-central-1"
}

resource "aws_imagebuilder_component" "harden_linux" {
  name                  = "harden-linux"
  version               = "1.3.0"
  platform              = "Linux"
  supported_os_versions = ["Amazon Linux 2023"]
  change_description    = "Audit starts before the first login"
  kms_key_id            = var.kms_keys[local.home]
  data                  = file("${path.root}/components/harden-linux.yaml")
}

resource "aws_imagebuilder_component" "cloudwatch_agent" {
  name                  = "configure-cloudwatch-agent"
  version               = "1.1.2"
  platform              = "Linux"
  supported_os_versions = ["Amazon Linux 2023"]
  change_description    = "Configuration comes from the parameter store"
  kms_key_id            = var.kms_keys[local.home]
  data                  = file("${path.root}/components/configure-cloudwatch-agent.yaml")
}

resource "aws_imagebuilder_component" "web_runtime" {
  name                  = "install-web-runtime"
  version               = "4.7.2"
  platform              = "Linux"
  supported_os_versions = ["Amazon Linux 2023"]
  change_description    = "Runtime 4.7.2"
  kms_key_id            = var.kms_keys[local.home]
  data                  = file("${path.root}/components/install-web-runtime.yaml")
}

resource "aws_imagebuilder_image_recipe" "this" {
  name              = var.name
  version           = var.recipe_version
  description       = "Amazon Linux 2023 for the web tier"
  parent_image      = var.parent_image
  working_directory = "/tmp"

  component {
    component_arn = aws_imagebuilder_component.cloudwatch_agent.arn
  }

  component {
    component_arn = aws_imagebuilder_component.harden_linux.arn

    parameter {
      name  = "LoginBanner"
      value = "Property of Example Corporation. Activity is recorded."
    }
  }

  component {
    component_arn = aws_imagebuilder_component.web_runtime.arn
  }

  block_device_mapping {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = true
      encrypted             = true
      kms_key_id            = var.kms_keys[local.home]
      volume_size           = 20
      volume_type           = "gp3"
    }
  }

  systems_manager_agent {
    uninstall_after_build = false
  }

  tags = {
    Image = var.name
  }
}

resource "aws_imagebuilder_infrastructure_configuration" "this" {
  name                          = "${var.name}-builders"
  description                   = "Small private builders that leave nothing behind"
  instance_types                = ["m5.large", "m6i.large"]
  instance_profile_name         = var.instance_profile_name
  subnet_id                     = var.subnet_id
  security_group_ids            = [var.security_group_id]
  sns_topic_arn                 = var.topic_arn
  terminate_instance_on_failure = true

  instance_metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  logging {
    s3_logs {
      s3_bucket_name = var.log_bucket
      s3_key_prefix  = "builds"
    }
  }

  resource_tags = {
    Owner = "platform-images"
  }
}

resource "aws_imagebuilder_distribution_configuration" "this" {
  name        = "${var.name}-distribution"
  description = "Two regions, one organisation"

  dynamic "distribution" {
    for_each = var.kms_keys

    content {
      region = distribution.key

      ami_distribution_configuration {
        name        = "${var.name}-{{ imagebuilder:buildDate }}"
        description = "Golden image of the web tier"
        kms_key_id  = distribution.value

        ami_tags = {
          Owner = "platform-images"
          Tier  = "web"
        }

        launch_permission {
          organization_arns = [var.organization_arn]
        }
      }

      ssm_parameter_configuration {
        parameter_name = "/golden/${var.name}/latest"
        data_type      = "aws:ec2:image"
      }
    }
  }
}

resource "aws_imagebuilder_workflow" "build" {
  name        = "golden-build"
  version     = "1.0.3"
  type        = "BUILD"
  description = "Builds, inventories, scans and cleans"
  kms_key_id  = var.kms_keys[local.home]
  data        = file("${path.root}/workflows/build-image.yaml")
}

resource "aws_imagebuilder_workflow" "approve" {
  name        = "golden-test-and-approve"
  version     = "1.0.1"
  type        = "TEST"
  description = "Tests, then waits for a person"
  kms_key_id  = var.kms_keys[local.home]
  data        = file("${path.root}/workflows/test-and-approve.yaml")
}

resource "aws_imagebuilder_image_pipeline" "this" {
  name                             = var.name
  description                      = "Builds the web tier's image every Sunday"
  status                           = "ENABLED"
  image_recipe_arn                 = aws_imagebuilder_image_recipe.this.arn
  infrastructure_configuration_arn = aws_imagebuilder_infrastructure_configuration.this.arn
  distribution_configuration_arn   = aws_imagebuilder_distribution_configuration.this.arn
  execution_role                   = var.execution_role_arn
  enhanced_image_metadata_enabled  = true

  image_scanning_configuration {
    image_scanning_enabled = true
  }

  image_tests_configuration {
    image_tests_enabled = true
    timeout_minutes     = 90
  }

  schedule {
    schedule_expression                = "cron(0 3 ? * sun *)"
    pipeline_execution_start_condition = "EXPRESSION_MATCH_ONLY"
    timezone                           = "Etc/UTC"
  }

  workflow {
    workflow_arn = aws_imagebuilder_workflow.build.arn
    on_failure   = "ABORT"
  }

  workflow {
    workflow_arn = aws_imagebuilder_workflow.approve.arn
    on_failure   = "ABORT"

    parameter {
      name  = "approvalTopicArn"
      value = var.topic_arn
    }
  }
}

resource "aws_imagebuilder_lifecycle_policy" "this" {
  name           = "${var.name}-retirement"
  description    = "Deprecate after a quarter, delete after a year unless somebody still starts it"
  status         = "ENABLED"
  resource_type  = "AMI_IMAGE"
  execution_role = var.lifecycle_role_arn

  policy_detail {
    action {
      type = "DEPRECATE"

      include_resources {
        amis = true
      }
    }

    filter {
      type  = "AGE"
      value = 90
      unit  = "DAYS"
    }
  }

  policy_detail {
    action {
      type = "DELETE"

      include_resources {
        amis      = true
        snapshots = true
      }
    }

    exclusion_rules {
      amis {
        is_public = true
        tag_map = {
          Keep = "true"
        }

        last_launched {
          unit  = "DAYS"
          value = 180
        }
      }
    }

    filter {
      type            = "AGE"
      value           = 365
      unit            = "DAYS"
      retain_at_least = 3
    }
  }

  resource_selection {
    tag_map = {
      Image = var.name
    }
  }
}
