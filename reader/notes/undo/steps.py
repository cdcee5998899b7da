"""Undo and redo as data: what a step changed, and whether it can still be taken back.

A step keeps, for each document it touched, the fields to put back and a digest of the document as the
step left it. Carrying it out gives the step for the way back, so undo and redo are the same. Pure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from reader.notes.record_merge import PAST
from reader.notes.storage.table_state import Document

_sorted = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
KEPT = 200
"""Steps that can be undone, the newest."""
_PREFIX = "step:"
_UNHEEDED = ("changed", PAST)
"""The fields that an undo does not put back: undoing is a change too, and a merge must see it."""


def step_table(number: int) -> str:
    """The table of a step; each has its own, so that a large step does not weigh on the next."""
    return f"{_PREFIX}{number:010}"


def step_number(table: str) -> int | None:
    """The number of the step whose table this is."""
    return int(table[len(_PREFIX) :]) if table.startswith(_PREFIX) else None


def digest(document: Mapping[str, Any]) -> str:
    """A short hash of all that a document says, but for the time of its change."""
    heeded = {name: value for name, value in document.items() if name not in _UNHEEDED}
    return hashlib.blake2b(_sorted(heeded).encode(), digest_size=8).hexdigest()


def way_back(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, *, theirs: bool = False
) -> Document:
    """What takes a document back from ``after`` to ``before``; None for a document that is not there.

    A new one gets its deletion mark. But of what came from somebody else (``theirs``) no trace is left: an
    undone merge must not delete a colleague's notes when it is sent back, and can be done again.
    """
    if theirs or after is None:
        back: Document = {"left": digest(after) if after is not None else ""}
        return back | ({"whole": before} if before is not None else {"gone": True})
    old = {**after, "deleted": True} if before is None else before
    put = {k: v for k, v in old.items() if k not in _UNHEEDED and (k not in after or after[k] != v)}
    cut = [k for k in after if k not in _UNHEEDED and k not in old]
    entry: Document = {"left": digest(after)}
    if put:
        entry["put"] = put
    if cut:
        entry["cut"] = cut
    return entry


class Back(NamedTuple):
    """A document as a step would have it."""

    document: Document | None
    """None for one that is to go."""
    whole: bool = False
    """True for one that is put as it is, its time of change included."""


def taken_back(document: Mapping[str, Any] | None, entry: Mapping[str, Any]) -> Back | None:
    """The document as the entry would have it; None when somebody has changed it since."""
    if entry["left"] != (digest(document) if document is not None else ""):
        return None
    if document is None or "whole" in entry or "gone" in entry:
        return Back(entry.get("whole"), whole=True)
    cut = entry.get("cut", ())
    kept: Document = {name: value for name, value in document.items() if name not in cut}
    kept.update(entry.get("put", {}))
    return Back(kept)


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
    """The step of a document. Raises KeyError for one that is none."""
    return Step(
        number,
        words=document["words"],
        window=document["window"],
        changes=document["changes"],
        undone=document.get("undone", 0),
        overtaken=document.get("overtaken", False),
    )
