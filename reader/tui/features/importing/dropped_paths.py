"""The text that a terminal sends for dropped files, read as paths. Pure."""

from __future__ import annotations

import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit


def readings(text: str) -> list[list[Path]]:
    """The paths that the text may name, the likeliest first: one path with spaces in it, or several.

    Terminals put quotes around a dropped name, a backslash before each space, or give a ``file:`` address;
    several names are separated by spaces or line ends.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    whole = [_path(_unquoted(line)) for line in lines]
    words = [_path(word) for line in lines for word in _words(line)]
    return [whole] if words == whole else [whole, words]


def to_text(paths: list[Path]) -> str:
    """The paths on one line, as ``readings`` reads them."""
    return str(paths[0]) if len(paths) == 1 else shlex.join(map(str, paths))


def _unquoted(line: str) -> str:
    quoted = len(line) > 1 and line[0] == line[-1] and line[0] in "'\""
    return line[1:-1] if quoted else line


def _words(line: str) -> list[str]:
    """The line split as in a shell; one that no shell accepts is one word."""
    try:
        return shlex.split(line)
    except ValueError:
        return [_unquoted(line)]


def _path(word: str) -> Path:
    if word.lower().startswith("file:"):
        word = unquote(urlsplit(word).path)
    return Path(word[:1].replace("~", str(Path.home())) + word[1:] if word[:2] in ("~", "~/") else word)
