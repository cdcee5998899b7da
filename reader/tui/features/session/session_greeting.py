"""Coming back the next day: what was done last, and by whom notes are written."""

from __future__ import annotations

import datetime as dt

from reader.notes.reports.day_summary import done_on
from reader.tui.core.controller import Doing, Handler
from reader.tui.ui.prompt import Prompt


def day_words(day: dt.date, today: dt.date) -> str:
    """``Yesterday``, ``On Tuesday``, ``On 12 November``."""
    ago = (today - day).days
    if ago == 1:
        return "Yesterday"
    return f"On {day:%A}" if 0 < ago < 7 else f"On {day.day} {day:%B}"


class Resuming(Handler):
    """The last day of work, and who writes."""

    def commands(self) -> dict[str, Doing]:
        """One command."""
        return {"author": lambda: self.ask(self._author, "ask who writes")}

    def worked(self) -> None:
        """Notes were changed now."""
        self.desk.worked = dt.date.today().isoformat()

    async def remind(self, worked: str) -> None:
        """Say what was done on the last day of work, unless that is today."""
        try:
            day = dt.date.fromisoformat(worked)
        except ValueError:
            return
        today = dt.date.today()
        if day >= today:
            return
        notes = self.workspace.notes
        done = await self.wait(lambda: done_on(notes, notes.author, day))
        if done.words:
            self.screen.say(f"{day_words(day, today)}: {done.words}.")

    async def _author(self) -> None:
        notes = self.workspace.notes
        name = await self.screen.app.push_screen_wait(Prompt("Notes are written by", notes.author))
        if name and name.strip() and name.strip() != notes.author:
            await self.wait(notes.set_author, name.strip())
            await self.screen.noting.reload()
            self.screen.say(f"From now on notes are written by {notes.author}.")
