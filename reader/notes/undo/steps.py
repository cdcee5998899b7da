"""Undo steps as data: what a step changed, and whether it can still be undone. Pure.

A step has a reverse patch for each document it changed. Applying the patches produces those for the opposite
direction, so undo and redo work the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.notes.model import Document
from reader.notes.reverse_patch import is_patch

KEPT = 200
"""The number of steps that are kept."""
_PREFIX = "step:"


def step_table(number: int) -> str:
    """The table of a step; each has its own, so that saving a step stays fast after a large one."""
    return f"{_PREFIX}{number:010}"


def step_tables(tables: Iterable[str]) -> set[str]:
    """Those of the tables that may be a step's; quick, as most are not."""
    return {table for table in tables if table.startswith(_PREFIX)}


def step_number(table: str) -> int | None:
    """The number of the step whose table this is."""
    number = table.removeprefix(_PREFIX)
    return int(number) if number != table and number.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the user."""

    number: int
    words: str
    """The wording of the step."""
    window: str
    """The id of the window that made it."""
    changes: Mapping[str, Mapping[str, Document]]
    """The reverse patches, by table and document number."""
    undone: int = 0
    """0, or the number of changes in the store when it was undone, by which the last one is found."""
    overtaken: bool = False
    """True if it could not be undone because of a later change."""

    def document(self) -> Document:
        """The document to store."""
        document: Document = {"kind": "step", "words": self.words, "window": self.window}
        if self.undone:
            document["undone"] = self.undone
        if self.overtaken:
            document["overtaken"] = True
        return document | {"changes": self.changes}

    def entries(self) -> Iterator[tuple[str, str, Document]]:
        """Table, number and reverse patch of each document."""
        for table, numbers in self.changes.items():
            for number, entry in numbers.items():
                yield table, number, entry


def step_of(number: int, document: Mapping[str, Any]) -> Step:
    """The step in a document. Raises KeyError or TypeError for an invalid one."""
    changes = document["changes"]
    if not isinstance(changes, dict) or not all(map(_are_patches, changes.values())):
        raise TypeError("not the changes of a step")
    return Step(
        number,
        words=str(document["words"]),
        window=str(document["window"]),
        changes=changes,
        undone=int(document.get("undone", 0)),
        overtaken=document.get("overtaken") is True,
    )


def _are_patches(value: object) -> bool:
    return isinstance(value, dict) and all(is_patch(patch) for patch in value.values())
