resource "dataiku_govern_blueprint" "example" {
  identifier       = "ai_use_case"
  name             = "AI use case"
  icon             = "fact_check"
  color            = "#da7f15"
  background_color = "#fce4c7"
}
