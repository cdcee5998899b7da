"""What a dossier says, whatever it is written as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reader.cable.model import Cable, Heading
from reader.export.citation import bibliography_entry, footnote, issued, sender, spell_date
from reader.export.escape import escape_controls, one_line
from reader.export.file_names import file_stem
from reader.export.markdown import anchor_remark, cited_paragraph
from reader.export.passages import Passage, group_passages, locator_of
from reader.export.protection.protect import Shown
from reader.notes.model import Annotation, Code, CrossReference

Spans = tuple[tuple[int, int], ...]
NOT_HELD = "This cable is not in the library: the words below are those kept with the notes."


@dataclass(frozen=True, slots=True)
class Note:
    """A note of somebody, as typed."""

    id: str
    author: str
    date: dt.date
    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkOut:
    """A link to a place in another cable."""

    relation: str
    mrn: str
    label: str
    comment: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage with its notes."""

    heading: str
    """``¶4 (S/NF) · coalition``."""
    words: str
    tables: Spans
    """Half-open offsets in ``words``."""
    citation: str
    paragraph: int | None
    """The ordinal of the paragraph in the text; None for the whole cable and where the place is unknown."""
    remark: str
    notes: tuple[Note, ...]
    links: tuple[LinkOut, ...]


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph of the cable, or a heading between paragraphs."""

    ordinal: int | None
    """None for a heading."""
    label: str
    """``¶4 (C)``."""
    text: str
    tables: Spans = ()
    quoted: Spans = ()
    """What the quotations take from it."""


@dataclass(frozen=True, slots=True)
class CableInDossier:
    """A cable with its quotations and its text."""

    anchor: str
    """Letters, digits and dashes."""
    mrn: str
    title: str
    facts: str
    """Sender, date and classification on one line."""
    is_held: bool
    quotations: tuple[Quotation, ...]
    left_out: str
    """A sentence if passages are left out, to protect a name."""
    text: tuple[TextPart, ...]
    reference: str
    """Its entry in the bibliography."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it."""

    title: str
    author: str
    changed: dt.datetime
    """When the newest note was changed."""
    cables: Collection[CableInDossier]
    """In order of date; read several times."""


def cable_in_dossier(
    shown: Shown, mrn: str, codes: Mapping[str, Code], ids: Mapping[str, str]
) -> CableInDossier:
    """A cable with its notes as they may be written; of the notes, those that have a block id."""
    cable = shown.cable
    passages = group_passages(cable, shown, locator_of(cable))
    date, is_estimated = issued(cable)
    facts = [
        sender(cable, mrn) or "",
        (f"{date:%Y-%m} (inferred)" if is_estimated else spell_date(date)) if date else "",
        (cable.classified_as or "") if cable else "",
    ]
    return CableInDossier(
        anchor=file_stem(mrn),
        mrn=one_line(mrn),
        title=one_line(cable.title or "") if cable else "",
        facts=" · ".join(one_line(fact) for fact in facts if fact),
        is_held=cable is not None,
        quotations=tuple(_quotation(cable, mrn, passage, codes, ids) for passage in passages),
        left_out=shown.remark,
        text=tuple(_text(cable, passages)) if cable else (),
        reference=bibliography_entry(cable, mrn),
    )


def _quotation(
    cable: Cable | None, mrn: str, passage: Passage, codes: Mapping[str, Code], ids: Mapping[str, str]
) -> Quotation:
    words, tables = passage.words()
    portion = passage.paragraph.portion if passage.paragraph else None
    heading = passage.label or "Whole cable"
    if portion:
        heading += f" ({portion.normal}{', entire text' if portion.inherited else ''})"
    names = ", ".join(map(one_line, passage.codes(codes)))
    return Quotation(
        heading=f"{heading} · {names}" if names else heading,
        words=words,
        tables=tables,
        citation=footnote(cable, mrn, cited_paragraph(passage)),
        paragraph=passage.paragraph.ordinal if passage.paragraph else None,
        remark=(anchor_remark(passage) or "").strip("*"),
        notes=tuple(_note(note, codes, ids) for note in passage.annotations if note.id in ids),
        links=tuple(map(_link, passage.links)),
    )


def _note(note: Annotation, codes: Mapping[str, Code], ids: Mapping[str, str]) -> Note:
    names = tuple(one_line(codes[code].name) for code in note.codes if code in codes)
    return Note(
        ids[note.id], one_line(note.author), note.created.date(), escape_controls(note.body).strip(), names
    )


def _link(link: CrossReference) -> LinkOut:
    relation = one_line(link.outward) or "see also"
    return LinkOut(relation, one_line(link.target.mrn), link.target.label, one_line(link.comment))


def _text(cable: Cable, passages: Sequence[Passage]) -> list[TextPart]:
    parts = []
    for part in cable.body:
        if isinstance(part, Heading):
            parts.append(TextPart(None, "", one_line(part.text)))
            continue
        spans = []
        for passage in passages:
            if passage.paragraph is part and passage.anchor and passage.annotations:
                start, end = passage.anchor.start, passage.anchor.end
                spans.append((start or 0, len(part.text) if end is None else end))
        label = f"{part.label} ({part.portion.normal})" if part.portion else part.label
        parts.append(TextPart(part.ordinal, label, part.text, tuple(part.verbatim), tuple(spans)))
    return parts
