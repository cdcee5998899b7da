"""The persons, places and organisations of a result, and how many of its cables name each."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.cable.naming.organisations import organisations
from reader.cable.naming.places import all_places
from reader.library.discovery.name_queries import NameKind
from reader.library.errors import translate_sqlite_errors
from reader.library.folding import fold
from reader.library.library import Library
from reader.library.query import fts_terms
from reader.library.query.other_names import Naming, Spellings
from reader.library.query.tree import Phrase
from reader.library.search.conditions import place_words

MOST_COUNTED = 5000
"""Cables whose names are counted; of a larger result, as many that lie evenly in it."""
MOST_IN_FACETS = 700
"""The same beside facets, which take no more than 60 ms longer for it in a library of 250,000 cables."""
_BATCH = 500


class Named(NamedTuple):
    """A person, a place or an organisation.

    A person has the most frequent spelling of the name or, of merged spellings, that of the user's choice.
    """

    name: str
    cables: int
    also: tuple[str, ...] = ()
    """The other spellings that the user has merged with it; what an acronym stands for."""

    @property
    def names(self) -> tuple[str, ...]:
        """All spellings, the name first."""
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class NamesFound:
    """What is named in some cables."""

    names: Sequence[Named]
    """The most frequent first."""
    counted: int
    """The number of cables that were counted."""
    of: int
    """The number of cables there are."""


def names_in(library: Library, ids: Sequence[int], kind: NameKind, *, most: int = MOST_COUNTED) -> NamesFound:
    """What of this kind is named in the cables with these ids, counted as a query for the name counts.

    Of more than ``most`` cables, as many are counted that lie evenly among them. Persons take some 0.08 ms
    for each. Places and organisations take as long as the index has entries for them: in a library of 250,000
    cables a few seconds.
    """
    step = max(1, -(-len(ids) // most))
    counted = list(ids[::step])
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        match kind:
            case NameKind.PERSON:
                found = list(_persons(db, counted, library.merged_names))
            case NameKind.PLACE:
                found = list(_places(db, counted))
            case NameKind.ORGANISATION:
                found = list(_organisations(db, counted))
    found.sort(key=lambda named: (-named.cables, named.name))
    return NamesFound(found, len(counted), len(ids))


def _persons(
    db: sqlite3.Connection, counted: Sequence[int], merged: Callable[[], Iterable[Spellings]]
) -> Iterator[Named]:
    """The persons. One is counted where ``people:`` with the name would find the cable.

    So ``Rice`` is counted also where only ``Condoleezza Rice`` is named, or RICE has signed.
    """
    cables: dict[str, set[int]] = {}
    spellings: dict[str, Counter[str]] = {}
    for folded, kind, name, cable in _facts(db, counted, "people", "signer"):
        cables.setdefault(folded, set()).add(cable)
        if kind == "people":
            spellings.setdefault(folded, Counter())[name] += 1
    index = _Index(cables)
    for names in merged():
        own = {fold(name) for name in names} & spellings.keys()
        if own:
            yield Named(names[0], len(index.cables_of(names)), tuple(names[1:]))
        for folded in own:
            del spellings[folded]
    for folded, spelt in spellings.items():
        name = max(spelt, key=lambda name: (spelt[name], name))
        yield Named(name, len(index.cables_of([folded])))


def _places(db: sqlite3.Connection, counted: Sequence[int]) -> Iterator[Named]:
    """The places. One is counted where ``place:`` finds the cable: by its names, or by its code."""
    coded: dict[str, set[int]] = {}
    for folded, _, _, cable in _facts(db, counted, "tag"):
        coded.setdefault(folded, set()).add(cable)
    for place in all_places():
        cables = _with_words(db, counted, place_words(Phrase(place.name)))
        cables.update(*(coded.get(code.lower(), ()) for code in place.codes))
        if cables:
            yield Named(place.name, len(cables))


def _organisations(db: sqlite3.Connection, counted: Sequence[int]) -> Iterator[Named]:
    """The organisations, by their acronyms, with what these stand for."""
    for name, meaning in organisations().items():
        if cables := _with_words(db, counted, fts_terms.term(Phrase(name))):
            yield Named(name, len(cables), (meaning,))


def _with_words(db: sqlite3.Connection, counted: Sequence[int], words: str | None) -> set[int]:
    """Those of the cables that the index has under these words."""
    if not words:
        return set()
    rows = db.execute(
        "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?",
        (words, min(counted), max(counted)),
    )
    return set(counted).intersection(id_ for (id_,) in rows)


def _facts(
    db: sqlite3.Connection, counted: Sequence[int], *kinds: str
) -> Iterator[tuple[str, str, str, int]]:
    """The values of these kinds that the cables have: folded, kind, value, id of the cable."""
    wanted = ", ".join(f"'{kind}'" for kind in kinds)
    for start in range(0, len(counted), _BATCH):
        batch = counted[start : start + _BATCH]
        yield from db.execute(
            "SELECT v.folded, v.kind, v.value, f.cable FROM fact AS f JOIN value AS v ON v.id = f.value"
            f" WHERE f.cable IN ({', '.join('?' * len(batch))}) AND v.kind IN ({wanted})",
            batch,
        )


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
