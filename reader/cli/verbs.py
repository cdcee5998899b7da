"""The commands: each with its module and its line in ``cables --help``.

``declare_NAME`` of the module adds the command's arguments to its parser. Only the module of the command that
is run is imported.
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
        Verb("samples", "screen.open_screen", "open the five sample cables"),
        Verb("demo", "screen.demo", "watch the program being used on the samples"),
        Verb("open", "screen.open_screen", "read files or folders of cables without importing them"),
        Verb("serve", "screen.serve", "read in a browser on this machine"),
        Verb("show", "cables.show", "print cables"),
        Verb("diff", "cables.diff", "compare two cables, or two versions of one, word by word"),
        Verb("explain", "cables.info", "explain a TAG, post, caption or acronym"),
    ),
    "find": (
        Verb("search", "cables.search", "search the cables and show the matching text"),
        Verb("list", "cables.list_cables", "list cables matching a query, or all cables"),
        Verb(
            "facets", "cables.facets", "count matching cables by year, level, post, TAGS, signer and person"
        ),
        Verb("people", "cables.names.people", "list who and what matching cables name; merge spellings"),
        Verb("who", "cables.names.who", "show the passages that name a person, place or organisation"),
        Verb("timeline", "cables.timeline.timeline_command", "show cables over time, with gaps and peaks"),
        Verb("refs", "cables.references.around", "list the cables that a cable cites and is cited by"),
        Verb(
            "similar",
            "cables.references.similar_cables",
            "find similar cables, and other copies of a passage",
        ),
        Verb("log", "cables.log", "show the research log: past searches and their counts"),
        Verb("saved", "cables.search", "list or delete saved queries"),
    ),
    "annotate": (
        Verb("notes", "notes.list_notes", "print notes by cable, code, author or day"),
        Verb("note", "notes.write", "add a note to a cable, a paragraph or a quotation"),
        Verb("link", "notes.write", "link two cables"),
        Verb("tag", "notes.tag_and_judge", "add or remove codes on many cables at once"),
        Verb("judge", "notes.tag_and_judge", "judge many cables at once: keep, maybe or no"),
        Verb("codes", "notes.codes.command", "show or edit the codebook"),
        Verb("links", "notes.links", "show the chain of cables linked to a cable"),
        Verb("trails", "notes.trails.trail_command", "show or edit trails: routes through several cables"),
        Verb("review", "notes.review", "resolve notes whose cable text has changed"),
        Verb("undo", "notes.undo", "undo the last change to the notes"),
        Verb("redo", "notes.undo", "redo the last change that was undone"),
        Verb("author", "notes.undo", "show or set the author of new notes"),
    ),
    "share": (
        Verb("export", "notes.export", "write notes as Markdown, HTML or DOCX"),
        Verb("cite", "notes.cite", "print citations or a bibliography of cables"),
        Verb("verify", "notes.verify", "check quotations and citations in a draft"),
        Verb("protect", "notes.protect", "list the names that exports and copies protect"),
        Verb("data", "notes.data", "write notes in formats of other programs, or read them"),
        Verb("bundle", "notes.sharing", "write all notes to one file, for a colleague or for git"),
        Verb("merge", "notes.sharing", "merge notes from a colleague's file"),
        Verb("agreement", "notes.agreement", "compare how people judged and coded"),
        Verb("conflicts", "notes.conflicts", "list or resolve notes changed on both sides of a merge"),
    ),
    "manage the library": (
        Verb("import", "cables.import_cables", "import cables into your library"),
        Verb("imports", "cables.past_imports", "list past imports and the files they skipped"),
        Verb("remove", "cables.upkeep", "remove cables from the library"),
        Verb("check", "cables.check", "check the library and the notes for damage"),
        Verb("repair", "cables.check", "repair a damaged library, or rebuild its index"),
        Verb("backup", "cables.upkeep", "copy the library to a new file"),
        Verb("config", "cables.config", "show, edit or check the settings"),
        Verb("where", "cables.info", "show where files are stored"),
        Verb("completion", "cables.completion", "print the tab completion for bash, zsh or fish"),
    ),
}
OLDER_NAMES = (
    Verb("doctor", "cables.check", "check the notes; write a repaired copy"),
    Verb("reindex", "cables.check", "rebuild the index (now: cables repair --index)"),
    Verb("plain", "notes.sharing", "write or read a TinyDB file (now: cables bundle --format tinydb)"),
)
"""Commands that still work, but that ``cables --help`` does not list."""
VERBS = {verb.name: verb for group in (*GROUPS.values(), OLDER_NAMES) for verb in group}
"""All commands by name."""


def summaries() -> str:
    """The commands with their summaries, in their groups."""
    return "\n\n".join(
        "\n".join([f"{group}:", *(f"  {verb.name:<10} {verb.summary}" for verb in verbs)])
        for group, verbs in GROUPS.items()
    )
