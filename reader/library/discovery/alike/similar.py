"""More like this: cables that share references, rare words and rare TAGS with one, and what they share."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reader.library.db import open, paragraph_index
from reader.library.db.text_codec import unpack_text
from reader.library.errors import translate_sqlite_errors
from reader.library.folding import fold_in_place
from reader.library.library import Library
from reader.library.listing import Row
from reader.library.query.fts_terms import without_punctuation

WORDS = 12
"""Rare words of the cable that are searched for in others."""
CANDIDATES = 400
"""Cables that are scored for each shared word or reference."""
_MAX_LOOKUPS = 120
"""Words of the cable whose frequency in the library is looked up."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A similar cable, and what the two have in common."""

    row: Row
    linked: bool
    """Whether one of the two cites the other."""
    references: tuple[str, ...]
    """Numbers that both cite."""
    words: tuple[str, ...]
    """Rare words in both, rarest first."""
    tags: tuple[str, ...]
    """TAGS of both, rarest first."""
    score: float
    """Higher is more similar. Only comparable within the results of one call."""


def similar(library: Library, mrn: str, limit: int = 20) -> list[Similar]:
    """The cables most similar to a cable, most similar first; empty if it is not in the library.

    Takes some ten index look-ups and at most some thousand candidates, whatever the size of the library.
    """
    row = library.row(mrn)
    if row is None:
        return []
    with (
        translate_sqlite_errors(library.path),
        open.translate_damage_errors(library.path),
        library.connections.reading() as db,
    ):
        linked = _linked(db, row)
        references = _shared_references(db, row)
        (total,) = db.execute("SELECT count(*) FROM cable").fetchone()
        words = _shared_words(db, row, max_texts=min(CANDIDATES, max(total // 20, 3)))
        scores: dict[int, float] = dict.fromkeys(linked, 6.0)
        for weight, shared in ((4.0, references), (2.0, words)):
            for ids in shared.values():
                for id_ in ids:
                    scores[id_] = scores.get(id_, 0.0) + weight * _rarity(len(ids), total)
        tags = _shared_tags(db, row, list(scores))
    for ids in tags.values():
        for id_ in ids:
            scores[id_] += 0.3
    best = sorted(scores, key=lambda id_: (-scores[id_], -id_))[:limit]
    rows = {each.id: each for each in library.rows(best)}
    return [
        Similar(
            rows[id_],
            id_ in linked,
            _shared_by(references, id_),
            _shared_by(words, id_),
            _shared_by(tags, id_),
            scores[id_],
        )
        for id_ in best
        if id_ in rows
    ]


def _rarity(count: int, total: int) -> float:
    """1 for what one other cable has, falling to 0 for what all cables have."""
    return 1 - math.log(count) / math.log(total + 1)


def _shared_by(shared: Mapping[str, Iterable[int]], id_: int) -> tuple[str, ...]:
    return tuple(name for name, ids in shared.items() if id_ in set(ids))


def _linked(db: sqlite3.Connection, row: Row) -> set[int]:
    """Ids of the cables that cite it or that it cites."""
    found = db.execute(
        "SELECT c.id FROM link AS l JOIN cable AS c ON c.mrn = l.target WHERE l.source = ?1 AND c.current"
        " UNION SELECT c.id FROM link AS l JOIN cable AS c ON c.id = l.source"
        " WHERE l.target = ?2 AND c.current",
        (row.id, row.mrn),
    )
    return {id_ for (id_,) in found} - {row.id}


def _shared_references(db: sqlite3.Connection, row: Row) -> dict[str, list[int]]:
    """For each number it cites, the ids of other cables that do."""
    shared = {}
    targets = db.execute(
        "SELECT DISTINCT target FROM link WHERE source = ? AND sure LIMIT 50", (row.id,)
    ).fetchall()
    for (target,) in targets:
        ids = db.execute(
            "SELECT DISTINCT l.source FROM link AS l JOIN cable AS c ON c.id = l.source"
            " WHERE l.target = ? AND c.current AND c.id <> ? LIMIT ?",
            (target, row.id, CANDIDATES),
        ).fetchall()
        if ids:
            shared[str(target)] = [id_ for (id_,) in ids]
    return shared


def _shared_words(db: sqlite3.Connection, row: Row, *, max_texts: int) -> dict[str, list[int]]:
    """For its rarest words, in at most ``max_texts`` texts, the ids of other cables with them."""
    found = db.execute("SELECT text, layout FROM body WHERE id = ?", (row.id,)).fetchone()
    if found is None:
        return {}
    text = unpack_text(found[0])
    paragraphs = " ".join(text[place.start : place.end] for place in paragraph_index.unpack(found[1])) or text
    counted = Counter(fold_in_place(without_punctuation(f"{row.subject or ''} {paragraphs}")).split())
    # Long words that are frequent in this cable probably say what it is about.
    likely = sorted(
        (word for word in counted if len(word) > 4 and not word.isdigit()),
        key=lambda word: (-counted[word] * math.log(len(word)), word),
    )
    rarity = []
    for word in likely[:_MAX_LOOKUPS]:
        # The vocabulary would count all texts with a word, most of them of words too frequent to be used.
        (texts,) = db.execute(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)",
            (f'"{word}"', max_texts + 1),
        ).fetchone()
        if 1 < texts <= max_texts:
            rarity.append((texts / counted[word], word))
    shared = {}
    for _, word in sorted(rarity)[:WORDS]:
        ids = db.execute(
            "SELECT c.id FROM words JOIN cable AS c ON c.id = words.rowid WHERE words MATCH ? AND c.current"
            " AND c.id <> ?",
            (f'"{word}"', row.id),
        ).fetchall()
        if ids:
            shared[word] = [id_ for (id_,) in ids]
    return shared


def _shared_tags(db: sqlite3.Connection, row: Row, ids: list[int]) -> dict[str, list[int]]:
    """For each of its TAGS, those of the cables that have it; rarest among them first."""
    own = db.execute(
        "SELECT v.id, v.value FROM fact AS f JOIN value AS v ON v.id = f.value"
        " WHERE f.cable = ? AND v.kind = 'tag'",
        (row.id,),
    ).fetchall()
    shared: dict[str, list[int]] = {}
    for value, tag in own:
        having = [
            id_
            for id_ in ids
            if db.execute("SELECT 1 FROM fact WHERE value = ? AND cable = ?", (value, id_)).fetchone()
        ]
        if having:
            shared[str(tag)] = having
    return dict(sorted(shared.items(), key=lambda item: (len(item[1]), item[0])))
