data "dataiku_govern_blueprints" "all" {}

output "own_blueprints" {
  value = [for blueprint in data.dataiku_govern_blueprints.all.blueprints : blueprint.id if !startswith(blueprint.id, "bp.system.")]
}
