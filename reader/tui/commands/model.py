"""A command of the screen: its keys, its texts, and when it is available."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum


class Where(StrEnum):
    """The pane that must have the focus for a key to work; the value is its name for the user."""

    ANY = "anywhere"
    LIST = "cable list"
    READER = "reader"
    NOTES = "notes"
    FACETS = "facets"
    PERIODS = "histogram"


class Task(StrEnum):
    """What a command is for; the value is its title in the help and in ``docs/keys.md``, in this order."""

    BASICS = "Basics"
    READ = "Read"
    FIND = "Find"
    ANNOTATE = "Annotate"
    JUDGE = "Judge"
    SHARE = "Share"
    PROGRAM = "Panels and program"


class Need(Enum):
    """What a command needs in order to be available."""

    NOTHING = "nothing"
    LIBRARY = "an open library"
    ROW = "a cable in the list"
    MARKED = "marked cables"
    CABLE = "an open cable"
    NOTE = "a note selected in the notes panel"
    FOUND = "something to find"
    BACK = "a place to go back to"
    FORWARD = "a place to go forward to"
    VERSIONS = "another version of the cable"
    JUDGING = "the judging of cables"


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """Something the user can do by a key or by name."""

    id: str
    """A stable name, for key bindings and controllers: ``note.write``."""
    keys: tuple[str, ...]
    """Characters or Textual key names; the first one is shown. Without keys, only the palette runs it."""
    name: str
    """For palette and help: a short imperative."""
    help: str
    """One more sentence."""
    where: Where = Where.ANY
    need: Need = Need.NOTHING
    hint: str = ""
    """Its word in the footer; empty for commands that are not shown there."""
    palette: bool = True
    """Whether the palette lists it; False for movement."""
    task: Task = Task.PROGRAM
    """Where help and palette list it; within a task in the order of the table."""
    unless: Where | None = None
    """A pane in which its keys belong to a command of that pane."""

    def works_in(self, where: Where) -> bool:
        """Whether its keys do something in a pane."""
        return self.where is where or (self.where is Where.ANY and self.unless is not where)


def by_task(commands: Iterable[Command]) -> list[tuple[Task, list[Command]]]:
    """The commands of each task, in the order of ``Task``; tasks without any are left out."""
    commands = list(commands)
    groups = ((task, [one for one in commands if one.task is task]) for task in Task)
    return [(task, group) for task, group in groups if group]


def in_help_order(commands: Iterable[Command]) -> list[Command]:
    """The commands in the order of help and palette."""
    return [command for _, group in by_task(commands) for command in group]
