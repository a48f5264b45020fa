def rows():
    return 3
