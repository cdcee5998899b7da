"""The reader in a terminal: keys and mouse go in, places, messages and the screen come out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Static

from reader.cable.model import Cable
from reader.notes.model import Anchor, Confidence
from reader.tui.core.placement import Place, Placed
from reader.tui.features.reader.reader_pane import ReaderPane
from reader.tui.page.model import Options
from reader.tui.page.paint import Inks
from reader.tui.ui.theme import DARK, THEMES
from tests.tui.build import Draft, cable_of

SHEET = Path(__file__).parents[4] / "styles" / "reader.tcss"
SENTENCE = "The delegations met in Rangoon and signed a memorandum of understanding on trafficking. "
KEYS = {
    "down": "j,down", "up": "k,up", "page_down": "space", "page_up": "b", "half_down": "ctrl+d",
    "half_up": "ctrl+u", "top": "g", "bottom": "G", "next_paragraph": "}", "previous_paragraph": "{",
    "select": "v", "follow": "enter", "labels": "f", "header": "H", "as_sent": "w",
}  # fmt: skip


class Pane(ReaderPane):
    """The reader with keys, as the screen would bind them."""

    BINDINGS = [Binding(keys, action, action) for action, keys in KEYS.items()]  # noqa: RUF012


class Reading(App[None]):
    """Nothing but the reader, and something else to put the focus on."""

    CSS_PATH = SHEET

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield Pane()


class Heard(Reading):
    """Keeps what the reader says, in order."""

    def on_paragraph_changed(self, message: Message) -> None:
        self.said.append(message)

    on_link_followed = on_selection_changed = on_hits_changed = on_paragraph_changed
    on_nothing_to_follow = on_paragraph_changed
    on_note_written = on_note_cancelled = on_note_clicked = on_paragraph_changed

    def heard(self, kind: type[Message]) -> list[Message]:
        return [message for message in self.said if isinstance(message, kind)]


@asynccontextmanager
async def reading(
    cable: Cable | None = None, *, size: tuple[int, int] = (80, 24), placed: tuple[Placed, ...] = ()
) -> AsyncIterator[tuple[ReaderPane, Pilot[None], Heard]]:
    app = Heard()
    async with app.run_test(size=size) as pilot:
        pane = app.query_one(ReaderPane)
        pane.focus()
        pane.show(cable or chapter(), (cable or chapter()).mrn, placed)
        await pilot.pause()
        yield pane, pilot, app


def chapter(count: int = 10) -> Cable:
    return cable_of(*(f"Number {n}. " + SENTENCE * 4 for n in range(1, count + 1)))


def screen(pane: ReaderPane) -> list[str]:
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


async def test_a_cable_opens_at_its_first_paragraph_with_the_page_at_its_top() -> None:
    async with reading() as (pane, _, app):
        assert (pane.current, pane.scroll_offset.y) == (1, 0)
        assert screen(pane)[0].strip() == "REGIONAL PROGRESS"
        assert "┃" in screen(pane)[pane.place.offset * -1]
        assert [message.ordinal for message in app.heard(ReaderPane.ParagraphChanged)] == [1]  # type: ignore[attr-defined]


async def test_paragraphs_are_walked_to_both_ends_and_before_the_first_is_the_whole_cable() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("}", "}")
        assert pane.current == 3
        for _ in range(20):
            pane.action_next_paragraph()
        assert pane.current == 10
        for _ in range(20):
            pane.action_previous_paragraph()
        assert pane.current is None
        assert pane.target().is_cable


async def test_a_count_goes_to_that_paragraph() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("1", "0", "G")
        assert pane.current == 10
        await pilot.press("3", "{")
        assert pane.current == 7
        await pilot.press("4", "j", "G")
        assert pane.current == 10


async def test_the_current_paragraph_follows_the_scrolling_and_is_always_in_view() -> None:
    async with reading() as (pane, pilot, _):
        seen = []
        for _ in range(80):
            pane.action_down()
            assert any("┃" in row for row in screen(pane))
            seen.append(pane.current or 0)
        assert seen == sorted(seen)
        assert seen[-1] == 10
        await pilot.press("k")
        assert pane.current == 8, "the one being read at the end of the page"
        for _ in range(80):
            pane.action_up()
        assert pane.current is None


async def test_a_short_cable_that_cannot_scroll_is_still_walked_by_j_and_k() -> None:
    async with reading(cable_of("One.", "Two.", "Three.")) as (pane, pilot, _):
        await pilot.press("j", "j")
        assert pane.current == 3
        await pilot.press("k")
        assert pane.current == 2


async def test_pages_half_pages_and_ends() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("space")
        assert pane.scroll_offset.y == 23
        await pilot.press("b", "ctrl+d")
        assert pane.scroll_offset.y == 12
        await pilot.press("G")
        assert (pane.scroll_offset.y, pane.current) == (pane.max_scroll_y, 10)
        await pilot.press("g")
        assert (pane.scroll_offset.y, pane.current) == (0, None)


async def test_a_place_given_back_shows_the_same_rows() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("}", "}", "j", "j", "j")
        place, rows = pane.place, screen(pane)
        pane.show(cable_of("Another."), "06OTHER1")
        await pilot.pause()
        pane.show(chapter(), "06PHNOMPENH977", at=place)
        await pilot.pause()
        assert (screen(pane), pane.place) == (rows, place)


async def test_a_place_may_be_given_before_the_pane_has_a_size() -> None:
    class Early(Reading):
        def compose(self) -> ComposeResult:
            pane = Pane()
            pane.show(chapter(), "06PHNOMPENH977", at=Place(4, 2))
            yield pane

    app = Early()
    async with app.run_test(size=(80, 24)):
        assert app.query_one(ReaderPane).place == Place(4, 2)


async def test_a_hidden_pane_keeps_its_place_and_remembers_where_to_go() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("}", "}", "j", "j")
        place = pane.place
        pane.styles.width = 0
        await pilot.pause()
        assert pane.place == place
        pane.styles.width = "1fr"
        await pilot.pause()
        assert pane.place == place
        pane.styles.width = 0
        await pilot.pause()
        pane.go_to(9, 100)
        assert pane.current == 9
        pane.styles.width = "1fr"
        await pilot.pause()
        for _ in range(500):
            if any("Number 9." in row for row in screen(pane)):
                break
            await pilot.pause(0.01)
        else:
            raise AssertionError("¶9 is not shown")
        assert pane.current == 9


async def test_a_look_at_the_header_leads_back_to_where_one_was() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("}", "}", "}", "j")
        rows = screen(pane)
        await pilot.press("H")
        assert any("number  06PHNOMPENH977" in row for row in screen(pane))
        await pilot.press("H")
        assert screen(pane) == rows


async def test_as_sent_and_back_keeps_the_paragraph_where_it_is_on_the_screen() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("}", "}", "}")
        before = next(y for y, row in enumerate(screen(pane)) if "┃" in row)
        await pilot.press("w")
        rows = screen(pane)
        assert next(y for y, row in enumerate(rows) if "┃" in row) == before
        assert rows[before].strip(" ┃").startswith("4. (SBU) Number 4.")
        await pilot.press("w")
        assert next(y for y, row in enumerate(screen(pane)) if "┃" in row) == before
        assert pane.current == 4


async def test_another_width_keeps_the_words_in_view() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("}", "}", "}", "}")
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        assert pane.current == 5
        assert any("Number 5." in row for row in screen(pane))


# Choosing words


async def test_words_are_chosen_with_keys_and_are_the_target() -> None:
    async with reading(cable_of("The six governments met again in Phnom Penh.")) as (pane, pilot, app):
        await pilot.press("v", "w", "v", "w", "w")
        target = pane.target()
        assert target.quote is not None
        assert (target.quote.exact, target.start, target.end) == ("six governments met", 4, 23)
        await pilot.press("right")
        assert pane.target().quote.exact == "six governments me"  # type: ignore[union-attr]
        last = app.heard(ReaderPane.SelectionChanged)[-1]
        assert last.target.end == 22  # type: ignore[attr-defined]


async def test_the_first_v_already_means_the_word_under_the_cursor() -> None:
    async with reading(cable_of("The six governments met.")) as (pane, pilot, _):
        await pilot.press("v", "w")
        assert pane.target().quote.exact == "six"  # type: ignore[union-attr]


async def test_a_choice_stays_after_it_is_finished_and_goes_with_esc() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("v", "v", "w", "enter")
        assert not pane.choosing
        await pilot.press("j", "j")
        assert pane.target().start == 0
        assert pane.clear_selection()
        assert not pane.clear_selection()
        assert pane.target().is_paragraph


async def test_choosing_never_leaves_the_paragraph() -> None:
    async with reading(cable_of("Alpha beta.", "Gamma delta.")) as (pane, pilot, _):
        await pilot.press("v", "v")
        for key in (*["right"] * 40, *["w"] * 5, *["down"] * 3):
            pane.choose_by_key(key)
        target = pane.target()
        assert (target.ordinal, target.start, target.end) == (1, 0, len("Alpha beta."))
        for key in (*["left"] * 40, "o", *["b"] * 9):
            pane.choose_by_key(key)
        assert pane.target().ordinal == 1


async def test_choosing_goes_on_where_it_was_left() -> None:
    async with reading(cable_of("Alpha beta gamma.")) as (pane, pilot, _):
        await pilot.press("v", "w", "w")
        pane.clear_selection()
        await pilot.press("v")
        assert pane.target().quote.exact == "gamma"  # type: ignore[union-attr]


async def test_as_sent_the_same_words_are_chosen() -> None:
    async with reading(cable_of("Alpha.", "Beta gamma delta.")) as (pane, pilot, _):
        await pilot.press("w", "}", "v", "w")
        target = pane.target()
        assert target.quote is not None
        assert (target.ordinal, target.quote.exact) == (2, "gamma")


async def test_the_mouse_chooses_inside_the_paragraph_where_it_went_down() -> None:
    async with reading(cable_of("Alpha beta gamma.", "Delta.")) as (pane, pilot, _):
        y = next(y for y, row in enumerate(screen(pane)) if "Alpha" in row)
        x = screen(pane)[y].index("beta")
        await pilot.mouse_down(pane, Offset(x, y))
        await pilot.hover(pane, Offset(x + 3, y))
        await pilot.mouse_up(pane, Offset(x + 3, y))
        assert pane.target().quote.exact == "beta"  # type: ignore[union-attr]
        await pilot.mouse_down(pane, Offset(x, y))
        await pilot.hover(pane, Offset(x, y + 2))
        await pilot.mouse_up(pane, Offset(x, y + 2))
        assert pane.target().quote.exact == "beta gamma."  # type: ignore[union-attr]
        await pilot.click(pane, Offset(x + 6, y))
        assert pane.target().quote.exact == "beta gamma."  # type: ignore[union-attr]


async def test_a_drag_beyond_the_edge_scrolls_on() -> None:
    class Framed(Heard):
        def compose(self) -> ComposeResult:
            yield Pane()
            yield Static("below\nbelow", id="below")

    app = Framed()
    async with app.run_test(size=(60, 12)) as pilot:
        pane = app.query_one(ReaderPane)
        pane.styles.height = 10
        pane.show(cable_of(SENTENCE * 30), "06PHNOMPENH977")
        await pilot.pause()
        await pilot.mouse_down(pane, Offset(20, 5))
        await pilot.hover("#below", Offset(20, 1))
        await pilot.pause(0.5)
        assert pane.scroll_offset.y > 2
        before = pane.target().end or 0
        await pilot.mouse_up("#below", Offset(20, 1))
        scrolled = pane.scroll_offset.y
        await pilot.pause(0.2)
        assert pane.scroll_offset.y == scrolled
        assert before > 300


async def test_a_double_click_chooses_a_word() -> None:
    async with reading(cable_of("Alpha beta gamma.")) as (pane, pilot, _):
        y = next(y for y, row in enumerate(screen(pane)) if "Alpha" in row)
        await pilot.double_click(pane, Offset(screen(pane)[y].index("gamma") + 2, y))
        assert pane.target().quote.exact == "gamma"  # type: ignore[union-attr]


# Finding


async def test_finding_is_blind_to_case_accents_and_line_ends() -> None:
    async with reading(cable_of("Müller met the\nPrime   Minister in São Paulo.")) as (pane, _, app):
        assert pane.find("muller") == 1
        assert pane.find("THE PRIME minister") == 1
        assert pane.find("sao") == 1
        assert pane.find("(") == 0
        assert app.heard(ReaderPane.HitsChanged) == [] or pane.finding == "("


async def test_hits_are_walked_and_the_end_is_said() -> None:
    async with reading() as (pane, pilot, app):
        assert pane.find("number") == 10
        for expected in range(2, 11):
            assert pane.next_hit(1)
            assert pane.current == expected
        assert not pane.next_hit(1)
        assert pane.next_hit(1, wrap=True)
        await pilot.pause()
        last = app.heard(ReaderPane.HitsChanged)[-1]
        assert (last.current, last.total, last.wrapped) == (1, 10, True)  # type: ignore[attr-defined]
        assert not pane.next_hit(-1)


async def test_typing_on_never_wanders_off() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("}", "}", "}")
        pane.find("N")
        pane.find("Nu")
        pane.find("Number")
        assert pane.current in (3, 4)


async def test_hits_follow_the_cable_as_sent() -> None:
    async with reading() as (pane, pilot, _):
        pane.find("number 7")
        await pilot.press("w")
        assert pane.next_hit(0)
        assert any("7. (SBU) Number 7" in row for row in screen(pane))


# Following


async def test_a_click_on_a_reference_follows_it() -> None:
    cable = cable_of("One.", Draft("As reported (ref a) before.", refs={"ref a": "04RANGOON1370"}))
    async with reading(cable) as (pane, pilot, app):
        y = next(y for y, row in enumerate(screen(pane)) if "reported" in row)
        await pilot.click(pane, Offset(screen(pane)[y].index("ref a"), y))
        assert pane.current == 2, "the place to come back to"
        followed = app.heard(ReaderPane.LinkFollowed)
        assert [(one.mrn, one.choices) for one in followed] == [("04RANGOON1370", ("04RANGOON1370",))]  # type: ignore[attr-defined]


async def test_enter_follows_the_only_link_and_labels_several() -> None:
    cable = cable_of(
        Draft("See ref a.", refs={"ref a": "04RANGOON1370"}),
        Draft("See ref b and ref c.", refs={"ref b": "05PARIS1", "ref c": "05PARIS2"}),
    )
    async with reading(cable) as (pane, pilot, app):
        await pilot.press("enter", "}", "enter")
        assert pane.labelling
        await pilot.press("s")
        assert not pane.labelling
        assert [one.mrn for one in app.heard(ReaderPane.LinkFollowed)] == ["04RANGOON1370", "05PARIS2"]


async def test_where_nothing_can_be_followed_it_is_said() -> None:
    async with reading() as (_, pilot, app):
        await pilot.press("f", "enter")
        assert len(app.heard(ReaderPane.NothingToFollow)) == 2


async def test_a_citation_of_a_paragraph_goes_there() -> None:
    cable = cable_of(Draft("See para 3.", paras={"para 3": 3}), "Two.", "Three.")
    async with reading(cable) as (pane, pilot, _):
        await pilot.press("f", "a")
        assert pane.current == 3


async def test_the_count_of_references_opens_the_header_where_each_is_a_link() -> None:
    cable = cable_of("One.", references=["04RANGOON1370", "04RANGOON1357"])
    async with reading(cable) as (_, pilot, app):
        await pilot.press("f", "a", "f", "s")
        assert [one.mrn for one in app.heard(ReaderPane.LinkFollowed)] == ["04RANGOON1357"]  # type: ignore[attr-defined]


async def test_a_reference_that_could_be_two_cables_says_both() -> None:
    from dataclasses import replace

    cable = cable_of("One.", references=["04RANGOON1370"])
    one = cable.references[0]._replace(mrn=None, candidates=("04RANGOON1370", "03RANGOON1370"))
    async with reading(replace(cable, references=(one,))) as (_, pilot, app):
        await pilot.press("H", "f", "a")
        assert app.heard(ReaderPane.LinkFollowed)[-1].choices == ("04RANGOON1370", "03RANGOON1370")  # type: ignore[attr-defined]


# Notes


def on_words(cable: Cable, ordinal: int, words: str, id: str = "n1", kind: str = "note") -> Placed:
    start = cable.paragraphs[ordinal - 1].text.index(words)
    return Placed(id, kind, Anchor(Confidence.EXACT, ordinal, start, start + len(words)))  # type: ignore[arg-type]


async def test_notes_have_a_sign_where_they_begin_and_answer_to_a_click() -> None:
    cable = cable_of("Alpha beta. " + SENTENCE * 3 + "Omega.", "Second.")
    placed = (on_words(cable, 1, "Omega"), Placed("n2", "code", Anchor(Confidence.EXACT, 2)))
    async with reading(cable, placed=placed) as (pane, pilot, app):
        rows = screen(pane)
        y = next(y for y, row in enumerate(rows) if "Omega" in row)
        assert "•" in rows[y]
        assert sum("•" in row for row in rows) == 1
        assert "#" in next(row for row in rows if "Second" in row)
        await pilot.click(pane, Offset(rows[y].index("Omega"), y))
        assert [one.note_id for one in app.heard(ReaderPane.NoteClicked)] == ["n1"]  # type: ignore[attr-defined]


async def test_a_note_is_written_under_its_paragraph_and_kept_with_esc() -> None:
    async with reading() as (pane, pilot, app):
        pane.edit_note(pane.target())
        await pilot.pause()
        await pilot.press(*"no", "enter", *"te [b]")
        await pilot.press("escape")
        await pilot.pause()
        written = app.heard(ReaderPane.NoteWritten)
        assert [(one.target.ordinal, one.text, one.note_id) for one in written] == [(1, "no\nte [b]", None)]  # type: ignore[attr-defined]
        assert pane.has_focus
        assert not pane.writing


async def test_the_page_opens_a_gap_for_the_editor_and_closes_it() -> None:
    async with reading() as (pane, pilot, _):
        rows = pane.virtual_size.height
        pane.edit_note(pane.target())
        await pilot.pause()
        editor = pane.children[0]
        assert pane.virtual_size.height == rows + editor.size.height
        assert editor.region.height == 4
        assert pane.region.contains_region(editor.region)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pane.virtual_size.height == rows


async def test_the_editor_scrolls_with_the_page() -> None:
    async with reading() as (pane, pilot, _):
        pane.edit_note(pane.target())
        await pilot.pause()
        before = pane.children[0].region.y
        pane.focus()
        await pilot.press("j", "j")
        await pilot.pause()
        assert pane.children[0].region.y == before - 2


async def test_in_a_long_paragraph_the_editor_opens_under_the_words_themselves() -> None:
    async with reading(cable_of("Alpha beta. " + SENTENCE * 40)) as (pane, pilot, _):
        await pilot.press("v", "w", "enter", "enter")
        pane.edit_note(pane.target())
        await pilot.pause()
        editor = pane.children[0]
        above = screen(pane)[editor.region.y - pane.region.y - 1]
        assert "Alpha beta" in above


async def test_dropped_words_come_back_when_the_same_note_is_begun_again() -> None:
    async with reading() as (pane, pilot, app):
        target = pane.target()
        pane.edit_note(target)
        await pilot.pause()
        await pilot.press(*"gone", "ctrl+g")
        await pilot.pause()
        assert len(app.heard(ReaderPane.NoteCancelled)) == 1
        pane.edit_note(target)
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.heard(ReaderPane.NoteWritten)[-1].text == "gone"  # type: ignore[attr-defined]


async def test_opening_another_cable_keeps_what_was_being_typed() -> None:
    async with reading() as (pane, pilot, app):
        pane.edit_note(pane.target())
        await pilot.pause()
        await pilot.press(*"half")
        pane.show(cable_of("Another."), "06OTHER1")
        await pilot.pause()
        assert app.heard(ReaderPane.NoteWritten)[-1].text == "half"  # type: ignore[attr-defined]
        assert not pane.children


async def test_an_editor_nothing_was_typed_in_leaves_nothing() -> None:
    async with reading() as (pane, pilot, app):
        pane.edit_note(pane.target(), "as it was", "n1")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert not app.heard(ReaderPane.NoteWritten)
        assert app.heard(ReaderPane.NoteCancelled)


# All of it, small and hostile


@pytest.mark.parametrize("size", [(20, 5), (12, 3), (1, 1), (200, 60)])
async def test_any_window_will_do(size: tuple[int, int]) -> None:
    async with reading(size=size) as (pane, pilot, _):
        await pilot.press("}", "j", "space", "v", "w", "v", "down", "w", "H", "w", "f", "x", "g", "G")
        pane.clear_selection()
        pane.find("number")
        pane.next_hit(1)
        pane.edit_note(pane.target(), "a note of some words")
        await pilot.pause()
        await pilot.press(*"typing", "enter", "enter", "escape")
        await pilot.pause()
        assert len(screen(pane)) == size[1]


async def test_nothing_open_answers_every_command_with_nothing() -> None:
    async with reading() as (pane, pilot, _):
        pane.show(None, None)
        await pilot.press("}", "j", "space", "v", "w", "H", "f", "enter", "g", "G", "5", "G")
        assert pane.find("x") == 0
        assert not pane.next_hit(1)
        assert set(screen(pane)) == {""}
        with pytest.raises(LookupError):
            pane.target()


hostile = st.text(
    st.characters(codec=None) | st.sampled_from("\x1b[]\x07\x9b\u202e\u2066\u200d[/b]\r"), max_size=120
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile)
async def test_nothing_a_cable_or_a_note_holds_drives_the_terminal(text: str) -> None:
    cable = cable_of(Draft(text + " end", portion=None), f"# {text}", subject=text)
    async with reading(cable, size=(50, 12)) as (pane, pilot, _):
        for _ in range(2):
            for row in screen(pane):
                assert not [
                    one for one in row if ord(one) < 32 or 0x7F <= ord(one) < 0xA0 or one in "\u202e\u2066"
                ]
            await pilot.press("w")
        pane.find(text)
        pane.edit_note(pane.target(), text)
        await pilot.pause()
        editor = pane.children[0].children[0]
        for y in range(editor.size.height):
            assert "\x1b" not in editor.render_line(y).text
            assert "\x9b" not in editor.render_line(y).text


# Cost: counted, not timed


async def test_only_rows_that_look_other_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    whole = ReaderPane.paint_row

    def counted(self: ReaderPane, page: object, row: int, *more: object) -> object:
        drawn.append(row)
        return whole(self, page, row, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(ReaderPane, "paint_row", counted)
    async with reading(chapter(2000), size=(80, 24)) as (pane, pilot, _):
        assert len(drawn) <= 24 * 2, "a long cable costs what is in the window"
        drawn.clear()
        await pilot.press("j")
        await pilot.pause()
        assert len(drawn) <= 24, "one row down draws the new row, and the bar where the paragraph changed"
        drawn.clear()
        await pilot.press("k")
        await pilot.pause()
        assert len(drawn) <= 12
        drawn.clear()
        pane.refresh()
        await pilot.pause()
        assert drawn == []


async def test_roles_are_told_apart_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """In no colours at all the marks differ by weight, slant, line or reversal."""
    roles = (
        "text",
        "heading",
        "redaction",
        "reference",
        "acronym",
        "note",
        "hit",
        "chosen",
        "cursor",
        "protect",
    )
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as (pane, _, _):
        inks = Inks(pane)
        styles = [inks("text", "chosen", role) if role == "cursor" else inks("text", role) for role in roles]
        looks = {(one.bold, one.italic, one.underline, one.reverse, one.dim) for one in styles}
        assert len(looks) == len(roles), looks


def test_the_options_are_a_value() -> None:
    assert Options() == Options(False, False)
