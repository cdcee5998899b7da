"""The screen in a browser: a web server on this machine only, and the page it serves."""
