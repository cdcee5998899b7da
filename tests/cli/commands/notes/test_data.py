"""``cables data``."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from reader import paths
from tests.cli.conftest import Run


def test_everything_goes_out_and_into_an_empty_library(run: Run, noted: Path, home: Path) -> None:
    assert run("data", "jsonl", "--to", "all.jsonl").code == 0
    text = (home / "all.jsonl").read_text()
    assert run("import", paths.shipped("samples"), "--library", home / "other").code == 0
    said = run("data", "jsonl", "--read", "all.jsonl", "--library", home / "other")
    assert said.code == 0
    assert said.out == f"{text.count(chr(10)) - 1} documents read.\n"
    assert run("data", "jsonl", "--library", home / "other").out == text
    assert run("data", "jsonl", "--read", "all.jsonl").code == 1


def test_an_existing_file_is_not_written_over(run: Run, noted: Path, home: Path) -> None:
    (home / "mine.csv").write_text("mine")
    assert run("data", "csv", "--to", "mine.csv").code == 1
    assert (home / "mine.csv").read_text() == "mine"


def test_annotations_go_out_and_come_back_and_what_has_no_cable_is_named(
    run: Run, noted: Path, home: Path
) -> None:
    text = run("data", "annotations").out
    (home / "mine.json").write_text(text)
    assert run("data", "annotations", "--read", "mine.json").out == "Nothing new.\n"
    assert run("import", paths.shipped("samples"), "--library", home / "other").code == 0
    said = run("data", "annotations", "--read", "mine.json", "--library", home / "other")
    assert (said.code, said.out) == (0, "2 notes, 1 link.\n")
    assert run("data", "annotations", "--library", home / "other").out == text
    (home / "theirs.json").write_text('[{"id": "x", "uri": "https://example.org/\\u001b", "target": []}]')
    said = run("data", "annotations", "--read", "theirs.json")
    assert said.code == 4
    assert said.err.endswith("Left out, as it is not on a cable: https://example.org/␛\n")


def test_chosen_cables_only_and_a_format_that_needs_a_file(run: Run, noted: Path, home: Path) -> None:
    assert run("data", "csv", "06PHNOMPENH977").out.count("\r\n") == 3
    assert run("data", "csv", "07BEIJING7545").out.count("\n") == 1
    assert run("data", "csv", "no:such").code == 2
    assert run("data", "qdpx").code == 2
    assert run("data", "qdpx", "--read", "x").code == 2
    assert run("data", "jsonl", "06PHNOMPENH977").code == 2
    assert run("data", "qdpx", "06PHNOMPENH977", "--to", "p.qdpx").out.startswith("p.qdpx  ")
    assert run("data", "qdpx", "--to", "p.qdpx").code == 1
    assert [path.name for path in home.glob("*p.qdpx*")] == ["p.qdpx"]


def test_a_database_has_the_other_ends_of_links_and_metadata_beside_it(
    run: Run, noted: Path, home: Path
) -> None:
    said = run("data", "sqlite", "06PHNOMPENH977", "--to", "my findings.db")
    assert (said.code, said.err) == (
        0,
        "To publish them: datasette 'my findings.db' -m 'my findings-metadata.json'\n",
    )
    with closing(sqlite3.connect(home / "my findings.db")) as db:
        cables = db.execute("SELECT mrn, in_library, text <> '' FROM cables").fetchall()
        assert ("06PHNOMPENH977", 1, 1) in cables
        assert ("07BEIJING7545", 1, 1) in cables, "a link leads there"
        assert db.execute("SELECT count(*) FROM notes").fetchone() == (2,)
    assert list(json.loads((home / "my findings-metadata.json").read_text())["databases"]) == ["my findings"]
    assert run("data", "graphml", "07BEIJING7545").out.count("<edge ") == 0
    assert run("data", "dot").out.count(' -> "07BEIJING7545"') == 1


def test_passages_and_annotations_are_printed(run: Run, noted: Path) -> None:
    assert run("data", "csv").out.startswith("cable,date,sender,")
    items = json.loads(run("data", "annotations").out)["items"]
    assert {item["motivation"] for item in items} == {"commenting", "tagging", "linking"}
