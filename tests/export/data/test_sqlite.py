"""The database for Datasette: every row is joined to its cable, searched, and only text."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from reader.export.data.entries import Entry, Summary
from reader.export.data.sqlite.database import write_database
from reader.export.data.sqlite.schema import metadata
from reader.notes.model import Quote, Target
from tests.export.builders import a_cable, a_code, a_link, a_note, on
from tests.export.data.builders import HOSTILE, INERT, Some, no_cable

CABLE = a_cable()
ABUSE = replace(a_code("abuse"), definition="What was done")
PRISON = replace(a_code("in prison", 901), parent=ABUSE.id)
LINK = a_link(on(CABLE, 2), Target("06PARIS1", number=7, ordinal=7), "supports", "as said")


def rows(folder: Path, entries: Some, *queries: str) -> list[list[tuple[object, ...]]]:
    path = folder / "cables.db"
    write_database(path, entries)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [db.execute(query).fetchall() for query in queries]


def test_notes_are_joined_to_their_passages_codes_and_cables_and_can_be_searched(tmp_path: Path) -> None:
    notes = (
        a_note(on(CABLE, 2, "names_nobody"), "A thought.", PRISON),
        a_note(on(CABLE, 2, "names_nobody"), "Another.", number=2),
    )
    entries = Some(
        [Entry("09MUNICH273", lambda: CABLE, notes, (LINK,))],
        [Entry("06PARIS1", no_cable, incoming=(LINK,))],
        {ABUSE.id: ABUSE, PRISON.id: PRISON},
        {"09MUNICH273": ["04BERLIN1340"]},
        {"04BERLIN1340": Summary("BAVARIA", "2004-01-02", "AMEMBASSY BERLIN", "C")},
    )
    joined, links, cables, found = rows(
        tmp_path,
        entries,
        "SELECT n.note, p.words, p.paragraph, p.portion, p.place, c.sender, above.name FROM notes n"
        " JOIN passages p ON p.id = n.passage JOIN cables c ON c.mrn = p.cable"
        " LEFT JOIN note_codes nc ON nc.note = n.id LEFT JOIN codes ON codes.id = nc.code"
        " LEFT JOIN codes above ON above.id = codes.parent ORDER BY n.created",
        "SELECT s.paragraph, t.cable, t.paragraph, l.relation FROM links l"
        " JOIN passages s ON s.id = l.source JOIN passages t ON t.id = l.target",
        "SELECT mrn, in_library, text IS NULL FROM cables",
        "SELECT mrn FROM cables WHERE rowid IN (SELECT rowid FROM cables_fts ('seehofer'))",
    )
    where = ("names_nobody", "¶2", "C", "exact", "Consulate Munich")
    assert joined == [("A thought.", *where, "abuse"), ("Another.", *where, None)]
    assert links == [("¶2", "06PARIS1", "¶7", "supports")]
    assert cables == [("09MUNICH273", 1, 0), ("06PARIS1", 0, 1), ("04BERLIN1340", 1, 1)]
    assert found == [("09MUNICH273",)]


def test_hostile_text_is_a_value(tmp_path: Path) -> None:
    sql = "'); DROP TABLE notes; --"
    target = Target(HOSTILE, number=1, ordinal=1 << 64, quote=Quote(sql), start=0, end=3)
    note = replace(a_note(target, HOSTILE, ABUSE), author=sql, id=sql)
    link = replace(a_link(target, target, sql, HOSTILE), id=HOSTILE)
    entries = Some([Entry(HOSTILE, no_cable, (note,), (link,), (link,))], codes={ABUSE.id: ABUSE})
    notes, words, links = rows(
        tmp_path,
        entries,
        "SELECT id, note, author FROM notes",
        "SELECT cable, words FROM passages",
        "SELECT relation, comment FROM links",
    )
    assert notes == [(sql, INERT, sql)]
    assert (words, links) == ([(INERT, sql)], [(sql, INERT)])


def test_the_metadata_name_every_table_and_only_columns_that_are_there(tmp_path: Path) -> None:
    tables = json.loads(metadata("cables"))["databases"]["cables"]["tables"]
    for name, about in tables.items():
        (columns,) = rows(_new(tmp_path, name), Some([]), f"SELECT name FROM pragma_table_info('{name}')")
        named = {*about.get("columns", {}), *about.get("facets", ())}
        named |= {about[key] for key in ("label_column", "sort_desc") if key in about}
        assert named <= {column for (column,) in columns}


def _new(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name
