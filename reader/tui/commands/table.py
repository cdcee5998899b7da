"""Every command of the screen, declared once. Bindings, footer, help and palette are made from this table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.tui.commands.model import Command, Need, Where
from reader.tui.commands.movement import MOVES

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = ["BY_ID", "COMMANDS", "Command", "Need", "Where", "bindings", "bindings_of", "clashes", "here"]


COMMANDS: tuple[Command, ...] = (
    # In the order of the footer: the most used first.
    Command("judge.keep", ("1",), "Keep the cable", "While you judge; goes on to the next.",
            need=Need.JUDGING, hint="keep"),
    Command("judge.maybe", ("2",), "Maybe", "While you judge; goes on to the next.",
            need=Need.JUDGING, hint="maybe"),
    Command("judge.no", ("3",), "Not of use", "While you judge; goes on to the next.",
            need=Need.JUDGING, hint="no"),
    Command("judge.clear", ("0",), "Take the judgement back", "While you judge; goes on to the next.",
            need=Need.JUDGING, hint="clear"),
    Command("judge.rest", ("4",), "Hide what is judged, or show it again",
            "While you judge: -is:judged joins the filter, or leaves it.", need=Need.JUDGING, hint="rest"),
    Command("facets.narrow", ("enter",), "Narrow to this, or show more",
            "The query says so; what it asks for already is taken away.", Where.FACETS, hint="narrow",
            palette=False),
    Command("facets.widen", ("backspace",), "Take the last narrowing away", "", Where.FACETS, hint="widen",
            palette=False),
    Command("periods.narrow", ("enter",), "Narrow to this period", "", Where.PERIODS, hint="narrow",
            palette=False),
    Command("periods.range", ("space", "V"), "Begin a stretch of several", "Then move, and Enter.",
            Where.PERIODS, hint="stretch", palette=False),
    Command("periods.widen", ("backspace",), "Any time again", "", Where.PERIODS, hint="any time",
            palette=False),
    Command("list.open", ("enter",), "Open the cable", "Shows it in the reader and goes there.",
            Where.LIST, Need.ROW, "open"),
    Command("notes.go", ("enter",), "Go to the place of the note",
            "To the words it is about; for a link, to the cable it points at.",
            Where.NOTES, Need.NOTE, "go there"),
    Command("note.write", ("a",), "Write a note",
            "On the words chosen, else on the paragraph; with the header current, on the whole cable.",
            need=Need.CABLE, hint="note"),
    Command("tag.edit", ("t",), "Tag",
            "Gives the words, the paragraph or the selected note a tag of your own; several with commas, "
            "-name takes one away.", need=Need.CABLE, hint="tag"),
    Command("link.make", ("l",), "Link to another cable", "Or to one of its paragraphs, with a relation.",
            need=Need.CABLE, hint="link"),
    Command("cable.version", ("V",), "Show another version of the cable",
            "Where several texts of it are held: each in turn, with the notes where they are in it.",
            Where.READER, Need.VERSIONS, "version"),
    Command("reader.select", ("v",), "Choose words",
            "Arrows go to the first word, v begins there, arrows widen it; Esc drops it.",
            Where.READER, Need.CABLE, "words"),
    Command("pane.next", ("tab",), "Next panel", "List, reader, notes, and round again.", hint="panel"),
    Command("note.edit", ("e",), "Edit the note, its tags or the link",
            "The one selected in the notes panel.",
            need=Need.NOTE, hint="edit"),
    Command("note.elsewhere", ("E",), "Write the note in your own editor",
            "The one selected, else a new one; $VISUAL or $EDITOR names the editor.", need=Need.CABLE),
    Command("note.delete", ("d",), "Delete the note or link",
            "The one selected in the notes panel; u brings it back.",
            need=Need.NOTE, hint="delete"),
    Command("filter.edit", ("\\",), "Filter the list",
            "By the words of the cables, as you type; Esc clears it, ; brings it back.",
            need=Need.LIBRARY, hint="filter"),
    Command("cable.references", ("r",), "References in and out",
            "The cables this one cites, and where; those that cite it; also for cables that are not held.",
            need=Need.CABLE, hint="refs"),
    Command("cable.similar", ("P",), "More like this", "Cables that share references, rare words and TAGS.",
            need=Need.CABLE, hint="like this"),
    Command("find.start", ("/",), "Find in the cable", "Runs on into the next cable with n.",
            need=Need.CABLE, hint="find"),
    Command("export", ("x",), "Export as markdown", "This cable, the marked ones, or all with notes.",
            need=Need.LIBRARY, hint="export"),
    Command("undo", ("u",), "Undo the last change of the notes", "Also after a restart.",
            need=Need.LIBRARY, hint="undo"),
    Command("list.sort", ("s",), "Sort by another field",
            "Then a letter: newest, oldest, best match, post, level, subject, size.",
            need=Need.LIBRARY, hint="sort"),
    Command("list.date", ("@",), "Go to a date", "In the list by date: a year, a month or a day.",
            need=Need.ROW),
    Command("list.columns", ("%",), "Choose the list's columns",
            "Ten, each with a letter; for a list with one line for each cable.", need=Need.LIBRARY),
    Command("tag.all", ("T",), "Tag the marked cables, or all that was found",
            "In one step; asks with their number first.", need=Need.ROW, hint="tag all"),
    Command("judge.all", ("W",), "Judge the marked cables, or all that was found",
            "Keep, maybe, no or clear, in one step; asks with their number first.", need=Need.ROW),
    Command("judge.mode", ("D",), "Judge cables one by one",
            "Then 1 keeps, 2 is maybe, 3 no, 0 clears: for the filter you see; D again: whatever the filter; "
            "once more ends it.", need=Need.LIBRARY, hint="judge"),
    Command("facets", ("F",), "Facets of the result",
            "Counts by level, year, post, TAGS and signer, in place of the reader; Enter narrows.",
            need=Need.LIBRARY, hint="facets"),
    Command("periods", ("h",), "Histogram of the result",
            "When its cables were sent, over the list; Enter narrows to a period; h again hides it.",
            need=Need.LIBRARY),
    Command("query.pick", ("S",), "Saved and recent queries", "Asks one again, saves this one under a name.",
            need=Need.LIBRARY, hint="queries"),
    Command("list.mark", ("space",), "Mark the cable", "For a command on several; steps to the next.",
            Where.LIST, Need.ROW, "mark"),
    Command("list.range", ("V",), "Mark a range", "From here to where V or Space is pressed next.",
            Where.LIST, Need.ROW),
    Command("list.mark_all", ("*",), "Mark all of the list", "All that was found, in view or not; once more "
            "takes the marks away.", Where.LIST, Need.ROW),
    Command("list.unmark", ("U",), "Take all marks away", "Also those of cables that the list does not show.",
            Where.LIST, Need.ROW),
    Command("library.samples", ("o",), "Open the sample cables",
            "Five real cables in a library of their own, to try everything on.", hint="samples"),
    Command("library.import", ("i",), "Import cables",
            "From a file or a folder; dropping one on the window does it too. While one runs: stops it.",
            need=Need.LIBRARY, hint="import"),
    Command("library.imports", (), "Imports so far, and what they skipped", "Also i, then Enter alone.",
            need=Need.LIBRARY),
    Command("tag.repeat", (".",), "Repeat the last tag", "On the words or the paragraph you are at now.",
            need=Need.CABLE, hint="same tag"),
    Command("codebook", ("c",), "Codebook", "Your codes as a tree: rename, define, merge, split, delete.",
            need=Need.LIBRARY, hint="codes"),
    Command("passages", ("C",), "Passages under a code", "All of them with their places; Enter goes there.",
            need=Need.LIBRARY),
    Command("notes.search", ("L",), "Search all notes", "By words, code:, author:, changed:, has:, is:.",
            need=Need.LIBRARY, hint="all notes"),
    Command("links.outline", ("O",), "Links over several hops",
            "What can be reached from this cable, as an outline; Enter goes there.", need=Need.CABLE),
    Command("notes.check", ("R",), "Check the notes whose text has changed",
            "Where their words are now: yes or no.", need=Need.LIBRARY),
    Command("merge", ("B",), "Merge a colleague's bundle of notes",
            "Shows first what would change; a backup is written before it is done.", need=Need.LIBRARY),
    Command("conflicts", ("X",), "Choose between both sides", "Of what was changed twice before a merge.",
            need=Need.LIBRARY),
    Command("bundle", (), "Write a bundle of all notes", "One text file for a colleague, or for git.",
            need=Need.LIBRARY),
    Command("author", (), "Say who writes the notes", "The name that stands with your notes from now on.",
            need=Need.LIBRARY),
    Command("copy.words", ("y",), "Copy the words", "Those chosen, else the paragraph.", need=Need.CABLE),
    Command("copy.quote", ("Y",), "Copy the quotation with its source",
            "The words in quotation marks, and a citation of the cable and the paragraph.",
            need=Need.CABLE),
    Command("explain", ("I",), "Explain acronyms and TAGS",
            "What the codes of this paragraph, and of the cable, stand for.",
            need=Need.CABLE, hint="explain"),
    Command("note.cable", ("A",), "Write a note on the whole cable", "Not on one of its paragraphs.",
            need=Need.CABLE),
    Command("redo", ("ctrl+r",), "Redo", "What u took back.", need=Need.LIBRARY),
    Command("note.next", ("]",), "Next note in this cable", "Goes to its words.", need=Need.CABLE),
    Command("note.previous", ("[",), "Previous note in this cable", "Goes to its words.", need=Need.CABLE),
    Command("cable.next", ("J",), "Next cable", "Opens the one below in the list.", need=Need.LIBRARY),
    Command("cable.previous", ("K",), "Previous cable", "Opens the one above in the list.",
            need=Need.LIBRARY),
    Command("find.next", ("n",), "Next hit", "After the last one, in the next cable of the list.",
            need=Need.FOUND),
    Command("find.previous", ("N",), "Previous hit", "", need=Need.FOUND),
    Command("place.back", ("<", "alt+left", "ctrl+o"), "Back", "To where you were before the last jump.",
            need=Need.BACK),
    Command("place.forward", (">", "alt+right"), "Forward", "After going back.", need=Need.FORWARD),
    Command("pane.previous", ("shift+tab",), "Previous panel", ""),
    Command("pane.zoom", ("z",), "Zoom the panel", "Gives it the whole width, and back."),
    Command("pane.wider", ("+", "ctrl+right"), "Widen the panel", "The width is remembered."),
    Command("pane.narrower", ("-", "ctrl+left"), "Narrow the panel", ""),
    Command("reader.labels", ("f",), "Follow a reference",
            "Puts letters on those in view; press one.",
            Where.READER, Need.CABLE),
    Command("reader.header", ("H",), "Open or fold the header", "All of it, or three lines.", Where.READER,
            Need.CABLE),
    Command("reader.as_sent", ("w",), "Show as sent, or reflowed",
            "With page breaks, transmission lines and garbled letters.", Where.READER, Need.CABLE),
    Command("theme.next", ("ctrl+t",), "Change between dark, light and the terminal's own colours",
            "The choice is remembered."),
    Command("messages", ("M",), "Show the messages again", "What the last line said, newest first."),
    Command("palette", ("ctrl+p", ":"), "Find a command by its name", ""),
    Command("cancel", ("escape", "ctrl+c"), "Step back",
            "Leaves the editor, the selection, the find, the zoom, the judging; in the list takes the marks, "
            "the histogram and then the filter away.", palette=False),
    Command("cancel.undo", (";",), "Bring back what Esc took away", "The filter, the marks or the judging."),
    Command("help", ("?", "f1"), "Help for this panel", "Every key that counts here.", hint="help"),
    Command("quit", ("q",), "Quit", "The place is remembered; the notes are already on the disk.",
            hint="quit"),
    Command("quit.now", ("ctrl+q",), "Quit from anywhere", "", palette=False),
    *MOVES,
)  # fmt: skip

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}


def here(where: Where) -> Iterator[Command]:
    """The commands whose keys work in a pane: its own first, then those that work anywhere."""
    yield from (command for command in COMMANDS if command.where is where is not Where.ANY)
    yield from (command for command in COMMANDS if command.where is Where.ANY)


def clashes(commands: Iterable[Command] = COMMANDS) -> list[str]:
    """A sentence for each key that two commands have in the same pane."""
    commands = tuple(commands)
    found = []
    for where in Where:
        command_of: dict[str, str] = {}
        for command in commands:
            if command.where not in (where, Where.ANY):
                continue
            for key in command.keys:
                if key in command_of:
                    found.append(f"{key} in {where.value}: {command_of[key]} and {command.id}")
                command_of[key] = command.id
    return found


def bindings(where: Where) -> list[BindingType]:
    """The key bindings of a pane, or of the screen for ANY. All of them call one action of the screen."""
    return bindings_of([command for command in COMMANDS if command.where is where])


def bindings_of(commands: Iterable[Command]) -> list[BindingType]:
    """The key bindings of some commands."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join(command.keys),
            f"screen.command({command.id!r})",
            command.name,
            show=False,
            id=command.id,
            priority=command.id == "quit.now",
        )
        for command in commands
        if command.keys
    ]
