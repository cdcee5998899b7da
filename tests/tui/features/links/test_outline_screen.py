"""Links over several hops, walked by keys."""

from __future__ import annotations

from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Target
from reader.tui.core.pane_layout import Pane
from reader.tui.features.links.outline_screen import OutlineScreen
from reader.workspace import Workspace
from tests.tui.stage import playing

HERE, THERE, THIRD = "06PHNOMPENH977", "07BEIJING7545", "04RANGOON1422"


def linked() -> Workspace:
    """A ring of three, and one way to a cable that is not in the library."""
    workspace = Workspace.samples()
    targets = {}
    for mrn in (HERE, THERE, THIRD):
        cable = workspace.cable(mrn)
        assert cable
        targets[mrn] = target_for(cable, 2, mrn=mrn)
    link = workspace.notes.link
    link(targets[HERE], targets[THERE], "continues", "the same plan")
    link(targets[THERE], targets[THIRD], "supports")
    link(targets[THIRD], targets[HERE], "contradicts")
    link(targets[THIRD], Target("09MUNICH273"), "cites")
    return workspace


async def test_a_ring_of_links_is_told_once_and_gone_along() -> None:
    async with playing(linked) as stage:
        await stage.open(HERE)
        await stage.press("O")
        await stage.until(
            lambda: isinstance(stage.app.screen, OutlineScreen) and len(stage.app.screen.rows) > 2
        )
        room = stage.app.screen
        assert isinstance(room, OutlineScreen)
        await stage.pilot.pause()
        await stage.shows(
            "06PHNOMPENH977 · 3 cables up to 2 links away",
            "¶2 continues → 07BEIJING7545 ¶2  the same plan",
            "cites → 09MUNICH273  not in library",
            "shown elsewhere",
        )
        await stage.press("d")
        await stage.shows(
            "⋮ no cables for 19 months", "23 May 2006  06PHNOMPENH977    start", "2 away  not in lib"
        )
        await stage.press("d", "-")
        await stage.shows("2 cables up to 1 link away")
        await stage.press("r")
        await stage.shows("up to 1 link or reference away")
        await stage.press("r", "g", "j")
        await stage.shows("2 cables up to 1 link away")
        await stage.press("enter")
        await stage.until(lambda: stage.app.screen is stage.main and stage.active is Pane.READER)
        assert stage.main.state.mrn in (THERE, THIRD)
        await stage.press("<")
        await stage.until(lambda: stage.main.state.mrn == HERE)
        await stage.press("O")
        await stage.shows("up to 2 links away")
        await stage.press("+", "h")
        await stage.found(f"linked:{HERE}~3")
        assert len(stage.main.cable_list) == 3
