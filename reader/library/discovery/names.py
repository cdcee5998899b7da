"""The persons of a result, and the passages in which a name stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.library.db import open, paragraph_index
from reader.library.db.paragraph_index import ParagraphSpan
from reader.library.db.text_codec import unpack_text
from reader.library.errors import translate_sqlite_errors
from reader.library.folding import fold
from reader.library.library import Library
from reader.library.listing import Row
from reader.library.query.other_names import Naming
from reader.library.search.snippets import Snippet, snippet

MOST_COUNTED = 5000
"""Cables whose persons are counted; of a larger result, as many that lie evenly in it."""
_BATCH = 500
_LABEL = re.compile(r"\A\s*(?:¶\s?)?[0-9]{1,3}[.)]\*{0,2}\s+")
"""The number that a paragraph begins with."""


class Person(NamedTuple):
    """A person, by the most frequent spelling of the name or, of merged spellings, by the user's choice."""

    name: str
    cables: int
    also: tuple[str, ...] = ()
    """The other spellings that the user has merged with the name."""

    @property
    def names(self) -> tuple[str, ...]:
        """All spellings, the name first."""
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class People:
    """The persons named in some cables."""

    persons: Sequence[Person]
    """The most frequent first."""
    counted: int
    """The number of cables that were counted."""
    of: int
    """The number of cables there are."""


class Passage(NamedTuple):
    """A paragraph of a cable in which a name stands."""

    row: Row
    snippet: Snippet


def people_in(library: Library, ids: Sequence[int]) -> People:
    """The persons named in the cables with these ids. Some 0.2 s at most, however many there are.

    A person is counted where ``people:`` with the name would find the cable: ``Rice`` also where only
    ``Condoleezza Rice`` is named, or RICE has signed.
    """
    step = max(1, -(-len(ids) // MOST_COUNTED))
    counted = list(ids[::step])
    cables: dict[str, set[int]] = {}
    spellings: dict[str, Counter[str]] = {}
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        for start in range(0, len(counted), _BATCH):
            batch = counted[start : start + _BATCH]
            found = db.execute(
                "SELECT v.folded, v.kind, v.value, f.cable FROM fact AS f JOIN value AS v ON v.id = f.value"
                f" WHERE f.cable IN ({', '.join('?' * len(batch))}) AND v.kind IN ('people', 'signer')",
                batch,
            )
            for folded, kind, name, cable in found:
                cables.setdefault(folded, set()).add(cable)
                if kind == "people":
                    spellings.setdefault(folded, Counter())[name] += 1
    index = _Index(cables)
    persons = []
    for names in library.merged_names():
        own = {fold(name) for name in names} & spellings.keys()
        if own:
            persons.append(Person(names[0], len(index.cables_of(names)), tuple(names[1:])))
        for folded in own:
            del spellings[folded]
    for folded, spelt in spellings.items():
        name = max(spelt, key=lambda name: (spelt[name], name))
        persons.append(Person(name, len(index.cables_of([folded]))))
    persons.sort(key=lambda person: (-person.cables, person.name))
    return People(persons, len(counted), len(ids))


class _Index:
    """The stored names by their words, and the cables of each."""

    def __init__(self, cables: Mapping[str, set[int]]) -> None:
        self._cables = cables
        self._by_word: dict[str, list[str]] = {}
        for folded in cables:
            for word in folded.split():
                self._by_word.setdefault(word, []).append(folded)

    def cables_of(self, names: Sequence[str]) -> set[int]:
        """The cables that ``people:`` finds with the first of these names, all of one person."""
        naming = Naming(names[0], names[1:])
        found = [self._cables[name] for name in naming.alone if name in self._cables]
        for name in naming.within:
            words = set(name.split())
            fuller = min((self._by_word.get(word, []) for word in words), key=len)
            found += [self._cables[each] for each in fuller if words <= set(each.split())]
        return set().union(*found)


def passages(library: Library, rows: Sequence[Row], query: str, *, width: int) -> Iterator[Passage]:
    """The paragraphs of these cables with the names in a query, cable by cable, in the order of the text.

    What is in small letters is a word, not a name. ``width``: about how many characters. Raises QueryError.
    """
    tree = library.tree(query)
    with (
        translate_sqlite_errors(library.path),
        open.translate_damage_errors(library.path),
        library.connections.reading() as db,
    ):
        for row in rows:
            stored = db.execute("SELECT text, layout FROM body WHERE id = ?", (row.id,)).fetchone()
            if stored is None:
                continue
            text = unpack_text(stored[0])
            for ordinal, place in enumerate(paragraph_index.unpack(stored[1]), 1):
                words = _LABEL.sub("", text[place.start : place.end], count=1)
                whole = [ParagraphSpan(0, len(words), place.level)]
                found = snippet(words, whole, tree, width=width)
                if found and any(not found.text[hit.start].islower() for hit in found.hits):
                    yield Passage(row, Snippet(found.text, found.hits, ordinal))
