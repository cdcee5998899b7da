"""The list of choices in a picker, and the current one in words."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.widgets import OptionList

from reader.terminal_text import safe_line
from reader.tui.ui.choices import Choice


class Options(OptionList):
    """The list of choices."""

    def on_click(self, event: events.Click) -> None:
        """A click meant for a row that is gone since is ignored; Textual would fail at it."""
        row = event.style.meta.get("option")
        if row is not None and row >= self.option_count:
            event.prevent_default()


def in_words(choices: Sequence[Choice], at: int | None, nothing: str, hint: str) -> str:
    """``2 of 5: mou, 3 passages``, and the hint, for those who cannot see which one is highlighted."""
    if at is None or not at < len(choices):
        return nothing or safe_line(hint)
    one = choices[at]
    words = ", ".join(safe_line(part) for part in (one.text, one.detail, one.below, one.key) if part.strip())
    return f"{at + 1} of {len(choices)}: {' · '.join(filter(None, (words, safe_line(hint))))}"
