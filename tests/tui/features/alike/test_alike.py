"""Similar cables and shared passages, followed by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.discovery.alike import alike as room
from reader.library.discovery.alike import copies
from reader.library.discovery.alike.alike import percent
from reader.library.discovery.alike.neighbours import Unlearned
from reader.workspace import Workspace
from tests.library.builders import cable_text, write_cables
from tests.tui.stage import playing

ASKED, COPY, CITED = "06PHNOMPENH977", "06BANGKOK5", "06PHNOMPENH980"
PASSAGE = (
    "(U) The extradition treaty of 1904 covers neither smuggling of antiquities nor forged export licences."
)


def library(folder: Path) -> Workspace:
    """One cable contains a passage of the first, another is cited by it."""
    texts = {
        "asked": cable_text(ASKED, "A TREATY", ["(C) Zirconium.", PASSAGE], refs="PHNOM PENH 980"),
        "copy": cable_text(COPY, "OLD LAW", ["(C) Tin.", "(C) Rice.", PASSAGE], post="BANGKOK"),
        "cited": cable_text(CITED, "EMBARGO"),
    }
    workspace = Workspace.open(folder / "mine")
    workspace.import_paths([write_cables(folder / "texts", **texts)])
    return workspace


async def test_a_shared_passage_leads_to_its_paragraph_and_to_a_comparison(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with playing(lambda: library(tmp_path)) as stage:
        main = stage.main
        await stage.open(ASKED)
        await stage.press("P")
        await stage.shows(
            f"Similar to {ASKED} · 2 cables · 1 with passages of it", "88 %", "OLD LAW", "EMBARGO"
        )
        await stage.shows("¶2 = ¶3  14 words  The extradition treaty")
        await stage.shows("88 % of its text is also in")
        await stage.press("down", "down")
        await stage.shows("¶1 (C) Nothing happened.")
        await stage.press("up", "enter")
        await stage.until(lambda: main.state.mrn == COPY and main.reader.current == 3)

        # only cables with the current paragraph, by the name of the command
        await stage.press(":")
        await stage.type("also-in\r")
        await stage.shows(f"Also in · {COPY} ¶3 · 1 cable")
        await stage.press("p")
        await stage.shows(f"Similar to {COPY} · 1 cable")
        await stage.press("=")
        await stage.shows(f"{COPY} → {ASKED}")
        await stage.press("q")

        # a paragraph that no other cable contains
        await stage.open(CITED)
        await stage.press("j")
        await stage.press(":")
        await stage.type("also-in\r")
        await stage.shows("No other cable contains a passage of this paragraph.")
        await stage.press("q")

        # what was left out
        monkeypatch.setattr(copies, "MOST_COMPARED", 0)
        monkeypatch.setattr(room, "unlearned", lambda *_: Unlearned(itself=True, cables=1))
        await stage.open(ASKED)
        await stage.press("P")
        await stage.shows(f"Similar to {ASKED} · 2 cables · only the likeliest compared")
        await stage.shows(f"Not compared by content: {ASKED} is newer than")


def test_a_share_is_neither_nothing_nor_all_unless_it_is() -> None:
    assert [percent(share) for share in (0.001, 0.5, 0.999, 1.0)] == ["1 %", "50 %", "99 %", "100 %"]
