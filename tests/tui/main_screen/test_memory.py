"""What is as it was when one comes back, and what another window does."""

from __future__ import annotations

from pathlib import Path

from reader import paths
from reader.tui.core.pane_layout import Pane
from reader.tui.core.session_store import session_file
from reader.tui.ui import theme as themes
from reader.workspace import Workspace
from tests.tui.stage import playing


async def test_place_filter_order_widths_and_theme_come_back() -> None:
    async with playing(size=(120, 40)) as stage:
        main = stage.main
        await stage.press("s", "o")
        await stage.until(lambda: main.state.order == "oldest")
        await stage.press("+", "+", "ctrl+t")
        width = main.controllers.panes.widths.list
        theme = stage.app.theme
        await stage.press("\\")
        await stage.type("trafficking")
        await stage.found("trafficking")
        await stage.press("enter")
        await stage.open("07BEIJING7545")
        await stage.press("}", "z", "q")
        await stage.until(lambda: stage.app.return_code is not None)

    async with playing(size=(120, 40)) as stage:
        main = stage.main
        await stage.until(lambda: main.state.mrn == "07BEIJING7545")
        assert main.reader.current == 2
        assert (main.state.query, main.state.order) == ("trafficking", "oldest")
        assert main.widgets.filter_line.query_one("#filter").value == "trafficking"  # type: ignore[attr-defined]
        assert stage.app.theme == theme != themes.TERMINAL or theme in themes.ORDER
        assert main.state.zoomed
        assert stage.active is Pane.READER
        await stage.press("z")
        assert main.controllers.panes.widths.list == width


async def test_a_damaged_memory_is_forgotten_not_feared() -> None:
    for path in (paths.state_home() / "looks.json", session_file(paths.samples_home())):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b'{"format": 1, "mrn": 7, "pane": "\xff')
    async with playing() as stage:
        assert len(stage.main.cable_list) == 5


async def test_a_note_of_another_window_appears() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.open("07BEIJING7545")
        with Workspace.samples() as other:
            from reader.notes.anchoring.anchor import target_for

            cable = other.cable("07BEIJING7545")
            assert cable is not None
            other.notes.annotate(target_for(cable, 2, mrn="07BEIJING7545"), "from over there")
        await stage.until(lambda: any(entry.text == "from over there" for entry in main.state.entries))


async def test_a_note_being_written_is_kept_when_one_leaves(tmp_path: Path) -> None:
    async with playing() as stage:
        await stage.open("07BEIJING7545")
        await stage.press("a")
        await stage.type("half a thou")
        await stage.press("ctrl+q")
        await stage.until(lambda: stage.app.return_code is not None)
    with Workspace.samples() as again:
        assert [note.body for note in again.notes.annotations()] == ["half a thou"]
