import {
  to = dataiku_connection_filesystem.example
  identity = {
    name = "shared_files"
  }
}
