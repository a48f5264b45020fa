import {
  to = dataiku_group.example
  identity = {
    name = "data-engineers"
  }
}
