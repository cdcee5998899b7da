"""Clean text: unwrapped, its artefacts gone, with a map of every kept character back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from reader.cable.labels import Bullet
from reader.cable.model import Item, OffsetMap

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
        at, end = run.start, run.end
        if parts:
            before = run.before
            if before == " " and _broken_compound(parts[-1], source, at):
                before = ""
            parts.append(before)
            length += len(before)
        if run.bullet:
            bullets.append((run.bullet, length))
        for gap in gaps.finditer(source, at, end):
            start, stop = gap.span()
            if start > at:
                parts.append(source[at:start])
                starts.append(length)
                sources.append(at)
                lengths.append(start - at)
                length += start - at
            filler = _filler(gap, source, start, stop)
            if filler:
                parts.append(filler)
                length += 1
            at = stop
        if end > at:
            parts.append(source[at:end])
            starts.append(length)
            sources.append(at)
            lengths.append(end - at)
            length += end - at
    text = "".join(parts)
    return Clean(text, OffsetMap(tuple(starts), tuple(sources), tuple(lengths)), _items(text, bullets))


def one_line(source: str, start: int, end: int) -> str:
    """The stretch on one line: single spaces, broken compounds joined, Markdown wrappers gone."""
    text = clean(source, (Run(start, end, ""),), markup=True).text
    return text.strip()


def _filler(gap: re.Match[str], source: str, start: int, stop: int) -> str:
    """What stands in the clean text for a dropped stretch."""
    first = source[start]
    if first == " " or first == "\n":
        # A hyphen at the end of a line belongs to a compound, a dash stands free.
        if (
            source[start - 1] == "-"
            and "\n" in gap[0]
            and source[start - 2].isalnum()
            and source[stop : stop + 1].isalnum()
        ):
            return ""
        return " "
    return (
        gap.lastgroup and {"put": " ", "br": " ", "space": " ", "quote": '"'}.get(gap.lastgroup, "")
    ) or ""


def _broken_compound(last: str, source: str, at: int) -> bool:
    return last[-1:] == "-" and last[-2:-1].isalnum() and source[at : at + 1].isalnum()


def _items(text: str, bullets: list[tuple[Bullet, int]]) -> tuple[Item, ...]:
    if not bullets:
        return ()
    from reader.cable.model import Span

    items = []
    for at, (bullet, start) in enumerate(bullets):
        end = text.find("\n", start + 1)
        stop = bullets[at + 1][1] - 1 if at + 1 < len(bullets) else len(text)
        end = min(end if end >= 0 else len(text), max(stop, start))
        body = min(start + len(bullet.marker) + 1, end)
        items.append(Item(bullet.marker, Span(start, end), body))
    return tuple(items)
