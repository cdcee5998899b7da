"""Work beside a screen: what waits runs in workers, what fails is said, one question at a time."""

from __future__ import annotations

from functools import partial
from typing import Any

from reader.tui.core.controller import Work
from reader.tui.core.saying import Saying


class Working(Saying):
    """A screen with a footer, over which dialogs open."""

    _asking = False

    def start(self, work: Work, group: str, description: str, *, exclusive: bool = True) -> None:
        """Run work beside the screen; the newest of a group replaces the others; what fails is said."""

        async def guarded() -> None:
            try:
                await work()
            except Exception as error:
                if self.is_running:  # while the screen is being taken down its parts are gone
                    self.trouble(error)

        # The function, not its coroutine: one cancelled before it began would be reported as never awaited.
        begun: Any = guarded
        self.run_worker(begun, group=group, description=description, exclusive=exclusive)

    def ask(self, work: Work, description: str) -> None:
        """Run work that asks the user; one at a time."""
        if not self._asking:
            self._asking = True
            self.expect()
            self.start(partial(self._asked, work), "dialog", description, exclusive=False)

    async def _asked(self, work: Work) -> None:
        try:
            await work()
        finally:
            self._asking = False
            self.release()

    def on_screen_resume(self) -> None:
        """A dialog was answered, and another may follow."""
        if self._asking:
            self.expect()
