"""The source cut into lines, also where a line break was lost."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from reader.cable.model import Span

_HARD_BREAK = re.compile(r"(?:(?<=\S)\\|<br ?/?>)$")


class Lines:
    """The lines of a source; a line here may also begin at a cut, where a newline was lost.

    ``starts[i]`` is where line ``i`` begins, ``raw[i]`` its text without the newline, ``text[i]`` the same
    without spaces around it and without the hard break of a web copy at its end. ``starts`` has one more
    entry: the length of the source.
    """

    __slots__ = ("raw", "source", "starts", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self.raw = source.split("\n")
        self.starts = list(accumulate(map(len, self.raw), lambda at, length: at + length + 1, initial=0))
        self.starts[-1] = len(source)
        self._strip()

    def __len__(self) -> int:
        return len(self.raw)

    def at(self, offset: int) -> int:
        """The line that holds this offset of the source."""
        return min(bisect_right(self.starts, offset), len(self.raw)) - 1

    def begin(self, line: int) -> int:
        """Where the first character of a line that is no space stands."""
        raw = self.raw[line]
        return self.starts[line] + len(raw) - len(raw.lstrip())

    def end(self, line: int) -> int:
        """Just after the last character of a line that is no space."""
        return self.starts[line] + len(self.raw[line].rstrip())

    def span(self, first: int, last: int) -> Span:
        """From the first visible character of one line to the last of another (inclusive)."""
        return Span(self.begin(first), max(self.end(last), self.begin(first)))

    def cut(self, offsets: Iterable[int]) -> None:
        """Begin a new line at each of these offsets. Cost: one pass over the lines, whatever their number."""
        cuts = sorted(set(offsets).difference(self.starts))
        if not cuts:
            return
        starts = sorted({*self.starts[:-1], *cuts})
        starts.append(len(self.source))
        ends = starts[1:]
        self.starts = starts
        self.raw = [
            self.source[start:end].removesuffix("\n") for start, end in zip(starts[:-1], ends, strict=True)
        ]
        self._strip()

    def _strip(self) -> None:
        self.text = [line.strip() for line in self.raw]
        if "\\\n" in self.source or "<br" in self.source:
            self.text = [_HARD_BREAK.sub("", line) for line in self.text]
