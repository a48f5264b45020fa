# The identifier
terraform import dataiku_messaging_channel_slack.example "alerts"
