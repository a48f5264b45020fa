import {
  to = dataiku_connection_filesystem.example
  id = "shared_files"
}
