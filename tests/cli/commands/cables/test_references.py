"""``cables refs`` and ``cables similar``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.library.builders import cable_text, write_cables


@pytest.fixture
def cited(run: Run, home: Path) -> None:
    """Two cables refer to one that is held and to one that is not."""
    refs = "A. 05 MOSCOW 1 B. 05 BANGKOK 22"
    folder = write_cables(
        home / "texts",
        held=cable_text("05MOSCOW1", "Drinks", post="MOSCOW", paragraphs=["(C) Distilleries everywhere."]),
        one=cable_text(refs=refs, paragraphs=["(C) Nothing.", "(C) As REF A has it: distilleries close."]),
        two=cable_text("08BEIJING3", "Tea", post="BEIJING", refs=refs),
        lone=cable_text("09PARIS5", "Bread", post="PARIS", paragraphs=["(U) Baguettes."], tags="ECON"),
    )
    assert run("import", folder).code == 0


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def test_what_a_cable_refers_to_is_told_with_the_place(run: Run, cited: None) -> None:
    said = run("refs", "phnom penh 977")
    assert said.code == 0
    assert rows(said.out) == [
        ["out", "2005-05-23", "05MOSCOW1", "C", "A", "¶2", "Drinks"],
        ["ghost", "", "05BANGKOK22", "", "B", "", ""],
    ]


def test_what_refers_to_a_cable_is_told_held_or_not(run: Run, cited: None) -> None:
    assert [(row[0], row[2], row[5]) for row in rows(run("refs", "05MOSCOW1").out)] == [
        ("in", "08BEIJING3", ""),
        ("in", "06PHNOMPENH977", "¶2"),
    ]
    assert [row[2] for row in rows(run("refs", "05 Bangkok 22").out)] == ["08BEIJING3", "06PHNOMPENH977"]


def test_json_is_one_object(run: Run, cited: None) -> None:
    shape = json.loads(run("refs", "--json", "06PHNOMPENH977").out)
    assert (shape["mrn"], shape["held"], shape["in"]) == ("06PHNOMPENH977", True, [])
    moscow, bangkok = shape["out"]
    assert (moscow["mrn"], moscow["held"], moscow["paragraphs"]) == ("05MOSCOW1", True, [2])
    assert moscow["cable"]["subject"] == "Drinks"
    assert bangkok == {
        "mrn": "05BANGKOK22",
        "held": False,
        "letters": ["B"],
        "paragraphs": [],
        "sure": True,
        "cable": None,
        "also_cited_by": ["08BEIJING3"],
    }


def test_a_terminal_reads_it_as_sentences(run: Run, cited: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("cable_rows", "commands.cables.references.around"):
        monkeypatch.setattr(f"reader.cli.{module}.is_terminal", lambda: True)
    lines = run("refs", "06PHNOMPENH977").out.splitlines()
    assert lines[0] == "Cites"
    assert lines[1].startswith("2005-05-23  05MOSCOW1 ")
    assert lines[2:] == [
        "            REF A; in ¶2",
        "ghost       05BANGKOK22",
        "            REF B; also cited by 08BEIJING3",
    ]


def test_the_cables_cited_most_that_are_not_held_are_told(run: Run, cited: None) -> None:
    assert rows(run("refs", "--ghosts").out) == [["05BANGKOK22", "2", "08BEIJING3 06PHNOMPENH977"]]
    assert json.loads(run("refs", "--ghosts", "--json").out)["cited_by"] == ["08BEIJING3", "06PHNOMPENH977"]


def test_ghosts_are_those_of_some_cables_of_a_post_and_in_an_order(run: Run, cited: None) -> None:
    assert rows(run("refs", "--ghosts", "date:2008").out) == [["05BANGKOK22", "1", "08BEIJING3"]]
    assert rows(run("refs", "--ghosts", "06PHNOMPENH977", "--sort", "number").out)[0][:2] == [
        "05BANGKOK22",
        "1",
    ]
    assert len(rows(run("refs", "--ghosts", "--post", "Bang kok").out)) == 1
    said = run("refs", "--ghosts", "--post", "paris")
    assert (said.code, said.out, said.err) == (0, "", "No missing cable of paris is cited.\n")
    assert run("refs", "--ghosts", "xyzzy").code == 1


def test_a_cable_that_stands_alone_says_so(run: Run, cited: None) -> None:
    assert run("refs", "09PARIS5") == (
        1,
        "",
        "09PARIS5 cites no other cable, and no cable in the library cites it.\n",
    )
    assert run("similar", "09PARIS5").code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [([], 2), (["06PHNOMPENH977", "05MOSCOW1"], 2), (["99NOWHERE1"], 1), (["05BANGKOK23"], 1)],
)
def test_a_wrong_request_and_an_unknown_cable_print_nothing(
    run: Run, cited: None, words: list[str], code: int
) -> None:
    said = run("refs", *words)
    assert said.code == code
    assert said.out == ""


def test_like_cables_are_told_with_what_they_share(run: Run, cited: None) -> None:
    found = rows(run("similar", "06PHNOMPENH977").out)
    assert {row[1] for row in found} == {"05MOSCOW1", "08BEIJING3"}
    shared = {row[1]: row[5] for row in found}
    assert "one cites the other" in shared["05MOSCOW1"]
    assert "distilleries" in shared["05MOSCOW1"]
    assert "both cite 05BANGKOK22, 05MOSCOW1" in shared["08BEIJING3"]
    first = json.loads(run("similar", "--json", "--limit", 1, "06PHNOMPENH977").out)
    assert {"mrn", "subject", "linked", "references", "words", "tags", "score"} <= set(first)
    assert "notes" not in first


PASSAGE = (
    "(U) The extradition treaty of 1904 covers neither smuggling of antiquities nor forged export licences."
)


def test_cables_with_the_same_passage_are_listed_first_with_their_paragraphs(run: Run, home: Path) -> None:
    folder = write_cables(
        home / "texts",
        it=cable_text("06PHNOMPENH977", paragraphs=["(C) Rice.", PASSAGE]),
        copy=cable_text("06BANGKOK5", post="BANGKOK", paragraphs=[PASSAGE, "(C) Tin."]),
        lone=cable_text("09PARIS5", "Bread", post="PARIS", paragraphs=["(U) Baguettes."]),
    )
    assert run("import", folder).code == 0

    (row,) = rows(run("similar", "06PHNOMPENH977", "2").out)
    assert row[1] == "06BANGKOK5"
    assert row[5].startswith("shares 93 % of its text, 100 % of ¶2; ¶2 = ¶1, 14 words: “The extradition")
    (record,) = map(json.loads, run("similar", "--json", "06PHNOMPENH977").out.splitlines())
    (passage,) = record["passages"]
    assert (passage["here"], passage["there"], passage["words"]) == ("¶2", "¶1", 14)
    assert record["share_of_request"] == 0.933

    assert run("similar", "09PARIS5", "1").code == 1
    missing = run("similar", "09PARIS5", "7")
    assert missing.code == 1
    assert "No such paragraph: 09PARIS5 7" in missing.err
