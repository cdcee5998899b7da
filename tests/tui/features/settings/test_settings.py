"""The config file on the screen: keys, colours, columns and dates; mistakes; saving while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.config.dates import use_date_form
from reader.tui.commands.keys import use_keymap
from tests.tui.stage import playing


@pytest.fixture(autouse=True)
def usual_settings() -> Iterator[None]:
    yield
    use_date_form("day")
    use_keymap({})


@pytest.fixture
def file(own_folders: Path) -> Path:
    path = own_folders / "config" / "cables" / "config.toml"
    (path.parent / "themes").mkdir(parents=True)
    return path


async def test_settings_count_from_the_start_and_again_when_the_file_is_saved(file: Path) -> None:
    theme = file.parent / "themes" / "mine.toml"
    theme.write_text("base = 'light'\nbackground = '#fffff0'\n")
    file.write_text("theme = 'mine'\ndates = 'iso'\n[keys]\nnote = 'f5'\nwords = ['a', 'v']\n")
    async with playing() as stage:
        assert stage.app.theme == "cables-mine"
        assert stage.app.theme_variables["background"] == "#FFFFF0"
        await stage.open("06PHNOMPENH977")
        await stage.shows("2006-05-23", "06-05-23", "F5 note", "a words")
        await stage.press("a")
        await stage.until(lambda: stage.main.reader.selecting, "choosing words")
        await stage.press("escape", "f5")
        await stage.until(lambda: stage.main.reader.writing, "a note")
        await stage.press("escape")
        theme.write_text("base = 'light'\nbackground = '#ffffe0'\n")
        await stage.until(lambda: stage.app.theme_variables["background"] == "#FFFFE0", "new colours")
        await stage.said("Settings reloaded.")
        file.write_text("theme = 'dark'\n")
        await stage.until(lambda: stage.app.theme == "cables-dark", "the other theme")
        await stage.press("j")
        await stage.shows("23 May 06", "23 May 2006", "a note")
        await stage.press("ctrl+t")
        assert stage.app.theme == "cables-light"
        assert stage.main.state.looks.theme == "light"


async def test_a_wrong_file_keeps_nothing_from_opening_and_is_said_with_its_line(file: Path) -> None:
    file.write_text("dates = 'us'\n[keys]\nnote = 't'\n")
    async with playing() as stage:
        await stage.shows(
            'config.toml, line 1: dates cannot be "us". Use one of: day, month, iso. · 1 more: M'
        )
        assert any('line 3: note: t is the key of "tag"' in text for _, text, _ in stage.main.messages)
        await stage.shows("23 May 06")
        file.write_text("dates = ")
        await stage.said("config.toml, line 1: this is not TOML: Invalid value")
        file.write_text("dates = 'iso'")
        await stage.shows("06-05-23")


async def test_the_file_is_made_for_the_editor(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with playing() as stage:
        stage.main.run_command("config.edit")
        await stage.said("No editor is set\nSet $VISUAL or $EDITOR")
        assert not file.exists()
        monkeypatch.setenv("EDITOR", "true")
        stage.main.run_command("config.edit")
        await stage.said(f"An editor cannot be started in this terminal\nEdit {file} in another window.")
        assert "# theme = " in file.read_text()
