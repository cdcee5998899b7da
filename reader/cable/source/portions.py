"""Portion marks: the level in parentheses before a paragraph, heading, bullet or subject.

Some forty spellings, brought to one normal form: ``S//NF``, ``S-NF``, ``SNF`` and ``Secret/NOFORN`` are
``S/NF``. ``(U.S.)`` and ``(China)`` only look like marks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.cable.level import Level
from reader.cable.text_model import Portion

LONGEST = 60
"""Characters a mark may have between its parentheses."""

_LEVELS = {
    "U": Level.U,
    "UNCLAS": Level.U,
    "UNCLASSIFIED": Level.U,
    "SBU": Level.SBU,
    "SENSITIVE BUT UNCLASSIFIED": Level.SBU,
    "LOU": Level.SBU,
    "LIMITED OFFICIAL USE": Level.SBU,
    "FOUO": Level.SBU,
    "OUO": Level.SBU,
    "C": Level.C,
    "CONFIDENTIAL": Level.C,
    "S": Level.S,
    "SECRET": Level.S,
    "TS": Level.TS,
    "TOP SECRET": Level.TS,
}
_SHORT = {Level.U: "U", Level.SBU: "SBU", Level.C: "C", Level.S: "S", Level.TS: "TS"}
_CONTROLS = {
    "NF": "NF",
    "NOFORN": "NF",
    "FOUO": "FOUO",
    "FGI": "FGI",
    "OC": "OC",
    "ORCON": "OC",
    "PR": "PR",
    "PROPIN": "PR",
    "LES": "LES",
    "SI": "SI",
    "HCS": "HCS",
    "TK": "TK",
    "IMCON": "IMCON",
    "RELIDO": "RELIDO",
    "NOCONTRACT": "NOCONTRACT",
    "WNINTEL": "WNINTEL",
    "SENSITIVE": "SENSITIVE",
    "EXDIS": "EXDIS",
    "NODIS": "NODIS",
    "LIMDIS": "LIMDIS",
}
# Typing errors that no rule covers.
_SLIPS = {"SNF": "S/NF", "CNF": "C/NF", "N/SF": "S/NF", "SUB": "SBU", "SBUU": "SBU", "SBUNF": "SBU/NF"}

_FORM = re.compile(
    r"(?P<level>TOP SECRET|SECRET|CONFIDENTIAL|SENSITIVE BUT UNCLASSIFIED|UNCLASSIFIED|UNCLAS"
    r"|LIMITED OFFICIAL USE|TS|SBU|LOU|FOUO|OUO|[UCS])(?:$|[ /-]+(?P<rest>.*))",
    re.DOTALL,
)
_ENTIRE = re.compile(r"(?:ALL |ENTIRE )(?:TEXT|MESSAGE|CABLE)\.?$")
_NAMES = re.compile(r"[A-Z][A-Z .']*$")
_BETWEEN_CONTROLS = re.compile(r"[ /-]+")
_BETWEEN_NAMES = re.compile(r" ?(?:[,/]| AND ) ?")


_OF_SUBJECT = re.compile(r"\A\((?P<first>[^()]{1,60})\)|\((?P<last>[^()]{1,60})\)\Z")


@lru_cache(maxsize=1024)
def read_portion(printed: str) -> Portion | None:
    """The mark printed between parentheses; None where it is not a mark."""
    if len(printed) > LONGEST:
        return None
    text = " ".join(printed.upper().split())
    form = _FORM.match(_SLIPS.get(text, text))
    if not form:
        return None
    level = _LEVELS[form["level"]]
    rest = form["rest"] or ""
    if _ENTIRE.match(rest):
        rest = ""
    parts = _controls(rest)
    if parts is None:
        return None
    dissemination, release = parts
    short = form["level"] if form["level"] in ("FOUO", "OUO", "LOU") else _SHORT[level]
    if "FOUO" in dissemination:
        level = max(level, Level.SBU)
    normal = "/".join((short, *dissemination))
    if release:
        normal += f"/REL {', '.join(release)}"
    return Portion(printed, normal, level, dissemination, release)


def portion_of_subject(subject: str) -> Portion | None:
    """The portion mark that a subject begins or ends with: ``(C) TALKS``, ``TALKS (C)``."""
    found = _OF_SUBJECT.search(subject)
    return read_portion(found["first"] or found["last"]) if found else None


def without_portion(subject: str) -> str:
    """A subject without its portion mark; as it is where it is nothing else."""
    mark = portion_of_subject(subject)
    if mark is None:
        return subject
    printed = f"({mark.printed})"
    return subject.removeprefix(printed).removesuffix(printed).strip() or subject


@lru_cache(maxsize=1024)
def is_entire_text(printed: str) -> bool:
    """Whether the mark applies to the whole cable: ``C - ENTIRE TEXT``."""
    return bool(_ENTIRE.search(" ".join(printed.upper().split())))


def _controls(rest: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Dissemination controls and the names after REL; None where a word is neither."""
    found: list[str] = []
    release: list[str] = []
    words = [word for word in _BETWEEN_CONTROLS.split(rest) if word]
    for at, word in enumerate(words):
        if word == "REL" or word == "RELEASABLE":
            named = rest[rest.index(word) + len(word) :].removeprefix(" TO").strip(" /")
            release = [name for name in _BETWEEN_NAMES.split(named) if name]
            if not all(map(_NAMES.match, release)):
                return None
            if release and _CONTROLS.get(release[-1]) and len(release) > 1:
                found.append(_CONTROLS[release.pop()])
            break
        if word not in _CONTROLS:
            return None
        if _CONTROLS[word] not in found:
            found.append(_CONTROLS[words[at]])
    return tuple(found), tuple(release)
