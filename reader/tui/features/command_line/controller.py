"""The command line: asks for a line, understands it, and runs the command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial

from reader.config.settings import COLUMNS, THEMES
from reader.errors import CablesError, UsageError
from reader.library.order import Order
from reader.tui.commands.arguments import ARGUMENTS, STYLES_IN_WORDS, Kind
from reader.tui.commands.model import Where
from reader.tui.core.controller import Action, Controller
from reader.tui.core.lines import line_history
from reader.tui.core.lines.command_prompt import CommandPrompt
from reader.tui.core.lines.line_history import Recall, history_file
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import ArgumentAction
from reader.tui.features.command_line.completing import Source, Word, complete, is_name, paths, starting_with
from reader.tui.features.command_line.typed_line import check_words, paragraph_number, parse
from reader.tui.ui.words import count, folded
from reader.workspace import Workspace

MOST_CABLES = 40
"""Cables offered for the beginning of a number."""
PANES = {Where.LIST: Pane.LIST, Where.READER: Pane.READER, Where.NOTES: Pane.NOTES}
"""The pane that a command of one pane needs to have the focus."""
_PLACE = re.compile(r"(.*?)(?:[¶§#]\s*(\d{1,4}))?", re.DOTALL)


class CommandLineController(Controller):
    """Commands by name."""

    actions: Mapping[str, ArgumentAction] = {}
    """What each command does with the words after its name; filled in when all controllers are there."""

    def commands(self) -> dict[str, Action]:
        """The line itself, and opening a cable by its number, which asks for it in the line."""
        return {
            "command.line": lambda: self.ask(self._ask, "ask for a command"),
            "cable.open": lambda: self.ask(partial(self._ask, "open "), "ask for a cable"),
        }

    def arguments(self) -> dict[str, ArgumentAction]:
        """A cable by its number."""
        return {"cable.open": lambda text: self.start(partial(self._open, text), "open", "open a cable")}

    async def _ask(self, text: str = "") -> None:
        path = history_file("commands")
        earlier = Recall(await self.wait(line_history.load, path))
        sources = self._sources()
        prompt = CommandPrompt(
            ":",
            earlier,
            text=text,
            hint="a command; Tab completes",
            quick=lambda line: complete(line, {}) if is_name(line) else None,
            completions=lambda line: complete(line, sources),
            check=self._problem,
        )
        line = await self.show_dialog(prompt)
        if line is None:
            return
        with suppress(OSError):  # a line to be remembered is no work
            await self.wait(line_history.add, path, line)
        # This question is over then: the command may ask another one.
        self.services.tasks.call_later(self.run, line)

    def run(self, line: str) -> None:
        """Run a line; a number goes to that paragraph."""
        try:
            if (number := paragraph_number(line)) is not None:
                self._go_to_paragraph(number)
                return
            typed = parse(line)
            pane = PANES.get(typed.command.where)
            if pane is not None and pane is not self.state.active:
                self.services.panes.activate(pane)
            if not typed.words:
                self.services.commands.run_command(typed.command.id)
            elif (refusal := self.services.commands.refusal(typed.command.id)) is not None:
                self.status.say(refusal)
            else:
                self.actions[typed.command.id](typed.words)
        except CablesError as error:
            self.status.trouble(error)

    def _problem(self, line: str) -> str:
        """What is wrong with a line before it is run; empty if nothing is."""
        try:
            if (number := paragraph_number(line)) is not None:
                self._check_paragraph(number)
                return ""
            typed = parse(line)
            if typed.words:
                kind = ARGUMENTS[typed.command.id].kind
                check_words(kind, typed.words, self._known(kind))
        except UsageError as error:
            return str(error).replace("\n", ". ")
        return ""

    def _go_to_paragraph(self, number: int) -> None:
        self._check_paragraph(number)
        self.services.page.go_to_number(number)
        self.services.panes.activate(Pane.READER)

    def _check_paragraph(self, number: int) -> None:
        """Raise UsageError if the open cable has no such paragraph."""
        cable = self.state.cable
        if cable is None:
            raise UsageError("No cable is open", advice="Open one first, for example with :open MRN.")
        if not any(number in (each.number, each.ordinal) for each in cable.paragraphs):
            raise UsageError(
                f"{self.state.mrn} has no paragraph {number}",
                advice=f"It has {count(len(cable.paragraphs), 'paragraph')}.",
            )

    def _known(self, kind: Kind) -> list[str]:
        if kind is Kind.THEME:
            return [*THEMES, *self.state.settings.config.themes]
        if kind is Kind.ORDER:
            return [order.value for order in Order]
        return list(COLUMNS) if kind is Kind.COLUMNS else []

    # Completing

    def _sources(self) -> dict[Kind, Source]:
        """Where the words of each kind come from; called in a thread."""
        workspace = self.state.workspace
        sources = {
            kind: starting_with((word, "") for word in self._known(kind))
            for kind in (Kind.THEME, Kind.ORDER, Kind.COLUMNS)
        }
        styles = starting_with(STYLES_IN_WORDS.items())
        sources[Kind.EXPORT] = lambda start: [*styles(start), *paths(start, folders_only=True)]
        sources[Kind.PATH] = paths
        if workspace is not None:
            sources[Kind.TAGS] = partial(_tags, workspace)
            sources[Kind.CABLE] = partial(_cables, workspace)
            sources[Kind.QUERY] = partial(_queries, workspace)
        return sources

    # Opening a cable

    async def _open(self, text: str) -> None:
        """Open a cable by its number, at a paragraph if one is given. Raises CablesError."""
        found = _PLACE.fullmatch(text.strip())
        number, paragraph = found.groups() if found else (text, None)
        workspace = self.workspace
        mrn = await self.wait(workspace.mrn_of, number.strip())
        ordinal = None
        if paragraph is not None:
            cable = await self.wait(workspace.cable, mrn)
            fitting = (
                [each.ordinal for each in cable.paragraphs if each.number == int(paragraph)] if cable else []
            )
            if not fitting:
                raise UsageError(f"{mrn} has no paragraph {paragraph}", advice="Open it without one.")
            ordinal = fitting[0]
        await self.services.cables.go(mrn, ordinal=ordinal)


def _tags(workspace: Workspace, start: str) -> Iterable[Word]:
    usage, wanted = workspace.notes.usage(), folded(start.strip())
    codes = sorted(workspace.notes.codes(), key=lambda code: (-usage.get(code.id, 0), folded(code.name)))
    names = [(code.name, count(usage.get(code.id, 0), "passage")) for code in codes]
    return sorted(
        (name for name in names if wanted in folded(name[0])),
        key=lambda name: not folded(name[0]).startswith(wanted),
    )


def _cables(workspace: Workspace, start: str) -> Iterable[Word]:
    return [(row.mrn, row.title or "") for row in workspace.library.complete(start.strip(), MOST_CABLES)]


def _queries(workspace: Workspace, start: str) -> Iterable[Word]:
    from reader.notes.reports.saved_queries import saved_queries

    wanted = folded(start.strip())
    saved = saved_queries(workspace.notes)
    return [(one.query, one.name) for one in saved if wanted in folded(f"{one.query} {one.name}")]
