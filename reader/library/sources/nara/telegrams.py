"""Reads the electronic telegrams of 1973-79 and library records: a telegram with lines of ``Key: value``.

The form of the files is that of the National Archives' Access to Archival Databases: ``Message Text``, the
telegram, ``Message Attributes``, the keys. Where an archive publishes no text, its entry becomes a document
that says what the index says.
"""

from __future__ import annotations

import re
from collections import deque

from reader.library.sources.column_map import Field
from reader.library.sources.decoding import without_web_marks
from reader.library.sources.documents import Container, Metadata, Refused, SourceDocument
from reader.library.sources.nara.attributes import (
    RECORD_KEYS,
    fields_of,
    is_no_text,
    read_values,
    split_references,
    tag_codes,
)
from reader.library.sources.nara.index_entry import entry_text, notice_for
from reader.library.sources.printed_dates import read_date

_ATTRIBUTES = re.compile(r"^[ \t]{0,40}Message Attributes[ \t:]{0,40}\r?$", re.M | re.I)
_MESSAGE = re.compile(r"^[ \t]{0,40}Message Text[ \t:]{0,40}\r?$", re.M | re.I)
_CONTENT = re.compile(r"^[ \t]{0,40}(?:Content|Raw content|Text|Message Text)[ \t:]{0,40}\r?$", re.M | re.I)
_BUTTON = re.compile(r"\s{0,200}Show Headers[ \t]*\r?\n", re.I)
_METADATA = re.compile(r"^[ \t]{0,40}(?:Metadata|Message Attributes)[ \t:]{0,40}\r?$", re.M | re.I)
_REVIEW_STAMP = re.compile(
    r"(?:Margaret P\. Grafeld|Sheryl P\. Walter)?\s{0,4}Declassified/Released.{0,80}", re.I
)
_FEWEST_FIELDS = 3
"""Fields of a record without text that make it an entry of an index."""


def read_archive(text: str, original: bytes, place: str) -> SourceDocument | None:
    """The telegram of an archive file; None for any other text.

    Raises Refused if there is neither a text nor an entry.
    """
    attributes = _last(_ATTRIBUTES, text)
    if not attributes:
        return None
    values, _ = read_values(text[attributes.end() :].splitlines())
    message = _MESSAGE.search(text, 0, attributes.start())
    telegram = text[message.end() if message else 0 : attributes.start()].strip("\r\n")
    return _document(telegram, values, original, place, Container.ARCHIVE)


def read_record(text: str, original: bytes, place: str) -> SourceDocument | None:
    """The telegram of a library record, with its keys above the text, below it, or both. None for any other
    text.

    Raises Refused if the record has neither a text nor an entry.
    """
    ends = f"\n{text[: 1 << 14]}\n{text[-(1 << 14) :]}".lower()
    if sum(f"\n{key}" in ends for key in RECORD_KEYS) < 3:
        return None
    trailer = _last(_METADATA, text)
    end = trailer.start() if trailer else len(text)
    content = _CONTENT.search(text, 0, end)
    lines = text[: content.start() if content else end].splitlines(keepends=True)
    values, used = read_values(lines, until_text=not content and not trailer)
    start = content.end() if content else sum(map(len, lines[:used]))
    if trailer:
        values = {**read_values(text[trailer.end() :].splitlines())[0], **values}
    if len(RECORD_KEYS & values.keys()) < 3:
        return None
    if button := _BUTTON.match(text, start):
        start = button.end()
    return _document(text[start:end].strip("\r\n"), values, original, place, Container.RECORD)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match, as the telegram itself may contain such a line."""
    last = deque(pattern.finditer(text), maxlen=1)
    return last[0] if last else None


def _document(
    telegram: str, values: dict[str, str], original: bytes, place: str, container: Container
) -> SourceDocument:
    fields = fields_of(values)
    date, precision = read_date(fields.get(Field.DATE, ""))
    metadata = Metadata(
        mrn=fields.get(Field.ID),
        date=date,
        precision=precision,
        classification=fields.get(Field.CLASSIFICATION),
        origin=fields.get(Field.FROM),
        subject=fields.get(Field.SUBJECT),
        references=split_references(fields.get(Field.REFERENCES, "")),
        tags=tag_codes(fields.get(Field.TAGS, "")),
        film=fields.get(Field.FILM),
    )
    bare = _REVIEW_STAMP.sub("", telegram[:2000]).strip() if len(telegram) < 2000 else telegram
    if bare and not is_no_text(bare):
        return SourceDocument(without_web_marks(telegram), metadata, original, place, container)
    if len(fields) < _FEWEST_FIELDS or not metadata.mrn:
        raise Refused("the record has neither a text nor what an index entry needs: a number and two values")
    notice = bare if len(bare) > len("n/a") else notice_for(fields)
    return SourceDocument(entry_text(fields, notice), metadata, original, place, Container.INDEX)
