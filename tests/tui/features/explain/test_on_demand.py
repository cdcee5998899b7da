"""Asked for with a key: what codes mean, words for the clipboard, and an answer where there is none."""

from __future__ import annotations

import pytest

from reader.cable.parse import parse
from reader.paths import state_home
from reader.tui.features.explain.controller import explained
from reader.tui.features.export.copying import quoted_with_source, target_text
from reader.tui.page.layout import layout
from reader.tui.page.model import Options
from reader.tui.ui.help_page import HelpRow, Table, title
from reader.workspace import Workspace
from tests.tui.build import Draft, cable_of
from tests.tui.stage import playing


async def test_codes_are_explained_at_a_key_and_a_link_that_is_not_there_is_said() -> None:
    async with playing() as stage:
        await stage.open("06PHNOMPENH977")
        await stage.press("}", "I")
        await stage.until(lambda: isinstance(stage.app.screen, Table))
        await stage.shows("What the codes mean", "In ¶2", "TAGS", "PHUM", "Human Rights")
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main)
        await stage.press("{", "enter")
        await stage.said("No reference to follow here")


def test_a_code_is_explained_once_that_of_the_paragraph_first_and_unknown_ones_not() -> None:
    cable = cable_of(
        Draft("The RTG said so.", acronyms=("RTG",)),
        Draft("The GOB and the RTG, not QQZZ.", acronyms=("GOB", "RTG", "QQZZ")),
        tags="PREL PHUM",
    )
    rows = explained(cable, 2)
    codes = [code for row in rows for code in row.keys]
    assert rows[0] == title("In ¶2")
    assert codes.index("RTG") < codes.index("PREL")
    assert codes.count("RTG") == 1
    assert "QQZZ" not in codes


def test_an_acronym_that_says_no_more_than_the_portion_mark_is_left_out() -> None:
    rows = explained(cable_of(Draft("Nothing.", portion="SBU")), 1)
    assert [row for row in rows if "SBU" in row.keys] == [
        HelpRow(("SBU",), "Sensitive But Unclassified portion", "portion mark")
    ]


def test_an_acronym_is_marked_where_the_cable_has_it_first_and_nowhere_else() -> None:
    cable = cable_of(
        Draft("The RTG agreed.", acronyms=("RTG",)), Draft("The RTG and ILO met.", acronyms=("RTG", "ILO"))
    )
    page = layout(cable, 80, Options())
    found = [piece.text for row in range(len(page)) for piece in page.pieces(row) if piece.role == "acronym"]
    assert found == ["RTG", "ILO"]


async def test_words_are_copied_where_there_is_a_clipboard_and_the_message_says_which(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TMUX", "STY", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    async with playing() as stage:
        await stage.open("07BEIJING7545")
        await stage.press("y")
        await stage.said("Sent to the terminal's clipboard: ")
        paragraph = stage.main.state.cable and stage.main.state.cable.paragraph(1)
        assert paragraph
        assert stage.app.clipboard == paragraph.text
        await stage.press("Y")
        await stage.said("and their source")
        assert stage.app.clipboard.startswith("“")
        assert "07BEIJING7545" in stage.app.clipboard.splitlines()[-1]
        assert "¶1" in stage.app.clipboard
        monkeypatch.setenv("TERM", "linux")
        await stage.press("y")
        await stage.said("No clipboard here")
        assert (state_home() / "clipboard.txt").read_text() == paragraph.text


def test_a_quotation_is_the_words_chosen_and_names_cable_and_paragraph() -> None:
    from reader.notes.anchoring.anchor import target_for

    with Workspace.samples() as workspace:
        cable = workspace.cable("07BEIJING7545")
    assert cable is not None
    target = target_for(cable, 1, 0, 10, mrn="07BEIJING7545")
    assert target_text(cable, target) == cable.paragraphs[0].text[:10]
    assert quoted_with_source(cable, target).startswith(f"“{target_text(cable, target).strip()}”\n")


async def test_a_link_to_a_cable_that_is_not_held_says_what_enter_does() -> None:
    async with playing() as stage:
        await stage.open("07BEIJING7545")
        await stage.press("l")
        picker = await stage.picker()
        await stage.type("06HANOI1234")
        await stage.shows("not in library; Enter links to it anyway")
        picker.line.value = "zzzzqqqq"
        await stage.shows("No matches: type an MRN, words of a subject, or a post.")
        await stage.press("enter")
        assert stage.app.screen is picker
        await stage.press("escape")


def test_persons_and_terms_of_a_frus_document_are_explained_by_its_volume() -> None:
    text = (
        "MRN: FRUS1969-76V22D15\nTerm: RTG = a group of our own\nPerson: Bennett = Bennett, Walter, envoy\n"
        "Subject: Editorial Note\n\nThe RTG said so.\n\nBennett did not.\n"
    )

    rows = explained(parse(text), 1)

    assert rows[:4] == [
        title("In §1, as the volume explains it"),
        HelpRow(("RTG",), "a group of our own", ""),
        title("Elsewhere, as the volume explains it"),
        HelpRow(("Bennett",), "Bennett, Walter, envoy", "person"),
    ]
    assert not any("RTG" in row.keys for row in rows[4:])
