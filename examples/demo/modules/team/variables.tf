variable "name" {
  description = "Name of the group."
  type        = string
}

variable "description" {
  description = "What the team does."
  type        = string
}

variable "profile" {
  description = "User profile of the people."
  type        = string
}

variable "builds_code" {
  description = "Whether the team writes code outside the sandbox and has its own code environments."
  type        = bool
  default     = false
}

variable "people" {
  description = "The people by their login."
  type        = map(object({ name = string, email = string }))
}

variable "guests" {
  description = "Logins of people who exist already and join the team."
  type        = set(string)
  default     = []
}

variable "initial_password" {
  description = "Password of new people."
  type        = string
  ephemeral   = true
}

variable "folder_id" {
  description = "Folder that holds the folder of the team."
  type        = string
}

variable "project" {
  description = "Name of the project that the team works in. Its key follows from it."
  type        = string
}

variable "owner" {
  description = "Login of the owner of the project."
  type        = string
}

variable "readers" {
  description = "Groups that may read the project."
  type        = set(string)
  default     = []
}
