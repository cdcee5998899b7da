"""The page as pure data: what stands in which row, and which words of the cable it is."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.cable.model import (
    Addressee,
    Caption,
    Classification,
    DateSource,
    Level,
    MrnSource,
    NumberSource,
    Portion,
    Span,
)
from reader.tui.page.layout import layout
from reader.tui.page.model import HEAD, Layout, Options, Spot
from tests.tui.build import Draft, cable_of

LONG = "The delegations met in Rangoon and signed a memorandum of understanding on trafficking. " * 6


def rows(page: Layout) -> list[str]:
    return [page.text(row) for row in range(len(page))]


def roles(page: Layout, row: int) -> list[tuple[str, str]]:
    return [(piece.text, piece.role) for piece in page.pieces(row)]


def test_the_subject_stands_in_the_middle_of_the_first_row() -> None:
    page = layout(cable_of("One."), 60)
    assert rows(page)[0].strip() == "REGIONAL PROGRESS"
    left = page.lines[0].left
    assert abs(left - (page.width - page.column - 1 - left - len("REGIONAL PROGRESS"))) <= 1
    assert roles(page, 0) == [("REGIONAL PROGRESS", "subject")]


def test_the_folded_header_says_where_when_and_how_it_was_handled() -> None:
    cable = cable_of("One.", date=dt.datetime(2006, 5, 23, 6, 55, tzinfo=dt.UTC))
    assert rows(layout(cable, 70))[1].strip() == "Embassy Phnom Penh · 23 May 2006"


def test_the_open_header_has_a_time_where_the_cable_has_one() -> None:
    cable = cable_of("One.", date=dt.datetime(1980, 6, 23, tzinfo=dt.UTC))
    of_record = replace(cable, date_source=DateSource.GIVEN)
    for each, words in ((cable, "23 June 1980, 00:00 UTC"), (of_record, "23 June 1980")):
        assert [
            row.strip() for row in rows(layout(each, 70, Options(header_open=True))) if "1980" in row
        ] == [f"date  {words}"]


def test_a_guessed_date_is_called_one() -> None:
    cable = cable_of("One.", estimated_date=dt.date(2004, 11, 2), mrn="04RANGOON1422")
    assert "November 2004 (year inferred)" in rows(layout(cable, 70))[1]
    undated = cable_of("One.", mrn="04RANGOON1422", mrn_source=MrnSource.INFERRED)
    assert "2004 (year inferred)" in rows(layout(undated, 70))[1]


def test_tags_have_their_meanings_where_two_lines_hold_them_and_stand_alone_where_not() -> None:
    cable = cable_of("One.", tags="PHUM CB", references=["04RANGOON1370"], partial=True)
    assert rows(layout(cable, 80))[2].strip() == "PHUM Human Rights · CB Cambodia · 04RANGOON1370 · partial"
    assert [row.strip() for row in rows(layout(cable, 50))[2:4]] == [
        "PHUM Human Rights · CB Cambodia",
        "04RANGOON1370 · partial",
    ]
    assert "PHUM CB · 04RANGOON1370" in "\n".join(rows(layout(cable, 30)))


MANY = "PHUM PREL PGOV KWMN KTIP CB TH LA VM CH BM EAID"


def test_long_tags_are_folded_to_one_line_and_counted() -> None:
    third = rows(layout(cable_of("One.", tags=MANY, references=["04RANGOON1370", "04RANGOON1357"]), 60))[2]
    codes, references = third.strip().split(" · ")
    shown, hidden = codes.split(" +")
    assert references == "2 references"
    assert MANY.startswith(f"{shown} ")
    assert len(shown.split()) + int(hidden) == 12


def test_the_open_header_folds_long_lists_until_they_are_opened() -> None:
    names = [f"EMBASSY NUMBER{at}" for at in range(40)]
    info = tuple(Addressee(name, Span(0, 0)) for name in names)
    cable = cable_of("One.", tags=MANY, info=info)

    def header(*, lists_open: bool = False) -> tuple[str, bool]:
        page = layout(cable, 70, Options(header_open=True, lists_open=lists_open))
        return " ".join(" ".join(rows(page)).split()), page.folded

    folded, is_folded = header()
    assert is_folded
    assert "EMBASSY NUMBER1;" in folded
    assert "EMBASSY NUMBER39" not in folded
    assert " more (H again)" in folded
    assert "… and 5 more (H again)" in folded, "of the TAGS"
    opened, is_folded = header(lists_open=True)
    assert not is_folded
    assert all(name in opened for name in names)
    assert "EAID" in opened
    assert "H again" not in opened


def test_the_open_header_has_every_reference_as_a_link() -> None:
    cable = cable_of("One.", references=["04RANGOON1370", "04RANGOON1357"])
    page = layout(cable, 70, Options(header_open=True))
    assert [link.choices for _, link in page.links_between(0, len(page))] == [
        ("04RANGOON1370",),
        ("04RANGOON1357",),
    ]


def test_the_open_header_keeps_passing_lines_apart_and_says_each_caption_once() -> None:
    passing = ("WHITE HOUSE FOR OVP, DOE", "-------- ----", "FOR KKOLEVAR, NEA")
    secret = Classification(Level.S, "SECRET//NOFORN", ("NOFORN",), "S E C R E T", Span(0, 0))
    captions = tuple(Caption(name, Span(0, 0)) for name in ("SIPDIS", "NOFORN"))
    cable = replace(cable_of("One.", passing=passing, captions=captions), classification=secret)
    said = [row.split("  ", 1)[-1].strip() for row in rows(layout(cable, 70, Options(header_open=True)))]
    assert "-------- ----" not in said
    assert "SECRET//NOFORN · SIPDIS" in [row.removeprefix("level").strip() for row in said]
    assert [row for row in said if "FOR" in row and "NOFORN" not in row] == [
        "for  WHITE HOUSE FOR OVP, DOE",
        "FOR KKOLEVAR, NEA",
    ]


def test_a_mark_that_one_paragraph_gave_for_the_entire_text_is_repeated_short() -> None:
    entire = Portion("C - ENTIRE TEXT", "C", Level.C, inherited=True)
    cable = cable_of("One.")
    marked = replace(cable, paragraphs=(cable.paragraphs[0]._replace(portion=entire),))
    assert rows(layout(marked, 60))[-1].strip() == "[C] One."


def test_the_number_hangs_in_the_gutter_and_the_portion_mark_is_always_printed() -> None:
    page = layout(cable_of(Draft("Alpha beta.", portion="S/NF", number=7)), 60)
    first, _ = page.rows_of(1)
    assert page.lines[first].number == "7"
    assert roles(page, first) == [("(S/NF)", "portion-s"), (" ", "text"), ("Alpha beta.", "text")]


def test_a_number_that_was_deduced_is_bracketed_and_one_that_is_missing_gives_way_to_ours() -> None:
    cable = cable_of(
        Draft("One.", number=4, number_source=NumberSource.INFERRED),
        Draft("Two.", number=0, number_source=NumberSource.INFERRED),
    )
    page = layout(cable, 60)
    assert [page.lines[page.rows_of(n)[0]].number for n in (1, 2)] == ["[4]", "§2"]


def test_a_number_that_the_drafter_used_again_is_told_apart_in_the_gutter() -> None:
    cable = cable_of(Draft("One.", number=6), Draft("Two.", number=6), Draft("Three.", number=7))
    page = layout(cable, 60)
    assert [page.lines[page.rows_of(n)[0]].number for n in (1, 2, 3)] == ["6", "6²", "7"]


def test_lines_keep_within_the_measure_and_the_measure_within_72() -> None:
    page = layout(cable_of(LONG), 140)
    assert max(cell_len(text) for text in rows(page)) <= 72
    narrow = layout(cable_of(LONG), 50)
    assert max(narrow.column + cell_len(text) for text in rows(narrow)) < 50


def test_bullets_hang_by_their_marker() -> None:
    page = layout(cable_of("Highlights follow:\n-- " + LONG), 60)
    first, end = page.rows_of(1)
    assert page.text(first + 1).startswith("  -- The")
    assert all(page.text(row).startswith("     ") for row in range(first + 2, end))


def test_a_table_keeps_its_columns() -> None:
    table = "Country      1999   2000\nLaos           12     14"
    page = layout(cable_of(Draft(f"Figures:\n{table}", table=table)), 60)
    first, _ = page.rows_of(1)
    assert [page.text(first + 1), page.text(first + 2)] == table.split("\n")


def test_a_paragraph_that_is_a_table_has_its_mark_in_a_row_above() -> None:
    table = "Country  1999\nLaos       12"
    page = layout(cable_of(Draft(table, table=table)), 60)
    first, end = page.rows_of(1)
    assert [page.text(row) for row in range(first, end)] == ["(SBU)", *table.split("\n")]


def test_words_are_told_apart_by_role() -> None:
    draft = Draft(
        "The RGC told XXXXXXXXXXXX (ref b).",
        redactions=["XXXXXXXXXXXX"],
        acronyms=["RGC"],
        refs={"ref b": "04RANGOON1357"},
    )
    page = layout(cable_of(draft), 70)
    found = dict(roles(page, page.rows_of(1)[0]))
    assert (found["RGC"], found["XXXXXXXXXXXX"], found["ref b"]) == ("acronym", "redaction", "reference")


def test_a_heading_belongs_to_no_paragraph() -> None:
    page = layout(cable_of("One.", "# Comment", "Two."), 60)
    row = rows(page).index("Comment")
    assert page.lines[row].ordinal is None
    assert page.paragraph_at(row) == 1


def test_every_place_on_the_page_leads_back_to_its_words() -> None:
    page = layout(cable_of(LONG, "Short."), 60)
    for ordinal in (1, 2):
        text = page.cable.paragraphs[ordinal - 1].text
        for offset in range(len(text)):
            found = page.in_flow(ordinal, offset, offset + 1)
            assert found is not None
            row = page.row_of(found[0], found[1])
            if offset < page.lines[row].end:
                assert page.spot_at(row, page.column_of(row, offset)) == Spot(found[0], offset)


def test_wide_characters_count_two_cells() -> None:
    page = layout(cable_of("報告" * 60), 40)
    assert all(cell_len(text) < 40 for text in rows(page))
    first, _ = page.rows_of(1)
    start = page.column_of(first, 0)
    assert page.spot_at(first, start + 3) == page.spot_at(first, start + 2)


def test_as_sent_nothing_is_hidden_and_the_same_words_are_found() -> None:
    cable = cable_of("Alpha.", "# Heading", "Beta gamma.")
    page = layout(cable, 60, Options(as_sent=True))
    assert "\n".join(rows(page)) == cable.source
    found = page.in_flow(2, 5, 10)
    assert found is not None
    assert page.flows[found[0]].text[found[1] : found[2]] == "gamma"
    assert page.clean(Spot(found[0], found[1])) == (2, 5)


def test_as_sent_the_portion_mark_still_has_its_level() -> None:
    page = layout(cable_of(Draft("Alpha.", portion="S/NF")), 60, Options(as_sent=True))
    assert ("(S/NF)", "portion-s") in roles(page, page.rows_of(1)[0])


def test_text_that_is_no_cable_is_shown_as_it_is() -> None:
    from reader.cable.model import Block, BlockKind, Cable, Span

    text = "just\nsome words"
    page = layout(Cable(text, (Block(BlockKind.PREAMBLE, Span(0, len(text))),)), 40)
    assert rows(page) == ["just", "some words"]


def test_an_empty_cable_is_one_blank_row() -> None:
    from reader.cable.model import Cable

    page = layout(Cable("", ()), 40)
    assert rows(page) == [""]
    assert page.lines[0].ordinal == HEAD


@pytest.mark.parametrize("width", [1, 2, 3, 5, 9, 13, 14, 20])
def test_any_width_will_do(width: int) -> None:
    page = layout(cable_of("# Heading", Draft(LONG, portion="S/REL TO USA, FVEY"), tags="PHUM"), width)
    printed = "".join("".join(rows(page)).split())
    assert "".join(LONG.split()) in printed


@pytest.mark.parametrize("width", [5, 13, 20, 24, 30])
def test_a_long_portion_mark_is_printed_whole_in_a_narrow_window(width: int) -> None:
    page = layout(cable_of(Draft(LONG, portion="S/REL TO USA, FVEY", number=12)), width)
    first, end = page.rows_of(1)
    printed = "".join(page.lines[row].number + page.text(row) for row in range(first, end))
    assert "".join(printed.split()).startswith("12(S/RELTOUSA,FVEY)Thedelegations")
    assert all(page.column + cell_len(page.text(row)) <= width for row in range(first, end))


MELTING = {chr(code) for code in (*range(0x1F3FB, 0x1F400), *range(0x1F1E6, 0x1F200))}
"""Skin tones and flag letters: their width depends on their neighbours, so other signs stand for them."""

hostile = st.text(
    alphabet=st.characters(codec=None) | st.sampled_from("\x1b[\x9b\u202e\u200d漢é -\n"), max_size=300
)


@given(hostile, st.integers(1, 90), st.booleans())
def test_no_character_of_a_cable_is_lost_moved_or_let_through_to_the_terminal(
    text: str, width: int, as_sent: bool
) -> None:
    cable = cable_of(Draft(text, portion=None), subject=text)
    page = layout(cable, width, Options(as_sent=as_sent, header_open=True))
    for flow in page.flows:
        assert not [one for one in flow.text if one != "\n" and unicodedata.category(one)[0] == "C"]
    found = page.in_flow(1, 0, len(text))
    assert found is not None
    shown = page.flows[found[0]].text[found[1] : found[2]]
    assert len(shown) == len(text)
    assert all(
        a == b
        for a, b in zip(shown, text, strict=True)
        if b.isprintable() and unicodedata.category(b) != "Mn" and b not in MELTING
    )


def test_signs_that_melt_together_stand_by_themselves() -> None:
    page = layout(cable_of(Draft("a \U0001f44d\U0001f3fb \U0001f1eb\U0001f1f7 b")), 60)
    assert "a \U0001f44d· FR b" in "\n".join(rows(page))


def test_garbled_letters_are_shown_as_meant_and_stay_as_sent_in_the_text() -> None:
    cable = cable_of("Taylor,s men are a &middle power8.")
    page = layout(cable, 60)
    assert rows(page)[-1].strip().endswith("Taylor’s men are a “middle power”.")
    shown = [piece.text for row in range(len(page)) for piece in page.pieces(row) if piece.role == "repaired"]
    assert shown == ["’", "“", "”"]
    assert cable.paragraphs[0].text == "Taylor,s men are a &middle power8."
