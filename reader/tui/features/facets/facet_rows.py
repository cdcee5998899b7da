"""What the facets of a result say, line by line: pure, from counts to rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.cable.mrn import post_name
from reader.cable.reference import tables
from reader.library.query.tree import Field
from reader.library.search.facets import Facets, Month
from reader.terminal_text import cell_width, fit, safe_line
from reader.tui.features.facets.narrowing import Condition, months, months_in_words, parts_of
from reader.tui.ui.pieces import Piece

MOST = 8
"""Values shown of each kind, before the others are asked for."""
SHOWN = {"time": 12}
"""Where it is another number: all months of a year, or the latest years."""
COUNTED = 11
"""Cells of a count: seven figures, their commas, and one on either side."""
BLOCKS = " ▏▎▍▌▋▊▉█"
WIDE = 44
"""Columns from which there is room for bars, and for what TAGS mean."""
BAR = 8


@dataclass(frozen=True, slots=True)
class Value:
    """One line: a value and how many cables of the result have it."""

    kind: str
    label: str
    count: int = 0
    condition: Condition | None = None
    """What narrows to it."""
    part: str = ""
    """A part of the query that can be taken away."""
    detail: str = ""
    more: bool = False
    """Stands for the values that are not shown."""

    @property
    def key(self) -> str:
        """Names the line when counts change."""
        return f"{self.kind}\0{self.part or self.condition or 'more'}"


@dataclass(frozen=True, slots=True)
class Section:
    """All values of one kind."""

    kind: str
    title: str
    values: Sequence[Value]


def sections(facets: Facets, query: str) -> list[Section]:
    """Every value of the result, by kind, the most frequent first; what the query asks for already on top.

    ``query`` is in normal form.
    """
    asked = parts_of(query)
    taken = {str(part) for part in asked}
    top = [Value("asked", str(part), part=str(part)) for part in asked if isinstance(part, Field)]
    found = [
        Section("asked", "Narrowed to", top),
        Section("level", "Level", list(_levels(facets))),
        _times(facets),
        Section("post", "Post", list(_posts(facets))),
        Section("tag", "TAGS", list(_tags(facets))),
        Section("signer", "Signer", list(_names("signer", facets.signers.items()))),
    ]
    kept = [
        Section(each.kind, each.title, [value for value in each.values if str(value.condition) not in taken])
        for each in found
    ]
    return [section for section in kept if section.values]


def _levels(facets: Facets) -> Iterator[Value]:
    for level, count in sorted(facets.levels.items(), reverse=True):
        yield Value(
            "level", level.words.capitalize(), count, Condition("class", level.name), detail=level.name
        )


def _times(facets: Facets) -> Section:
    """Years, or the months of the only year."""
    if len(facets.years) == 1:
        values = [Value("time", months_in_words(m, m), n, months(m, m)) for m, n in facets.months.items()]
        return Section("time", "Month", values)
    latest = reversed(list(facets.years.items()))
    whole = ((Month(year, 1), Month(year, 12), count) for year, count in latest)
    return Section(
        "time", "Year", [Value("time", f"{first.year}", n, months(first, last)) for first, last, n in whole]
    )


def _posts(facets: Facets) -> Iterator[Value]:
    for post, count in facets.posts.items():
        yield Value("post", post_name(post) or post, count, Condition("from", post))


def _tags(facets: Facets) -> Iterator[Value]:
    for tag, count in facets.tags.items():
        known = tables.tag(tag)
        yield Value(
            "tag", tag, count, Condition("tag", tag), detail=known.description if known is not None else ""
        )


def _names(kind: str, counts: Iterable[tuple[str, int]]) -> Iterator[Value]:
    for name, count in counts:
        yield Value(kind, name, count, Condition(kind, name))


def values(found: Sequence[Section], opened: Collection[str]) -> list[Section | Value]:
    """The lines in order: each kind under its title, cut short unless it was opened."""
    lines: list[Section | Value] = []
    for section in found:
        lines.append(section)
        most = len(section.values) if section.kind in {*opened, "asked"} else SHOWN.get(section.kind, MOST)
        lines += section.values[:most]
        if (left := len(section.values) - most) > 0:
            lines.append(Value(section.kind, f"{left:,} more", more=True))
    return lines


def line(value: Value, most: int, width: int) -> list[Piece]:
    """A value's line; ``most`` is the greatest count of its kind."""
    if value.part:
        return [Piece("✓ ", "mark"), Piece(fit(safe_line(value.label), width - 2), "plain")]
    if value.more:
        return [Piece(fit(f"… {value.label}", width), "dim")]
    bar = BAR if width >= WIDE else 0
    room = max(width - COUNTED - bar, 1)
    label = safe_line(value.label)
    used = min(cell_width(label), room)
    detail = f"  {safe_line(value.detail)}" if value.detail and used + 6 < room else ""
    return [
        Piece(fit(label, used), "plain"),
        Piece(fit(detail, room - used), "dim"),
        Piece(f"{value.count:,}".rjust(COUNTED - 1) + " ", "plain"),
        Piece(bar_of(value.count, most, bar), "faint"),
    ]


def bar_of(count: int, most: int, width: int) -> str:
    """A bar of at most so many cells, in eighths; never none where there is something."""
    eighths = max(round(count / most * width * 8), 1) if most and count else 0
    full, rest = divmod(min(eighths, width * 8), 8)
    return ("█" * full + (BLOCKS[rest] if rest else "")).ljust(width) if width else ""
