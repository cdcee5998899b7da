"""What pickers offer, how typed words narrow it, and the list that shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.widgets import OptionList

from reader.terminal_text import safe_line
from reader.tui.ui.words import folded

FOLDED = 60
"""Cells of a line below which the details of a choice that may be folded have a line of their own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the choices."""

    value: str
    """Returned to the caller."""
    text: str
    detail: str = ""
    """Shown beside the text, dimmed."""
    key: str = ""
    """A key to show before it, for commands."""
    below: str = ""
    """A second line, dimmed."""
    fold: bool = False
    """Whether the detail goes to a line of its own where lines are short: it is worth as much as the text."""

    def content(self, width: int = FOLDED) -> Content:
        """The text to show in lines of ``width`` cells, never markup."""
        parts: list[tuple[str, str]] = [(safe_line(self.text), "")]
        if self.key:
            parts.insert(0, (f"{self.key:<10}", "$accent"))
        if self.detail:
            gap = "\n  " if self.fold and width < FOLDED else "  "
            parts.append((f"{gap}{safe_line(self.detail)}", "$dim"))
        if self.below:
            parts.append((f"\n    {safe_line(self.below)}", "$dim"))
        return Content.assemble(*parts)


Source = Callable[[str], Sequence[Choice]]
"""The choices for a line as typed so far."""


def once(make: Callable[[], Source]) -> Source:
    """A source that is made at its first call, so that a slow one reads what it needs in its thread."""
    made: list[Source] = []

    def source(text: str) -> Sequence[Choice]:
        if not made:
            made.append(make())
        return made[0](text)

    return source


def narrowed(choices: Sequence[Choice]) -> Source:
    """A source for a fixed list: all typed words must occur, in any case; names that start so come first."""
    prepared = [
        (folded(choice.text), folded(f"{choice.detail} {choice.below}"), choice) for choice in choices
    ]

    def source(text: str) -> Sequence[Choice]:
        words = folded(text).split()
        if not words:
            return choices
        matching = [
            (_rank(words, name, detail), choice)
            for name, detail, choice in prepared
            if all(word in name or word in detail for word in words)
        ]
        matching.sort(key=lambda pair: pair[0])
        return [choice for _, choice in matching]

    return source


def _rank(words: Sequence[str], name: str, detail: str) -> int:
    """0 for names that start with the first word, then names with a word that does, then the others."""
    first = words[0]
    if name.startswith(first):
        return 0
    return 1 if any(word.startswith(first) for word in name.split()) else 2 if first in name else 3


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
