"""The tables of the database, and what Datasette shows about them."""

from __future__ import annotations

import json

SCHEMA = """
CREATE TABLE cables (
    mrn TEXT PRIMARY KEY, date TEXT, sender TEXT, subject TEXT, classification TEXT,
    citation TEXT NOT NULL, in_library INTEGER NOT NULL, text TEXT
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, cable TEXT NOT NULL REFERENCES cables (mrn), paragraph TEXT NOT NULL,
    ordinal INTEGER, portion TEXT, place TEXT NOT NULL, first INTEGER, last INTEGER,
    words TEXT NOT NULL, citation TEXT NOT NULL
);
CREATE TABLE codes (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, colour TEXT NOT NULL,
    parent TEXT REFERENCES codes (id)
);
CREATE TABLE notes (
    id TEXT PRIMARY KEY, passage INTEGER NOT NULL REFERENCES passages (id), note TEXT NOT NULL,
    author TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL
);
CREATE TABLE note_codes (
    note TEXT NOT NULL REFERENCES notes (id), code TEXT NOT NULL REFERENCES codes (id),
    PRIMARY KEY (note, code)
);
CREATE TABLE links (
    id TEXT PRIMARY KEY, source INTEGER NOT NULL REFERENCES passages (id),
    target INTEGER NOT NULL REFERENCES passages (id), relation TEXT NOT NULL, comment TEXT NOT NULL,
    author TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL
);
CREATE TABLE citations (
    cable TEXT NOT NULL REFERENCES cables (mrn), cited TEXT NOT NULL REFERENCES cables (mrn),
    sure INTEGER NOT NULL, PRIMARY KEY (cable, cited)
);
"""
# Datasette finds a search table by its `content` in double quotes.
INDEXES = """
CREATE INDEX passages_cable ON passages (cable);
CREATE INDEX notes_passage ON notes (passage);
CREATE INDEX note_codes_code ON note_codes (code);
CREATE INDEX citations_cited ON citations (cited);
CREATE VIRTUAL TABLE cables_fts USING fts5 (subject, text, content="cables");
CREATE VIRTUAL TABLE passages_fts USING fts5 (words, content="passages", content_rowid='id');
CREATE VIRTUAL TABLE notes_fts USING fts5 (note, content="notes");
INSERT INTO cables_fts (cables_fts) VALUES ('rebuild');
INSERT INTO passages_fts (passages_fts) VALUES ('rebuild');
INSERT INTO notes_fts (notes_fts) VALUES ('rebuild');
"""
_TABLES: dict[str, dict[str, object]] = {
    "cables": {
        "description": "Cables with notes or links, and those they cite.",
        "label_column": "mrn",
        "sort_desc": "date",
        "columns": {
            "classification": "As printed; the highest portion mark may be higher.",
            "in_library": "1 if the text is known, 0 for a cable that is only linked or cited.",
            "text": "The whole text; empty for a cable that is only cited.",
        },
    },
    "passages": {
        "description": "The places that notes and links are on.",
        "label_column": "words",
        "columns": {
            "paragraph": "The drafter's number; § counts paragraphs without one; empty for the whole cable.",
            "place": "How certain the place is in the present text of the cable.",
            "first": "First character in the paragraph, from 0.",
            "last": "The character after the last.",
        },
    },
    "codes": {"description": "The codebook.", "label_column": "name"},
    "notes": {
        "description": "Notes, highlights and coded passages.",
        "label_column": "note",
        "facets": ["author"],
        "sort_desc": "changed",
    },
    "note_codes": {"description": "The codes of each note.", "facets": ["code"]},
    "links": {"description": "Links between passages.", "facets": ["relation"]},
    "citations": {
        "description": "Which cable cites which.",
        "columns": {"sure": "0 if the year of the cited cable is a guess."},
    },
}


def metadata(database: str) -> str:
    """The metadata for Datasette; ``database``: the name of the file without its ending."""
    about = {
        "title": "Annotated cables",
        "databases": {database: {"description": "Cables, passages, notes and codes.", "tables": _TABLES}},
    }
    return f"{json.dumps(about, indent=1)}\n"
