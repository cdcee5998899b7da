"""``cables trails``: routes through several cables, and the actions that change them."""
