# The identifier
terraform import dataiku_messaging_channel_google_chat.example "chat"
