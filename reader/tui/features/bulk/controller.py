"""Changes to many cables at once: the marked ones. Each is one step to undo.

The whole result is marked first, with a key far from that of a single tag, so that no slip changes all of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.notes import bulk, triage
from reader.notes.model import Target, Verdict
from reader.notes.progress import Stopped
from reader.notes.undo.step_wording import describe_judging, describe_tagging_many
from reader.terminal_text import safe_line
from reader.tui.core.bulk_scope import Scope, SelectedCables
from reader.tui.core.controller import Action, Controller
from reader.tui.core.tag_line import TagLine, complete_tags, parse_tags, tag_source
from reader.tui.ui.picker import Choice, Picker, narrowed, once
from reader.tui.ui.prompt import Question

if TYPE_CHECKING:
    from reader.tui.core.services import Services

FLAG = "flag"
"""The code of flagged cables."""
VERDICT_NAMES = {"keep": Verdict.KEEP, "maybe": Verdict.MAYBE, "no": Verdict.NO, "clear": None}


class BulkController(Controller):
    """Tags many cables, or gives them a verdict."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._stop: threading.Event | None = None
        self._name = ""

    def commands(self) -> dict[str, Action]:
        """Tag and judge the marked cables."""
        return {
            "tag.all": lambda: self.ask(self._tag, "tag many cables"),
            "judge.all": lambda: self.ask(self._judge_all, "judge many cables"),
            "cable.flag": lambda: self.ask(self._flag, "flag cables"),
        }

    def _marked(self) -> SelectedCables | None:
        """The marked cables; None without any."""
        chosen = self.services.marked.selected()
        return chosen if chosen is not None and chosen.scope is Scope.MARKED and len(chosen) else None

    # Tags

    async def _tag(self) -> None:
        chosen, notes = self._marked(), self.workspace.notes
        if chosen is None:
            return
        picker = Picker(
            f"Tag {chosen.words}",
            once(lambda: tag_source(notes.codes(), notes.usage(), ())),
            slow=True,
            hint="separate with commas · -name removes one",
            free=True,
            complete=complete_tags,
        )
        answer = await self.pick(picker)
        if answer is None:
            return
        text = answer.text if answer.value is None else complete_tags(answer.text, answer.value)
        tags = parse_tags(text)
        if not tags.add and not tags.remove:
            return
        if await self.show_dialog(Question(_question(tags, chosen))):
            self.change(partial(self._change_tags, chosen, tags), "tag many cables")

    async def _change_tags(self, chosen: SelectedCables, tags: TagLine) -> None:
        mrns = await self.wait(chosen.mrns, self.workspace.library)
        targets = [Target(mrn) for mrn in mrns]
        job = partial(bulk.tag, self.workspace.notes, targets, tags.add, tags.remove)
        changed = await self.run("tagging", job)
        if changed is None:
            return
        if tags.add:
            self.state.last_tag = ", ".join(tags.add)
        await self.services.notes.reload()
        self._report(describe_tagging_many(targets, tags.add, tags.remove, changed), changed)

    # The flag

    async def _flag(self) -> None:
        """Flag the marked cables, else the current one; where all are flagged, remove their flags."""
        chosen = self.services.marked.selected()
        if chosen is None or not len(chosen):
            self.status.say("The list is empty: there is no cable to flag.")
            return
        several = chosen.scope is Scope.MARKED
        if several and not await self.show_dialog(Question(f"Flag {chosen.words}?")):
            return
        targets = [Target(mrn) for mrn in await self.wait(chosen.mrns, self.workspace.library)]
        for add, remove in (((FLAG,), ()), ((), (FLAG,))):
            if remove and several and not await self.show_dialog(Question(f"Unflag {chosen.words}?")):
                return
            job = partial(bulk.tag, self.workspace.notes, targets, add, remove)
            changed = await self.run("flagging", job)
            if changed is None:
                return
            if changed:
                await self.services.notes.reload()
                self._report(describe_tagging_many(targets, add, remove, changed), changed)
                return

    # Verdicts

    async def _judge_all(self) -> None:
        chosen = self._marked()
        if chosen is None:
            return
        choices = [Choice(word, word) for word in VERDICT_NAMES]
        where = f"for the query {self._query}" if self._query else "overall"
        answer = await self.pick(Picker(f"Judge {chosen.words}", narrowed(choices), hint=where))
        if answer is not None and answer.value:
            await self._confirm_verdict(chosen, VERDICT_NAMES[answer.value])

    def judge_marked(self, verdict: Verdict | None) -> bool:
        """Ask whether to give all marked cables this verdict; False where none is marked."""
        chosen = self._marked()
        if chosen is None:
            return False
        self.ask(partial(self._confirm_verdict, chosen, verdict), "judge the marked cables")
        return True

    @property
    def _query(self) -> str:
        """The query that the verdicts are for: that of triage or, when that is off, of the list."""
        if self.services.triage.on:
            return self.services.triage.query
        return triage.query_for_judging(self.state.normal_query)

    async def _confirm_verdict(self, chosen: SelectedCables, verdict: Verdict | None) -> None:
        words = chosen.words
        question = f'Judge {words} "{verdict}"?' if verdict else f"Clear the judgement of {words}?"
        if await self.show_dialog(Question(question)):
            self.change(partial(self._change_verdicts, chosen, verdict, self._query), "judge many cables")

    async def _change_verdicts(self, chosen: SelectedCables, verdict: Verdict | None, query: str) -> None:
        mrns = await self.wait(chosen.mrns, self.workspace.library)
        job = partial(triage.judge, self.workspace.notes, mrns, verdict, query=query)
        changed = await self.run("judging", job)
        if changed is not None:
            await self.services.triage.reload()
            self._report(describe_judging(verdict, mrns, changed), changed)

    def _report(self, done: str, changed: int) -> None:
        """In the words that undo will report it with."""
        self.status.say(f"Done: {safe_line(done)}. u undoes it." if changed else "Nothing to change.")

    # Progress

    @property
    def running(self) -> bool:
        """Whether a change is running."""
        return self._stop is not None

    def stop(self) -> None:
        """Stop the running change; then nothing is changed."""
        if self._stop is not None:
            self._stop.set()
            self.status.aside("stopping…")

    async def run(self, name: str, job: Callable[..., int]) -> int | None:
        """Run a change with its progress in the footer; None when the user stopped it."""
        stop = self._stop = threading.Event()
        self._name = name
        call_later = self.services.tasks.call_later
        self.status.aside(f"{name}… Esc stops")
        try:
            return await self.wait(
                job,
                on_progress=lambda done, total: call_later(self._show_progress, done, total),
                cancelled=stop.is_set,
            )
        except Stopped:
            self.status.say("Stopped; nothing was changed.")
            return None
        finally:
            self._stop = None
            self.status.aside("")

    def _show_progress(self, done: int, total: int) -> None:
        if self._stop is not None and not self._stop.is_set():
            self.status.aside(f"{self._name}… {done:,} of {total:,} · Esc stops")


def _question(tags: TagLine, chosen: SelectedCables) -> str:
    """``Tag 212 marked cables with "mou"?``"""
    add, remove = (", ".join(f'"{name}"' for name in names) for names in (tags.add, tags.remove))
    if not add:
        return f"Remove {remove} from {chosen.words}?"
    return f"Tag {chosen.words} with {add}" + (f" and remove {remove}?" if remove else "?")
