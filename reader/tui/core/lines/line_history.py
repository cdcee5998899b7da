"""Lines typed in earlier sessions: kept in a file, and brought back one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader import atomic_files, paths

MOST_LINES = 200
MOST_BYTES = 1_000_000


def history_file(name: str) -> Path:
    """The file for one kind of line: ``commands``, ``shell``."""
    return paths.state_home() / "history" / f"{name}.txt"


def load(path: Path) -> list[str]:
    """The lines, oldest first; none where the file is missing or damaged."""
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES).decode(errors="replace")
    except OSError:
        return []
    return [line for line in text.split("\n") if line.strip() and line.isprintable()][-MOST_LINES:]


def add(path: Path, line: str) -> None:
    """Add a line to those that other windows may have added meanwhile; each is kept once, where it was last.

    Raises OSError; waits for the disk.
    """
    lines = [*(earlier for earlier in load(path) if earlier != line), line]
    atomic_files.private_folder(path.parent)
    atomic_files.write_atomically(path, "".join(f"{each}\n" for each in lines[-MOST_LINES:]).encode())


class Recall:
    """Walks through earlier lines; those that begin as the line does when the walk begins."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._written = ""
        """What the user had typed."""
        self._matching: Sequence[str] = ()
        self._back = 0
        """How many lines back; 0 is what the user had typed."""

    def earlier(self, line: str) -> str:
        """The line before; the same one where there is none."""
        if self._back == 0:
            self._written = line
            self._matching = [each for each in self._lines if each.startswith(line) and each != line]
        self._back = min(self._back + 1, len(self._matching))
        return self._shown()

    def later(self, line: str) -> str:
        """The line after; at last what the user had typed."""
        if self._back == 0:
            return line
        self._back -= 1
        return self._shown()

    def reset(self) -> None:
        """The user types: the next walk begins at this line."""
        self._back = 0

    def _shown(self) -> str:
        return self._matching[-self._back] if self._back else self._written
