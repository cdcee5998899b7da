"""The text of an index entry: what an archive says of a document whose text it does not publish.

For the years 1973 to 1979 the National Archives have entries for telegrams that are still withheld
(withdrawal cards), for those whose text was lost, and for documents that exist on microfilm only: P-reels
(paper) and N-reels (``NODIS`` and the like). See the archives' description of the series *Central Foreign
Policy Files, 7/1/1973 - 12/31/1979*, and W. Burr, *U.S. National Archives Web Site Uploads Thousands of
Diplomatic Cables* (National Security Archive, 2006).
"""

from __future__ import annotations

from collections.abc import Mapping

from reader.library.sources.column_map import Field

NOTICE = "The archive has only this index entry, not the text."
WITHHELD = "The text is withheld: this is its withdrawal card."
ON_FILM = "The document is on microfilm only: this is its entry in the index of the reels."

_DETAILS = (
    (Field.FILM, "Film number"),
    (Field.HANDLING, "Handling restrictions"),
    (Field.CONCEPTS, "Concepts"),
    (Field.LOCATOR, "Locator"),
)


def entry_text(values: Mapping[Field, str], notice: str = NOTICE) -> str:
    """The entry as a text with a head the parser reads: what a citation of the document needs."""

    def line(label: str, field: Field) -> list[str]:
        value = " ".join(values.get(field, "").split())
        return [f"{label}: {value}"] if value else []

    head = [
        *line("MRN", Field.ID),
        *line("Date/DTG", Field.DATE),
        *line("From", Field.FROM),
        *line("Action", Field.TO),
        *line("Classification", Field.CLASSIFICATION),
        *line("TAGS", Field.TAGS),
        *line("REF", Field.REFERENCES),
        *line("Subject", Field.SUBJECT),
    ]
    details = [found for field, label in _DETAILS for found in line(label, field)]
    return "\n".join([*head, "", notice, *([""] if details else []), *details]) + "\n"


def notice_for(values: Mapping[Field, str]) -> str:
    """Why there is no text, as far as the entry says."""
    locator, film = values.get(Field.LOCATOR, "").upper(), values.get(Field.FILM, "").upper()
    number = values.get(Field.ID, "").upper()
    if "WITHDR" in locator or "WITHH" in locator:
        return WITHHELD
    if "FILM" in locator or film.startswith(("P", "N")) or _is_reel(number):
        return ON_FILM
    return NOTICE


def _is_reel(number: str) -> bool:
    return number[:1] in ("P", "N") and number[1:7].isdigit()
