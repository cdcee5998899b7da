"""Whether a cable that the user asked for is still on its way to the page."""

from __future__ import annotations

import asyncio

from reader.tui.core.services import AsyncAction


class Arrival:
    """The cable that is being opened, if one is."""

    def __init__(self) -> None:
        self._expected: object | None = None
        self._there = asyncio.Event()
        self._there.set()

    @property
    def awaited(self) -> bool:
        """Whether a cable is being opened."""
        return self._expected is not None

    def expect(self) -> object:
        """A cable is being opened from now on, in place of any other."""
        self._expected = expected = object()
        self._there.clear()
        return expected

    def give_up(self) -> None:
        """No cable is being opened any more."""
        self._expected = None
        self._there.set()

    async def during(self, action: AsyncAction) -> None:
        """Open a cable; it has arrived at the end, unless another was asked for meanwhile."""
        mine = self.expect()
        try:
            await action()
        finally:
            if self._expected is mine:
                self.give_up()

    async def wait(self) -> None:
        """Return when the cable is there, or cannot be opened."""
        await self._there.wait()
