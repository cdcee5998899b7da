"""``cables notes``: notes and links, of some cables or matching a query, in groups."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reader.cable.mrn import canonical
from reader.cli.context import open_workspace
from reader.cli.output import Paint, message, print_line, text_width, wrap
from reader.cli.parser_base import JSON_LINES, MRNS_OR_QUERY, Parser, add_json
from reader.cli.query_args import STANDARD_INPUT, mrns_from_input
from reader.errors import ExitCode, UnknownCable
from reader.export.passages import Passage, group_passages
from reader.joined.note_search import find
from reader.joined.typed_cables import resolve_query
from reader.notes.anchoring.anchor import locate
from reader.notes.codes import name_key
from reader.notes.lookup import CableNotes
from reader.notes.model import Annotation, Code, Confidence, CrossReference
from reader.terminal_text import one_line, terminal_safe
from reader.workspace import Workspace

Note = Annotation | CrossReference
OfCables = list[tuple[str, CableNotes]]
"""Notes by the MRN of their cable."""


NOTES_EXAMPLES = """\
  cables notes
  cables notes 06PHNOMPENH977
  cables notes 'trafficking from:RANGOON changed:>=2026-01'
  cables notes --by code 'code:trafficking OR code:visas'
  cables search --ids trafficking | cables notes -
  cables notes --json has:notes | jq -r .body

Words are searched in the notes and in the passages they are attached to; note: searches only the notes. The
fields are those of `cables search`, for cables (from: tag: date: ...) and notes (code: author: changed: has:
is:).
"""


def declare_notes(parser: Parser) -> None:
    """The arguments of ``cables notes``."""
    add_json(parser, JSON_LINES)
    parser.add_argument(
        "query", metavar="MRN|QUERY", nargs="*", help=f"{MRNS_OR_QUERY}; all notes if omitted"
    )
    parser.add_argument(
        "--by", choices=tuple(_GROUPS), default="cable", help="group by (default: %(default)s)"
    )
    parser.runs(run, examples=NOTES_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the notes, cable by cable in the order of the text, under a heading for each group."""
    with open_workspace(arguments) as opened:
        codes = {code.id: code for code in opened.notes.codes()}
        words = mrns_from_input() if arguments.query == [STANDARD_INPUT] else arguments.query
        mrns = _numbers(opened, words)
        if mrns is not None and arguments.by == "cable":
            groups = [("", _on(opened, mrns))]
        else:
            query = "" if not words else _query(opened, words, mrns)
            groups = _grouped(find(opened, query), _GROUPS[arguments.by], codes)
        groups = [(name, found) for name, found in groups if found]
        for number, (name, found) in enumerate(groups):
            if arguments.json:
                for shape in _shapes(found, codes):
                    print_line(shape if arguments.by == "cable" else {arguments.by: name, **shape})
                continue
            if number:
                print()
            for line in _group(opened, name or _UNNAMED.get(arguments.by, ""), found, codes):
                print(line)
    if not groups:
        message("No matching notes." if words and mrns is None else _NONE[bool(words)])
    return ExitCode.NOT_FOUND if arguments.query and not groups else ExitCode.DONE


_NONE = {False: "There are no notes yet.", True: "There are no notes on this cable yet."}


def _numbers(opened: Workspace, words: Sequence[str]) -> list[str] | None:
    """The cables given by MRN, or all cables with notes; None if the words are a query."""
    if not words:
        return sorted(mrn for mrn, number in opened.notes.counts().items() if number)
    mrns = []
    for text in words:
        try:
            mrns.append(opened.mrn_of(text))
        except UnknownCable:
            mrn = canonical(text)
            if mrn is None:
                return None
            found = opened.notes.for_cable(mrn)  # a cable outside the library may have notes
            if not found.annotations and not found.outgoing and not found.incoming:
                raise
            mrns.append(mrn)
    return mrns


def _query(opened: Workspace, words: Sequence[str], mrns: Sequence[str] | None) -> str:
    if mrns is None:
        return resolve_query(opened, words)
    return " OR ".join(f"mrn:{mrn}" for mrn in mrns)


def _on(opened: Workspace, mrns: Iterable[str]) -> OfCables:
    found = [(mrn, opened.notes.for_cable(mrn)) for mrn in mrns]
    return [(mrn, notes) for mrn, notes in found if notes.annotations or notes.outgoing or notes.incoming]


# -- groups ------------------------------------------------------------------------------------------


def _grouped(
    found: Iterable[Note],
    names: Callable[[Note, Mapping[str, Code]], Iterable[str]],
    codes: Mapping[str, Code],
) -> list[tuple[str, OfCables]]:
    """The notes by group, sorted by name; a note may be in several groups."""
    groups: dict[str, dict[str, list[Note]]] = {}
    for record in found:
        mrn = record.target.mrn if isinstance(record, Annotation) else record.source.mrn
        for name in names(record, codes):
            groups.setdefault(name, {}).setdefault(mrn, []).append(record)
    return [
        (name, [(mrn, _of_cable(records)) for mrn, records in groups[name].items()])
        for name in sorted(groups, key=lambda name: (not name, name_key(name)))
    ]


def _of_cable(records: Iterable[Note]) -> CableNotes:
    records = list(records)
    return CableNotes(
        annotations=tuple(record for record in records if isinstance(record, Annotation)),
        outgoing=tuple(record for record in records if isinstance(record, CrossReference)),
    )


def _codes(record: Note, codes: Mapping[str, Code]) -> list[str]:
    given = record.codes if isinstance(record, Annotation) else ()
    return [codes[code].name for code in given if code in codes] or [""]


_GROUPS: Mapping[str, Callable[[Note, Mapping[str, Code]], Iterable[str]]] = {
    "cable": lambda record, codes: [""],
    "code": _codes,
    "author": lambda record, codes: [record.author],
    "day": lambda record, codes: [f"{record.changed:%Y-%m-%d}"],
}
_UNNAMED = {"code": "Without a code"}


def _shapes(
    found: Iterable[tuple[str, CableNotes]], codes: Mapping[str, Code]
) -> Iterator[dict[str, object]]:
    """Each note and link once."""
    from reader.cli.json_shapes import annotation_shape, link_shape

    links: dict[str, CrossReference] = {}
    for _, notes in found:
        for note in notes.annotations:
            yield annotation_shape(note, codes)
        links.update((link.id, link) for link in (*notes.outgoing, *notes.incoming))
    for link in links.values():
        yield link_shape(link)


# -- as text ----------------------------------------------------------------------------------------


def _group(opened: Workspace, name: str, found: OfCables, codes: Mapping[str, Code]) -> Iterator[str]:
    if name:
        count = sum(len(notes.annotations) + len(notes.outgoing) for _, notes in found)
        yield Paint().bold(f"{one_line(name)} ({count:,})")
    for number, (mrn, notes) in enumerate(found):
        if number or name:
            yield ""
        yield from _page(opened, mrn, notes, codes)


def _page(opened: Workspace, mrn: str, notes: CableNotes, codes: Mapping[str, Code]) -> Iterator[str]:
    paint, columns, cable = Paint(), text_width(), opened.cable(mrn)
    subject = one_line(cable.title or "") if cable else "(not in the library)"
    title = f"{one_line(mrn)}  {subject}".rstrip()
    yield from (paint.bold(line) for line in wrap(title, columns, rest="    "))
    for passage in group_passages(cable, notes, locate):
        yield from _passage(passage, codes, columns, paint)
    if notes.incoming:
        yield ""
        yield "  Referred to by"
        for link in notes.incoming:
            label = f" {link.target.label}" if link.target.label else ""
            where = f"{one_line(link.source.mrn)} {link.source.label}".rstrip()
            yield from wrap(f"← {where} {_link_words(link, label)}", columns, first="    ", rest="      ")


def _passage(passage: Passage, codes: Mapping[str, Code], columns: int, paint: Paint) -> Iterator[str]:
    portion = passage.paragraph.portion if passage.paragraph else None
    head = [passage.label or "Whole cable"]
    if portion:
        head.append(f"({portion.normal})")
    head.extend(f"#{one_line(name)}" for name in passage.codes(codes))
    if passage.anchor and passage.anchor.confidence is not Confidence.EXACT:
        head.append(f"[{_STATES[passage.anchor.confidence]}]")
    yield ""
    yield from wrap("  ".join(head), columns, first="  ", rest="      ")
    words = one_line(passage.words()[0])
    if words:
        if not passage.target.is_paragraph or len(words) <= 160:
            shown = words
        else:
            shown = words[:160].rsplit(" ", 1)[0] + " [...]"
        yield from (paint.dim(line) for line in wrap(f"“{shown}”", columns, first="    ", rest="    "))
    for note in passage.annotations:
        for line in terminal_safe(note.body).split("\n") if note.body else ():
            yield from wrap(line, columns, first="    ", rest="    ")
    for link in passage.links:
        where = f" {link.target.mrn} {link.target.label}".rstrip()
        yield from wrap(
            f"→ {_link_words(link, one_line(where), ahead=True)}", columns, first="    ", rest="      "
        )


_STATES = {
    Confidence.MOVED: "moved: the text has changed",
    Confidence.UNSURE: "uncertain: the text has changed",
    Confidence.LOST: "lost: the text is no longer there",
}


def _link_words(link: CrossReference, where: str, *, ahead: bool = False) -> str:
    """Relation, place and comment on one line."""
    comment = f": {one_line(link.comment)}" if link.comment.strip() else ""
    gap = " " if ahead else ""
    return f"{one_line(link.outward)}{gap}{where}{comment}"
