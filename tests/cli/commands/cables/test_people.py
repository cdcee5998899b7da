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
    noor = {"name": "Noor", "cables": 2, "protected": False, "also": []}
    assert (found["cables"], found["people"], found["left_out"]) == (2, [noor], 1)
    assert run("people", "tag:NONE").code == 1


@pytest.mark.usefixtures("talks")
def test_protected_names_are_written_only_when_asked_for(run: Run) -> None:
    run("protect", "add", "Rivera")
    said = run("people", "--csv")
    assert said.out.splitlines() == ["cables,name,other spellings,protected", "2,Noor,,"]
    assert "2 protected names are left out: --protected keep" in said.err
    assert run("people", "--csv", "--protected", "mask").out.splitlines()[1:] == [
        "2,Noor,,",
        "2,[name protected],,protected",
        "1,[name protected],,protected",
    ]
    assert "1,Ana Rivera,,protected" in run("people", "--csv", "--protected", "keep").out


def test_a_name_that_a_cable_asks_to_protect_is_marked(run: Run, tmp_path: Path) -> None:
    with Library.open(library_home()) as library:
        text = cable_text(
            "06PHNOMPENH1", "Talks", ["(C) Dr. Ana Noor (strictly\nprotect) met President Rivera."]
        )
        filled(library, tmp_path / "texts", one=text)
    assert run("people").out.splitlines() == ["1\tAna Noor\tprotected", "1\tRivera\t"]


@pytest.mark.usefixtures("talks")
def test_spellings_are_suggested_merged_found_and_taken_apart(run: Run) -> None:
    assert run("people", "--suggest").out == "Ana Rivera\tRivera\tsame surname\n"
    assert json.loads(run("people", "--suggest", "--json").out)["pairs"][0]["other"] == "Rivera"
    said = run("people", "--merge", "Noor", "Rivera", "--as", "Dr. No", "--dry-run")
    assert (said.code, said.out) == (0, "Dr. No = Noor = Rivera\n")
    assert run("people", "people:no").code == 1
    run("people", "--merge", "Noor", "Rivera", "--as", "Dr. No")
    assert run("people").out.splitlines() == ["3\tDr. No\t\tNoor = Rivera", "1\tAna Rivera\t"]
    assert run("list", 'people:"dr. no"').out.count("\n") == 3
    assert '3 cables found by people:"noor"' in run("who", "noor").err
    assert run("people", "--split", "noor").out == 'Apart: "Noor"\n'
    assert 'split of "noor"' in run("undo").out
    assert run("people", "--merge", "Noor").code == 1
    assert run("people", "--merge", "A", "B", "--json", "--suggest").code == 2


@pytest.mark.usefixtures("talks")
def test_places_and_organisations_are_counted_as_their_queries_count(run: Run) -> None:
    assert run("people", "--places").out.splitlines() == ["2\tCambodia", "2\tThailand", "1\tBangkok"]
    assert run("list", "place:thailand").out.count("\n") == 2
    assert run("people", "--organisations").out == "1\tNATO\tNorth Atlantic Treaty Organization\n"
    assert run("people", "--organisations", "tag:TH").code == 1


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
