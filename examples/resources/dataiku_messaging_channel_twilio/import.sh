# The identifier
terraform import dataiku_messaging_channel_twilio.example "on call"
