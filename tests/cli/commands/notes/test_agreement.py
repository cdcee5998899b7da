"""``cables agreement``, and the field that leads to the disagreements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HERE, THERE = "06PHNOMPENH977", "07BEIJING7545"


@pytest.fixture
def judged(noted: Path, run: Run) -> None:
    """Judgements and codes by two people."""
    for author, verdict, paragraph in (("Ann", "keep", "2"), ("Ben", "no", "3")):
        run("author", author)
        run("judge", "keep", "trafficking", "--yes")
        run("judge", verdict, THERE, "--yes")
        run("note", HERE, paragraph, "--code", "visas")


def test_measures_and_disagreements_are_printed(run: Run, judged: None) -> None:
    rows = [line.split("\t") for line in run("agreement", "--between", "ann", "BEN").out.splitlines()]
    assert rows == [
        ["judgement", "", "Ann 1, Ben 1", "1", "0.0", "0.000", "0.000", "1"],
        ["judgement", "trafficking", "Ann 5, Ben 5", "5", "100.0", "-", "-", "0"],
        ["code", "visas", "Ann 2, Ben 2", "2", "0.0", "-1.000", "-0.500", "2"],
    ]
    listed = run("agreement", "--disagreements", "--by", "judgement").out
    assert listed == f"judgement\t\t{THERE}\t\tAnn: keep\tBen: no\n"
    (first, _) = map(
        json.loads,
        run(
            "agreement", "--disagreements", "--by", "code", "--between", "Ann", "Ben", "--json"
        ).out.splitlines(),
    )
    assert (first["mrn"], first["paragraph"]) == (HERE, "¶2")
    assert [(one["name"], one["choice"], len(one["passages"])) for one in first["people"]] == [
        ("Ann", "yes", 1),
        ("Ben", "no", 0),
    ]


def test_at_a_terminal_two_people_are_side_by_side(
    run: Run, judged: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.cli.commands.notes.agreement.is_terminal", lambda: True)
    lines = run("agreement", "--by", "judgement").out.splitlines()
    assert lines[:2] == [
        "Judgements for every query",
        "  Ann 1, Ben 1; 1 cable by two or more, agreement 0.0 %, kappa 0.000, alpha",
    ]
    words = ["agreement", "--disagreements", "--by", "code", "--between", "Ann", "Ben"]
    heading, cable, choices, passages = run(*words).out.splitlines()[:4]
    assert heading == 'Code "visas"'
    assert cable.startswith(f"  {HERE} ¶2  REGIONAL PROGRESS")
    assert choices == f"    {'Ann: yes':<36}  Ben: no"
    assert passages.startswith("      “")


def test_the_cables_in_dispute_can_be_listed_and_filtered(run: Run, judged: None) -> None:
    assert run("agreement", "--ids").out == f"{HERE}\n{THERE}\n"
    assert run("agreement", "--ids", "from:BEIJING").out == f"{THERE}\n"
    assert run("list", "--ids", "disagreed:judgements").out == f"{THERE}\n"
    assert run("list", "--ids", "disagreed:codes").out == f"{HERE}\n"
    assert run("list", "--ids", "disagreed:visas").out == f"{HERE}\n"
    assert run("notes", "disagreed:visas").out.startswith(HERE)
    result = run("list", "disagreed:visa")
    assert (result.code, result.err.splitlines()[1]) == (2, "Codes: visas.")


def test_without_a_second_person_there_is_nothing_to_compare(run: Run, noted: Path) -> None:
    result = run("agreement")
    assert (result.code, result.out) == (0, "")
    assert "no two people" in result.err
    assert "Nobody with this name" in run("agreement", "--between", "Ann", "Zoe").err
