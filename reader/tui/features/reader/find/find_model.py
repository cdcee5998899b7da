"""Finding words in the open cable: ignores case, accents and line ends."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple, overload

_SIGNS = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": "-"}
_ASCII = bytes(range(128))
_FEW = 40
"""Up to this many different characters, replacing them one after the other is faster."""


class Hit(NamedTuple):
    """An occurrence of the words."""

    flow: int
    start: int
    """Half-open characters of the flow's text."""
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for searching."""

    text: str
    offsets: Sequence[int] | None
    """For each folded character, and the end, its offset in the original text; None if all are the same."""

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of a part of the folded one."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _fold(character: str) -> str:
    """Folded again it stays the same."""
    decomposed = unicodedata.normalize("NFKD", character.casefold()).casefold()
    return "".join(_SIGNS.get(one, one) for one in decomposed if not unicodedata.combining(one))


def fold(text: str) -> Folded:
    """Lower case, no accents, plain quotes and dashes. Linear; fast if no character changes its length."""
    if text.isascii():
        return Folded(text.lower(), None)
    data = text.encode(errors="surrogatepass").lower()  # of bytes only the ASCII letters, ten times as fast
    others = set(data.translate(None, _ASCII).decode(errors="surrogatepass"))
    folded = data.decode(errors="surrogatepass")
    changes = {ord(one): _fold(one) for one in others}
    if any(len(plain) != 1 for plain in changes.values()):
        offsets = [at for at, one in enumerate(text) for _ in changes.get(ord(one), one)]
        return Folded(folded.translate(changes), [*offsets, len(text)])
    if len(changes) > _FEW:
        return Folded(folded.translate(changes), None)
    for code, plain in changes.items():
        folded = folded.replace(chr(code), plain)
    return Folded(folded, None)


@dataclass(frozen=True, slots=True)
class SearchPattern:
    """What to search for."""

    patterns: tuple[re.Pattern[str], ...]
    fold: Callable[[str], Folded]
    """How a text is folded for the patterns."""
    words: str = ""
    """As the user wrote them; empty for the words of the filter."""
    exact: str = ""
    """The folded text that the one pattern stands for; empty if it may match several."""


def plain_words(words: str) -> SearchPattern:
    """Matches these words in sequence, with any space between; blank matches nothing."""
    parts = fold(words).text.split()
    pattern = (re.compile(r"\s+".join(map(re.escape, parts))),) if parts else ()
    return SearchPattern(pattern, fold, words, parts[0] if len(parts) == 1 else "")


class Hits(Sequence[Hit]):
    """The hits in the flows of a page, in order; of hits that overlap, the first.

    They are counted at once, which for one word takes 1 ms in 1 MB; where they are is found out only in flows
    that are asked about: one letter has 60,000 hits in 1 MB, and some forty lines are in view.
    """

    def __init__(self, texts: Sequence[Folded] = (), pattern: SearchPattern | None = None) -> None:
        self._texts = texts
        self._pattern = pattern
        self._found: dict[int, list[Hit]] = {}
        counts = map(self._count, range(len(texts))) if pattern is not None and pattern.patterns else ()
        self._before = list(accumulate(counts, initial=0))
        """How many hits are before each flow, and after the last of them all."""

    def __len__(self) -> int:
        return self._before[-1]

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        """A hit by its number, or several."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            raise IndexError(at)
        flow = bisect_right(self._before, number) - 1
        return self.in_flow(flow)[number - self._before[flow]]

    def first_in(self, flow: int) -> int:
        """The number of the first hit in a flow, or after it if it has none."""
        return self._before[min(flow, len(self._before) - 1)]

    def count_in(self, flow: int) -> int:
        """How many hits a flow has."""
        return self.first_in(flow + 1) - self.first_in(flow)

    def any_between(self, flow: int, start: int, end: int) -> bool:
        """Whether a hit in a flow begins there."""
        text, exact = self._texts[flow], self._pattern.exact if self._pattern is not None else ""
        if text.offsets is None and exact[:1] not in exact[1:]:  # none begins inside of another
            return text.text.find(exact, start, end + len(exact) - 1) >= 0
        hits = self.in_flow(flow)
        at = bisect_left(hits, start, key=lambda hit: hit.start)
        return at < len(hits) and hits[at].start < end

    def in_flow(self, flow: int) -> Sequence[Hit]:
        """The hits in a flow."""
        if not self.count_in(flow):
            return ()
        found = self._found.get(flow)
        if found is None:
            found = self._found[flow] = self._find(flow)
        return found

    def _count(self, flow: int) -> int:
        assert self._pattern is not None
        if self._pattern.exact:
            return self._texts[flow].text.count(self._pattern.exact)
        found = self._find(flow)
        if found:
            self._found[flow] = found
        return len(found)

    def _find(self, flow: int) -> list[Hit]:
        assert self._pattern is not None
        folded, hits, end = self._texts[flow], [], 0
        matches = (each.finditer(folded.text) for each in self._pattern.patterns)
        for start, stop in sorted(match.span() for each in matches for match in each):
            if start >= end:
                hits.append(Hit(flow, *folded.back(start, stop)))
                end = stop
        return hits
