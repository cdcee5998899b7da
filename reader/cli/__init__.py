"""The same power without the screen."""
