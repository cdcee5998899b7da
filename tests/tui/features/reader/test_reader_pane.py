"""The reader pane in small windows, with hostile text, and what drawing it costs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.tui.features.reader.reader_pane import ReaderPane
from reader.tui.page.model import Options
from reader.tui.page.paint import RoleStyles
from tests.tui.build import Draft, cable_of
from tests.tui.features.reader.pane_stage import chapter, reading, screen


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
        role_styles = RoleStyles(pane)
        styles = [
            role_styles("text", "chosen", role) if role == "cursor" else role_styles("text", role)
            for role in roles
        ]
        looks = {(one.bold, one.italic, one.underline, one.reverse, one.dim) for one in styles}
        assert len(looks) == len(roles), looks


def test_the_options_are_a_value() -> None:
    assert Options() == Options(False, False)
