"""``--quiet``, for every command: those that write print nothing, those that read print only their output."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.verbs import VERBS
from tests.cli.conftest import Run

CABLE, OTHER, UNKNOWN = "06PHNOMPENH977", "07BEIJING7545", "99NOWHERE1"
DRY_RUNS = [
    ["tag", OTHER, "+visas", "--dry-run"],
    ["codes", "export", "book.csv", "--dry-run"],
    ["bundle", "notes.jsonl", "--dry-run"],
    ["data", "csv", "--to", "notes.csv", "--dry-run"],
    ["remove", OTHER, "--dry-run"],
    ["backup", "copy.db", "--dry-run"],
    ["repair", "--index", "--dry-run"],
    ["import", "more", "--dry-run"],
]
WRITING = [
    ["note", CABLE, "--text", "x"],
    ["link", CABLE, OTHER],
    ["tag", OTHER, "+visas", "--yes"],
    ["judge", "keep", OTHER, "--yes"],
    ["codes", "new", "trade"],
    ["codes", "export", "book.csv"],
    ["codes", "delete", "trade", "--yes"],
    ["undo"],
    ["redo"],
    ["author", "Ann"],
    ["search", "--save", "mine", "zzz"],
    ["saved", "--forget", "kept"],
    ["export", "--all", "--to", "vault"],
    ["data", "csv", "--to", "notes.csv"],
    ["protect", "add", "Tan Wei"],
    ["bundle", "notes.jsonl"],
    ["bundle", "--format", "tinydb", "notes.json"],
    ["plain", "again.json"],
    ["merge", "notes.jsonl", "--yes"],
    ["conflicts"],
    ["review"],
    ["remove", OTHER, "--yes"],
    ["import", "more"],
    ["backup", "copy.db"],
    ["repair"],
    ["reindex"],
    ["check"],
    ["doctor"],
    ["config", "--check"],
]
READING = [
    ["show", CABLE],
    ["diff", CABLE, OTHER],
    ["explain", "PHUM"],
    ["list"],
    ["facets"],
    ["timeline"],
    ["refs", "04RANGOON1422"],
    ["people"],
    ["who", "thaksin"],
    ["similar", CABLE],
    ["log"],
    ["notes"],
    ["links", CABLE],
    ["cite", CABLE],
    ["trails"],
    ["agreement"],
    ["imports"],
    ["where"],
    ["completion", "fish"],
]
NOT_TRIED = {"samples", "demo", "serve", "open", "verify"}
"""These open the screen; the last needs a draft."""


def test_with_quiet_a_command_that_writes_prints_nothing(run: Run, noted: Path, home: Path) -> None:
    (home / "more").mkdir()
    sample = next((Path(__file__).parents[2] / "samples").glob("*.txt"))
    (home / "more" / "a.txt").write_bytes(sample.read_bytes())
    (home / "more" / "empty.txt").touch()
    run("search", "--save", "kept", "trafficking")
    for words in (*DRY_RUNS, *WRITING):
        result = run(*words, "--quiet")
        assert (words, result.out, result.err) == (words, "", "")


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_with_quiet_a_command_that_reads_prints_its_output(run: Run, noted: Path, words: list[str]) -> None:
    quiet = run(*words, "--quiet")
    assert (quiet.code, quiet.err) == (0, "")
    assert quiet.out == run(*words).out


def test_quiet_does_not_silence_errors(run: Run, noted: Path) -> None:
    assert run("search", "--quiet", "xyzzy") == (1, "", "")
    assert run("--quiet", "search", "xyzzy") == (1, "", "")
    assert "No such cable" in run("show", "--quiet", UNKNOWN).err
    assert run("search", "xyzzy").err != "", "the next command is not quiet"


def test_every_command_is_tried() -> None:
    assert {words[0] for words in (*WRITING, *READING)} | NOT_TRIED == set(VERBS)
