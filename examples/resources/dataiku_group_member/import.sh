# The name of the group, and the login of the user
terraform import dataiku_group_member.example "analysts/admin"
