"""Message reference numbers, however they are written."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cable.mrn import Mrn, canonical, post_name, post_of, post_pattern, same_posts, split
from reader.cable.reference import tables
from tests import corpus

POSTS = sorted(tables.posts())
PRINTED = sorted(
    f"{fact.city}".upper()
    for name, fact in tables.posts().items()
    if fact.city.upper().replace(" ", "") == name and fact.city
)

years = st.integers(1960, 2039)
serials = st.integers(1, 999_999)


@pytest.mark.parametrize(
    ("written", "year", "expected"),
    [
        ("06PHNOMPENH977", None, "06PHNOMPENH977"),
        ("06 Madrid 0273", None, "06MADRID273"),
        ("1975DACCA00292_b", None, "75DACCA292"),
        ("10SHANGHAI60_a", None, "10SHANGHAI60"),
        ("SECSTATE 00123", 2006, "06STATE123"),
        ("SECSTATE WASHDC 00123", 2006, "06STATE123"),
        ("WASHDC 5", 6, "06STATE5"),
        ("AMEMBASSY LA PAZ 00831", 2006, "06LAPAZ831"),
        ("EMBASSY VIENNA 1450", 2009, "09VIENNA1450"),
        ("USMISSION USNATO 12", 2005, "05USNATO12"),
        ("RANGOON 1370", 2004, "04RANGOON1370"),
        ("RIO DE JANEIRO 5", 2004, "04RIODEJANEIRO5"),
        ("03 PANAMA 2201", 2004, "03PANAMA2201"),
        ("'03 PANAMA 2201", 2004, "03PANAMA2201"),
        ("’03 PANAMA 2201", 2004, "03PANAMA2201"),
        ("03PANAMA2201", 2004, "03PANAMA2201"),
        ("2006 MANAGUA 2611", 2008, "06MANAGUA2611"),
        ("DOHA 152 (08)", 2009, "08DOHA152"),
        ("(08) SAO PAULO 581", 2009, "08SAOPAULO581"),
        ("São Paulo 581", 2008, "08SAOPAULO581"),
        ("STATE 106206 CIRCULAR", 1966, "66STATE106206"),
        ("STATE 106206 (NOTAL)", 1966, "66STATE106206"),
        ("St. Petersburg 3", 2004, "04STPETERSBURG3"),
        ("N'Djamena 12", 2004, "04NDJAMENA12"),
        ("PORT-AU-PRINCE 12", 2004, "04PORTAUPRINCE12"),
        ("BUENOS AIR 00000012", 2004, "04BUENOSAIRES12"),
        ("PHNOM\nPENH 977", 2006, "06PHNOMPENH977"),
        ("CAPE T 00097", 1990, "90CAPETOWN97"),
        ("#09TELAVIV1184", None, "09TELAVIV1184"),
        ("MRN: 09TELAVIV1184", None, "09TELAVIV1184"),
        ("06PHNOMPENH977.txt", None, "06PHNOMPENH977"),
        ("https://example.org/cable/2009/06/09TELAVIV1184.html#par4", None, "09TELAVIV1184"),
        ("https://example.org/plusd/cables/1975DACCA00292_b.html", None, "75DACCA292"),
        ("/cable/2009/06/09TELAVIV1184.html", None, "09TELAVIV1184"),
    ],
)
def test_a_number_is_read_however_it_is_written(written: str, year: int | None, expected: str) -> None:
    assert canonical(written, year=year) == expected


@pytest.mark.parametrize(
    ("published", "true"),
    [
        ("08SECTION01OF03CAIRO1416", "08CAIRO1416"),
        ("09EFTOLONDON2468", "09LONDON2468"),
        ("09AMEMBASSYHANOI1284", "09HANOI1284"),
        ("07SOIA828", "07SOFIA828"),
        ("08SCTION02OF02SAOPAULO335", "08SAOPAULO335"),
        ("09SECTION02OF03QRIPOLI583", "09TRIPOLI583"),
        ("08ECTION01OF02MANAMA492", "08MANAMA492"),
        ("09SECION02OF02NAIROBI417", "09NAIROBI417"),
        ("08SECTIN03OF03KABUL3036", "08KABUL3036"),
        ("08SECTIO01OF02JERUSALEM1847", "08JERUSALEM1847"),
        ("08SECTON01OF02BEIRUT896", "08BEIRUT896"),
        ("07SECTION02OF03EIJING483", "07BEIJING483"),
        ("06EFTOUSUNNEWYORK1560", "06USUNNEWYORK1560"),
        ("06BRAILIA1079", "06BRASILIA1079"),
        ("09COPENHAEN13", "09COPENHAGEN13"),
        ("08AITTAIPIE1698", "08AITTAIPEI1698"),
        ("09BAU339", "09BAKU339"),
    ],
)
def test_a_malformed_published_id_is_an_alias_of_the_true_one(published: str, true: str) -> None:
    assert canonical(published) == true


@pytest.mark.parametrize(
    "words",
    [
        "SEPTEMBER 11",
        "RESOLUTION 1718",
        "PARIS POINTS JULY 15",
        "UNSCR 1718",
        "06MAY2006",
        "75MAY1975",
        "IIR 6 902 9642 06",
        "OSC EUP20090329950015",
        "MADRID",
        "MADRID 0",
        "MADRID 12345678901",
        "2006",
        "",
        "45 MADRID 720",
        "¶43.",
        "٠٦MADRID٢٧٣",
    ],
)
def test_what_only_looks_like_a_number_is_none(words: str) -> None:
    assert canonical(words, year=2006) is None


def test_without_any_year_there_is_no_number() -> None:
    assert canonical("RANGOON 1370") is None
    assert canonical("RANGOON 1370", year=1804) is None


@pytest.mark.parametrize(
    ("written", "post"),
    [
        ("TEGUC", "TEGUCIGALPA"),
        ("USUN", "USUNNEWYORK"),
        ("USEU", "USEUBRUSSELS"),
        ("UNVIE", "UNVIEVIENNA"),
        ("HCMC", "HOCHIMINHCITY"),
        ("KL", "KUALALUMPUR"),
        ("DELHI", "NEWDELHI"),
        ("HAGUE", "THEHAGUE"),
        ("TALLIN", "TALLINN"),
        ("AIT", "AITTAIPEI"),
        ("IRPO DUBAI", "RPODUBAI"),
        ("Mexico City", "MEXICO"),
        ("BUENOS AIR", "BUENOSAIRES"),
        ("TEGUCIGALP", "TEGUCIGALPA"),
        ("RIO DE JAN", "RIODEJANEIRO"),
        ("ADDIS ABAB", "ADDISABABA"),
        ("UNVIE VIEN", "UNVIEVIENNA"),
        ("AMEMBASSY PHNOM PENH", "PHNOMPENH"),
    ],
)
def test_a_post_is_known_by_its_other_names(written: str, post: str) -> None:
    assert post_of(written) == post


def test_posts_under_two_names_know_each_other() -> None:
    assert same_posts("KYIV") == ("KYIV", "KIEV")
    assert same_posts("KIEV") == ("KIEV", "KYIV")
    assert same_posts("MADRID") == ("MADRID",)
    assert canonical("06KIEV4") == "06KIEV4"  # the prefix that is printed stands


def test_an_archive_id_cut_to_six_letters_names_the_whole_post() -> None:
    assert canonical("1975BUENOS01234_b") == "75BUENOSAIRES1234"
    assert canonical("1974NEWDE00001_b") == "74NEWDELHI1"


def test_an_archive_id_of_a_post_no_table_knows_is_believed() -> None:
    assert canonical("1975XYZZY00012_b") == "75XYZZY12"
    assert canonical("75XYZZY12") == "75XYZZY12"
    assert canonical("2005XYZZY00012") is None


def test_a_number_is_split_into_year_post_and_serial() -> None:
    assert split("06PHNOMPENH977") == Mrn(2006, "PHNOMPENH", 977)
    assert split("75DACCA292") == Mrn(1975, "DACCA", 292)
    assert split("06 MADRID 273") is None
    assert post_name("PHNOMPENH") == "Embassy Phnom Penh"
    assert post_name("NOWHERE") is None


@given(year=years, post=st.sampled_from(POSTS), serial=serials)
def test_every_canonical_number_comes_back_unchanged(year: int, post: str, serial: int) -> None:
    number = Mrn(year, post, serial)

    assert canonical(str(number)) == str(number)
    assert split(str(number)) == number


@given(
    year=years,
    printed=st.sampled_from(PRINTED),
    serial=serials,
    width=st.integers(1, 8),
    form=st.sampled_from(
        [
            "{y:02} {p} {s}",
            "{Y} {p} {s}",
            "'{y:02} {p} {s}",
            "{y:02}{k}{s}",
            "{Y}{k}{s}_a",
            "{p} {s} ({y:02})",
            "({y:02}) {p} {s}",
            "{y:02} AMEMBASSY {p} {s} (NOTAL)",
            "https://example.org/{Y}/{y:02}{k}{s}.html",
        ]
    ),
    lower=st.booleans(),
)
def test_every_way_to_print_a_number_leads_to_it(
    year: int, printed: str, serial: int, width: int, form: str, lower: bool
) -> None:
    key = printed.replace(" ", "")
    padded = str(serial).zfill(width)[-8:]
    written = form.format(y=year % 100, Y=year, p=printed, k=key, s=padded)

    assert canonical(written.lower() if lower else written) == f"{year % 100:02}{key}{serial}"


@given(text=st.text(max_size=200), year=st.none() | st.integers())
def test_any_string_is_answered_and_the_answer_is_canonical(text: str, year: int | None) -> None:
    answer = canonical(text, year=year)

    if answer is not None:
        assert canonical(answer) == answer
        assert split(answer) is not None


def test_the_pattern_finds_the_longest_name() -> None:
    pattern = re.compile(rf"\b(?:{post_pattern()})\b")
    line = (
        "REF: A. SECSTATE WASHDC 5 B. PORT OF SPAIN 12 C. RIO DE JANEIRO 7 D. RIO 8 BUENOS AIR 9 SEPTEMBER 11"
    )

    found = pattern.findall(line)

    assert found == ["SECSTATE WASHDC", "PORT OF SPAIN", "RIO DE JANEIRO", "RIO", "BUENOS AIR"]
    assert all(post_of(name) for name in found)


def test_every_post_is_found_by_the_pattern_and_known_again() -> None:
    pattern = re.compile(post_pattern())

    for name in (*POSTS, *PRINTED):
        match = pattern.fullmatch(name)
        assert match, name
        assert post_of(match[0]), name


@pytest.mark.parametrize(
    "piece", ["A", "A ", "1", " ", "06MADRID", "(08) ", "/", "MADRID 1 ", "AMEMBASSY", "'"]
)
def test_a_megabyte_of_anything_is_answered_at_once(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.process_time()

    assert canonical(text, year=2006) is None
    assert canonical(text[:2000], year=2006) is None
    assert post_of(text) is None
    assert time.process_time() - start < 0.1


@pytest.mark.skipif(corpus.folder() is None, reason="the corpus is not at hand")
def test_every_id_of_the_corpus_is_canonical_and_its_classification_line_leads_to_it() -> None:
    folder = corpus.folder()
    assert folder
    line = re.compile(rf"^[A-Za-z0-9 ]{{6,60}}? ({post_pattern()}) +([0-9]{{4,8}})\b", re.MULTILINE)
    told = 0
    for row in corpus.rows(folder / "cables.csv"):
        assert canonical(row.mrn) == row.mrn
        year = int(row.mrn[:2])
        if match := line.search(row.body[:600]):
            told += canonical(f"{match[1]} {match[2]}", year=year) == row.mrn
    assert told > 385
