"""Greets the user on a later day with what was done last, and asks for the author of the notes."""

from __future__ import annotations

import datetime as dt

from reader.notes.reports.day_summary import work_on_day
from reader.tui.core.controller import Action, Controller
from reader.tui.ui.prompt import Prompt


def day_words(day: dt.date, today: dt.date) -> str:
    """``Yesterday``, ``On Tuesday``, ``On 12 November``."""
    ago = (today - day).days
    if ago == 1:
        return "Yesterday"
    return f"On {day:%A}" if 0 < ago < 7 else f"On {day.day} {day:%B}"


class GreetingController(Controller):
    """What was done on the last day of work, and the author of the notes."""

    def commands(self) -> dict[str, Action]:
        """The command of this feature."""
        return {"author": lambda: self.ask(self._author, "ask who writes")}

    async def show_last_work(self, worked: str) -> None:
        """Show what was done on the last day of work, unless that is today."""
        try:
            day = dt.date.fromisoformat(worked)
        except ValueError:
            return
        today = dt.date.today()
        if day >= today:
            return
        notes = self.workspace.notes
        done = await self.wait(lambda: work_on_day(notes, notes.author, day))
        if done.words:
            self.status.say(f"{day_words(day, today)}: {done.words}.")

    async def _author(self) -> None:
        notes = self.workspace.notes
        name = await self.show_dialog(Prompt("Notes are written by", notes.author))
        if name and name.strip() and name.strip() != notes.author:
            await self.wait(notes.set_author, name.strip())
            await self.services.notes.reload()
            self.status.say(f"From now on notes are written by {notes.author}.")
