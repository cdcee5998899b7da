"""Persons whose names are spelt in several ways, as the user has merged them."""
