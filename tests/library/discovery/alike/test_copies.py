"""Other cables with the same passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.discovery.alike import copies as room
from reader.library.discovery.alike.alike import alike
from reader.library.discovery.alike.copies import copies
from reader.library.library import Library
from tests.library.builders import cable_text, filled

PASSAGE = (
    "(C) The antiquities smugglers met the sculptor Kampongsvay in Battambang, where customs officers "
    "had found two sandstone lintels below a cargo of cassava."
)
GUIDANCE = (
    "(U) Posts may draw on the following guidance when asked about the extradition treaty, which neither "
    "government has ratified."
)


@pytest.fixture
def copied(library: Library, tmp_path: Path) -> Library:
    others = {
        f"x{n}": cable_text(
            f"07PARIS{n}", post="PARIS", paragraphs=[f"(U) Trade figure {n} rose in cassava."]
        )
        for n in range(1, 9)
    }
    filled(
        library,
        tmp_path / "texts",
        it=cable_text("06PHNOMPENH10", paragraphs=["(C) Summary.", PASSAGE, GUIDANCE]),
        whole=cable_text("06BANGKOK11", post="BANGKOK", paragraphs=["(C) Summary.", PASSAGE, GUIDANCE]),
        one=cable_text("06PHNOMPENH12", paragraphs=[GUIDANCE.replace("treaty", "treatys"), "(C) Rice " * 40]),
        words=cable_text("06PHNOMPENH13", paragraphs=["(C) Kampongsvay sold sandstone and cassava."]),
        **others,
    )
    return library


def test_cables_with_passages_of_a_cable_are_found_the_fullest_first(copied: Library) -> None:
    found = copies(copied, "06PHNOMPENH10").found

    assert [copy.row.mrn for copy in found] == ["06BANGKOK11", "06PHNOMPENH12"]
    assert found[0].share == found[0].share_here == 1
    assert found[1].share < found[1].share_here < 0.5


def test_passages_name_their_paragraphs_on_both_sides(copied: Library) -> None:
    (passage,) = copies(copied, "06PHNOMPENH12").found[0].passages

    assert (passage.here.first, passage.there.first) == (1, 3)


def test_one_paragraph_can_be_looked_for(copied: Library) -> None:
    assert [copy.row.mrn for copy in copies(copied, "06PHNOMPENH10", 2).found] == ["06BANGKOK11"]
    assert {copy.row.mrn for copy in copies(copied, "06PHNOMPENH10", 3).found} == {
        "06BANGKOK11",
        "06PHNOMPENH12",
    }


def test_another_version_of_the_cable_is_no_copy(copied: Library, tmp_path: Path) -> None:
    filled(
        copied, tmp_path / "new", it=cable_text("06PHNOMPENH10", paragraphs=[PASSAGE, GUIDANCE, "(C) More."])
    )

    assert [copy.row.mrn for copy in copies(copied, "06PHNOMPENH10").found] == [
        "06BANGKOK11",
        "06PHNOMPENH12",
    ]


def test_it_says_when_not_all_were_compared(copied: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not copies(copied, "06PHNOMPENH10").not_all
    assert not alike(copied, "06PHNOMPENH10").not_all
    monkeypatch.setattr(room, "MOST_COMPARED", 1)

    assert copies(copied, "06PHNOMPENH10").not_all
    assert alike(copied, "06PHNOMPENH10").not_all


def test_a_cable_outside_the_library_has_no_copies(copied: Library) -> None:
    assert copies(copied, "05BANGKOK20").found == ()
