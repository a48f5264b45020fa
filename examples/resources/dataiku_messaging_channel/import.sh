# The identifier
terraform import dataiku_messaging_channel.example "pager"
