import {
  to = dataiku_group.example
  id = "data-engineers"
}
