# The identifier
terraform import dataiku_messaging_channel_msft_teams.example "teams"
