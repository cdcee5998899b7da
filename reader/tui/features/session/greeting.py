"""Greets the user with what was done last, and asks for the author of the notes."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import NamedTuple

from reader.notes.reports.day_summary import work_between
from reader.tui.core.controller import Action, Controller
from reader.tui.core.services import ArgumentAction
from reader.tui.core.session_store import Session
from reader.tui.ui.prompt import Prompt


def day_words(day: dt.date, today: dt.date) -> str:
    """``Earlier today``, ``Yesterday``, ``On Tuesday``, ``On 12 November``."""
    ago = (today - day).days
    if ago <= 0:
        return "Earlier today"
    if ago == 1:
        return "Yesterday"
    return f"On {day:%A}" if 0 < ago < 7 else f"On {day.day} {day:%B}"


class LastWork(NamedTuple):
    """The time whose work is summed up at the start, and the day it is named after."""

    start: dt.datetime
    end: dt.datetime
    day: dt.date


def last_work(session: Session, now: dt.datetime) -> LastWork | None:
    """The last day of work, or, where that is today, the time since the last session began.

    ``now`` has the time zone whose days count. None without a session before this one.
    """
    began, worked = _instant(session.began, now), _day(session.worked)
    if worked is not None and worked < now.date():
        midnight = dt.datetime.combine(worked, dt.time(), now.tzinfo)
        start = min(midnight, began) if began is not None else midnight
        return LastWork(start, midnight + dt.timedelta(days=1), worked)
    return LastWork(began, now, began.date()) if began is not None else None


def _instant(text: str, now: dt.datetime) -> dt.datetime | None:
    """An instant in the past, in the time zone of ``now``."""
    try:
        instant = dt.datetime.fromisoformat(text).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return None
    return instant if instant <= now else None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class GreetingController(Controller):
    """What was done on the last day of work, and the author of the notes."""

    def commands(self) -> dict[str, Action]:
        """The command of this feature."""
        return {"author": lambda: self.ask(self._author, "ask who writes")}

    def arguments(self) -> dict[str, ArgumentAction]:
        """The name may be given."""
        return {"author": lambda name: self.change(partial(self._set_author, name), "set the author")}

    async def show_last_work(self, session: Session) -> None:
        """Show what was done last, if anything was."""
        now = dt.datetime.now().astimezone()
        last = last_work(session, now)
        if last is not None:
            notes = self.workspace.notes
            done = await self.wait(work_between, notes, notes.author, last.start, last.end)
            if done.words:
                self.status.say(f"{day_words(last.day, now.date())}: {done.words}.")

    async def _author(self) -> None:
        notes = self.workspace.notes
        name = await self.show_dialog(Prompt("Author of your notes", notes.author))
        if name and name.strip():
            await self._set_author(name)

    async def _set_author(self, name: str) -> None:
        notes = self.workspace.notes
        if name.strip() != notes.author:
            await self.wait(notes.set_author, name.strip())
            await self.services.notes.reload()
            self.status.say(f"New notes are by {notes.author}.")
