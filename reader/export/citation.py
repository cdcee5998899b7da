"""This is where a passage gets the footnote that an editor or an archivist can follow.

The form is Chicago's for a cable: sender to recipient, title, kind and number, date, level, paragraph.
Telegrams of 1973-79 are cited as the National Archives do it, by document number, series and record group.
"""

from __future__ import annotations

import datetime as dt

from reader.cable.model import Cable, MrnSource
from reader.cable.mrn import Mrn, post_name, post_of, split
from reader.cable.reference.tables import posts
from reader.export.escape import one_line

DEPARTMENT = "Department of State"
# Not the calendar module's, which follow the locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def footnote(cable: Cable | None, mrn: str, paragraph: str = "") -> str:
    """The citation of a cable, or of one of its paragraphs (``¶1``), as plain text on one line."""
    parts = split(mrn)
    if parts and 1973 <= parts.year <= 1979:
        return _archival(cable, parts, mrn, paragraph)
    said = [_correspondents(cable, parts)]
    if cable and cable.subject:
        said.append(_title(cable.subject))
    said.append(f"telegram {mrn}{_doubt(cable)}")
    said.append(_date(cable))
    if cable and cable.classification:
        said.append(cable.classification.name.lower())
    said.append(paragraph)
    return _joined(said)


def _archival(cable: Cable | None, parts: Mrn, mrn: str, paragraph: str) -> str:
    """After the archivists' own example: ``..., Telegram 01232, May 27, 1978, 1978USBERL01232, ...``."""
    said = [
        _correspondents(cable, parts),
        f"Telegram {parts.serial:05}{_doubt(cable)}",
        _date(cable),
        document_number(parts),
        "Central Foreign Policy Files, 1973-79/Electronic Telegrams, RG 59",
        paragraph,
    ]
    return _joined(said)


def document_number(parts: Mrn) -> str:
    """The archive's id of a telegram of 1973-79: year, the first six characters of the post, five digits."""
    return f"{parts.year}{printed_post(parts.post)[:6].replace(' ', '')}{parts.serial:05}"


def printed_post(post: str) -> str:
    """A post as a cable prints it, with its spaces: ``PHNOM PENH``; as it is where the tables do not tell."""
    fact = posts().get(post)
    city = fact.city.upper() if fact else ""
    return city if city.replace(" ", "") == post else post


def sender(cable: Cable | None, mrn: str) -> str | None:
    """Who sent it, in words: ``Embassy Phnom Penh``; None where neither number nor header tells."""
    parts = split(mrn)
    name = _post(parts.post) if parts else None
    return name or (_station(cable.origin) if cable and cable.origin else None)


def _correspondents(cable: Cable | None, parts: Mrn | None) -> str:
    """``Consulate Munich to Department of State``; the sender alone where no addressee is printed."""
    origin = sender(cable, str(parts) if parts else "")
    if not cable or not cable.recipients:
        return origin or "Sender not printed"
    first = _station(cable.recipients[0].name)
    others = " and others" if len(cable.recipients) > 1 else ""
    return f"{origin or 'Sender not printed'} to {first}{others}"


def _station(printed: str) -> str:
    """A station of the header in words: ``AMEMBASSY BEIJING`` is Embassy Beijing; unknown ones as printed."""
    printed = one_line(printed)
    if printed.upper().startswith(("SECSTATE", "DEPT OF STATE")):
        return DEPARTMENT
    post = post_of(printed)
    return (_post(post) if post else None) or printed


def _post(post: str) -> str | None:
    return DEPARTMENT if post in ("STATE", "SECSTATE") else post_name(post)


def _title(subject: str) -> str:
    """In double quotes with the comma inside; the title's own double quotes become single ones."""
    plain = one_line(subject).translate({ord('"'): "'", ord("“"): "‘", ord("”"): "’"})
    return f'"{plain.rstrip(" .,;")},"'


def _doubt(cable: Cable | None) -> str:
    return " (year inferred)" if cable and cable.mrn_source is MrnSource.INFERRED else ""


def _date(cable: Cable | None) -> str:
    """``November 6, 2009``; a guessed month says that it is one."""
    if cable and cable.date:
        return _spelled(cable.date.date())
    if cable and cable.estimated_date:
        return f"{_MONTHS[cable.estimated_date.month - 1]} {cable.estimated_date.year} (date inferred)"
    return "n.d."


def _spelled(date: dt.date) -> str:
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def _joined(said: list[str]) -> str:
    """Commas between, but none after one that stands inside closing quotes; a full stop at the end."""
    text = ""
    for part in filter(None, said):
        text += part if not text else f" {part}" if text.endswith(',"') else f", {part}"
    return text if text.endswith(".") else f"{text}."
