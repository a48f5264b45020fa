import {
  to = dataiku_govern_artifact.example
  identity = {
    id = "ar.42"
  }
}
