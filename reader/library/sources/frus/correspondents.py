"""Who wrote to whom, as the heading of a document says: ``Telegram From the Embassy in Chile to the ...``."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.library.sources.frus.elements import Element

_FROM = re.compile(r"\b[Ff]rom (?:the )?(?P<rest>.{5,600})$")
_EARLY = re.compile(r"(?:The |Mr\. |Messrs\. )(?P<rest>.{5,600})$")
_TO = re.compile(r" to (?:the |Mr\. )?")
_OFFICE = re.compile(
    r"\b(?:Mission|Delegation|Representatives?|Ambassador|Observer|Assistant|Advis[eo]r|Deputy|Counsel(?:or)?"
    r"|Aide|Envoy|Minister|Liaison|Legate|Nuncio) to (?:the )?"
)
"""Words of an office in which ``to`` does not name the addressee."""
_HIDDEN = "\x04"


class Correspondents(NamedTuple):
    """Sender and addressee; empty where the heading names none."""

    origin: str = ""
    to: str = ""


def correspondents(heading: str, head: Element | None) -> Correspondents:
    """The sender and the addressee in a heading without its number; ``head``: its element."""
    found = _FROM.search(heading)
    if found is None and head is not None and (_is_marked(head) or heading.startswith("The ")):
        found = _EARLY.match(heading)
    if found is None:
        return Correspondents()
    rest = found["rest"].strip(" .")
    hidden = _OFFICE.sub(lambda office: office[0].replace(" to ", f" {_HIDDEN} "), rest)
    parts = _TO.split(hidden, maxsplit=1)
    if len(parts) < 2:
        parts = _TO.split(rest, maxsplit=1)
    if len(parts) < 2:
        return Correspondents(rest)
    origin, to = (part.replace(_HIDDEN, "to").strip(" .,") for part in parts)
    return Correspondents(origin, to[:1].upper() + to[1:])


def _is_marked(head: Element) -> bool:
    """Whether the editors marked a name in the heading as sender or addressee."""
    return any(element.get("type") in ("from", "to") for element in head.walk())
