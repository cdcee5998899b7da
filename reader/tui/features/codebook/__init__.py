"""The codebook screen, and the passages under a code."""
