"""The themes, with variables for levels: dark, light, one of high contrast, and two in the terminal's own
colours: all 16 of them, or only those of text and background.

``styles/*.tcss`` uses these variables and no colour codes. The banner colours follow the convention of
classification banners (green, purple, blue, red, orange; black text on orange); ``-mark`` ones are the same
softened, for marks inside text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textual.theme import Theme

from reader.config.settings import OwnTheme

DARK = "cables-dark"
LIGHT = "cables-light"
CONTRAST = "cables-contrast"
TERMINAL = "cables-terminal"
MONO = "cables-mono"

ORDER = (DARK, LIGHT, CONTRAST, TERMINAL, MONO)
"""The order in which the user steps through them."""


def _levels(u: str, sbu: str, c: str, s: str, ts: str, suffix: str) -> dict[str, str]:
    return {
        f"level-u{suffix}": u,
        f"level-sbu{suffix}": sbu,
        f"level-c{suffix}": c,
        f"level-s{suffix}": s,
        f"level-ts{suffix}": ts,
    }


_WIDGETS = {
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "border-blurred": "ansi_bright_black",
    "block-cursor-foreground": "ansi_black",
    "block-cursor-background": "ansi_white",
    "input-cursor-background": "ansi_white",
    "input-cursor-foreground": "ansi_black",
    "input-cursor-text-style": "none",
    "input-selection-background": "ansi_blue",
    "input-selection-foreground": "ansi_white",
}
"""Textual's own widgets need these of a theme in the terminal's colours."""


THEMES: tuple[Theme, ...] = (
    Theme(
        name=DARK,
        dark=True,
        primary="#7aa2c8",
        secondary="#5d7f9c",
        accent="#d8b26a",
        foreground="#d6d3cb",
        background="#16181b",
        surface="#1b1e22",
        panel="#24282d",
        warning="#d8b26a",
        error="#e2867b",
        success="#86ad7c",
        variables={
            **_levels("#2c7a4b", "#5b3592", "#2f62a8", "#a83232", "#c46a14", ""),
            **_levels("#f4f4f4", "#f4f4f4", "#f4f4f4", "#f4f4f4", "#141414", "-text"),
            **_levels("#7fb58f", "#bda2e8", "#8ab0e0", "#e08a80", "#e5a767", "-mark"),
            "dim": "#9c9b95",
            "faint": "#565a5f",
            "rule": "#34393f",
            "code": "#9db7a5",
            "link": "#9cc0e6",
            "note": "#d8b26a",
            "hit": "#3c3213",
            "chosen": "#203449",
            "chosen-text": "#f0ede6",
            "cursor-row": "#2a3139",
            "scrollbar": "#333840",
            "scrollbar-background": "#16181b",
            "scrollbar-hover": "#565a5f",
            "scrollbar-active": "#7aa2c8",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#2c5f8f",
        secondary="#4f7698",
        accent="#805300",
        foreground="#26282a",
        background="#fbfaf6",
        surface="#f4f2ec",
        panel="#e9e6dd",
        warning="#805300",
        error="#a3261c",
        success="#2f6b34",
        variables={
            **_levels("#2c7a4b", "#502b85", "#2f62a8", "#a83232", "#c46a14", ""),
            **_levels("#ffffff", "#ffffff", "#ffffff", "#ffffff", "#141414", "-text"),
            **_levels("#23683d", "#5b3a98", "#245a9e", "#a12a23", "#8c4808", "-mark"),
            "dim": "#5f5f5b",
            "faint": "#a5a39b",
            "rule": "#d5d1c5",
            "code": "#3d6650",
            "link": "#1f5a94",
            "note": "#805300",
            "hit": "#f3dfa0",
            "chosen": "#cddff0",
            "chosen-text": "#1c1e20",
            "cursor-row": "#e6e9ec",
            "scrollbar": "#dedacf",
            "scrollbar-background": "#fbfaf6",
            "scrollbar-hover": "#a5a39b",
            "scrollbar-active": "#2c5f8f",
        },
    ),
    Theme(
        name=CONTRAST,
        dark=True,
        primary="#9ad1ff",
        secondary="#9ad1ff",
        accent="#ffe94d",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        warning="#ffe94d",
        error="#ff9d94",
        success="#8dff9f",
        variables={
            **_levels("#006128", "#4b1a8c", "#0a3d91", "#8f0000", "#ff9a1f", ""),
            **_levels("#ffffff", "#ffffff", "#ffffff", "#ffffff", "#000000", "-text"),
            **_levels("#6fff9f", "#d0b3ff", "#8fc4ff", "#ff9f9f", "#ffb95c", "-mark"),
            "dim": "#dcdcdc",
            "faint": "#b4b4b4",
            "rule": "#b4b4b4",
            "code": "#a8ffc0",
            "link": "#9ad1ff",
            "note": "#ffe94d",
            "hit": "#6b5500",
            "chosen": "#0f47a1",
            "chosen-text": "#ffffff",
            "cursor-row": "#12375f",
            "scrollbar": "#4a4a4a",
            "scrollbar-background": "#000000",
            "scrollbar-hover": "#ffffff",
            "scrollbar-active": "#ffe94d",
        },
    ),
    Theme(
        name=TERMINAL,
        ansi=True,
        dark=True,
        primary="ansi_blue",
        secondary="ansi_cyan",
        accent="ansi_yellow",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        variables={
            **_levels("ansi_green", "ansi_magenta", "ansi_blue", "ansi_red", "ansi_yellow", ""),
            **_levels("ansi_black", "ansi_white", "ansi_white", "ansi_white", "ansi_black", "-text"),
            **_levels("ansi_green", "ansi_magenta", "ansi_blue", "ansi_red", "ansi_yellow", "-mark"),
            "dim": "ansi_default",
            "faint": "ansi_bright_black",
            "rule": "ansi_bright_black",
            "code": "ansi_green",
            "link": "ansi_blue",
            "note": "ansi_yellow",
            "hit": "ansi_yellow",
            "chosen": "ansi_cyan",
            "chosen-text": "ansi_black",
            "cursor-row": "ansi_default",
            **_WIDGETS,
            "scrollbar": "ansi_bright_black",
            "scrollbar-background": "ansi_default",
            "scrollbar-hover": "ansi_bright_black",
            "scrollbar-active": "ansi_blue",
        },
    ),
    Theme(
        name=MONO,
        ansi=True,
        dark=True,
        primary="ansi_default",
        secondary="ansi_default",
        accent="ansi_default",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        warning="ansi_default",
        error="ansi_default",
        success="ansi_default",
        variables={
            **_levels("ansi_white", "ansi_white", "ansi_white", "ansi_white", "ansi_white", ""),
            **_levels("ansi_black", "ansi_black", "ansi_black", "ansi_black", "ansi_black", "-text"),
            **dict.fromkeys(_levels("", "", "", "", "", "-mark"), "ansi_default"),
            **dict.fromkeys(("dim", "faint", "rule", "code", "link", "note", "hit"), "ansi_default"),
            "chosen": "ansi_white",
            "chosen-text": "ansi_black",
            "cursor-row": "ansi_default",
            **_WIDGETS,
            "border-blurred": "ansi_default",
            "input-selection-background": "ansi_white",
            "input-selection-foreground": "ansi_black",
            "scrollbar": "ansi_default",
            "scrollbar-background": "ansi_default",
            "scrollbar-hover": "ansi_default",
            "scrollbar-active": "ansi_default",
        },
    ),
)


def id_of(name: str) -> str:
    """What Textual calls the theme that the user calls ``dark``, or ``mine``."""
    return f"cables-{name}"


def own_theme(own: OwnTheme) -> Theme:
    """A theme of the user's own: its colours over those of its base."""
    base = next(theme for theme in THEMES if theme.name == id_of(own.base))
    fields: dict[str, Any] = {
        name: colour for name, colour in own.colours.items() if name not in base.variables
    }
    variables = {name: colour for name, colour in own.colours.items() if name in base.variables}
    return replace(base, name=id_of(own.name), **fields, variables={**base.variables, **variables})


def after(name: str, own: Sequence[str] = ()) -> str:
    """The next theme in that order, followed by the user's own."""
    order = (*ORDER, *own)
    return order[(order.index(name) + 1) % len(order)] if name in order else DARK
