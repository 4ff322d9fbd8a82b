variable "api_token" {
  type      = string
  sensitive = true
}

variable "artifact_bucket" {
  type    = string
  default = "golden-settings"
}
