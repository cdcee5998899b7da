"""Clean text: unwrapped, its artefacts gone, with a map of every kept character back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate, chain
from operator import add
from typing import NamedTuple

from reader.cable.labels import Bullet
from reader.cable.model import Item, OffsetMap, Span

# White space that is more than one space, and the publisher's pilcrow before a digit or a capital.
_GAP = re.compile(r"(?: [ \n]+|\n[ \n]*)(?:¶ ?(?=[\dA-Z]))?|¶ ?(?=[\dA-Z])")
# The same with what Markdown and web copies leave: links, bold, hard breaks, entities.
_MARKED_GAP = re.compile(
    r"""(?P<put>\\?(?:\ [\ \n]+|\n[\ \n]*))(?:¶\ ?(?=[\dA-Z])|\[1\]\(\#\)\ ?(?=[\dA-Z]))?
    | ¶\ ?(?=[\dA-Z]) | \[1\]\(\#\)\ ?(?=[\dA-Z])
    | \[(?=[^\[\]\n]{1,80}\]\(\#?\)) | \]\(\#?\) | \*\*
    | \\(?=\n) | (?P<br><br\ ?/?>) | (?<=&)amp; | &(?:quot|\#34);(?P<quote>) | &nbsp;(?P<space>)""",
    re.VERBOSE,
)
_FILLERS = {"put": " ", "br": " ", "space": " ", "quote": '"'}
_HYPHEN = re.compile(r"-[ ]?\n")
_MARKUP = ("](", "**", "\\", "<br", "&amp;", "&quot;", "&nbsp;", "&#34;")


class Run(NamedTuple):
    """A stretch of source lines that belong together."""

    start: int
    end: int
    before: str
    """What joins it to the run before: a space, ``\\n`` or ``\\n\\n``."""
    bullet: Bullet | None = None


class Clean(NamedTuple):
    """Clean text with its map and its bullets."""

    text: str
    map: OffsetMap
    items: tuple[Item, ...]


def has_markup(source: str) -> bool:
    """Whether a source holds remains of Markdown or HTML; cables as sent do not."""
    return any(mark in source for mark in _MARKUP)


def clean(source: str, runs: Iterable[Run], *, markup: bool) -> Clean:
    """Join the runs. Hard wraps become one space, none after a hyphen; runs of spaces become one."""
    gaps = _MARKED_GAP if markup else _GAP
    parts: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    lengths: list[int] = []
    bullets: list[tuple[Bullet, int]] = []
    length = 0
    for run in runs:
        if parts:
            before = (
                ""
                if run.before == " " and _broken_compound(source, sources[-1] + lengths[-1], run.start)
                else run.before
            )
            parts.append(before)
            length += len(before)
        if run.bullet:
            bullets.append((run.bullet, length))
        spans, fillers = _kept(source, run, gaps)
        for (start, stop), filler in zip(spans, fillers, strict=True):
            parts.append(source[start:stop])
            parts.append(filler)
        sources += [start for start, _ in spans]
        sizes = [stop - start for start, stop in spans]
        lengths += sizes
        ends = list(accumulate(map(add, sizes, map(len, fillers)), initial=length))
        length = ends.pop()
        starts += ends
    text = "".join(parts)
    return Clean(text, OffsetMap(tuple(starts), tuple(sources), tuple(lengths)), _items(text, bullets))


def one_line(source: str, start: int, end: int) -> str:
    """The stretch on one line: single spaces, broken compounds joined, Markdown wrappers gone."""
    text = clean(source, (Run(start, end, ""),), markup=True).text
    return text.strip()


def _kept(source: str, run: Run, gaps: re.Pattern[str]) -> tuple[list[tuple[int, int]], list[str]]:
    """The stretches of a run that are kept, and what stands after each in the clean text."""
    start, end = run.start, run.end
    found = list(gaps.finditer(source, start, end))
    if not found:
        return [(start, end)], [""]
    fillers = [" "] * len(found)
    # Nearly all gaps are spaces and newlines; what else there is shows in a look at the whole run.
    if gaps is _MARKED_GAP or source.find("¶", start, end) >= 0 or _HYPHEN.search(source, start, end):
        fillers = [_filler(gap, source) for gap in found]
    edges = [start, *chain.from_iterable(gap.span() for gap in found), end]
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    return spans, [*fillers, ""]


def _filler(gap: re.Match[str], source: str) -> str:
    """What stands in the clean text for a dropped stretch."""
    start, stop = gap.span()
    first = source[start]
    if first == " " or first == "\n":
        # A hyphen at the end of a line belongs to a compound, a dash stands free.
        compound = (
            source[start - 1] == "-" and source[start - 2].isalnum() and source[stop : stop + 1].isalnum()
        )
        return "" if compound and "\n" in gap[0] else " "
    return _FILLERS.get(gap.lastgroup or "", "")


def _broken_compound(source: str, end: int, start: int) -> bool:
    """Whether what ends at one offset and goes on at another is one word with a hyphen."""
    return source[end - 1] == "-" and source[end - 2].isalnum() and source[start : start + 1].isalnum()


def _items(text: str, bullets: list[tuple[Bullet, int]]) -> tuple[Item, ...]:
    if not bullets:
        return ()
    items = []
    for at, (bullet, start) in enumerate(bullets):
        end = text.find("\n", start + 1)
        stop = bullets[at + 1][1] - 1 if at + 1 < len(bullets) else len(text)
        end = min(end if end >= 0 else len(text), max(stop, start))
        body = min(start + len(bullet.marker) + 1, end)
        items.append(Item(bullet.marker, Span(start, end), body))
    return tuple(items)
