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
"""Bytes. A compressed text of some KB fills pages of this size to the end; of 8192 a fifth stayed empty."""

GATHERED = 32 << 20
"""Bytes of new index entries that are held in memory while a transaction writes."""

MERGED = 16
"""Parts of the index (one a batch of an import) that are merged into one. With 4, FTS5's own choice, words
are written again and again in a large import; a search takes as long."""

TABLES = """
-- One text of one cable. Versions of a cable share the message reference number.
CREATE TABLE cable (
    id INTEGER PRIMARY KEY,        -- in the order of dates, see order.py
    mrn TEXT NOT NULL,             -- canonical, or TEXT-... for a text without one
    text_hash BLOB NOT NULL,       -- sha256 of the normalised text, 32 bytes
    current INTEGER NOT NULL,      -- 1 for the version that is shown
    mrn_known INTEGER NOT NULL,    -- 2 printed in the text, 1 deduced from it, 0 only given with it
    date INTEGER,                  -- seconds since 1970, UTC
    estimated TEXT,                -- ISO date, where there is no date
    day INTEGER,                   -- days since 1970 of what is known: date, estimate, or the number's year
    level INTEGER,                 -- reader.cable.model.Level
    tags INTEGER REFERENCES value(id),    -- its TAGS together, one a line, for facets
    signer INTEGER REFERENCES value(id),  -- the first one, for facets
    main INTEGER NOT NULL,         -- level of the portion mark that most of the text has; 0: none
    post TEXT,                     -- as the reference number spells it
    subject TEXT,
    origin TEXT,                   -- as printed after FM, else as given
    size INTEGER NOT NULL,         -- characters of the normalised text
    partial INTEGER NOT NULL,      -- 1 where the source says that it is an extract
    imported INTEGER NOT NULL,     -- seconds since 1970
    container TEXT NOT NULL,       -- form of what it was found in: csv, html, ...
    place TEXT NOT NULL            -- where it was found: a file, a row of one, a member
);

-- get(), versions.
CREATE INDEX cable_by_mrn ON cable (mrn, current);

-- Orders of everything, and facets. The condition's own column is among the columns: otherwise SQLite reads
-- the row to look at it again.
CREATE INDEX cable_facets ON cable (id, day, level, post, tags, signer, current) WHERE current;
CREATE INDEX cable_by_post ON cable (post, id DESC, current) WHERE current;
CREATE INDEX cable_by_level ON cable (level, id, current) WHERE current;
CREATE INDEX cable_by_size ON cable (size, id, current) WHERE current;
CREATE INDEX cable_by_subject ON cable (subject COLLATE NOCASE, id DESC, current) WHERE current;
-- Importing again. Eight bytes tell texts apart; they come in no order, so every page of it is always in use.
CREATE INDEX cable_by_hash ON cable (substr(text_hash, 1, 8));
-- What is left out of every result.
CREATE INDEX cable_superseded ON cable (id) WHERE NOT current;

-- Ids that the index still holds though their cable was removed; given to no other cable.
CREATE TABLE removed (
    id INTEGER PRIMARY KEY
);

-- One value each: see state.py.
CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

-- The text of a cable, apart so that lists stay small.
CREATE TABLE body (
    id INTEGER PRIMARY KEY REFERENCES cable(id) ON DELETE CASCADE,
    text BLOB NOT NULL,            -- normalised text: see packing.py
    original BLOB,                 -- as found, packed against the text; NULL: the text's own UTF-8
    given TEXT,                    -- JSON: what the container said beside the text; NULL: nothing
    layout BLOB NOT NULL           -- where its paragraphs lie: see layout.py
);

-- A file that was read to its end, so that it need not be read again while it stays the same.
CREATE TABLE source (
    path TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,           -- size and time of change
    texts INTEGER NOT NULL         -- how many it held
) WITHOUT ROWID;

-- Another name of a cable: a wrong or alternative reference number.
CREATE TABLE alias (
    name TEXT PRIMARY KEY,
    mrn TEXT NOT NULL
) WITHOUT ROWID;

-- What one cable says about another. A target that is no cable's mrn is a ghost.
CREATE TABLE link (
    source INTEGER NOT NULL REFERENCES cable(id) ON DELETE CASCADE,
    target TEXT NOT NULL,          -- canonical reference number
    paragraph INTEGER NOT NULL,    -- ordinal of the citing paragraph; 0 for the REF line
    letter TEXT,                   -- of the REF line's item
    sure INTEGER NOT NULL,         -- 0 where the year is a guess
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

-- Runs of the import and what they skipped.
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

-- Queries worth a name.
CREATE TABLE saved_query (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    saved INTEGER NOT NULL
) WITHOUT ROWID;
"""

SAME_HASH = "substr(c.text_hash, 1, 8) = substr(?1, 1, 8) AND c.text_hash = ?1"
"""A condition on ``cable AS c`` that the index of hashes serves."""

COLUMNS = ("body", "summary", "subject", "rest", "none", "u", "sbu", "c", "s", "ts")
"""Columns of the full-text index, one document a cable. ``body`` and ``summary`` hold the paragraphs of the
cable's main portion mark (``cable.main``), the last six those of other marks, so that "a secret paragraph
that says vodka" is a column filter.

A column but the first costs two bytes for each word and cable. Measured on 4,000 generated cables (43 MB),
against one column for all: a column for every mark 31 % more room, these 7 %; a document for each paragraph
19 %, and a join for every word that may stand anywhere in the cable."""

WEIGHTS = {"subject": 10.0, "summary": 3.0, "rest": 0.5}
"""What words count for "best"; those of other columns count 1."""

TOKENIZE = "tokenize = 'unicode61 remove_diacritics 2'"

WORDS = f"""
CREATE VIRTUAL TABLE words USING fts5(
    {", ".join(COLUMNS)},
    content = '',                  -- the text is in body; only the index is kept
    {TOKENIZE}
);
"""

VOCABULARY = "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);"


def create(db: sqlite3.Connection) -> None:
    """Make every table of the newest version; to be called inside a transaction."""
    for statement in _statements(TABLES):
        db.execute(statement)
    create_index(db)


def create_index(db: sqlite3.Connection) -> None:
    """Make the empty full-text index and the view of its vocabulary."""
    db.execute(WORDS)
    db.execute(VOCABULARY)
    weights = ", ".join(str(WEIGHTS.get(name, 1.0)) for name in COLUMNS)
    db.execute("INSERT INTO words (words, rank) VALUES ('rank', ?)", (f"bm25({weights})",))
    # More words are gathered in memory before they are written: a third less time for an import.
    db.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (GATHERED,))
    db.execute("INSERT INTO words (words, rank) VALUES ('automerge', ?)", (MERGED,))
    db.execute("INSERT INTO words (words, rank) VALUES ('crisismerge', ?)", (2 * MERGED,))


def drop_index(db: sqlite3.Connection) -> None:
    """Remove the full-text index, as a first step of building it anew."""
    db.execute("DROP TABLE IF EXISTS vocabulary")
    db.execute("DROP TABLE IF EXISTS words")


def _statements(script: str) -> list[str]:
    """The statements of a script. ``executescript`` would end the transaction that we are in."""
    bare = "\n".join(line.partition("--")[0] for line in script.splitlines())
    # One line each: SQLite keeps the text, and what is short is less likely to be hit by damage.
    return [" ".join(statement.split()) for statement in bare.split(";") if statement.strip()]


VERSION = 1

MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {}
"""From each earlier version, the step to the next."""


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Bring a file of an earlier ``version`` up to date; to be called inside a transaction."""
    for step in range(version, VERSION):
        MIGRATIONS[step](db)
    db.execute(f"PRAGMA user_version = {VERSION}")
