"""The tables of a library file, and migrations from one version to the next.

``cable`` contains what the list shows and what can be filtered by, ``body`` the texts, so that scrolling and
sorting read no texts. ``words`` is the full-text index; it stores no text itself and can be rebuilt from
``body`` at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

APPLICATION_ID = int.from_bytes(b"CBLS", "big")
"""The value of SQLite's header field of that name in a library."""

PAGE_SIZE = 4096
"""Bytes. Compressed texts have some KB; with pages of 8192 bytes a fifth of the file was empty."""

INDEX_BUFFER = 32 << 20
"""Bytes of new index entries that FTS5 keeps in memory during a transaction."""

SEGMENTS_MERGED = 16
"""Number of segments of the index that FTS5 merges into one; each batch of an import writes a segment. With
4, the default, a large import rewrites words many times, and searches are no faster."""

TABLES = """
-- One text of one cable. Versions of a cable share the message reference number.
CREATE TABLE cable (
    id INTEGER PRIMARY KEY,        -- in the order of dates, see date_ids.py
    mrn TEXT NOT NULL,             -- canonical, or TEXT-... for a text without one
    text_hash BLOB NOT NULL,       -- sha256 of the normalised text, 32 bytes
    current INTEGER NOT NULL,      -- 1 for the version that is shown
    mrn_known INTEGER NOT NULL,    -- 2 from the text, 1 inferred, 0 only from the container
    date INTEGER,                  -- seconds since 1970, UTC
    estimated TEXT,                -- ISO date, if there is no date
    day INTEGER,                   -- days since 1970 of date, estimate, or the year in the number
    level INTEGER,                 -- reader.cable.model.Level
    tags INTEGER REFERENCES value(id),    -- all its TAGS, one on each line, for facets
    signer INTEGER REFERENCES value(id),  -- the first one, for facets
    main INTEGER NOT NULL,         -- level of the most common portion mark; 0: none
    post TEXT,                     -- as in the reference number
    subject TEXT,
    origin TEXT,                   -- as after FM in the text, otherwise from the container
    size INTEGER NOT NULL,         -- characters of the normalised text
    partial INTEGER NOT NULL,      -- 1 if the text says that it is an extract
    imported INTEGER NOT NULL,     -- seconds since 1970
    container TEXT NOT NULL,       -- sources.documents.Container: csv, html, ...
    place TEXT NOT NULL            -- where it was found, such as a file and row
);

-- get(), versions.
CREATE INDEX cable_by_mrn ON cable (mrn, current);

-- Lists of all cables in each order, and facets. The column of the condition is in the index, as SQLite would
-- read the row to check it otherwise.
CREATE INDEX cable_facets ON cable (id, day, level, post, tags, signer, current) WHERE current;
CREATE INDEX cable_by_post ON cable (post, id DESC, current) WHERE current;
CREATE INDEX cable_by_level ON cable (level, id, current) WHERE current;
CREATE INDEX cable_by_size ON cable (size, id, current) WHERE current;
CREATE INDEX cable_by_subject ON cable (subject COLLATE NOCASE, id DESC, current) WHERE current;
-- Importing again. Eight bytes are enough, and keep the index small: hashes are written all over it.
CREATE INDEX cable_by_hash ON cable (substr(text_hash, 1, 8));
-- Excluded from every result.
CREATE INDEX cable_superseded ON cable (id) WHERE NOT current;

-- Ids of removed cables that are still in the full-text index; they are never used again.
CREATE TABLE removed (
    id INTEGER PRIMARY KEY
);

-- Numbers about the library: see state.py.
CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

-- The text of a cable, separate so that lists are fast.
CREATE TABLE body (
    id INTEGER PRIMARY KEY REFERENCES cable(id) ON DELETE CASCADE,
    text BLOB NOT NULL,            -- normalised text: see text_codec.py
    original BLOB,                 -- the original bytes: see text_codec.py; NULL: the text in UTF-8
    given TEXT,                    -- JSON: the container's metadata; NULL: none
    layout BLOB NOT NULL           -- offsets of its paragraphs: see paragraph_index.py
);

-- A large file that was read to its end; it is not read again unless it has changed.
CREATE TABLE source (
    path TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,           -- size, time of change and inode
    texts INTEGER NOT NULL         -- the number of texts in it
) WITHOUT ROWID;

-- Another name of a cable, such as a wrong or alternative reference number.
CREATE TABLE alias (
    name TEXT PRIMARY KEY,
    mrn TEXT NOT NULL
) WITHOUT ROWID;

-- A citation of one cable by another. A target that is not in the library is a ghost.
CREATE TABLE link (
    source INTEGER NOT NULL REFERENCES cable(id) ON DELETE CASCADE,
    target TEXT NOT NULL,          -- canonical reference number
    paragraph INTEGER NOT NULL,    -- ordinal of the citing paragraph; 0 for the REF line
    letter TEXT,                   -- of the item in the REF line
    sure INTEGER NOT NULL,         -- 0 if the year is a guess
    PRIMARY KEY (source, target, paragraph)
) WITHOUT ROWID;

CREATE INDEX link_to ON link (target, source);                                -- citing(), ghosts

-- Values that many cables have: TAGS, origins, addressees, captions, signers, people, portions.
CREATE TABLE value (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,            -- tag, from, to, caption, signer, people, portion; tags: all of a cable
    value TEXT NOT NULL,
    folded TEXT NOT NULL,          -- lower case, without accents, one space between words
    UNIQUE (kind, value)
);

CREATE TABLE fact (
    value INTEGER NOT NULL REFERENCES value(id),
    cable INTEGER NOT NULL REFERENCES cable(id) ON DELETE CASCADE,
    PRIMARY KEY (value, cable)
) WITHOUT ROWID;

CREATE INDEX fact_of ON fact (cable, value);                                  -- facets, remove

-- Imports and what they skipped.
CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    started INTEGER NOT NULL,
    finished INTEGER,              -- NULL: stopped, or still running
    paths TEXT NOT NULL,           -- JSON list
    added INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    versions INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE skipped (
    import INTEGER NOT NULL REFERENCES import(id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    reason TEXT NOT NULL
);

CREATE INDEX skipped_in ON skipped (import);
"""

SAME_HASH = "substr(c.text_hash, 1, 8) = substr(?1, 1, 8) AND c.text_hash = ?1"
"""A condition on ``cable AS c`` for which SQLite uses the index of hashes."""

COLUMNS = ("body", "summary", "subject", "rest", "none", "u", "sbu", "c", "s", "ts")
"""Columns of the full-text index, in which a cable is one document. ``body`` and ``summary`` contain the
paragraphs of the cable's main level (``cable.main``), the last six those of other levels. So "vodka in a
secret paragraph" is a column filter.

Every column except the first takes two bytes for each word and cable. Compared with a single column, on 4,000
generated cables (43 MB), these take 7 % more space, and a column for every level 31 %. A document for each
paragraph takes 19 % more, and words that may be anywhere in the cable then need a join."""

WEIGHTS = {"subject": 10.0, "summary": 3.0, "rest": 0.5}
"""Weights of columns when sorting by best match; 1 for the others."""

TOKENIZE = "tokenize = 'unicode61 remove_diacritics 2'"

WORDS = f"""
CREATE VIRTUAL TABLE words USING fts5(
    {", ".join(COLUMNS)},
    content = '',                  -- contentless: the text is in body
    {TOKENIZE}
);
"""

VOCABULARY = "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);"


def create(db: sqlite3.Connection) -> None:
    """Create the tables of the newest version. Call it inside a transaction."""
    for statement in statements(TABLES):
        db.execute(statement)
    create_index(db)


def create_index(db: sqlite3.Connection) -> None:
    """Create an empty full-text index and the view of its vocabulary."""
    db.execute(WORDS)
    db.execute(VOCABULARY)
    weights = ", ".join(str(WEIGHTS.get(name, 1.0)) for name in COLUMNS)
    db.execute("INSERT INTO words (words, rank) VALUES ('rank', ?)", (f"bm25({weights})",))
    # A large buffer saves a third of the time of an import.
    db.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (INDEX_BUFFER,))
    db.execute("INSERT INTO words (words, rank) VALUES ('automerge', ?)", (SEGMENTS_MERGED,))
    db.execute("INSERT INTO words (words, rank) VALUES ('crisismerge', ?)", (2 * SEGMENTS_MERGED,))


def drop_index(db: sqlite3.Connection) -> None:
    """Remove the full-text index, the first step of rebuilding it."""
    db.execute("DROP TABLE IF EXISTS vocabulary")
    db.execute("DROP TABLE IF EXISTS words")


def statements(script: str) -> list[str]:
    """Split a script into statements, as ``executescript`` would end the open transaction."""
    bare = "\n".join(line.partition("--")[0] for line in script.splitlines())
    # On one line each: SQLite stores the text, and the shorter it is, the less likely it is damaged.
    return [" ".join(statement.split()) for statement in bare.split(";") if statement.strip()]


VERSION = 1

MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {}
"""For each earlier version, the function that upgrades it to the next."""


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Upgrade a file of an earlier ``version``. Call it inside a transaction."""
    for step in range(version, VERSION):
        MIGRATIONS[step](db)
    db.execute(f"PRAGMA user_version = {VERSION}")
