"""The file that ``cables config --edit`` makes: every setting with its default, commented out. Pure."""

from __future__ import annotations

import textwrap

from reader.config.settings import SETTINGS, Setting, Value

WIDTH = 100
_HEAD = """\
# Settings of cables. Remove the # before a line to use it.
# `cables config --check` finds mistakes. While cables runs, changes take effect when you save this file.
# What you choose while cables runs (theme, columns, folder) lasts until you change that setting here.
"""
_KEYS = """\
# Other keys for commands. The name of a command is what you type after : in cables; docs/keys.md lists all.
# Write a key as one character, or as in: "ctrl+e", "f5", "enter", "pagedown". A list gives several keys.
[keys]
# note = "a"
# back = ["<", "alt+left"]
"""
_THEMES = """\
# A theme of your own: your colours, and those of the base for the rest. Choose it with: theme = "mine"
# It can also be a file of its own, themes/mine.toml beside this one, without the line in brackets.
# docs/config.md lists the names of the colours.
# [themes.mine]
# base = "dark"
# accent = "#d8b26a"
# level-s = "#a83232"
"""


def template() -> str:
    """The whole file."""
    parts, table = [_HEAD], ""
    for setting in SETTINGS:
        before = setting.name.rpartition(".")[0]
        head = f"[{before}]\n" if before != table else ""
        parts.append(f"{head}{_comment(setting.help)}\n# {assignment(setting)}\n")
        table = before
    return "\n".join([*parts, _KEYS, _THEMES])


def assignment(setting: Setting) -> str:
    """``columns = ["date", "number"]``: a setting with its default, or its example."""
    return f"{setting.name.rpartition('.')[2]} = {toml_value(setting.default or setting.example)}"


def toml_value(value: Value) -> str:
    """A value as TOML: ``"day"``, ``["date", "number"]``."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"[{', '.join(map(toml_value, value))}]"


def _comment(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
