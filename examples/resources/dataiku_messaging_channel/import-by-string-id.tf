import {
  to = dataiku_messaging_channel.example
  id = "pager"
}
