"""Links of the user's own between cables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.cable.model import Cable
from reader.cable.mrn import canonical
from reader.notes.model import RELATIONS, CrossReference, Target
from reader.tui.core.controller import Doing, Handler
from reader.tui.ui.picker import Choice, Picker, Source, narrowed, once
from reader.tui.ui.prompt import Prompt
from reader.tui.ui.words import long_date, opening

if TYPE_CHECKING:
    from reader.library.listing import Row
    from reader.workspace import Workspace

WHOLE = "cable"


def row_choice(row: Row, arrow: str = "") -> Choice:
    """A held cable, as pickers show it."""
    day = long_date(row.date, row.estimated).strip()
    return Choice(row.mrn, f"{arrow}{row.mrn}", "  ".join(part for part in (day, row.subject or "") if part))


def cable_source(workspace: Workspace, cited: Sequence[str]) -> Source:
    """Cables by MRN and words of the subject; those cited here while nothing is typed. Waits for the disk."""

    def source(text: str) -> Sequence[Choice]:
        if not text.strip():
            text_choices = [row_choice(row) for mrn in cited if (row := workspace.library.row(mrn))]
            return text_choices or [row_choice(row) for row in workspace.library.complete("", 20)]
        choices = [row_choice(row) for row in workspace.library.complete(text, 40)]
        named = canonical(text)
        if (
            named
            and all(choice.value != named for choice in choices)
            and not workspace.library.present([named])
        ):
            choices.append(Choice(named, named, "not held; Enter links to it anyway"))
        return choices

    return source


def paragraph_source(cable: Cable) -> Source:
    """The whole cable, then its paragraphs by number or words."""
    choices = [Choice(WHOLE, "the whole cable")]
    choices += [
        Choice(
            str(paragraph.ordinal),
            paragraph.label + (f" ({paragraph.portion.normal})" if paragraph.portion else ""),
            opening(paragraph.text, 70),
        )
        for paragraph in cable.paragraphs
    ]
    words = narrowed(choices)

    def source(text: str) -> Sequence[Choice]:
        number = re.fullmatch(r"\s*[¶§]?\s*(\d{1,4})\s*", text)
        if not number:
            return words(text)
        label = f"{int(number[1])}"
        exact = [c for c in choices if re.match(rf"[¶§]{label}\b", c.text)]
        longer = [c for c in choices if re.match(rf"[¶§]{label}\d", c.text)]
        return [*exact, *longer]

    return source


def relation_source(own: Sequence[str]) -> Source:
    """The known relations, the user's own words after them, and what is typed where it is neither."""
    known = [Choice(word, word, f"there: {back}") for word, back in RELATIONS.items()]
    known.sort(key=lambda choice: choice.value != "see also")
    words = narrowed([*known, *(Choice(word, word, "used before") for word in own if word not in RELATIONS)])

    def source(text: str) -> Sequence[Choice]:
        fitting = list(words(text))
        typed = " ".join(text.split())
        if typed and all(choice.value != typed for choice in fitting):
            fitting.append(Choice(typed, typed, "a word of your own"))
        return fitting

    return source


class Linking(Handler):
    """Drawing links, and changing them."""

    def commands(self) -> dict[str, Doing]:
        """One command."""
        return {"link.make": lambda: self.ask(self._make, "draw a link")}

    async def _make(self) -> None:
        """Cable, paragraph, relation, comment; Esc at any of them draws no link."""
        source, workspace = self.screen.noting.target(), self.workspace
        cited = [ref.mrn for ref in self.desk.cable.references if ref.mrn] if self.desk.cable else []
        ask = self.screen.app.push_screen_wait
        here = f"{source.mrn} {source.label}".rstrip()
        to = await self.pick(
            Picker(
                f"Link {here} to",
                cable_source(workspace, cited),
                slow=True,
                hint="MRN or words of the subject",
                nothing="No cable fits: type an MRN, or words of a subject.",
            )
        )
        if to is None or to.value is None:
            return
        cable = await self.wait(workspace.cable, to.value)
        target: Target | None = Target(mrn=to.value)
        if cable is not None:
            target = await self._paragraph(to.value, cable)
        if target is None:
            return
        relation = await self._relation("see also")
        if relation is None:
            return
        comment = await ask(Prompt("Comment", hint="Enter leaves it empty"))
        if comment is None:
            return
        self.change(partial(self._link, source, target, relation, comment.strip()), "draw a link")

    async def _link(self, source: Target, target: Target, relation: str, comment: str) -> None:
        link = await self.wait(self.workspace.notes.link, source, target, relation, comment)
        self.screen.reader.clear_selection()
        await self.screen.noting.reload(link.id)
        self.screen.say(f"Linked to {target.mrn} {target.label}".rstrip() + f": {relation}")

    async def _paragraph(self, mrn: str, cable: Cable) -> Target | None:
        from reader.notes.anchoring.anchor import target_for

        answer = await self.pick(
            Picker(
                f"To which paragraph of {mrn}",
                paragraph_source(cable),
                hint="a number, words, or Enter for the whole cable",
            )
        )
        if answer is None or answer.value is None:
            return None
        ordinal = None if answer.value == WHOLE else int(answer.value)
        return target_for(cable, ordinal, mrn=mrn)

    async def _relation(self, text: str) -> str | None:
        source = once(lambda: relation_source(self._own_relations()))
        picker = Picker("Relation", source, slow=True, hint="or your own: confirms / confirmed by")
        answer = await self.pick(picker)
        return answer.value or text if answer is not None else None

    def _own_relations(self) -> list[str]:
        return sorted({link.relation for link in self.workspace.notes.cross_references()} - set(RELATIONS))

    def edit(self, link: CrossReference) -> None:
        """Ask for another relation and comment."""
        self.ask(partial(self._edit, link), "edit a link")

    async def _edit(self, link: CrossReference) -> None:
        relation = await self._relation(link.relation)
        if relation is None:
            return
        comment = await self.screen.app.push_screen_wait(Prompt("Comment", link.comment))
        if comment is None:
            return
        self.change(partial(self._change, link.id, relation, comment.strip()), "change a link")

    async def _change(self, id: str, relation: str, comment: str) -> None:
        await self.wait(self.workspace.notes.edit_link, id, relation, comment)
        await self.screen.noting.reload(id)
        self.screen.say("Link changed.")
