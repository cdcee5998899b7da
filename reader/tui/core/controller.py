"""What every handler has: the screen it acts on, the desk, and work that waits somewhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from reader.errors import CablesError

if TYPE_CHECKING:
    from reader.tui.core.app_state import Desk
    from reader.tui.main_screen.screen import MainScreen
    from reader.tui.ui.picker import Answer, Picker
    from reader.workspace import Workspace

Result = TypeVar("Result")
Args = ParamSpec("Args")

Doing = Callable[[], object]
Work = Callable[[], Coroutine[Any, Any, None]]


class Handler:
    """One kind of work of the main screen."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def commands(self) -> dict[str, Doing]:
        """What to call for each command this handler answers."""
        return {}

    @property
    def desk(self) -> Desk:
        """What lies open."""
        return self.screen.desk

    @property
    def workspace(self) -> Workspace:
        """The open workspace. Raises CablesError while there is none."""
        if self.desk.workspace is None:
            raise CablesError("the library is not open yet", advice="Wait a moment and try again.")
        return self.desk.workspace

    @staticmethod
    async def wait(job: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """Do something that waits for the disk in a thread, so that keys never lag.

        When the work around it is cancelled the answer is dropped, though the thread runs to its end.
        """
        return await asyncio.to_thread(partial(job, *args, **kwargs))

    def start(self, work: Work, group: str, description: str) -> None:
        """Run work beside the screen; the newest of a group replaces the others."""
        self.screen.start(work, group, description)

    def change(self, work: Work, description: str) -> None:
        """Change the notes: one change after the other, none ever cancelled by the next."""
        self.screen.change(work, description)

    async def pick(self, picker: Picker) -> Answer | None:
        """Let the user choose from a list that lies over the reader; None when cancelled."""
        picker.over = self.screen.reader.region if self.screen.reader.display else None
        return await self.screen.app.push_screen_wait(picker)

    def ask(self, work: Work, description: str) -> None:
        """Ask the user; not while another question is open."""
        self.screen.ask(work, description)
