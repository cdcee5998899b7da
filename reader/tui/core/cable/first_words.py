"""The first words of a cable or of one of its paragraphs, to look at before going there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cable.model import Cable, Paragraph

if TYPE_CHECKING:
    from reader.workspace import Workspace

LONG = 700
"""Characters shown at most."""
BEFORE = 160
"""Characters shown before a place in a paragraph."""
MOST_NAMED = 6
"""Citing cables that are named for a cable that is not in the library."""


def first_words(cable: Cable, paragraph: Paragraph | None = None, start: int | None = None) -> str:
    """``¶4 (SBU) The embargo …``: of a paragraph, a little before ``start``; else the cable's summary."""
    if paragraph is not None:
        begin = max((start or 0) - BEFORE, 0)
        begin = paragraph.text.rfind(" ", 0, begin) + 1 if begin else 0
        cut = "…" if begin else ""
        return f"{_place(paragraph)} {cut}{_cut(paragraph.text[begin:])}"
    if cable.summary_text:
        return f"Summary: {_cut(cable.summary_text.lstrip('*- '))}"
    if cable.paragraphs:
        first = cable.paragraphs[0]
        return f"{_place(first)} {_cut(first.text)}"
    return "No text."


def _cut(text: str) -> str:
    """At most ``LONG`` characters, ended after a word."""
    return text if len(text) <= LONG else f"{text[:LONG].rsplit(None, 1)[0]}…"


def _place(paragraph: Paragraph) -> str:
    return f"{paragraph.label} ({paragraph.portion.printed})" if paragraph.portion else paragraph.label


def read_first_words(
    workspace: Workspace,
    mrn: str,
    ordinal: int | None = None,
    number: int | None = None,
    start: int | None = None,
) -> str:
    """As ``first_words``, of the paragraph with this ordinal or drafter's number; waits for the disk."""
    cable = workspace.cable(mrn)
    if cable is None:
        citing = [row.mrn for row in workspace.library.citing(mrn)]
        more = f" and {len(citing) - MOST_NAMED:,} more" if len(citing) > MOST_NAMED else ""
        cited = f" Cited by {', '.join(citing[:MOST_NAMED])}{more}." if citing else ""
        return f"Not in your library.{cited}"
    if ordinal is None and number is not None:
        ordinal = next((one.ordinal for one in cable.paragraphs if one.number == number), None)
    return first_words(cable, cable.paragraph(ordinal) if ordinal else None, start)
