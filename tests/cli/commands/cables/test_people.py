"""``cables people`` and ``cables who``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.paths import library_home
from tests.cli.conftest import Run
from tests.library.builders import cable_text, filled


@pytest.fixture
def talks(run: Run, tmp_path: Path) -> None:
    with Library.open(library_home()) as library:
        filled(
            library,
            tmp_path / "texts",
            one=cable_text(
                "06PHNOMPENH1", "Rice", ["(C) President Rivera ate rice. Rivera left for Bangkok."]
            ),
            two=cable_text(
                "06PHNOMPENH2", "Talks", ["(C) President Ana Rivera and Dr. Noor talked.", "(C) NATO."]
            ),
            three=cable_text("06PHNOMPENH3", "Talks", ["(C) Mr. Noor sold rice."], tags="TH"),
        )


@pytest.mark.usefixtures("talks")
def test_people_are_listed_with_the_number_of_their_cables_and_marked_if_protected(run: Run) -> None:
    run("protect", "add", "Ana Rivera")
    said = run("people")
    assert said.code == 0
    assert said.out.splitlines() == ["2\tNoor\t", "2\tRivera\tprotected", "1\tAna Rivera\tprotected"]
    found = json.loads(run("people", "--json", "--limit", 1, "people:noor").out)
    assert (found["cables"], found["people"]) == (2, [{"name": "Noor", "cables": 2, "protected": False}])
    assert run("people", "tag:NONE").code == 1


@pytest.mark.usefixtures("talks")
def test_who_shows_each_passage_with_a_person_a_place_or_an_acronym(run: Run) -> None:
    said = run("who", "rivera")
    assert said.out.splitlines() == [
        "06PHNOMPENH2\t¶1\t(C) President Ana Rivera and Dr. Noor talked.",
        "06PHNOMPENH1\t¶1\t(C) President Rivera ate rice. Rivera left for Bangkok.",
    ]
    assert 'found by people:"rivera"' in said.err
    place = run("who", "thailand", "--json")
    assert [json.loads(line)["mrn"] for line in place.out.splitlines()] == ["06PHNOMPENH1"]
    assert "2 cables found by place:" in place.err
    assert run("who", "NATO").out == "06PHNOMPENH2\t¶2\t(C) NATO.\n"
    assert (run("who", "nobody").code, run("who", '""').code) == (1, 2)
