import {
  to = dataiku_govern_uploaded_file.example
  identity = {
    id = "uf.7"
  }
}
