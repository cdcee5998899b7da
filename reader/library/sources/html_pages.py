"""Reads published HTML pages: those of 2010 and later, with the cable in ``<pre>`` blocks, and pages without.

The publisher's paragraph anchors become the pilcrows that they show. Time is linear in the size of a page,
even if it consists only of opening tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cable.mrn import canonical
from reader.library.sources.decoding import with_line_breaks, without_entities
from reader.library.sources.documents import Container, Metadata, SourceDocument
from reader.library.sources.nara.attributes import tag_codes
from reader.library.sources.nara.telegrams import read_record
from reader.library.sources.plain_text import looks_like_cable
from reader.library.sources.printed_dates import read_date

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}>\s*)?<(?:!doctype\s+html|html|head|body|div|table)\b",
    re.I,
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,15})\b[^<>]{0,2000}>")
_CELL = re.compile(r"<(/?)(th|td|tr)\b[^<>]{0,500}>", re.I)
_TITLE = re.compile(r"Viewing cable\s+([^\s,<]{3,60}),?([^<]{0,1000})</", re.I)
_HEADING = re.compile(r"<(?:title|h[1-6])\b[^<>]{0,200}>([^<]{6,60})</", re.I)
_HEADINGS_WITHIN = 1 << 14
_TAG_LINK = re.compile(r"<a [^<>]{1,200}/tag/[^<>]{1,200}>([^<]{2,60})</a")
_BLOCK = re.compile(
    "p|div|br|li|ul|ol|dd|dt|tr|table|h[1-6]|hr|section|article|blockquote|title|pre", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINE_ENDS = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")  # starts at the first space of a run: linear
_KEYS = {
    "reference id": "mrn",
    "canonical id": "mrn",
    "created": "date",
    "date": "date",
    "classification": "classification",
    "original classification": "classification",
    "origin": "origin",
    "from": "origin",
    "subject": "subject",
    "tags": "tags",
}


def is_page(text: str) -> bool:
    """Whether the text is an HTML page."""
    return bool(_PAGE.match(text)) or "<code><pre" in text[: 1 << 16].lower()


def read_page(text: str, original: bytes, place: str) -> SourceDocument | None:
    """The cable on a page; None if there is none."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter became two, so offsets would differ
        folded = text
    markup = [text[start:end] for start, end in _elements(folded, "pre")]
    blocks = [_preformatted_text(block) for block in markup]
    cable = "\n\n".join(block for block in blocks if block.strip()) if blocks else _flowing_text(text, folded)
    if not blocks and (record := read_record(cable, original, place)):
        return record
    metadata = _metadata(text, folded, "".join(markup))
    if not metadata.mrn and not looks_like_cable(cable):
        return None
    return SourceDocument(cable, metadata, original, place, Container.HTML)


def _elements(folded: str, name: str) -> Iterator[tuple[int, int]]:
    """Start and end of the content of each element with this name. One without an end tag is left out."""
    opening, closing = f"<{name}", f"</{name}"
    position = 0
    while (start := folded.find(opening, position)) >= 0:
        tag_end = folded.find(">", start)
        end = folded.find(closing, tag_end)
        if tag_end < 0 or end < 0:
            return
        yield tag_end + 1, end
        position = end


def _preformatted_text(markup: str) -> str:
    """The text of a ``<pre>`` block, without tags and with entities decoded, line breaks among them."""
    return without_entities(_TAG.sub("", with_line_breaks(markup.removeprefix("\n"))))


def _flowing_text(text: str, folded: str) -> str:
    """The visible text of a page without ``<pre>``, one line for each block."""
    visible, position = [], 0
    hidden = [span for name in ("script", "style", "head") for span in _elements(folded, name)]
    for start, end in sorted(hidden):
        visible.append(text[position : max(start, position)])
        position = max(end, position)
    markup = _SPACES.sub(" ", "".join((*visible, text[position:])))
    return without_entities(_LINE_ENDS.sub("\n", _TAG.sub(_line_break_for, markup))).strip()


def _line_break_for(tag: re.Match[str]) -> str:
    """A line break for the tag of a block, otherwise nothing."""
    return "\n" if _BLOCK.fullmatch(tag[1]) else ""


def _metadata(text: str, folded: str, markup: str) -> Metadata:
    """What the page's table and title say about the cable, and the links of its TAGS line."""
    values: dict[str, str] = {}
    for start, end in _elements(folded, "table"):
        if end - start < 1 << 16:
            values = {**_table(text[start:end]), **values}
    title = None
    if (start := folded.find("viewing cable")) >= 0:
        title = _TITLE.match(text, start, start + 4000)
    date, precision = read_date(values.get("date", ""))
    return Metadata(
        mrn=values.get("mrn") or (without_entities(title[1]) if title else _number_in_title(text)),
        date=date,
        precision=precision,
        classification=values.get("classification"),
        origin=values.get("origin"),
        subject=values.get("subject") or (without_entities(title[2]).strip() or None if title else None),
        tags=tuple(dict.fromkeys(without_entities(name).strip() for name in _TAG_LINK.findall(markup)))
        or tag_codes(values.get("tags", "")),
    )


def _number_in_title(text: str) -> str | None:
    """The number that is the whole title or heading of a page, as in e-books."""
    found = (each[1].strip() for each in _HEADING.finditer(text, 0, _HEADINGS_WITHIN))
    return next((heading for heading in found if canonical(heading)), None)


def _table(markup: str) -> dict[str, str]:
    """The values of a table by field of Metadata. A key may be above its value or beside it."""
    table: list[list[str]] = [[]]
    pieces = _CELL.split(markup)
    for slash, name, content in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if slash:
            continue
        if name.lower() == "tr":
            table.append([])
        else:
            table[-1].append(without_entities(_TAG.sub(_line_break_for, content)).strip())
    rows = [row for row in table if row]
    if len(rows) > 1 and len(rows[0]) == len(rows[1]) > 2:
        pairs = list(zip(rows[0], rows[1], strict=True))
    else:
        pairs = [(row[0], row[1]) for row in rows if len(row) == 2]
    pairs += [(key, value) for row in rows for key, _, value in (cell.partition(":\n") for cell in row)]
    known = ((_KEYS.get(key.rstrip(" :").lower()), " ".join(value.split())) for key, value in pairs)
    return {key: value for key, value in known if key and value}
