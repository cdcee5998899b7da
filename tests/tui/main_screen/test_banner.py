"""The line across the top: the level is always in it, in words, and it is exactly as wide as the window."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.cable.model import Cable, Classification, Level, Portion, Span
from reader.tui.main_screen.banner import banner_pieces
from tests.tui.build import Draft, cable_of


def banner(cable: Cable | None, ordinal: int | None, width: int, note: str = "") -> str:
    pieces = banner_pieces(cable, "09PHNOMPENH189", ordinal, width, note)
    assert sum(cell_len(piece.text) for piece in pieces) == width
    return "".join(piece.text for piece in pieces)


def secret() -> Cable:
    named = Classification(Level.S, "SECRET//NOFORN", ("NOFORN",), "S E C R E T", Span(0, 0))
    cable = cable_of(*(Draft(f"Number {n}.", portion="S/NF") for n in range(1, 11)))
    return replace(cable, classification=named)


def test_it_says_the_level_and_where_one_is() -> None:
    text = banner(secret(), 7, 70)
    assert text.startswith(" SECRET//NOFORN ─")
    assert text.endswith("─ 09PHNOMPENH189 · ¶7 (S/NF) · 7 of 10 ")


def test_a_mark_of_the_whole_text_is_shown_as_on_the_page() -> None:
    inherited = Portion("SECRET - ENTIRE TEXT", "S", Level.S, inherited=True)
    cable = secret()
    paragraph = cable.paragraphs[6]._replace(portion=inherited)
    cable = replace(cable, paragraphs=(*cable.paragraphs[:6], paragraph, *cable.paragraphs[7:]))
    assert banner(cable, 7, 70).endswith("─ 09PHNOMPENH189 · ¶7 [S] · 7 of 10 ")


def test_a_higher_portion_mark_outranks_the_classification_line() -> None:
    cable = cable_of(Draft("One.", portion="C"), level=Level.U)
    assert banner(cable, 1, 60).startswith(" CONFIDENTIAL ")


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (60, " SECRET//NOFORN ───── 09PHNOMPENH189 · ¶7 (S/NF) · 7 of 10 "),
        (40, " SECRET ──── 09PHNOMPENH189 · ¶7 (S/NF) "),
        (30, " SECRET ── 09PHNOMPENH189 · ¶7 "),
        (20, " SECRET ─ ¶7 (S/NF) "),
        (12, " SECRET  ¶7 "),
        (9, " S ─ ¶7 "),
        (4, " S ─"),
    ],
)
def test_it_shrinks_to_the_level_and_the_paragraph(width: int, text: str) -> None:
    assert len(banner(secret(), 7, width)) == width
    assert banner(secret(), 7, width).replace("─", "") == text.replace("─", "")


def test_at_the_head_of_the_cable_it_says_so() -> None:
    assert banner(secret(), None, 60).endswith(" 09PHNOMPENH189 · whole cable ")


def test_an_old_cable_has_the_level_of_its_time() -> None:
    cable = replace(cable_of(Draft("One.", portion="SBU")), date=dt.datetime(1989, 12, 19))
    assert banner(cable, 1, 60).startswith(" LIMITED OFFICIAL USE ")
    assert banner(cable, 1, 16).startswith(" LOU ")


def test_a_cable_without_a_level_says_that() -> None:
    cable = cable_of(Draft("One.", portion=None), level=None)
    assert banner(cable, 1, 60).startswith(" LEVEL UNKNOWN ")


def test_the_panel_is_named_where_there_is_room() -> None:
    assert banner(secret(), 7, 80, "notes").endswith("7 of 10 · notes ")
    assert "notes" not in banner(secret(), 7, 40, "notes")
    assert banner(None, None, 20, "cables").startswith(" cables ")


def test_the_long_name_of_a_level_gives_way_to_the_place_and_the_place_to_no_panel() -> None:
    cable = cable_of(Draft("One."), level=Level.SBU)
    assert banner(cable, 1, 90, "Notes").startswith(" SENSITIVE BUT UNCLASSIFIED ─")
    assert (
        banner(cable, 1, 60, "Notes").replace("─", "") == " SBU  09PHNOMPENH189 · ¶1 (SBU) · 1 of 1 · Notes "
    )
    assert banner(cable, 1, 45, "Notes").replace("─", "") == " SBU  09PHNOMPENH189 · ¶1 (SBU) · 1 of 1 "


def test_how_much_is_left_to_read_goes_before_the_level_is_shortened() -> None:
    def banner_of(width: int) -> str:
        return "".join(
            piece.text for piece in banner_pieces(secret(), None, 7, width, reading="42% · 6 min left")
        )

    assert banner_of(100).endswith("7 of 10 · 42% · 6 min left ")
    untimed = next(width for width in range(100, 0, -1) if "left" not in banner_of(width))
    assert banner_of(untimed).endswith("7 of 10 · 42% ")
    whole = next(width for width in range(100, 0, -1) if "42%" not in banner_of(width))
    assert "7 of 10" in banner_of(whole)
    assert banner_of(whole).split(" ─")[0] == banner_of(100).split(" ─")[0]


@pytest.mark.parametrize("width", [100, 60, 40, 30, 18])
def test_that_a_version_is_not_the_current_one_outlasts_where_one_is(width: int) -> None:
    warning = ("version 2 of 2, not current", "not current")
    text = "".join(piece.text for piece in banner_pieces(secret(), None, 7, width, "notes", warning))
    assert "not current" in text
    assert ("version 2 of 2" in text) == (width == 100)
    assert ("¶7" in text) == (width > 18)


@given(
    st.integers(1, 200), st.sampled_from(Level), st.text(max_size=30), st.one_of(st.none(), st.integers(1, 2))
)
def test_any_width_any_level_any_words(width: int, level: Level, words: str, ordinal: int | None) -> None:
    cable = cable_of(Draft("One.", portion=None), "Two.", level=level, mrn=words)
    pieces = banner_pieces(cable, None, ordinal, width, words, ("old", "o"))
    text = "".join(piece.text for piece in pieces)
    assert cell_len(text) == width
    assert "\x1b" not in text
    assert pieces[0].role.startswith("level-")
    assert pieces[0].text.strip()
