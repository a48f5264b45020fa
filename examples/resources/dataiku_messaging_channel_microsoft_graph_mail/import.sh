# The identifier
terraform import dataiku_messaging_channel_microsoft_graph_mail.example "microsoft365"
