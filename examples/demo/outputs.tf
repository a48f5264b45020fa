output "people" {
  description = "Who is in which team."
  value       = { for name, team in module.team : name => sort(team.logins) }
}

output "scheduler_key" {
  description = "The key of the scheduler."
  value       = dataiku_global_api_key.scheduler.key
  sensitive   = true
}
