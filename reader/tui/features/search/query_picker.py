"""Picks an earlier query: saved ones by name, then recent ones; a name can be deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from reader.terminal_text import safe_line
from reader.tui.ui.picker import Choice, Picker, narrowed

SAVED = "saved"
"""The ``key`` of a choice that has a name."""
HINT = "Enter runs it · Ctrl+D deletes a saved query"


class QueryPicker(Picker):
    """Returns the selected query. ``forget`` is called with a name."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+d", "forget", "Delete the query", priority=True)]

    def __init__(self, choices: Sequence[Choice], forget: Callable[[str], None]) -> None:
        super().__init__("Query", narrowed(choices), hint=HINT, nothing="No matches.")
        self._all = list(choices)
        self._do_forget = forget
        self._to_delete: Choice | None = None
        """Deleted when the key is pressed again."""

    def action_forget(self) -> None:
        """Forget the name of the current query, at the second key."""
        choice = self._current()
        if choice is None or choice.key != SAVED:
            self._show_hint("Only saved queries can be deleted.")
        elif choice is not self._to_delete:
            self._to_delete = choice
            self._show_hint(f'Press Ctrl+D again to delete "{choice.text}"; it stays in the recent queries.')
        else:
            self._all.remove(choice)
            self._source = narrowed(self._all)
            self._do_forget(choice.text)
            self._show_hint(f'Deleted "{choice.text}".')
            self._ask(pause=0)

    def action_step(self, by: int) -> None:
        """Move to another query; the last one is no longer about to be deleted."""
        self._to_delete = None
        self._show_hint(HINT)
        super().action_step(by)

    def _show_hint(self, words: str) -> None:
        self.hint.update(safe_line(words))
