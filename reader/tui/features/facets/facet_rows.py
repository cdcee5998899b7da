"""The lines of the facets, made from counts. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.cable.mrn import post_name
from reader.cable.reference import tables
from reader.library.discovery.names import NamesFound
from reader.library.query.tree import Field
from reader.library.search.facets import Facets, Month
from reader.terminal_text import cell_width, fit, safe_line
from reader.tui.features.facets.narrowing import Condition, months, months_in_words, parts_of
from reader.tui.ui.pieces import Piece

MOST_VALUES = 8
"""Values of a kind that are shown until the user asks for all."""
MOST_PERSONS = 200
"""Persons that can be shown; there are thousands, most in one cable."""
MOST_VALUES_OF = {"time": 12}
"""Exceptions: all months of a year, or the latest years."""
COUNT_WIDTH = 11
"""Cells of a count: seven digits, their commas, and one on either side."""
BLOCKS = " ▏▎▍▌▋▊▉█"
WIDE = 44
"""Width in cells from which bars, and what TAGS mean, are shown."""
BAR_WIDTH = 8


@dataclass(frozen=True, slots=True)
class Value:
    """One line: a value and how many cables of the result have it."""

    kind: str
    label: str
    count: int = 0
    condition: Condition | None = None
    """The condition that narrows to it."""
    part: str = ""
    """A part of the query that can be removed."""
    detail: str = ""
    more: bool = False
    """The line that shows the remaining values."""

    @property
    def key(self) -> str:
        """Identifies the line when counts change."""
        return f"{self.kind}\0{self.part or self.condition or 'more'}"


@dataclass(frozen=True, slots=True)
class Section:
    """All values of one kind."""

    kind: str
    title: str
    values: Sequence[Value]


def sections(facets: Facets, query: str, people: NamesFound | None = None) -> list[Section]:
    """Every value of the result, by kind, the most frequent first; the fields of the query on top.

    ``query`` is in normal form.
    """
    parts = parts_of(query)
    present = {str(part) for part in parts}
    fields = [Value("asked", str(part), part=str(part)) for part in parts if isinstance(part, Field)]
    every = [
        Section("asked", "Narrowed to", fields),
        Section("level", "Level", list(_levels(facets))),
        _times(facets),
        Section("post", "Post", list(_posts(facets))),
        Section("tag", "TAGS", list(_tags(facets))),
        *([_people(people)] if people else ()),
        Section("signer", "Signer", list(_names("signer", facets.signers.items()))),
    ]
    kept = [
        Section(
            each.kind, each.title, [value for value in each.values if str(value.condition) not in present]
        )
        for each in every
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


def _people(people: NamesFound) -> Section:
    title = "Person" if people.counted == people.of else f"Person, in {people.counted:,} of {people.of:,}"
    persons = ((name, cables) for name, cables, _ in people.names[:MOST_PERSONS])
    return Section("people", title, list(_names("people", persons)))


def _names(kind: str, counts: Iterable[tuple[str, int]]) -> Iterator[Value]:
    for name, count in counts:
        yield Value(kind, name, count, Condition(kind, name))


def values(every: Sequence[Section], expanded: Collection[str]) -> list[Section | Value]:
    """The lines in order: each kind under its title, shortened unless it is one of ``expanded``."""
    lines: list[Section | Value] = []
    for section in every:
        lines.append(section)
        most = (
            len(section.values)
            if section.kind in {*expanded, "asked"}
            else MOST_VALUES_OF.get(section.kind, MOST_VALUES)
        )
        lines += section.values[:most]
        if (left := len(section.values) - most) > 0:
            lines.append(Value(section.kind, f"{left:,} more", more=True))
    return lines


def line(value: Value, most: int, width: int) -> list[Piece]:
    """The line of a value; ``most`` is the greatest count of its kind."""
    if value.part:
        return [Piece("✓ ", "mark"), Piece(fit(safe_line(value.label), width - 2), "plain")]
    if value.more:
        return [Piece(fit(f"… {value.label}", width), "dim")]
    bar = BAR_WIDTH if width >= WIDE else 0
    label_width = max(width - COUNT_WIDTH - bar, 1)
    label = safe_line(value.label)
    used = min(cell_width(label), label_width)
    detail = f"  {safe_line(value.detail)}" if value.detail and used + 6 < label_width else ""
    return [
        Piece(fit(label, used), "plain"),
        Piece(fit(detail, label_width - used), "dim"),
        Piece(f"{value.count:,}".rjust(COUNT_WIDTH - 1) + " ", "plain"),
        Piece(count_bar(value.count, most, bar), "faint"),
    ]


def count_bar(count: int, most: int, width: int) -> str:
    """A bar of at most ``width`` cells, drawn in eighths; never empty for a count above 0."""
    eighths = max(round(count / most * width * 8), 1) if most and count else 0
    full, rest = divmod(min(eighths, width * 8), 8)
    return ("█" * full + (BLOCKS[rest] if rest else "")).ljust(width) if width else ""
