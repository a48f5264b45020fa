# bp.ai_use_case
output "blueprint_id" {
  value = provider::dataiku::govern_id("blueprint", "ai_use_case")
}

# ro.reviewer
output "role_id" {
  value = provider::dataiku::govern_id("role", "reviewer")
}
