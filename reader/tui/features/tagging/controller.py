"""The user's tags: a picker of codes already used, and repeating the last tags."""

from __future__ import annotations

from functools import partial

from reader.notes.model import Annotation, Target
from reader.notes.undo.step_wording import tagged_message, target_text
from reader.tui.core.cable.note_entries import Entry
from reader.tui.core.controller import Action, Controller
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import ArgumentAction
from reader.tui.core.tag_line import as_tags, complete_tags, parse_tags, tag_source
from reader.tui.ui.picker import Picker, once


class TaggingController(Controller):
    """Tags words, paragraphs, cables and notes."""

    def commands(self) -> dict[str, Action]:
        """Tag and tag again."""
        return {"tag.edit": self.ask_here, "tag.repeat": self.repeat}

    def arguments(self) -> dict[str, ArgumentAction]:
        """The tags may be given."""
        return {"tag.edit": self.tag_here}

    def tag_here(self, line: str) -> None:
        """Give and take the tags of a line, such as ``+a -b``: where ``t`` would."""
        entry = self._current_note()
        target = entry.target if entry is not None else self.services.notes.target()
        self.change(partial(self._apply, target, entry, as_tags(line)), "tag")

    def ask_here(self) -> None:
        """Ask for tags: for the selected entry in the notes panel, else for the reader's target."""
        if (entry := self._current_note()) is not None:
            self.edit(entry)
        else:
            self.ask(partial(self._ask, self.services.notes.target(), None), "ask for codes")

    def _current_note(self) -> Entry | None:
        """The note under the cursor of the notes panel, if that has the focus."""
        entry = self.services.notes.current_entry
        is_note = entry is not None and isinstance(entry.record, Annotation)
        return entry if is_note and self.state.active is Pane.NOTES else None

    def edit(self, entry: Entry) -> None:
        """Ask for the tags of one note."""
        self.ask(partial(self._ask, entry.target, entry), "ask for codes")

    async def _ask(self, target: Target, entry: Entry | None) -> None:
        notes = self.workspace.notes
        present = entry.codes if entry else self._present(target)
        picker = Picker(
            f"Tag {target_text(target)}",
            once(lambda: tag_source(notes.codes(), notes.usage(), present)),
            slow=True,
            hint=(
                "has " + " ".join(f"#{name}" for name in present) + " · -name removes one · "
                if present
                else ""
            )
            + "separate with commas · Tab completes",
            free=True,
            complete=complete_tags,
        )
        answer = await self.pick(picker)
        if answer is None:
            return
        line = complete_tags(answer.text, answer.value) if answer.value is not None else answer.text
        self.change(partial(self._apply, target, entry, line), "tag")

    def _present(self, target: Target) -> tuple[str, ...]:
        """Tags already given to exactly this target."""
        for entry in self.state.entries:
            same = (entry.target.ordinal, entry.target.start, entry.target.end)
            if entry.kind == "code" and same == (target.ordinal, target.start, target.end):
                return entry.codes
        return ()

    async def _apply(self, target: Target, entry: Entry | None, line: str) -> None:
        tags = parse_tags(line)
        if not tags.add and not tags.remove:
            return
        notes = self.workspace.notes
        if entry is not None:
            await self.wait(notes.set_codes, entry.id, tags.applied(entry.codes))
            select: str | None = entry.id
        else:
            made = await self.wait(notes.tag, target, tags.add, tags.remove)
            select = made.id if made else None
            self.services.page.clear_selection()
        if tags.add:
            self.state.last_tag = ", ".join(tags.add)
        await self.services.notes.reload(select)
        self.status.say(tagged_message(target, tags.add, tags.remove))

    def repeat(self) -> None:
        """Give the last tags again, here."""
        if not self.state.last_tag:
            self.ask_here()
            return
        target = self.services.notes.target()
        self.change(partial(self._apply, target, None, self.state.last_tag), "repeat the last code")
