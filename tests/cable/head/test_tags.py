"""TAGS as they are really printed: persons, free text, glued codes, misspelt labels and codes."""

from __future__ import annotations

import pytest

from tests.cable.build import read


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("TAGS: PREL, COUNTRY CLEARANCE, FR", ["PREL", "COUNTRY CLEARANCE", "FR"]),
        ("TAGS: IRAQI FREEDOM PREL", ["IRAQI FREEDOM", "PREL"]),
        ("TAGS: OPRC KMDR MEDIA REACTION REPORT", ["OPRC", "KMDR", "MEDIA REACTION REPORT"]),
        ("TAGS: PREL LABOR UNIONS", ["PREL", "LABOR UNIONS"]),
        ("TAGS: OVIP CLINTON HILLARY PREL", ["OVIP", "CLINTON, HILLARY", "PREL"]),
        ("TAGS: OVIP CLINTON, HILLARY", ["OVIP", "CLINTON, HILLARY"]),
        (
            "TAGS: PREL, GOI EXTERNAL, COUNTERTERRORISM, IN",
            ["PREL", "GOI", "EXTERNAL", "COUNTERTERRORISM", "IN"],
        ),
        (
            "TAGS: TERRORISM, SYRIANS, IZ, STEINBERG, JAMES B.",
            ["TERRORISM", "SYRIANS", "IZ", "STEINBERG, JAMES B."],
        ),
        ("TAGS: PGOV PINR POLITICAL PARTIES", ["PGOV", "PINR", "POLITICAL PARTIES"]),
        ("TAGS: <a href='/tag/PREL_0.html' title='External'>PREL</a> FR", ["PREL", "FR"]),
        ("TAGS: PREL PINR (BLAIR TONY) UK", ["PREL", "PINR", "BLAIR, TONY", "UK"]),
        ("TAGS: PRELPGOVFR", ["PREL", "PGOV", "FR"]),
        ("TAGS: PREL PGOV PREL PGOV", ["PREL", "PGOV"]),
        ("TAGS: PREL, PGOV\nKDEM, IZ", ["PREL", "PGOV", "KDEM", "IZ"]),
        ("tags: prel, pgov, fr", ["PREL", "PGOV", "FR"]),
        ("TAGS: PREL POGOV", ["PREL", "POGOV"]),
    ],
)
def test_tags_are_read_one_by_one(line: str, codes: list[str]) -> None:
    assert [tag.code for tag in read(tags=line).tags] == codes


@pytest.mark.parametrize(
    "label", ["TAGES:", "TABS:", "TGS:", "AGS:", "TAGS;", "TAGS,", "TAGS.", "TAG:", "TAGS"]
)
def test_a_misspelt_label_is_one(label: str) -> None:
    found = read(tags=f"{label} PREL FR")
    assert [tag.code for tag in found.tags] == ["PREL", "FR"]
    assert found.subject == "A VISIT"


def test_what_a_misspelt_code_may_mean_is_said_and_not_put_in_its_place() -> None:
    found = read(tags="TAGS: PREL POGOV ZZQX FR")
    assert [problem.what for problem in found.problems] == ["The TAG POGOV is not known; PGOV may be meant."]
