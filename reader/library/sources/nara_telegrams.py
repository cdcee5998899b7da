"""Reads the electronic telegrams of 1973-79 and library records: a telegram with lines of ``Key: value``."""

from __future__ import annotations

import re
from collections import deque

from reader.library.sources.decoding import without_web_marks
from reader.library.sources.documents import Container, Metadata, Refused, SourceDocument
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
_RECORD_KEYS = frozenset(
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
_KEY = re.compile(r"[ \t]{0,8}([A-Z][A-Za-z ()/-]{1,40}?)[ \t]?(?::[ \t]*(.*)|$)")
_LABELLED_TAG = re.compile(r"(?:^|[|;,])\s*([A-Z][A-Z0-9-]{1,11})\s+-{1,2}\s")
_NO_VALUE = re.compile(r"(?:-- ?)?(?:N/A|not assigned|N/A or Blank)(?: ?--)?|-- .{1,40} --", re.I)
_MAX_VALUE = 4000
NO_TEXT = "the archive has only an index entry, not the text"


def read_archive(text: str, original: bytes, place: str) -> SourceDocument | None:
    """The telegram of an archive file; None for any other text. Raises Refused if the archive has no text."""
    attributes = _last(_ATTRIBUTES, text)
    if not attributes:
        return None
    values, _ = _values(text[attributes.end() :].splitlines())
    message = _MESSAGE.search(text, 0, attributes.start())
    telegram = text[message.end() if message else 0 : attributes.start()].strip("\r\n")
    return _document(telegram, values, original, place, Container.ARCHIVE)


def read_record(text: str, original: bytes, place: str) -> SourceDocument | None:
    """The telegram of a library record, with its keys above the text, below it, or both. None for any other
    text.

    Raises Refused if the record has no text.
    """
    head, tail = text[: 1 << 14], text[-(1 << 14) :]
    if sum(f"\n{key}" in f"\n{head}\n{tail}".lower() for key in _RECORD_KEYS) < 3:
        return None
    trailer = _last(_METADATA, text)
    end = trailer.start() if trailer else len(text)
    content = _CONTENT.search(text, 0, end)
    lines = text[: content.start() if content else end].splitlines(keepends=True)
    values, used = _values(lines, until_text=not content and not trailer)
    start = content.end() if content else sum(map(len, lines[:used]))
    if trailer:
        values = {**_values(text[trailer.end() :].splitlines())[0], **values}
    if len(_RECORD_KEYS & values.keys()) < 3:
        return None
    if button := _BUTTON.match(text, start):
        start = button.end()
    return _document(text[start:end].strip("\r\n"), values, original, place, Container.RECORD)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match, as the telegram itself may contain such a line."""
    last = deque(pattern.finditer(text), maxlen=1)
    return last[0] if last else None


def _values(lines: list[str], *, until_text: bool = False) -> tuple[dict[str, str], int]:
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
            key = None  # one of some seventy keys; its value is not used
        elif key:
            if len(values[key]) < _MAX_VALUE:
                values[key] = f"{values[key]} {line.strip()[:_MAX_VALUE]}".strip()
        elif until_text and values:
            break
        used = number
    return {name: value for name, value in values.items() if value and not _NO_VALUE.fullmatch(value)}, used


def _key_and_value(line: str) -> tuple[str, str]:
    """The key at the start of the line, in lower case, and the value after it; empty strings without a key.

    Keys have lower-case letters, which telegrams of that time do not. The colon may be missing.
    """
    found = _KEY.match(line.rstrip("\r\n"))
    if not found or not (found[1] == "TAGS" or any(map(str.islower, found[1]))):
        return "", ""
    if found[2] is None and found[1].lower() not in _RECORD_KEYS:
        return "", ""
    return found[1].lower(), (found[2] or "").strip()


def _document(
    telegram: str, values: dict[str, str], original: bytes, place: str, container: Container
) -> SourceDocument:
    mrn = values.get("document number") or values.get("canonical id")
    if not telegram.strip():
        raise Refused(f"{NO_TEXT} ({mrn})" if mrn else NO_TEXT)
    date, precision = read_date(values.get("date") or values.get("draft date") or "")
    references = values.get("reference") or values.get("reference(s)") or ""
    metadata = Metadata(
        mrn=mrn,
        date=date,
        precision=precision,
        classification=values.get("original classification") or values.get("current classification"),
        origin=values.get("from"),
        subject=values.get("subject"),
        references=tuple(cited.strip() for cited in re.split(r"[,;|]", references) if cited.strip()),
        tags=tag_codes(values.get("tags", "")),
    )
    return SourceDocument(without_web_marks(telegram), metadata, original, place, container)


def tag_codes(value: str) -> tuple[str, ...]:
    """The codes of a TAGS value, without labels (``PGOV - Political Affairs``)."""
    labelled = _LABELLED_TAG.findall(value)
    if labelled:
        return tuple(dict.fromkeys(labelled))
    codes = re.split(r"[,|;]\s*(?![^()]{0,60}\))", value)
    return tuple(dict.fromkeys(code.strip() for code in codes if code.strip()))
