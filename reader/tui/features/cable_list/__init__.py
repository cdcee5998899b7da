"""The cable list: what it shows, its rows, marked cables."""
