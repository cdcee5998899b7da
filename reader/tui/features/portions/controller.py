"""Lets the user choose the levels whose paragraphs are shown, and goes from one of these to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.cable.model import Level
from reader.cable.outline.portion_filter import PortionFilter, levels, name_of, named
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import TakenAway
from reader.tui.core.services import ArgumentAction
from reader.tui.ui.prompt import Key, Keys

KEYS: dict[str, Level | None] = {
    "u": Level.U, "b": Level.SBU, "c": Level.C, "s": Level.S, "t": Level.TS, "n": None,
}  # fmt: skip
FOLD = "f"
ALL = "a"
CHOSEN = "✓"


class PortionController(Controller):
    """The filter by portion. It lasts until Esc, from cable to cable, but not beyond the session."""

    def commands(self) -> dict[str, Action]:
        """Choose levels, and step."""
        return {
            "portions": lambda: self.ask(self._choose, "choose portions"),
            "portion.next": lambda: self.step(1),
            "portion.previous": lambda: self.step(-1),
        }

    def arguments(self) -> dict[str, ArgumentAction]:
        """The levels may be given."""
        return {"portions": lambda text: self._use(named(text, folds=self.state.portions.folds))}

    async def _choose(self) -> None:
        await self.show_dialog(Keys("Show only", self._keys(), several=self._pressed))

    def _keys(self) -> list[Key]:
        """A key for each level in the cable, with the number of its paragraphs; ``✓`` if it is chosen."""
        cable, filter = self.state.cable, self.state.portions
        if cable is None:
            return []
        counts = dict(levels(cable))
        keys = [
            Key(key, f"{name_of(level)} {counts.get(level, 0)}{CHOSEN if level in filter.chosen else ''}")
            for key, level in KEYS.items()
            if level in counts or level in filter.chosen
        ]
        return [*keys, Key(ALL, "all"), Key(FOLD, f"fold others{CHOSEN if filter.folds else ''}")]

    def _pressed(self, key: str) -> Sequence[Key]:
        filter = self.state.portions
        if key == ALL:
            self._use(replace(filter, chosen=frozenset()))
        elif key == FOLD:
            self._use(replace(filter, folds=not filter.folds))
        else:
            self._use(filter.toggled(KEYS[key]))
        return self._keys()

    def _use(self, filter: PortionFilter) -> None:
        self.state.portions = filter
        self.services.page.show_portions(filter)
        self.status.refresh_headings()

    def end(self) -> bool:
        """Show all portions again. False if they were all shown."""
        before = self.state.portions
        if not before.on:
            return False
        self._use(replace(before, chosen=frozenset()))
        self.services.events.publish(TakenAway("All portions are shown again.", lambda: self._use(before)))
        return True

    def step(self, by: int) -> None:
        """Go to the next paragraph of the chosen levels; without any, to the next of another level."""
        cable, page, filter = self.state.cable, self.services.page, self.state.portions
        if cable is None:
            return
        found = filter.next(cable, page.current, by)
        if found is not None:
            page.go_to(found)
        else:
            which = ", ".join(name_of(level) for level in KEYS.values() if level in filter.chosen)
            what = f"No {which} paragraph" if which else "No paragraph of another level"
            self.status.say(f"{what} {'below' if by > 0 else 'above'}; & chooses portions.")
