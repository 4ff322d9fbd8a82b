variable "name" {
  type = string
}

variable "recipe_version" {
  type = string
}

variable "parent_image" {
  type = string
}

variable "organization_arn" {
  type = string
}

variable "kms_keys" {
  type        = map(string)
  description = "Key per region; the image goes to each of them."
}

variable "instance_profile_name" {
  type = string
}

variable "execution_role_arn" {
  type = string
}

variable "lifecycle_role_arn" {
  type = string
}

variable "subnet_id" {
  type = string
}

variable "security_group_id" {
  type = string
}

variable "topic_arn" {
  type = string
}

variable "log_bucket" {
  type = string
}
