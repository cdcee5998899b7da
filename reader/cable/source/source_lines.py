"""The source cut into lines, also where a line break was lost."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, count, groupby, pairwise
from operator import add

from reader.cable.span import Span

SHORTEST_RULE = 3
"""Dashes or the like in the shortest rule; ``--`` only keeps a blank line from being lost."""
_LONGEST_WRAPPED = 100
"""Characters; telegrams were wrapped at 55 to 70."""
_SHARE_UNWRAPPED = 0.7
"""Of a text, what is in longer lines if it is not wrapped: 155 of the 395 cables."""
_SHARE_SPACED = 0.8
"""Of the lines, those that belong to a text with a blank line below each line."""
_FEWEST_BLANK = 3
_FEWEST_SPACED = 20
"""Lines of such a text, blank ones of its own and others."""
_HARD_BREAK = re.compile(r"(?:(?<=\S)\\| {0,9}<br ?/?>)$")


class Lines:
    """The lines of a normalised source; a line here may also begin at a cut, where a newline was lost.

    ``starts[i]`` is where line ``i`` begins, ``text[i]`` what it says, without spaces around it and without
    the hard break of a web copy at its end. ``starts`` has one more entry: the length of the source.
    ``longest`` counts the characters of the longest line of the source.
    """

    __slots__ = ("_broken", "_unwrapped", "longest", "source", "starts", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self._broken = ("\\" in source and "\\\n" in source) or ("<" in source and "<br" in source)
        found = source.split("\n")  # normalised, so there is no other newline
        lengths = list(map(len, found))
        self.longest = max(lengths)
        # Each line begins after all lines above it and their newlines.
        self.starts: list[int] = list(map(add, accumulate(lengths, initial=0), count()))
        self.starts[-1] = len(source)
        self.text = self._stripped(found)
        self._unwrapped: bool | None = None
        if 2 * self.text.count("") > _SHARE_SPACED * len(self.text):
            self._close_up()

    def __len__(self) -> int:
        return len(self.text)

    @property
    def unwrapped(self) -> bool:
        """Whether nearly every paragraph is one long line, so that the breaks left were meant."""
        if self._unwrapped is None:
            lengths = map(len, self.text) if self.longest > _LONGEST_WRAPPED else ()
            long = sum(filter(_LONGEST_WRAPPED.__lt__, lengths))
            self._unwrapped = long > _SHARE_UNWRAPPED * len(self.source)
        return self._unwrapped

    def at(self, offset: int) -> int:
        """The line at this offset of the source."""
        return min(bisect_right(self.starts, offset), len(self.text)) - 1

    def raw(self, line: int) -> str:
        """A line with the spaces around it."""
        return self.source[self.starts[line] : self.starts[line + 1]].removesuffix("\n")

    def begin(self, line: int) -> int:
        """The offset of the first character of a line that is not a space."""
        start = self.starts[line]
        if not self.source.startswith(" ", start):
            return start
        raw = self.raw(line)
        return start + len(raw) - len(raw.lstrip())

    def end(self, line: int) -> int:
        """Just after the last character of a line that is not a space."""
        text, start = self.text[line], self.starts[line]
        if not text:
            return start
        return (start if self.source[start] != " " else self.begin(line)) + len(text)

    def span(self, first: int, last: int) -> Span:
        """From the first visible character of one line to the last of another (inclusive)."""
        begin = self.begin(first)
        if first == last:
            return Span(begin, begin + len(self.text[first]))
        end = self.end(last)
        return Span(begin, end if end > begin else begin)

    def break_at(self, offsets: Iterable[int]) -> None:
        """Begin a new line at each of these offsets. Cost: one pass over the lines, whatever their number."""
        starts: list[int] = []
        text: list[str] = []
        done = 0
        for line, cuts in groupby(sorted(set(offsets).difference(self.starts)), self.at):
            edges = [self.starts[line], *cuts, self.starts[line + 1]]
            starts += self.starts[done:line] + edges[:-1]
            text += self.text[done:line] + self._stripped(
                self.source[slice(*edge)] for edge in pairwise(edges)
            )
            done = line + 1
        if done:
            self.starts = starts + self.starts[done:]
            self.text = text + self.text[done:]

    def _close_up(self) -> None:
        """Make each blank line that a converter set below every line a part of the line above it."""
        text = self.text
        last = len(text)
        while last > 0 and not text[last - 1]:
            last -= 1
        first = last
        while first >= 2 and not text[first - 2]:  # the lines of the text are every second one
            first -= 2
        first -= 1
        kept = range(max(first, 0), last, 2)
        lengths = sorted(len(text[at]) for at in kept if text[at])
        blank = len(kept) - len(lengths)
        if (
            2 * len(kept) < _SHARE_SPACED * last
            or blank < _FEWEST_BLANK
            or len(lengths) < _FEWEST_SPACED
            or lengths[len(lengths) // 2] > _LONGEST_WRAPPED
        ):
            return
        self.text = [*text[: kept.start], *(text[at] for at in kept), *text[last:]]
        self.starts = [*self.starts[: kept.start], *(self.starts[at] for at in kept), *self.starts[last:]]

    def _stripped(self, found: Iterable[str]) -> list[str]:
        text = map(str.strip, found)
        return [_HARD_BREAK.sub("", line) for line in text] if self._broken else list(text)
