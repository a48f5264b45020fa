import {
  to = dataiku_govern_uploaded_file.example
  id = "uf.7"
}
