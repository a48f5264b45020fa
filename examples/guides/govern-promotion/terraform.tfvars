hosts = {
  development = "https://govern-dev.example.com:12200"
  production  = "https://govern.example.com:12200"
}
