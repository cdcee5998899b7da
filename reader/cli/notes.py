"""``cables notes``: what was noted on a cable, or on all."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping

from reader.cli.opening import workspace
from reader.cli.output import Paint, harmless, json_text, measure, on_one_line, say, wrap
from reader.export.passages import Passage, passages
from reader.notes.anchoring import locate
from reader.notes.model import Annotation, Code, Confidence, CrossReference
from reader.notes.repository import CableNotes
from reader.workspace import UnknownCable, Workspace


def run(arguments: argparse.Namespace) -> int:
    """Print the notes, cable by cable in the order of the text."""
    with workspace(arguments) as opened:
        for warning in opened.notes.warnings:
            say(f"cables: {warning}")
        mrns = _mrns(opened, arguments.mrn)
        codes = {code.id: code for code in opened.notes.codes()}
        found = [(mrn, opened.notes.for_cable(mrn)) for mrn in mrns]
        found = [
            (mrn, notes) for mrn, notes in found if notes.annotations or notes.outgoing or notes.incoming
        ]
        if arguments.json:
            print(json_text(_shape([notes for _, notes in found], codes)))
        else:
            for number, (mrn, notes) in enumerate(found):
                if number:
                    print()
                for line in _page(opened, mrn, notes, codes):
                    print(line)
    if not found:
        say("No notes on this cable yet." if arguments.mrn else "There are no notes yet.")
    return 0 if found else 1


def _mrns(opened: Workspace, asked: list[str]) -> list[str]:
    """The cables asked for, else all with notes; notes may lie on a cable that is not held."""
    counts = opened.notes.counts()
    if not asked:
        return sorted(mrn for mrn, number in counts.items() if number)
    mrns = []
    for text in asked:
        try:
            mrns.append(opened.mrn_of(text))
        except UnknownCable:
            from reader.cable.mrn import canonical

            mrn = canonical(text) or text
            if not opened.notes.for_cable(mrn).annotations and not opened.notes.for_cable(mrn).incoming:
                raise
            mrns.append(mrn)
    return mrns


def _shape(found: Iterable[CableNotes], codes: Mapping[str, Code]) -> dict[str, object]:
    from reader.cli.shapes import FORMAT, annotation_shape, link_shape

    annotations: dict[str, Annotation] = {}
    links: dict[str, CrossReference] = {}
    for notes in found:
        annotations.update((note.id, note) for note in notes.annotations)
        links.update((link.id, link) for link in (*notes.outgoing, *notes.incoming))
    return {
        "format": FORMAT,
        "annotations": [annotation_shape(note, codes) for note in annotations.values()],
        "links": [link_shape(link) for link in links.values()],
    }


def _page(opened: Workspace, mrn: str, notes: CableNotes, codes: Mapping[str, Code]) -> Iterator[str]:
    paint, columns, cable = Paint(), measure(), opened.cable(mrn)
    subject = on_one_line(cable.subject or "") if cable else "(not in the library)"
    title = f"{on_one_line(mrn)}  {subject}".rstrip()
    yield from (paint.bold(line) for line in wrap(title, columns, rest="    "))
    for passage in passages(cable, notes, locate):
        yield from _passage(passage, codes, columns, paint)
    if notes.incoming:
        yield ""
        yield "  Referred to by"
        for link in notes.incoming:
            label = f" {link.target.label}" if link.target.label else ""
            where = f"{on_one_line(link.source.mrn)} {link.source.label}".rstrip()
            yield from wrap(f"← {where} {_saying(link, label)}", columns, first="    ", rest="      ")


def _passage(passage: Passage, codes: Mapping[str, Code], columns: int, paint: Paint) -> Iterator[str]:
    portion = passage.paragraph.portion if passage.paragraph else None
    head = [passage.label or "Whole cable"]
    if portion:
        head.append(f"({portion.normal})")
    head.extend(f"#{on_one_line(name)}" for name in passage.codes(codes))
    if passage.anchor and passage.anchor.confidence is not Confidence.EXACT:
        head.append(f"[{_STATES[passage.anchor.confidence]}]")
    yield ""
    yield from wrap("  ".join(head), columns, first="  ", rest="      ")
    words = on_one_line(passage.words()[0])
    if words:
        if not passage.target.is_paragraph or len(words) <= 160:
            shown = words
        else:
            shown = words[:160].rsplit(" ", 1)[0] + " [...]"
        yield from (paint.dim(line) for line in wrap(f"“{shown}”", columns, first="    ", rest="    "))
    for note in passage.annotations:
        for line in harmless(note.body).split("\n") if note.body else ():
            yield from wrap(line, columns, first="    ", rest="    ")
    for link in passage.links:
        where = f" {link.target.mrn} {link.target.label}".rstrip()
        yield from wrap(
            f"→ {_saying(link, on_one_line(where), ahead=True)}", columns, first="    ", rest="      "
        )


_STATES = {
    Confidence.MOVED: "moved: the text has changed",
    Confidence.UNSURE: "place unsure: the text has changed",
    Confidence.LOST: "place lost: the words are no longer there",
}


def _saying(link: CrossReference, where: str, *, ahead: bool = False) -> str:
    """Relation, place and comment on one line."""
    comment = f": {on_one_line(link.comment)}" if link.comment.strip() else ""
    gap = " " if ahead else ""
    return f"{on_one_line(link.relation)}{gap}{where}{comment}"
