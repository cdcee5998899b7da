"""Links between cables: the user's own, and the references the cables themselves make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.cable.model import Cable, ReferenceKind
from reader.cable.mrn import canonical
from reader.errors import CablesError
from reader.notes.model import RELATIONS, CrossReference, Target
from reader.tui.handlers.base import Doing, Handler
from reader.tui.screens.asking import Prompt
from reader.tui.screens.picker import Choice, Picker, Source, narrowed, once
from reader.tui.words import long_date, opening

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
        if named and all(choice.value != named for choice in choices) and not workspace.library.held([named]):
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
    """Drawing links and following references."""

    def commands(self) -> dict[str, Doing]:
        """Link, and references."""
        return {
            "link.make": lambda: self.ask(self._make, "draw a link"),
            "cable.references": lambda: self.ask(self._references, "list references"),
        }

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
        from reader.notes.anchoring import target_for

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
        picker = Picker("Relation", source, slow=True, hint="or a word of your own")
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

    async def _references(self) -> None:
        """The cables this one cites and those that cite it; choosing one opens it."""
        mrn, cable, workspace = self.desk.mrn, self.desk.cable, self.workspace
        if mrn is None or cable is None:
            return
        choices = await self.wait(references, workspace, mrn, cable)
        if not choices:
            self.screen.say(f"{mrn} cites no cable, and no cable here cites it.")
            return
        answer = await self.pick(
            Picker(
                f"References of {mrn}",
                narrowed(choices),
                hint="→ cited here · ← cites this one · Enter opens",
            )
        )
        if answer is not None and answer.value:
            await self._open(answer.value)

    async def _open(self, mrn: str) -> None:
        if await self.wait(self.workspace.library.held, [mrn]):
            self.screen.opening.open(mrn)
            return
        citing = await self.wait(self.workspace.library.citing, mrn)
        names = ", ".join(row.mrn for row in citing[:4])
        raise CablesError(f"{mrn} is not in this library", advice=f"Cited by {names}." if names else None)

    def follow(self, choices: Sequence[str], paragraph: int | None) -> None:
        """A reference in the text was followed; ``paragraph`` is the drafter's number, when it names one.

        Where it could mean several cables the user is asked.
        """
        self.ask(partial(self._follow, choices, paragraph), f"follow a reference to {choices[0]}")

    async def _follow(self, choices: Sequence[str], paragraph: int | None) -> None:
        mrn = choices[0]
        if len(choices) > 1:
            asked = await self.wait(_choices, self.workspace, choices)
            picker = Picker("Which one is meant?", narrowed(asked), hint="the reference leaves it open")
            answer = await self.pick(picker)
            if answer is None or not answer.value:
                return
            mrn = answer.value
        cable = await self.wait(self.workspace.cable, mrn)
        if cable is None:
            await self._open(mrn)
            return
        ordinal = (
            next((p.ordinal for p in cable.paragraphs if p.number == paragraph), None) if paragraph else None
        )
        self.screen.opening.open(mrn, ordinal=ordinal)


def _choices(workspace: Workspace, mrns: Sequence[str]) -> list[Choice]:
    """Each cable with its subject, where it is held; waits for the disk."""
    rows = ((mrn, workspace.library.row(mrn)) for mrn in mrns)
    return [row_choice(row) if row else Choice(mrn, mrn, "not held") for mrn, row in rows]


def references(workspace: Workspace, mrn: str, cable: Cable) -> list[Choice]:
    """Out, then in, each held one with its subject; waits for the disk."""
    library = workspace.library
    out: dict[str, str] = {}
    for reference in cable.references:
        if reference.kind is ReferenceKind.CABLE:
            for target in reference.candidates or ((reference.mrn,) if reference.mrn else ()):
                guess = " (year is a guess)" if reference.candidates else ""
                out.setdefault(target, f"REF {reference.letter or ''}".rstrip() + guess)
    for paragraph in cable.paragraphs:
        for link in paragraph.links:
            for target in link.mrns:
                out.setdefault(target, paragraph.label)
    out.pop(mrn, None)
    held = library.held(list(out))
    choices = []
    for target, where in out.items():
        row = library.row(target) if target in held else None
        detail = (row.subject or "") if row else "not held"
        choices.append(Choice(target, f"→ {target}", f"{where}  {detail}"))
    return choices + [row_choice(row, "← ") for row in library.citing(mrn)]
