"""The commands: each with its module and the line that ``cables --help`` has for it.

``declare_NAME`` of the module adds the command's arguments to its parser. Only the module of the command that
was called is imported.
"""

from __future__ import annotations

from typing import NamedTuple


class Verb(NamedTuple):
    """A command of the command line."""

    name: str
    module: str
    """In ``reader.cli.commands``."""
    summary: str


GROUPS: dict[str, tuple[Verb, ...]] = {
    "read": (
        Verb("samples", "cables.open_screen", "open the five sample cables"),
        Verb("open", "cables.open_screen", "open files or folders of cables just to read them"),
        Verb("show", "cables.show", "print a cable"),
        Verb("explain", "cables.info", "say what a code means"),
    ),
    "find": (
        Verb("search", "cables.search", "find cables, with the words around the hits"),
        Verb("list", "cables.list_cables", "list the cables that answer a query, or all"),
        Verb("facets", "cables.facets", "count what answers a query by year, post, TAGS and more"),
        Verb("refs", "cables.references", "tell what a cable refers to, and what refers to it"),
        Verb("similar", "cables.references", "find cables like one, with what they share"),
        Verb("log", "cables.log", "tell what was searched, and how much was found"),
        Verb("saved", "cables.search", "tell the saved queries"),
    ),
    "note and judge": (
        Verb("notes", "notes.list_notes", "print notes, by cable or by code"),
        Verb("tag", "notes.tag_and_judge", "put codes on the cables that answer a query, or take them off"),
        Verb("judge", "notes.tag_and_judge", "keep, maybe or no for the cables that answer a query"),
        Verb("codes", "notes.codes", "tell the codebook, and change it"),
        Verb("links", "notes.links", "tell what a cable is linked with, over several hops"),
        Verb("review", "notes.review", "settle where notes belong whose cable has changed"),
        Verb("undo", "notes.undo", "take back the last change of the notes"),
        Verb("redo", "notes.undo", "do again what was taken back last"),
        Verb("author", "notes.undo", "say who writes the notes, or set it"),
    ),
    "share and write up": (
        Verb("export", "notes.export", "write notes as markdown, one file for each cable"),
        Verb("bundle", "notes.sharing", "write all notes as text to give to a colleague, or to git"),
        Verb("merge", "notes.sharing", "take a colleague's notes in, once you have seen what is new"),
        Verb("conflicts", "notes.sharing", "choose between both sides of a change"),
        Verb("plain", "notes.sharing", "write all notes as one plain TinyDB file, or read one"),
    ),
    "bring in and look after": (
        Verb("import", "cables.import_cables", "bring cables into the library"),
        Verb("imports", "cables.import_cables", "tell what was imported, and what was skipped"),
        Verb("check", "cables.upkeep", "tell whether the library is sound"),
        Verb("doctor", "notes.doctor", "tell whether the notes are sound, and mend a copy of them"),
        Verb("reindex", "cables.upkeep", "read all texts of the library anew"),
        Verb("remove", "cables.upkeep", "remove cables from the library"),
        Verb("backup", "cables.upkeep", "copy the library to a new file"),
        Verb("where", "cables.info", "say where everything lies"),
    ),
}
VERBS = {verb.name: verb for group in GROUPS.values() for verb in group}
"""All commands by name."""


def summaries() -> str:
    """The commands with their summaries, in their groups."""
    return "\n\n".join(
        "\n".join([f"{group}:", *(f"  {verb.name:<10} {verb.summary}" for verb in verbs)])
        for group, verbs in GROUPS.items()
    )
