# The identifier of the data collection, as in the address of its page
terraform import dataiku_data_collection.example "aBcD1234"
