"""Published pages: the 2010 form and later ones, with the cable in ``<pre>`` blocks, and pages without any.

The publisher's paragraph anchors come out as the pilcrow they show. Nothing here backtracks: a page of a
megabyte of opening tags takes no longer than any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.library.sources.decoding import with_line_breaks, without_entities
from reader.library.sources.documents import Container, Given, SourceDocument
from reader.library.sources.nara_telegrams import read_record, tag_codes
from reader.library.sources.plain_text import holds_a_cable
from reader.library.sources.printed_dates import read_date

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}>\s*)?<(?:!doctype\s+html|html|head|body|div|table)\b",
    re.I,
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,15})\b[^<>]{0,2000}>")
_CELL = re.compile(r"<(/?)(th|td|tr)\b[^<>]{0,500}>", re.I)
_TITLE = re.compile(r"Viewing cable\s+([^\s,<]{3,60}),?([^<]{0,1000})</", re.I)
_TAG_LINK = re.compile(r"<a [^<>]{1,200}/tag/[^<>]{1,200}>([^<]{2,60})</a")
_BLOCK = re.compile(
    "p|div|br|li|ul|ol|dd|dt|tr|table|h[1-6]|hr|section|article|blockquote|title|pre", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINE_ENDS = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")  # from the first space of a run on: linear
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
    """Whether the text is a page of markup."""
    return bool(_PAGE.match(text)) or "<code><pre" in text[: 1 << 16].lower()


def read_page(text: str, original: bytes, place: str) -> SourceDocument | None:
    """The cable of a page; None when there is none on it."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter that folds to two: offsets would not agree
        folded = text
    markup = [text[start:end] for start, end in _elements(folded, "pre")]
    blocks = [_set_text(block) for block in markup]
    cable = "\n\n".join(block for block in blocks if block.strip()) if blocks else _flowing_text(text, folded)
    if not blocks and (record := read_record(cable, original, place)):
        return record
    given = _given(text, folded, "".join(markup))
    if not given.mrn and not holds_a_cable(cable):
        return None
    return SourceDocument(cable, given, original, place, Container.HTML)


def _elements(folded: str, name: str) -> Iterator[tuple[int, int]]:
    """The insides of the elements of this name; offsets into the page. One never closed is left out."""
    opening, closing = f"<{name}", f"</{name}"
    at = 0
    while (start := folded.find(opening, at)) >= 0:
        inside = folded.find(">", start)
        end = folded.find(closing, inside)
        if inside < 0 or end < 0:
            return
        yield inside + 1, end
        at = end


def _set_text(markup: str) -> str:
    """The text of a ``<pre>`` block: tags dropped, entities (its line breaks among them) decoded."""
    return without_entities(_TAG.sub("", with_line_breaks(markup.removeprefix("\n"))))


def _flowing_text(text: str, folded: str) -> str:
    """The visible text of a page without ``<pre>``: one line a block."""
    kept, at = [], 0
    hidden = [span for name in ("script", "style", "head") for span in _elements(folded, name)]
    for start, end in sorted(hidden):
        kept.append(text[at : max(start, at)])
        at = max(end, at)
    markup = _SPACES.sub(" ", "".join((*kept, text[at:])))
    return without_entities(_LINE_ENDS.sub("\n", _TAG.sub(_line_or_nothing, markup))).strip()


def _line_or_nothing(tag: re.Match[str]) -> str:
    return "\n" if _BLOCK.fullmatch(tag[1]) else ""


def _given(text: str, folded: str, markup: str) -> Given:
    """What the page's table and title say, whichever of them it has, and the links of the TAGS line."""
    facts: dict[str, str] = {}
    for start, end in _elements(folded, "table"):
        if end - start < 1 << 16:
            facts = {**_table(text[start:end]), **facts}
    title = None
    if (at := folded.find("viewing cable")) >= 0:
        title = _TITLE.match(text, at, at + 4000)
    date, precision = read_date(facts.get("date", ""))
    return Given(
        mrn=facts.get("mrn") or (without_entities(title[1]) if title else None),
        date=date,
        precision=precision,
        classification=facts.get("classification"),
        origin=facts.get("origin"),
        subject=facts.get("subject") or (without_entities(title[2]).strip() or None if title else None),
        tags=tuple(dict.fromkeys(without_entities(name).strip() for name in _TAG_LINK.findall(markup)))
        or tag_codes(facts.get("tags", "")),
    )


def _table(markup: str) -> dict[str, str]:
    """The known facts of a table: keys in a row over their values, beside them, or above them in a cell."""
    cells: list[list[str]] = [[]]
    pieces = _CELL.split(markup)
    for slash, name, inside in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if slash:
            continue
        if name.lower() == "tr":
            cells.append([])
        else:
            cells[-1].append(without_entities(_TAG.sub(_line_or_nothing, inside)).strip())
    rows = [row for row in cells if row]
    if len(rows) > 1 and len(rows[0]) == len(rows[1]) > 2:
        pairs = list(zip(rows[0], rows[1], strict=True))
    else:
        pairs = [(row[0], row[1]) for row in rows if len(row) == 2]
    pairs += [(key, value) for row in rows for key, _, value in (cell.partition(":\n") for cell in row)]
    known = ((_KEYS.get(key.rstrip(" :").lower()), " ".join(value.split())) for key, value in pairs)
    return {key: value for key, value in known if key and value}
