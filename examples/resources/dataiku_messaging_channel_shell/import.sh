# The identifier
terraform import dataiku_messaging_channel_shell.example "ticket"
