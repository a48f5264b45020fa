import {
  to = dataiku_govern_artifact.example
  id = "ar.42"
}
