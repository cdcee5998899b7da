"""Notes of a newer version: every command that uses them says so, reads them, and never changes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli.parser import command_parser
from reader.cli.verbs import VERBS
from reader.notes.storage.format.journal_lines import encode_line, scan
from tests.cli.conftest import Run

CABLE, OTHER = "06PHNOMPENH977", "07BEIJING7545"
SENTENCE = "These notes were written by a newer version of the program (format 9;"
READING = [
    ["show", CABLE],
    ["search", "trafficking"],
    ["list"],
    ["facets", "code:trafficking"],
    ["log"],
    ["notes"],
    ["codes"],
    ["links", CABLE],
    ["review"],
    ["export", "--all", "--to", "vault"],
    ["cite", "--all"],
    ["data", "jsonl"],
    ["bundle"],
    ["plain", "notes.json"],
    ["conflicts"],
    ["trails"],
    ["timeline", "code:trafficking"],
    ["agreement"],
    ["check"],
    ["doctor"],
]
"""End with 0; ``check`` and ``doctor`` too, as nothing is damaged."""
WRITING = [
    ["note", CABLE, "--text", "x"],
    ["link", CABLE, OTHER],
    ["tag", CABLE, "+visas", "--yes"],
    ["judge", "keep", CABLE, "--yes"],
    ["codes", "new", "visas"],
    ["undo"],
    ["redo"],
    ["author", "Ann"],
    ["merge", "theirs.jsonl", "--yes"],
    ["repair", "--notes", "copy", "--yes"],
]
NO_NOTES = {"samples", "demo", "serve", "open", "explain", "refs", "similar", "people", "who", "saved"}
NO_NOTES |= {"import", "imports", "remove", "backup"}
NO_NOTES |= {"protect", "diff", "verify", "where", "completion", "reindex", "config"}
"""Commands that do not use the notes, or that open the screen, which warns there."""


@pytest.fixture
def newer(run: Run, noted: Path, home: Path) -> Path:
    """Notes whose journal says that its format is 9."""
    text = run("bundle").out.replace("Who drafted", "Who wrote").replace('"id": "', '"id": "0')
    (home / "theirs.jsonl").write_text(text)
    folder = noted / "notes"
    journal = max(folder.glob("journal-*.jsonl"))
    data = journal.read_bytes()
    header, *others = [piece.decode(data) for piece in scan(data)]
    journal.write_bytes(b"".join(map(encode_line, [{**header, "format": 9}, *others])))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.jsonl")}


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_reading_says_so_and_works(run: Run, newer: Path, words: list[str]) -> None:
    before = contents(newer)
    result = run(*words)
    assert result.code == 0, result.err
    assert result.err.count(SENTENCE) == 1
    assert result.out or words[0] in ("review", "conflicts", "agreement", "log", "plain", "trails")
    assert contents(newer) == before


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_writing_is_refused_and_changes_nothing(run: Run, newer: Path, home: Path, words: list[str]) -> None:
    before = contents(newer)
    result = run(*words)
    assert result.code == 1
    assert SENTENCE in result.err
    assert "Nothing was saved." in result.err or "No copy was written." in result.err
    assert contents(newer) == before
    assert not (home / "copy").exists()


def test_every_command_is_in_one_of_the_tables() -> None:
    tried = {words[0] for words in (*READING, *WRITING)}
    assert set(VERBS) - NO_NOTES == tried
    assert {
        name for name in NO_NOTES & set(VERBS) if "--code" in command_parser(VERBS[name]).format_help()
    } == set()


def test_the_check_says_so_in_json(run: Run, newer: Path) -> None:
    notes = json.loads(run("check", "--json").out)["notes"]
    assert notes["newer"].startswith(SENTENCE)
    assert notes["whole"] is True
