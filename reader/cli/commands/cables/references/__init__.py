"""``cables refs`` and ``cables similar``: the cables around a cable, and the cables that are missing."""
