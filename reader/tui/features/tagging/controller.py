"""Tags of the user's own: the picker over codes already used, and repeating the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from reader.notes.model import Annotation, Code, Target
from reader.tui.core.controller import Doing, Handler
from reader.tui.core.note_entries import Entry
from reader.tui.core.pane_layout import Pane
from reader.tui.ui.picker import Choice, Picker, Source, once
from reader.tui.ui.words import folded


@dataclass(frozen=True, slots=True)
class Wish:
    """What a line of tags asks for."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def applied(self, present: Sequence[str]) -> list[str]:
        """The names there are afterwards; those there were stay as they are written."""
        gone = {folded(name) for name in self.remove}
        kept = [name for name in present if folded(name) not in gone]
        have = {folded(name) for name in kept}
        return kept + [name for name in self.add if folded(name) not in have]


def wish(line: str) -> Wish:
    """Read ``+x, -y, z``: names are separated by commas, for they may hold spaces; ``-`` takes one away."""
    add: dict[str, None] = {}
    remove: dict[str, None] = {}
    for piece in line.split(","):
        name = " ".join(piece.split())
        sign = name[:1] if name[:1] in ("+", "-") else ""
        name = name[len(sign) :].strip().removeprefix("#")
        if name:
            (remove if sign == "-" else add)[name] = None
    return Wish(tuple(add), tuple(remove))


def completed(line: str, name: str) -> str:
    """The line with its last name completed; its sign stays."""
    before, comma, last = line.rpartition(",")
    sign = last.strip()[:1] if last.strip()[:1] in ("+", "-") else ""
    return f"{before}{comma}{' ' if comma else ''}{sign}{name}"


def suggestions(codes: Sequence[Code], usage: Mapping[str, int], present: Sequence[str]) -> Source:
    """What fits the last name of the line: most used first, what begins so before what contains it.

    A name that is not there yet is offered as a new one, after those that begin with it.
    """
    ranked = sorted(codes, key=lambda code: (-usage.get(code.id, 0), folded(code.name)))
    has = {folded(name) for name in present}

    def source(line: str) -> Sequence[Choice]:
        last = line.rpartition(",")[2].strip()
        sign = last[:1] if last[:1] in ("+", "-") else ""
        name = " ".join(last[len(sign) :].split()).removeprefix("#")
        if not name and line.strip() and not sign:
            return ()
        wanted = folded(name)
        given = {folded(name) for name in wish(line.rpartition(",")[0]).add}
        fitting = []
        for code in ranked:
            words = folded(" ".join((code.name, *code.aliases)))
            here = folded(code.name) in has
            if wanted in words and folded(code.name) not in given and (here or sign != "-"):
                times = usage.get(code.id, 0)
                detail = f"{times}×" + (" · given here" if here else "")
                fitting.append((not words.startswith(wanted), Choice(code.name, f"#{code.name}", detail)))
        fitting.sort(key=lambda pair: pair[0])
        exact = any(folded(choice.value) == wanted for _, choice in fitting)
        choices = [choice for _, choice in fitting]
        if name and not exact and sign != "-":
            begins = sum(not later for later, _ in fitting)
            choices.insert(begins, Choice(name, f"#{name}", "new tag"))
        if exact:
            choices.sort(key=lambda choice: folded(choice.value) != wanted)
        return choices

    return source


class Tagging(Handler):
    """Tags on words, paragraphs, cables and notes."""

    def commands(self) -> dict[str, Doing]:
        """Tag and tag again."""
        return {"tag.edit": self.ask_here, "tag.repeat": self.repeat}

    def ask_here(self) -> None:
        """Ask for tags: for the selected entry in the notes panel, else for the reader's target."""
        entry = self.screen.panel.current
        if self.desk.active is Pane.NOTES and entry is not None and isinstance(entry.record, Annotation):
            self.ask_for(entry)
        else:
            self.screen.ask(partial(self._ask, self.screen.noting.target(), None), "ask for tags")

    def ask_for(self, entry: Entry) -> None:
        """Ask for the tags of one note."""
        self.screen.ask(partial(self._ask, entry.target, entry), "ask for tags")

    async def _ask(self, target: Target, entry: Entry | None) -> None:
        notes = self.workspace.notes
        present = entry.codes if entry else self._present(target)
        about = target.label or "the cable"
        picker = Picker(
            f"Tag {about}",
            once(lambda: suggestions(notes.codes(), notes.usage(), present)),
            slow=True,
            hint=(
                "has " + " ".join(f"#{name}" for name in present) + " · -name takes one away · "
                if present
                else ""
            )
            + "commas between several · Tab completes",
            free=True,
            complete=completed,
        )
        answer = await self.pick(picker)
        if answer is None:
            return
        line = completed(answer.text, answer.value) if answer.value is not None else answer.text
        self.change(partial(self._apply, target, entry, line), "tag")

    def _present(self, target: Target) -> tuple[str, ...]:
        """Tags already given to exactly this target."""
        for entry in self.desk.entries:
            same = (entry.target.ordinal, entry.target.start, entry.target.end)
            if entry.kind == "code" and same == (target.ordinal, target.start, target.end):
                return entry.codes
        return ()

    async def _apply(self, target: Target, entry: Entry | None, line: str) -> None:
        asked = wish(line)
        if not asked.add and not asked.remove:
            return
        notes = self.workspace.notes
        if entry is not None:
            await self.wait(notes.set_codes, entry.id, asked.applied(entry.codes))
            select: str | None = entry.id
        else:
            made = await self.wait(notes.tag, target, asked.add, asked.remove)
            select = made.id if made else None
            self.screen.reader.clear_selection()
        if asked.add:
            self.desk.last_tag = ", ".join(asked.add)
        await self.screen.noting.reload(select)
        words = [*(f"#{name}" for name in asked.add), *(f"-#{name}" for name in asked.remove)]
        self.screen.say(f"Tagged {target.label or 'the cable'}: {' '.join(words)}")

    def repeat(self) -> None:
        """Give the last tags once more, here."""
        if not self.desk.last_tag:
            self.ask_here()
            return
        target = self.screen.noting.target()
        self.change(partial(self._apply, target, None, self.desk.last_tag), "repeat the last tag")
