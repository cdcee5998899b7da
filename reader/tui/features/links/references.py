"""References from and to a cable, also to cables not in the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from reader.cable.model import Cable, Paragraph, ReferenceKind
from reader.errors import CablesError
from reader.terminal_text import safe_line
from reader.tui.core.cable.cable_choices import row_choice
from reader.tui.core.cable.first_words import read_first_words
from reader.tui.core.controller import Action, Controller
from reader.tui.core.pane_layout import Pane
from reader.tui.ui.picker import Choice, Picker, narrowed
from reader.tui.ui.words import opening

if TYPE_CHECKING:
    from reader.library.discovery.reference_graph import Citation
    from reader.workspace import Workspace

MOST_READ = 40
"""Citing cables that are read at most, to show which of their paragraphs cites."""
BEFORE, EXCERPT = 24, 72
"""Characters shown before a citation, and in all."""


NOT_A_CABLE = "This reference is not a cable: there is nothing to open."


class ReferenceLine(NamedTuple):
    """A line of the list of references, and where it leads."""

    choice: Choice
    mrn: str
    """Empty for a reference that is not a cable."""
    ordinal: int | None = None
    start: int | None = None
    """Offset in the clean text of the paragraph."""
    number: int | None = None
    """The drafter's number of the paragraph that is cited; it is looked up when the cable is read."""


class ReferenceController(Controller):
    """Lists references, and follows those in the text."""

    def commands(self) -> dict[str, Action]:
        """References, and cables that are missing."""
        return {
            "cable.references": lambda: self.ask(self._references, "list references"),
            "ghosts": lambda: self.ask(self._ghosts, "list missing cables"),
        }

    async def _ghosts(self) -> None:
        """List the cables that are cited but not in the library."""
        await self.wait(import_module, "reader.tui.features.links.ghosts_screen")
        from reader.tui.features.links.ghosts_screen import GhostsScreen

        query = await self.show_dialog(GhostsScreen(self.services))
        if query is not None:
            self.services.panes.activate(Pane.LIST)
            self.services.results.query(query)

    # References

    async def _references(self) -> None:
        """Let the user choose among the cables cited, the places where they are, and the cables citing."""
        mrn, cable = self.state.mrn, self.state.cable
        if mrn is None or cable is None:
            return
        lines = await self.wait(
            lambda: [*outgoing(self.workspace, mrn, cable), *incoming(self.workspace, mrn)]
        )
        if not lines:
            self.status.say(f"{mrn} cites no cable, and no cable here cites it.")
            return
        hint = "→ cited here · ¶ where · ← cites this one"
        await self._choose(f"References of {mrn}", lines, hint)

    async def _choose(self, title: str, lines: Sequence[ReferenceLine], hint: str) -> None:
        choices = [line.choice for line in lines]
        workspace = self.workspace
        line_of = {line.choice.value: line for line in lines}

        def peek(value: str) -> str:
            _, mrn, ordinal, start, number = line_of[value]
            return NOT_A_CABLE if not mrn else read_first_words(workspace, mrn, ordinal, number, start)

        answer = await self.pick(Picker(title, narrowed(choices), hint=hint, peek=peek))
        if answer is None or answer.value is None:
            return
        _, mrn, ordinal, start, number = line_of[answer.value]
        if not mrn:
            self.status.say(NOT_A_CABLE)
            return
        await self._open(mrn, ordinal, start, number)

    async def _open(
        self, mrn: str, ordinal: int | None = None, start: int | None = None, number: int | None = None
    ) -> None:
        """Open a cable; if it is not in the library, let the user choose among those that cite it."""
        cable = await self.wait(self.workspace.cable, mrn)
        if cable is not None:
            if ordinal is None and number is not None:
                numbered = [one for one in cable.paragraphs if one.number == number]
                ordinal = await self._which(mrn, numbered) if numbered else None
                if numbered and ordinal is None:
                    return
            self.services.cables.open(mrn, ordinal=ordinal, start=start)
            return
        lines = await self.wait(lambda: list(incoming(self.workspace, mrn)))
        if not lines:
            raise CablesError(f"{mrn} is not in this library")
        hint = "This cable is not in your library: these cite it"
        await self._choose(f"Who cites {mrn}", lines, hint)

    async def _which(self, mrn: str, numbered: Sequence[Paragraph]) -> int | None:
        """The ordinal of the paragraph with a number; the user is asked where the drafter used it twice."""
        if len(numbered) == 1:
            return numbered[0].ordinal
        choices = [
            Choice(str(one.ordinal), one.label, opening(one.text, EXCERPT), fold=True) for one in numbered
        ]
        title = f"{mrn} has {len(numbered)} paragraphs {numbered[0].number}"
        answer = await self.pick(Picker(title, narrowed(choices), hint="the reference does not say which"))
        return int(answer.value) if answer is not None and answer.value else None

    def follow(self, choices: Sequence[str], paragraph: int | None) -> None:
        """Follow a reference in the text. The user is asked if it could mean several cables.

        ``paragraph`` is the drafter's paragraph number, if the reference names one.
        """
        self.ask(partial(self._follow, choices, paragraph), f"follow a reference to {choices[0]}")

    async def _follow(self, choices: Sequence[str], paragraph: int | None) -> None:
        mrn = choices[0]
        if len(choices) > 1:
            candidates = await self.wait(_ambiguous, self.workspace, choices)
            picker = Picker(
                "Which one is meant?", narrowed(candidates), hint="the reference does not say which"
            )
            answer = await self.pick(picker)
            if answer is None or not answer.value:
                return
            mrn = answer.value
        await self._open(mrn, number=paragraph)


def _ambiguous(workspace: Workspace, mrns: Sequence[str]) -> list[Choice]:
    """Each cable, with its subject if it is in the library; waits for the disk."""
    rows = ((mrn, workspace.library.row(mrn)) for mrn in mrns)
    return [row_choice(row) if row else Choice(mrn, mrn, "not in library") for mrn, row in rows]


def outgoing(workspace: Workspace, mrn: str, cable: Cable) -> Iterator[ReferenceLine]:
    """Each cable this one cites, with its subject or how many cite it; below it, each place in the text.

    What it cites beside cables comes last. Waits for the disk.
    """
    cited: dict[str, str] = {}
    others: list[ReferenceLine] = []
    for reference in cable.references:
        letter = f"REF {reference.letter or ''}".rstrip()
        if not reference.mrn and not reference.candidates:
            choice = Choice(f"{len(others)} {letter}", f"  {letter}", safe_line(reference.printed), fold=True)
            others.append(ReferenceLine(choice, ""))
        if reference.kind is ReferenceKind.CABLE:
            for target in reference.candidates or ((reference.mrn,) if reference.mrn else ()):
                guess = " (year is a guess)" if reference.candidates else ""
                cited.setdefault(target, letter + guess)
    places: dict[str, list[tuple[Paragraph, int]]] = {}
    numbers: dict[str, int] = {}
    for paragraph in cable.paragraphs:
        for link in paragraph.links:
            for target in dict.fromkeys((*link.mrns, *link.candidates)):
                cited.setdefault(target, "")
                places.setdefault(target, []).append((paragraph, link.span.start))
                if link.paragraphs:
                    numbers.setdefault(target, link.paragraphs[0])
    cited.pop(mrn, None)
    present = workspace.library.present(list(cited))
    for target, where in cited.items():
        row = workspace.library.row(target) if target in present else None
        subject = (row.title or "") if row else _absent(workspace, target)
        number = numbers.get(target)
        where = f"{where} ¶{number}".strip() if number is not None else where
        detail = "  ".join(part for part in (where, subject) if part)
        choice = Choice(f"→ {target}", f"→ {target}", detail, fold=True)
        yield ReferenceLine(choice, target, number=number)
        for paragraph, start in places.get(target, ()):
            key = f"{target} {paragraph.ordinal} {start}"
            around = _excerpt(paragraph.text, start)
            yield ReferenceLine(Choice(key, f"    {paragraph.label}", around), mrn, paragraph.ordinal, start)
    yield from others


def _excerpt(text: str, start: int) -> str:
    """The words around a place, starting with a whole one."""
    begin = max(start - BEFORE, 0)
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    return f"{'…' if begin else ''}{opening(text[begin:], EXCERPT)}"


def _absent(workspace: Workspace, mrn: str) -> str:
    citing = len(workspace.library.citing(mrn))
    return f"not in library, cited by {citing:,}" if citing > 1 else "not in library"


def incoming(workspace: Workspace, mrn: str) -> Iterator[ReferenceLine]:
    """The cables that cite one, whether or not it is in the library itself; waits for the disk."""
    from reader.library.discovery.reference_graph import citations_of

    found = citations_of(workspace.library, mrn)
    for citation in found:
        where = _places(workspace, citation) if len(found) <= MOST_READ else ""
        subject = (citation.row.title or "") if citation.row else ""
        detail = "  ".join(
            part for part in (where, "" if citation.sure else "(year is a guess)", subject) if part
        )
        first = citation.paragraphs[0] if citation.paragraphs else None
        choice = Choice(f"← {citation.mrn}", f"← {citation.mrn}", detail, fold=True)
        yield ReferenceLine(choice, citation.mrn, first)


def _places(workspace: Workspace, citation: Citation) -> str:
    """``REF B ¶4 ¶9``, with the paragraph numbers of the citing cable."""
    cable = workspace.cable(citation.mrn) if citation.paragraphs else None
    cited = (cable.paragraph(ordinal) for ordinal in citation.paragraphs) if cable else ()
    letters = [f"REF {letter}" for letter in citation.letters]
    return " ".join([*letters, *(paragraph.label for paragraph in cited if paragraph)])
