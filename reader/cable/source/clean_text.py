"""Clean text: unwrapped and without artefacts, with a map of every kept character back to the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import accumulate, chain
from operator import add
from typing import NamedTuple

from reader.cable.source.paragraph_labels import Bullet
from reader.cable.span import OffsetMap, Pieces, Span
from reader.cable.text_model import Item

# White space that is more than one space, and the publisher's pilcrow before a digit or a capital.
_GAP = re.compile(r"(?: [ \n]+|\n[ \n]*)(?:¶ ?(?=[\dA-Z]))?|¶ ?(?=[\dA-Z])")
# The same with what Markdown and web copies leave: links, bold, hard breaks, entities.
_MARKED_GAP = re.compile(
    r"""(?P<br>\ *<br\ ?/?>[\ \n]*)
    | (?P<put>\\?(?:\ [\ \n]+|\n[\ \n]*))(?:¶\ ?(?=[\dA-Z])|\[1\]\(\#\)\ ?(?=[\dA-Z]))?
    | ¶\ ?(?=[\dA-Z]) | \[1\]\(\#\)\ ?(?=[\dA-Z])
    | \[(?=[^\[\]\n]{1,80}\]\(\#?\)) | \]\(\#?\) | \*\*
    | \\(?=\n) | (?<=&)amp; | &(?:quot|\#34);(?P<quote>) | &nbsp;(?P<space>)""",
    re.VERBOSE,
)
_PILCROW = re.compile(r"¶ ?(?=[\dA-Z])")
_COMPOUND = re.compile(r"-(?<=[^\W_]-) *\n[ \n]*(?=[^\W_])")
"""A hyphen at the end of a line, with the break that is removed."""
_FILLERS = {"put": " ", "br": " ", "space": " ", "quote": '"'}
_ENTITY = re.compile(r"&(?:amp|quot|nbsp|#34);")


class Run(NamedTuple):
    """A stretch of source lines that belong together."""

    start: int
    end: int
    before: str
    """What joins it to the run before: a space, ``\\n`` or ``\\n\\n``."""
    bullet: Bullet | None = None
    verbatim: bool = False
    """A table: to be shown as set."""


class Clean(NamedTuple):
    """Clean text with its map, its bullets and its tables."""

    text: str
    map: OffsetMap
    items: tuple[Item, ...]
    verbatim: tuple[Span, ...]


def has_markup(source: str) -> bool:
    """Whether a source contains remains of Markdown or HTML; cables as sent do not."""
    # Searching for one character takes a fiftieth of the time of searching for two.
    return (
        ("]" in source and "](" in source)
        or ("*" in source and "**" in source)
        or ("<" in source and "<br" in source)
        or "\\" in source
        or ("&" in source and _ENTITY.search(source) is not None)
    )


def clean(source: str, runs: Sequence[Run], *, markup: bool) -> Clean:
    """Join the runs. Hard wraps become one space, none after a hyphen; runs of spaces become one."""
    parts: list[str] = []
    bullets: list[tuple[Bullet, int]] = []
    tables: list[Span] = []
    length = 0
    end = 0
    for run in runs:
        if parts:
            before = "" if run.before == " " and _broken_compound(source, end, run.start) else run.before
            parts.append(before)
            length += len(before)
        if run.bullet:
            bullets.append((run.bullet, length))
        text = _text(source, run, markup)
        if run.verbatim:
            tables.append(Span(length, length + len(text)))
        parts.append(text)
        length += len(text)
        end = run.end
    text = "".join(parts)
    offsets = OffsetMap.lazy(partial(_pieces, source, tuple(runs), markup))
    return Clean(text, offsets, _items(text, bullets), tuple(tables))


def _text(source: str, run: Run, markup: bool) -> str:
    """The clean text of one run."""
    raw = source[run.start : run.end]
    if run.verbatim:
        return raw
    if markup and has_markup(raw):
        spans, fillers = _kept(source, run, markup)
        return "".join(
            chain.from_iterable(
                (source[start:stop], filler) for (start, stop), filler in zip(spans, fillers, strict=True)
            )
        )
    # Nearly all gaps are spaces and newlines, which str.replace handles faster than any pattern.
    if "¶" in raw:
        raw = _PILCROW.sub("", raw)
    if "-" in raw:
        raw = _COMPOUND.sub("-", raw)
    raw = raw.replace("\n", " ")
    while "  " in raw:
        raw = raw.replace("  ", " ")
    return raw.strip(" ")


def _pieces(source: str, runs: tuple[Run, ...], markup: bool) -> Pieces:
    """The pieces of the map: what ``clean`` keeps, and where it goes."""
    starts: list[int] = []
    sources: list[int] = []
    lengths: list[int] = []
    length = 0
    for at, run in enumerate(runs):
        if at:
            joined = run.before == " " and _broken_compound(source, runs[at - 1].end, run.start)
            length += 0 if joined else len(run.before)
        spans, fillers = _kept(source, run, markup)
        sizes = [stop - start for start, stop in spans]
        sources += [start for start, _ in spans]
        lengths += sizes
        ends = list(accumulate(map(add, sizes, map(len, fillers)), initial=length))
        length = ends.pop()
        starts += ends
    return tuple(starts), tuple(sources), tuple(lengths)


def one_line(source: str, start: int, end: int) -> str:
    """The stretch on one line: single spaces, broken compounds joined, Markdown removed."""
    run = Run(start, end, "")
    return _text(source, run, has_markup(source[start:end])).strip()


def _kept(source: str, run: Run, markup: bool) -> tuple[list[tuple[int, int]], list[str]]:
    """The stretches of a run that are kept, and what follows each in the clean text."""
    start, end = run.start, run.end
    found = [] if run.verbatim else list((_MARKED_GAP if markup else _GAP).finditer(source, start, end))
    edges = [start, *chain.from_iterable(gap.span() for gap in found), end]
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    return spans, [*(_filler(gap, source) for gap in found), ""]


def _filler(gap: re.Match[str], source: str) -> str:
    """What replaces a removed stretch in the clean text."""
    start, stop = gap.span()
    first = source[start]
    if first == " " or first == "\n":
        return "" if "\n" in gap[0] and _broken_compound(source, start, stop) else " "
    return _FILLERS.get(gap.lastgroup or "", "")


def _broken_compound(source: str, end: int, start: int) -> bool:
    """Whether what ends at one offset and goes on at another is one word with a hyphen, not a dash."""
    return (
        source[end - 2 : end - 1].isalnum() and source[end - 1] == "-" and source[start : start + 1].isalnum()
    )


def _items(text: str, bullets: list[tuple[Bullet, int]]) -> tuple[Item, ...]:
    if not bullets:
        return ()
    items = []
    for at, (bullet, start) in enumerate(bullets):
        end = text.find("\n", start + 1)
        stop = bullets[at + 1][1] - 1 if at + 1 < len(bullets) else len(text)
        end = min(end if end >= 0 else len(text), max(stop, start))
        body = start + len(bullet.marker)
        body = min(body + text.startswith(" ", body), end)
        items.append(Item(bullet.marker, Span(start, end), body))
    return tuple(items)
