"""Citations of cables as footnotes.

The form is Chicago's for a cable: sender to recipient, title, kind and number, date, classification,
paragraph. Telegrams of 1973-79 are cited in the pattern of the National Archives (NARA): document number,
series and record group.
"""

from __future__ import annotations

import datetime as dt

from reader.cable.model import Cable, MrnSource
from reader.cable.mrn import Mrn, post_name, post_of, split
from reader.cable.reference.tables import posts
from reader.export.escape import one_line

DEPARTMENT = "Department of State"
NARA_YEARS = range(1973, 1980)
"""Years whose telegrams are in the National Archives' Central Foreign Policy Files, by document number."""
# Not taken from the calendar module, whose names follow the locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def footnote(cable: Cable | None, mrn: str, paragraph: str = "") -> str:
    """The citation of a cable, or of one of its paragraphs (``¶1``), as plain text on one line."""
    parts = split(mrn)
    if parts and parts.year in NARA_YEARS:
        return _archival(cable, parts, mrn, paragraph)
    elements = [_correspondents(cable, parts)]
    if cable and cable.subject:
        elements.append(_title(cable.subject))
    elements.append(f"telegram {mrn}{_year_note(cable)}")
    elements.append(_date(cable))
    if cable and cable.classification:
        elements.append(cable.classification.name.lower())
    elements.append(paragraph)
    return _join(elements)


def _archival(cable: Cable | None, parts: Mrn, mrn: str, paragraph: str) -> str:
    """NARA's pattern: ``..., Telegram 01232, May 27, 1978, 1978USBERL01232, ...``."""
    elements = [
        _correspondents(cable, parts),
        f"Telegram {parts.serial:05}{_year_note(cable)}",
        _date(cable),
        document_number(parts),
        "Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59",
        paragraph,
    ]
    return _join(elements)


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


def _correspondents(cable: Cable | None, parts: Mrn | None) -> str:
    """``Consulate Munich to Department of State``; the sender alone if no addressee is printed."""
    origin = sender(cable, str(parts) if parts else "")
    if not cable or not cable.recipients:
        return origin or "Sender not printed"
    first = _station(cable.recipients[0].name)
    others = " and others" if len(cable.recipients) > 1 else ""
    return f"{origin or 'Sender not printed'} to {first}{others}"


def _station(printed: str) -> str:
    """A header address in words: ``AMEMBASSY BEIJING`` is Embassy Beijing; unknown ones as printed."""
    printed = one_line(printed)
    if printed.upper().startswith(("SECSTATE", "DEPT OF STATE")):
        return DEPARTMENT
    post = post_of(printed)
    return (_post(post) if post else None) or printed


def _post(post: str) -> str | None:
    return DEPARTMENT if post in ("STATE", "SECSTATE") else post_name(post)


def _title(subject: str) -> str:
    """The title in double quotes with the comma inside; its own double quotes become single ones."""
    plain = one_line(subject).translate({ord('"'): "'", ord("“"): "‘", ord("”"): "’"})
    return f'"{plain.rstrip(" .,;")},"'


def _year_note(cable: Cable | None) -> str:
    return " (year inferred)" if cable and cable.mrn_source is MrnSource.INFERRED else ""


def _date(cable: Cable | None) -> str:
    """``November 6, 2009``; an estimated month is marked as inferred."""
    if cable and cable.date:
        return _spell_date(cable.date.date())
    if cable and cable.estimated_date:
        return f"{_MONTHS[cable.estimated_date.month - 1]} {cable.estimated_date.year} (date inferred)"
    return "n.d."


def _spell_date(date: dt.date) -> str:
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def _join(elements: list[str]) -> str:
    """Join with commas, except after a title, which ends with its own; end with a full stop."""
    text = ""
    for part in filter(None, elements):
        text += part if not text else f" {part}" if text.endswith(',"') else f", {part}"
    return text if text.endswith(".") else f"{text}."
