"""Notes as data: JSON Lines of everything, CSV of passages, W3C Web Annotations."""
