variable "name" {
  description = "Name of the team and of its group."
  type        = string
}

# Teams differ in what they have, so that the type is not the same for all.
variable "team" {
  description = "The team as platform.yaml describes it."
  type        = any
}

variable "parent_folder_id" {
  description = "Folder that holds the folder of the team."
  type        = string
}

variable "owner" {
  description = "Login of the owner of the projects."
  type        = string
}

variable "deletion_protection" {
  description = "Whether projects are kept from being deleted."
  type        = bool
}
