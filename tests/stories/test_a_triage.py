"""A: triage of many cables on a topic. From a query to the kept ones, each step with a key, nothing lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reader.workspace import Workspace
from tests.library.builders import cable_text, filled
from tests.stories.hands import sitting_down
from tests.tui.stage import own_library

POSTS = {"LIMA": 4, "QUITO": 7, "BOGOTA": 9}
MONTHS = (2, 3, 4, 5, 5, 5, 6, 6, 9, 11)
"""When the cables were sent: most of them in the second quarter."""


def library(home: Path) -> Path:
    """120 cables of three posts, of which every other is about visas."""
    texts = {}
    for number in range(120):
        post = list(POSTS)[number % 3]
        date = dt.datetime(2006, MONTHS[number % len(MONTHS)], 1 + number % 28, 8, number % 60)
        matter = "The consul refused ten visas." if number % 2 else "The fleet came home with fish."
        mrn = f"06{post}{number + 100}"
        texts[mrn] = cable_text(
            mrn, f"REPORT {number + 100}", (f"(C) {matter}", "(C) He thanked us."), post=post, date=date
        )
    with Workspace.open(home) as workspace:
        filled(workspace.library, home.parent / "texts", **texts)
    return home


async def test_a_hundred_cables_on_a_topic_are_searched_judged_and_tagged(tmp_path: Path) -> None:
    async with sitting_down(own_library(library(tmp_path / "library"))) as user:
        # 1. Counts and rows come while typing; sorted; a histogram shows when the traffic peaked.
        await user.press("\\", "vis")
        await user.sees("60 cables, newest first", "REPORT 189")
        await user.press("as", "enter")
        await user.sees("hit 1 of 1", "The consul refused ten visas.")
        await user.press("s")
        await user.sees("n newest  o oldest  b best  p post  l level")
        await user.press("o")
        await user.sees("60 cables, oldest first")
        await user.press("h")
        await user.sees("▄▄▄▄    ████▄▄▄▄                ▄▄▄▄")
        await user.press("g")
        await user.sees("Mar 2006: 12 cables")
        await user.press("p")
        await user.shows("May 2006: 24 cables")
        await user.press("enter")
        await user.sees("\\ visas date:2006-05", "24 cables, oldest first", "▌ 2 May 06  QUITO 185")

        # 2. Saved under a name.
        await user.press("S")
        await user.sees("Save this query under a name")
        await user.press("enter")
        await user.sees("Save as")
        await user.press("peak of visas", "enter")
        await user.sees('Saved as "peak of visas": visas date:2006-05. S lists it.')

        # 3. One key each for keep, maybe, no; the cursor moves on, the reader with it. 7. A line counts.
        await user.press("j", "1")
        await user.sees("D starts judging")
        await user.press("D")
        await user.sees("Judging filter: 0 judged, 0 kept", "1 keep, 2 maybe, 3 no, 0 clear; Esc stops")
        await user.press("1", "2", "3")
        await user.sees(
            "3 judged, 1 kept", "QUITO 185", "▌ 4 May 06    QUITO 215", "06QUITO215 · whole cable"
        )
        # 4. Judged rows stay where they are; a slip is fixed there, or undone.
        assert "2 May 06  K QUITO 185" in user.line("QUITO 185")
        assert "2 May 06  M BOGOTA 213" in user.line("BOGOTA 213")
        await user.press("k", "1")
        await user.sees("4 May 06  K LIMA 103", "3 judged, 2 kept")
        await user.press("u")
        await user.sees("4 May 06  N LIMA 103", "3 judged, 1 kept", "Undone: keep for 06LIMA103")

        await user.press("k", "0")
        await user.sees("2 judged, 1 kept")
        await user.press("u")
        await user.sees("3 judged, 1 kept", "Undone: no judgement for 06LIMA103")

        # 5. Those not judged yet.
        await user.press("4")
        await user.sees("-is:judged", "21 cables, oldest first", "3 judged, 1 kept")
        await user.press("4")
        await user.sees("24 cables, oldest first")

        # 6. A range or the whole result is tagged in one step, with the count in the prompt, and undone.
        await user.press("g", "V", "j", "j", "V")
        await user.sees("24 cables · 3 marked")
        await user.press("T")
        await user.sees("Tag 3 marked cables")
        await user.press("refusals", "enter")
        await user.sees('Tag 3 marked cables with "refusals"? y/n')
        await user.press("y")
        await user.sees('Done: tag "refusals" on 3 cables. u undoes it.')
        await user.press("*", "T", "may", "enter")
        await user.sees('Tag 24 marked cables with "may"? y/n')
        await user.press("y")
        await user.sees('tag "may" on 24 cables', "#2")
        await user.press("u")
        await user.sees('Undone: tag "may" on 24 cables')
        await user.press("!")
        await user.sees("Flag 24 marked cables? y/n")
        await user.press("y")
        await user.sees('Done: tag "flag" on 24 cables', "#flag", "#2")
        await user.press("!", "y")
        await user.sees("Unflag 24 marked cables? y/n")
        await user.press("y")
        await user.sees('Done: untag "flag" on 24 cables')
        assert "#1" in user.line("QUITO 185")
        await user.press("W", "no", "enter")
        await user.sees('Judge 24 marked cables "no"? y/n')
        await user.press("y")
        await user.sees("24 judged, 0 kept")
        await user.press("u")
        await user.sees("3 judged, 1 kept")

        # Judging ends with its coverage, and is kept with its query. Tagged cables can be left out.
        await user.press("escape")
        await user.sees("Judging ended. 24 found, 3 judged, 1 kept. ; restores it.")
        await user.press("escape")
        await user.sees_no_more("24 marked")
        await user.press("\\", "ctrl+u", "visas -code:refusals", "enter")
        await user.sees("57 cables")

        # Nothing found is a finding: it says what to try, and the log keeps it.
        await user.press("\\", "ctrl+u", "visaz", "enter")
        await user.sees("No cables match")
        await user.press("S")
        await user.sees("visaz", "0 found", "visas -code:refusals", "peak of visas")
        await user.press("peak", "enter")
        await user.sees("24 cables, oldest first")
        await user.press("D")
        await user.sees("3 judged, 1 kept")

        # A flag and a note on the way; the list goes on.
        await user.press("g", "G", "!")
        await user.sees('Done: tag "flag" on 06QUITO', "#1")
        await user.press("a")
        await user.sees("Ctrl+S save")
        await user.press("Ask the consul.", "ctrl+s")
        await user.sees("1#1")
        await user.press("!")
        await user.sees('untag "flag" on 06QUITO')
        await user.press("u")
        await user.sees("Undone: untag")
