"""Which commands take words on the command line, and of which kind."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What the words are; says how they are completed."""

    TAGS = "tags"
    CABLE = "cable"
    THEME = "theme"
    COLUMNS = "columns"
    ORDER = "order"
    EXPORT = "style and folder"
    QUERY = "query"
    PATH = "path"
    BOOKMARK = "bookmark"
    SHELL = "shell command"
    TEXT = "text"


class Argument(NamedTuple):
    """The words after one command."""

    kind: Kind
    usage: str
    """For the user: ``MRN [#N]``."""


ARGUMENTS: dict[str, Argument] = {
    "author": Argument(Kind.TEXT, "NAME"),
    "bookmark.go": Argument(Kind.BOOKMARK, "LETTER"),
    "bookmark.set": Argument(Kind.BOOKMARK, "LETTER"),
    "cable.open": Argument(Kind.CABLE, "MRN [#N]"),
    "export": Argument(Kind.EXPORT, "[STYLE] [FOLDER]"),
    "filter.edit": Argument(Kind.QUERY, "QUERY"),
    "find.start": Argument(Kind.TEXT, "WORDS"),
    "library.import": Argument(Kind.PATH, "PATH"),
    "list.columns": Argument(Kind.COLUMNS, "NAME..."),
    "list.date": Argument(Kind.TEXT, "DATE"),
    "list.sort": Argument(Kind.ORDER, "ORDER"),
    "note.write": Argument(Kind.TEXT, "TEXT"),
    "pipe": Argument(Kind.SHELL, "COMMAND"),
    "portions": Argument(Kind.TEXT, "LEVEL..."),
    "tag.edit": Argument(Kind.TAGS, "+CODE, -CODE"),
    "trail.add": Argument(Kind.TEXT, "NAME"),
    "trail.keep": Argument(Kind.TEXT, "NAME"),
    "verify": Argument(Kind.PATH, "FILE"),
    "theme.next": Argument(Kind.THEME, "NAME"),
}
"""By the id of the command; each can also be given without words, and then asks."""

STYLES_IN_WORDS = {
    "obsidian": "Markdown for Obsidian",
    "pandoc": "Markdown for pandoc, with citations",
    "plain": "Markdown that every program reads",
    "html": "one page to read in a browser",
    "docx": "one document for Word or LibreOffice",
}
"""Each style of an export in words; those of Markdown first."""
