"""Letters on the links in view, so that each can be followed by a key or two."""

from __future__ import annotations

from itertools import product

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


def labels(count: int) -> list[str]:
    """As many labels, none of which starts another: one letter each, or two if one is not enough."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return ["".join(pair) for pair in product(_LETTERS, repeat=2)][:count]
