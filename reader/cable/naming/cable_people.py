"""The persons of a cable: those its text names, who classified it, and those a FRUS volume explains."""

from __future__ import annotations

import re

from reader.cable.frus import explained_in
from reader.cable.model import Cable
from reader.cable.naming.people import fullest, is_name_word, names_in
from reader.cable.naming.speakers import speakers_in
from reader.cable.naming.title_words import PARTICLES

MOST = 60
"""Persons of one cable that are kept, so that a list of hundreds of names does not fill the library."""
_LETTERS = re.compile(r"[a-z]{3}")
_OFFICE = re.compile(
    r"d['’]\s?affair\w*|.*counsell?or|.*councelor|\w*(?:off|couns)|mc|dcm|adcm|cda|econ|pol|charg[eé]['’]?|amb",
    re.IGNORECASE,
)
"""A word of an office that classifies, in any case."""
_FEWEST, _LONGEST = 2, 5
"""Words of the name of a person who classifies."""


def people_of(cable: Cable) -> list[str]:
    """The names, without titles, each once and as full as the cable has it. Signers are not among them.

    A text in capitals shows no names: a name looks like any word in it.
    """
    text = "\n".join(paragraph.text for paragraph in cable.paragraphs)
    found = [*names_in([text]), *speakers_in(text)]
    if cable.classified_by and (name := classifier_name(cable.classified_by.classifier)):
        found.append(name)
    found += [
        name for each in explained_in(cable.source) if each.is_person and (name := frus_name(each.meaning))
    ]
    return fullest(dict.fromkeys(found))[:MOST]


def classifier_name(printed: str) -> str | None:
    """The name in ``DCM DAVID SHEAR`` or ``Lisa Kubiske, Charge d'Affaires``; None where there is none."""
    words = [word for word in printed.partition(",")[0].split() if not _OFFICE.fullmatch(word)]
    if not _LETTERS.search(printed):
        words = [_as_name(word) for word in words]
    name: list[str] = []
    for word in words:
        initial = len(word) == _FEWEST and word.endswith(".")
        if initial or is_name_word(word) or (name and word in PARTICLES):
            name.append(_as_name(word))
        elif name:
            return None
    return " ".join(name) if _FEWEST <= len(name) <= _LONGEST and len(name[-1]) > 1 else None


def frus_name(meaning: str) -> str | None:
    """``Walter T. Bennett``, of ``Bennett, Walter T., envoy of President Ford``."""
    family, _, rest = meaning.partition(", ")
    given = rest.partition(",")[0].strip()
    words = [*given.split(), *family.split()]
    is_name = bool(given) and all(word[:1].isupper() or word in PARTICLES for word in words)
    return " ".join(words) if is_name and len(words) <= _LONGEST else None


def _as_name(word: str) -> str:
    """A word in capitals as a name is written; any other word as it is, such as ``McGee``."""
    if not word.isupper() or len(word) <= _FEWEST:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))
