"""One thing done to many cables at once: the marked ones, or all that was found. One step to undo."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.notes import bulk, triage
from reader.notes.model import Target, Verdict
from reader.notes.progress import Stopped
from reader.terminal_text import safe_line
from reader.tui.core.bulk_scope import ChosenCables, Scope
from reader.tui.core.controller import Doing, Handler
from reader.tui.features.cable_list.marking import STILL_COUNTED
from reader.tui.features.tagging.controller import Wish, completed, suggestions, wish
from reader.tui.ui.picker import Choice, Picker, narrowed, once
from reader.tui.ui.prompt import Question
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.tui.main_screen.screen import MainScreen

VERDICTS = {"keep": Verdict.KEEP, "maybe": Verdict.MAYBE, "no": Verdict.NO, "clear": None}
ASKED = {
    Verdict.KEEP: "Keep {}",
    Verdict.MAYBE: "Maybe for {}",
    Verdict.NO: "No to {}",
    None: "Take back the judgement of {}",
}
"""What a question about a judgement says."""


class Bulk(Handler):
    """Tags and judgements on many cables."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._stop: threading.Event | None = None
        self._doing = ""

    def commands(self) -> dict[str, Doing]:
        """Two commands, each with a question."""
        return {
            "tag.all": lambda: self.ask(self._tag, "tag many cables"),
            "judge.all": lambda: self.ask(self._judge_all, "judge many cables"),
        }

    def at_hand(self) -> ChosenCables:
        """The marked cables; with none marked, all that the list holds."""
        chosen = self.screen.marking.chosen()
        return chosen if chosen and chosen.scope is Scope.MARKED else self.screen.marking.result()

    def _any(self, chosen: ChosenCables) -> bool:
        """Whether there is a cable to do it to; says so where they are only not counted yet."""
        if not len(chosen) and self.screen.listing.counting:
            self.screen.say(STILL_COUNTED)
        return len(chosen) > 0

    # Tags

    async def _tag(self) -> None:
        chosen, notes = self.at_hand(), self.workspace.notes
        if not self._any(chosen):
            return
        picker = Picker(
            f"Tag {chosen.words}",
            once(lambda: suggestions(notes.codes(), notes.usage(), ())),
            slow=True,
            hint="commas between several · -name takes one away",
            free=True,
            complete=completed,
        )
        answer = await self.pick(picker)
        if answer is None:
            return
        asked = wish(completed(answer.text, answer.value) if answer.value is not None else answer.text)
        if not asked.add and not asked.remove:
            return
        if await self.screen.app.push_screen_wait(Question(_question(asked, chosen))):
            self.change(partial(self._tagging, chosen, asked), "tag many cables")

    async def _tagging(self, chosen: ChosenCables, asked: Wish) -> None:
        mrns = await self.wait(chosen.mrns, self.workspace.library)
        targets = [Target(mrn) for mrn in mrns]
        job = partial(bulk.tag, self.workspace.notes, targets, asked.add, asked.remove)
        changed = await self._run("tagging", job)
        if changed is None:
            return
        if asked.add:
            self.desk.last_tag = ", ".join(asked.add)
        await self.screen.noting.reload()
        words = " ".join([*(f"#{name}" for name in asked.add), *(f"-#{name}" for name in asked.remove)])
        self.screen.say(f"{count(changed, 'cable')} tagged: {safe_line(words)}. u undoes it.")

    # Judgements

    async def _judge_all(self) -> None:
        chosen = self.at_hand()
        if not self._any(chosen):
            return
        choices = [Choice(word, word) for word in VERDICTS]
        where = f"for “{self._query}”" if self._query else "whatever the query"
        answer = await self.pick(Picker(f"Judge {chosen.words}", narrowed(choices), hint=where))
        if answer is not None and answer.value:
            await self._ask_judging(chosen, VERDICTS[answer.value])

    def judge_marked(self, verdict: Verdict | None) -> bool:
        """Ask whether to judge all marked cables so; False where none is marked."""
        chosen = self.screen.marking.chosen()
        if chosen is None or chosen.scope is not Scope.MARKED:
            return False
        self.ask(partial(self._ask_judging, chosen, verdict), "judge the marked cables")
        return True

    @property
    def _query(self) -> str:
        """The one that is judged for; with no judging going on, that of the filter."""
        judging = self.screen.judging
        return judging.query if judging.on else judging.of_filter

    async def _ask_judging(self, chosen: ChosenCables, verdict: Verdict | None) -> None:
        question = f"{ASKED[verdict].format(chosen.words)}?"
        if await self.screen.app.push_screen_wait(Question(question)):
            self.change(partial(self._judging, chosen, verdict, self._query), "judge many cables")

    async def _judging(self, chosen: ChosenCables, verdict: Verdict | None, query: str) -> None:
        mrns = await self.wait(chosen.mrns, self.workspace.library)
        job = partial(triage.judge, self.workspace.notes, mrns, verdict, query=query)
        changed = await self._run("judging", job)
        if changed is not None:
            await self.screen.judging.reload()
            self.screen.say(f"{count(changed, 'cable')} judged. u undoes it.")

    # What takes long

    @property
    def running(self) -> bool:
        """Whether something long goes on."""
        return self._stop is not None

    def stop(self) -> None:
        """Give it up; nothing is changed then."""
        if self._stop is not None:
            self._stop.set()
            self.screen.aside("stopping…")

    async def _run(self, doing: str, job: Callable[..., int]) -> int | None:
        """Do it with progress in the footer; None when the user stopped it."""
        stop = self._stop = threading.Event()
        self._doing = doing
        screen = self.screen
        screen.aside(f"{doing}… Esc stops")
        try:
            return await self.wait(
                job,
                on_progress=lambda done, total: screen.call_later(self._tell, done, total),
                cancelled=stop.is_set,
            )
        except Stopped:
            screen.say("Stopped; nothing was changed.")
            return None
        finally:
            self._stop = None
            screen.aside("")
            screen.framing.coverage()

    def _tell(self, done: int, total: int) -> None:
        if self._stop is not None and not self._stop.is_set():
            self.screen.aside(f"{self._doing}… {done:,} of {total:,} · Esc stops")


def _question(asked: Wish, chosen: ChosenCables) -> str:
    """``Tag 212 marked cables with "mou"?``"""
    add, remove = (", ".join(f'"{name}"' for name in names) for names in (asked.add, asked.remove))
    if not add:
        return f"Take {remove} off {chosen.words}?"
    return f"Tag {chosen.words} with {add}" + (f", without {remove}?" if remove else "?")
