"""Themes, colours, stylesheets, and a crash that leaves the terminal whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color
from textual.filter import NoColor
from textual.theme import Theme

from reader import paths
from reader.tui import app as tui_app
from reader.tui.app import CablesApp
from reader.tui.commands.table import COMMANDS, Where
from reader.tui.features.facets.facet_panel import FacetPanel
from reader.tui.features.facets.histogram import Histogram
from reader.tui.features.reader.controller import ReaderController
from reader.tui.ui import theme as themes
from reader.workspace import Workspace
from tests.tui.stage import playing

LEVELS = ("u", "sbu", "c", "s", "ts")


def test_the_sheets_ship_and_hold_no_colour_codes() -> None:
    names = {path.name for path in sorted(paths.shipped("styles").glob("*.tcss"))}
    assert {"screen.tcss", "cable_list.tcss", "notes.tcss", "reader.tcss"} <= names
    for path in sorted(paths.shipped("styles").glob("*.tcss")):
        assert "#" not in "".join(
            line.split(":", 1)[1] for line in path.read_text().splitlines() if ":" in line and ";" in line
        ), path


def contrast(one: str, other: str) -> float:
    """The ratio of the web's accessibility guidelines, 1 to 21."""

    def luminance(text: str) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in Color.parse(text).normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [one for one in themes.THEMES if not one.ansi], ids=lambda one: one.name)
def test_text_can_be_read_on_its_ground(theme: Theme) -> None:
    assert theme.background is not None
    for name in ("dim", "code", "link", "note", *(f"level-{n}-mark" for n in LEVELS)):
        assert contrast(theme.background, theme.variables[name]) >= 4.5, name
    for level in LEVELS:
        pair = theme.variables[f"level-{level}"], theme.variables[f"level-{level}-text"]
        assert contrast(*pair) >= 4.5, level
        for ground in (theme.surface, theme.variables["cursor-row"]):
            assert ground is not None
            assert contrast(ground, theme.variables[f"level-{level}-mark"]) >= 4.5, (level, ground)


def test_high_contrast_is_high_everywhere() -> None:
    theme = next(one for one in themes.THEMES if one.name == themes.CONTRAST)
    named = theme.variables
    texts = ("dim", "faint", "rule", "code", "link", "note", *(f"level-{n}-mark" for n in LEVELS))
    grounds = (theme.background, theme.panel, named["cursor-row"], named["hit"])
    for ground, least in zip(grounds, (7, 7, 4.5, 4.5), strict=True):
        assert ground is not None
        for name in texts if ground != named["hit"] else ():
            assert contrast(ground, named[name]) >= least, (ground, name)
        assert contrast(ground, str(theme.foreground)) >= 7, ground
    for level in LEVELS:
        assert contrast(named[f"level-{level}"], named[f"level-{level}-text"]) >= 7, level
    assert contrast(named["chosen"], named["chosen-text"]) >= 7


def test_without_colours_a_theme_has_black_and_white_only() -> None:
    theme = next(one for one in themes.THEMES if one.name == themes.MONO)
    assert set(theme.variables.values()) <= {"ansi_default", "ansi_black", "ansi_white", "none"}


def hue(text: str) -> float:
    """Degrees on the wheel of colours: 0 red, 120 green, 240 blue."""
    return Color.parse(text).hsl.h * 360


@pytest.mark.parametrize("theme", [one for one in themes.THEMES if not one.ansi], ids=lambda one: one.name)
@pytest.mark.parametrize("suffix", ["", "-mark"])
def test_the_colour_of_each_level_is_that_of_the_banner_convention(theme: Theme, suffix: str) -> None:
    wheel = {"u": (110, 160), "sbu": (250, 285), "c": (205, 230), "s": (340, 375), "ts": (20, 45)}
    for level, (low, high) in wheel.items():
        found = hue(theme.variables[f"level-{level}{suffix}"])
        assert low <= found <= high or low <= found + 360 <= high, (level, found)
    assert contrast(theme.variables["level-sbu-text"], "white") < 1.2


def test_in_the_terminals_own_colours_each_level_has_one_of_its_own() -> None:
    theme = next(one for one in themes.THEMES if one.ansi)
    assert theme.variables["level-sbu"] == "ansi_magenta"
    for suffix in ("", "-mark"):
        assert len({theme.variables[f"level-{level}{suffix}"] for level in LEVELS}) == len(LEVELS)
    for level in LEVELS:
        assert theme.variables[f"level-{level}"] != theme.variables[f"level-{level}-text"]


async def test_the_theme_goes_round_and_the_screen_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    async with playing() as stage:
        await stage.open("04RANGOON1422")
        seen = set()
        for _ in themes.ORDER:
            await stage.press("ctrl+t")
            seen.add(stage.app.theme)
            await stage.shows("CONFIDENTIAL")
        assert seen == set(themes.ORDER)


async def test_without_colours_there_are_none_and_all_is_still_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with playing() as stage:
        assert stage.app.theme == themes.TERMINAL
        await stage.open("04RANGOON1422")
        await stage.shows("CONFIDENTIAL", "▌")
        assert any(isinstance(one, NoColor) for one in stage.app.get_line_filters())


async def test_every_command_of_the_table_is_answered() -> None:
    async with playing() as stage:
        main = stage.main
        for command in COMMANDS:
            if command.id in main.controllers.actions:
                continue
            if command.where is Where.READER:
                assert hasattr(main.reader, "action_" + command.id.removeprefix("reader.")), command.id
            elif command.where is Where.LIST:
                assert main.cable_list.command(command.id), command.id
            elif command.where is Where.FACETS:
                assert main.query_one(FacetPanel).command(command.id), command.id
            elif command.where is Where.PERIODS:
                assert main.query_one(Histogram).command(command.id), command.id
            else:
                assert main.notes_panel.command(command.id), command.id


async def test_an_unexpected_error_is_written_down_and_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fails(self: ReaderController, index: int) -> None:
        raise ZeroDivisionError("nobody expected this")

    async with playing() as stage:
        monkeypatch.setattr(ReaderController, "_open_row", fails)
        await stage.press("J")
        await stage.said("Something unexpected went wrong (ZeroDivisionError)")
        (report,) = (paths.state_home() / "reports").glob("*.txt")
        assert str(report) in stage.main.messages[-1][1]
        assert "nobody expected this" in report.read_text()
        assert stage.app.is_running


def test_a_crash_leaves_one_line_and_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def crashing(self: CablesApp, **_: object) -> None:
        try:
            raise ZeroDivisionError("boom")
        except ZeroDivisionError as error:
            self._handle_exception(error)

    monkeypatch.setattr(tui_app.CablesApp, "run", crashing)
    assert tui_app.run(Workspace.samples) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "ZeroDivisionError" in said
    (report,) = (paths.state_home() / "reports").glob("*.txt")
    assert "boom" in report.read_text()
