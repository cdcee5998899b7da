"""Undo and redo as data: what a step changed, and whether it can still be taken back.

A step keeps a reverse patch for each document it touched. Applying them gives the step for the other
direction, so undo and redo are the same. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.notes.model import Document
from reader.notes.reverse_patch import is_patch

KEPT = 200
"""Steps that can be undone, the newest."""
_PREFIX = "step:"


def step_table(number: int) -> str:
    """The table of a step; each has its own, so that a large step does not weigh on the next."""
    return f"{_PREFIX}{number:010}"


def step_number(table: str) -> int | None:
    """The number of the step whose table this is."""
    number = table.removeprefix(_PREFIX)
    return int(number) if number != table and number.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the user."""

    number: int
    words: str
    """What was done, for the status line."""
    window: str
    """The id of the window that did it."""
    changes: Mapping[str, Mapping[str, Document]]
    """The way back, by table and document number."""
    undone: int = 0
    """0 while it stands; else when it was undone, in changes of the store, so the last one is known."""
    overtaken: bool = False
    """True once it could not be taken back because of a later change."""

    def document(self) -> Document:
        """As kept."""
        document: Document = {"kind": "step", "words": self.words, "window": self.window}
        if self.undone:
            document["undone"] = self.undone
        if self.overtaken:
            document["overtaken"] = True
        return document | {"changes": self.changes}

    def entries(self) -> Iterator[tuple[str, str, Document]]:
        """Table, document number and way back of each document."""
        for table, numbers in self.changes.items():
            for number, entry in numbers.items():
                yield table, number, entry


def step_of(number: int, document: Mapping[str, Any]) -> Step:
    """The step of a document. Raises KeyError or TypeError for one that is none."""
    changes = document["changes"]
    if not isinstance(changes, dict) or not all(map(_is_patches, changes.values())):
        raise TypeError("not the changes of a step")
    return Step(
        number,
        words=str(document["words"]),
        window=str(document["window"]),
        changes=changes,
        undone=int(document.get("undone", 0)),
        overtaken=document.get("overtaken") is True,
    )


def _is_patches(value: object) -> bool:
    return isinstance(value, dict) and all(is_patch(patch) for patch in value.values())
