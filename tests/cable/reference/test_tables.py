"""What codes mean, and that nothing is guessed."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from reader.cable.model import Level
from reader.cable.reference import tables
from reader.cable.reference.explain import explain


def kinds(code: str) -> list[str]:
    return [fact.what for fact in explain(code)]


@pytest.mark.parametrize(
    ("code", "what", "words"),
    [
        ("PHUM", "subject TAG", "Human Rights"),
        ("kwmn", "program TAG", "Women"),
        ("CB", "geographic TAG", "Cambodia"),
        ("VT", "geographic TAG", "Holy See"),
        ("EUN", "organization TAG", "European Union"),
        ("PHNOMPENH", "post", "Embassy Phnom Penh; embassy; Phnom Penh, Cambodia"),
        ("La Paz", "post", "La Paz, Bolivia"),
        ("HCMC", "post", "Ho Chi Minh City"),
        ("SIPDIS", "caption", "SIPRNet"),
        ("CORRECTED COPY", "caption", "Replaces"),
        ("(S/NF)", "portion mark", "Secret"),
        ("s//nf", "portion mark", "Secret"),
        ("S/REL NATO", "portion mark", "releasable to the countries or bodies"),
        ("NOFORN", "dissemination control", "Not releasable"),
        ("LIMITED OFFICIAL USE", "classification", "Pre-1995"),
        ("POLOFF", "acronym", "olitical"),
    ],
)
def test_a_code_is_explained(code: str, what: str, words: str) -> None:
    assert any(fact.what == what and words in fact.meaning for fact in explain(code)), explain(code)


@pytest.mark.parametrize("code", ["QQQQ", "", "RUEHPF", "(Iran)", "SEPTEMBER", "\x1b[31m", "A" * 10_000])
def test_an_unknown_code_is_unknown(code: str) -> None:
    assert explain(code) == ()


def test_a_code_with_several_meanings_yields_each() -> None:
    assert kinds("SBU") == ["portion mark", "acronym"]
    assert "geographic TAG" in kinds("AU")
    assert "acronym" in kinds("AU")


@pytest.mark.parametrize("code", ["MCAP", "KJUS", "XA", "NATO", "TINT", "KDRG"])
def test_a_meaning_that_was_not_reviewed_says_so(code: str) -> None:
    assert not explain(code)[0].reviewed


@pytest.mark.parametrize("code", ["PHUM", "PGOV", "CB", "EAID"])
def test_a_meaning_from_the_handbook_is_reviewed(code: str) -> None:
    assert explain(code)[0].reviewed


def test_a_code_in_use_without_a_known_meaning_is_not_filled_in() -> None:
    assert tables.tag("KDRG") == tables.TagFact("KDRG", "program", "", reviewed=False)
    assert "not known" in explain("KDRG")[0].meaning


def test_a_former_post_is_known_but_not_reviewed() -> None:
    (fact,) = explain("SAIGON")

    assert fact.what == "post"
    assert not fact.reviewed


def test_markings_carry_their_level() -> None:
    noforn, secret = tables.marking("noforn"), tables.marking("S", "portion")

    assert noforn
    assert noforn.level is None
    assert secret
    assert secret.level is Level.S
    assert tables.marking("SIPDIS", "portion") is None


def test_acronyms_are_words_in_capitals() -> None:
    assert tables.acronym("POLOFF")
    assert tables.acronym("am") is None
    assert tables.acronym("start") is None


def test_every_row_of_every_table_is_read() -> None:
    assert len(tables.tags()) == 1056
    assert {fact.kind for fact in tables.tags().values()} == {
        "subject",
        "program",
        "geographic",
        "organization",
    }
    assert len(tables.posts()) > 292
    assert len(tables.markings()) == 70
    assert len(tables.acronyms()) == 397


def test_importing_the_tables_modules_reads_no_table() -> None:
    code = (
        "import sys; import reader.cable.mrn, reader.cable.reference.tables as f; "
        "assert 'importlib.resources' not in sys.modules; "
        "assert f.tags.cache_info().currsize == 0; assert f.posts.cache_info().currsize == 0"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("route", "names"),
    [
        ("RUEHMD", "AMEMBASSY MADRID"),
        ("ruehc", "SECSTATE WASHDC"),
        ("RUEKJCS", "SECDEF WASHDC; JOINT STAFF WASHDC"),
    ],
)
def test_a_route_is_explained_by_whom_it_reached(route: str, names: str) -> None:
    assert [(fact.what, fact.meaning) for fact in explain(route)] == [("route", names)]


def test_routes_are_read_from_the_addresses_of_cables_and_have_their_form() -> None:
    for fact in tables.routes().values():
        assert re.fullmatch(r"R[A-Z0-9]{4,6}", fact.route)
        assert fact.names == fact.names.strip("; ")
