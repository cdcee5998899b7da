"""Finding the quotations and citations of a draft, and which citation belongs to which quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.cable.addresses import Address, parse_address
from reader.cable.mrn import canonical
from reader.export.verify.draft import Block, BlockKind

MIN_WORDS = 3
"""Shorter words in quotation marks are names and ironies, not quotations."""
_CITATION_BEFORE = 500
"""Characters before the number of a cable in which a citation can begin."""
MAX_INLINE = 3000
"""Characters of an inline quotation; a quotation mark that is never closed must not swallow a paragraph."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A cable named in a draft."""

    printed: str
    mrn: str
    line: int
    paragraph: Address | None = None
    portion: str = ""
    """As written beside the paragraph: ``S/NF``."""
    date: str = ""
    """As written after the number: ``November 6, 2009``."""
    classification: str = ""
    """As written after the date, in small letters: ``secret``."""
    sender: str = ""
    """As written before the number: ``Embassy Phnom Penh``."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words a draft quotes."""

    text: str
    line: int
    citation: Citation | None
    portions: tuple[str, ...] = ()
    """Portion marks written beside it."""


_NUMBER = re.compile(
    r"(?<![\w/])(?:(?:19|20)?[0-9]{2}[A-Z]{3,40}[0-9]{1,6}(?:_[a-eA-E])?"
    r"|(?:FRUS|frus)[0-9]{4}(?:-[0-9]{2})?[A-Za-z0-9]{0,24}[Dd][0-9]{1,4}[A-Za-z]?)(?!\w)"
)
"""An MRN, or the id of a FRUS document."""
_LOCATOR = re.compile(
    r"(?:¶¶?\s*|\bparas?\.?\s+|\bparagraphs?\s+)"
    r"(?P<address>\d{1,3}\b(?:\s*\((?:[a-z]{5,7}|\d{1,3}(?:st|nd|rd|th))\))?)",
    re.IGNORECASE,
)
_PORTION = re.compile(r"\(((?:TS|S|C|SBU|LOU|U|FOUO)(?:/{1,2}[A-Z][A-Z ,]{1,40})*)(?:, entire text)?\)")
_DATE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" [0-9]{1,2}, (?:19|20)[0-9]{2}\b"
)
_CLASSIFICATION = re.compile(
    r"^, (top secret|secret|confidential|limited official use|unclassified|sensitive but unclassified)\b",
    re.IGNORECASE,
)
_SENDER = re.compile(
    r"(?<![\w.])((?:Embassy|Consulate General|Consulate|Mission) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}"
    r"|Department of State) to [A-Z][^.;()]{0,400}$"
)
"""The sender at the start of a full citation, up to its number."""
_REFERENCE = re.compile(r"\[\^([^\[\]\s]+)\]")
_ATTRIBUTION = re.compile(r"(?<!\s)\s*[(\[—–][^()\[\]]{0,400}$")
"""What comes before the MRN of a citation at the end of a block quotation: not part of the words."""
_ATTRIBUTED = re.compile(rf"[—–(\[]|{_NUMBER.pattern}")
"""How a text begins that says where the quotation above it is from."""
_MARKS = {"“": "”", '"': '"', "„": "“", "«": "»"}
_OPENING = re.compile(r"[“„«]|(?<![\w”])\"(?=\S)")


def _address(locator: re.Match[str]) -> Address | None:
    """What a locator names; a word in brackets after the number need not belong to it."""
    number = re.match(r"\d+", locator["address"])
    assert number is not None
    return parse_address(locator["address"]) or parse_address(number.group())


def citations_in(block: Block) -> tuple[tuple[int, Citation], ...]:
    """The citations of a block with their offsets."""
    found = []
    numbers = [match for match in _NUMBER.finditer(block.text) if canonical(match.group())]
    for index, match in enumerate(numbers):
        mrn = canonical(match.group())
        assert mrn
        end = numbers[index + 1].start() if index + 1 < len(numbers) else len(block.text)
        rest = block.text[match.end() : end]
        locator, portion, date = _LOCATOR.search(rest), _PORTION.search(rest), _DATE.search(rest)
        level = _CLASSIFICATION.match(rest[date.end() :]) if date else None
        start = numbers[index - 1].end() if index else 0
        sender = _SENDER.search(block.text, max(start, match.start() - _CITATION_BEFORE), match.start())
        found.append(
            (
                match.start(),
                Citation(
                    match.group(),
                    mrn,
                    block.line_at(match.start()),
                    _address(locator) if locator else None,
                    portion.group(1) if portion else "",
                    date.group() if date else "",
                    level.group(1).lower() if level else "",
                    sender.group(1) if sender else "",
                ),
            )
        )
    return tuple(found)


def quotations(blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """The quotations of a draft in its order."""
    footnotes = {
        block.label: cited[0][1]
        for block in blocks
        if block.kind is BlockKind.FOOTNOTE and (cited := citations_in(block))
    }
    found: list[Quotation] = []
    section: Citation | None = None
    place: tuple[Address | None, str] = (None, "")
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            if cited := citations_in(block):
                section, place = cited[0][1], (cited[0][1].paragraph, cited[0][1].portion)
            elif located := _LOCATOR.search(block.text):
                portion = _PORTION.search(block.text)
                place = (_address(located), portion.group(1) if portion else "")
            else:
                place = (None, "")
            continue
        if block.kind is BlockKind.FOOTNOTE:
            continue
        context = _in_section(section, place)
        if block.kind is BlockKind.QUOTE:
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            found.append(_block_quotation(block, following, footnotes, context))
        else:
            found.extend(_inline_quotations(block, footnotes, context))
    return tuple(found)


def _in_section(section: Citation | None, place: tuple[Address | None, str]) -> Citation | None:
    if section is None:
        return None
    return Citation(section.printed, section.mrn, section.line, *place)


def _all_citations(block: Block, footnotes: dict[str, Citation]) -> list[tuple[int, Citation]]:
    """Citations in a block's text and in the footnotes it refers to, by offset."""
    cited = list(citations_in(block))
    for reference in _REFERENCE.finditer(block.text):
        if reference.group(1) in footnotes:
            cited.append((reference.start(), footnotes[reference.group(1)]))
    return sorted(cited, key=lambda one: one[0])


def _block_quotation(
    block: Block, following: Block | None, footnotes: dict[str, Citation], context: Citation | None
) -> Quotation:
    own = _all_citations(block, footnotes)
    citation = own[-1][1] if own else None
    nearby = block.text
    if citation is None and following and following.kind is BlockKind.TEXT:
        citation = _cited_below(following, footnotes, context)
        nearby += " " + following.text
    citation = _more_precise(citation, context)
    text = block.text
    if (inside := citations_in(block)) and (attribution := _ATTRIBUTION.search(text[: inside[-1][0]])):
        text = text[: attribution.start()]
    text = _REFERENCE.sub("", text)
    portions = tuple(match.group(1) for match in _PORTION.finditer(nearby))
    return Quotation(text.strip(), block.line_at(0), citation, _with_context(portions, citation))


def _cited_below(
    following: Block, footnotes: dict[str, Citation], context: Citation | None
) -> Citation | None:
    """The citation of a block quotation in the text below it; None if that only names another cable.

    Under a heading that names a cable, the text below may be about other cables: ``Compare 07BEIJING7545``.
    """
    cited = [one for _, one in _all_citations(following, footnotes)]
    if not cited or context is None or _ATTRIBUTED.match(following.text) or cited[0].sender:
        return cited[0] if cited else None
    named = {one.mrn for _, one in citations_in(following)}
    own = [one for one in cited if one.mrn == context.mrn] or [one for one in cited if one.mrn not in named]
    return own[0] if own else None


def _inline_quotations(
    block: Block, footnotes: dict[str, Citation], context: Citation | None
) -> Iterator[Quotation]:
    spans = list(_quoted_spans(block.text))
    cited = _all_citations(block, footnotes)
    for number, (start, end) in enumerate(spans):
        text = _REFERENCE.sub("", block.text[start:end]).strip()
        if len(text.split()) < MIN_WORDS:
            continue
        # What is quoted inside a citation is the cable's title.
        following = spans[number + 1][0] if number + 1 < len(spans) else len(block.text)
        after = [one for at, one in cited if end <= at < following]
        later = [one for at, one in cited if at >= end]
        before = [one for at, one in cited if at < start]
        candidates = after or later or before[-1:]
        portions = tuple(match.group(1) for match in _PORTION.finditer(block.text[start:following]))
        citation = _more_precise(candidates[0] if candidates else None, context)
        yield Quotation(text, block.line_at(start), citation, _with_context(portions, citation))


def _more_precise(citation: Citation | None, context: Citation | None) -> Citation | None:
    """A citation without a paragraph takes that of its section, if the cable is the same."""
    if citation is None:
        return context
    if context and context.mrn == citation.mrn and citation.paragraph in (None, context.paragraph):
        return replace(
            citation,
            paragraph=citation.paragraph or context.paragraph,
            portion=citation.portion or context.portion,
        )
    return citation


def _with_context(portions: tuple[str, ...], citation: Citation | None) -> tuple[str, ...]:
    own = (citation.portion,) if citation and citation.portion else ()
    return tuple(dict.fromkeys((*own, *portions)))


def _quoted_spans(text: str) -> Iterator[tuple[int, int]]:
    """The half-open spans between quotation marks, outermost ones only."""
    at = 0
    while found := _OPENING.search(text, at):
        closing = _MARKS[found.group()]
        end = text.find(closing, found.end())
        if end < 0 or end - found.end() > MAX_INLINE:
            at = found.end()
            continue
        yield found.end(), end
        at = end + 1
