"""What an empty library shows in place of the reader: what to do, and the keys that do it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from reader.terminal_text import safe_line, wrap_cells

DOES = (
    ("o", "open the five samples"),
    ("i", "import cables from a file or folder"),
    ("?", "help"),
    ("q", "quit"),
)
"""Keys are those of the commands."""
KEY = 5
"""Columns of the keys."""


def welcome_text(folder: str, width: int) -> Content:
    """The welcome at most ``width`` cells wide: what each key does hangs beside it, wrapped under itself."""
    parts: list[str | tuple[str, str]] = [
        ("\n".join(wrap_cells("This library is empty.", width)), "bold"),
        "\n\n",
    ]
    for key, does in DOES:
        for at, line in enumerate(wrap_cells(does, width - KEY)):
            parts += [((f" {key}" if at == 0 else "").ljust(KEY), "$accent bold"), f"{line}\n"]
    parts.append(("\nIt is stored in\n", "$dim"))
    parts += [(f" {line}\n", "$dim") for line in wrap_cells(safe_line(folder), width - 1)]
    return Content.assemble(*parts)


class Welcome(Static):
    """What to do in an empty library."""

    def __init__(self) -> None:
        super().__init__(id="welcome", markup=False)
        self._folder = ""

    def show_folder(self, folder: str) -> None:
        """Show where the library is stored."""
        self._folder = folder
        self._update()

    def on_resize(self) -> None:
        """Wrap the text again."""
        self._update()

    def _update(self) -> None:
        if self._folder and self.content_size.width:
            self.update(welcome_text(self._folder, self.content_size.width))
