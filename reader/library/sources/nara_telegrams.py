"""The electronic telegrams of 1973-79 and library records: a telegram among ``Key: value`` lines."""

from __future__ import annotations

import re
from collections import deque

from reader.library.sources.decoding import without_web_marks
from reader.library.sources.documents import Container, Given, Refused, SourceDocument
from reader.library.sources.printed_dates import read_date

_ATTRIBUTES = re.compile(r"^[ \t]{0,40}Message Attributes[ \t:]{0,40}\r?$", re.M | re.I)
_MESSAGE = re.compile(r"^[ \t]{0,40}Message Text[ \t:]{0,40}\r?$", re.M | re.I)
_CONTENT = re.compile(r"^[ \t]{0,40}(?:Content|Raw content|Text|Message Text)[ \t:]{0,40}\r?$", re.M | re.I)
_BUTTON = re.compile(r"\s{0,200}Show Headers[ \t]*\r?\n", re.I)
_METADATA = re.compile(r"^[ \t]{0,40}(?:Metadata|Message Attributes)[ \t:]{0,40}\r?$", re.M | re.I)
_KEYS = frozenset(
    {
        "archive status",
        "canonical id",
        "capture date",
        "channel indicators",
        "character count",
        "concepts",
        "copy",
        "control number",
        "current classification",
        "date",
        "document number",
        "document source",
        "draft date",
        "drafter",
        "enclosure",
        "executive order",
        "film number",
        "from",
        "handling restrictions",
        "line count",
        "locator",
        "markings",
        "message id",
        "office",
        "office action",
        "office origin",
        "original classification",
        "previous classification",
        "reference",
        "reference(s)",
        "review date",
        "subject",
        "tags",
        "to",
        "type",
    }
)
_OF_RECORDS = frozenset(
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
"""Keys that stand in records and not in telegrams; three of them make a record."""
_KEY = re.compile(r"[ \t]{0,8}([A-Z][A-Za-z ()/-]{1,40}?)[ \t]?(?::[ \t]*(.*)|$)")
_LABELLED_TAG = re.compile(r"(?:^|[|;,])\s*([A-Z][A-Z0-9-]{1,11})\s+-{1,2}\s")
_NO_VALUE = re.compile(r"(?:-- ?)?(?:N/A|not assigned|N/A or Blank)(?: ?--)?|-- .{1,40} --", re.I)
_LONGEST_VALUE = 4000
NO_TEXT = "the archive holds no text of it, only its index entry"


def read_archive(text: str, original: bytes, place: str) -> SourceDocument | None:
    """The telegram of an archive file; None for any other text, Refused where the archive has no text."""
    attributes = _last(_ATTRIBUTES, text)
    if not attributes:
        return None
    facts, _ = _facts(text[attributes.end() :].splitlines())
    message = _MESSAGE.search(text, 0, attributes.start())
    telegram = text[message.end() if message else 0 : attributes.start()].strip("\r\n")
    return _document(telegram, facts, original, place, Container.ARCHIVE)


def read_record(text: str, original: bytes, place: str) -> SourceDocument | None:
    """The telegram of a library record, its keys above the text, below or both; None for any other text."""
    head, tail = text[: 1 << 14], text[-(1 << 14) :]
    if sum(f"\n{key}" in f"\n{head}\n{tail}".lower() for key in _OF_RECORDS) < 3:
        return None
    metadata = _last(_METADATA, text)
    end = metadata.start() if metadata else len(text)
    content = _CONTENT.search(text, 0, end)
    lines = text[: content.start() if content else end].splitlines(keepends=True)
    facts, used = _facts(lines, until_text=not content and not metadata)
    start = content.end() if content else sum(map(len, lines[:used]))
    if metadata:
        facts = {**_facts(text[metadata.end() :].splitlines())[0], **facts}
    if len(_OF_RECORDS & facts.keys()) < 3:
        return None
    if button := _BUTTON.match(text, start):
        start = button.end()
    return _document(text[start:end].strip("\r\n"), facts, original, place, Container.RECORD)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match: a telegram may itself speak of attributes."""
    last = deque(pattern.finditer(text), maxlen=1)
    return last[0] if last else None


def _facts(lines: list[str], *, until_text: bool = False) -> tuple[dict[str, str], int]:
    """The values by key in lower case, and the number of lines up to the end of the last value.

    A value stands beside its key, below it, or both; an empty line ends it. ``until_text`` stops before the
    first line that is neither key nor value.
    """
    facts: dict[str, str] = {}
    key, used = None, 0
    for number, line in enumerate(lines, start=1):
        name, beside = _key_and_value(line)
        if name in _KEYS:
            key = name
            facts.setdefault(name, beside)
        elif not line.strip():
            key = key if key and not facts[key] else None
            continue
        elif name:
            key = None  # a key of no interest; the archive has some seventy
        elif key:
            if len(facts[key]) < _LONGEST_VALUE:
                facts[key] = f"{facts[key]} {line.strip()[:_LONGEST_VALUE]}".strip()
        elif until_text and facts:
            break
        used = number
    return {name: value for name, value in facts.items() if value and not _NO_VALUE.fullmatch(value)}, used


def _key_and_value(line: str) -> tuple[str, str]:
    """The key that opens the line, in lower case, and what stands beside it; empty strings without one.

    Keys have small letters, which the telegrams of that time have not; the colon may be missing after one.
    """
    found = _KEY.match(line.rstrip("\r\n"))
    if not found or not (found[1] == "TAGS" or any(map(str.islower, found[1]))):
        return "", ""
    if found[2] is None and found[1].lower() not in _OF_RECORDS:
        return "", ""
    return found[1].lower(), (found[2] or "").strip()


def _document(
    telegram: str, facts: dict[str, str], original: bytes, place: str, container: Container
) -> SourceDocument:
    mrn = facts.get("document number") or facts.get("canonical id")
    if not telegram.strip():
        raise Refused(f"{NO_TEXT} ({mrn})" if mrn else NO_TEXT)
    date, precision = read_date(facts.get("date") or facts.get("draft date") or "")
    references = facts.get("reference") or facts.get("reference(s)") or ""
    given = Given(
        mrn=mrn,
        date=date,
        precision=precision,
        classification=facts.get("original classification") or facts.get("current classification"),
        origin=facts.get("from"),
        subject=facts.get("subject"),
        references=tuple(cited.strip() for cited in re.split(r"[,;|]", references) if cited.strip()),
        tags=tag_codes(facts.get("tags", "")),
    )
    return SourceDocument(without_web_marks(telegram), given, original, place, container)


def tag_codes(value: str) -> tuple[str, ...]:
    """The codes of a TAGS value; of one with labels (``PGOV - Political Affairs``) the part before them."""
    labelled = _LABELLED_TAG.findall(value)
    if labelled:
        return tuple(dict.fromkeys(labelled))
    codes = re.split(r"[,|;]\s*(?![^()]{0,60}\))", value)
    return tuple(dict.fromkeys(code.strip() for code in codes if code.strip()))
