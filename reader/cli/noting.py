"""This is where the verbs about notes are declared."""

from __future__ import annotations

from argparse import ArgumentParser

from reader.cli.parser import A_LINE, MRN, Verbs, first_word, number, with_yes

QUERY = "words and fields, or @NAME for a saved query"


def writing(verbs: Verbs) -> None:
    """Noting, tagging, judging."""
    one = verbs.with_json("notes", "notes.list_notes:run", "print notes, by cable or by code")
    one.add_argument("query", metavar="QUERY", nargs="*", help="words and fields, or numbers of cables")
    one.add_argument("--by", choices=("cable", "code", "author", "day"), default="cable", help="in groups of")
    one = verbs.add(
        "tag", "notes.tag_and_judge:tag", "put codes on the cables that answer a query, or take them off"
    )
    one.add_argument("query", metavar="QUERY", nargs="*", help=f"{QUERY}; - for numbers from standard input")
    one.add_argument("--add", metavar="CODE", action="append", default=[], help="the same as +CODE")
    one.add_argument("--off", metavar="CODE", action="append", default=[], help="the same as -CODE")
    with_yes(one)
    one = verbs.add(
        "judge", "notes.tag_and_judge:judge", "keep, maybe or no for the cables that answer a query"
    )
    one.add_argument("verdict", choices=("keep", "maybe", "no", "clear"), help="clear takes it back")
    one.add_argument("query", metavar="QUERY", nargs="+", help=f"{QUERY}; - for numbers from standard input")
    one.add_argument("--overall", action="store_true", help="whatever the query, not only for this one")
    with_yes(one)
    _codes(verbs)
    one = verbs.with_json("links", "notes.links:run", "tell what a cable is linked with, over several hops")
    one.add_argument("mrn", metavar="MRN", help=MRN)
    one.add_argument("--hops", type=number, default=2, metavar="N", help="how far (default: %(default)s)")
    one.add_argument("--own", action="store_true", help="only your links, not what the texts cite")
    one = verbs.with_json(
        "review", "notes.review:run", "settle where notes belong whose cable has changed", A_LINE
    )
    one.add_argument("mrn", metavar="MRN", nargs="*", help=f"{MRN}; all without one")
    one.add_argument("--accept", metavar="NOTE[:N]", nargs="+", help="it belongs there, or at its Nth place")
    one.add_argument("--give-up", metavar="NOTE", nargs="+", help="it is nowhere in this text")
    one.add_argument("--ask", action="store_true", help="one by one")
    verbs.add("undo", "notes.undo:undo", "take back the last change of the notes")
    verbs.add("redo", "notes.undo:redo", "do again what was taken back last")
    one = verbs.add("author", "notes.undo:author", "say who writes the notes, or set it")
    one.add_argument("name", metavar="NAME", nargs="?", help="who writes from now on")


def _codes(verbs: Verbs) -> None:
    one = verbs.with_json("codes", "notes.codes:run", "tell the codebook, and change it")
    one.add_argument("--together", action="store_true", help="how often two codes meet on the same words")
    one.add_argument("--csv", action="store_true", help="as a table for spreadsheets")
    actions = one.add_subparsers(metavar="ACTION", title="actions", dest="action")

    def action(name: str, help: str, *arguments: tuple[str, str], asks: bool = False) -> ArgumentParser:
        made = actions.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.")
        for argument, nargs in arguments:
            made.add_argument(argument, metavar=argument.upper(), nargs=nargs or None)
        if asks:
            with_yes(made)
        return made

    action("new", "a new code", ("name", ""))
    action("rename", "another name; the old one still finds it", ("code", ""), ("name", ""))
    action("define", "say what it means", ("code", ""), ("definition", ""))
    action("colour", "a colour: a name or #rrggbb; none without one", ("code", ""), ("colour", "?"))
    action("alias", "other names that find it; none without one", ("code", ""), ("names", "*"))
    action("move", "put it under another, or to the top without one", ("code", ""), ("parent", "?"))
    one = action("merge", "one code in the place of several", ("into", ""), ("codes", "+"), asks=True)
    one.add_argument("--wider", action="store_true", help="of passages that overlap only the wider keeps it")
    action(
        "split", "a new code for its notes that answer a query", ("code", ""), ("name", ""), ("query", "+")
    )
    action("delete", "take it off everywhere", ("code", ""), asks=True)
    action("export", "write the codebook: FILE.qdc (REFI-QDA) or FILE.csv", ("file", ""))
    action("import", "take a codebook in: FILE.qdc or FILE.csv", ("file", ""), asks=True)


def sharing(verbs: Verbs) -> None:
    """Notes that go out, and those that come in."""
    one = verbs.add("export", "notes.export:run", "write notes as markdown, one file for each cable")
    one.add_argument("mrns", nargs="*", metavar="MRN", help="the cables whose notes to write")
    one.add_argument("--all", action="store_true", help="all cables that have notes")
    one.add_argument("--to", metavar="DIR", default="~/cable-notes", help="the folder (default: %(default)s)")
    one = verbs.add(
        "bundle", "notes.sharing:bundle_", "write all notes as text to give to a colleague, or to git"
    )
    one.add_argument("file", metavar="FILE", nargs="?", default="-", help="else standard output")
    one = verbs.with_json(
        "merge", "notes.sharing:merge", "take a colleague's notes in, once you have seen what is new"
    )
    one.add_argument("file", metavar="FILE", help="a bundle, a backup, or - for standard input")
    one.add_argument("--keep", choices=("ours", "theirs"), help="of what was changed on both sides")
    one.add_argument("--preview", action="store_true", help="only say what it would do")
    with_yes(one)
    one = verbs.with_json(
        "conflicts", "notes.sharing:conflicts", "choose between both sides of a change", A_LINE
    )
    one.add_argument("--keep", metavar=("N", "NOTE"), nargs="+", help="version N of these notes, or of all")
    one = verbs.add("plain", "notes.sharing:plain_", "write all notes as one plain TinyDB file, or read one")
    one.add_argument("file", metavar="FILE", help="the file to make")
    one.add_argument("--read", action="store_true", help="read it into a library that has no notes yet")


def spelled_out(given: list[str]) -> list[str]:
    """The arguments of ``tag`` with ``+CODE`` and ``-CODE`` as options, which argparse can tell apart.

    Not behind ``--``, so that a query may begin with a ``-``.
    """
    verb = first_word(given)
    if verb is None or given[verb] != "tag":
        return given
    end = given.index("--", verb) if "--" in given[verb:] else len(given)
    return [*given[: verb + 1], *map(_spelled, given[verb + 1 : end]), *given[end:]]


def _spelled(word: str) -> str:
    if len(word) < 2 or word == "-h" or word.startswith("--"):
        return word
    option = {"+": "--add", "-": "--off"}.get(word[0])
    return f"{option}={word[1:]}" if option else word
