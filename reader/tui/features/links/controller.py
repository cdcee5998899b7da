"""The user's own links between cables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module

from reader.cable.addresses import parse_address
from reader.cable.model import Cable
from reader.notes.model import RELATIONS, CrossReference, Target
from reader.notes.undo.step_wording import target_text
from reader.tui.core.cable.cable_choices import HINT, NOTHING, cable_source
from reader.tui.core.cable.first_words import read_first_words
from reader.tui.core.controller import Action, Controller
from reader.tui.core.questions import Outcome, ask_in_turn, outcome
from reader.tui.ui.picker import Choice, Picker, Source, narrowed, once
from reader.tui.ui.prompt import Prompt
from reader.tui.ui.words import opening

WHOLE = "cable"


@dataclass
class LinkDraft:
    """A link that is being made or changed: what was answered so far."""

    source: Target
    target: Target = field(default_factory=lambda: Target(mrn=""))
    """Without a number until a cable is chosen."""
    cable: Cable | None = None
    """Of the target; None where the library lacks it."""
    typed: str = ""
    """The line with which the cable was found."""
    relation: str = "see also"
    comment: str = ""


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
    known = [
        Choice(word, word, f"from there: {back}" if back != word else "") for word, back in RELATIONS.items()
    ]
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
        """Ask for cable, paragraph, relation and comment; Esc goes one question back, from the first away."""
        draft = LinkDraft(self.services.notes.target())
        steps = (self._ask_cable, self._ask_paragraph, self._ask_relation, self._ask_comment)
        if await ask_in_turn([partial(step, draft) for step in steps]):
            self.change(partial(self._link, draft), "make a link")

    async def _link(self, draft: LinkDraft) -> None:
        source, target, relation = draft.source, draft.target, draft.relation
        link = await self.wait(self.workspace.notes.link, source, target, relation, draft.comment)
        self.services.page.clear_selection()
        await self.services.notes.reload(link.id)
        self.status.say(f"Linked {target_text(source)} to {target_text(target)}: {relation}")

    async def _ask_cable(self, draft: LinkDraft) -> Outcome:
        answer = await self.pick(
            Picker(
                f"Link {target_text(draft.source)} to",
                cable_source(self.workspace, draft.source.mrn, linking=True),
                text=draft.typed,
                chosen=draft.target.mrn,
                slow=True,
                hint=HINT,
                nothing=NOTHING,
                peek=partial(read_first_words, self.workspace),
            )
        )
        if answer is not None and answer.value is not None and answer.value != draft.target.mrn:
            draft.target = Target(mrn=answer.value)
            draft.cable = await self.wait(self.workspace.cable, answer.value)
        draft.typed = answer.text if answer is not None else ""
        return outcome(answer)

    async def _ask_paragraph(self, draft: LinkDraft) -> Outcome:
        from reader.notes.anchoring.anchor import target_for

        cable, mrn = draft.cable, draft.target.mrn
        if cable is None:
            return Outcome.SKIPPED
        answer = await self.pick(
            Picker(
                f"Paragraph of {mrn}",
                paragraph_source(cable),
                chosen=str(draft.target.ordinal or WHOLE),
                back=True,
                hint="a number, words, or Enter for the whole cable",
            )
        )
        if answer is not None and answer.value is not None:
            ordinal = None if answer.value == WHOLE else int(answer.value)
            draft.target = target_for(cable, ordinal, mrn=mrn)
        return outcome(answer)

    async def _ask_relation(self, draft: LinkDraft, *, back: bool = True) -> Outcome:
        source = once(lambda: relation_source(self._own_relations()))
        hint = "or your own: confirms / confirmed by"
        picker = Picker("Relation", source, chosen=draft.relation, back=back, slow=True, hint=hint)
        answer = await self.pick(picker)
        draft.relation = (answer.value if answer is not None else None) or draft.relation
        return outcome(answer)

    async def _ask_comment(self, draft: LinkDraft) -> Outcome:
        answer = await self.show_dialog(Prompt("Comment", draft.comment, hint="Enter skips it", back=True))
        draft.comment = answer.strip() if answer is not None else draft.comment
        return outcome(answer)

    def _own_relations(self) -> list[str]:
        return sorted({link.relation for link in self.workspace.notes.cross_references()} - set(RELATIONS))

    def edit(self, link: CrossReference) -> None:
        """Ask for another relation and comment."""
        self.ask(partial(self._edit, link), "edit a link")

    async def _edit(self, link: CrossReference) -> None:
        draft = LinkDraft(link.source, link.target, relation=link.relation, comment=link.comment)
        if await ask_in_turn(
            [partial(self._ask_relation, draft, back=False), partial(self._ask_comment, draft)]
        ):
            self.change(partial(self._change, link.id, draft.relation, draft.comment), "change a link")

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
