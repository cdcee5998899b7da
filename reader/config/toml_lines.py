"""In which line of a TOML text each key is, which ``tomllib`` does not tell. Pure."""

from __future__ import annotations

import re

Path = tuple[str, ...]

_PART = re.compile(r"""\s*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))\s*""")
_SKIPPED = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)
"""A string or a comment: brackets and line ends in it mean nothing."""


def lines_of_keys(text: str) -> dict[Path, int]:
    """The line, counted from 1, of every key and table of a text that ``tomllib`` can read.

    A key in a table is under its full path; one in an inline table has the line of that table.
    """
    found: dict[Path, int] = {}
    table: Path = ()
    at = 0
    while at < len(text):
        line = text.count("\n", 0, at) + 1
        start = re.compile(r"[ \t]*").match(text, at)
        assert start is not None
        at = start.end()
        if text[at : at + 1] == "[":
            brackets = 2 if text[at : at + 2] == "[[" else 1
            table, at = _path(text, at + brackets)
            found.setdefault(table, line)
            at = _line_end(text, at)
        elif text[at : at + 1] in ("", "\n", "\r", "#"):
            at = _line_end(text, at)
        else:
            path, at = _path(text, at)
            for length in range(1, len(path) + 1):
                found.setdefault((*table, *path[:length]), line)
            at = _value_end(text, at)
    return found


def _path(text: str, at: int) -> tuple[Path, int]:
    """The parts of a dotted key, and where it ends."""
    parts: list[str] = []
    while part := _PART.match(text, at):
        basic, literal, bare = part.groups()
        parts.append(_unescaped(basic) if basic is not None else literal if literal is not None else bare)
        at = part.end()
        if text[at : at + 1] != ".":
            break
        at += 1
    return tuple(parts), max(at, 1)


def _unescaped(basic: str) -> str:
    if "\\" not in basic:
        return basic
    import tomllib

    value = tomllib.loads(f'x = "{basic}"')["x"]
    assert isinstance(value, str)
    return value


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _value_end(text: str, at: int) -> int:
    """Where the line after a value begins; a value may take several."""
    depth = 0
    while at < len(text):
        if skipped := _SKIPPED.match(text, at):
            at = skipped.end()
            continue
        depth += (text[at] in "[{") - (text[at] in "]}")
        at += 1
        if text[at - 1] == "\n" and depth <= 0:
            break
    return at
