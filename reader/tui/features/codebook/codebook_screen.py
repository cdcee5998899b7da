"""The codebook: the codes as a tree with their counts, and the commands on a code as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from reader.notes.codebook import operations
from reader.notes.codebook.colours import COLOURS, hex_of
from reader.tui.commands.table import Command
from reader.tui.core.controller import Action
from reader.tui.core.records.common_commands import all_but, bindings_of
from reader.tui.core.records.over_time import OVER_TIME, code_over_time
from reader.tui.features.codebook.code_files import CodebookFiles
from reader.tui.features.codebook.code_tree import Branch, branch_line, branches, describe_code
from reader.tui.features.codebook.passages_screen import PassagesScreen
from reader.tui.ui.picker import Choice, Picker, narrowed
from reader.tui.ui.prompt import Key, Keys, Question
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count


class CodebookScreen(CodebookFiles):
    """The tree at the left, the details of the current code beside it."""

    NAME = "Codebook"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Passages under the code", "Each with its cable and paragraph.",
                hint="passages"),
        Command("new", ("n",), "New code", "At the level of the selected one.", hint="new"),
        Command("new_below", ("N",), "New code under this one", ""),
        Command("rename", ("r",), "Rename", "Everywhere; the old name becomes an alias.", hint="rename"),
        Command("define", ("e",), "Definition", "What the code means.", hint="define"),
        Command("colour", ("c",), "Colour", "", hint="colour"),
        Command("aliases", ("a",), "Other names", "Aliases, which find the code too; separate with commas.",
                hint="names"),
        Command("move", ("v",), "Move under another code", "Or to the top level.", hint="move"),
        Command("merge", ("m",), "Merge into another code",
                "Its passages get the other code; its names become aliases.", hint="merge"),
        Command("split", ("s",), "Split", "Mark passages and give them a new code instead.", hint="split"),
        Command("delete", ("d",), "Delete everywhere", "From all passages and from the codebook.",
                hint="delete"),
        Command("find", ("/",), "Find a code", "", hint="find"),
        Command("save", ("x",), "Save the codebook", "As REFI-QDA (.qdc) or CSV (.csv)."),
        Command("load", ("i",), "Import a codebook",
                "From a .qdc or .csv file; shows what would change and asks."),
        OVER_TIME,
        Command("undo", ("u",), "Undo the last change to the notes", "Even after a restart.", hint="undo"),
    )  # fmt: skip
    CHANGES: ClassVar[frozenset[str]] = all_but(KEYS, "open", "find", "over_time")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    _branches: Sequence[Branch] = ()
    _together: Mapping[str, Counter[str]] = {}
    """How often other codes occur with each code shown so far, by id."""

    def read(self) -> list[Branch]:
        """The tree with its counts."""
        return branches(self.workspace.notes)

    def show_records(self, found: list[Branch]) -> None:
        """Show the tree."""
        self._branches, self._together = found, {}
        self.show_heading(f"Codebook · {count(len(found), 'code')}")
        self.rows.notice = "No codes yet. t tags a paragraph in the reader; n creates a code here."
        shapes = [Shape(branch.code.id) for branch in found]
        self.rows.show(shapes, lambda at, width: [branch_line(self._branches[at], width)])

    def is_available(self, id: str) -> bool:
        """Most commands need a code."""
        own = {command.id for command in self.KEYS} - {"new", "undo", "load"}
        return id not in own or self.branch is not None

    @property
    def branch(self) -> Branch | None:
        """The current code."""
        at = self.rows.cursor
        return self._branches[at] if at < len(self._branches) else None

    def actions(self) -> dict[str, Action]:
        """The commands on a code."""
        questions = {
            "new": self._new,
            "new_below": self._new_below,
            "rename": self._rename,
            "define": self._define,
            "colour": self._colour,
            "aliases": self._aliases,
            "move": self._move,
            "merge": self._merge,
            "delete": self._delete,
            "find": self._find,
            "save": self._save,
            "load": self._load,
        }
        actions: dict[str, Action] = {id: partial(self.ask, work, id) for id, work in questions.items()}
        return actions | {"open": self._open, "split": self._split, "over_time": self._over_time}

    # The current code

    def cursor_moved(self) -> None:
        """Show its details; the codes that occur with it follow when they are counted."""
        branch = self.branch
        if branch is None:
            self.show_detail(Content())
            return
        self.show_detail(self._describe(branch))
        if branch.code.id not in self._together and branch.own:
            self.start(partial(self._count, branch), "together", "count the codes that occur with one")

    async def _count(self, branch: Branch) -> None:
        found = await self.wait(operations.co_occurring, self.workspace.notes, branch.code.id)
        self._together = {**self._together, branch.code.id: found}
        if branch is self.branch:
            self.show_detail(self._describe(branch))

    def _describe(self, branch: Branch) -> Content:
        together = self._together.get(branch.code.id)
        return describe_code(branch, self._branches, together, coloured=not self.app.native_ansi_color)

    # Making and changing codes

    async def _new(self) -> None:
        await self._ask_name(self.branch.code.parent if self.branch else None)

    async def _new_below(self) -> None:
        await self._ask_name(self.branch.code.id if self.branch else None)

    async def _ask_name(self, parent: str | None) -> None:
        name = await self._prompt("New code", hint="its name")
        if name:
            self.change(partial(self._create, name, parent), "a new code")

    async def _create(self, name: str, parent: str | None) -> None:
        code = await self.wait(operations.create, self.workspace.notes, name, parent=parent)
        await self.load(code.id)
        self.say(f'New code "{name}". e defines it.')

    async def _rename(self) -> None:
        if (branch := self.branch) is not None:
            code = branch.code
            name = await self._prompt("Rename to", code.name)
            if name and name != code.name:
                self._change_codebook(f'"{code.name}" is now "{name}".', operations.rename, code.id, name)

    async def _define(self) -> None:
        if (branch := self.branch) is not None:
            code = branch.code
            text = await self._prompt(f"{code.name} means", code.definition)
            if text is not None and text != code.definition:
                self._change_codebook(
                    "Defined.", operations.describe, code.id, definition=text, colour=code.colour
                )

    async def _colour(self) -> None:
        if (branch := self.branch) is None:
            return
        code = branch.code
        choices = [Choice(value, name) for name, value in COLOURS.items()]
        choices.insert(0, Choice("", "none"))
        picker = Picker(f"Colour of {code.name}", narrowed(choices), free=True, hint="or #rrggbb")
        answer = await self.pick(picker)
        if answer is None:
            return
        colour = answer.value if answer.value is not None else hex_of(answer.text)
        if colour is None:
            self.problem("Choose a colour from the list, or write it like #2f62a8.")
            return
        self._change_codebook(
            "Coloured.", operations.describe, code.id, definition=code.definition, colour=colour
        )

    async def _aliases(self) -> None:
        if (branch := self.branch) is not None:
            code = branch.code
            line = await self._prompt(
                f"Other names of {code.name}", ", ".join(code.aliases), "commas between"
            )
            if line is not None:
                names = [name.strip() for name in line.split(",") if name.strip()]
                self._change_codebook("Other names changed.", operations.set_aliases, code.id, names)

    async def _move(self) -> None:
        if (branch := self.branch) is None:
            return
        code = branch.code
        top = [Choice("", "top level")] if code.parent else []
        parent = await self._pick_code(f"Move {code.name} under", top)
        if parent is not None:
            self._change_codebook("Moved.", operations.move, code.id, parent or None)

    async def _pick_code(self, title: str, first: Sequence[Choice] = ()) -> str | None:
        """The id of another code, or the value of one of the first choices; None when cancelled."""
        own = self.branch.code.id if self.branch else ""
        others = [
            Choice(b.code.id, b.code.name, ", ".join((count(b.own, "passage"), *b.code.aliases)))
            for b in self._branches
            if b.code.id != own
        ]
        answer = await self.pick(
            Picker(title, narrowed([*first, *others]), nothing="There is no other code.")
        )
        return answer.value if answer is not None else None

    async def _merge(self) -> None:
        """Merge the code into another; where passages overlap, ask what to do with them."""
        if (branch := self.branch) is None:
            return
        code = branch.code
        into = await self._pick_code(f"Merge {code.name} into")
        if not into:
            return
        name = next((b.code.name for b in self._branches if b.code.id == into), "")
        overlaps = await self.wait(operations.overlaps, self.workspace.notes, {code.id, into})
        wider = False
        if overlaps:
            question = Keys(
                f"{count(len(overlaps), 'pair of overlapping passages', 'pairs of overlapping passages')}:",
                (Key("k", "keep both"), Key("w", "the wider only"), Key("n", "no merge")),
            )
            answer = await self.show_dialog(question)
            if answer in (None, "n"):
                return
            wider = answer == "w"
        else:
            confirm = Question(f'Merge "{code.name}" ({branch.own:,}) into "{name}"?')
            if not await self.show_dialog(confirm):
                return
        words = f'"{code.name}" merged into "{name}". u undoes it.'
        self.select(into)
        self._change_codebook(words, operations.merge, into, [code.id], wider=wider)

    async def _delete(self) -> None:
        if (branch := self.branch) is None:
            return
        code = branch.code
        confirm = Question(f'Delete "{code.name}" and remove it from {count(branch.own, "passage")}?')
        if branch.own and not await self.show_dialog(confirm):
            return
        self._change_codebook(f'Deleted "{code.name}". u restores it.', operations.delete, code.id)

    async def _find(self) -> None:
        found = await self._pick_code("Find")
        if found:
            self.select(found)

    # PassagesScreen

    def _open(self) -> None:
        if self.branch is not None:
            self.ask(partial(self._passages, self.branch.code.id), "show passages")

    def _split(self) -> None:
        if self.branch is not None:
            message = "Space marks passages; s gives the marked ones a new code."
            self.ask(partial(self._passages, self.branch.code.id, message), "split a code")

    def _over_time(self) -> None:
        if self.branch is not None:
            self.dismiss(code_over_time(self.branch.code.name))

    async def _passages(self, code: str, message: str = "") -> None:
        """Show the passages under a code; if the user goes to one of them, leave this screen, too."""
        destination = await self.show_dialog(PassagesScreen(self.services, code, message=message))
        if destination is not None:
            self.dismiss(destination)
        else:
            await self.load(code)
