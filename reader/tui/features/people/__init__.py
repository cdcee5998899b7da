"""The persons named in the result, with the passages that name them."""
