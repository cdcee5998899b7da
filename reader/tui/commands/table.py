"""Every command of the screen, declared once. Bindings, footer, help and palette are made from this table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.tui.commands.keys import shown_keys
from reader.tui.commands.marked import MARKED
from reader.tui.commands.model import Command, Need, Task, Where
from reader.tui.commands.movement import MOVES, STEPS
from reader.tui.commands.people import PEOPLE
from reader.tui.commands.reading import READING
from reader.tui.commands.sharing import SHARING
from reader.tui.commands.trails import TRAILS

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = [
    "BY_ID", "COMMANDS", "Command", "Need", "Task", "Where",
    "bindings", "bindings_of", "clashes", "elsewhere", "here",
]  # fmt: skip


COMMANDS: tuple[Command, ...] = (
    *STEPS,
    # In the order of the footer: the most used first. Help and palette keep that order within each task.
    Command("judge.keep", ("1",), "Judge it: keep", "While judging; moves on to the next cable.",
            need=Need.JUDGING, hint="keep", task=Task.JUDGE),
    Command("judge.maybe", ("2",), "Judge it: maybe", "While judging; moves on to the next cable.",
            need=Need.JUDGING, hint="maybe", task=Task.JUDGE),
    Command("judge.no", ("3",), "Judge it: no", "While judging; moves on to the next cable.",
            need=Need.JUDGING, hint="no", task=Task.JUDGE),
    Command("judge.clear", ("0",), "Clear the judgement", "While judging; moves on to the next cable.",
            need=Need.JUDGING, hint="clear", task=Task.JUDGE),
    Command("judge.rest", ("4",), "Hide or show judged cables",
            "While judging: adds -is:judged to the filter, or removes it.", need=Need.JUDGING, hint="rest",
            task=Task.JUDGE),
    Command("facets.narrow", ("enter",), "Narrow to this value, or show more",
            "Adds it to the query; a value already there is removed.", Where.FACETS, hint="narrow",
            palette=False, task=Task.BASICS),
    Command("facets.widen", ("backspace",), "Undo the last narrowing", "", Where.FACETS, hint="widen",
            palette=False, task=Task.FIND),
    Command("periods.narrow", ("enter",), "Narrow to this period", "", Where.PERIODS, hint="narrow",
            palette=False, task=Task.BASICS),
    Command("periods.range", ("space", "V"), "Start a range", "Move to its end, then press Enter.",
            Where.PERIODS, hint="range", palette=False, task=Task.FIND),
    Command("periods.split", ("b",), "Split by post, TAGS or code",
            "The largest, one line each, all to one scale; again for the next split, or none.", Where.PERIODS,
            hint="split", palette=False, task=Task.FIND),
    Command("periods.widen", ("backspace",), "Show any time again", "", Where.PERIODS, hint="any time",
            palette=False, task=Task.FIND),
    Command("list.open", ("enter",), "Open the cable", "Shows it in the reader and moves there.",
            Where.LIST, Need.ROW, "open", task=Task.BASICS),
    Command("notes.go", ("enter",), "Go to the text of the note",
            "The words it is about; for a link, the linked cable.",
            Where.NOTES, Need.NOTE, "go there", task=Task.BASICS),
    Command("note.write", ("a",), "Write a note",
            "On the selected words or the paragraph; in the list and the header, on the whole cable.",
            need=Need.CABLE, hint="note", task=Task.BASICS),
    Command("tag.edit", ("t",), "Tag",
            "Adds codes, which are your own labels, to the words, the paragraph or the selected note; "
            "separate with commas, -name removes one.", need=Need.CABLE, hint="tag", task=Task.BASICS),
    Command("link.make", ("l",), "Link to another cable",
            "Or to one of its paragraphs, with a relation of your choice.",
            need=Need.CABLE, hint="link", task=Task.ANNOTATE),
    Command("cable.version", ("V",), "Show another version of the cable",
            "Steps through the versions in your library, with your notes in place.",
            Where.READER, Need.VERSIONS, "version", task=Task.READ),
    Command("reader.select", ("v",), "Select words",
            "Move to the first word, press v, move to the last; Esc clears the selection.",
            Where.READER, Need.CABLE, "words", task=Task.READ),
    Command("pane.next", ("tab",), "Next panel", "List, reader, notes, and back to the list.", hint="panel",
            task=Task.BASICS),
    Command("note.edit", ("e",), "Edit the note, its codes or the link",
            "The one selected in the notes panel.",
            need=Need.NOTE, hint="edit", task=Task.ANNOTATE),
    Command("note.elsewhere", ("E",), "Write the note in your editor",
            "The selected note, or a new one; set $VISUAL or $EDITOR.", need=Need.CABLE,
            task=Task.ANNOTATE),
    Command("note.delete", ("d",), "Delete the note or link",
            "The one selected in the notes panel; u restores it.",
            need=Need.NOTE, hint="delete", task=Task.ANNOTATE),
    Command("cable.next", ("J",), "Next cable", "Opens the next one in the list.", need=Need.LIBRARY,
            hint="next", task=Task.READ),
    Command("cable.references", ("r",), "List references",
            "Cables that this one cites, with the paragraph, and cables that cite it, in the library or not.",
            need=Need.CABLE, hint="refs", task=Task.READ),
    Command("filter.edit", ("\\",), "Filter the list",
            "Searches the text of the cables as you type; Esc clears the filter, ; restores it.",
            need=Need.LIBRARY, hint="filter", task=Task.BASICS),
    Command("cable.similar", ("P",), "List similar cables",
            "Cables that share passages, references, rare words and TAGS.",
            need=Need.CABLE, hint="similar", task=Task.READ),
    Command("find.start", ("/",), "Find in the cable", "n continues into the next cable.",
            need=Need.CABLE, hint="find", task=Task.READ),
    *READING,
    Command("cable.compare", ("=",), "Compare",
            "Word by word: two marked cables, two versions of the open one, or the open one and another.",
            need=Need.LIBRARY, task=Task.READ),
    Command("export", ("x",), "Export the notes",
            "As Markdown, a web page or a Word file: this cable, the marked ones, a code, a trail or all.",
            need=Need.LIBRARY, hint="export", task=Task.BASICS),
    Command("undo", ("u",), "Undo the last change to the notes", "Even after a restart.",
            need=Need.LIBRARY, hint="undo", task=Task.BASICS),
    Command("list.sort", ("s",), "Sort the list",
            "Then press a letter: newest, oldest, best match, post, level, subject or size.",
            need=Need.LIBRARY, hint="sort", task=Task.FIND),
    Command("list.date", ("@",), "Go to a date", "A year, a month or a day, in a list sorted by date.",
            need=Need.ROW, task=Task.FIND),
    Command("list.columns", ("%",), "Choose columns",
            "Each of the ten has a letter; for a list wide enough for one line per cable.", need=Need.LIBRARY,
            task=Task.FIND),
    *MARKED,
    Command("judge.mode", ("D",), "Judge cables one by one",
            "1 keep, 2 maybe, 3 no, 0 clear: for the current filter. D again: overall; "
            "once more: stop.", need=Need.LIBRARY, hint="judge", task=Task.JUDGE),
    Command("facets", ("F",), "Show facets",
            "Counts the results by level, year, post, TAGS and signer; Enter narrows the query.",
            need=Need.LIBRARY, hint="facets", task=Task.FIND),
    Command("periods", ("h",), "Show or hide the histogram",
            "When the results were sent, above the list; Enter narrows to a period.",
            need=Need.LIBRARY, task=Task.FIND),
    Command("query.pick", ("S",), "Saved and recent queries",
            "Run one again, or save the current one under a name.",
            need=Need.LIBRARY, hint="queries", task=Task.FIND),
    Command("list.mark", ("space",), "Mark the cable",
            "For commands on several cables; moves on to the next.",
            Where.LIST, Need.ROW, "mark", task=Task.FIND),
    Command("list.range", ("V",), "Mark a range", "From here to where you press V or Space next.",
            Where.LIST, Need.ROW, task=Task.FIND),
    Command("list.mark_all", ("*",), "Mark the whole list",
            "All results, in view or not; press it again to clear the marks.", Where.LIST, Need.ROW,
            task=Task.FIND),
    Command("list.unmark", ("U",), "Clear all marks", "Also on cables that the list does not show.",
            Where.LIST, Need.ROW, task=Task.FIND),
    Command("library.samples", ("o",), "Open the sample cables",
            "Five real cables in a library of their own, to try things out.", hint="samples",
            task=Task.PROGRAM, unless=Where.READER),
    Command("library.import", ("i",), "Import cables",
            "From a file or a folder; you can also drop one on the window. During an import: stops it.",
            need=Need.LIBRARY, hint="import", task=Task.PROGRAM),
    Command("library.imports", (), "List past imports and skipped files", "Or press i, then Enter.",
            need=Need.LIBRARY, task=Task.PROGRAM),
    Command("tag.repeat", (".",), "Repeat the last code", "On the selected words or the current paragraph.",
            need=Need.CABLE, hint="same code", task=Task.ANNOTATE),
    Command("codebook", ("c",), "Codebook",
            "Your codes as a tree: rename, define, merge, split, delete.",
            need=Need.LIBRARY, hint="codes", task=Task.ANNOTATE),
    Command("passages", ("C",), "Passages under a code",
            "Each with its cable and paragraph; Enter goes there.",
            need=Need.LIBRARY, task=Task.ANNOTATE),
    Command("notes.search", ("L",), "Search all notes",
            "By words, or with code:, author:, changed:, has: and is:.",
            need=Need.LIBRARY, hint="all notes", task=Task.ANNOTATE),
    Command("links.outline", ("O",), "Links, and the links of those",
            "Everything linked to this cable, as an outline; Enter goes there.", need=Need.CABLE,
            task=Task.ANNOTATE),
    Command("notes.check", ("R",), "Review notes whose text has changed",
            "Confirm or reject the new place of their words.", need=Need.LIBRARY, task=Task.ANNOTATE),
    *PEOPLE,
    *TRAILS,
    *SHARING,
    Command("explain", ("I",), "Explain acronyms and TAGS",
            "What the codes in this paragraph, and in the whole cable, mean.",
            need=Need.CABLE, hint="explain", task=Task.READ),
    Command("note.cable", ("A",), "Write a note on the whole cable", "Not on one of its paragraphs.",
            need=Need.CABLE, task=Task.ANNOTATE),
    Command("redo", ("ctrl+r",), "Redo the last undone change", "", need=Need.LIBRARY, task=Task.ANNOTATE),
    Command("note.next", ("]",), "Next note in this cable", "", need=Need.CABLE,
            task=Task.ANNOTATE),
    Command("note.previous", ("[",), "Previous note in this cable", "", need=Need.CABLE,
            task=Task.ANNOTATE),
    Command("cable.open", (), "Open a cable by its number",
            "In any common form: 06PHNOMPENH977, Phnom Penh 977.",
            need=Need.LIBRARY, task=Task.FIND),
    Command("bookmark.set", ("m",), "Set a bookmark", "Then press a letter: for this cable and paragraph.",
            need=Need.CABLE, task=Task.READ),
    Command("bookmark.go", ("'",), "Go to a bookmark",
            "Then press its letter; Enter lists them, ' goes back.",
            need=Need.LIBRARY, task=Task.READ),
    Command("bookmark.list", (), "List the bookmarks", "Of this library.", need=Need.LIBRARY, task=Task.READ),
    Command("cable.previous", ("K",), "Previous cable", "Opens the previous one in the list.",
            need=Need.LIBRARY, task=Task.READ),
    Command("find.next", ("n",), "Next hit", "After the last one, continues in the next cable of the list.",
            need=Need.FOUND, task=Task.READ),
    Command("find.previous", ("N",), "Previous hit", "", need=Need.FOUND, task=Task.READ),
    Command("place.back", ("<", "alt+left", "ctrl+o"), "Back", "To where you were before the last jump.",
            need=Need.BACK, task=Task.READ),
    Command("place.forward", (">", "alt+right"), "Forward", "After going back.", need=Need.FORWARD,
            task=Task.READ),
    Command("pane.previous", ("shift+tab",), "Previous panel", "", task=Task.PROGRAM),
    Command("pane.zoom", ("z",), "Zoom the panel", "Full width, or back to normal.", task=Task.PROGRAM),
    Command("pane.wider", ("+", "ctrl+right"), "Widen the panel", "The width is remembered.",
            task=Task.PROGRAM),
    Command("pane.narrower", ("-", "ctrl+left"), "Narrow the panel", "", task=Task.PROGRAM),
    Command("reader.labels", ("f",), "Follow a reference",
            "Puts a letter beside each reference in view; press it to follow.",
            Where.READER, Need.CABLE, task=Task.READ),
    Command("reader.header", ("H",), "Unfold or fold the header",
            "Three lines, all fields, or all fields with their long lists.", Where.READER, Need.CABLE,
            task=Task.READ),
    Command("reader.as_sent", ("w",), "Show the text as sent, or reflowed",
            "As sent: with page breaks, transmission lines and garbled letters.", Where.READER, Need.CABLE,
            task=Task.READ),
    Command("reader.sentence_case", ("~",), "Show capitals in sentence case, or as sent",
            "Cables sent in capitals only; names as the library writes them. Copies stay as sent.",
            need=Need.CABLE, task=Task.READ),
    Command("theme.next", ("ctrl+t",), "Switch the theme",
            "Dark, light, high contrast, the terminal's colours, or none; remembered.", task=Task.PROGRAM),
    Command("messages", ("M",), "Show recent messages", "Everything the bottom line said, newest first.",
            task=Task.PROGRAM),
    Command("palette", ("ctrl+p",), "Find a command", "", task=Task.PROGRAM),
    Command("command.line", (":",), "Type a command",
            "With arguments: tag +visas, open 09MUNICH273. Tab completes, ↑ recalls earlier ones.",
            task=Task.PROGRAM),
    Command("config.edit", (), "Edit the settings",
            "In your editor; they take effect when you save the file.",
            task=Task.PROGRAM),
    Command("steps.hide", ("_",), "Hide or show the first steps",
            "Five things to try, shown in the samples and in an empty library; remembered.",
            task=Task.PROGRAM),
    Command("cancel", ("escape", "ctrl+c"), "Step back",
            "Discards an edit, ends a selection, find, zoom or judging; in the list, clears the marks, "
            "the histogram, then the filter.", palette=False, task=Task.BASICS),
    Command("cancel.undo", (";",), "Restore what Esc cleared", "The filter, the marks or judging.",
            task=Task.FIND),
    Command("help", ("?", "f1"), "Help for this panel", "Every key that works here.", hint="help",
            task=Task.BASICS),
    Command("quit", ("q",), "Quit", "Your place is remembered; your notes are already saved.",
            hint="quit", task=Task.BASICS),
    Command("quit.now", ("ctrl+q",), "Quit from anywhere", "", palette=False, task=Task.PROGRAM),
    *MOVES,
)  # fmt: skip

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}


def here(where: Where) -> Iterator[Command]:
    """The commands whose keys work in a pane: its own first, then those that work anywhere."""
    yield from (command for command in COMMANDS if command.where is where is not Where.ANY)
    yield from (command for command in COMMANDS if command.where is Where.ANY and command.works_in(where))


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
            if not command.works_in(where):
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
