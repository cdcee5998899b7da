"""Whether a name is on the user's list of names to protect."""

from __future__ import annotations

from collections.abc import Iterable

from reader.library.folding import fold


def is_listed(name: str, listed: Iterable[str]) -> bool:
    """Whether it is a listed name, or ends as one does: ``Gough`` where ``Judith Gough`` is listed."""
    words = fold(name).split()
    return any(_same_end(words, fold(each).split()) for each in listed)


def _same_end(words: list[str], others: list[str]) -> bool:
    shared = min(len(words), len(others))
    return shared > 0 and words[-shared:] == others[-shared:]
