data "dataiku_meanings" "all" {}

output "detected_automatically" {
  value = [for m in data.dataiku_meanings.all.meanings : m.meaning_id if m.detectable == true]
}
