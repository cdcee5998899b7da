"""What can be set, and the default of each setting. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Value: TypeAlias = "str | tuple[str, ...]"

THEMES = ("dark", "light", "contrast", "terminal", "mono")
"""The themes that come with the program."""
DATE_FORMS = {"day": "24 Mar 2009", "month": "Mar 24 2009", "iso": "2009-03-24"}
"""How dates can be written, each with an example."""
COLUMNS = ("date", "number", "level", "notes", "from", "TAGS", "signer", "size", "imported", "subject")
"""The columns that the cable list can have."""
EXPORT_STYLES = ("obsidian", "pandoc", "plain")
"""The styles of exported Markdown."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the file."""

    name: str
    """As the user writes it, with the table before the dot: ``export.folder``."""
    help: str
    """A sentence or two for the file, without line breaks."""
    default: Value = ""
    """A tuple for a setting that takes a list."""
    choices: tuple[str, ...] = ()
    """The only values it can have; empty for any text."""
    example: Value = ""
    """What the file shows where the default is empty."""

    @property
    def attribute(self) -> str:
        """Its name in ``Config``."""
        return self.name.replace(".", "_")


SETTINGS = (
    Setting(
        "theme",
        'The colours: "dark", "light", "contrast" (high contrast), "terminal" (the 16 colours of your '
        'terminal), "mono" (no colours), or the name of a theme of your own. Without it, the background of '
        "the terminal decides between dark and light.",
        example="dark",
    ),
    Setting(
        "motion",
        'Whether anything moves by itself: "full", or "reduced" (no animation, no smooth scrolling).',
        default="full",
        choices=("full", "reduced"),
    ),
    Setting(
        "dates",
        "How dates are written: "
        + ", ".join(f'"{form}" for {example}' for form, example in DATE_FORMS.items())
        + ".",
        default="day",
        choices=tuple(DATE_FORMS),
    ),
    Setting(
        "author",
        "Who writes the notes. $CABLES_AUTHOR, and a name given with `cables author` or :author, come first. "
        "Without any of them it is your login name. A change takes effect at the next start.",
        example="Ann Example",
    ),
    Setting(
        "editor",
        "The command that opens a note or this file. Without it: $VISUAL, then $EDITOR.",
        example="nvim",
    ),
    Setting(
        "list.columns",
        "The columns of the cable list where it is wide enough for one line per cable: "
        + ", ".join(COLUMNS)
        + ".",
        default=("date", "number", "level", "notes", "subject"),
        choices=COLUMNS,
    ),
    Setting("export.folder", "Where exported notes are written.", default="~/cable-notes"),
    Setting(
        "export.style",
        "The style of exported Markdown: " + ", ".join(f'"{style}"' for style in EXPORT_STYLES) + ".",
        default="obsidian",
        choices=EXPORT_STYLES,
    ),
    Setting(
        "export.template",
        "A template for the files that `cables export` writes. docs/export.md has an example.",
        example="~/notes/page.jinja",
    ),
)
"""Every setting but the keys and the colours, in the order of the file."""


@dataclass(frozen=True, slots=True)
class OwnTheme:
    """Colours that the user chose."""

    name: str
    base: str
    """The theme, one of ``THEMES``, that has the colours not given here."""
    colours: Mapping[str, str]
    """A colour such as ``#2f62a8`` for each name given."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings as read; the default for each that is missing or wrong."""

    theme: str = ""
    """Empty: the terminal's background decides."""
    motion: str = "full"
    dates: str = "day"
    author: str = ""
    """Empty: the login name."""
    editor: str = ""
    """Empty: ``$VISUAL``, then ``$EDITOR``."""
    list_columns: tuple[str, ...] = ("date", "number", "level", "notes", "subject")
    export_folder: str = "~/cable-notes"
    export_style: str = "obsidian"
    export_template: str = ""
    """Empty: none."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys for a command, by the name that is typed after ``:``; not checked here."""
    themes: Mapping[str, OwnTheme] = field(default_factory=dict)
    """Themes of the user's own, by name."""
