"""Text that would drive the terminal, the markup or the layout is shown as what it is."""

from __future__ import annotations

import datetime as dt
import string

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.cable.model import Level
from reader.cable.parse import parse
from reader.library.listing import Row
from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Anchor, Annotation, Confidence, CrossReference, Target
from reader.notes.queries.counts import NoteCounts
from reader.tui.core.cable.note_entries import Entry
from reader.tui.features.cable_list.row_lines import COLUMNS, RowState, row_height, row_lines
from reader.tui.features.notes.panel_lines import panel_lines
from reader.tui.ui.picker import Choice
from tests.tui.stage import playing

WHEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
CABLE = parse(
    "1. (C) The first paragraph says something.\n\n2. (S) The second one too.\n", mrn="06PHNOMPENH977"
)
NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from("\x1b\x9b\x00\r\n\t[]\\/$@{}\u202e\u2066\u200d\u0301"),
        st.sampled_from(string.ascii_letters + "中あ🙂 "),
        st.characters(exclude_categories=()),
    ),
    max_size=120,
)


def harmless(text: str) -> bool:
    return not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066" for c in text)


@given(mrn=NASTY, subject=NASTY, level=st.sampled_from([None, *Level]), width=st.integers(1, 130))
@example(mrn="\U0001f3fb", subject="\U000e0000", level=None, width=4)
@example(mrn="\U0001f1fa\U0001f1f8", subject="\U0001f1fa", level=None, width=12)
@settings(deadline=None)
def test_a_row_of_the_list_is_as_wide_as_the_list_and_harmless(
    mrn: str, subject: str, level: Level | None, width: int
) -> None:
    row = Row(1, mrn, WHEN, None, level, subject, subject, 10**9, (subject, mrn), mrn, WHEN)
    state = RowState(
        cursor=True, notes=NoteCounts(100, 20, 3), marked=True, verdict="keep" if level else None
    )
    every = [column.name for column in COLUMNS]
    for rows, chosen in ((row_height(width, 40), []), (1, every), (1, every[:-1]), (1, ["date"])):
        for line in row_lines(row, state, width, rows, chosen):
            text = "".join(piece.text for piece in line)
            assert cell_len(text) == width
            assert harmless(text)


@given(text=NASTY, other=NASTY, width=st.integers(4, 60))
@settings(deadline=None)
def test_a_line_of_the_notes_panel_fits_and_is_harmless(text: str, other: str, width: int) -> None:
    target = target_for(CABLE, 1)
    note = Annotation(id="n", author="me", created=WHEN, changed=WHEN, target=target, body=text)
    link = CrossReference(
        id="l",
        author="me",
        created=WHEN,
        changed=WHEN,
        source=target,
        target=Target(mrn=other),
        relation=text,
        comment=other,
    )
    at = Anchor(Confidence.EXACT, 1)
    found = (
        Entry(note, "note", at, target, (text, other)),
        Entry(link, "link", at, target, other=link.target),
    )
    for line in panel_lines(found, CABLE, width, cursor=0, here=1, in_library=set()):
        assert cell_len(line.text) <= max(width, 12)
        assert harmless(line.text)


@given(NASTY, NASTY)
@settings(deadline=None)
def test_a_choice_of_a_picker_is_harmless(text: str, detail: str) -> None:
    assert harmless(Choice("x", text, detail).content().plain)


async def test_markup_and_escapes_in_notes_tags_and_comments_are_shown_literally() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.open("07BEIJING7545")
        assert main.state.workspace is not None
        notes, cable = main.state.workspace.notes, main.state.cable
        assert cable is not None
        target = target_for(cable, 1, mrn="07BEIJING7545")
        notes.annotate(target, "[bold red]Ref A[/] \x1b]0;owned\x07 [@click=app.quit]x[/]")
        notes.tag(target, ["[b]"])
        notes.link(target, Target(mrn="06PHNOMPENH977"), "[/]", "\x1b[2J")
        await main.controllers.notes.reload()
        await stage.pilot.pause()
        await stage.shows("[bold red]Ref A[/]", "#[b]", "[/]")
        text = stage.screen_text()
        assert "\x1b" not in text
        await stage.press("t")
        await stage.picker()
        await stage.shows("#[b]")
        await stage.press("escape")
        main.problem("[bold]x[/nope] \x1b[31m")
        await stage.pilot.pause()
        await stage.shows("[bold]x[/nope] ␛[31m")
        await stage.press("M")
        await stage.pilot.pause()
        await stage.shows("[bold]x[/nope] ␛[31m")
