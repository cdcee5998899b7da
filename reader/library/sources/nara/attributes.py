"""The lines of ``Key: value`` that the archives print around a telegram, and what their values mean.

The keys are those of *Message Attributes* in the files of the National Archives' Access to Archival Databases
(some seventy, with the review's and the disposition's), and of the records of PlusD (``Canonical ID``,
``Archive Status``, ``Character Count``, ``Office Origin``, ``Message ID``), which have an empty value as
``-- N/A or Blank --``.
"""

from __future__ import annotations

import re

from reader.library.sources.column_map import Field

_KEYS = frozenset(
    key.strip()
    for key in """
    archive status, automatic decaptioning, canonical id, capture date, channel indicators, character
    count, concepts, control number, copy, current classification, current handling restrictions, date,
    decaption date, decaption note, disposition action, disposition approved on date, disposition
    authority, disposition case number, disposition comment, disposition date, disposition event,
    disposition history, disposition reason, disposition remarks, document number, document source,
    document unique id, draft date, drafter, enclosure, errors, executive order, film number, from,
    handling restrictions, image path, isecure, legacy key, line count, locator, markings, message id,
    office, office action, office origin, original classification, original handling restrictions,
    original previous classification, original previous handling restrictions, page count, previous
    channel indicators, previous classification, previous handling restrictions, reference,
    reference(s), review action, review authority, review comment, review content flags, review date,
    review event, review exemptions, review history, review markings, review media identifier, review
    referrals, review release date, review release event, review transfer date, review withdrawn fields,
    secure, sent date, status, subject, tags, to, type
    """.split(",")  # noqa: SIM905
)
RECORD_KEYS = frozenset(
    {
        "archive status",
        "canonical id",
        "character count",
        "current classification",
        "document number",
        "film number",
        "handling restrictions",
        "locator",
        "office origin",
        "original classification",
        "previous classification",
    }
)
"""Keys that occur in records but not in telegrams. A text with three of them is a record."""
_FIELDS: tuple[tuple[Field, tuple[str, ...]], ...] = (
    (Field.ID, ("document number", "canonical id")),
    (Field.DATE, ("date", "draft date", "sent date")),
    (Field.FROM, ("from",)),
    (Field.TO, ("to",)),
    (Field.CLASSIFICATION, ("original classification", "current classification")),
    (Field.SUBJECT, ("subject",)),
    (Field.TAGS, ("tags",)),
    (Field.REFERENCES, ("reference", "reference(s)")),
    (Field.FILM, ("film number",)),
    (Field.CONCEPTS, ("concepts",)),
    (Field.LOCATOR, ("locator",)),
    (Field.HANDLING, ("original handling restrictions", "handling restrictions")),
)
_KEY = re.compile(r"[ \t]{0,8}([A-Z][A-Za-z ()/-]{1,40}?)[ \t]?(?::[ \t]*(.*)|$)")
_LABELLED_TAG = re.compile(r"(?:^|[|;,])\s*([A-Z][A-Z0-9-]{1,11})\s+-{1,2}\s")
_NO_VALUE = re.compile(
    r"(?:-- ?)?(?:n/?a|not assigned|N/A or Blank|none|null|X)(?: ?--)?|-- .{1,40} --", re.I
)
_MAX_VALUE = 4000
_NO_TEXT = re.compile(
    r"(?=.{0,200}$)(?:"
    r".{0,60}\btext\b.{0,80}\b(?:unavailable|not available|unretrievable|not on-?line)\b.{0,60}"
    r"|n/?a\.?|.{0,40}withdrawn.{0,80}|<?<?\s?no text.{0,80})",
    re.IGNORECASE | re.DOTALL,
)
"""What stands in place of a text: ``TELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE``."""


def read_values(lines: list[str], *, until_text: bool = False) -> tuple[dict[str, str], int]:
    """The values by key (in lower case), and the number of lines up to the end of the last value.

    A value is on the line of its key, on the lines below it, or both; an empty line ends it. ``until_text``
    stops before the first line that is neither key nor value.
    """
    values: dict[str, str] = {}
    key, used = None, 0
    for number, line in enumerate(lines, start=1):
        name, value = _key_and_value(line)
        if name in _KEYS:
            key = name
            values.setdefault(name, value)
        elif not line.strip():
            key = key if key and not values[key] else None
            continue
        elif name:
            key = None  # a key of another archive; its value is not used
        elif key:
            if len(values[key]) < _MAX_VALUE:
                values[key] = f"{values[key]} {line.strip()[:_MAX_VALUE]}".strip()
        elif until_text and values:
            break
        used = number
    return {name: value for name, value in values.items() if value and not is_no_value(value)}, used


def _key_and_value(line: str) -> tuple[str, str]:
    """The key at the start of the line, in lower case, and the value after it; empty strings without a key.

    Keys have lower-case letters, which telegrams of that time do not. The colon may be missing.
    """
    found = _KEY.match(line.rstrip("\r\n"))
    if not found or not (found[1] == "TAGS" or any(map(str.islower, found[1]))):
        return "", ""
    if found[2] is None and found[1].lower() not in RECORD_KEYS:
        return "", ""
    return found[1].lower(), (found[2] or "").strip()


def fields_of(values: dict[str, str]) -> dict[Field, str]:
    """The values of the attributes by what they are."""
    return {field: value for field, keys in _FIELDS if (value := _first(values, keys))}


def _first(values: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((values[key] for key in keys if values.get(key)), "")


def is_no_value(value: str) -> bool:
    """Whether a value stands for none: ``n/a``, ``-- N/A or Blank --``."""
    return bool(_NO_VALUE.fullmatch(value.strip()))


def is_no_text(text: str) -> bool:
    """Whether a text only says that there is none."""
    return bool(_NO_TEXT.fullmatch(text.strip()[:400]))


def split_references(value: str) -> tuple[str, ...]:
    """The references of a list: ``75 STATE 8821, 75 DACCA 12``."""
    return tuple(cited.strip() for cited in re.split(r"[,;|\n]", value) if cited.strip())


def tag_codes(value: str) -> tuple[str, ...]:
    """The codes of a TAGS value, without labels (``PGOV - Political Affairs``)."""
    labelled = _LABELLED_TAG.findall(value)
    if labelled:
        return tuple(dict.fromkeys(labelled))
    codes = re.split(r"[,|;\n]\s*(?![^()]{0,60}\))", value)
    return tuple(dict.fromkeys(code.strip() for code in codes if code.strip()))
