"""Makes a text of one document of a volume, with a head in lines the parser reads."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reader.cable.frus import (
    ADDRESS_LABEL,
    HEADING_LABEL,
    NUMBER_LABEL,
    PERSON_LABEL,
    SITE,
    TERM_LABEL,
    VOLUME_LABEL,
    canonical_frus,
    split_frus,
)
from reader.cable.head.classification import level_named
from reader.cable.level import Level
from reader.library.sources.documents import Container, Metadata, SourceDocument
from reader.library.sources.frus.correspondents import Correspondents, correspondents
from reader.library.sources.frus.dates import (
    Written,
    about,
    in_chapter,
    in_heading,
    in_line_of_its_own,
    time_elements,
    written,
)
from reader.library.sources.frus.elements import Element
from reader.library.sources.frus.glossary import Entry
from reader.library.sources.frus.prose import Prose
from reader.library.sources.frus.source_note import Marking, is_level, read_marking
from reader.library.sources.frus.xml_stream import Found

_NUMBER = re.compile(r"^(?:No\. \[?[0-9]{1,4}[a-z]?\]?\.?|\[?[0-9]{1,4}[a-z]?\]?\.) ?(?=\D)")
_NOT_PRINTED = "[The volume prints only the heading of this document and what is noted on it.]"
_FILM = re.compile(r"\bForeign Policy Files?, (?P<number>[DPN]7[0-9]{5}[-–][0-9]{4})(?![0-9])")
_TELEGRAM = re.compile(r"\b(?:telegram|airgram)\b", re.IGNORECASE)
_TELEGRAM_NUMBER = re.compile(r"(?P<number>(?:[A-Z][A-Za-z]{2,9} )?[0-9]{1,6}(?:/[0-9]{1,6})?)\. ")
_TARGET = re.compile(
    r"(?P<volume>frus[^#/]{4,30})?[#/](?P<document>d[0-9]{1,4}[a-z]?)(?:fn.*)?", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(r"[0-9]{1,4}|[ivxlcdm]{1,8}", re.IGNORECASE)
_MOST_LINKS = 200
_LONGEST_TITLE = 60
"""Characters of a heading that only names a document; a longer one describes it, as in the supplements."""


class Volume(NamedTuple):
    """The volume a document is in."""

    id: str
    """``frus1969-76v22``."""
    title: str
    glossary: Mapping[str, Entry]
    """The persons and terms it explains, by their ids."""
    begins: dict[str, list[str]]
    """The documents so far, by the page they begin on, which early volumes cite: ``page 36``."""
    latest: list[dt.date]
    """The date of the last document that has one, if any."""


def document_of(found: Found, volume: Volume, place: str) -> SourceDocument | str:
    """The text of a document of the volume, or the reason why there is none."""
    element = found.element
    number = element.get("id") or f"d{element.get('n')}"
    mrn = canonical_frus(f"{volume.id}/{number}".upper())
    if mrn is None:
        return f"no document number ({number[:20]!r} is not one)"
    prose = Prose()
    head = element.find("head")
    marked = _NUMBER.sub("", prose.line(head) if head else "").strip()
    heading = prose.marks().sub("", marked).strip()
    prose.take(_without_head(element, head))
    if not prose.blocks:
        if not (heading and (prose.sources or prose.notes or len(heading) > _LONGEST_TITLE)):
            return "no text"
        prose.blocks.append(_NOT_PRINTED)
    first, blocks = _first_page(prose.blocks, found.page)
    marking = read_marking(" ".join(prose.sources), "; ".join(prose.opener))
    times = time_elements(element)
    date = (
        written(element, times)
        or in_heading(heading)
        or in_line_of_its_own(element)
        or in_chapter(heading, found.chapter)
    )
    latest = volume.latest[0] if volume.latest else None
    estimated = None if date else about(times, heading, blocks, latest)
    if date:
        volume.latest[:] = [date.date.date()]
    who = correspondents(heading, head)
    subject = heading.rstrip(".") or f"Document {number.removeprefix('d')}"
    kind = " ".join((subject, *prose.opener, " ".join(prose.sources)[:80]))
    telegram, blocks = _telegram_number(blocks, kind)
    numbers = [*(part for part in prose.opener if part and not is_level(part)), *telegram]
    links = _links(prose.targets, volume, mrn)
    volume.begins.setdefault(first, []).append(mrn)
    where = ", ".join(
        filter(None, (volume.title or volume.id, f"Document {number.removeprefix('d')}", first))
    )
    lines = (
        f"{NUMBER_LABEL}{mrn}",
        *_date_line(prose.dateline, date, marking),
        f"{VOLUME_LABEL}{where}",
        f"{ADDRESS_LABEL}{SITE}/{volume.id}/{number}",
        *([f"{HEADING_LABEL}{marked}"] if marked != heading else []),
        *([f"Number: {'; '.join(numbers)}"] if numbers else []),
        *([marking.drafted] if marking.drafted else []),
        *_explanations(prose.named, volume.glossary),
        *_correspondence(who, marking),
        *([f"REF: {', '.join(links)}"] if links else []),
        f"Subject: {subject}",
    )
    text = "\n\n".join(("\n".join(lines), *blocks, *prose.footnotes())) + "\n"
    metadata = Metadata(
        mrn=mrn,
        date=date.date if date else None,
        precision=date.precision if date else None,
        estimated=estimated,
        classification=marking.level or None,
        origin=who.origin or None,
        subject=subject,
        references=links,
        film=_film_number(prose.sources),
    )
    return SourceDocument(text, metadata, found.original, place, Container.FRUS)


def _film_number(sources: list[str]) -> str | None:
    """The number of the telegram on the archives' microfilm, under which their copy of it is found."""
    found = _FILM.search(" ".join(sources)[:1000])
    return found["number"] if found else None


def _without_head(element: Element, head: Element | None) -> Element:
    return Element(element.tag, {}, [child for child in element.children if child is not head])


def _first_page(blocks: list[str], page: str) -> tuple[str, list[str]]:
    """The page a document begins on, and its blocks without the mark for it."""
    if blocks[0].startswith("PAGE ") and len(blocks) > 1:
        page, blocks = blocks[0].removeprefix("PAGE "), blocks[1:]
    return (f"page {page}" if _PAGE_NUMBER.fullmatch(page) else ""), blocks


def _telegram_number(blocks: list[str], kind: str) -> tuple[tuple[str, ...], list[str]]:
    """The number a telegram has before its text, ``391. Subject: ...``, taken out of the first paragraph.

    It would be taken for the number of the paragraph.
    """
    found = _TELEGRAM_NUMBER.match(blocks[0]) if _TELEGRAM.search(kind) else None
    if not found:
        return (), blocks
    number, below = found["number"], blocks[1] if len(blocks) > 1 else ""
    if number.isdigit() and (
        below.startswith(f"{int(number) + 1}. ") or (number == "1" and below[:3] != "1. ")
    ):
        return (), blocks  # it counts the paragraphs
    return (f"telegram {found['number']}",), [blocks[0][found.end() :], *blocks[1:]]


def _links(targets: list[str], volume: Volume, own: str) -> tuple[str, ...]:
    """The documents that are linked, those of the volume first.

    A link to a page is one to the document that begins there, if it is the only one and has been read.
    """
    found: dict[str, bool] = {}
    for target in targets[: 10 * _MOST_LINKS]:
        mrn = None
        if link := _TARGET.fullmatch(target):
            mrn = canonical_frus(f"{link['volume'] or volume.id}/{link['document']}".upper())
        elif len(there := volume.begins.get(target.replace("#pg_", "page "), [])) == 1:
            mrn = there[0]
        if mrn and mrn != own:
            found.setdefault(mrn, _volume_of(mrn) != _volume_of(own))
    return tuple(sorted(found, key=lambda mrn: found[mrn])[:_MOST_LINKS])


def _volume_of(mrn: str) -> str:
    parts = split_frus(mrn)
    return parts.volume if parts else ""


def _explanations(named: Mapping[str, str], glossary: Mapping[str, Entry]) -> Iterator[str]:
    """A line for each person and term of the document that the volume explains."""
    for target, words in named.items():
        if (entry := glossary.get(target)) and words:
            if entry.is_person:
                yield f"{PERSON_LABEL}{words} = {entry.name}, {entry.meaning}"
            else:
                yield f"{TERM_LABEL}{words} = {entry.meaning}"


def _date_line(dateline: str, date: Written | None, marking: Marking) -> Iterator[str]:
    group = date.group if date else ""
    if group and marking.precedence:
        group = f"{marking.precedence} {group}"
    if value := " / ".join(filter(None, (dateline.rstrip("."), group))):
        yield f"Date/DTG: {value}"


def _correspondence(who: Correspondents, marking: Marking) -> Iterator[str]:
    """The lines from the sender to the captions; what no level is goes above them."""
    is_level = bool(marking.level) and isinstance(level_named(marking.level), Level)
    if marking.level and not is_level:
        yield f"Classification: {marking.level}"
    if who.origin:
        yield f"From: {who.origin}"
    if who.to:
        yield f"Action: {who.to}"
    yield from (f"Info: {place}" for place in marking.info)
    if is_level:
        yield marking.level
    if marking.captions:
        yield f"Captions: {', '.join(marking.captions)}"
