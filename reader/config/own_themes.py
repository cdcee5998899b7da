"""Themes of the user's own: a table of colours over one of the themes that come with the program. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from reader.config.findings import did_you_mean, quoted
from reader.config.settings import THEMES, OwnTheme

COLOURS = (
    "primary", "secondary", "accent", "foreground", "background", "surface", "panel",
    "warning", "error", "success",
    "level-u", "level-sbu", "level-c", "level-s", "level-ts",
    "level-u-text", "level-sbu-text", "level-c-text", "level-s-text", "level-ts-text",
    "level-u-mark", "level-sbu-mark", "level-c-mark", "level-s-mark", "level-ts-mark",
    "dim", "faint", "rule", "code", "link", "note", "hit", "chosen", "chosen-text", "cursor-row",
    "scrollbar", "scrollbar-background", "scrollbar-hover", "scrollbar-active",
)  # fmt: skip
"""The names of the colours. Those of a level: of the banner, of the words in it, of marks inside text."""
IN_TERMINAL = ("terminal", "mono")
"""The themes in the terminal's own colours."""
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
"""What a theme can be called."""
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_ANSI = re.compile(r"ansi_(?:default|(?:bright_)?(?:black|red|green|yellow|blue|magenta|cyan|white))")

Report = Callable[[str, str, str], None]
"""Called with the key, what is wrong with it, and what to do."""


def read_theme(name: str, table: Mapping[str, object], report: Report) -> OwnTheme:
    """A theme from its table; what is wrong in it is reported and left to the base."""
    base = table.get("base", "dark")
    if base not in THEMES:
        report("base", f"{quoted(base)} is not a theme to start from", f"Use {_listed(THEMES)}.")
        base = "dark"
    colours: dict[str, str] = {}
    for key, value in table.items():
        if key == "base":
            continue
        if key not in COLOURS:
            advice = did_you_mean(key, COLOURS, "docs/config.md lists the names of the colours.")
            report(key, f"{quoted(key)} is not the name of a colour", advice)
        elif not isinstance(value, str) or not is_colour(value, base in IN_TERMINAL):
            report(key, f"{quoted(value)} is not a colour", _how_to_write(base in IN_TERMINAL))
        else:
            colours[key] = value
    return OwnTheme(name, str(base), colours)


def is_colour(text: str, in_terminal: bool = False) -> bool:
    """Whether a text is a colour; a theme in the terminal's own colours can have those, too."""
    return bool(_HEX.fullmatch(text) or (in_terminal and _ANSI.fullmatch(text)))


def _how_to_write(in_terminal: bool) -> str:
    more = ', or like "ansi_blue" for a colour of the terminal' if in_terminal else ""
    return f'Write it like "#2f62a8"{more}.'


def _listed(words: tuple[str, ...]) -> str:
    quoted_words = [f'"{word}"' for word in words]
    return f"{', '.join(quoted_words[:-1])} or {quoted_words[-1]}"
