"""What is wrong in a file of the user's: where, what, and what to do about it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake. What it concerns keeps its default."""

    path: Path
    line: int
    """Counted from 1; 0 for the file as a whole."""
    what: str
    advice: str

    @property
    def place(self) -> str:
        """The file and the line, in the form that editors open: ``config.toml:12``."""
        return f"{self.path}:{self.line}" if self.line else str(self.path)

    def __str__(self) -> str:
        """One line."""
        return f"{self.place}: {self.what}. {self.advice}"

    @property
    def short(self) -> str:
        """The same with the file's name alone, for a line of the screen."""
        place = f"{self.path.name}, line {self.line}" if self.line else self.path.name
        return f"{place}: {self.what}. {self.advice}"


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """``Did you mean "columns"?`` for a word that is nearly right."""
    from difflib import get_close_matches  # some ms, for mistakes only

    near = get_close_matches(word, list(known), 1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else otherwise


def quoted(value: object) -> str:
    """A value from the file as it can be shown: short, and without control characters."""
    text = str(value)
    text = "".join(character if character.isprintable() else "?" for character in text)
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'
