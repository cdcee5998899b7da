"""``cables codes``: the codebook with its counts, and the actions that change it."""
