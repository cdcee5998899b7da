"""What every controller has: services of other features, the shared state, and background work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from reader.errors import CablesError
from reader.tui.core.services import Action, ArgumentAction, AsyncAction, Services

if TYPE_CHECKING:
    from textual.screen import Screen

    from reader.tui.core.app_state import AppState
    from reader.tui.core.cable.passage_location import Destination
    from reader.tui.core.records.over_time import OverTime
    from reader.tui.core.services import Dialogs, Status
    from reader.tui.ui.picker import Answer, Picker
    from reader.workspace import Workspace

__all__ = ["Action", "AsyncAction", "Controller"]

Result = TypeVar("Result")
Args = ParamSpec("Args")


class Controller:
    """The commands of one feature of the main screen, and what they do."""

    def __init__(self, services: Services) -> None:
        self.services = services

    def commands(self) -> dict[str, Action]:
        """What to call for each command of this feature."""
        return {}

    def arguments(self) -> dict[str, ArgumentAction]:
        """What to call for those commands that take words on the command line."""
        return {}

    @property
    def state(self) -> AppState:
        """What all features share: the open library, its list, the open cable."""
        return self.services.state

    @property
    def status(self) -> Status:
        """The footer, the banner and the headings."""
        return self.services.status

    @property
    def dialogs(self) -> Dialogs:
        """Pickers, prompts and record screens."""
        return self.services.dialogs

    @property
    def workspace(self) -> Workspace:
        """The open workspace. Raises CablesError while there is none."""
        if self.state.workspace is None:
            raise CablesError("The library is not open yet", advice="Wait a moment and try again.")
        return self.state.workspace

    def start(self, action: AsyncAction, group: str, description: str, *, exclusive: bool = True) -> None:
        """Run something in the background; the newest of a group replaces the others if ``exclusive``."""
        self.services.tasks.start(action, group, description, exclusive=exclusive)

    def change(self, action: AsyncAction, description: str) -> None:
        """Change the notes: one change after the other, never cancelled by the next."""
        self.services.tasks.change(action, description)

    def ask(self, action: AsyncAction, description: str) -> None:
        """Ask the user something; ignored while another dialog is open."""
        self.services.tasks.ask(action, description)

    @staticmethod
    async def wait(job: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """Run a job that waits for the disk in a thread, so that keys never lag.

        If the waiting task is cancelled the result is lost, though the thread runs to its end.
        """
        return await asyncio.to_thread(partial(job, *args, **kwargs))

    async def show_dialog(self, dialog: Screen[Result]) -> Result | None:
        """Show a dialog or a record screen, and wait for its result."""
        return await self.services.dialogs.show_dialog(dialog)

    async def pick(self, picker: Picker) -> Answer | None:
        """Let the user choose from a list; None when cancelled."""
        return await self.services.dialogs.pick(picker)

    async def visit(self, destination: Destination | OverTime | None) -> None:
        """Show the passage or the cables that a record screen was left for; None when it was just closed."""
        from reader.tui.core.records.over_time import OverTime

        if isinstance(destination, OverTime):
            self.services.timeline.show(destination.query)
        elif destination is not None:
            await self.services.note_places.open_at(destination.target, destination.note)
