"""The codebook: operations on codes, and codebook files."""
