"""Merging the spellings of a person, and taking them apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.library.discovery.name_queries import NameKind
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.ui.picker import Choice, Picker, narrowed
from reader.tui.ui.prompt import Prompt, Question
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.library.discovery.names import Named

FEWEST = 2
"""Marked names that are merged."""


class MergingNames(RecordScreen):
    """The part of the screen of names that changes which spellings are one person's."""

    kind = NameKind.PERSON
    names: Sequence[Named] = ()
    """What is listed."""

    @property
    def named(self) -> Named | None:
        """The current name."""
        return self.rows.at_cursor(self.names)

    def marked(self) -> list[Named]:
        """The marked names, in the order of the list."""
        return [one for one in self.names if one.name in self.rows.marked]

    async def merge(self) -> None:
        """Merge the marked names; without two of them, the marked or the current one with another."""
        chosen = self.marked()
        if len(chosen) < FEWEST and (one := chosen[0] if chosen else self.named) is not None:
            other = await self.pick_name(f"{one.name} is the same person as", without=one)
            chosen = [one, other] if other else []
        if chosen:
            await self._merge([name for one in chosen for name in one.names])

    async def _merge(self, names: Sequence[str]) -> None:
        fullest = max(names, key=lambda name: (name.count(" "), len(name)))
        prompt = Prompt(f"Call these {count(len(names), 'spelling')}", fullest, hint=" = ".join(names))
        if name := (await self.show_dialog(prompt) or "").strip():
            self.change(partial(self._save_merge, names, name), "merge spellings")

    async def _save_merge(self, names: Sequence[str], name: str) -> None:
        from reader.notes.persons import person_changes

        first, *rest = await self.wait(person_changes.merge, self.workspace.notes, names, name)
        self.rows.marked.clear()
        await self.load(first)
        self.say(f"{first} is also {', '.join(rest)}. u undoes it.")

    async def split(self) -> None:
        """Take the spellings of the current person apart, or one of them."""
        if (named := self.named) is None or not named.also:
            return
        if len(named.also) == 1:
            question = Question(f"{named.name} and {named.also[0]} are two persons?")
            chosen = named.name if await self.show_dialog(question) else None
        else:
            choices = [
                Choice(named.name, "all spellings"),
                *(Choice(name, name, "only this one") for name in named.also),
            ]
            answer = await self.pick(Picker(f"Take apart from {named.name}", narrowed(choices)))
            chosen = answer.value if answer is not None else None
        if chosen:
            self.change(partial(self._save_split, chosen), "split spellings")

    async def _save_split(self, name: str) -> None:
        from reader.notes.persons import person_changes

        apart = await self.wait(person_changes.split, self.workspace.notes, [name])
        self.say(f"Apart: {', '.join(apart)}. u undoes it.")

    async def suggest(self) -> None:
        """Offer pairs of names that may be one person's; the user decides."""
        from reader.library.discovery.same_person import likely_pairs

        names = [one.name for one in self.names]
        merged = [one.names for one in self.names if one.also]
        pairs = await self.wait(likely_pairs, names, merged)
        if not pairs:
            self.say("No two names here look like spellings of one.")
            return
        choices = [Choice(str(at), f"{pair.name} = {pair.other}", pair.why) for at, pair in enumerate(pairs)]
        answer = await self.pick(Picker("May be one person", narrowed(choices), hint="Enter merges"))
        if answer is not None and answer.value:
            pair = pairs[int(answer.value)]
            self.call_later(self.ask, partial(self._merge, [pair.name, pair.other]), "merge spellings")

    async def find(self) -> None:
        """Go to a name."""
        if found := await self.pick_name("Find"):
            self.select(found.name)

    async def pick_name(self, title: str, *, without: Named | None = None) -> Named | None:
        """One of the listed names; None when cancelled."""
        choices = [
            Choice(str(at), one.name, ", ".join(one.also))
            for at, one in enumerate(self.names)
            if one is not without
        ]
        answer = await self.pick(Picker(title, narrowed(choices), nothing="There is no such name here."))
        return self.names[int(answer.value)] if answer is not None and answer.value else None
