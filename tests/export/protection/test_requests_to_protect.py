"""Whose name a request protects; the sentences are those of published cables, with one fault or form each."""

from __future__ import annotations

import pytest

from reader.export.protection.requests_to_protect import requests_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Judith Gough (protect), Deputy Head, said so.", ["Judith Gough"]),
        ("against Hugo Chavez. Juan Carlos Sanchez (please protect) explained", ["Juan Carlos Sanchez"]),
        ("by surprise. Dr. Richard Freer (strictly protect) Head of Defence", ["Richard Freer"]),
        (
            "investigating judge Jean-Francois Ricard (strictly protect) told Poloffs",
            ["Jean-Francois Ricard"],
        ),
        ("Brazilian Defense Minister Nelson Jobim (protect) confirmed", ["Nelson Jobim"]),
        ("UK Ambassador Blunt (protect) told Ambassador Foley", ["Blunt"]),
        ("At Italian Ambassador Luigi Maccotta’s (protect) request", ["Luigi Maccotta"]),
        ("But Athanasiadis (please protect) told us", ["Athanasiadis"]),
        ("Both Freer and Judith Gough (strictly protect) said", ["Freer", "Judith Gough"]),
        ("Gary vonLemden, Corporate Head, Europe, Citigoup (Please protect), told", ["Gary vonLemden"]),
        ("According to Abd al Rahman bin Said [PROTECT SOURCE] it was", ["Abd al Rahman bin Said"]),
        ("Pavel J. Novak -- strictly protect -- said", ["Pavel J. Novak"]),
        ("The Canadian Ambassador (protect) said", ["Canadian Ambassador"]),
        ("MEETING WITH MINISTER JOSE GARCIA (STRICTLY PROTECT) TODAY", ["JOSE GARCIA"]),
        ("on August 29 (please protect) he complained", []),
        ("He met with xxxxx (strictly protect - see reftels).", []),
    ],
)
def test_a_request_protects_the_name_before_it(text: str, names: list[str]) -> None:
    (request,) = requests_in(text)
    assert list(request.names) == names


@pytest.mark.parametrize(
    "text",
    ["the (CI/KR) protection plan", "measures (to protect sources)", "the government (which protects him)"],
)
def test_other_words_about_protection_are_no_request(text: str) -> None:
    assert list(requests_in(text)) == []


def test_a_name_found_further_back_and_an_office_are_in_doubt() -> None:
    texts = ["Tan Wei, a lawyer, (protect) said", "The Canadian Ambassador (protect)", "Tan Wei (protect)"]
    assert [request.doubtful for text in texts for request in requests_in(text)] == [True, True, False]


def test_a_name_struck_out_by_the_publisher_needs_no_protection() -> None:
    assert [request.struck for request in requests_in("XXXXXXXXXXXX (protect) told Poloff")] == [True]
