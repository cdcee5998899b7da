"""The user's own links between cables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from reader.cable.addresses import parse_address
from reader.cable.model import Cable
from reader.cable.mrn import canonical
from reader.notes.model import RELATIONS, CrossReference, Target
from reader.notes.undo.step_wording import target_text
from reader.tui.core.controller import Action, Controller
from reader.tui.features.links.first_words import read_first_words
from reader.tui.ui.picker import Choice, Picker, Source, narrowed, once
from reader.tui.ui.prompt import Prompt
from reader.tui.ui.words import long_date, opening

if TYPE_CHECKING:
    from reader.library.listing import Row
    from reader.workspace import Workspace

WHOLE = "cable"


def row_choice(row: Row, arrow: str = "") -> Choice:
    """A cable of the library, as pickers show it."""
    day = long_date(row.date, row.estimated).strip()
    detail = "  ".join(part for part in (day, row.title or "") if part)
    return Choice(row.mrn, f"{arrow}{row.mrn}", detail, fold=True)


def cable_source(workspace: Workspace, cited: Sequence[str]) -> Source:
    """Cables by MRN and words of the subject; at first, those cited here. Waits for the disk."""

    def source(text: str) -> Sequence[Choice]:
        if not text.strip():
            cited_choices = [row_choice(row) for mrn in cited if (row := workspace.library.row(mrn))]
            return cited_choices or [row_choice(row) for row in workspace.library.complete("", 20)]
        choices = [row_choice(row) for row in workspace.library.complete(text, 40)]
        mrn = canonical(text)
        if mrn and all(choice.value != mrn for choice in choices) and not workspace.library.present([mrn]):
            choices.append(Choice(mrn, mrn, "not in library; Enter links to it anyway"))
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
        address = parse_address(text.strip())
        if address is None:
            return words(text)
        if address.occurrence > 1:
            exact = cable.paragraph_at(address)
            return [choices[exact.ordinal]] if exact else []
        typed = str(address)[1:]
        fitting = [one for one in cable.paragraphs if one.label[1:].startswith(typed)]
        fitting.sort(key=lambda one: one.number != address.number and one.label != str(address))
        return [choices[one.ordinal] for one in fitting]

    return source


def relation_source(own: Sequence[str]) -> Source:
    """The known relations, then those the user used before, then the text typed if it is neither."""
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


class LinkController(Controller):
    """Makes and changes links."""

    def commands(self) -> dict[str, Action]:
        """Link, and the outline of links."""
        return {
            "link.make": lambda: self.ask(self._make, "make a link"),
            "links.outline": lambda: self.ask(self._outline, "show the links"),
        }

    async def _make(self) -> None:
        """Ask for cable, paragraph, relation and comment; Esc at any of them makes no link."""
        source, workspace = self.services.notes.target(), self.workspace
        cited = [ref.mrn for ref in self.state.cable.references if ref.mrn] if self.state.cable else []
        ask = self.show_dialog
        to = await self.pick(
            Picker(
                f"Link {target_text(source)} to",
                cable_source(workspace, cited),
                slow=True,
                hint="MRN or words of the subject",
                nothing="No matches: type an MRN, or words of a subject.",
                peek=partial(read_first_words, workspace),
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
        comment = await ask(Prompt("Comment", hint="Enter skips it"))
        if comment is None:
            return
        self.change(partial(self._link, source, target, relation, comment.strip()), "make a link")

    async def _link(self, source: Target, target: Target, relation: str, comment: str) -> None:
        link = await self.wait(self.workspace.notes.link, source, target, relation, comment)
        self.services.page.clear_selection()
        await self.services.notes.reload(link.id)
        self.status.say(f"Linked {target_text(source)} to {target_text(target)}: {relation}")

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
        comment = await self.show_dialog(Prompt("Comment", link.comment))
        if comment is None:
            return
        self.change(partial(self._change, link.id, relation, comment.strip()), "change a link")

    async def _change(self, id: str, relation: str, comment: str) -> None:
        await self.wait(self.workspace.notes.edit_link, id, relation, comment)
        await self.services.notes.reload(id)
        self.status.say("Link changed.")

    async def _outline(self) -> None:
        mrn = self.state.mrn
        if mrn is not None:
            await self.wait(import_module, "reader.tui.features.links.outline_screen")
            from reader.tui.features.links.outline_screen import OutlineScreen

            await self.visit(await self.show_dialog(OutlineScreen(self.services, mrn)))
