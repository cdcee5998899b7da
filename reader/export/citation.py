"""Citations of cables: full note, bibliography entry, short form.

Where each pattern comes from:

- Chicago, for all other cables: *The Chicago Manual of Style*, 17th edition, 14.221-14.231 (manuscript
  collections: sender to recipient, title, kind of document, date, where it is kept), 14.20 and 14.21 (how a
  note and an entry are built), 14.29-14.36 (the short form). The number of a cable identifies it; its
  classification and paragraph are added, as historians do.
- NARA, for telegrams of 1973-79: the pattern of the National Archives' *Text Message* blog, "U.S. Mission
  Berlin to Department of State, Telegram 01232, May 27, 1978, 1978USBERL01232, Central Foreign Policy Files,
  1973-79/Electronic Telegrams, RG 59".
- FRUS, for a telegram printed in *Foreign Relations of the United States* when its FRUS id is given, and for
  a document of a FRUS volume: the heading the Office of the Historian gives it, then volume and document
  number, as the answers of the Chicago Manual on FRUS have it, and the address at history.state.gov.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from reader.cable.model import Cable, MrnSource
from reader.cable.mrn import Mrn, post_name, post_of, split
from reader.cable.reference.tables import posts
from reader.export.escape import one_line
from reader.export.frus import FrusDocument, frus_of

DEPARTMENT = "Department of State"
NARA_YEARS = range(1973, 1980)
"""Years whose telegrams are in the National Archives' Central Foreign Policy Files, by document number."""
NARA_SERIES = "Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59"
NO_SENDER = "Sender not printed"
# Not taken from the calendar module, whose names follow the locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def footnote(cable: Cable | None, mrn: str, paragraph: str = "", *, frus: FrusDocument | None = None) -> str:
    """The full note for a cable, or for one of its paragraphs (``¶1``), as plain text on one line."""
    return footnotes(cable, mrn, frus=frus)(paragraph)


def footnotes(cable: Cable | None, mrn: str, *, frus: FrusDocument | None = None) -> Callable[[str], str]:
    """The full note for each paragraph of a cable, as ``footnote`` has it."""
    if document := frus_of(mrn, cable.source if cable else ""):
        elements, url = [*_heading(cable, mrn), document.title, document.locator], document.url
    elif frus:
        elements, url = _frus_note(cable, mrn, frus), frus.url
    else:
        elements, url = _telegram(cable, mrn), ""

    def note(paragraph: str) -> str:
        text = _join([*elements, paragraph])
        return f"{text[:-1]}, {url}." if url else text

    return note


def _telegram(cable: Cable | None, mrn: str) -> list[str]:
    parts = split(mrn)
    if parts and parts.year in NARA_YEARS:
        return _nara_note(cable, parts)
    elements = [_correspondents(cable, parts)]
    if cable and cable.title:
        elements.append(_title(cable.title, ","))
    elements.append(f"telegram {mrn}{_year_note(cable)}")
    elements.append(_date(cable))
    if cable and cable.classification:
        elements.append((cable.classified_as or "").lower())
    return elements


def bibliography_entry(cable: Cable | None, mrn: str, *, frus: FrusDocument | None = None) -> str:
    """The entry in a Chicago bibliography: sender first, elements ended by full stops."""
    if document := frus_of(mrn, cable.source if cable else ""):
        entry = f"{_join(_heading(cable, mrn))} {document.title}, {document.locator}. {document.url}."
        origin = sender(cable, mrn)
        return f"{origin}. {entry}" if origin else entry
    parts = split(mrn)
    elements = [sender(cable, mrn) or NO_SENDER]
    if cable and cable.title:
        elements.append(_title(cable.title, "."))
    number = f"{parts.serial:05}" if parts and parts.year in NARA_YEARS else mrn
    to = _recipients(cable)
    elements.append(f"Telegram {number}{_year_note(cable)}{f' to {to}' if to else ''}, {_date(cable)}")
    if frus:
        elements.append(f"{frus.title}, {frus.locator}. {frus.url}")
    elif parts and parts.year in NARA_YEARS:
        elements.append(f"{document_number(parts)}, {NARA_SERIES}. National Archives")
    elif cable and cable.classification:
        elements.append((cable.classified_as or "").capitalize())
    return " ".join(element if element.endswith(('"', ".")) else f"{element}." for element in elements)


def short_note(cable: Cable | None, mrn: str, paragraph: str = "") -> str:
    """The short form for later notes: ``Consulate Munich, telegram 09MUNICH273, ¶1.``"""
    if document := frus_of(mrn, cable.source if cable else ""):
        return _join([*_heading(cable, mrn), document.title, document.locator, paragraph])
    parts = split(mrn)
    number = document_number(parts) if parts and parts.year in NARA_YEARS else mrn
    return _join([sender(cable, mrn) or NO_SENDER, f"telegram {number}", paragraph])


def _heading(cable: Cable | None, mrn: str) -> list[str]:
    """How FRUS heads a document: ``Telegram From the Embassy in Chile to ...``, and its date."""
    return [one_line(cable.subject), _date(cable)] if cable and cable.subject else [mrn]


def _nara_note(cable: Cable | None, parts: Mrn) -> list[str]:
    """NARA's pattern: ``..., Telegram 01232, May 27, 1978, 1978USBERL01232, ...``."""
    return [
        _correspondents(cable, parts),
        f"Telegram {parts.serial:05}{_year_note(cable)}",
        _date(cable),
        document_number(parts),
        NARA_SERIES,
    ]


def _frus_note(cable: Cable | None, mrn: str, frus: FrusDocument) -> list[str]:
    """FRUS's heading and the document: ``Telegram 1232 from Mission Berlin to ..., Document 12``."""
    parts = split(mrn)
    number = str(parts.serial) if parts else mrn
    to = _recipients(cable)
    heading = f"Telegram {number}{_year_note(cable)} from {sender(cable, mrn) or 'an unnamed sender'}"
    return [heading + (f" to {to}" if to else ""), _date(cable), frus.title, frus.locator]


def document_number(parts: Mrn) -> str:
    """NARA's number for a telegram of 1973-79: year, first six characters of the post, five digits."""
    return f"{parts.year}{printed_post(parts.post)[:6].replace(' ', '')}{parts.serial:05}"


def printed_post(post: str) -> str:
    """A post with its spaces, as printed in cables: ``PHNOM PENH``; unchanged if not in the tables."""
    fact = posts().get(post)
    city = fact.city.upper() if fact else ""
    return city if city.replace(" ", "") == post else post


def sender(cable: Cable | None, mrn: str) -> str | None:
    """The sending post: ``Embassy Phnom Penh``; None if neither the MRN nor the header names it."""
    parts = split(mrn)
    name = _post(parts.post) if parts else None
    return name or (_station(cable.origin) if cable and cable.origin else None)


def recipient(cable: Cable | None) -> str | None:
    """The first addressee in words; None if none is printed."""
    return _station(cable.recipients[0].name) if cable and cable.recipients else None


def issued(cable: Cable | None) -> tuple[dt.date | None, bool]:
    """The date of a cable, and whether it is an estimate good to the month only."""
    if cable and cable.date:
        return cable.date.date(), False
    return (cable.estimated_date, True) if cable and cable.estimated_date else (None, False)


def _correspondents(cable: Cable | None, parts: Mrn | None) -> str:
    """``Consulate Munich to Department of State``; the sender alone if no addressee is printed."""
    origin = sender(cable, str(parts) if parts else "")
    to = _recipients(cable)
    if not to:
        return origin or NO_SENDER
    return f"{origin or NO_SENDER} to {to}"


def _recipients(cable: Cable | None) -> str:
    first = recipient(cable)
    if cable is None or first is None:
        return ""
    return f"{first} and others" if len(cable.recipients) > 1 else first


def _station(printed: str) -> str:
    """A header address in words: ``AMEMBASSY BEIJING`` is Embassy Beijing; unknown ones as printed."""
    printed = one_line(printed)
    if printed.upper().startswith(("SECSTATE", "DEPT OF STATE")):
        return DEPARTMENT
    post = post_of(printed)
    return (_post(post) if post else None) or printed


def _post(post: str) -> str | None:
    return DEPARTMENT if post in ("STATE", "SECSTATE") else post_name(post)


def _title(subject: str, end: str) -> str:
    """The title in double quotes with ``end`` inside; its own double quotes become single ones."""
    plain = one_line(subject).translate({ord('"'): "'", ord("“"): "‘", ord("”"): "’"})
    plain = plain.rstrip(" .,;")
    return f'"{plain}"' if end == "." and plain.endswith(("?", "!")) else f'"{plain}{end}"'


def _year_note(cable: Cable | None) -> str:
    return " (year inferred)" if cable and cable.mrn_source is MrnSource.INFERRED else ""


def _date(cable: Cable | None) -> str:
    """``November 6, 2009``; an estimated month is marked as inferred."""
    date, estimated = issued(cable)
    if date is None:
        return "n.d."
    return f"{_MONTHS[date.month - 1]} {date.year} (date inferred)" if estimated else spell_date(date)


def spell_date(date: dt.date) -> str:
    """``November 6, 2009``, whatever the locale."""
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def _join(elements: list[str]) -> str:
    """Join with commas, except after a title, which ends with its own; end with a full stop."""
    text = ""
    for part in filter(None, elements):
        text += part if not text else f" {part}" if text.endswith(',"') else f", {part}"
    return text if text.endswith(".") else f"{text}."
