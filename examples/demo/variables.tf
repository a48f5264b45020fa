variable "environment" {
  description = "What the node is for. Code reads it as a variable of the node."
  type        = string
  default     = "demo"
}

variable "teams" {
  description = "The teams by the name of their group."
  type = map(object({
    description = string
    profile     = string
    builds_code = optional(bool, false)
    people      = map(object({ name = string, email = string }))
    project     = string
  }))
}

# Passwords are ephemeral: they are sent, and stored nowhere.
variable "initial_password" {
  description = "Password of new people, to be changed at the first login."
  type        = string
  ephemeral   = true
  default     = "change-me-12"
}

variable "warehouse" {
  description = "The database that everybody reads."
  type = object({
    host = string
    port = optional(number, 5432)
    db   = string
    user = string
  })
}

variable "warehouse_password" {
  description = "Password of the database user."
  type        = string
  ephemeral   = true
  default     = "change-me-12"
}

variable "object_store_secret_key" {
  description = "Secret of the key pair of the object store."
  type        = string
  ephemeral   = true
  default     = "change-me-12"
}

variable "slack_webhook" {
  description = "Where alerts go."
  type        = string
  ephemeral   = true
  default     = "https://hooks.slack.com/services/change-me"
}
