"""The names of commands: typed after ``:``, and used in the table of keys of the config file."""

from __future__ import annotations

from reader.tui.commands.table import COMMANDS, Command

_SHORT = {
    "author": "author",
    "bookmark.go": "go-to-bookmark",
    "bookmark.list": "bookmarks",
    "bookmark.set": "bookmark",
    "cable.flag": "flag",
    "cable.open": "open",
    "cable.references": "refs",
    "cable.similar": "similar",
    "cable.version": "version",
    "command.line": "command-line",
    "config.edit": "config",
    "copy.words": "copy",
    "filter.edit": "filter",
    "find.start": "find",
    "judge.clear": "clear",
    "judge.keep": "keep",
    "judge.maybe": "maybe",
    "judge.mode": "judge",
    "judge.no": "no",
    "judge.rest": "hide-judged",
    "library.import": "import",
    "library.imports": "imports",
    "library.samples": "samples",
    "link.make": "link",
    "links.outline": "links",
    "list.columns": "columns",
    "list.date": "date",
    "list.sort": "sort",
    "note.delete": "delete",
    "note.edit": "edit",
    "note.elsewhere": "editor",
    "note.write": "note",
    "notes.check": "review",
    "pane.zoom": "zoom",
    "passage.copies": "also-in",
    "periods": "histogram",
    "place.back": "back",
    "place.forward": "forward",
    "query.pick": "queries",
    "reader.as_sent": "as-sent",
    "reader.header": "header",
    "reader.labels": "follow",
    "reader.sentence_case": "sentence-case",
    "reader.select": "words",
    "steps.hide": "first-steps",
    "tag.edit": "tag",
    "tag.repeat": "tag-again",
    "theme.next": "theme",
}
"""Names shorter than their ids."""
ALIASES = {"q": "quit", "marks": "bookmarks", "mark": "bookmark", "references": "refs", "open-cable": "open"}
"""Other names that may be typed."""


def name_of(command: Command) -> str:
    """``tag``, ``list-down``: letters and hyphens, unlike any other command's."""
    return _SHORT.get(command.id) or command.id.replace(".", "-").replace("_", "-")


BY_NAME: dict[str, Command] = {name_of(command): command for command in COMMANDS}
"""Every command by its name, in the order of the table."""


def named(name: str) -> Command | None:
    """The command of this name or alias."""
    return BY_NAME.get(ALIASES.get(name, name))
