teams = {
  analysts = {
    description = "Answer questions"
    profile     = "DATA_ANALYST"
    project     = "Customer churn"
    people = {
      ada   = { name = "Ada Lovelace", email = "ada@example.com" }
      grace = { name = "Grace Hopper", email = "grace@example.com" }
    }
  }

  engineers = {
    description = "Build pipelines"
    profile     = "FULL_DESIGNER"
    builds_code = true
    project     = "Order pipeline"
    people = {
      edsger  = { name = "Edsger Dijkstra", email = "edsger@example.com" }
      barbara = { name = "Barbara Liskov", email = "barbara@example.com" }
    }
  }
}

warehouse = {
  host = "warehouse.example.com"
  db   = "sales"
  user = "dataiku"
}
