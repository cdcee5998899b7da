"""``cables cite``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_cable_is_cited_as_a_note_or_in_short(run: Run, filled: Path) -> None:
    note = run("cite", "06PHNOMPENH977", "--paragraph", "2")
    assert note.code == 0
    assert note.out == (
        'Embassy Phnom Penh to Department of State, "REGIONAL PROGRESS ON COMMIT PROCESS," '
        "telegram 06PHNOMPENH977, May 23, 2006, unclassified, ¶2.\n"
    )
    short = run("cite", "06PHNOMPENH977", "--as", "short", "--paragraph", "¶2")
    assert short.out == "Embassy Phnom Penh, telegram 06PHNOMPENH977, ¶2.\n"
    second = run("cite", "06PHNOMPENH977", "--as", "short", "--paragraph", "2 second")
    assert second.out == "Embassy Phnom Penh, telegram 06PHNOMPENH977, ¶2 (second).\n"
    assert run("cite", "06PHNOMPENH977", "--paragraph", "two").code == 2


def test_all_cables_with_notes_make_a_bibliography(run: Run, noted: Path) -> None:
    said = run("cite", "--all", "--as", "csl")
    assert [item["id"] for item in json.loads(said.out)] == ["06PHNOMPENH977"]
    assert run("cite", "--all", "--as", "biblatex").out.startswith("@report{06PHNOMPENH977,\n")


def test_a_frus_id_is_for_one_cable_and_must_be_one(run: Run, filled: Path) -> None:
    assert run("cite", "06PHNOMPENH977", "07BEIJING7545", "--frus", "frus1969-76v17d203").code == 2
    assert run("cite", "06PHNOMPENH977", "--frus", "x").code == 2
    assert "Volume XVII, Document 203" in run("cite", "06PHNOMPENH977", "--frus", "frus1969-76v17d203").out


def test_which_cables_has_to_be_said(run: Run, filled: Path) -> None:
    assert run("cite").code == 2
    assert run("cite", "--all", "06PHNOMPENH977").code == 2
    assert run("cite", "--all").code == 0


def test_a_title_with_a_protected_name_is_printed_with_a_warning(run: Run, filled: Path) -> None:
    assert "Warning" not in run("cite", "06PHNOMPENH977").err
    run("protect", "add", "Commit Process")
    for form in ("note", "bibliography", "csl"):
        said = run("cite", "06PHNOMPENH977", "--as", form)
        assert "COMMIT PROCESS" in said.out
        assert said.err == (
            "Warning: protected names are printed.\n  06PHNOMPENH977 title: COMMIT PROCESS (on your list)\n"
        )
    assert run("cite", "06PHNOMPENH977", "--as", "short").err == ""
