"""What the library keeps of a text: pure, so that it can be worked out on any core."""

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
from reader.cable.normalise import text_hash
from reader.cable.parse import parse
from reader.library.db import paragraph_index
from reader.library.db.date_ids import EPOCH, first_id, seconds
from reader.library.db.schema import COLUMNS
from reader.library.db.text_codec import pack_original, pack_text
from reader.library.folding import storable
from reader.library.sources.documents import Given

if TYPE_CHECKING:
    from reader.library.sources import SourceDocument

PARAGRAPH_END = "\ue000"
"""Stands between paragraphs in the index; the tokenizer takes it for a word, so no phrase runs across it."""

_LEFT_OUT = frozenset(
    # The header's addressees are found by their fields; as words they would match all their mail.
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
"""``CableRecord.mrn_known`` of a text that prints its own number."""
_KNOWN = {MrnSource.PRINTED: MRN_PRINTED, MrnSource.INFERRED: 1, MrnSource.GIVEN: 0}


Link = tuple[str, int, str | None, bool]
"""A citation of another cable: its number, the ordinal of the citing paragraph (0: the REF line), the letter
of the REF line's item, and whether that cable is surely meant."""
Fact = tuple[str, str]
"""A value that can be filtered by and counted: tag, from, to, caption, signer or portion; and the value."""


class CableRecord(NamedTuple):
    """Everything the library stores for one text: plain values, quickly handed to another process."""

    mrn: str
    text_hash: bytes
    mrn_known: int
    """2 printed, 1 deduced, 0 only given: what is printed in the text is believed first."""
    date: int | None
    """Seconds since 1970, UTC."""
    estimated: str | None
    """ISO date, where there is no date."""
    day: int | None
    """Days since 1970 of the best that can be said: date, estimate, or the number's year."""
    first_id: int
    """The id it takes if that is free."""
    level: int | None
    tags: str
    """One a line, for facets."""
    signer: str
    """The first one, for facets."""
    main: int
    """Level of the portion mark that most of the text has; 0: none."""
    post: str | None
    subject: str | None
    origin: str | None
    size: int
    """Characters of the normalised text."""
    partial: bool
    aliases: tuple[str, ...]
    """Other names the container gave it, upper case."""
    links: tuple[Link, ...]
    facts: tuple[Fact, ...]
    words: tuple[str, ...]
    """One text for each of ``schema.COLUMNS``."""
    text: bytes
    """Packed."""
    original: bytes | None
    """Packed."""
    given: str | None
    """JSON."""
    layout: bytes
    """Packed."""
    container: str
    place: str


def make_record(document: SourceDocument) -> CableRecord:
    """Parse a document and work out what to store. Never raises, as parsing never does; some milliseconds."""
    given = document.given
    given_mrn = canonical(given.mrn) if given.mrn else None
    year = given.date.year if given.date else None
    cable = parse(document.text, mrn=given_mrn, year=year, classification=given.classification)
    digest = bytes.fromhex(text_hash(cable.source))
    mrn = cable.mrn or given_mrn or f"TEXT-{digest.hex()[:10]}"
    parts = split(mrn)
    post = parts.post if parts else None
    date = cable.date or _aware(given.date)
    when = date or cable.estimated_date or (dt.date(parts.year, 1, 1) if parts else None)
    level = cable.level or level_of(given.classification or "")
    main = _main_level(cable)
    facts = tuple(_facts(cable, given, post))
    words = _words(cable, main)
    return CableRecord(
        mrn=mrn,
        text_hash=digest,
        mrn_known=_KNOWN.get(cable.mrn_source, 0) if cable.mrn_source else 0,
        date=seconds(date) if date else None,
        estimated=cable.estimated_date.isoformat() if cable.estimated_date else None,
        day=_day(when) if when else None,
        first_id=first_id(when),
        level=int(level) if level else None,
        tags="\n".join(value for kind, value in facts if kind == "tag"),
        signer=next((value for kind, value in facts if kind == "signer"), ""),
        main=main,
        post=post,
        subject=storable(cable.subject or given.subject),
        origin=storable(cable.origin or given.origin),
        size=len(cable.source),
        partial=cable.partial,
        aliases=tuple(sorted(_aliases(given.mrn, given_mrn) - {mrn})),
        links=tuple(_links(cable, mrn)),
        facts=facts,
        words=tuple(words.get(name, "") for name in COLUMNS),
        text=pack_text(cable.source),
        original=pack_original(document.original, cable.source),
        given=_as_json(given),
        layout=paragraph_index.pack(
            paragraph_index.ParagraphSpan(*p.span, paragraph_index.level_of(p)) for p in cable.paragraphs
        ),
        container=document.container.value,
        place=storable(document.place) or "",
    )


_LEVEL_WORDS = (
    (Level.TS, re.compile(r"TOP\s*SECRET|\bTS\b")),
    (Level.S, re.compile(r"SECRET|\bS\b")),
    (Level.C, re.compile(r"CONFIDENTIAL|\bC\b")),
    (Level.SBU, re.compile(r"SENSITIVE|OFFICIAL USE|\b(?:SBU|FOUO|LOU)\b")),
    (Level.U, re.compile(r"UNCLAS|\bU\b")),
)


def level_of(words: str) -> Level | None:
    """The level that a container's own words name, ``CONFIDENTIAL//NOFORN``; None for none."""
    upper = words.upper()
    return next((level for level, pattern in _LEVEL_WORDS if pattern.search(upper)), None)


def _aliases(written: str | None, read: str | None) -> set[str]:
    """The names a container gave the cable: as written where short enough, and in canonical form."""
    names = {name for name in (storable(written), read) if name}
    return {name.strip().upper() for name in names if 0 < len(name.strip()) <= 64}


def _aware(date: dt.datetime | None) -> dt.datetime | None:
    """The date with a zone; containers that name none mean UTC, like the cables."""
    return date.replace(tzinfo=dt.UTC) if date and date.tzinfo is None else date


def _day(when: dt.date) -> int:
    """Days since 1970, of a date or of the day of a time."""
    return when.toordinal() - EPOCH.toordinal()


def _links(cable: Cable, mrn: str) -> Iterator[Link]:
    """Each cited cable once for the REF line and once for each citing paragraph."""
    seen: set[tuple[str, int]] = set()

    def fresh(target: str, paragraph: int) -> bool:
        new = target != mrn and (target, paragraph) not in seen
        seen.add((target, paragraph))
        return new

    for reference in cable.references:
        if reference.kind is not ReferenceKind.CABLE:
            continue
        targets = reference.candidates or ((reference.mrn,) if reference.mrn else ())
        for target in targets:
            if fresh(target, 0):
                yield target, 0, reference.letter, len(targets) == 1
    for paragraph in cable.paragraphs:
        for link in paragraph.links:
            if link.kind is LinkKind.PARAGRAPH and not link.mrns:
                continue
            letter = link.letters[0] if len(link.letters) == 1 else None
            for target in dict.fromkeys((*link.mrns, *link.candidates)):
                if fresh(target, paragraph.ordinal):
                    yield target, paragraph.ordinal, letter, not link.candidates


def _facts(cable: Cable, given: Given, post: str | None) -> Iterable[Fact]:
    """The cable's values, as they are shown in facets, each once."""
    pairs: tuple[tuple[str, Iterable[str | None]], ...] = (
        ("from", (cable.origin or given.origin, post)),
        ("tag", [tag.code for tag in cable.tags] or given.tags),
        ("to", [addressee.name for addressee in (*cable.recipients, *cable.info)]),
        ("caption", [caption.name for caption in cable.captions]),
        ("signer", cable.signer_names),
        ("portion", [p.portion.normal for p in cable.paragraphs if p.portion]),
    )
    return dict.fromkeys(
        (kind, kept) for kind, values in pairs for value in values if value and (kept := _kept(value))
    )


@lru_cache(maxsize=4096)
def _kept(value: str) -> str:
    """A value as it is stored: on one line. The bound is against garbled text; no real one comes near it."""
    return storable(" ".join(value.split())[:120]) or ""


def _main_level(cable: Cable) -> int:
    """The level of the portion mark that most of the text has; 0 where most has none."""
    sizes = {0: 0}
    for paragraph in cable.paragraphs:
        level = paragraph_index.level_of(paragraph)
        sizes[level] = sizes.get(level, 0) + len(paragraph.text)
    return max(sizes, key=lambda level: (sizes[level], level))


def _words(cable: Cable, main: int) -> dict[str, str]:
    """The text of each column that has any."""
    parts: dict[str, list[str]] = {"subject": [cable.subject or ""]}
    for paragraph in cable.paragraphs:
        parts.setdefault(_column(cable, paragraph, main), []).append(paragraph.text)
    at = cable.subject_span.start if cable.subject_span else -1
    parts["rest"] = [
        cable.source[slice(*block.span)]
        for block in cable.blocks
        if block.kind not in _LEFT_OUT and not block.span.start <= at < block.span.end
    ]
    return {name: storable(f" {PARAGRAPH_END} ".join(texts)) or "" for name, texts in parts.items()}


def _column(cable: Cable, paragraph: Paragraph, main: int) -> str:
    """The column that a paragraph's words stand in."""
    level = paragraph_index.level_of(paragraph)
    if level != main:
        return Level(level).name.lower() if level else "none"
    summary = cable.summary
    summed = summary and summary.start < paragraph.span.end and paragraph.span.start < summary.end
    return "summary" if summed else "body"


_SAID = [field.name for field in dataclasses.fields(Given)]


def _as_json(given: Given) -> str | None:
    """What the container said, without what it left open."""
    said = {name: value for name in _SAID if (value := getattr(given, name)) not in (None, "", ())}
    if not said:
        return None
    return storable(json.dumps(said, ensure_ascii=False, default=str, separators=(",", ":")))
