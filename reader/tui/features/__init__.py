"""The features of the screen, one folder each, independent of one another."""
