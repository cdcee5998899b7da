"""``cables verify``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

RIGHT = (
    "“The meeting closed with the group updating COMMIT's Sub-Regional Plan of Action” (06PHNOMPENH977, ¶1)."
)


def test_a_right_quotation_passes_and_an_altered_one_fails(run: Run, filled: Path, home: Path) -> None:
    draft = home / "draft.md"
    draft.write_text(f"# Draft\n\n{RIGHT}\n")
    said = run("verify", "draft.md")
    assert said.code == 0
    assert said.out.startswith("draft.md:3: exact: The meeting closed with")
    assert said.err == "1 checked, 0 to correct.\n"
    draft.write_text(f"# Draft\n\n{RIGHT.replace('closed', 'ended')}\n")
    said = run("verify", "--faults", "draft.md")
    assert said.code == 1
    assert "draft.md:3: differs: The meeting ended" in said.out
    assert "“ended” for “closed” in the cable" in said.out


def test_words_of_another_cable_are_found_in_the_library(run: Run, filled: Path, home: Path) -> None:
    (home / "draft.txt").write_text(RIGHT.replace("06PHNOMPENH977", "07BEIJING7545"))
    result = run("verify", "--json", "draft.txt")
    assert result.out, result
    found = json.loads(result.out)
    assert (found["verdict"], found["found"], found["line"]) == ("elsewhere", "06PHNOMPENH977 ¶1", 1)


def test_a_missing_file_is_said(run: Run, filled: Path) -> None:
    said = run("verify", "nowhere.md")
    assert said.code == 1
    assert "No such file" in said.err
