# left = right
print('harvest')
