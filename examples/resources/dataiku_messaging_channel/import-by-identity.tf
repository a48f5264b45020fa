import {
  to = dataiku_messaging_channel.example
  identity = {
    channel_id = "pager"
  }
}
