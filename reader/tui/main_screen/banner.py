"""The line across the top: the overall level in its colour and in words, and the current place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.cable.level import LIMITED_OFFICIAL_USE
from reader.cable.model import Cable, Level
from reader.terminal_text import cell_width, safe_line
from reader.tui.page.paint import RoleStyles
from reader.tui.page.roles import portion_text


class BannerPiece(NamedTuple):
    """Some characters of the banner: the level's block, the rule, or the words at its end."""

    text: str
    role: str
    """level-u ... level-ts, level-none, rule, where"""


def level_words(cable: Cable) -> tuple[str, ...]:
    """What to print for the overall level, the longest first: ``SECRET//NOFORN``, ``SECRET``, ``S``.

    The last one is a last resort.
    """
    level, named = cable.level, cable.classification
    if level is None:
        return ("LEVEL UNKNOWN", "NO LEVEL", "?")
    if cable.level_words == LIMITED_OFFICIAL_USE:
        return (LIMITED_OFFICIAL_USE, "LOU")
    full = named.name if named and named.level is level and named.name else level.words
    short = {Level.U: "UNCLAS", Level.SBU: "SBU", Level.C: "CONF", Level.S: "SECRET", Level.TS: "TOP SECRET"}
    return (*dict.fromkeys((full, level.words, short[level])), level.name)


def where_words(cable: Cable, mrn: str | None, ordinal: int | None, reading: str = "") -> tuple[str, ...]:
    """The current place, the longest form first: ``06PHNOMPENH977 · ¶7 (SBU) · 7 of 10`` down to ``¶7``.

    ``reading`` is how much is left to read; it is left out first, the time before the share.
    """
    number = mrn or cable.mrn or ""
    count = len(cable.paragraphs)
    paragraph = cable.paragraph(ordinal) if ordinal is not None else None
    if paragraph is None:
        whole = "whole cable"
        timed = " · ".join(filter(None, (number, whole, reading)))
        return tuple(dict.fromkeys((timed, " · ".join(filter(None, (number, whole))), number or whole, "")))
    mark = f" {portion_text(paragraph.portion)}" if paragraph.portion else ""
    label, counted = paragraph.label, f"{paragraph.ordinal} of {count}"
    lead = f"{number} · " if number else ""
    longest = (f"{lead}{label}{mark} · {counted} · {words}" for words in _shortened(reading))
    return (
        *longest,
        f"{lead}{label}{mark} · {counted}",
        f"{lead}{label}{mark}",
        f"{lead}{label}",
        f"{label} · {counted}",
        f"{label}{mark}",
        label,
    )


def _shortened(reading: str) -> tuple[str, ...]:
    """``42% · 6 min left``, then ``42%``."""
    return tuple(dict.fromkeys((reading, reading.split(" · ")[0]))) if reading else ()


def banner_pieces(
    cable: Cable | None,
    mrn: str | None,
    ordinal: int | None,
    width: int,
    note: str = "",
    warning: Sequence[str] = (),
    reading: str = "",
) -> list[BannerPiece]:
    """The banner, exactly ``width`` cells.

    The level is never left out; where space is short, the place is shortened before it. ``note`` is one more
    word, such as the panel's name; it is left out first. A ``warning``, its longest form first, comes before
    the place and is left out last.
    """
    if cable is None:
        return _fitted((f" {safe_line(note)} ",) if note else ("",), ("",), "none", width)
    level = cable.level
    role = level.name.lower() if level else "none"
    levels = [f" {safe_line(words)} " for words in level_words(cable)]
    wheres = [f" {safe_line(words)} " if words else "" for words in where_words(cable, mrn, ordinal, reading)]
    for _ in _shortened(reading):
        if cell_width(levels[0]) + cell_width(wheres[0]) > width:
            del wheres[0]  # the level is not shortened for it
    if warning:
        forms = dict.fromkeys((*wheres, ""))
        wheres = [f" {words} ·{where}" if where else f" {words} " for where in forms for words in warning]
    return _fitted(levels, wheres, role, width, f"· {safe_line(note)} " if note else "")


def _fitted(
    levels: Sequence[str], wheres: Sequence[str], role: str, width: int, note: str = ""
) -> list[BannerPiece]:
    """The longest forms that fit side by side, with a rule between; as a last resort the letter alone.

    The note follows the longest form of the place, if there is room left.
    """
    pairs = [(level, where) for where in wheres for level in levels[:-1] or levels]
    pairs += [(levels[-1], wheres[-1]), *((level, "") for level in levels)]
    fitting = (pair for pair in pairs if cell_width(pair[0]) + cell_width(pair[1]) <= width)
    level, where = next(fitting, (levels[-1].strip()[:width], ""))
    if where == wheres[0] and cell_width(level) + cell_width(where) + cell_width(note) <= width:
        where += note
    rule = width - cell_width(level) - cell_width(where)
    pieces = BannerPiece(level, f"level-{role}"), BannerPiece("─" * rule, "rule"), BannerPiece(where, "where")
    return [piece for piece in pieces if piece.text]


class Banner(Widget):
    """One row, always visible, louder than anything else on the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"banner--level-{name}" for name in ("u", "sbu", "c", "s", "ts", "none")),
        "banner--rule",
        "banner--where",
    }
    DEFAULT_CSS = """
    Banner { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._cable: Cable | None = None
        self._mrn: str | None = None
        self._ordinal: int | None = None
        self._note = ""
        self._warning: Sequence[str] = ()
        self._reading = ""
        self._role_styles: RoleStyles | None = None

    def show(
        self, cable: Cable | None, mrn: str | None = None, ordinal: int | None = None, reading: str = ""
    ) -> None:
        """Show the level and number of a cable, its current paragraph, and how much is left to read."""
        self._cable, self._mrn, self._ordinal, self._reading = cable, mrn, ordinal, reading
        self.refresh()

    def at(self, ordinal: int | None) -> None:
        """Show another current paragraph; None for the whole cable."""
        self._ordinal = ordinal
        self.refresh()

    def note(self, words: str) -> None:
        """Show a word at the end, if it fits: the panel's name when it is alone on the screen."""
        self._note = words
        self.refresh()

    def warn(self, forms: Sequence[str]) -> None:
        """Show a warning, the longest form first: that this is not the current version."""
        self._warning = forms
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the styles of the old theme."""
        super().notify_style_update()
        self._role_styles = None

    def render_line(self, y: int) -> Strip:
        """The banner in its first row."""
        if self._role_styles is None:
            self._role_styles = RoleStyles(self, "banner")
        styles, width = self._role_styles, self.size.width
        if y or width <= 0:
            return Strip.blank(max(width, 0), styles.base)
        pieces = banner_pieces(
            self._cable, self._mrn, self._ordinal, width, self._note, self._warning, self._reading
        )
        return Strip([Segment(text, styles(role)) for text, role in pieces]).adjust_cell_length(
            width, styles.base
        )
