"""Commands that open the screen: in the terminal, as a demo, and in a browser."""
