"""The footer: the keys that do something now, or a message, which takes as many lines as it needs."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from reader.terminal_text import cell_width, cut, safe_line, wrap_cells


def fitting_hints(
    hints: Sequence[tuple[str, str]], kept: Sequence[tuple[str, str]], width: int
) -> list[tuple[str, str]]:
    """As many of the first (key, word) pairs as fit, followed by all ``kept`` ones."""
    left = width - sum(_size(pair) for pair in kept)
    fitting = []
    for pair in hints:
        if _size(pair) > left:
            break
        left -= _size(pair)
        fitting.append(pair)
    return [*fitting, *kept]


def _size(pair: tuple[str, str]) -> int:
    return cell_width(pair[0]) + 1 + cell_width(pair[1]) + 2


LEAST_HINTS, HINTS_SHARE = 30, 0.55
"""Least cells, and least share of the line, for the hints; at the right there is what leaves them that."""


def right_part(modes: Sequence[str], aside: str, width: int) -> str:
    """What stands at the right: all of it, or the longest that leaves room for hints."""
    forms = [*(" · ".join(filter(None, (form, aside))) for form in modes or ("",)), *modes, ""]
    shown = (f"{safe_line(form)} " if form else "" for form in forms)
    least = max(LEAST_HINTS, int(width * HINTS_SHARE))
    return next((form for form in shown if width - 1 - cell_width(form) >= least), "")


MOST_LINES, MOST_SHARE = 3, 4
"""Most lines of a message, and the part of the window (a quarter) they may cover."""
CUT = " M"
"""Ends a message that is longer, after an ellipsis: that key lists all messages in full."""


def message_lines(message: str, width: int, most: int) -> list[str]:
    """A message broken into at most so many lines; what does not fit is replaced by ``CUT``."""
    first, _, more = message.partition("\n")
    text = safe_line(first) + (f" · {safe_line(more)}" if more else "")
    lines = wrap_cells(text, max(width - 2, 1)) or [""]
    if len(lines) > most:
        last = cut(" ".join(lines[most - 1 :]), max(width - 2 - len(CUT), 1))
        lines = [*lines[: most - 1], f"{last}{CUT}"]
    return lines


class Footer(Widget):
    """One line. A message replaces the hints until the next key; a long one covers lines above, too."""

    DEFAULT_CSS = "Footer { height: 1; dock: bottom; }"

    hints: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """(key, word) pairs, most used first."""
    kept: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Pairs shown at any width."""
    aside: reactive[str] = reactive("")
    """Progress or a count, at the right."""
    modes: reactive[tuple[str, ...]] = reactive(())
    """What is switched on and seen nowhere else, at the right, before ``aside``: the longest form first."""
    message: reactive[str] = reactive("")
    error: reactive[bool] = reactive(False)

    def render(self) -> Content:
        """The line."""
        width = self.size.width
        if self.message:
            text = "\n".join(f" {line}" for line in self._message_lines())
            return Content.styled(text, "$error bold" if self.error else "$foreground")
        aside = right_part(self.modes, self.aside, width)
        left = width - 1 - cell_width(aside)
        pairs = fitting_hints(self.hints, self.kept, left)
        parts: list[tuple[str, str]] = [(" ", "")]
        for key, word in pairs:
            parts += [(key, "$accent bold"), (f" {word}  ", "$dim")]
        line = Content.assemble(*parts).truncate(width)
        gap = width - line.cell_length - cell_width(aside)
        return line + Content(" " * gap) + Content.styled(aside, "$dim") if aside and gap >= 0 else line

    def _message_lines(self) -> list[str]:
        most = max(min(MOST_LINES, self.app.size.height // MOST_SHARE), 1)
        return message_lines(self.message, self.app.size.width, most)

    def watch_message(self) -> None:
        """Grow over what is above, which does not move."""
        self._grow()

    def on_resize(self, event: events.Resize) -> None:
        """Break the message for the new width."""
        self._grow()

    def _grow(self) -> None:
        lines = len(self._message_lines()) if self.message else 1
        if self.styles.height is None or self.styles.height.value != lines:
            self.styles.height = lines
            self.styles.margin = (1 - lines, 0, 0, 0)

    def watch_error(self) -> None:
        """Show errors in their own style."""
        self.set_class(self.error and bool(self.message), "-error")
