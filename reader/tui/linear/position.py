"""Where the cursor is, in words. Pure."""

from __future__ import annotations

from reader.cable.model import Cable, Level
from reader.terminal_text import safe_line


def of_list(
    at: int,
    total: int,
    mrn: str,
    level: Level | None,
    subject: str | None,
    *,
    read: bool,
    marked: bool,
    notes: str,
) -> str:
    """``Cable 2 of 5: 07BEIJING7545, sensitive but unclassified, unread, 1 note. TIP: ...``"""
    if not total:
        return "No cables."
    facts = [mrn, level.words.lower() if level else "level unknown", "read" if read else "unread", notes]
    facts += ["marked"] if marked else []
    listed = ", ".join(filter(None, facts))
    return f"Cable {at + 1:,} of {total:,}: {listed}. {safe_line(subject or '')}".rstrip()


def of_row(at: int, total: int, *, marked: bool) -> str:
    """``Row 2 of 5, marked.``"""
    return f"Row {at:,} of {total:,}{', marked' if marked else ''}." if total else "No rows."


def of_reader(cable: Cable | None, mrn: str, ordinal: int | None, notes: int) -> str:
    """``Paragraph 3 of 10, SBU, 2 notes, in 07BEIJING7545.``"""
    if cable is None:
        return "No cable is open."
    paragraph = cable.paragraph(ordinal) if ordinal is not None else None
    if paragraph is None:
        return f"Header of {mrn}, {len(cable.paragraphs)} paragraphs."
    facts = [f"Paragraph {paragraph.ordinal} of {len(cable.paragraphs)}"]
    if paragraph.number is not None and paragraph.number != paragraph.ordinal:
        facts.append(f"numbered {paragraph.number}")
    facts.append(safe_line(paragraph.portion.printed) if paragraph.portion else "no portion mark")
    if notes:
        facts.append("1 note" if notes == 1 else f"{notes} notes")
    return f"{', '.join(facts)}, in {mrn}."


def of_notes(at: int | None, total: int, kind: str, paragraph: int | None) -> str:
    """``Note 1 of 3, on paragraph 2.``"""
    if at is None or not total:
        return "No notes."
    where = f"on paragraph {paragraph}" if paragraph is not None else "on the whole cable"
    return f"{kind.capitalize()} {at + 1} of {total}, {where}."
