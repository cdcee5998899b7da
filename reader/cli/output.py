"""Output to a terminal or a pipe: width, colour, JSON, and messages."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping

from reader.cable.model import Level
from reader.terminal_text import terminal_safe

WIDEST = 100
"""Text is wrapped to at most this many columns, as longer lines are hard to read."""
FORMAT = 2
"""Version of the JSON output; raised when a change could break scripts."""
PIPE = 80
"""Columns if there is no terminal."""


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def width() -> int:
    """Columns of the terminal, or eighty without one; ``COLUMNS`` overrides both."""
    return max(20, shutil.get_terminal_size((PIPE, 24)).columns)


def text_width() -> int:
    """Columns to wrap running text to."""
    return min(width(), WIDEST)


def wrap(text: str, columns: int, *, first: str = "", rest: str = "") -> Iterator[str]:
    """Lines of at most ``columns``, broken at spaces; ``first`` and ``rest`` are put before them."""
    lines = textwrap.wrap(
        text,
        max(columns, len(rest) + 10),
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )
    yield from lines or [first.rstrip()]


class Paint:
    """Colours and bold text at a terminal, unless ``NO_COLOR`` is set or ``TERM`` is ``dumb``."""

    def __init__(self, on: bool | None = None) -> None:
        if on is None:
            on = is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._on = on

    def bold(self, text: str) -> str:
        """Text in bold."""
        return self._with("1", text)

    def dim(self, text: str) -> str:
        """Text that matters less."""
        return self._with("2", text)

    def level(self, text: str, level: Level | None) -> str:
        """Text in the colour of a classification level."""
        return self._with(_COLOURS[level], text) if level else text

    def _with(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._on and text else text


_COLOURS = {Level.U: "32", Level.SBU: "36", Level.C: "34", Level.S: "31", Level.TS: "33"}

_UNSAFE_IN_JSON = re.compile(
    "[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


def file_size(count: int) -> str:
    """``31 KB``, ``1.2 MB``: the size of a file."""
    return f"{count / 1e6:,.1f} MB" if count >= 1e6 else f"{-(-count // 1000)} KB"


def json_text(value: object, *, indent: int | None = 2) -> str:
    """JSON with control characters and lone surrogates escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def print_object(shape: Mapping[str, object]) -> None:
    """Print one record as a JSON object over several lines."""
    print(json_text({"format": FORMAT, **shape}))


def print_line(shape: Mapping[str, object]) -> None:
    """Print one of many records as a line of JSON."""
    print(json_text({"format": FORMAT, **shape}, indent=None), flush=True)


_quiet = False


def set_quiet(quiet: bool) -> None:
    """Whether :func:`message` prints nothing."""
    global _quiet
    _quiet = quiet


def is_quiet() -> bool:
    """Whether only errors are printed beside the output."""
    return _quiet


def message(text: str) -> None:
    """A message to the user on standard error."""
    if not _quiet:
        print(terminal_safe(text), file=sys.stderr)


def result(text: str) -> None:
    """What a command has done, on standard output, unless ``--quiet``."""
    if not _quiet:
        print(text)


def problem(text: str) -> None:
    """A message that ``--quiet`` does not silence, on standard error."""
    first, *rest = terminal_safe(text).split("\n")
    print("\n".join([f"cables: {first}", *rest]), file=sys.stderr)
