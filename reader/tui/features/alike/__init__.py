"""Cables like the open one, and other cables that contain passages of it."""
