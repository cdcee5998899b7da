"""The lists of persons and of terms in front of the documents of a volume."""

from __future__ import annotations

from typing import NamedTuple

from reader.library.sources.frus.elements import on_one_line

_MOST_ENTRIES = 20_000
_LONGEST = 600
"""Characters kept of an entry."""


class Entry(NamedTuple):
    """A person or a term that the volume explains."""

    is_person: bool
    name: str
    """As in the list: ``Bunker, Ellsworth``, ``NSC``."""
    meaning: str
    """What follows the name."""


class Glossary:
    """Collects the entries while the elements outside the documents are read."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        """By the id that the documents refer to: ``p_BE_1``, ``t_NSC_1``."""
        self._depth = 0
        """Levels below the item that is open; 0 without one."""
        self._id = ""
        self._is_person = False
        self._name_depth = 0
        self._name: list[str] = []
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._depth:
            self._depth += 1
        elif tag == "item":
            self._depth, self._id, self._name_depth = 1, "", 0
            self._name.clear()
            self._text.clear()
        if self._depth and not self._id and tag in ("persName", "term") and attributes.get("id"):
            self._id, self._is_person, self._name_depth = attributes["id"], tag == "persName", self._depth

    def text(self, text: str) -> None:
        """Text between elements."""
        if self._depth:
            part = self._name if self._name_depth else self._text
            if sum(map(len, part)) < _LONGEST:
                part.append(text)

    def end(self) -> None:
        """The element that began last ends."""
        if not self._depth:
            return
        if self._depth == self._name_depth:
            self._name_depth = 0
        self._depth -= 1
        if self._depth == 0 and self._id and len(self.entries) < _MOST_ENTRIES:
            name = on_one_line("".join(self._name)).strip(" ,;:")
            meaning = on_one_line("".join(self._text)).strip(" ,;:—–")[:_LONGEST]
            if name and meaning:
                self.entries[self._id] = Entry(self._is_person, name, meaning)
