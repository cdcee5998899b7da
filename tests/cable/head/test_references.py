"""The REF line: items, letters, kinds, years, and the cables they name.

The citing cable is 08MADRID348, of March.
"""

from __future__ import annotations

import pytest

from reader.cable.head_model import Reference, ReferenceKind
from tests.cable.build import read


def items(printed: str) -> tuple[Reference, ...]:
    return read(reference=f"REF: {printed}").references


@pytest.mark.parametrize(
    ("printed", "mrns"),
    [
        ("RANGOON 1370", ["08RANGOON1370"]),
        ("A. RANGOON 1370 B. 03 PANAMA 2201 (NOTAL)", ["08RANGOON1370", "03PANAMA2201"]),
        ("A) RANGOON 1370 B) (03) PANAMA 2201", ["08RANGOON1370", "03PANAMA2201"]),
        ("(A) RANGOON 1370 (B) PANAMA 2201 (03)", ["08RANGOON1370", "03PANAMA2201"]),
        ("a) RIO 346, b) RIO 329", ["08RIODEJANEIRO346", "08RIODEJANEIRO329"]),
        ("A. A. RANGOON 1370\n¶B. (B) '03 PANAMA 2201", ["08RANGOON1370", "03PANAMA2201"]),
        ("A: RANGOON 1370\nB: 2003 PANAMA 2201", ["08RANGOON1370", "03PANAMA2201"]),
        ("(A) RANGOON 1370 (B) 2003 \n     PANAMA 2201", ["08RANGOON1370", "03PANAMA2201"]),
        ("RANGOON 1370; PANAMA 2201, PARIS 3", ["08RANGOON1370", "08PANAMA2201", "08PARIS3"]),
        ("MADRID 120 AND 107", ["08MADRID120", "08MADRID107"]),
        ("MADRID 120, 107 AND PARIS 12", ["08MADRID120", "08MADRID107", "08PARIS12"]),
        ("AMEMBASSY LA PAZ 00831", ["08LAPAZ831"]),
        ("SECSTATE 130969, STATE 00123, SECSTATE WASHDC 7", ["08STATE130969", "08STATE123", "08STATE7"]),
        ("DOHA 152 (08), (06) SAO PAULO 581", ["08DOHA152", "06SAOPAULO581"]),
        ("A. PARIS 5266 PARIS 4817", ["08PARIS5266", "08PARIS4817"]),
        ("PARIS 1091: TEHRAN 263", ["08PARIS1091", "08TEHRAN263"]),
        ("BAKU 175, 917", ["08BAKU175", "08BAKU917"]),
        ("03PANAMA2201", ["03PANAMA2201"]),
        ("A. RANGOON 1370 B. USDEL 00012", ["08RANGOON1370", "08USDEL12"]),
        (
            "A. USUN 12 B. HCMC 34 C. KIEV 56 D. TEGUC 78",
            ["08USUNNEWYORK12", "08HOCHIMINHCITY34", "08KIEV56", "08TEGUCIGALPA78"],
        ),
    ],
)
def test_cables_are_named_with_their_post_and_year(printed: str, mrns: list[str]) -> None:
    assert [item.mrn for item in items(printed)] == mrns
    assert not any(item.candidates for item in items(printed))


@pytest.mark.parametrize(
    ("printed", "kind", "words"),
    [
        ("LEE-GOLDSTEIN EMAIL 05/11/07", ReferenceKind.EMAIL, "LEE-GOLDSTEIN EMAIL 05/11/07"),
        ("TD-314/63777-05", ReferenceKind.INTELLIGENCE_REPORT, "TD-314/63777-05"),
        ("DAO MADRID IIR 6 889 0272 08", ReferenceKind.INTELLIGENCE_REPORT, "DAO MADRID IIR 6 889 0272 08"),
        ("OSC EUP20090329950015", ReferenceKind.OSC, "OSC EUP20090329950015"),
        ("OSD MESSAGE DTG 251847Z MAR 08", ReferenceKind.DTG, "OSD MESSAGE DTG 251847Z MAR 08"),
        ("PARIS POINTS JULY 15", ReferenceKind.REPORT, "PARIS POINTS JULY 15"),
        ("SMITH/JONES TELCON", ReferenceKind.TELEPHONE, "SMITH/JONES TELCON"),
        ("RESOLUTION 1718", ReferenceKind.UNKNOWN, "RESOLUTION 1718"),
    ],
)
def test_what_is_no_cable_is_told_apart(printed: str, kind: ReferenceKind, words: str) -> None:
    first, second = items(f"A. {printed}\n¶B. B: {printed}")
    for letter, item in (("A", first), ("B", second)):
        assert (item.letter, item.kind, item.mrn, item.printed) == (letter, kind, None, words)


@pytest.mark.parametrize(
    ("printed", "qualifiers"),
    [
        ("PARIS 12 (NOTAL)", ("NOTAL",)),
        ("PARIS 12 (EXDIS)", ("EXDIS",)),
        ("PARIS 12 AND PREVIOUS", ("AND PREVIOUS",)),
        ("PARIS 12 AND OTHERS", ("AND OTHERS",)),
        ("PARIS 12", ()),
    ],
)
def test_qualifiers_stand_behind_their_item(printed: str, qualifiers: tuple[str, ...]) -> None:
    other, item = items(f"A. PARIS 11\n¶B. {printed}")
    assert (other.qualifiers, item.qualifiers) == ((), qualifiers)


def test_a_serial_above_the_citing_cables_own_is_of_the_year_before_or_was_sent_with_it() -> None:
    later, near = items("MADRID 900")[0], items("MADRID 349")[0]
    assert (later.mrn, later.candidates) == ("07MADRID900", ("07MADRID900", "08MADRID900"))
    assert (near.mrn, near.candidates) == ("08MADRID349", ("08MADRID349", "07MADRID349"))
    assert items("MADRID 300")[0].candidates == ()


@pytest.mark.parametrize(
    "printed",
    [
        "REF A. PARIS 12\nREF B. OSLO 13",
        "REF A: PARIS 12\nREF B: OSLO 13",
        "REF (A) PARIS 12\nREF (B) OSLO 13",
        "REF: (A) PARIS 12\nREF: (B) OSLO 13",
        "REF A PARIS 12\nREF B OSLO 13",
        "REF A PARIS 12\n\nREF B OSLO 13",
        "REFS A) PARIS 12 B) OSLO 13",
    ],
)
def test_each_item_may_have_a_label_of_its_own(printed: str) -> None:
    found = read(reference=printed)
    assert [(item.letter, item.mrn) for item in found.references] == [("A", "08PARIS12"), ("B", "08OSLO13")]
    assert [found.source[slice(*item.span)] for item in found.references] == ["PARIS 12", "OSLO 13"]
    assert [paragraph.number for paragraph in found.paragraphs] == [1, 2]


def test_a_letter_that_is_an_article_is_none() -> None:
    assert [item.letter for item in items("A LETTER OF MAY 3; PARIS 13")] == [None]


@pytest.mark.parametrize("printed", ["NONE", "N/A", "NONE."])
def test_a_line_that_says_none_names_none(printed: str) -> None:
    assert items(printed) == ()


def test_an_items_span_is_its_words_in_the_source() -> None:
    found = read(reference="REF: A. RANGOON 1370\n¶B. 03 PANAMA\n2201 (NOTAL)")
    assert [" ".join(found.source[slice(*item.span)].split()) for item in found.references] == [
        "RANGOON 1370",
        "03 PANAMA 2201",
    ]
