"""Names that may be one person's are suggested; those of two persons are not."""

from __future__ import annotations

import pytest

from reader.library.discovery.same_person import likely_pairs, skeleton


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        ("Qadhafi, Gaddafi", ["Qadhafi = Gaddafi"]),
        ("al-Qadhafi, Muammar Gaddafi", ["Muammar Gaddafi = al-Qadhafi"]),
        ("Rice, Condoleezza Rice", ["Condoleezza Rice = Rice"]),
        ("Rice, Condoleezza Rice, Susan Rice", []),
        ("C. Rice, Condoleezza Rice, Susan Rice", ["Condoleezza Rice = C. Rice"]),
        ("Mohammed Khalil, Mohamed Halil", []),
        ("Muhammad Khatami, Mohammed Katami", ["Muhammad Khatami = Mohammed Katami"]),
        ("Boris Petrovsky, Boris Petrovskin", ["Boris Petrovsky = Boris Petrovskin"]),
        ("Petrovsky, Petrovskin", []),
        ("Ali, Eli, Ala", []),
        ("Ahmadinejad, Ahmadi-Nejad", ["Ahmadinejad = Ahmadi-Nejad"]),
        ("Merkel, Angela Merkel", ["Angela Merkel = Merkel"]),
    ],
)
def test_spellings_of_one_name_are_suggested(names: str, pairs: list[str]) -> None:
    found = likely_pairs(names.split(", "))
    assert [f"{pair.name} = {pair.other}" for pair in found] == pairs


def test_what_is_merged_is_not_suggested_again() -> None:
    assert likely_pairs(["Qadhafi", "Gaddafi"], [("Gaddafi", "Kadafi", "qadhafi")]) == []


def test_transliterations_have_the_same_skeleton() -> None:
    assert {skeleton(name) for name in ("qadhafi", "gaddafi", "kadafi", "khadafy")} == {"ktf"}
