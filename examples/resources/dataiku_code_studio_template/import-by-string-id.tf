import {
  to = dataiku_code_studio_template.example
  id = "vscode"
}
