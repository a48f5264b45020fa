import {
  to = dataiku_plugin.example
  id = "eks-clusters"
}
