"""The open cable as data: its text, the notes on it and their places, its versions."""
