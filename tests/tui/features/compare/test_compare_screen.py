"""Comparing by keys."""

from __future__ import annotations

from pathlib import Path

from reader.tui.core.pane_layout import Pane
from reader.workspace import Workspace
from tests.library.builders import cable_text, write_cables
from tests.tui.stage import playing

HERE, OTHER = "06PHNOMPENH977", "06PHNOMPENH1385"


async def test_the_open_cable_is_compared_with_another_one() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await stage.press("=")
        await stage.choose(OTHER)
        await stage.shows(f"{HERE} → {OTHER} · ", "subject", "− REGIONAL PROGRESS", "¶1  only in the first")
        await stage.press("n", "n", "N")
        await stage.press("s")
        await stage.shows(f"{OTHER} → {HERE} · ")
        await stage.press("G")
        await stage.press("N", "enter")
        await stage.until(lambda: stage.app.screen is stage.main and stage.active is Pane.READER)
        assert stage.main.state.mrn == HERE


async def test_two_marked_cables_are_compared_and_other_numbers_of_them_are_not() -> None:
    async with playing() as stage:
        stage.main.controllers.panes.activate(Pane.LIST)
        await stage.press("g", "space", "=")
        await stage.shows("= compares two marked cables; you have marked 1.")
        await stage.press("space", "=")
        await stage.shows(" → ", " differences")
        await stage.press("q")
        await stage.until(lambda: stage.app.screen is stage.main)


LEFT_OUT = "(C) Two ledgers and a map were on the table."
REPORT = "(C) The minister spoke with XXXXXXXXXXXX about timber."
MORE = "(C) Before he flew to Bangkok, the Governor asked the Consul twice for a list of all companies."


def two_versions(folder: Path) -> Workspace:
    workspace = Workspace.open(folder / "mine")
    for name, paragraphs in (
        ("old", (REPORT, LEFT_OUT)),
        ("new", (REPORT.replace("XXXXXXXXXXXX", "Sok An"), MORE, MORE)),
    ):
        workspace.import_paths([write_cables(folder / name, text=cable_text(HERE, "TIMBER", paragraphs))])
    return workspace


async def test_versions_are_compared_and_a_paragraph_is_opened_in_the_version_that_has_it(
    tmp_path: Path,
) -> None:
    async with playing(lambda: two_versions(tmp_path)) as stage:
        await stage.open(HERE)
        await stage.press("=")
        await stage.shows(
            "version 2, imported", "→ version 1 (current)", "4 differences", "¶1 opened: Sok An"
        )
        await stage.press("s")
        await stage.shows("version 1 (current), imported", "only in the second", "¶1 closed: Sok An")
        await stage.press("G", "N", "N")
        await stage.shows("Enter go there")
        await stage.press("enter")
        await stage.shows("version 2 of 2, not current", "Two ledgers")
        await stage.press("=")
        await stage.shows("4 differences")
        await stage.press("n", "enter")
        await stage.until(lambda: stage.app.screen is stage.main and not stage.main.state.versions.at)
