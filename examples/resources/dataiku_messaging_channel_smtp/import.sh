# The identifier
terraform import dataiku_messaging_channel_smtp.example "Team mail"
