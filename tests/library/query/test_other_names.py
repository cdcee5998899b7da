"""Names that are one person's, though spelt differently."""

from __future__ import annotations

import pytest

from reader.library.query.other_names import Naming, with_other_names
from reader.library.query.syntax import parse

MERGED = [("Gaddafi", "Qadhafi", "al-Qadhafi"), ("Secretary Rice", "Condoleezza Rice", "Rice")]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("people:QADHAFI", ["QADHAFI", "Gaddafi", "al-Qadhafi"]),
        ('oil (people:"al-Qadhafi" OR people:x)', ["oil", "al-Qadhafi", "Gaddafi", "Qadhafi", "x"]),
        ("people:qadh*", ["qadh"]),
        ("qadhafi signer:qadhafi -people:qadhafi", ["qadhafi"]),
    ],
)
def test_the_other_spellings_are_looked_for_in_the_text_too(query: str, terms: list[str]) -> None:
    tree = with_other_names(parse(query), lambda: MERGED)
    assert [term.text for term in tree.terms()] == terms
    assert str(tree) == str(parse(query))


def test_merged_names_are_read_only_for_a_query_with_a_person() -> None:
    assert with_other_names(parse("visa signer:rice"), lambda: 1 / 0) == parse("visa signer:rice")  # type: ignore[arg-type, return-value]


def test_a_part_of_a_fuller_spelling_counts_alone_unless_it_was_asked_for() -> None:
    naming = Naming("Condi", ["Rice", "Condoleezza Rice"])
    assert (naming.alone, naming.within) == (("rice",), ("condi", "condoleezza rice"))
    assert Naming("Rice", ["Condoleezza Rice"]).within == ("rice", "condoleezza rice")
