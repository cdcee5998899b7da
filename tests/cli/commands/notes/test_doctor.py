"""``cables doctor``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run, Says


def damage(notes: Path) -> None:
    """Spoil the note's text in every file that has it."""
    for path in [*notes.glob("snapshot-*"), *notes.glob("journal-*")]:
        path.write_bytes(path.read_bytes().replace(b"Who drafted", b"Who dr\xffft\xffd"))


def test_sound_notes_are_said_to_be_so(run: Run, noted: Path) -> None:
    said = run("doctor")
    assert said.code == 0
    assert "        2  annotation\n" in said.out
    assert said.out.endswith("The notes are sound.\n")
    assert json.loads(run("doctor", "--json").out)["whole"]


def test_no_notes_are_said_to_be_none(run: Run, filled: Path) -> None:
    said = run("doctor")
    assert said.code == 1
    assert "There are no notes" in said.err


def test_what_a_copy_would_be_without_is_said_before_it_is_written(
    run: Run, noted: Path, home: Path, says: Says
) -> None:
    damage(noted / "notes")
    before = {path: path.read_bytes() for path in (noted / "notes").glob("*.jsonl")}
    said = run("doctor")
    assert said.code == 3
    assert "damaged" in said.out
    assert "06PHNOMPENH977" in said.out
    assert "cables repair --notes DIR" in said.err
    says("n")
    said = run("doctor", "--repair", "copy")
    assert (said.code, (home / "copy").exists()) == (1, False)
    assert "not contain what is listed as lost above" in said.err
    says("y")
    said = run("doctor", "--repair", "copy")
    assert said.code == 4
    assert "documents written to copy" in said.err
    assert {path: path.read_bytes() for path in (noted / "notes").glob("*.jsonl")} == before
    assert run("doctor", "--repair", "copy", "--yes").code == 1, "there are notes there already"
