# Logs, topic, access and network of the builders; the image itself is made in modules/golden-image.

locals {
  log_bucket   = "golden-image-logs-123456789012"
  builder_role = "golden-image-builder"
}

resource "aws_s3_bucket" "logs" {
  bucket = local.log_bucket
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket                  = aws_s3_bucket.logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.kms_keys["eu-central-1"]
    }
  }
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id

  rule {
    id     = "thirteen-months"
    status = "Enabled"

    filter {}

    expiration {
      days = 396
    }
  }
}

resource "aws_sns_topic" "builds" {
  name              = "golden-image-builds"
  kms_master_key_id = var.kms_keys["eu-central-1"]
}

resource "aws_iam_role" "builder" {
  name                 = local.builder_role
  description          = "Carried by the build and test instances"
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "builder" {
  for_each = toset([
    "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
    "arn:aws:iam::aws:policy/EC2InstanceProfileForImageBuilder",
  ])

  role       = aws_iam_role.builder.name
  policy_arn = each.value
}

resource "aws_iam_role_policy" "builder" {
  name = "artifacts-and-logs"
  role = aws_iam_role.builder.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadSettings"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:aws:s3:::golden-image-artifacts-123456789012/web-runtime/*"
      },
      {
        Sid      = "WriteBuildLogs"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "arn:aws:s3:::${local.log_bucket}/builds/*"
      },
      {
        Sid      = "ReadAgentConfiguration"
        Effect   = "Allow"
        Action   = "ssm:GetParameter"
        Resource = "arn:aws:ssm:eu-central-1:123456789012:parameter/AmazonCloudWatch-web-base"
      },
    ]
  })
}

resource "aws_iam_instance_profile" "builder" {
  name = "golden-image-builder"
  role = aws_iam_role.builder.name
}

data "aws_iam_policy_document" "image_builder_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["imagebuilder.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}

resource "aws_iam_role" "execution" {
  name                 = "golden-image-execution"
  description          = "Runs the build, test and distribution workflows"
  max_session_duration = 3600
  assume_role_policy   = data.aws_iam_policy_document.image_builder_trust.json
}

resource "aws_iam_role_policy" "execution" {
  name = "run-workflows"
  role = aws_iam_role.execution.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "LaunchBuilders"
        Effect = "Allow"
        Action = "ec2:RunInstances"
        Resource = [
          "arn:aws:ec2:eu-central-1::image/*",
          "arn:aws:ec2:eu-central-1::snapshot/*",
          "arn:aws:ec2:eu-central-1:123456789012:instance/*",
          "arn:aws:ec2:eu-central-1:123456789012:network-interface/*",
          "arn:aws:ec2:eu-central-1:123456789012:security-group/*",
          "arn:aws:ec2:eu-central-1:123456789012:subnet/${var.builder_subnet_id}",
          "arn:aws:ec2:eu-central-1:123456789012:volume/*",
        ]
      },
      {
        Sid      = "HandTheBuilderRoleToInstancesOnly"
        Effect   = "Allow"
        Action   = "iam:PassRole"
        Resource = "arn:aws:iam::123456789012:role/${local.builder_role}"
        Condition = {
          StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" }
        }
      },
      {
        Sid    = "StopWhatItStarted"
        Effect = "Allow"
        Action = ["ec2:CreateImage", "ec2:StopInstances", "ec2:TerminateInstances"]
        Resource = [
          "arn:aws:ec2:eu-central-1:123456789012:instance/*",
          "arn:aws:ec2:eu-central-1::image/*",
          "arn:aws:ec2:eu-central-1::snapshot/*",
        ]
        Condition = {
          StringEquals = { "aws:ResourceTag/CreatedBy" = "EC2 Image Builder" }
        }
      },
      {
        Sid      = "AskTheApprovers"
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = "arn:aws:sns:eu-central-1:123456789012:golden-image-builds"
      },
    ]
  })
}

resource "aws_iam_role" "lifecycle" {
  name                 = "golden-image-lifecycle"
  description          = "Retires old images"
  max_session_duration = 3600
  assume_role_policy   = data.aws_iam_policy_document.image_builder_trust.json
}

resource "aws_iam_role_policy_attachment" "lifecycle" {
  role       = aws_iam_role.lifecycle.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/EC2ImageBuilderLifecycleExecutionPolicy"
}

resource "aws_security_group" "builder" {
  name        = "golden-image-builder"
  description = "Image builders, no way in, TLS to the endpoints out"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "endpoints" {
  security_group_id = aws_security_group.builder.id
  description       = "TLS to the interface endpoints"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.40.0.0/16"
}

resource "aws_vpc_security_group_egress_rule" "s3" {
  security_group_id = aws_security_group.builder.id
  description       = "TLS to the S3 gateway endpoint"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = "pl-6ea54007"
}

resource "aws_ssm_parameter" "cloudwatch_agent" {
  name        = "AmazonCloudWatch-web-base"
  description = "What the CloudWatch agent ships from web servers"
  type        = "String"
  value       = file("${path.module}/cloudwatch-agent.json")
}

module "web_base" {
  source = "./modules/golden-image"

  name                  = "web-base"
  recipe_version        = "2.4.0"
  parent_image          = "arn:aws:imagebuilder:eu-central-1:aws:image/amazon-linux-2023-x86/2026.11.9/1"
  organization_arn      = var.organization_arn
  kms_keys              = var.kms_keys
  instance_profile_name = aws_iam_instance_profile.builder.name
  execution_role_arn    = "arn:aws:iam::123456789012:role/${aws_iam_role.execution.name}"
  lifecycle_role_arn    = aws_iam_role.lifecycle.arn
  subnet_id             = var.builder_subnet_id
  security_group_id     = aws_security_group.builder.id
  topic_arn             = aws_sns_topic.builds.arn
  log_bucket            = aws_s3_bucket.logs.bucket
}
