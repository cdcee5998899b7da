"""The five steps, which of them are done, and the text that shows them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.notes.queries.counts import NoteCounts


class Step(NamedTuple):
    """Something to try."""

    name: str
    """Under which it is remembered."""
    command: str
    """The id of the command that does it; its key is shown."""
    words: str


STEPS = (
    Step("open", "list.open", "open a cable"),
    Step("annotate", "note.write", "write a note"),
    Step("tag", "tag.edit", "tag a paragraph"),
    Step("link", "link.make", "link two cables"),
    Step("export", "export", "export your notes"),
)
SAMPLES_FIRST = Step("open", "library.samples", "open the samples")
"""The first step in a library without cables."""
NAMES = tuple(step.name for step in STEPS)

LEAST_COLUMNS, LEAST_LINES = 50, 16
"""Size of the window below which nothing is shown."""
BLOCK_COLUMNS, BLOCK_LINES = 26, 24
"""Width of the list, and height of the window, from which all steps are listed below the list."""
KEY = 6
"""Columns of the keys."""


class Form(Enum):
    """How the steps are shown."""

    BLOCK = "all of them, in the corner below the list"
    LINE = "the next one, in a line of its own"
    NONE = "not at all"


def form_for(columns: int, lines: int, list_columns: int) -> Form:
    """The form for a window of this size; ``list_columns`` is the width of the list, 0 if it is hidden."""
    if columns < LEAST_COLUMNS or lines < LEAST_LINES:
        return Form.NONE
    return Form.BLOCK if list_columns >= BLOCK_COLUMNS and lines >= BLOCK_LINES else Form.LINE


def done_by(counts: Iterable[NoteCounts]) -> set[str]:
    """The steps that the notes in a library show to be done."""
    found = set()
    for one in counts:
        found |= {name for name, n in (("annotate", one.notes), ("tag", one.tags), ("link", one.links)) if n}
    return found


def in_order(done: Collection[str]) -> tuple[str, ...]:
    """The names of steps that are done, in the order of the steps; names of no step are left out."""
    return tuple(name for name in NAMES if name in done)


Piece = tuple[str, str]
"""Some words and their style."""


def block(steps: Iterable[tuple[Step, str]], done: Collection[str], hide: str) -> list[list[Piece]]:
    """The lines that list all steps, each given with its key; ``hide`` is the key that hides them."""
    lines: list[list[Piece]] = [[(" First steps", "bold"), (f"  {len(done)} of {len(STEPS)} done", "$dim")]]
    upcoming = True
    for step, key in steps:
        if step.name in done:
            lines.append([(" ✓ ", "$success bold"), (f"{key:<{KEY}}{step.words}", "$dim")])
            continue
        sign = " ▸ " if upcoming else "   "
        upcoming = False
        lines.append([(sign, "$accent bold"), (f"{key:<{KEY}}", "$accent bold"), (step.words, "")])
    ending = "hide for good" if upcoming is False else "hide: all done"
    lines.append([("   ", ""), (f"{hide:<{KEY}}", "$dim bold"), (ending, "$dim")])
    return lines


def line(steps: Iterable[tuple[Step, str]], done: Collection[str], hide: str) -> list[Piece]:
    """The line that shows the next step."""
    upcoming = next(((step, key) for step, key in steps if step.name not in done), None)
    if upcoming is None:
        return [
            (" First steps: all done", "bold"),
            ("  ·  ", "$dim"),
            (hide, "$accent bold"),
            (" hide", "$dim"),
        ]
    step, key = upcoming
    return [
        (f" First steps {len(done)}/{len(STEPS)}", "bold"),
        ("  ·  ", "$dim"),
        (key, "$accent bold"),
        (f" {step.words}", ""),
        ("  ·  ", "$dim"),
        (hide, "$accent bold"),
        (" hide for good", "$dim"),
    ]
