"""``cables bundle``, ``merge``, ``conflicts``, ``plain``."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.workspace import Workspace
from tests.cli.conftest import Run, Says

MINE, THEIRS = "mine\nas it is", "theirs"


@pytest.fixture
def theirs(run: Run, noted: Path, home: Path) -> list[object]:
    """A colleague's library: begun as a copy of ours, then a note was changed in both, one is new there."""
    shutil.copytree(noted, home / "theirs")
    options: list[object] = ["--library", home / "theirs"]
    for folder, text in ((None, MINE), (home / "theirs", THEIRS)):
        with Workspace.open(folder) as workspace:
            workspace.notes.set_author("Ben" if folder else "Ann")
            note = next(note for note in workspace.notes.annotations() if note.body)
            workspace.notes.edit(note.id, text)
    assert run(*options, "tag", "from:BEIJING", "+new there", "--yes").code == 0
    assert run(*options, "bundle", "theirs.jsonl").out == "theirs.jsonl  7 records\n"
    return options


WHAT = "2 new, 1 changed on both sides."


def test_what_a_bundle_brings_is_said_and_asked_before_it_is_taken_in(
    run: Run, theirs: list[object], says: Says, noted: Path
) -> None:
    assert run("merge", "--preview", "theirs.jsonl").out == f"{WHAT}\n"
    says("n")
    assert run("merge", "theirs.jsonl").code == 1
    assert run("search", "--count", 'code:"new there"').code == 2, "nothing was taken"
    says("y")
    said = run("merge", "theirs.jsonl")
    assert (said.code, said.out) == (0, f"{WHAT}\n")
    assert str(noted / "notes" / "backups") in said.err
    assert "1 conflict to resolve: cables conflicts" in said.err
    assert run("merge", "theirs.jsonl").out == "Nothing new in this file.\n"
    assert run("undo").out == f"Undone: merge of theirs.jsonl ({WHAT.rstrip('.')})\n"
    assert run("search", "--count", "note:theirs").out == "0\n"


def test_both_sides_are_shown_until_one_is_kept(run: Run, theirs: list[object]) -> None:
    run("merge", "theirs.jsonl", "--yes")
    rows = [line.split("\t") for line in run("conflicts").out.splitlines()]
    assert [row[1] for row in rows] == ["1", "2"]
    assert sorted(row[5:] for row in rows) == [["mine as it is", "Ann"], ["theirs", "Ben"]]
    shape = json.loads(run("conflicts", "--json").out)
    assert sorted(one["body"] for one in shape["versions"]) == [MINE, THEIRS]
    number = next(row[1] for row in rows if row[5] == "theirs")
    assert run("conflicts", "--keep", "9").code == 1
    assert run("conflicts", "--keep", number, "xyz").code == 1
    assert run("conflicts", "--keep", number, rows[0][0]).out == "1 conflict resolved.\n"
    assert "theirs" in run("notes", "06PHNOMPENH977").out
    assert run("conflicts") == (0, "", "No conflicts.\n")


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_one_side_may_be_kept_at_once(run: Run, theirs: list[object], side: str) -> None:
    said = run("merge", "--yes", "--json", "--keep", side, "theirs.jsonl")
    shape = json.loads(said.out)
    assert shape["done"]
    assert shape["counts"]["changed on both sides"] == 1
    records = [json.loads(line) for line in run("notes", "--json").out.splitlines()]
    bodies = [record["body"] for record in records if record["kind"] == "note"]
    assert (MINE in bodies, THEIRS in bodies) == (side == "ours", side == "theirs")
    assert run("conflicts").code == 0


def test_a_bundle_goes_through_a_pipe_and_is_the_same_from_both(
    run: Run, theirs: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for source, target in ((theirs, []), ([], theirs)):
        data = io.TextIOWrapper(io.BytesIO(run(*source, "bundle").out.encode()))
        monkeypatch.setattr("sys.stdin", data)
        assert run(*target, "merge", "-", "--yes").code == 0
    assert run("bundle").out == run(*theirs, "bundle").out


def test_a_file_that_is_no_bundle_is_neither_replaced_nor_merged(run: Run, noted: Path, home: Path) -> None:
    (home / "letter").write_text("Dear colleague,\n")
    assert run("bundle", "letter").code == 1
    assert (home / "letter").read_text() == "Dear colleague,\n"
    assert run("merge", "letter").code == 1
    assert run("merge", "missing").code == 1
    assert run("bundle", "new").code == run("bundle", "new").code == 0


def test_codes_of_the_same_name_are_said_and_made_one(run: Run, noted: Path, home: Path) -> None:
    theirs = ["--library", home / "theirs"]
    shutil.copytree(noted, home / "theirs")
    shutil.rmtree(home / "theirs" / "notes")
    run(*theirs, "tag", "from:BEIJING", "+Trafficking", "--yes")
    run(*theirs, "bundle", "theirs.jsonl")
    assert 'cables codes merge "trafficking" "trafficking"' in run("merge", "theirs.jsonl", "--yes").err
    assert run("search", "--count", "code:trafficking").out == "2\n"
    assert run("codes", "merge", "trafficking", "trafficking", "--yes").out == '"trafficking"; on 2 notes\n'


def test_the_backup_of_a_merge_can_be_merged_back(run: Run, theirs: list[object], noted: Path) -> None:
    run("merge", "theirs.jsonl", "--yes")
    (backup,) = (noted / "notes" / "backups").iterdir()
    assert run("merge", backup).out == "Nothing new in this file.\n"
    assert run("plain", "--read", "--library", "empty", backup).out.endswith("documents read.\n")
    assert "mine" in run("notes", "--library", "empty").out


def test_a_plain_tinydb_file_goes_out_and_comes_into_an_empty_library(
    run: Run, noted: Path, home: Path
) -> None:
    assert run("plain", "notes.json").code == 0
    with TinyDB(home / "notes.json") as db:
        assert len(db.table("cable:06PHNOMPENH977")) == 3
    assert run("plain", "notes.json").code == 1, "nothing is written over"
    assert run("plain", "--read", "notes.json").code == 1, "there are notes here"
    assert run("--library", "empty", "plain", "--read", "notes.json").code == 0
    assert run("--library", "empty", "bundle").out == run("bundle").out
