"""Which cables are in capitals, and how the page shows them."""

from __future__ import annotations

import pytest

from reader.cable.annotate.word_forms import WordForms
from reader.tui.page.capitals import in_capitals
from reader.tui.page.layout import layout
from reader.tui.page.model import Options
from tests.tui.build import Draft, cable_of

FORMS = WordForms({"AZIMI": "Azimi", "CAME": "came"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("THE MINISTER CAME, xxxxx.", False),
        ("THE MINISTER CAME BACK AND SIGNED THE AGREEMENT xxxx.", True),
        ("The Minister came.", False),
        ("12 -- 13", False),
    ],
)
def test_a_cable_is_in_capitals_with_hardly_a_small_letter(text: str, expected: bool) -> None:
    assert in_capitals(cable_of(text)) is expected


def test_headings_and_paragraphs_are_shown_in_sentence_case_and_tables_as_sent() -> None:
    cable = cable_of("# AZIMI RETURNS", Draft("AZIMI CAME.\nNAME   CAME", table="NAME   CAME"))
    page = layout(cable, 60, Options(forms=FORMS))
    assert [flow.text for flow in page.flows if flow.kind in ("heading", "paragraph")] == [
        "Azimi returns",
        "Azimi came.\nNAME   CAME",
    ]
    other = layout(cable_of("Azimi came, and HE CAME."), 60, Options(forms=FORMS))
    assert other.flows[-1].text == "Azimi came, and HE CAME."
