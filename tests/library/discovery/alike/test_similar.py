"""Similar cables, with what they have in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.discovery.alike.similar import similar
from reader.library.library import Library
from tests.library.builders import cable_text, filled


@pytest.fixture
def topic(library: Library, tmp_path: Path) -> Library:
    others = {
        f"x{n}": cable_text(
            f"07PARIS{n}", post="PARIS", tags="ECON, FR", paragraphs=[f"(U) Trade figure {n} rose."]
        )
        for n in range(1, 9)
    }
    filled(
        library,
        tmp_path / "texts",
        it=cable_text(
            "06PHNOMPENH10",
            refs="A. 05 BANGKOK 20\n     B. 06 PHNOM PENH 12",
            tags="PHUM, CB",
            paragraphs=["(C) The antiquities smugglers met the sculptor Kampongsvay."],
        ),
        same_reference=cable_text("06PHNOMPENH11", refs="05 BANGKOK 20", tags="PHUM, CB"),
        cited=cable_text("06PHNOMPENH12", tags="PREL, CB"),
        same_words=cable_text(
            "06PHNOMPENH13", tags="ECON, CB", paragraphs=["(C) Kampongsvay denies all about antiquities."]
        ),
        **others,
    )
    return library


def test_cables_are_similar_by_links_references_and_rare_words(topic: Library) -> None:
    found = similar(topic, "06PHNOMPENH10")

    assert {each.row.mrn for each in found} == {"06PHNOMPENH11", "06PHNOMPENH12", "06PHNOMPENH13"}
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_what_two_cables_have_in_common_is_listed(topic: Library) -> None:
    found = {each.row.mrn: each for each in similar(topic, "06PHNOMPENH10")}

    assert found["06PHNOMPENH12"].linked
    assert found["06PHNOMPENH11"].references == ("05BANGKOK20",)
    assert set(found["06PHNOMPENH13"].words) == {"kampongsvay", "antiquities"}
    assert found["06PHNOMPENH11"].tags == ("PHUM", "CB")


def test_at_most_as_many_as_the_limit_are_returned(topic: Library) -> None:
    assert len(similar(topic, "06PHNOMPENH10", limit=1)) == 1


def test_nothing_is_similar_to_a_cable_outside_the_library(topic: Library) -> None:
    assert similar(topic, "05BANGKOK20") == []
