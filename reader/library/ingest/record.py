"""Makes a record of everything the library stores about a text. Pure, so it can run in worker processes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.cable.model import BlockKind, Cable, Level, LinkKind, MrnSource, Paragraph, ReferenceKind
from reader.cable.mrn import canonical, split
from reader.cable.naming.cable_people import people_of
from reader.cable.normalise import text_hash
from reader.cable.parse import parse
from reader.library.db import paragraph_index
from reader.library.db.date_ids import EPOCH, first_id, seconds
from reader.library.db.schema import COLUMNS
from reader.library.db.text_codec import pack_original, pack_text
from reader.library.folding import storable
from reader.library.sources.documents import Container, Metadata

if TYPE_CHECKING:
    from reader.library.sources import SourceDocument

PARAGRAPH_END = "\ue000"
"""Separates paragraphs in the index. The tokenizer counts it as a word, so no phrase matches across it."""

_NOT_INDEXED = frozenset(
    # Addressees in the header have their own field. As words they would match all cables sent to them.
    (
        BlockKind.HEADER,
        BlockKind.PARAGRAPH,
        BlockKind.PAGE_BREAK,
        BlockKind.RULE,
        BlockKind.FURNITURE,
        BlockKind.BLANK,
    )
)
MRN_PRINTED = 2
"""``CableRecord.mrn_known`` of a text that contains its own number."""
_MRN_KNOWN = {MrnSource.PRINTED: MRN_PRINTED, MrnSource.INFERRED: 1, MrnSource.GIVEN: 0}


Link = tuple[str, int, str | None, bool]
"""A citation of another cable: its number, the ordinal of the citing paragraph (0: the REF line), the letter
of the item in the REF line, and whether it is certain that this cable is cited."""
Fact = tuple[str, str]
"""A value to search and count by: its kind (tag, from, to, caption, signer, people, portion), and itself."""


class CableRecord(NamedTuple):
    """Everything the library stores for one text. Plain values, which are fast to send to a process."""

    mrn: str
    text_hash: bytes
    mrn_known: int
    """How the number is known: 2 from the text, 1 inferred, 0 only from the container."""
    date: int | None
    """Seconds since 1970, UTC."""
    estimated: str | None
    """ISO date, if there is no date."""
    day: int | None
    """Days since 1970, of the date, the estimate, or the year in the number."""
    first_id: int
    """The id it gets if that is free."""
    level: int | None
    tags: str
    """One on each line, for facets."""
    signer: str
    """The first one, for facets."""
    main: int
    """The level of most of the text, by portion marks; 0: none."""
    post: str | None
    subject: str | None
    origin: str | None
    size: int
    """Characters of the normalised text."""
    partial: bool
    aliases: tuple[str, ...]
    """Other names of the cable in its container, in upper case."""
    links: tuple[Link, ...]
    facts: tuple[Fact, ...]
    words: tuple[str, ...]
    """The text for each of ``schema.COLUMNS``."""
    text: bytes
    """See ``text_codec.pack_text``."""
    original: bytes | None
    """See ``text_codec.pack_original``."""
    metadata: str | None
    """That of the container, as JSON."""
    layout: bytes
    """See ``paragraph_index.pack``."""
    container: str
    place: str


def make_record(document: SourceDocument) -> CableRecord:
    """Parse a document into a record. Never raises, as parsing never does. Takes some milliseconds."""
    metadata = document.metadata
    given_mrn = canonical(metadata.mrn) if metadata.mrn else None
    year = metadata.date.year if metadata.date else None
    cable = parse(document.text, mrn=given_mrn, year=year, classification=metadata.classification)
    digest = bytes.fromhex(text_hash(cable.source))
    mrn = cable.mrn or given_mrn or f"TEXT-{digest.hex()[:10]}"
    parts = split(mrn)
    post = parts.post if parts else None
    date = cable.date or _with_zone(metadata.date)
    estimated = None if date else cable.estimated_date or metadata.estimated
    when = date or estimated or (dt.date(parts.year, 1, 1) if parts else None)
    level = cable.level or level_of(metadata.classification or "")
    main = _main_level(cable)
    facts = tuple(_facts(cable, metadata, post))
    words = _words(cable, main)
    return CableRecord(
        mrn=mrn,
        text_hash=digest,
        mrn_known=_MRN_KNOWN.get(cable.mrn_source, 0) if cable.mrn_source else 0,
        date=seconds(date) if date else None,
        estimated=estimated.isoformat() if estimated else None,
        day=_day(when) if when else None,
        first_id=first_id(when),
        level=int(level) if level else None,
        tags="\n".join(value for kind, value in facts if kind == "tag"),
        signer=next((value for kind, value in facts if kind == "signer"), ""),
        main=main,
        post=post,
        subject=storable(cable.subject or metadata.subject),
        origin=storable(cable.origin or metadata.origin),
        size=len(cable.source),
        partial=cable.partial or document.container is Container.INDEX,
        aliases=tuple(sorted(_aliases(metadata, given_mrn) - {mrn})),
        links=tuple(_links(cable, mrn)),
        facts=facts,
        words=tuple(words.get(name, "") for name in COLUMNS),
        text=pack_text(cable.source),
        original=pack_original(document.original, cable.source),
        metadata=_as_json(metadata),
        layout=paragraph_index.pack(
            paragraph_index.ParagraphSpan(*p.span, paragraph_index.level_of(p)) for p in cable.paragraphs
        ),
        container=document.container.value,
        place=storable(document.place) or "",
    )


_LEVEL_WORDS = (
    (Level.TS, re.compile(r"TOP\s*SECRET\b|\bTS\b")),
    (Level.S, re.compile(r"\bSECRET\b|(?<!')\bS\b")),
    (Level.C, re.compile(r"CONFIDENTIAL|\bC\b")),
    (Level.SBU, re.compile(r"SENSITIVE|OFFICIAL USE|\b(?:SBU|FOUO|LOU)\b")),
    (Level.U, re.compile(r"UNCLAS|\bU\b")),
)


def level_of(words: str) -> Level | None:
    """The level in a container's metadata such as ``CONFIDENTIAL//NOFORN``; None if there is none."""
    upper = words.upper()
    return next((level for level, pattern in _LEVEL_WORDS if pattern.search(upper)), None)


def _aliases(metadata: Metadata, canonical_form: str | None) -> set[str]:
    """The names of the cable in its container: as written, if short enough, and in canonical form."""
    film = canonical(metadata.film) if metadata.film else None
    names = {name for name in (storable(metadata.mrn), canonical_form, film) if name}
    return {name.strip().upper() for name in names if 0 < len(name.strip()) <= 64}


def _with_zone(date: dt.datetime | None) -> dt.datetime | None:
    """The date in UTC if it has no time zone."""
    return date.replace(tzinfo=dt.UTC) if date and date.tzinfo is None else date


def _day(when: dt.date) -> int:
    """Days since 1970."""
    return when.toordinal() - EPOCH.toordinal()


def _links(cable: Cable, mrn: str) -> Iterator[Link]:
    """Each cited cable, once for the REF line and once for each citing paragraph."""
    seen: set[tuple[str, int]] = set()

    def is_new(target: str, paragraph: int) -> bool:
        new = target != mrn and (target, paragraph) not in seen
        seen.add((target, paragraph))
        return new

    for reference in cable.references:
        if reference.kind is not ReferenceKind.CABLE:
            continue
        targets = reference.candidates or ((reference.mrn,) if reference.mrn else ())
        for target in targets:
            if is_new(target, 0):
                yield target, 0, reference.letter, len(targets) == 1
    for paragraph in cable.paragraphs:
        for link in paragraph.links:
            if link.kind is LinkKind.PARAGRAPH and not link.mrns:
                continue
            letter = link.letters[0] if len(link.letters) == 1 else None
            for target in dict.fromkeys((*link.mrns, *link.candidates)):
                if is_new(target, paragraph.ordinal):
                    yield target, paragraph.ordinal, letter, not link.candidates


def _facts(cable: Cable, metadata: Metadata, post: str | None) -> Iterable[Fact]:
    """The values of the cable, each once, as facets show them."""
    pairs: tuple[tuple[str, Iterable[str | None]], ...] = (
        ("from", (cable.origin or metadata.origin, post)),
        ("tag", [tag.code for tag in cable.tags] or metadata.tags),
        ("to", [addressee.name for addressee in (*cable.recipients, *cable.info)]),
        ("caption", [caption.name for caption in cable.captions]),
        ("signer", cable.signer_names),
        ("people", people_of(cable)),
        ("portion", [p.portion.normal for p in cable.paragraphs if p.portion]),
    )
    return dict.fromkeys(
        (kind, stored) for kind, values in pairs for value in values if value and (stored := _one_line(value))
    )


@lru_cache(maxsize=4096)
def _one_line(value: str) -> str:
    """A value as it is stored: on one line. Only values in garbled texts are long enough to be cut."""
    return storable(" ".join(value.split())[:120]) or ""


def _main_level(cable: Cable) -> int:
    """The level of most of the text, by portion marks; 0 if most of it has none."""
    sizes = {0: 0}
    for paragraph in cable.paragraphs:
        level = paragraph_index.level_of(paragraph)
        sizes[level] = sizes.get(level, 0) + len(paragraph.text)
    return max(sizes, key=lambda level: (sizes[level], level))


def _words(cable: Cable, main: int) -> dict[str, str]:
    """The text of each column that is not empty."""
    parts: dict[str, list[str]] = {"subject": [cable.subject or ""]}
    for paragraph in cable.paragraphs:
        parts.setdefault(_column(cable, paragraph, main), []).append(paragraph.text)
    subject_start = cable.subject_span.start if cable.subject_span else -1
    parts["rest"] = [
        cable.source[slice(*block.span)]
        for block in cable.blocks
        if block.kind not in _NOT_INDEXED and not block.span.start <= subject_start < block.span.end
    ]
    return {name: storable(f" {PARAGRAPH_END} ".join(texts)) or "" for name, texts in parts.items()}


def _column(cable: Cable, paragraph: Paragraph, main: int) -> str:
    """The column for a paragraph."""
    level = paragraph_index.level_of(paragraph)
    if level != main:
        return Level(level).name.lower() if level else "none"
    summary = cable.summary
    in_summary = summary and summary.start < paragraph.span.end and paragraph.span.start < summary.end
    return "summary" if in_summary else "body"


_METADATA_FIELDS = [field.name for field in dataclasses.fields(Metadata)]


def _as_json(metadata: Metadata) -> str | None:
    """The metadata without empty fields; None if all are empty."""
    values = {
        name: value for name in _METADATA_FIELDS if (value := getattr(metadata, name)) not in (None, "", ())
    }
    if not values:
        return None
    return storable(json.dumps(values, ensure_ascii=False, default=str, separators=(",", ":")))
