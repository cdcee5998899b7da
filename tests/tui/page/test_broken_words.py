"""Words in capitals that were broken at the end of a line, shown whole."""

from __future__ import annotations

import pytest

from reader.cable.annotate.broken_words import HIDDEN
from reader.cable.annotate.word_forms import WordForms
from reader.tui.page.layout import layout
from reader.tui.page.model import Layout, Options
from tests.cable.build import read

LIBRARY = WordForms({"OTHERWISE": "otherwise", "DEVELOPMENT": "development", "RE-ENTRY": "re-entry"})


def page_of(text: str, options: Options) -> Layout:
    return layout(read(f"1. {text}\n\nSACCIO"), 100, options)


def shown(text: str, options: Options) -> str:
    flow = next(flow for flow in page_of(text, options).flows if flow.kind == "paragraph")
    return flow.text.replace(HIDDEN, "~")


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("THE JURIS-\nDICTION. NO JURISDICTION.", "THE JURIS~DICTION. NO JURISDICTION."),
        ("THE JURIS- DICTION. NO JURISDICTION.", "THE JURIS~~DICTION. NO JURISDICTION."),
        ("THE JURIS- \nDICTIONS. NO JURISDICTION.", "THE JURIS~DICTIONS. NO JURISDICTION."),
        ("OTHER-\nWISE THE DEVELOP-\nMENT'S END", "OTHER~WISE THE DEVELOP~MENT'S END"),
        ("UNDER-DEVELOP-\nMENT-RELATED WORK", "UNDER-DEVELOP~MENT-RELATED WORK"),
        ("AT LAST A DRAFT-\nLAW ON RE-\nENTRY AND REENTRY", "AT LAST A DRAFT-LAW ON RE-ENTRY AND REENTRY"),
        ("THE LONG-\nTERM, LONGTERM AND LONG-TERM", "THE LONG-TERM, LONGTERM AND LONG-TERM"),
        ("NO OTHER-WISE MAN. PRE- AND POSTWAR", "NO OTHER-WISE MAN. PRE- AND POSTWAR"),
        ("In the OTHER-\nWISE quiet city of", "In the OTHER-WISE quiet city of"),
    ],
)
def test_a_broken_word_is_shown_whole_where_cable_or_library_know_it(sent: str, expected: str) -> None:
    assert shown(sent, Options(known=LIBRARY)) == expected


def test_without_a_library_the_rest_of_the_cable_decides() -> None:
    assert shown("JURIS-\nDICTION, JURISDICTION, OTHER-\nWISE", Options()) == (
        "JURIS~DICTION, JURISDICTION, OTHER-WISE"
    )


def test_sentence_case_sees_the_whole_word_and_offsets_stay() -> None:
    page = page_of("TO THE DEVELOP-\nMENT OF IT", Options(forms=LIBRARY))
    flow = next(flow for flow in page.flows if flow.kind == "paragraph")
    assert flow.text.replace(HIDDEN, "~") == "To the develop~ment of it"
    assert len(flow.text) == len(page.cable.paragraphs[0].text)
    row = page.row_of(page.flows.index(flow), 0)
    words = page.text(row).replace(HIDDEN, "")
    spot = page.spot_at(row, page.column_of(row, 0) + words.index("ment"))
    assert spot is not None
    assert page.cable.paragraphs[0].text[spot.offset :] in ("-MENT OF IT", "MENT OF IT")
