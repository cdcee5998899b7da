"""C: a chain of references. Peeked at, followed, walked back, kept as a trail and written as a dossier."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reader.workspace import Workspace
from tests.library.builders import cable_text, filled
from tests.stories.hands import sitting_down
from tests.tui.stage import own_library


def library(home: Path) -> Path:
    """Three cables, each about the one before it; all but the first cite one that is not there."""
    with Workspace.open(home) as workspace:
        filled(
            workspace.library,
            home.parent / "texts",
            first=cable_text(
                "06LIMA101",
                "STRIKE IN THE PORT",
                ("(C) The dockers stopped work.", "(C) The minister knew."),
                post="LIMA",
                date=dt.datetime(2006, 3, 2, 9),
            ),
            second=cable_text(
                "06LIMA150",
                "THE STRIKE SPREADS",
                ("(C) The navy waits (ref B).", "(C) Ref A told how it began."),
                post="LIMA",
                date=dt.datetime(2006, 3, 20, 9),
                refs="A. LIMA 101\nB. QUITO 77",
            ),
            third=cable_text(
                "06QUITO90",
                "ECUADOR WATCHES",
                ("(C) Ref A is read here with care.",),
                post="QUITO",
                date=dt.datetime(2006, 4, 3, 9),
                refs="A. LIMA 150\nB. QUITO 77",
            ),
        )
    return home


async def test_a_chain_is_followed_kept_and_written_down(tmp_path: Path) -> None:
    async with sitting_down(own_library(library(tmp_path / "library"))) as user:
        # 1. A letter on every reference in view; pressing it follows.
        await user.press("enter")
        await user.sees("06QUITO90 · ¶1 (C) · 1 of 1")
        await user.press("f")
        await user.sees("a2 references", "sRef A is read here")
        await user.press("s")
        await user.sees("06LIMA150 · ¶1 (C)", "The navy waits")

        # 2. Looked at first, in a box; Enter goes there.
        await user.press("}", "p")
        await user.sees("╭", "Ref A · 06LIMA101 · 1 of", "STRIKE IN THE PORT", "The dockers stopped work.")
        await user.press("enter")
        await user.sees("06LIMA101 · ¶1 (C) · 1 of 2")

        # 3. Back and forward.
        await user.press("<")
        await user.sees("06LIMA150 · ¶2 (C) · 2 of 2")
        await user.press("<")
        await user.sees("06QUITO90 · ¶1 (C) · 1 of 1")
        await user.press(">")
        await user.sees("06LIMA150 · ¶2 (C) · 2 of 2")

        # 4. References out and in. Those that are not there appear, too, with who cites them.
        await user.press("r")
        await user.sees(
            "References of 06LIMA150",
            "→ 06LIMA101  REF A",
            "→ 06QUITO77  REF B  not in library, cited by 2",
            "← 06QUITO90  REF A ¶1  ECUADOR WATCHES",
        )
        await user.press("77", "enter")
        await user.sees("Who cites 06QUITO77", "← 06QUITO90  REF B  ECUADOR", "← 06LIMA150  REF B ¶1")
        await user.press("escape", "escape")
        await user.sees_no_more("06QUITO77")

        # 5. The path is kept as a trail, put in the order of dates, and exported as a dossier.
        await user.press(":", "trail-keep The strike", "enter")
        await user.sees('Trail "The strike": 3 stops. Q shows the trails.')
        await user.press("Q")
        await user.sees("1 trail", "The strike")
        await user.press("enter")
        await user.sees('Trail "The strike" · 3 stops', "1   3 Apr 2006  06QUITO90 ¶1")
        await user.press("e", "It ends here.", "enter")
        await user.sees("It ends here.")
        await user.press("o")
        await user.sees_in_order("3 stops by date", "3   2 Mar 2006", "2  20 Mar 2006", "1   3 Apr 2006")
        await user.press("escape", "escape")
        await user.press("x", "trail", "enter")
        await user.sees("3 stops")
        await user.press("strike", "enter")
        await user.sees("Export to folder or file")
        await user.press("ctrl+u", f"{tmp_path}/strike.html", "enter")
        await user.sees("1 file: 1 new")
        await user.press("enter")
        await user.sees("Exported 1 file")

        # A link of one's own, from a paragraph to a paragraph; seen and followed from both sides.
        await user.press("l")
        await user.sees("Link 06LIMA150 ¶2")
        await user.press("quito 90", "enter")
        await user.sees("Paragraph of 06QUITO90")
        await user.press("1", "enter")
        await user.sees("continues")
        await user.press("continues", "enter")
        await user.sees("Comment")
        await user.press("the same strike", "enter")
        await user.sees("│ 1 link", "▌  → 06QUITO90 ¶1", "continues", "the same strike")
        await user.press("tab", "enter")
        await user.sees("06QUITO90 · ¶1 (C)", "continued by", "← 06LIMA150 ¶2")
        await user.press("<")
        await user.sees("06LIMA150 · ¶2 (C)")
    page = (tmp_path / "strike.html").read_text()
    words = ("The dockers stopped work.", "Ref A told how it began.", "Ref A is read here", "It ends here.")
    places = [page.index(each) for each in words]
    assert places == sorted(places)
