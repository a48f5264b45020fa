import {
  to = dataiku_code_studio_template.example
  identity = {
    template_id = "vscode"
  }
}
