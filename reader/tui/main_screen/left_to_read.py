"""How far one is in the open cable, and how long the rest takes to read, for the banner."""

from __future__ import annotations

from reader.cable.model import Cable
from reader.cable.outline.reading_time import progress, whole_time, words_before


class LeftToRead:
    """Counts the words of a cable once, not with every paragraph."""

    def __init__(self) -> None:
        self._cable: Cable | None = None
        self._before: tuple[int, ...] = (0,)

    def words(self, cable: Cable, ordinal: int | None, share: float = 0.0) -> str:
        """``42% · 6 min left`` in a paragraph, a share of which was read; for the whole cable ``9 min``."""
        if cable is not self._cable:
            self._cable, self._before = cable, words_before(cable)
        if ordinal is None or not 1 <= ordinal < len(self._before):
            return whole_time(self._before)
        here = progress(self._before, ordinal, share)
        return f"{here.percent}% · {here.left}"
