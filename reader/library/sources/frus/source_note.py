"""What the source note of a document says: its marking, who drafted it, where else it was sent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.cable.head.classification import CAPTIONS

_LEVELS = (
    "Top Secret|Secret|Confidential|Limited Official Use|Official Use Only|Restricted"
    "|Administratively Confidential|Unclassified|No classification marking"
)
_MARKING = re.compile(rf"(?:^|[.;)\]”\"] )(?P<level>{_LEVELS})(?P<more>(?:; [^.;]{{1,40}}){{0,8}})\.")
_IN_OPENER = re.compile(
    r"(?:^|[\s\[(])(?P<level>top secret|secret|confidential|restricted|unclassified)(?=$|[\s;,.\])])",
    re.IGNORECASE,
)
_DRAFTED = re.compile(r"\bDrafted\b.{3,300}?(?<![ .][A-Z])(?:\.(?=\s|$)|$)")
_REPEATED = re.compile(r"\b(?:Also sent|Repeated)\b(?: \w+){0,5}? to (?P<places>[^.;]{2,300})")
_BETWEEN_PLACES = re.compile(r"(?:, and |, | and )(?:(?:also )?repeated(?: \w+){0,5}? to )?")
_PRECEDENCES = {"FLASH": "Z", "IMMEDIATE": "O", "NIACT": "O", "PRIORITY": "P", "ROUTINE": "R"}
_LONGEST_PLACE = 60
_MOST_PLACES = 40
_NONE = "NO CLASSIFICATION MARKING"


@dataclass(frozen=True, slots=True)
class Marking:
    """How a document was marked and distributed."""

    level: str = ""
    """In capitals: ``TOP SECRET``; empty where it has no marking."""
    precedence: str = ""
    """The letter of a date-time group: ``O``."""
    captions: tuple[str, ...] = ()
    drafted: str = ""
    """The sentence: ``Drafted by Hurwitch on January 15.``"""
    info: tuple[str, ...] = ()


def read_marking(note: str, opener: str) -> Marking:
    """Read the source note; ``opener``: what is printed above the text, the level in early volumes."""
    found = _MARKING.search(note)
    level = found["level"].upper() if found else ""
    if not found and (printed := _IN_OPENER.search(opener)):
        level = printed["level"].upper()
    words = [word.strip() for word in (found["more"] if found else opener).upper().split(";") if word.strip()]
    captions = (part.strip() for word in words for part in word.split("/") if part.strip() in CAPTIONS)
    drafted = _DRAFTED.search(note)
    return Marking(
        level="" if level == _NONE else level,
        precedence=next(
            (_PRECEDENCES[last] for word in words if (last := word.split()[-1]) in _PRECEDENCES), ""
        ),
        captions=tuple(dict.fromkeys(captions)),
        drafted=drafted[0] if drafted else "",
        info=_places(note),
    )


def is_level(text: str) -> bool:
    """Whether a text is a level and nothing else, as above documents of the forties."""
    return _IN_OPENER.fullmatch(text) is not None


def _places(note: str) -> tuple[str, ...]:
    """The posts a telegram was repeated to."""
    found = _REPEATED.search(note)
    if not found:
        return ()
    places = [place.strip() for place in _BETWEEN_PLACES.split(found["places"])[:_MOST_PLACES]]
    return tuple(dict.fromkeys(place for place in places if place and len(place) <= _LONGEST_PLACE))
