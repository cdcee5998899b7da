"""What the screen says: in the footer until the next key, and kept for those who look away."""

from __future__ import annotations

import datetime as dt
from collections import deque

from textual.getters import query_one

from reader import crash
from reader.errors import CablesError
from reader.tui.ui.footer import Footer
from reader.tui.ui.typeahead import Early


class Saying(Early):
    """Messages of a screen that has a footer."""

    footer = query_one(Footer)

    said: deque[tuple[str, str, bool]]
    """What was said, oldest first: time, words, whether an error."""

    def say(self, text: str) -> None:
        """Quiet words in the footer, until the next key."""
        self.note_down(text)
        self.footer.error, self.footer.message = False, text

    def problem(self, text: str) -> None:
        """An error in the footer, until the next key."""
        self.note_down(text, bad=True)
        self.footer.error, self.footer.message = True, text

    def note_down(self, text: str, *, bad: bool = False) -> None:
        """Keep words for ``M`` without showing them."""
        if text:
            self.said.append((dt.datetime.now().strftime("%H:%M"), text, bad))

    def trouble(self, error: BaseException) -> None:
        """Say an error; one nobody expected is written down in full, and the user told where."""
        if isinstance(error, CablesError):
            self.problem(str(error))
        else:
            self.problem(crash.sentence(error, crash.report(error)))

    def aside(self, text: str) -> None:
        """Quiet words at the right of the footer."""
        self.footer.aside = text

    def key_pressed(self) -> None:
        """Called by the app before each key: what was said has been read."""
        self.footer.message = ""
