"""``people:`` and ``place:`` in a query."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from reader.library.library import Library
from reader.library.upkeep.maintenance import reindex
from tests.library.builders import cable_text, filled

cable = partial(cable_text, post="BANGKOK", tags="PREL")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("people")
    with Library.open(folder / "library") as opened:
        filled(
            opened,
            folder / "texts",
            harvest=cable("06BANGKOK1", "Rice", ["(C) The price of rice rose."], tags="EAGR, TH"),
            visit=cable("06BANGKOK2", "Visit", ["(C) Secretary Condoleezza Rice arrived."]),
            short=cable("06BANGKOK3", "Talks", ["(C) Secretary Rice in Phnom Penh."]),
            signed=cable("06BANGKOK4", "Nothing", signer="RICE", tags="PREL, CB"),
        )
        yield opened


def found(library: Library, query: str) -> list[str]:
    return sorted(row.mrn.removeprefix("06BANGKOK") for row in library.first_rows(query))


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("people:rice", ["2", "3", "4"]),
        ('people:"condoleezza rice"', ["2"]),
        ("people:condo*", ["2"]),
        ("place:cambodia", ["3", "4"]),
        ('place:"phnom penh"', ["3"]),
        ("place:thailand", ["1"]),
        ("place:cambodia -people:rice", []),
        ("place:?", []),
    ],
)
def test_a_name_finds_persons_not_words_and_a_place_all_its_names(
    library: Library, query: str, numbers: list[str]
) -> None:
    assert found(library, query) == numbers


def test_rebuilding_the_index_finds_the_same_persons(library: Library) -> None:
    with library.connections.writing() as db:
        db.execute("DELETE FROM fact")
    assert found(library, "people:rice") == []
    reindex(library)
    assert found(library, "people:rice") == ["2", "3", "4"]


def test_the_name_is_shown_in_its_sentence(library: Library) -> None:
    rows = library.first_rows("people:condoleezza")
    (snippet,) = library.snippets(rows, "people:condoleezza")
    assert snippet is not None
    assert [snippet.text[hit.start : hit.end] for hit in snippet.hits] == ["Condoleezza"]


def test_a_name_finds_the_spellings_it_is_merged_with_but_no_namesake(library: Library) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "merged_names", lambda: [("Condi", "Condoleezza Rice", "Rice")])
        assert found(library, "people:condi") == ["2", "3", "4"]
        assert found(library, "place:cambodia -people:condi") == []
        patch.setattr(library, "merged_names", lambda: [("Susan", "Susan Rice", "Rice")])
        assert found(library, "people:susan") == ["3", "4"]
        (snippet,) = library.snippets(library.first_rows("people:susan mrn:06BANGKOK3"), "people:susan")
        assert snippet is not None
        assert [snippet.text[hit.start : hit.end] for hit in snippet.hits] == ["Rice"]
