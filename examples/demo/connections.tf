# Everybody reads the warehouse with one technical user; only engineers may look at its details in code.
resource "dataiku_connection_postgresql" "warehouse" {
  name        = "warehouse"
  description = "Sales of all shops"

  host                = var.warehouse.host
  port                = var.warehouse.port
  db                  = var.warehouse.db
  user                = var.warehouse.user
  password_wo         = var.warehouse_password
  password_wo_version = 1

  usable_by      = "ALLOWED"
  allowed_groups = [for team in module.team : team.group]
  allow_write    = false

  details_readability = {
    readable_by    = "ALLOWED"
    allowed_groups = [module.team["engineers"].group]
  }
}

resource "dataiku_connection_s3" "lake" {
  name                   = "lake"
  aws_credentials_mode   = "KEYPAIR"
  access_key             = "AKIAIOSFODNN7EXAMPLE"
  secret_key_wo          = var.object_store_secret_key
  secret_key_wo_version  = 1
  region_or_endpoint     = "eu-west-1"
  default_managed_bucket = "example-lake"
  default_managed_path   = "/dataiku"
  allow_managed_folders  = true
}

resource "dataiku_connection_filesystem" "exchange" {
  name = "exchange"
  root = "$${dip.home}/exchange"
}

# Any other type goes by its name in the API. Here each user has credentials of their own …
resource "dataiku_connection" "archive" {
  name             = "archive"
  type             = "Oracle"
  credentials_mode = "PER_USER"

  params_json = jsonencode({
    host = "archive.example.com"
    port = 1521
    sid  = "ARCHIVE"
  })
}

# … which one person gets here, and a token for code beside it.
resource "dataiku_user_connection_credential" "ada" {
  login               = "ada"
  connection_name     = dataiku_connection.archive.name
  type                = "BASIC"
  user                = "ADA"
  password_wo         = var.initial_password
  password_wo_version = 1

  depends_on = [module.team]
}

resource "dataiku_user_secret" "ada" {
  login            = "ada"
  name             = "weather_token"
  value_wo         = var.initial_password
  value_wo_version = 1

  depends_on = [module.team]
}

# The resolved details of a connection, for the run only: here to hand the password of the warehouse on. The id is known
# only when the connection exists, which makes the first run wait for it; the name would be known while planning.
ephemeral "dataiku_connection_info" "warehouse" {
  name = dataiku_connection_postgresql.warehouse.id
}

resource "dataiku_user_secret" "grace" {
  login            = "grace"
  name             = "warehouse_password"
  value_wo         = ephemeral.dataiku_connection_info.warehouse.resolved_basic_credential.password
  value_wo_version = 1

  depends_on = [module.team]
}

resource "dataiku_user_plugin_credential" "ada" {
  login               = "ada"
  plugin              = "weather"
  parameter_set       = "account"
  preset              = "default"
  parameter           = "login"
  type                = "BASIC"
  user                = "ada"
  password_wo         = var.initial_password
  password_wo_version = 1

  depends_on = [module.team]
}

# Models behind a key of the company. Params that nobody has published go by their names in the API.
resource "dataiku_connection_azure_openai" "models" {
  name                     = "models"
  secret_params_wo         = { apiKey = var.initial_password }
  secret_params_wo_version = 1
  usable_by                = "ALLOWED"
  allowed_groups           = [module.team["engineers"].group]
  max_activities           = 8
}
