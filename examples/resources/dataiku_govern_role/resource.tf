resource "dataiku_govern_role" "example" {
  identifier  = "legal_reviewer"
  label       = "Legal reviewer"
  description = "Gives legal feedback on AI use cases"
}
