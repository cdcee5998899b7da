"""Opening a cable, moving in it, and coming back to a place."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult

from reader.cable.model import Addressee, Span
from reader.tui.core.cable.placement import Place, top_row
from reader.tui.features.reader.reader_messages import ReadOn
from reader.tui.features.reader.reader_pane import ReaderPane
from tests.tui.build import cable_of
from tests.tui.features.reader.pane_stage import SENTENCE, Pane, Reading, chapter, reading, screen
from tests.tui.stage import until


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


async def test_in_a_paragraph_longer_than_the_window_the_screen_is_told_how_much_was_read() -> None:
    async with reading(cable_of(SENTENCE * 60, "The end.")) as (pane, pilot, app):
        assert pane.share_read == 0
        await pilot.press("space")
        first = pane.share_read
        await pilot.press("space")
        assert 0 < first < pane.share_read < 1
        assert app.heard(ReadOn)
        await pilot.press("G")
        assert (pane.current, pane.share_read) == (2, 0)


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
        place = app.query_one(ReaderPane).place
        assert (place.ordinal, place.offset) == (4, 2)


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
        await until(lambda: any("Number 9." in row for row in screen(pane)), "¶9")
        assert pane.current == 9


async def test_a_look_at_the_header_leads_back_to_where_one_was() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("}", "}", "}", "j")
        rows = screen(pane)
        await pilot.press("H")
        assert any("number  06PHNOMPENH977" in row for row in screen(pane))
        await pilot.press("H")
        assert screen(pane) == rows


async def test_long_lists_of_the_header_are_opened_by_the_same_key_before_it_leads_back() -> None:
    info = tuple(Addressee(f"EMBASSY NUMBER{at}", Span(0, 0)) for at in range(40))
    async with reading(cable_of("One.", info=info)) as (pane, pilot, _):
        rows = screen(pane)
        await pilot.press("H")
        assert any("more (H again)" in row for row in screen(pane))
        await pilot.press("H")
        assert any("EMBASSY NUMBER39" in row for row in screen(pane))
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


async def test_a_place_given_back_restores_the_header_and_the_text_as_sent() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("H", "j", "j")
        opened, open_rows = pane.place, screen(pane)
        await pilot.press("H", "w", "}", "}", "j")
        as_sent, sent_rows = pane.place, screen(pane)
        await pilot.press("w")
        pane.show(cable_of("Another."), "06OTHER1")
        await pilot.pause()
        assert not pane.options.as_sent
        for place, rows in ((opened, open_rows), (as_sent, sent_rows), (opened, open_rows)):
            pane.show(chapter(), "06PHNOMPENH977", at=place)
            await pilot.pause()
            assert (screen(pane), pane.place) == (rows, place)


@pytest.mark.parametrize("size", [(120, 40), (60, 20), (40, 12), (90, 7), (36, 40)])
@pytest.mark.parametrize("keys", ["}}}}", "}}}}jjj", "}}}}}}kkkkkkkkkk"])
async def test_at_another_size_one_comes_back_to_the_paragraph(keys: str, size: tuple[int, int]) -> None:
    long = cable_of(*(" ".join(f"w{n}.{at}" for at in range(60 + 120 * (n % 3))) for n in range(1, 9)))

    def first_word(pane: ReaderPane) -> str:
        rows = " ".join(row for row in screen(pane) if "┃" in row)
        return next(word for word in rows.split() if word.startswith("w"))

    async with reading(long) as (pane, pilot, _):
        await pilot.press(*keys)
        place, word = pane.place, first_word(pane)
    async with reading(cable_of("Another."), size=size) as (pane, pilot, _):
        pane.show(long, "06PHNOMPENH977", at=place)
        await pilot.pause()
        assert pane.current == place.ordinal
        assert word in " ".join(screen(pane)).split()
        assert (word == f"w{place.ordinal}.0") is (place.start is None)


async def test_in_a_lower_window_the_paragraph_stays_in_view() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("}", "}", "k", "k", "k")
        here = pane.current
        await pilot.resize_terminal(80, 8)
        await pilot.pause()
        assert pane.current == here
        assert any("┃" in row for row in screen(pane))


@pytest.mark.parametrize(
    ("wanted", "rows", "height", "top"),
    [
        (10, (12, 20), 24, 10),
        (10, (12, 20), 4, 11),
        (10, (12, 13), 2, 11),
        (40, (12, 20), 24, 17),
        (-5, (2, 4), 24, 0),
        (0, (30, 31), 10, 21),
        (30, (12, 90), 10, 30),
    ],
)
def test_the_window_is_moved_as_little_as_needed(
    wanted: int, rows: tuple[int, int], height: int, top: int
) -> None:
    assert top_row(wanted, *rows, height) == top


async def test_another_width_keeps_the_words_in_view() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("}", "}", "}", "}")
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        assert pane.current == 5
        assert any("Number 5." in row for row in screen(pane))


async def test_a_place_is_gone_to_exactly_also_where_the_width_changes_after_the_cable_is_shown() -> None:
    cable = cable_of(SENTENCE * 20, SENTENCE * 20)
    async with reading(cable, size=(80, 20)) as (pane, pilot, _):
        for _ in range(12):
            await pilot.press("j")
        there, rows = pane.place, screen(pane)
        assert there.offset > 0
        await pilot.resize_terminal(50, 20)
        await until(lambda: pane.place.width < there.width)
        pane.show(cable, cable.mrn, at=there)
        await pilot.pause()
        await pilot.resize_terminal(80, 20)
        await until(lambda: (pane.place, screen(pane)) == (there, rows))
        await pilot.press("j")
        words = screen(pane)[0].split()[0]
        await pilot.resize_terminal(50, 20)
        await pilot.pause()
        assert words in screen(pane)[0], "once the user has moved, the words in view stay"
