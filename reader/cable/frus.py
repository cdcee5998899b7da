"""Documents of *Foreign Relations of the United States* (FRUS): their ids, and the form of their texts.

A document has no message reference number of its own. It gets one made of the volume and its number there,
``FRUS1969-76V22D15``, in capitals as all ids are; in lower case it is the id that history.state.gov uses.

The container writes the head and the end of a document in lines that the parser reads: what is in them was
elements of the volume, so it need not be guessed at as in a cable.
"""

from __future__ import annotations

import re
from typing import NamedTuple

SITE = "https://history.state.gov/historicaldocuments"
NUMBER_LABEL = "MRN: "
HEAD = f"{NUMBER_LABEL}FRUS"
"""How the stored text of a document begins."""
VOLUME_LABEL = "Volume: "
ADDRESS_LABEL = "Address: "
HEADING_LABEL = "Heading: "
"""The label of the line with the heading and the marks of its footnotes, where it has some."""
PERSON_LABEL = "Person: "
TERM_LABEL = "Term: "
SIGNED = "Signed: "
"""The label of the line that names the signer."""
FOOTNOTES = "Footnotes"
"""The heading above the footnotes."""
MARK = re.compile(r"\[([^\[\]\s]{1,8})\]")
"""The mark of a footnote."""

_FIRST_PADDED = 1900
"""From this year on, volumes with one digit are written with two: ``v01``."""
_LONGEST = 80
"""Characters an id may have, however it is written; an address is longer."""
_ID = re.compile(
    r"""(?:FRUS[\s_]?)?(?P<years>[0-9]{4}(?:[-–][0-9]{2})?)
    [\s,_]*(?P<volume>[A-Z0-9]{0,24}?(?:-[0-9]{2}[A-Z0-9]{0,16}?)?)
    [\s,/_.]*D(?:OC(?:UMENT)?)?[.\s]*(?P<document>[1-9][0-9]{0,3}[A-Z]?)""",
    re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:^|/)(FRUS[0-9][^/?\#\s]{3,40}/D[0-9]{1,4}[A-Z]?)(?=[/?\#]|$)")
_CANONICAL = re.compile(
    r"(?P<volume>FRUS[0-9]{4}(?:-[0-9]{2})?[A-Z0-9]{0,24}?(?:-[0-9]{2}[A-Z0-9]{0,16}?)?)D(?P<document>[1-9][0-9]{0,3}[A-Z]?)"
)
_ANYWHERE = re.compile(rf"(?<![A-Z0-9])(?:{_CANONICAL.pattern})(?![A-Z0-9])")
_ONE_DIGIT = re.compile(r"(VE?)([0-9])(?![0-9])")
_PRINTED = re.compile(
    rf"{HEAD}[^\n]*\n(?:Date/DTG: [^\n]*\n)?"
    rf"{VOLUME_LABEL}(?P<volume>[^\n]+), (?P<document>Document [0-9A-Za-z]{{1,8}})"
    r"(?:, (?P<page>page [^\n,]+))?\n"
    rf"{ADDRESS_LABEL}(?P<address>\S+)\n"
)
_NAMED = re.compile(
    rf"^(?:(?P<person>{PERSON_LABEL})|{TERM_LABEL})(?P<words>[^\n=]+) = (?P<meaning>[^\n]+)$", re.MULTILINE
)
_HEADING = re.compile(rf"^{HEADING_LABEL}([^\n]+)$", re.MULTILINE)
_DATED = re.compile(r"^(?:Date/DTG|Number): [^\n]+$", re.MULTILINE)
_TELEGRAM = re.compile(r"\b(?:Telegram|Airgram|Cable)\b", re.IGNORECASE)


class FrusNumber(NamedTuple):
    """The parts of an id in canonical form."""

    volume: str
    """``FRUS1969-76V22``."""
    document: str
    """``15``."""


def canonical_frus(text: str) -> str | None:
    """The canonical form of a FRUS id in capitals, however it is written; None if it is none.

    Reads ``FRUS1969-76V22 D15``, ``FRUS1969-76V22/D15`` and the addresses of history.state.gov.
    """
    if address := _ADDRESS.search(text):
        text = address[1]
    found = _ID.fullmatch(text) if len(text) <= _LONGEST else None
    if not found:
        return None
    volume = found["volume"]
    if int(found["years"][:4]) >= _FIRST_PADDED:
        volume = _ONE_DIGIT.sub(r"\g<1>0\2", volume)
    return f"FRUS{found['years'].replace('–', '-')}{volume}D{found['document']}"


def split_frus(mrn: str) -> FrusNumber | None:
    """The parts of an id in canonical form; None for anything else."""
    found = _CANONICAL.fullmatch(mrn)
    return FrusNumber(found["volume"], found["document"]) if found else None


def frus_numbers(text: str) -> list[tuple[str, int]]:
    """The ids in canonical form that a text has, and where each begins."""
    return [(found[0], found.start()) for found in _ANYWHERE.finditer(text)] if "FRUS" in text else []


def marked_heading(source: str) -> str:
    """The heading of a document with the marks of its footnotes; empty where it has none."""
    found = _HEADING.search(source, 0, source.find("\n\n") + 1) if is_frus_text(source) else None
    return found[1] if found else ""


def marked_head(source: str) -> str:
    """The lines of the head that can have marks of footnotes: the heading first, then date and number."""
    head = source[: source.find("\n\n") + 1] if is_frus_text(source) else ""
    return "\n".join([marked_heading(source), *_DATED.findall(head)])


def signer_in(signed: str) -> str:
    """The name in a line of signature, without the marks of footnotes."""
    return " ".join(MARK.sub(" ", signed).split()).strip(" ,.")


def signature_line(source: str) -> str:
    """The line with the signer of a document, with the marks of footnotes; empty where there is none."""
    at = source.find(f"\n{SIGNED}") if is_frus_text(source) else -1
    return source[at + 1 : source.find("\n", at + 1) + 1] if at >= 0 else ""


class Printed(NamedTuple):
    """Where a document is printed, as its stored text says."""

    volume: str
    """``Foreign Relations of the United States, 1969–1976, Volume XXII, Panama, 1973–1976``."""
    document: str
    """``Document 15``."""
    page: str
    """``page 48``; empty where it is not known."""
    address: str


def printed_in(source: str) -> Printed | None:
    """Where the document with this text is printed; None for any other text."""
    found = _PRINTED.match(source)
    return (
        Printed(found["volume"], found["document"], found["page"] or "", found["address"]) if found else None
    )


class Explained(NamedTuple):
    """A person or a term of a document, as its volume explains it."""

    words: str
    """As in the document: ``Bunker``, ``NSC``."""
    meaning: str
    is_person: bool


def explained_in(source: str) -> list[Explained]:
    """The persons and terms in the head of a document, in the order in which the text names them."""
    if not is_frus_text(source):
        return []
    head = source[: source.find("\n\n") + 1 or len(source)]
    return [
        Explained(found["words"], found["meaning"], bool(found["person"])) for found in _NAMED.finditer(head)
    ]


def is_frus_text(source: str) -> bool:
    """Whether a text is a FRUS document in the form the container writes."""
    return source.startswith(HEAD)


def has_own_numbers(source: str) -> bool:
    """Whether the paragraphs of a FRUS document are counted as in a telegram.

    In a memorandum a number begins an item of a list, and the paragraphs below are not the item's.
    """
    start = source.find("\nSubject: ")
    return start >= 0 and bool(_TELEGRAM.search(source, start, source.find("\n", start + 1)))
