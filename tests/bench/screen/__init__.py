"""Benchmarks of the screen: the real program in a pseudo-terminal, driven by keys."""
