variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "source_commit" {
  type        = string
  description = "Commit of this folder that the plan was made from."
}

variable "organization_arn" {
  type        = string
  description = "The only organisation that may launch the image."
  default     = "arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5"
}

variable "kms_keys" {
  type        = map(string)
  description = "Key per region."
  default = {
    eu-central-1 = "arn:aws:kms:eu-central-1:123456789012:key/mrk-3f8a1d2c4b5e46078192a3b4c5d6e7f8"
    eu-west-1    = "arn:aws:kms:eu-west-1:123456789012:key/mrk-3f8a1d2c4b5e46078192a3b4c5d6e7f8"
  }
}

variable "builder_subnet_id" {
  type        = string
  description = "A private subnet; context/subnets.json is what EC2 says about it."
  default     = "subnet-0c3b2a1908f7e6d5c"
}

variable "vpc_id" {
  type    = string
  default = "vpc-0f1e2d3c4b5a69788"
}
