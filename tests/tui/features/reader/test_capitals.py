"""Cables in capitals, shown in sentence case by a key."""

from __future__ import annotations

from pathlib import Path

from reader.tui.core import session_store
from reader.workspace import Workspace
from tests.library.builders import cable_text, write_cables
from tests.tui.stage import Stage, playing

CAPITALS = "06PHNOMPENH977"
SMALL = "06PHNOMPENH978"


def library(folder: Path) -> Workspace:
    workspace = Workspace.open(folder / "mine")
    texts = {
        "large": cable_text(
            CAPITALS, paragraphs=["(C) THE SCULPTOR KAMPONGSVAY MET AN NGO, AS 05 PARIS 1420 SAID."]
        ),
        "small": cable_text(SMALL, paragraphs=["(C) Then the sculptor Kampongsvay met the NGO again."]),
    }
    workspace.import_paths([write_cables(folder / "texts", **texts)])
    return workspace


async def test_a_key_shows_capitals_in_sentence_case_and_the_choice_is_kept(tmp_path: Path) -> None:
    async with playing(lambda: library(tmp_path)) as stage:
        await stage.open(CAPITALS)
        await stage.shows("THE SCULPTOR KAMPONGSVAY")
        await stage.press("~")
        await stage.said("In sentence case; copies and exports keep the capitals.")
        await stage.shows("The sculptor Kampongsvay met an NGO", "05 PARIS 1420", "in sentence case")
        assert stage.main.state.cable is not None
        assert stage.main.state.cable.paragraphs[0].text.startswith("THE SCULPTOR")
        await stage.press("H")
        await stage.shows("not in capitals as sent")
        await stage.press("H", "w")
        await stage.shows("THE SCULPTOR KAMPONGSVAY")
        await stage.press("w")

        assert await saved(stage)

        await stage.press("~")
        await stage.said("Capitals are shown as sent.")
        await stage.shows("THE SCULPTOR KAMPONGSVAY")
        assert not await saved(stage)


async def saved(stage: Stage) -> bool:
    """What the next session will start with."""
    await stage.main.controllers.session.save_now()
    return session_store.load(session_store.Looks, session_store.looks_file()).sentence_case
