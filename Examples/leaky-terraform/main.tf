module "network" {
  source = "./modules/network"
}

resource "aws_kms_key" "replica" {
  description = "Made in the same run, so nobody knows its name yet"
}

resource "aws_s3_bucket" "logs" {
  bucket_prefix = "leaky-logs-"
}

resource "aws_iam_role" "builder" {
  name = "leaky-builder"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "administrator" {
  role       = aws_iam_role.builder.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy" "everything" {
  name = "everything"
  role = aws_iam_role.builder.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*" },
      { Effect = "Allow", NotAction = ["iam:DeleteUser"], Resource = "*" },
    ]
  })
}

# The bucket's name is known after apply, and with it the whole policy.
resource "aws_iam_policy" "logs" {
  name = "leaky-logs"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "s3:*"
      Resource = "${aws_s3_bucket.logs.arn}/*"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.builder.name
  policy_arn = aws_iam_policy.logs.arn
}

resource "aws_iam_instance_profile" "builder" {
  name = "leaky-builder"
  role = aws_iam_role.builder.name
}

resource "aws_imagebuilder_component" "bootstrap" {
  name     = "bootstrap"
  version  = "1.0.0"
  platform = "Linux"
  data     = file("${path.module}/components/bootstrap.yaml")
}

resource "aws_imagebuilder_component" "agents" {
  name     = "install-agents"
  version  = "1.0.0"
  platform = "Linux"
  data     = file("${path.module}/components/install-agents.yaml")
}

# The token makes the whole document sensitive: it is judged, never printed.
resource "aws_imagebuilder_component" "register" {
  name     = "register"
  version  = "1.0.0"
  platform = "Linux"
  data     = templatefile("${path.module}/components/register.yaml.tftpl", { token = var.api_token })
}

resource "aws_imagebuilder_component" "elsewhere" {
  name     = "elsewhere"
  version  = "1.0.0"
  platform = "Linux"
  uri      = "s3://${var.artifact_bucket}/components/elsewhere.yaml"
}

resource "aws_imagebuilder_image_recipe" "base" {
  name         = "leaky-base"
  version      = "1.0.0"
  parent_image = "arn:aws:imagebuilder:eu-central-1:aws:image/amazon-linux-2023-x86/x.x.x"

  component {
    component_arn = "arn:aws:imagebuilder:eu-central-1:aws:component/update-linux/x.x.x"
  }

  component {
    component_arn = aws_imagebuilder_component.bootstrap.arn
  }

  component {
    component_arn = aws_imagebuilder_component.agents.arn
  }

  component {
    component_arn = aws_imagebuilder_component.register.arn
  }

  component {
    component_arn = aws_imagebuilder_component.elsewhere.arn
  }

  block_device_mapping {
    device_name = "/dev/xvda"

    ebs {
      delete_on_termination = false
      encrypted             = false
      kms_key_id            = "arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-4e5f-4061-8293-a4b5c6d7e8f9"
      volume_size           = 500
      volume_type           = "gp2"
    }
  }

  systems_manager_agent {
    uninstall_after_build = true
  }
}

resource "aws_imagebuilder_image_recipe" "batch" {
  name         = "leaky-batch"
  version      = "1.0.0"
  parent_image = "arn:aws:imagebuilder:eu-central-1:aws:image/ubuntu-server-24-lts-x86/2026.10.14/1"

  component {
    component_arn = aws_imagebuilder_component.agents.arn
  }

  # Ubuntu's root device is /dev/sda1: this encrypts a spare disk.
  block_device_mapping {
    device_name = "/dev/xvda"

    ebs {
      encrypted   = true
      volume_size = 20
      volume_type = "gp3"
    }
  }
}

resource "aws_imagebuilder_infrastructure_configuration" "this" {
  name                          = "leaky-builders"
  instance_types                = ["m4.16xlarge"]
  instance_profile_name         = aws_iam_instance_profile.builder.name
  key_pair                      = "old-laptop"
  subnet_id                     = module.network.subnet_id
  security_group_ids            = [module.network.builder_group_id]
  terminate_instance_on_failure = false

  instance_metadata_options {
    http_tokens                 = "optional"
    http_put_response_hop_limit = 8
  }
}

resource "aws_imagebuilder_distribution_configuration" "this" {
  name = "leaky-distribution"

  distribution {
    region = "eu-central-1"

    ami_distribution_configuration {
      name       = "leaky-base-{{ imagebuilder:buildDate }}"
      kms_key_id = "arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-4e5f-4061-8293-a4b5c6d7e8f9"

      launch_permission {
        user_ids = ["123456789012"]
      }
    }
  }

  distribution {
    region = "us-east-1"

    ami_distribution_configuration {
      name = "leaky-base-{{ imagebuilder:buildDate }}"

      launch_permission {
        user_groups = ["all"]
      }
    }
  }

  distribution {
    region = "eu-west-1"

    ami_distribution_configuration {
      name               = "leaky-base-{{ imagebuilder:buildDate }}"
      kms_key_id         = aws_kms_key.replica.arn
      target_account_ids = ["999999999999"]
    }
  }
}

resource "aws_imagebuilder_image_pipeline" "base" {
  name                             = "leaky-base"
  status                           = "DISABLED"
  image_recipe_arn                 = aws_imagebuilder_image_recipe.base.arn
  infrastructure_configuration_arn = aws_imagebuilder_infrastructure_configuration.this.arn
  distribution_configuration_arn   = aws_imagebuilder_distribution_configuration.this.arn

  image_scanning_configuration {
    image_scanning_enabled = false
  }

  image_tests_configuration {
    image_tests_enabled = false
  }
}

resource "aws_imagebuilder_image_pipeline" "batch" {
  name                             = "leaky-batch"
  image_recipe_arn                 = aws_imagebuilder_image_recipe.batch.arn
  infrastructure_configuration_arn = aws_imagebuilder_infrastructure_configuration.this.arn
}

resource "aws_imagebuilder_lifecycle_policy" "this" {
  name           = "leaky-retirement"
  resource_type  = "AMI_IMAGE"
  execution_role = "arn:aws:iam::123456789012:role/service-role/leaky-lifecycle"

  policy_detail {
    action {
      type = "DELETE"

      include_resources {
        amis      = true
        snapshots = true
      }
    }

    filter {
      type  = "AGE"
      value = 30
      unit  = "DAYS"
    }
  }

  resource_selection {
    recipe {
      name             = "leaky-base"
      semantic_version = "1.0.0"
    }
  }
}

resource "aws_ebs_volume" "spare" {
  availability_zone = "eu-central-1a"
  encrypted         = false
  size              = 100
}

resource "aws_ebs_encryption_by_default" "this" {
  enabled = false
}

resource "aws_ami_launch_permission" "everyone" {
  image_id = "ami-0abcdef1234567890"
  group    = "all"
}

resource "aws_launch_template" "server" {
  name          = "leaky-server"
  instance_type = "t2.micro"
  key_name      = "old-laptop"

  iam_instance_profile {
    name = aws_iam_instance_profile.builder.name
  }

  metadata_options {
    http_tokens                 = "optional"
    http_put_response_hop_limit = 8
  }

  monitoring {
    enabled = false
  }

  network_interfaces {
    device_index                = 0
    associate_public_ip_address = true
    security_groups             = [module.network.server_group_id]
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted   = false
      volume_size = 20
    }
  }

  user_data = base64encode(<<-EOT
    #!/bin/bash
    export DB_PASSWORD=Sommer2024-not-so-secret
    curl -sSL http://get.example.net/server.sh | bash
  EOT
  )
}
