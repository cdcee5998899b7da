"""Copies: other cables that contain passages of a cable, or of one of its paragraphs.

Rare phrases are looked up in the full-text index; the cables that have them are then compared word by word.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.cable.compare.passages import Stretch, Words, shared
from reader.cable.frus import FOOTNOTES, is_frus_text
from reader.cable.model import Cable, Paragraph
from reader.library.db.open import translate_damage_errors
from reader.library.discovery.alike.rare_phrases import RarePhrase, rare_phrases, words_to_look_up
from reader.library.errors import translate_sqlite_errors
from reader.library.folding import fold_in_place
from reader.library.library import Library
from reader.library.listing import Row
from reader.library.query.fts_terms import without_punctuation
from reader.library.stored_cable import parse_stored

PHRASES = 30
"""Phrases of a cable that are looked up."""
PHRASES_OF_PARAGRAPH = 8
"""The same where only one paragraph is looked for."""
MOST_COMPARED = 30
"""Cables that are compared word by word: those with the most and rarest of the phrases."""
_MOST_LOOKUPS = 160
"""Words whose frequency is looked up."""
_COUNTED = 50
"""Cables with a word that are counted; above it, the frequency is estimated."""
_MOST_WITH_PHRASE = 100
"""Cables with a phrase that are taken into account, the oldest."""
_MOST_EFFORT = 10_000
"""The most cables with the rarest words of all phrases: looking up a phrase takes some 10 µs for each."""
_MOST_CHARACTERS = 250_000
"""Characters of the cables that are compared: some 0.2 µs for each."""


class CopiedPassage(NamedTuple):
    """A passage of the cable asked about, and where it is in another."""

    here: Stretch
    there: Stretch
    words: int
    """Words that are the same in both."""
    label_here: str
    """The address of its paragraphs in the cable asked about: ``¶4`` or ``¶4–¶6``."""
    label: str
    """The same in the other cable."""
    text: str
    """As it is in the other cable."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Another cable that contains passages of one."""

    row: Row
    passages: tuple[CopiedPassage, ...]
    """The longest first."""
    share: float
    """The share of this cable's words that are also in the other, from 0 to 1."""
    share_here: float
    """The share of the words asked about that are also in this one."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The cables that contain passages of one."""

    found: tuple[Copy, ...]
    """Those that contain most words of it first."""
    not_all: bool
    """Whether further cables, which are less likely to have passages of it, were not compared."""


def copies(library: Library, mrn: str, ordinal: int | None = None) -> Copies:
    """The other cables with passages of a cable, or of its paragraph with this ordinal.

    Looks up some words and phrases in the index, and parses at most ``MOST_COMPARED`` cables, whatever the
    size of the library. Raises LibraryError.
    """
    stored = library.get(mrn)
    if stored is None:
        return Copies((), False)
    cable = parse_stored(stored)
    asked = [one for one in _of_the_text(cable) if ordinal in (None, one.ordinal)]
    with (
        translate_sqlite_errors(library.path),
        translate_damage_errors(library.path),
        library.connections.reading() as db,
    ):
        most = PHRASES if ordinal is None else PHRASES_OF_PARAGRAPH
        candidates = _candidates(db, _phrases(db, asked, most))
        others = _others(db, stored.mrn, candidates[: 2 * MOST_COMPARED])
        words = Words(asked)
        read = [_copy(words, cable, row, other) for row, other in _read(library, others)]
    made = [copy for copy in read if copy.passages]
    made.sort(key=lambda copy: (-copy.share_here, -copy.share, -copy.row.id))
    return Copies(tuple(made), len(read) < len(others) or len(candidates) > 2 * MOST_COMPARED)


def _of_the_text(cable: Cable) -> Sequence[Paragraph]:
    """Its paragraphs without the footnotes of a published volume, many of which name the same source."""
    notes = [heading.span.start for heading in cable.headings if heading.text == FOOTNOTES]
    if not notes or not is_frus_text(cable.source):
        return cable.paragraphs
    return [one for one in cable.paragraphs if one.span.start < notes[-1]]


def _copy(words: Words, cable: Cable, row: Row, other: Cable) -> Copy:
    found = shared(words, Words(_of_the_text(other)))
    passages = (
        CopiedPassage(
            *passage,
            passage.here.label(cable.paragraphs),
            passage.there.label(other.paragraphs),
            passage.there.text(other.paragraphs),
        )
        for passage in found.passages
    )
    return Copy(row, tuple(passages), found.there, found.here)


def _phrases(db: sqlite3.Connection, paragraphs: Sequence[Paragraph], most: int) -> list[RarePhrase]:
    words = [without_punctuation(fold_in_place(one.text)).split() for one in paragraphs]
    frequency = {word: _frequency(db, word) for word in words_to_look_up(words, _MOST_LOOKUPS)}
    return rare_phrases(words, frequency, most)


def _frequency(db: sqlite3.Connection, word: str) -> float:
    """How many cables have a word. Counted up to ``_COUNTED``; then estimated from how close together in the
    order of dates these cables are, as counting a frequent word takes long."""
    found, last = db.execute(
        "SELECT count(*), max(rowid) FROM (SELECT rowid FROM words WHERE words MATCH ? LIMIT ?)",
        (f'"{word}"', _COUNTED),
    ).fetchone()
    if found < _COUNTED:
        return float(found)
    first, newest = db.execute("SELECT (SELECT min(id) FROM cable), (SELECT max(id) FROM cable)").fetchone()
    return float(found * max((newest - first) / max(last - first, 1), 1))


def _candidates(db: sqlite3.Connection, phrases: Sequence[RarePhrase]) -> list[int]:
    """The ids of texts with some of the phrases; those with the most and the rarest first."""
    scores: dict[int, float] = {}
    effort = 0.0
    for phrase in phrases:
        effort += phrase.frequency
        if effort > _MOST_EFFORT:
            break
        found = db.execute(
            "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?",
            (f'"{" ".join(phrase.words)}"', _MOST_WITH_PHRASE),
        ).fetchall()
        for (id_,) in found:
            scores[id_] = scores.get(id_, 0.0) + 1 / len(found)
    return sorted(scores, key=lambda id_: (-scores[id_], -id_))


def _others(db: sqlite3.Connection, mrn: str, candidates: Sequence[int]) -> list[int]:
    """The candidates that are other cables, in their current version."""
    marks = ", ".join("?" * len(candidates))
    found = db.execute(
        f"SELECT id FROM cable WHERE id IN ({marks}) AND current AND mrn <> ?", (*candidates, mrn)
    )
    others = {id_ for (id_,) in found}
    return [id_ for id_ in candidates if id_ in others]


def _read(library: Library, ids: Sequence[int]) -> Iterator[tuple[Row, Cable]]:
    """The first of these cables, up to a number of cables and of characters, but at least one."""
    characters = 0
    for at, row in enumerate(library.rows(ids[:MOST_COMPARED])):
        characters += row.size
        stored = library.version(row.id)
        if stored is None or (at and characters > _MOST_CHARACTERS):
            return
        yield row, parse_stored(stored)
