"""Reading only some portions of a cable: which levels there are, which are chosen, and the next of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from reader.cable.model import Cable, Level, Paragraph
from reader.errors import UsageError

UNMARKED = "unmarked"
"""Stands for the level of paragraphs without a portion mark."""


def level_of(paragraph: Paragraph) -> Level | None:
    """The level of a paragraph's portion mark; None without one."""
    return paragraph.portion.level if paragraph.portion is not None else None


def name_of(level: Level | None) -> str:
    """``SBU``; ``unmarked`` for none."""
    return level.name if level is not None else UNMARKED


def levels(cable: Cable) -> list[tuple[Level | None, int]]:
    """The levels of the paragraphs, with their number: the lowest first, unmarked ones last."""
    found = Counter(level_of(paragraph) for paragraph in cable.paragraphs)
    return sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))


@dataclass(frozen=True, slots=True)
class PortionFilter:
    """The levels whose paragraphs one reads; the others are dimmed, or folded to one line each."""

    chosen: frozenset[Level | None] = frozenset()
    """None is that of unmarked paragraphs. Without any level all are read."""
    folds: bool = False

    @property
    def on(self) -> bool:
        """Whether any paragraph may be dimmed."""
        return bool(self.chosen)

    def shows(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is shown as usual."""
        return not self.chosen or level_of(paragraph) in self.chosen

    def toggled(self, level: Level | None) -> PortionFilter:
        """With one level more, or less."""
        return replace(self, chosen=self.chosen ^ {level})

    def words(self, cable: Cable) -> tuple[str, ...]:
        """What is shown, the longest form first: ``only C, S: 4 of 12 paragraphs``; none while it is off."""
        if not self.chosen:
            return ()
        ordered = sorted(self.chosen, key=lambda level: (level is None, level or 0))
        names = ", ".join(map(name_of, ordered))
        shown = sum(map(self.shows, cable.paragraphs))
        return f"only {names}: {shown} of {len(cable.paragraphs)} paragraphs", f"only {names}"

    def next(self, cable: Cable, here: int | None, step: int) -> int | None:
        """The ordinal of the next paragraph shown (``step`` -1: of the one before); None if there is none.

        While it is off, that of the next paragraph of another level.
        """
        current = cable.paragraph(here) if here is not None else None
        at = (here or 0) + step
        while (paragraph := cable.paragraph(at)) is not None:
            if self.chosen:
                found = self.shows(paragraph)
            else:
                found = current is None or level_of(paragraph) is not level_of(current)
            if found:
                return at
            at += step
        return None


def named(text: str, *, folds: bool = False) -> PortionFilter:
    """The filter for levels as a user types them: ``C S``, ``sbu, unmarked``; ``all`` for none.

    Raises UsageError.
    """
    chosen: set[Level | None] = set()
    for word in text.replace(",", " ").upper().strip().split():
        if word in Level.__members__:
            chosen.add(Level[word])
        elif word == UNMARKED.upper():
            chosen.add(None)
        elif word != "ALL":
            raise UsageError(
                f'"{word}" is not a level',
                advice=f"Levels are {', '.join(Level.__members__)} and {UNMARKED}.",
            )
    return PortionFilter(frozenset(chosen), folds)
