"""Neighbours: cables about the same things, whatever the words, learned from the library itself.

The words of each cable (tf-idf) are reduced to some numbers, its direction (truncated SVD); cables with
nearly the same direction are neighbours. This is optional: it needs scikit-learn, and ``learn`` must have
been run. What is learned is in a file beside the library, and can be deleted at any time. The figures are
in docs/decisions/0011.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from reader.atomic_files import write_atomically
from reader.cable.frus import FOOTNOTES, is_frus_text
from reader.library.db import paragraph_index
from reader.library.db.open import translate_damage_errors
from reader.library.db.text_codec import unpack_text
from reader.library.errors import LibraryError, translate_sqlite_errors
from reader.library.library import Library
from reader.library.listing import Row

FILE = "neighbours.npy"
"""Beside the library: for each cable eight bytes of the hash of its text, then its direction."""
DIRECTIONS = 200
"""Numbers of a direction. In a small library half the number of its cables, at most 100, are enough."""
MOST_LEARNED_FROM = 5_000
"""Cables, evenly spread over the dates, from which the directions are learned; all cables then get one."""
_BATCH = 1_000
"""Cables whose texts are in memory at once after that."""
_BLOCK = 5_000
"""Directions that are compared at once."""
_HASH = 8
"""Bytes of the hash of a text; enough to find it again when the library was rebuilt."""
_SCALE = 254.0
"""By which a direction of length 1 is multiplied; larger numbers than a byte can hold are cut."""
_WORD = r"(?u)\b[^\W\d_]{3,}\b"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A cable about the same things."""

    row: Row
    closeness: float
    """1 for the same words in the same proportion; below some 0.3 two cables have little in common."""


class Unlearned(NamedTuple):
    """What was imported after the library was learned from, and so has no neighbours."""

    itself: bool
    """Whether the cable asked about is among it."""
    cables: int
    """All of them; too few where cables were removed meanwhile."""


def can_learn() -> bool:
    """Whether scikit-learn is installed."""
    return find_spec("sklearn") is not None


def learn(library: Library, on_progress: Callable[[int, int], None]) -> int:
    """Learn the directions from the library and write the file; returns the number of cables in it.

    Takes some 5 ms of processor time a cable. Raises LibraryError, also when the library is too small.
    """
    numpy: Any = import_module("numpy")
    text: Any = import_module("sklearn.feature_extraction.text")
    decomposition: Any = import_module("sklearn.decomposition")
    ids = library.listing().ids
    step = -(-len(ids) // MOST_LEARNED_FROM) or 1
    words = text.TfidfVectorizer(
        sublinear_tf=True, stop_words="english", min_df=2, max_df=0.5, token_pattern=_WORD
    )
    try:
        counted = words.fit_transform([content for _, content in _texts(library, ids[::step])])
    except ValueError as error:  # no word is in two cables but not in half of them
        raise LibraryError("The library is too small to learn from", where=str(library.path)) from error
    size = min(DIRECTIONS if len(ids) >= _BATCH else DIRECTIONS // 2, min(counted.shape) // 2)
    directions = decomposition.TruncatedSVD(max(size, 1), random_state=0).fit(counted)
    learned = numpy.zeros((len(ids), _HASH + max(size, 1)), "i1")
    done = 0
    for start in range(0, len(ids), _BATCH):
        batch = list(_texts(library, ids[start : start + _BATCH]))
        if not batch:
            continue
        reduced = directions.transform(words.transform([content for _, content in batch]))
        lengths = numpy.linalg.norm(reduced, axis=1, keepdims=True)
        part = learned[done : done + len(batch)]
        part[:, :_HASH] = numpy.frombuffer(b"".join(hash_ for hash_, _ in batch), "i1").reshape(-1, _HASH)
        # No number of a direction is near 1 where there are many: use the range of a byte.
        scaled = reduced / numpy.maximum(lengths, 1e-9) * _SCALE
        part[:, _HASH:] = numpy.clip(numpy.rint(scaled), -127, 127)
        done += len(batch)
        on_progress(done, len(ids))
    _write(library, learned[:done])
    return done


def _write(library: Library, learned: Any) -> None:
    import io

    numpy: Any = import_module("numpy")
    packed = io.BytesIO()
    numpy.save(packed, learned, allow_pickle=False)
    path = library.folder / FILE
    try:
        write_atomically(path, packed.getvalue())
    except OSError as error:
        raise LibraryError("Cannot write what was learned", where=str(path)) from error


def neighbours(library: Library, mrn: str, limit: int = 20) -> list[Neighbour]:
    """The cables closest to one, the closest first; none if nothing was learned about it.

    Some 40 ms of processor time for 250,000 cables. Raises LibraryError.
    """
    path = library.folder / FILE
    row = library.row(mrn)
    if row is None or not path.is_file() or not can_learn():
        return []
    numpy: Any = import_module("numpy")
    learned = _read(path)
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        own = _place(learned, _hash_of(db, row.id))
        if own is None:
            return []
        direction = learned[own, _HASH:].astype("f4")
        # Not the product of matrices, for which numpy would start threads.
        products = [
            numpy.einsum("ij,j->i", learned[start : start + _BLOCK, _HASH:].astype("f4"), direction)
            for start in range(0, len(learned), _BLOCK)
        ]
        product = numpy.concatenate(products)
        # More than asked for: some may have been removed since, or be earlier versions.
        most = min(2 * limit + 10, len(product))
        best = numpy.argpartition(-product, most - 1)[:most]
        lengths = numpy.linalg.norm(learned[best, _HASH:].astype("f4"), axis=1) * numpy.linalg.norm(direction)
        closeness = dict(
            zip(best.tolist(), (product[best] / numpy.maximum(lengths, 1.0)).tolist(), strict=True)
        )
        found = {
            id_: min(closeness[at], 1.0)
            for at in sorted(closeness, key=lambda at: -closeness[at])
            if (id_ := _with_hash(db, learned[at, :_HASH].tobytes(), row.mrn)) is not None
        }
    return [Neighbour(each, found[each.id]) for each in library.rows(list(found)[:limit])]


def unlearned(library: Library, mrn: str) -> Unlearned | None:
    """What was imported since the library was learned from; None if nothing was, or nothing was learned.

    Raises LibraryError.
    """
    path = library.folder / FILE
    row = library.row(mrn)
    if row is None or not path.is_file() or not can_learn():
        return None
    learned = _read(path)
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        itself = _place(learned, _hash_of(db, row.id)) is None
    newer = max(library.count() - len(learned), int(itself))
    return Unlearned(itself, newer) if newer else None


def _place(learned: Any, hash_: bytes) -> int | None:
    """The number of the row with this hash."""
    numpy: Any = import_module("numpy")
    found = numpy.flatnonzero((learned[:, :_HASH] == numpy.frombuffer(hash_, "i1")).all(axis=1))
    return int(found[0]) if len(found) else None


def _read(path: Path) -> Any:
    numpy: Any = import_module("numpy")
    try:
        learned = numpy.load(path, mmap_mode="r", allow_pickle=False)
        if learned.ndim != 2 or learned.dtype != "i1" or learned.shape[1] <= _HASH:
            raise ValueError("another form")
    except (OSError, ValueError) as error:
        raise LibraryError(
            "What was learned about similar cables cannot be read",
            where=str(path),
            advice="Delete the file, or learn again: cables similar --learn",
        ) from error
    return learned


def _texts(library: Library, ids: Sequence[int]) -> Iterator[tuple[bytes, str]]:
    """The hash of each text, its subject and paragraphs; one transaction each, so imports need not wait."""
    for row in library.rows(ids):
        with (
            translate_sqlite_errors(library.path),
            translate_damage_errors(library.path),
            library.connections.reading() as db,
        ):
            found = db.execute("SELECT text, layout FROM body WHERE id = ?", (row.id,)).fetchone()
            if found is not None:
                yield _hash_of(db, row.id), f"{row.title or ''}\n{_content(unpack_text(found[0]), found[1])}"


def _content(text: str, layout: bytes) -> str:
    """The paragraphs, without the footnotes of a published volume."""
    notes = text.rfind(f"\n{FOOTNOTES}\n") if is_frus_text(text) else -1
    spans = paragraph_index.unpack(layout)
    return "\n".join(text[one.start : one.end] for one in spans if notes < 0 or one.start < notes) or text


def _hash_of(db: sqlite3.Connection, id_: int) -> bytes:
    found = db.execute("SELECT substr(text_hash, 1, ?) FROM cable WHERE id = ?", (_HASH, id_)).fetchone()
    return bytes(found[0])


def _with_hash(db: sqlite3.Connection, start: bytes, other_than: str) -> int | None:
    """The id of the current cable with the text whose hash starts so."""
    found = db.execute(
        f"SELECT id FROM cable WHERE substr(text_hash, 1, {_HASH}) = ? AND current AND mrn <> ?",
        (start, other_than),
    ).fetchone()
    return int(found[0]) if found else None
