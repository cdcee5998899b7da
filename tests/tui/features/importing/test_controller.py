"""Importing from the screen: what is dropped on it, how far it is, stopping it, and what it skipped."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader import paths as places
from reader.library.ingest.import_report import Progress
from reader.tui.features.importing.dropped_paths import readings, to_text
from reader.tui.features.importing.import_line import ImportLine
from reader.tui.features.importing.import_words import progress_line
from reader.tui.features.importing.imports_screen import ImportsScreen
from reader.tui.ui.prompt import Prompt, Question
from reader.workspace import Workspace
from tests.tui.stage import PATIENCE, Stage, own_library, playing

SAMPLES = places.shipped("samples")


@pytest.mark.parametrize(
    "typed",
    ["/a b/c.csv", "'/a b/c.csv'", '"/a b/c.csv"', r"/a\ b/c.csv ", "file:///a%20b/c.csv", "/a b/c.csv\n"],
)
def test_a_dropped_name_is_read_in_the_way_of_every_terminal(typed: str) -> None:
    assert [Path("/a b/c.csv")] in readings(typed)


@pytest.mark.parametrize("typed", ["'/a b' /c", "/a\\ b /c", '"/a b"\n/c', "file:///a%20b\nfile:///c"])
def test_several_names_are_dropped_at_once(typed: str) -> None:
    assert [Path("/a b"), Path("/c")] in readings(typed)


@given(st.text())
def test_any_text_has_readings_and_none_at_all_has_none(text: str) -> None:
    assert bool(readings(text)) == bool(text.strip())


@given(st.lists(st.text("ab '\"\\$", min_size=1).map(lambda name: Path("/" + name)), min_size=1, max_size=3))
def test_paths_are_written_so_that_they_are_read_again(paths: list[Path]) -> None:
    if all(str(path) == str(path).strip() for path in paths):
        assert paths in readings(to_text(paths))


@given(
    st.integers(0, 10**7),
    st.integers(0, 10**11),
    st.none() | st.integers(0, 10**11),
    st.integers(0, 10**6),
    st.text(max_size=40),
    st.integers(20, 200),
)
@example(texts=1000, read=1, total=1, skipped=0, name="", width=53)
@example(texts=1000, read=1, total=1, skipped=0, name="\u0301\n", width=53)
def test_the_line_of_an_import_has_the_width_it_is_given(
    texts: int, read: int, total: int | None, skipped: int, name: str, width: int
) -> None:
    so_far = Progress(texts, read, texts, skipped, 0, skipped, "", 9.0, total)
    said = "".join(piece.text for piece in progress_line(name, so_far, width, "i stops"))
    assert cell_len(said) == width
    assert width < 40 or said.rstrip().endswith("i stops")


def test_the_line_of_an_import_says_how_far_it_is_and_how_long_it_takes() -> None:
    so_far = Progress(12_400, 50_000_000, 12_000, 0, 0, 3, "", 16.0, 200_000_000)
    said = "".join(piece.text for piece in progress_line("cables.csv", so_far, 100, "i stops"))
    assert said.startswith(" cables.csv ━━━")
    assert said.endswith(" 12,400 cables · 48 s left · 3.1 MB/s · 25 % · 3 skipped · i stops")
    narrow = "".join(piece.text for piece in progress_line("cables.csv", so_far, 60, "i stops"))
    assert "12,400 cables · 48 s left · 3.1 MB/s · 25 % · i stops" in narrow


async def test_what_is_dropped_is_asked_about_and_what_was_skipped_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "My cables"
    folder.mkdir()
    for sample in SAMPLES.glob("*.txt"):
        (folder / sample.name).write_bytes(sample.read_bytes())
    (folder / "shopping.txt").write_text("milk")
    cable = (folder / "06PHNOMPENH977.txt").read_text().replace('"', '""')
    (folder / "a.csv").write_text(f'Nummer,Wortlaut\n06MADRID12,"{cable} "\n')
    (folder / "b.json").write_text(json.dumps([{"Nr": "06MADRID13", "Inhalt": f"{cable}  \n1. More."}]))
    async with playing(own_library(tmp_path / "mine")) as stage:
        await stage.paste("no such thing")
        await stage.said("To search for pasted words")
        await stage.paste(f"'{folder}'")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.until(lambda: str(folder) in stage.screen_text())
        await stage.press("enter")
        await stage.shows("Which column is what? body=Wortlaut,id=Nummer")
        await stage.shows("Columns of a.csv: Nummer, Wortlaut")
        await stage.press("enter")
        await stage.shows("Which key is what? body=Inhalt,id=Nr", "Keys of b.json: Nr, Inhalt")
        await stage.press("enter")
        await stage.said("5 cables added, 2 other versions, 1 skipped")
        assert "Read body=Wortlaut" in stage.screen_text()
        await stage.until(lambda: len(stage.main.cable_list) == 5)
        assert "This library is empty" not in stage.screen_text()

        await stage.press("i")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, ImportsScreen) and len(stage.app.screen.rows))
        await stage.press("j")
        await stage.shows("shopping.txt")
        await stage.shows("1 import · 1 skipped")
        await stage.press("q")
        await stage.until(lambda: stage.app.screen is stage.main)


class Held(Workspace):
    """Its imports wait until they may begin."""

    begin = threading.Event()
    cancelled: Callable[[], bool] = staticmethod(lambda: False)
    """What the import that waits asks whether it is to stop."""

    def import_paths(self, *args: Any, **kwargs: Any) -> Any:
        """As ever, but later."""
        Held.cancelled = staticmethod(kwargs["cancelled"])
        assert self.begin.wait(PATIENCE)
        return super().import_paths(*args, **kwargs)


def held_in(folder: Path) -> Held:
    with Workspace.open(folder) as workspace:
        workspace.import_paths([SAMPLES / "06PHNOMPENH977.txt"])
    Held.begin.clear()
    Held.cancelled = staticmethod(lambda: False)
    opened = Held.open(folder)
    assert isinstance(opened, Held)
    return opened


async def importing(stage: Stage) -> None:
    await stage.press("i")
    await stage.until(lambda: isinstance(stage.app.screen, Prompt) and stage.app.screen.is_mounted)
    await stage.pilot.pause()
    await stage.paste(str(SAMPLES))
    await stage.press("enter")
    await stage.until(
        lambda: stage.main.controllers.importing.running and stage.main.query_one(ImportLine).display
    )


async def answer(stage: Stage, key: str) -> None:
    await stage.until(lambda: isinstance(stage.app.screen, Question))
    await stage.press(key)
    await stage.until(lambda: stage.app.screen is stage.main)


async def test_an_import_goes_on_beside_the_reading_and_esc_asks_whether_to_stop_it(tmp_path: Path) -> None:
    async with playing(lambda: held_in(tmp_path / "mine")) as stage:
        main = stage.main
        await importing(stage)
        await stage.until(lambda: "samples" in stage.screen_text().split("\n")[-2])
        await stage.press("\\")
        await stage.type("nothing like it")
        await stage.until(lambda: main.state.query and not len(main.cable_list))
        await stage.press("escape")  # the filter first
        await stage.until(lambda: len(main.cable_list) == 1)
        await stage.press("o")
        await stage.said("being imported into this library")
        await stage.press("escape")
        await answer(stage, "n")
        assert main.controllers.importing.running
        await stage.press("q")
        await answer(stage, "escape")
        Held.begin.set()
        await stage.said("4 cables added, 1 already in the library")
        await stage.until(lambda: len(main.cable_list) == 5)
        assert main.cable_list.current == "06PHNOMPENH977", "one stays on one's cable"
        assert not main.query_one(ImportLine).display

        Held.begin.clear()
        await importing(stage)
        await stage.press("i")
        await answer(stage, "y")
        await stage.until(lambda: "stopping" in stage.screen_text().split("\n")[-2])
        Held.begin.set()
        await stage.said("Stopped")


async def test_whatever_ends_the_screen_ends_the_import(tmp_path: Path) -> None:
    async with playing(lambda: held_in(tmp_path / "mine")) as stage:
        await importing(stage)
        assert not Held.cancelled()
        stage.main.workers.cancel_all()
        await stage.until(lambda: Held.cancelled(), "the end of the import")
        Held.begin.set()
