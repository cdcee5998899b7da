"""Requests to protect a source, ``(strictly protect)``, and whose name each of them protects.

The name is what stands before the request: its capitalised words without titles, offices and nationalities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.export.protection.title_words import NATIONALITY, OPENERS, PARTICLES, ROLES

_LEAD = r"(?:(?:again|please|pls|kindly|strictly|source|identity|name|note|both|all|must)[,:]? )*"
_TAIL = (
    r"(?:(?: (?:sources?|identity|names?|strictly|throughout|fully|both|all|accordingly|him|her|them)"
    r"){1,3}|[.]|[ ]?[-–—,;:.] ?[^()\[\]\n]{1,60})?"
)
REQUEST = re.compile(
    rf"[(\[]{_LEAD}protect(?:ed)?{_TAIL}[)\]]"
    rf"|(?<=[\w.] )[-–—/]{{1,2}} ?(?:(?:please|pls|strictly|source) ){{1,2}}protect ?[-–—/]{{1,2}}",
    re.IGNORECASE,
)
"""``(protect)``, ``[pls protect source]``, ``(strictly protect - see reftels)``, ``-- please protect --``"""
_WITHIN = 200
"""Characters before a request that are searched for the name."""
_MOST_WORDS = 8
_WORD = re.compile(r"[^\s,;:()\[\]\"“”]+")
_CAPITALISED = re.compile(r"(?:(?![A-ZÀ-ÖØ-ÞĀ-Ž])[^\W\d_])*[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*")
_STRUCK = re.compile(r"[xX]{4,}|\[[A-Z ]+ REMOVED\]")
"""What a publisher has struck out: nothing is left to protect."""
_ABBREVIATION = re.compile(
    r"(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|Gen|Col|Lt|Maj|Capt|Sen|Rep|Amb|St|Jr|Sr|Msgr|Fr|Rev)\."
)
_POSSESSIVE = re.compile(r"(?:['’]s?)$")
_CAPS_STOP = frozenset(
    """A AN AND AS AT BUT BY FOR FROM HAS HE IN IS MET MEETING OF ON OR OUR SAID SHE SOURCE TALKED THAT THE
    THEIR THEY TO TOLD US WAS WE WITH CALLED CONTACT FORMER INFORMED BOTH""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Request:
    """A request, and the names it protects."""

    start: int
    end: int
    """Half-open, in the text that was searched."""
    names: tuple[str, ...] = ()
    """Empty if no name stands before it."""
    struck: bool = False
    """Whether the publisher has struck the name out already."""
    doubtful: bool = False
    """Whether the name may be another: found further back, in capitals, or an office without a name."""


def requests_in(text: str) -> Iterator[Request]:
    """The requests in a paragraph's text."""
    if "rotect" not in text and "ROTECT" not in text:
        return
    for request in REQUEST.finditer(text):
        yield _request(
            text[max(0, request.start() - _WITHIN) : request.start()], request.start(), request.end()
        )


def _request(before: str, start: int, end: int) -> Request:
    before = _sentence(before).rstrip(" ,;")
    words = before.split(" ")
    if _STRUCK.search(words[-1]):
        return Request(start, end, struck=True)
    if _is_caps(before):
        name = _name_in_capitals(before)
        return Request(start, end, (name,) if name else (), doubtful=True)
    run, at = _run(before)
    name, office = _without_titles(run)
    behind = _apposed(before[:at]) if len(name.split()) < 2 and before[:at].rstrip().endswith(",") else ""
    if behind and name:
        return Request(start, end, (behind,), doubtful=True)
    if name:
        return Request(start, end, (*_other_of_both(before[:at]), name))
    if behind := behind or _apposed(before):
        return Request(start, end, (behind,), doubtful=True)
    return Request(start, end, (office,) if office else (), doubtful=True)


def _sentence(before: str) -> str:
    """What belongs to the sentence of the request, or to its line."""
    begin = max(before.rfind("\n") + 1, 0)
    for gap in re.finditer(r"(?<=\S)\s+(?=\S)", before):
        word = before[: gap.start()].rsplit(maxsplit=1)[-1]
        ends = len(word) > 1 and word.rstrip("\"”’')").endswith((".", "?", "!"))
        if ends and not _ABBREVIATION.fullmatch(word.lstrip('("“[')):
            begin = max(begin, gap.end())
    return before[begin:]


def _is_caps(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 12 and sum(map(str.isupper, letters)) > 0.9 * len(letters)


def _name_in_capitals(before: str) -> str:
    """In a text that is all capitals: up to three words back to a word that is no name."""
    found: list[str] = []
    for word in reversed(_WORD.findall(before)[-3:]):
        if word in _CAPS_STOP or is_role(word):
            break
        found.insert(0, _POSSESSIVE.sub("", word))
    return " ".join(found)


def _run(before: str) -> tuple[list[str], int]:
    """The capitalised words that end the text, with particles among them, and where they start."""
    words = [(found.start(), found.group()) for found in _WORD.finditer(before)]
    run: list[str] = []
    at = end = len(before)
    for start, word in reversed(words[-_MOST_WORDS:]):
        if before[start + len(word) : end].strip() or not (_CAPITALISED.fullmatch(word) or word in PARTICLES):
            break
        run.insert(0, word)
        at = end = start
    while run and run[0] in PARTICLES:
        at += len(run.pop(0)) + 1
    return run, at


def _without_titles(run: list[str]) -> tuple[str, str]:
    """The name in a run of words, and the office if that is all there is."""
    last_role = max((index for index, word in enumerate(run) if is_role(word)), default=-1)
    name = run[last_role + 1 :]
    while name and (name[0] in OPENERS or (len(name) > 1 and NATIONALITY.fullmatch(name[0]))):
        name = name[1:]
    if name and not NATIONALITY.fullmatch(name[0]):
        return _POSSESSIVE.sub("", " ".join(name)).rstrip("."), ""
    office = [word for word in run if word not in OPENERS]
    return "", _POSSESSIVE.sub("", " ".join(office)) if len(office) > 1 else ""


def is_role(word: str) -> bool:
    """Whether a word is a title or an office, and no name."""
    return _POSSESSIVE.sub("", word).rstrip(".").lower() in ROLES


def fuller_names(name: str, text: str) -> Iterator[str]:
    """Longer forms of a name in a text: ``Javier Sandomingo`` for a surname, the holder of an office."""
    words = name.split()
    if is_role(words[-1]):
        for found in re.finditer(rf"\b{re.escape(name)}((?: [A-Z][\w'’-]+){{1,3}})", text):
            holder, _ = _without_titles(found.group(1).split())
            if holder:
                yield holder
    elif len(words) == 1:
        for found in re.finditer(rf"([A-Z][\w'’-]+|[A-Z]\.) {re.escape(name)}\b", text):
            given, _ = _without_titles([found.group(1)])
            if given and not (len(given) > 1 and given.isupper()):
                yield f"{found.group(1)} {name}"


def _apposed(before: str) -> str:
    """The name at the head of an apposition: ``Gary Lemden, Corporate Head, Citigroup``."""
    parts = before.rstrip(" ,").split(",")
    for index in range(len(parts) - 1, -1, -1):
        if index == len(parts) - 1 and not before.rstrip().endswith(","):
            continue  # what follows the last comma was looked at already
        run, _ = _run(parts[index].strip())
        name, _ = _without_titles(run)
        if len(name.split()) > 1:
            return name
    return ""


def _other_of_both(before: str) -> tuple[str, ...]:
    """``Both Freer and`` before a name: the request is for the first, too."""
    found = re.search(r"\b[Bb]oth (.{2,60}) and $", before)
    if found is None:
        return ()
    run, _ = _run(found.group(1))
    name, _ = _without_titles(run)
    return (name,) if name else ()
