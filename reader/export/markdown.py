"""The markdown page of a cable and its notes.

Pure: the same records give the same page. The cable's words are escaped, the user's notes kept as typed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from reader.cable.model import Cable, ReferenceKind
from reader.cable.mrn import Mrn, split
from reader.export.block_ids import block_ids
from reader.export.citation import NARA_YEARS, document_number, footnotes, printed_post, recipient, sender
from reader.export.escape import one_line
from reader.export.file_names import tag_name
from reader.export.front_matter import Value
from reader.export.generated_page import Page
from reader.export.parts.links import link_out, referred_to_by
from reader.export.passages import Locate, NotesOfCable, Passage, group_passages, locator_of
from reader.export.styles.base import Style
from reader.export.styles.obsidian import ObsidianStyle
from reader.export.templates.values import Markdown, ShownCable, ShownNote, ShownPassage
from reader.notes.model import Annotation, Code, Confidence, Target

if TYPE_CHECKING:
    from reader.export.templates.page_template import PageTemplate

_OBSIDIAN = ObsidianStyle()
NO_NOTES = "*No notes on this cable yet.*"
NOT_HELD = "*This cable is not in the library: the words below are those kept with the notes.*"


def build_page(
    cable: Cable | None,
    mrn: str,
    notes: NotesOfCable,
    codes: Mapping[str, Code],
    *,
    ids: Mapping[str, str] | None = None,
    cited_by: Sequence[str] = (),
    text_hash: str | None = None,
    version: dt.date | None = None,
    style: Style = _OBSIDIAN,
    own_author: str | None = None,
    locate: Locate | None = None,
    template: PageTemplate | None = None,
    remark: str = "",
) -> Page:
    """Build the page of one cable.

    ``cable`` is None if it is not in the library. ``codes`` maps ids to codes, ``ids`` record ids to block
    ids, unique in the whole export (by default, unique in this page). ``cited_by`` are cables in the
    library that cite this one. ``text_hash`` is the hash of the normalised source, ``version`` the date of
    this version of the text. Notes last edited by somebody else than ``own_author`` (None: nobody) are
    disarmed: see :mod:`reader.export.notes_text`. A ``template`` writes the parts that it has blocks for.
    ``remark`` is a sentence below the passages.
    """
    if locate is None:
        locate = locator_of(cable)
    # A note made while an export runs has no id in ``ids`` yet.
    known = ids or {}
    ids = {**block_ids(one for one in (*notes.annotations, *notes.outgoing) if one.id not in known), **known}
    passages = group_passages(cable, notes, locate)
    shown = _shown(cable, mrn, text_hash, version) if template else None
    cite = _citing(cable, mrn, template, shown)
    blocks = [NOT_HELD] if cable is None else []
    for passage in passages:
        blocks.extend(_passage(mrn, passage, codes, ids, style, own_author, cite))
    back_links = [*referred_to_by(cable, notes.incoming, cited_by, style, locate)]
    blocks.extend(back_links)
    if remark:
        blocks.append(f"*{style.inline(remark)}*")
    elif not passages:
        blocks.append(NO_NOTES)
    notes_below: list[str] = []
    for passage in passages:
        if style.cites_below_quotations or not passage.annotations:
            continue
        citation = cite(cited_paragraph(passage))
        notes_here = (style.footnote(ids[note.id], citation) for note in passage.annotations)
        notes_below.extend(text for text in notes_here if text)
    blocks.extend(notes_below)
    names = dict.fromkeys(tag_name(name) for passage in passages for name in passage.codes(codes))
    subject = one_line(cable.title) if cable and cable.title else None
    front = _front_matter(cable, mrn, subject, tuple(names), text_hash, version, style)
    generated = "\n\n".join(blocks)
    if template and shown and template.has("front"):
        front = template.front(shown, tuple(names), front, style.property_text)
    if template and shown and template.has("body"):
        show = _Showing(mrn, codes, ids, style, own_author, cite)
        generated = template.body(
            style.inline,
            notes_below,
            cable=shown,
            tags=tuple(names),
            passages=tuple(map(show.passage, passages)),
            referred_to_by=Markdown("\n\n".join(back_links)),
            body=Markdown(generated),
        )
    return Page(
        mrn=mrn,
        front=front,
        heading=f"# {style.inline(mrn)}: {style.inline(subject)}" if subject else f"# {style.inline(mrn)}",
        generated=generated,
    )


def _citing(
    cable: Cable | None, mrn: str, template: PageTemplate | None, shown: ShownCable | None
) -> Callable[[str], str]:
    """What cites a paragraph of the cable."""
    note = footnotes(cable, mrn)
    if template and shown and template.has("citation"):
        return lambda paragraph: template.citation(shown, paragraph, note(paragraph))
    return note


def _front_matter(
    cable: Cable | None,
    mrn: str,
    subject: str | None,
    tags: tuple[str, ...],
    text_hash: str | None,
    version: dt.date | None,
    style: Style,
) -> dict[str, Value]:
    """The properties; unknown ones are left out."""
    value = style.property_text
    front: dict[str, Value | None] = {"title": value(subject or mrn), "cable": value(mrn)}
    parts = split(mrn)
    front["aliases"] = tuple(map(value, aliases_of(parts))) if parts else None
    if cable:
        front["date"] = cable.date.date() if cable.date else None
        origin = sender(cable, mrn)
        front["origin"] = value(origin) if origin else None
        front["classification"] = cable.classification.name if cable.classification else None
        front["cable_tags"] = tuple(dict.fromkeys(value(one.code) for one in cable.tags))
    front["tags"] = tags
    if cable:
        cited = (one.mrn for one in cable.references if one.kind is ReferenceKind.CABLE and one.mrn)
        front["references"] = tuple(style.reference(one) for one in dict.fromkeys(cited))
    front["source_version"] = version
    front["text_sha256"] = text_hash
    return {key: value for key, value in front.items() if value is not None}


def _shown(cable: Cable | None, mrn: str, text_hash: str | None, version: dt.date | None) -> ShownCable:
    """The cable as a template sees it."""
    parts = split(mrn)
    aliases = aliases_of(parts) if parts else ()
    if cable is None:
        return ShownCable(mrn, held=False, aliases=aliases)
    cited = (one.mrn for one in cable.references if one.kind is ReferenceKind.CABLE and one.mrn)
    return ShownCable(
        mrn,
        held=True,
        subject=one_line(cable.title or ""),
        date=cable.date.date() if cable.date else None,
        origin=sender(cable, mrn) or "",
        recipient=recipient(cable) or "",
        classification=cable.classification.name if cable.classification else "",
        tags=tuple(dict.fromkeys(tag.code for tag in cable.tags)),
        references=tuple(dict.fromkeys(cited)),
        aliases=aliases,
        source_version=version,
        text_sha256=text_hash or "",
    )


def aliases_of(parts: Mrn) -> tuple[str, ...]:
    """Other forms of the MRN: as in a REF line, and as archives file it."""
    archive_id = document_number(parts) if parts.year in NARA_YEARS else f"{parts}_a"
    return (f"{printed_post(parts.post)} {parts.serial}", archive_id)


# --- passages -----------------------------------------------------------------------------------------


def _passage(
    mrn: str,
    passage: Passage,
    codes: Mapping[str, Code],
    ids: Mapping[str, str],
    style: Style,
    own_author: str | None,
    cite: Callable[[str], str],
) -> Iterator[str]:
    note_ids = [ids[annotation.id] for annotation in passage.annotations]
    yield style.heading(_heading(passage, codes, style), note_ids)
    words, tables = passage.words()
    if words:
        yield style.block_quote(words, tables)
    if (words or note_ids) and (style.cites_below_quotations or not note_ids):
        yield style.source_line(cite(cited_paragraph(passage)))
    if remark := anchor_remark(passage):
        yield remark
    for number, annotation in enumerate(passage.annotations):
        body = _note_text(annotation, style, own_author)
        if not body:
            names = ", ".join(codes[code].name for code in annotation.codes if code in codes)
            body = f"Tagged {style.inline(one_line(names))}." if names else ""
        mark = style.citation_mark(note_ids[number], mrn, passage.label)
        text = style.note(body, note_ids[number], mark, first=number == 0)
        if text:
            yield text
    if passage.links:
        yield "\n".join(link_out(link, ids, style) for link in passage.links)


def _note_text(annotation: Annotation, style: Style, own_author: str | None) -> str:
    foreign = own_author is not None and annotation.last_hand != own_author
    return style.note_body(annotation.body, foreign=foreign) if annotation.body.strip() else ""


@dataclass(frozen=True, slots=True)
class _Showing:
    """Shows passages to a template."""

    mrn: str
    codes: Mapping[str, Code]
    ids: Mapping[str, str]
    style: Style
    own_author: str | None
    cite: Callable[[str], str]

    def passage(self, passage: Passage) -> ShownPassage:
        """All of a passage, and its parts."""
        style, ids = self.style, self.ids
        words, tables = passage.words()
        portion = passage.paragraph.portion if passage.paragraph else None
        parts = _passage(self.mrn, passage, self.codes, ids, style, self.own_author, self.cite)
        note_ids = [ids[annotation.id] for annotation in passage.annotations]
        return ShownPassage(
            label=passage.label,
            portion=portion.normal if portion else "",
            codes=passage.codes(self.codes),
            words=words,
            quote=Markdown(style.block_quote(words, tables) if words else ""),
            citation=Markdown(style.inline(self.cite(cited_paragraph(passage)))),
            remark=Markdown(anchor_remark(passage) or ""),
            heading=Markdown(style.heading(_heading(passage, self.codes, style), note_ids)),
            notes=tuple(map(self.note, passage.annotations, repeat(passage.label))),
            links=Markdown("\n".join(link_out(link, ids, style) for link in passage.links)),
            block=Markdown("\n\n".join(parts)),
        )

    def note(self, note: Annotation, label: str) -> ShownNote:
        """A note."""
        names = tuple(self.codes[code].name for code in note.codes if code in self.codes)
        text = Markdown(_note_text(note, self.style, self.own_author))
        mark = Markdown(self.style.citation_mark(self.ids[note.id], self.mrn, label).strip())
        return ShownNote(self.ids[note.id], note.author, note.created.date(), text, names, mark)


def _heading(passage: Passage, codes: Mapping[str, Code], style: Style) -> str:
    """``¶1 (SBU) · coalition``."""
    text = passage.label or "Whole cable"
    portion = passage.paragraph.portion if passage.paragraph else None
    if portion:
        text += f" ({style.inline(portion.normal)}{', entire text' if portion.inherited else ''})"
    names = ", ".join(style.inline(one_line(name)) for name in passage.codes(codes))
    return f"{text} · {names}" if names else text


def anchor_remark(passage: Passage) -> str | None:
    """A sentence for a note whose passage has moved, is uncertain or is lost."""
    if passage.anchor is None or passage.anchor.confidence is Confidence.EXACT:
        return None
    changed = f"The text has changed since this was noted{_at(passage.target)}"
    match passage.anchor.confidence:
        case Confidence.MOVED:
            return f"*Moved. {changed}; the words were found here.*"
        case Confidence.UNSURE:
            count = len(passage.anchor.candidates)
            choice = f"{count} passages could be meant" if count > 1 else "one passage may be meant"
            return f"*Place unsure. {changed}; {choice}.*"
        case _:
            return f"*Place lost. {changed}; these words are no longer in it.*"


def _at(target: Target) -> str:
    return f" at {target.label}" if target.label else ""


def cited_paragraph(passage: Passage) -> str:
    """The paragraph as a footnote cites it; an unnumbered one by our count, saying so."""
    label = passage.label
    return f"paragraph {label[1:]} as counted, unnumbered" if label.startswith("§") else label
