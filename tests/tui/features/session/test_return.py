"""Leaving and coming back: after a restart, in a window of another size, and by Back and Forward."""

from __future__ import annotations

from tests.tui.stage import Stage, playing

HERE, NEXT = "06PHNOMPENH977", "04RANGOON1422"


def page(stage: Stage) -> list[str]:
    """The rows of the reader."""
    reader = stage.main.reader
    return [reader.render_line(y).text.rstrip() for y in range(reader.size.height)]


async def leave(stage: Stage) -> None:
    await stage.press("q")
    await stage.until(lambda: stage.app.return_code is not None)


async def test_the_next_day_the_paragraph_one_left_is_in_view_in_any_window() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await stage.press("w", "}", "}", "}", "}", "j", "j", "j")
        here = stage.main.reader.current
        await leave(stage)
    for size in ((40, 12), (60, 20), (80, 24)):
        async with playing(size=size) as stage:
            reader = stage.main.reader
            await stage.until(lambda: stage.main.controllers.library.opened.is_set())
            await stage.until(lambda: any("┃" in row for row in page(stage)), f"the paragraph at {size}")
            assert (reader.current, reader.options.as_sent) == (here, True)
            await leave(stage)


async def test_back_and_forward_restore_header_and_scroll_exactly() -> None:
    async with playing() as stage:
        state = stage.main.state
        await stage.press("\\")
        await stage.type("trafficking")
        await stage.press("enter")
        await stage.found("trafficking")
        await stage.open(HERE)
        await stage.press("H", "j", "j", "j")
        first = page(stage)
        await stage.press("J")
        await stage.until(lambda: state.mrn == NEXT)
        await stage.press("H", "w", "}", "}", "j")
        second = page(stage)
        await stage.press("<")
        await stage.until(lambda: state.mrn == HERE and page(stage) == first, "the page as it was left")
        assert stage.main.reader.has_hits
        await stage.press(">")
        await stage.until(lambda: state.mrn == NEXT and page(stage) == second, "the page as it was left")
