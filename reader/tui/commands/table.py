"""Every command of the screen, declared once. Bindings, footer, help and palette are made from this table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.tui.commands.keys import shown_keys
from reader.tui.commands.model import Command, Need, Task, Where
from reader.tui.commands.movement import MOVES, STEPS

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = [
    "BY_ID", "COMMANDS", "Command", "Need", "Task", "Where",
    "bindings", "bindings_of", "clashes", "elsewhere", "here",
]  # fmt: skip


COMMANDS: tuple[Command, ...] = (
    *STEPS,
    # In the order of the footer: the most used first. Help and palette keep that order within each task.
    Command("judge.keep", ("1",), "Keep the cable", "While you judge; goes on to the next.",
            need=Need.JUDGING, hint="keep", task=Task.JUDGE),
    Command("judge.maybe", ("2",), "Maybe", "While you judge; goes on to the next.",
            need=Need.JUDGING, hint="maybe", task=Task.JUDGE),
    Command("judge.no", ("3",), "Not of use", "While you judge; goes on to the next.",
            need=Need.JUDGING, hint="no", task=Task.JUDGE),
    Command("judge.clear", ("0",), "Take the judgement back", "While you judge; goes on to the next.",
            need=Need.JUDGING, hint="clear", task=Task.JUDGE),
    Command("judge.rest", ("4",), "Hide what is judged, or show it again",
            "While you judge: -is:judged joins the filter, or leaves it.", need=Need.JUDGING, hint="rest",
            task=Task.JUDGE),
    Command("facets.narrow", ("enter",), "Narrow to this, or show more",
            "The query says so; what it asks for already is taken away.", Where.FACETS, hint="narrow",
            palette=False, task=Task.BASICS),
    Command("facets.widen", ("backspace",), "Take the last narrowing away", "", Where.FACETS, hint="widen",
            palette=False, task=Task.FIND),
    Command("periods.narrow", ("enter",), "Narrow to this period", "", Where.PERIODS, hint="narrow",
            palette=False, task=Task.BASICS),
    Command("periods.range", ("space", "V"), "Start a range", "Then move, and Enter.",
            Where.PERIODS, hint="range", palette=False, task=Task.FIND),
    Command("periods.widen", ("backspace",), "Any time again", "", Where.PERIODS, hint="any time",
            palette=False, task=Task.FIND),
    Command("list.open", ("enter",), "Open the cable", "Shows it in the reader and goes there.",
            Where.LIST, Need.ROW, "open", task=Task.BASICS),
    Command("notes.go", ("enter",), "Go to the place of the note",
            "To the words it is about; for a link, to the cable it points at.",
            Where.NOTES, Need.NOTE, "go there", task=Task.BASICS),
    Command("note.write", ("a",), "Write a note",
            "On the words chosen, else on the paragraph; from the list or the header, on the whole cable.",
            need=Need.CABLE, hint="note", task=Task.BASICS),
    Command("tag.edit", ("t",), "Tag",
            "Gives the words, the paragraph or the selected note a tag of your own; several with commas, "
            "-name takes one away.", need=Need.CABLE, hint="tag", task=Task.BASICS),
    Command("link.make", ("l",), "Link to another cable", "Or to one of its paragraphs, with a relation.",
            need=Need.CABLE, hint="link", task=Task.ANNOTATE),
    Command("cable.version", ("V",), "Show another version of the cable",
            "If the library has several versions of it: each in turn, with its notes in place.",
            Where.READER, Need.VERSIONS, "version", task=Task.READ),
    Command("reader.select", ("v",), "Choose words",
            "Arrows go to the first word, v begins there, arrows widen it; Esc drops it.",
            Where.READER, Need.CABLE, "words", task=Task.READ),
    Command("pane.next", ("tab",), "Next panel", "List, reader, notes, and round again.", hint="panel",
            task=Task.BASICS),
    Command("note.edit", ("e",), "Edit the note, its tags or the link",
            "The one selected in the notes panel.",
            need=Need.NOTE, hint="edit", task=Task.ANNOTATE),
    Command("note.elsewhere", ("E",), "Write the note in your own editor",
            "The one selected, else a new one; $VISUAL or $EDITOR names the editor.", need=Need.CABLE,
            task=Task.ANNOTATE),
    Command("note.delete", ("d",), "Delete the note or link",
            "The one selected in the notes panel; u brings it back.",
            need=Need.NOTE, hint="delete", task=Task.ANNOTATE),
    Command("filter.edit", ("\\",), "Filter the list",
            "By the words of the cables, as you type; Esc clears it, ; brings it back.",
            need=Need.LIBRARY, hint="filter", task=Task.BASICS),
    Command("cable.references", ("r",), "References in and out",
            "The cables this one cites, and where; those that cite it; also for cables not in your library.",
            need=Need.CABLE, hint="refs", task=Task.READ),
    Command("cable.similar", ("P",), "More like this", "Cables that share references, rare words and TAGS.",
            need=Need.CABLE, hint="like this", task=Task.READ),
    Command("find.start", ("/",), "Find in the cable", "Runs on into the next cable with n.",
            need=Need.CABLE, hint="find", task=Task.READ),
    Command("cable.compare", ("=",), "Compare",
            "Two marked cables, the versions of the open one, or it and another: word by word.",
            need=Need.LIBRARY, task=Task.READ),
    Command("export", ("x",), "Export as markdown", "This cable, the marked ones, or all with notes.",
            need=Need.LIBRARY, hint="export", task=Task.BASICS),
    Command("undo", ("u",), "Undo the last change of the notes", "Also after a restart.",
            need=Need.LIBRARY, hint="undo", task=Task.BASICS),
    Command("list.sort", ("s",), "Sort by another field",
            "Then a letter: newest, oldest, best match, post, level, subject, size.",
            need=Need.LIBRARY, hint="sort", task=Task.FIND),
    Command("list.date", ("@",), "Go to a date", "In the list by date: a year, a month or a day.",
            need=Need.ROW, task=Task.FIND),
    Command("list.columns", ("%",), "Choose the list's columns",
            "Ten, each with a letter; for a list with one line for each cable.", need=Need.LIBRARY,
            task=Task.FIND),
    Command("tag.all", ("T",), "Tag the marked cables",
            "In one step; asks with their number first. * marks all of the list.", need=Need.MARKED,
            hint="tag marked", task=Task.ANNOTATE),
    Command("judge.all", ("W",), "Judge the marked cables",
            "Keep, maybe, no or clear, in one step; asks with their number first. * marks all of the list.",
            need=Need.MARKED, task=Task.JUDGE),
    Command("judge.mode", ("D",), "Judge cables one by one",
            "Then 1 keeps, 2 is maybe, 3 no, 0 clears: for the filter you see; D again: whatever the filter; "
            "once more ends it.", need=Need.LIBRARY, hint="judge", task=Task.JUDGE),
    Command("facets", ("F",), "Facets of the result",
            "Counts by level, year, post, TAGS and signer, in place of the reader; Enter narrows.",
            need=Need.LIBRARY, hint="facets", task=Task.FIND),
    Command("periods", ("h",), "Histogram of the result",
            "When its cables were sent, over the list; Enter narrows to a period; h again hides it.",
            need=Need.LIBRARY, task=Task.FIND),
    Command("query.pick", ("S",), "Saved and recent queries", "Asks one again, saves this one under a name.",
            need=Need.LIBRARY, hint="queries", task=Task.FIND),
    Command("list.mark", ("space",), "Mark the cable", "For a command on several; steps to the next.",
            Where.LIST, Need.ROW, "mark", task=Task.FIND),
    Command("list.range", ("V",), "Mark a range", "From here to where V or Space is pressed next.",
            Where.LIST, Need.ROW, task=Task.FIND),
    Command("list.mark_all", ("*",), "Mark all of the list", "All that was found, in view or not; once more "
            "takes the marks away.", Where.LIST, Need.ROW, task=Task.FIND),
    Command("list.unmark", ("U",), "Take all marks away", "Also those of cables that the list does not show.",
            Where.LIST, Need.ROW, task=Task.FIND),
    Command("library.samples", ("o",), "Open the sample cables",
            "Five real cables in a library of their own, to try everything on.", hint="samples",
            task=Task.PROGRAM),
    Command("library.import", ("i",), "Import cables",
            "From a file or a folder; dropping one on the window does it too. While one runs: stops it.",
            need=Need.LIBRARY, hint="import", task=Task.PROGRAM),
    Command("library.imports", (), "Imports so far, and what they skipped", "Also i, then Enter alone.",
            need=Need.LIBRARY, task=Task.PROGRAM),
    Command("tag.repeat", (".",), "Repeat the last tag", "On the words or the paragraph you are at now.",
            need=Need.CABLE, hint="same tag", task=Task.ANNOTATE),
    Command("codebook", ("c",), "Codebook", "Your codes as a tree: rename, define, merge, split, delete.",
            need=Need.LIBRARY, hint="codes", task=Task.ANNOTATE),
    Command("passages", ("C",), "Passages under a code", "All of them with their places; Enter goes there.",
            need=Need.LIBRARY, task=Task.ANNOTATE),
    Command("notes.search", ("L",), "Search all notes", "By words, code:, author:, changed:, has:, is:.",
            need=Need.LIBRARY, hint="all notes", task=Task.ANNOTATE),
    Command("links.outline", ("O",), "Links over several hops",
            "What can be reached from this cable, as an outline; Enter goes there.", need=Need.CABLE,
            task=Task.ANNOTATE),
    Command("notes.check", ("R",), "Check the notes whose text has changed",
            "Where their words are now: yes or no.", need=Need.LIBRARY, task=Task.ANNOTATE),
    Command("merge", ("B",), "Merge a colleague's bundle of notes",
            "Shows first what would change; a backup is written before it is done.", need=Need.LIBRARY,
            task=Task.SHARE),
    Command("conflicts", ("X",), "Choose between both sides", "Of what was changed twice before a merge.",
            need=Need.LIBRARY, task=Task.SHARE),
    Command("bundle", (), "Write a bundle of all notes", "One text file for a colleague, or for git.",
            need=Need.LIBRARY, task=Task.SHARE),
    Command("author", (), "Say who writes the notes", "The name that stands with your notes from now on.",
            need=Need.LIBRARY, task=Task.SHARE),
    Command("copy.words", ("y",), "Copy the words", "Those chosen, else the paragraph.", need=Need.CABLE,
            task=Task.SHARE),
    Command("copy.quote", ("Y",), "Copy the quotation with its source",
            "The words in quotation marks, and a citation of the cable and the paragraph.",
            need=Need.CABLE, task=Task.SHARE),
    Command("pipe", ("|",), "Pipe to a shell command",
            "The words chosen, the marked cables or this cable, as plain text; then what the command prints.",
            need=Need.LIBRARY, hint="pipe", task=Task.SHARE),
    Command("explain", ("I",), "Explain acronyms and TAGS",
            "What the codes of this paragraph, and of the cable, stand for.",
            need=Need.CABLE, hint="explain", task=Task.READ),
    Command("note.cable", ("A",), "Write a note on the whole cable", "Not on one of its paragraphs.",
            need=Need.CABLE, task=Task.ANNOTATE),
    Command("redo", ("ctrl+r",), "Redo", "What u took back.", need=Need.LIBRARY, task=Task.ANNOTATE),
    Command("note.next", ("]",), "Next note in this cable", "Goes to its words.", need=Need.CABLE,
            task=Task.ANNOTATE),
    Command("note.previous", ("[",), "Previous note in this cable", "Goes to its words.", need=Need.CABLE,
            task=Task.ANNOTATE),
    Command("cable.open", (), "Open a cable by its number", "In any form: 06PHNOMPENH977, Phnom Penh 977.",
            need=Need.LIBRARY, task=Task.FIND),
    Command("bookmark.set", ("m",), "Set a bookmark", "Then a letter: at this cable and paragraph.",
            need=Need.CABLE, task=Task.READ),
    Command("bookmark.go", ("'",), "Go to a bookmark", "Then its letter; Enter lists them, ' goes back.",
            need=Need.LIBRARY, task=Task.READ),
    Command("bookmark.list", (), "List the bookmarks", "Of this library.", need=Need.LIBRARY, task=Task.READ),
    Command("cable.next", ("J",), "Next cable", "Opens the one below in the list.", need=Need.LIBRARY,
            task=Task.READ),
    Command("cable.previous", ("K",), "Previous cable", "Opens the one above in the list.",
            need=Need.LIBRARY, task=Task.READ),
    Command("find.next", ("n",), "Next hit", "After the last one, in the next cable of the list.",
            need=Need.FOUND, task=Task.READ),
    Command("find.previous", ("N",), "Previous hit", "", need=Need.FOUND, task=Task.READ),
    Command("place.back", ("<", "alt+left", "ctrl+o"), "Back", "To where you were before the last jump.",
            need=Need.BACK, task=Task.READ),
    Command("place.forward", (">", "alt+right"), "Forward", "After going back.", need=Need.FORWARD,
            task=Task.READ),
    Command("pane.previous", ("shift+tab",), "Previous panel", "", task=Task.PROGRAM),
    Command("pane.zoom", ("z",), "Zoom the panel", "Gives it the whole width, and back.", task=Task.PROGRAM),
    Command("pane.wider", ("+", "ctrl+right"), "Widen the panel", "The width is remembered.",
            task=Task.PROGRAM),
    Command("pane.narrower", ("-", "ctrl+left"), "Narrow the panel", "", task=Task.PROGRAM),
    Command("reader.labels", ("f",), "Follow a reference",
            "Puts letters beside those in view; press one.",
            Where.READER, Need.CABLE, task=Task.READ),
    Command("reader.header", ("H",), "Open or fold the header",
            "All of it, then also its long lists, or three lines.", Where.READER, Need.CABLE, task=Task.READ),
    Command("reader.as_sent", ("w",), "Show as sent, or reflowed",
            "With page breaks, transmission lines and garbled letters.", Where.READER, Need.CABLE,
            task=Task.READ),
    Command("theme.next", ("ctrl+t",), "Change between dark, light and the terminal's own colours",
            "The choice is remembered.", task=Task.PROGRAM),
    Command("messages", ("M",), "Show the messages again", "What the last line said, newest first.",
            task=Task.PROGRAM),
    Command("palette", ("ctrl+p",), "Find a command by its name", "", task=Task.PROGRAM),
    Command("command.line", (":",), "Type a command",
            "With what it acts on: tag +visas, open 09MUNICH273. Tab completes, ↑ brings earlier ones back.",
            task=Task.PROGRAM),
    Command("config.edit", (), "Edit the settings", "In your own editor; they count when you save the file.",
            task=Task.PROGRAM),
    Command("cancel", ("escape", "ctrl+c"), "Step back",
            "Leaves the editor, the selection, the find, the zoom, the judging; in the list takes the marks, "
            "the histogram and then the filter away.", palette=False, task=Task.BASICS),
    Command("cancel.undo", (";",), "Bring back what Esc took away", "The filter, the marks or the judging.",
            task=Task.FIND),
    Command("help", ("?", "f1"), "Help for this panel", "Show every key that works here.", hint="help",
            task=Task.BASICS),
    Command("quit", ("q",), "Quit", "The place is remembered; the notes are already on the disk.",
            hint="quit", task=Task.BASICS),
    Command("quit.now", ("ctrl+q",), "Quit from anywhere", "", palette=False, task=Task.PROGRAM),
    *MOVES,
)  # fmt: skip

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}


def here(where: Where) -> Iterator[Command]:
    """The commands whose keys work in a pane: its own first, then those that work anywhere."""
    yield from (command for command in COMMANDS if command.where is where is not Where.ANY)
    yield from (command for command in COMMANDS if command.where is Where.ANY)


def elsewhere(key: str, where: Where) -> list[Command]:
    """The commands that a key, as it is shown, has in other panes than this one."""
    return [
        command
        for command in COMMANDS
        if command.where not in (where, Where.ANY) and key in shown_keys(command)
    ]


def clashes_of(commands: Iterable[Command]) -> Iterator[tuple[str, Where, str, str]]:
    """Each key that two commands have in the same pane, the pane, and the ids of both."""
    commands = tuple(commands)
    for where in Where:
        command_of: dict[str, str] = {}
        for command in commands:
            if command.where not in (where, Where.ANY):
                continue
            for key in command.keys:
                if key in command_of:
                    yield key, where, command_of[key], command.id
                command_of[key] = command.id


def clashes(commands: Iterable[Command] = COMMANDS) -> list[str]:
    """A sentence for each key that two commands have in the same pane."""
    return [f"{key} in {where.value}: {one} and {other}" for key, where, one, other in clashes_of(commands)]


def bindings(where: Where) -> list[BindingType]:
    """The key bindings of a pane, or of the screen for ANY. All of them call one action of the screen."""
    return bindings_of([command for command in COMMANDS if command.where is where])


def bindings_of(commands: Iterable[Command], *, fixed: bool = False) -> list[BindingType]:
    """The key bindings of some commands; ``fixed`` where keys that the user chose for others mean nothing."""
    from textual.binding import Binding

    return [
        Binding(
            ",".join(command.keys),
            f"screen.command({command.id!r})",
            command.name,
            show=False,
            id=None if fixed else command.id,
            priority=command.id == "quit.now",
        )
        for command in commands
        if command.keys
    ]
