"""References of a cable, citations of a cable, and ghosts."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.discovery.ghosts import cited_ghosts, posts_of
from reader.library.discovery.reference_graph import citations_of, references_from
from reader.library.library import Library
from tests.library.builders import cable_text, filled


@pytest.fixture
def chain(library: Library, tmp_path: Path) -> Library:
    filled(
        library,
        tmp_path / "texts",
        first=cable_text("04RANGOON1", post="RANGOON"),
        second=cable_text(
            "06PHNOMPENH977",
            refs="A. 04 RANGOON 1\n     B. 05 BANGKOK 20",
            paragraphs=["(C) Nothing here.", "(C) As ref A says.", "(C) See ref B, not ref A."],
        ),
        third=cable_text("07PHNOMPENH5", refs="05 BANGKOK 20"),
    )
    return library


def test_references_have_letters_and_paragraphs(chain: Library) -> None:
    first, second = references_from(chain, "06 Phnom Penh 977")

    assert (first.mrn, first.letters, first.paragraphs, first.sure) == ("04RANGOON1", ("A",), (2, 3), True)
    assert first.row
    assert first.row.mrn == "04RANGOON1"
    assert (second.mrn, second.row, second.letters, second.paragraphs) == ("05BANGKOK20", None, ("B",), (3,))


def test_citations_have_the_citing_cable_and_paragraphs(chain: Library) -> None:
    (citing,) = citations_of(chain, "04RANGOON1")

    assert (citing.mrn, citing.letters, citing.paragraphs) == ("06PHNOMPENH977", ("A",), (2, 3))


def test_a_ghost_has_the_number_of_its_citing_cables(chain: Library) -> None:
    assert [each.mrn for each in citations_of(chain, "05BANGKOK20")] == ["07PHNOMPENH5", "06PHNOMPENH977"]
    assert [(one.mrn, len(one.citing)) for one in cited_ghosts(chain)] == [("05BANGKOK20", 2)]
    assert posts_of(cited_ghosts(chain)) == {"BANGKOK": 1}


def test_an_imported_ghost_is_no_longer_one(chain: Library, tmp_path: Path) -> None:
    filled(chain, tmp_path / "more", a=cable_text("05BANGKOK20", post="BANGKOK"))

    assert cited_ghosts(chain) == []
    assert all(each.row for each in references_from(chain, "06PHNOMPENH977"))


def test_a_cable_outside_the_library_has_no_references(chain: Library) -> None:
    assert references_from(chain, "05BANGKOK20") == []
    assert citations_of(chain, "nonsense \ud800") == []
