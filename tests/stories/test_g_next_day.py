"""G: the next day. Everything is where it was left, the work of yesterday is summed up, and can be undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from reader import paths
from reader.notes.session import NotesSession
from reader.tui.core import session_store
from tests.stories.hands import sitting_down

DAY = dt.timedelta(days=1)


def a_night_passes() -> None:
    """The session that has ended was yesterday's."""
    place = session_store.session_file(paths.samples_home())
    session = session_store.load(session_store.Session, place)
    began = (dt.datetime.fromisoformat(session.began) - DAY).isoformat()
    worked = (dt.date.fromisoformat(session.worked) - DAY).isoformat()
    session_store.save(replace(session, began=began, worked=worked), place)


async def test_work_goes_on_where_it_was_left(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = NotesSession.__init__.__kwdefaults__
    assert usual is not None
    with monkeypatch.context() as yesterday:
        yesterday.setitem(usual, "clock", lambda: dt.datetime.now(dt.UTC) - DAY)
        async with sitting_down() as user:
            await user.press("\\", "trafficking", "enter")
            await user.sees("hit 2 of 8")
            await user.press("J", "3", "G")
            await user.sees("07BEIJING7545 · ¶3")
            await user.press("a", "To check.", "ctrl+s")
            await user.sees("│ 1 note")
            await user.press("shift+tab", "D")
            await user.sees("Judging filter: 0 judged, 0 kept")
            await user.press("1", "3")
            await user.sees("2 judged, 1 kept")
            await user.press("k", "k", "enter", "}", "}")
            await user.sees("07BEIJING7545 · ¶3")
            await user.quits()
    a_night_passes()
    async with sitting_down() as user:
        # The same list, filter, cable, paragraph and judging; what was done is summed up.
        await user.sees(
            "\\ trafficking", "5 cables", "07BEIJING7545 · ¶3", "│▌  To check.", "2 judged, 1 kept"
        )
        await user.sees("Yesterday: 2 cables judged, 1 note.")
        # Where one has been, and what was asked, is a key away.
        await user.press("<", "<")
        await user.sees("09PHNOMPENH189 · ¶1")
        await user.press(">")
        await user.sees("07BEIJING7545 · ¶3")
        await user.press("S")
        await user.sees("trafficking  5 found")
        await user.press("escape")
        # The changes of yesterday can be undone, the last one first; and redone.
        await user.press("u")
        await user.sees("Undone: no for 06PHNOMPENH1385", "1 judged, 1 kept")
        await user.press("u")
        await user.sees("Undone: keep for 07BEIJING7545", "0 judged, 0 kept")
        await user.press("u")
        await user.sees("Undone: note on 07BEIJING7545 ¶3")
        await user.sees_no_more("To check.")
        await user.press("ctrl+r")
        await user.sees("Redone: note on 07BEIJING7545 ¶3", "To check.")
