"""The tables of a library file, and the steps from one version of them to the next.

``cable`` holds what the list shows and what can be filtered, ``body`` the texts, so that scrolling and
sorting never touch a text. ``words`` is the full-text index; it stores no text of its own and can be
rebuilt from ``body`` at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

APPLICATION_ID = int.from_bytes(b"CBLS", "big")
"""Marks the file as a library (SQLite's header field of that name)."""

PAGE_SIZE = 4096
"""Bytes. A compressed text of some KB fills pages of this size; with 8192 a fifth stayed empty."""

INDEX_BUFFER = 32 << 20
"""Bytes of new index entries kept in memory while a transaction writes."""

SEGMENTS_MERGED = 16
"""Segments of the index (an import writes one a batch) that are merged into one. With 4, FTS5's default,
words are rewritten again and again in a large import; searches take the same time."""

TABLES = """
-- One text of one cable. Versions of a cable share the message reference number.
CREATE TABLE cable (
    id INTEGER PRIMARY KEY,        -- in the order of dates, see date_ids.py
    mrn TEXT NOT NULL,             -- canonical, or TEXT-... for a text without one
    text_hash BLOB NOT NULL,       -- sha256 of the normalised text, 32 bytes
    current INTEGER NOT NULL,      -- 1 for the version that is shown
    mrn_known INTEGER NOT NULL,    -- 2 printed in the text, 1 deduced from it, 0 only given with it
    date INTEGER,                  -- seconds since 1970, UTC
    estimated TEXT,                -- ISO date, where there is no date
    day INTEGER,                   -- days since 1970 of date, estimate, or the number's year
    level INTEGER,                 -- reader.cable.model.Level
    tags INTEGER REFERENCES value(id),    -- its TAGS together, one a line, for facets
    signer INTEGER REFERENCES value(id),  -- the first one, for facets
    main INTEGER NOT NULL,         -- level of the most common portion mark; 0: none
    post TEXT,                     -- as the reference number spells it
    subject TEXT,
    origin TEXT,                   -- as printed after FM, else as given
    size INTEGER NOT NULL,         -- characters of the normalised text
    partial INTEGER NOT NULL,      -- 1 if the source says that it is an extract
    imported INTEGER NOT NULL,     -- seconds since 1970
    container TEXT NOT NULL,       -- form of what it was found in: csv, html, ...
    place TEXT NOT NULL            -- where it was found: a file, a row of one, a member
);

-- get(), versions.
CREATE INDEX cable_by_mrn ON cable (mrn, current);

-- Orders of all cables, and facets. The condition's column is in the index: otherwise SQLite reads the row to
-- check it again.
CREATE INDEX cable_facets ON cable (id, day, level, post, tags, signer, current) WHERE current;
CREATE INDEX cable_by_post ON cable (post, id DESC, current) WHERE current;
CREATE INDEX cable_by_level ON cable (level, id, current) WHERE current;
CREATE INDEX cable_by_size ON cable (size, id, current) WHERE current;
CREATE INDEX cable_by_subject ON cable (subject COLLATE NOCASE, id DESC, current) WHERE current;
-- Importing again. Eight bytes tell texts apart; they come in random order, so an import uses every page.
CREATE INDEX cable_by_hash ON cable (substr(text_hash, 1, 8));
-- Left out of every result.
CREATE INDEX cable_superseded ON cable (id) WHERE NOT current;

-- Ids of removed cables that are still in the index; never given to another cable.
CREATE TABLE removed (
    id INTEGER PRIMARY KEY
);

-- Single values: see state.py.
CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

-- The text of a cable, apart so that lists stay small.
CREATE TABLE body (
    id INTEGER PRIMARY KEY REFERENCES cable(id) ON DELETE CASCADE,
    text BLOB NOT NULL,            -- normalised text: see text_codec.py
    original BLOB,                 -- as found, packed against the text; NULL: the text's own UTF-8
    given TEXT,                    -- JSON: the container's metadata; NULL: none
    layout BLOB NOT NULL           -- offsets of its paragraphs: see paragraph_index.py
);

-- A file that was read to its end; it is not read again while it stays the same.
CREATE TABLE source (
    path TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,           -- size and time of change
    texts INTEGER NOT NULL         -- how many it contained
) WITHOUT ROWID;

-- Another name of a cable: a wrong or alternative reference number.
CREATE TABLE alias (
    name TEXT PRIMARY KEY,
    mrn TEXT NOT NULL
) WITHOUT ROWID;

-- A citation of one cable by another. A target that is no cable's mrn is a ghost.
CREATE TABLE link (
    source INTEGER NOT NULL REFERENCES cable(id) ON DELETE CASCADE,
    target TEXT NOT NULL,          -- canonical reference number
    paragraph INTEGER NOT NULL,    -- ordinal of the citing paragraph; 0 for the REF line
    letter TEXT,                   -- of the REF line's item
    sure INTEGER NOT NULL,         -- 0 if the year is a guess
    PRIMARY KEY (source, target, paragraph)
) WITHOUT ROWID;

CREATE INDEX link_to ON link (target, source);                                -- citing(), ghosts

-- Values that many cables share (TAGS, origin, addressees, captions, signers, portions), each once.
CREATE TABLE value (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,            -- tag, from, to, caption, signer, portion; tags: all of a cable
    value TEXT NOT NULL,
    folded TEXT NOT NULL,          -- without accents and case, one space between words
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

-- Saved queries.
CREATE TABLE saved_query (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    saved INTEGER NOT NULL
) WITHOUT ROWID;
"""

SAME_HASH = "substr(c.text_hash, 1, 8) = substr(?1, 1, 8) AND c.text_hash = ?1"
"""A condition on ``cable AS c`` for which SQLite uses the index of hashes."""

COLUMNS = ("body", "summary", "subject", "rest", "none", "u", "sbu", "c", "s", "ts")
"""Columns of the full-text index, one document a cable. ``body`` and ``summary`` hold the paragraphs of the
cable's main portion mark (``cable.main``), the last six those of other marks, so that "vodka in a secret
paragraph" is a column filter.

A column but the first costs two bytes for each word and cable. Measured on 4,000 generated cables (43 MB),
against a single column: a column for every mark takes 31 % more space, these 7 %; a document for each
paragraph 19 %, and a join for every word that may be anywhere in the cable."""

WEIGHTS = {"subject": 10.0, "summary": 3.0, "rest": 0.5}
"""Weights of words when sorting by best match; words of other columns weigh 1."""

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
    """Create every table of the newest version; call it inside a transaction."""
    for statement in statements(TABLES):
        db.execute(statement)
    create_index(db)


def create_index(db: sqlite3.Connection) -> None:
    """Create the empty full-text index and the view of its vocabulary."""
    db.execute(WORDS)
    db.execute(VOCABULARY)
    weights = ", ".join(str(WEIGHTS.get(name, 1.0)) for name in COLUMNS)
    db.execute("INSERT INTO words (words, rank) VALUES ('rank', ?)", (f"bm25({weights})",))
    # A larger buffer takes a third off the time of an import.
    db.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (INDEX_BUFFER,))
    db.execute("INSERT INTO words (words, rank) VALUES ('automerge', ?)", (SEGMENTS_MERGED,))
    db.execute("INSERT INTO words (words, rank) VALUES ('crisismerge', ?)", (2 * SEGMENTS_MERGED,))


def drop_index(db: sqlite3.Connection) -> None:
    """Remove the full-text index, as a first step of rebuilding it."""
    db.execute("DROP TABLE IF EXISTS vocabulary")
    db.execute("DROP TABLE IF EXISTS words")


def statements(script: str) -> list[str]:
    """The statements of a script. ``executescript`` would end the open transaction."""
    bare = "\n".join(line.partition("--")[0] for line in script.splitlines())
    # One line each: SQLite stores the text, and a short one is less likely to be damaged.
    return [" ".join(statement.split()) for statement in bare.split(";") if statement.strip()]


VERSION = 1

MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {}
"""For each earlier version, the step to the next."""


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Bring a file of an earlier ``version`` up to date; call it inside a transaction."""
    for step in range(version, VERSION):
        MIGRATIONS[step](db)
    db.execute(f"PRAGMA user_version = {VERSION}")
