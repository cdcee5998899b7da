"""The head of the page: about three lines, or all of the header."""

from __future__ import annotations

from collections.abc import Sequence

from reader.cable import mrn
from reader.cable.frus import marked_heading
from reader.cable.model import Addressee, Cable, DateSource, MrnSource, Reference, Tag
from reader.cable.reference import tables
from reader.config import dates
from reader.terminal_text import cell_width, safe_same_length
from reader.tui.page.builder import Page
from reader.tui.page.flows import Flow, TextFlow
from reader.tui.page.lines import Line, Piece
from reader.tui.page.model import HEAD
from reader.tui.page.roles import PageLink, RoleSpan, redactions, reference_choices
from reader.tui.page.wrap import break_lines

_DOT = " · "
LIST_LINES = 2
"""Lines of a list of addressees after which it is folded."""
MOST_TAGS = 8
"""Rows of TAGS from which on they are folded."""
FOLD_HINT = " (H again)"
"""The key that opens the lists; H has opened the header."""


def lay_header(page: Page) -> None:
    """Add subject, place and date, and TAGS; with the header open, everything sent above the text."""
    cable = page.cable
    if title := marked_heading(cable.source) or cable.title:
        page.centred(TextFlow("subject", _one_line(title), "subject", role_spans=redactions(title)))
    if page.options.header_open:
        page.blank(HEAD)
        _open(page)
        return
    if words := _where_and_when(cable):
        page.centred(TextFlow("field", _one_line(_DOT.join(words)), "dim"), separator=_DOT)
    version = page.options.version
    shown = ", ".join(filter(None, (version, "in sentence case" if page.forms is not None else "")))
    if flow := _tags_and_more(cable, page.measure, shown):
        page.centred(flow, separator=_DOT)


def _one_line(text: str) -> str:
    return safe_same_length(text.replace("\n", " "))


def origin_name(cable: Cable) -> str | None:
    """The name of the sender: ``Embassy Phnom Penh``; as printed if the post is unknown."""
    parts = mrn.split(cable.mrn) if cable.mrn else None
    return (mrn.post_name(parts.post) if parts else None) or cable.origin


def when(cable: Cable) -> str | None:
    """The date in words, marked if it is estimated."""
    if cable.date:
        return dates.full(cable.date)
    if cable.estimated_date:
        return f"{dates.month(cable.estimated_date)} (year inferred)"
    parts = mrn.split(cable.mrn) if cable.mrn else None
    if parts:
        return f"{parts.year} (year inferred)" if cable.mrn_source is MrnSource.INFERRED else str(parts.year)
    return None


def _where_and_when(cable: Cable) -> list[str]:
    captions = " ".join(caption.name for caption in cable.captions)
    return [words for words in (origin_name(cable), when(cable), captions) if words]


def meaning(tag: Tag) -> str:
    """The meaning of a code in the TAGS line; with a question mark if no list of codes has it."""
    fact = tables.tag(tag.code)
    if fact is None or not fact.description:
        return ""
    return fact.description if fact.reviewed else f"{fact.description} (?)"


def _tags_and_more(cable: Cable, width: int, version: str) -> Flow | None:
    """TAGS, with their meanings if these fit on two lines, else as many codes as fit on one; references;
    whether it is partial; the version.
    """
    references, choices = _references(cable)
    more = [words for words in (references, "partial" if cable.partial else "", version) if words]
    named = [f"{tag.code} {meaning(tag)}".strip() for tag in cable.tags]
    text = _one_line(_DOT.join((*named, *more)))
    if cell_width(text) > 2 * width:
        codes = _fitting_codes([tag.code for tag in cable.tags], width - cell_width(_DOT.join(("", *more))))
        text = _one_line(_DOT.join((codes, *more) if codes else more))
    if not text:
        return None
    role_spans, at = [], 0
    for tag in cable.tags:
        found = text.find(tag.code, at)
        if found >= 0:
            at = found + len(tag.code)
            role_spans.append(RoleSpan(found, at, "tags"))
    links: tuple[PageLink, ...] = ()
    start = text.find(references, at) if references else -1
    if start >= 0:
        links = (PageLink(start, start + len(references), choices, None),)
        role_spans.append(RoleSpan(start, start + len(references), "reference"))
    return TextFlow("field", text, "dim", role_spans=tuple(role_spans), links=links)


def _fitting_codes(codes: Sequence[str], width: int) -> str:
    """``PHUM PREL KWMN`` or, where the line ends before the list, ``PHUM PREL +9``; two codes at least."""
    for shown in range(len(codes), 0, -1):
        words = " ".join(codes[:shown])
        words += f" +{len(codes) - shown}" if shown < len(codes) else ""
        if cell_width(words) <= width or shown <= 2:
            return words
    return ""


def _references(cable: Cable) -> tuple[str, tuple[str, ...]]:
    """The only reference, or their number; and the MRNs it may mean. Without any, their list is shown."""
    if len(cable.references) == 1:
        choices = reference_choices(cable.references[0])
        return (choices[0], choices) if len(choices) == 1 else ("1 reference", choices)
    return (f"{len(cable.references)} references" if cable.references else ""), ()


def _open(page: Page) -> None:
    cable = page.cable
    label = min(8, page.measure // 3)
    rows: list[tuple[str, Flow]] = []

    def row(
        name: str, text: str | None, role_spans: tuple[RoleSpan, ...] = (), links: tuple[PageLink, ...] = ()
    ) -> None:
        if text:
            rows.append((name, TextFlow("field", _one_line(text), "text", role_spans, links)))

    row("from", _from(cable))
    row("date", _dated(cable))
    row("number", _numbered(cable))
    room = LIST_LINES * (page.measure - label)
    row("to", _addressees(page, cable.recipients, room))
    row("info", _addressees(page, cable.info, room))
    row("level", _level(cable))
    for at, words in enumerate(filter(_has_words, cable.passing)):
        row("for" if at == 0 else "", words)
    declassify = cable.declassify_on.text if cable.declassify_on else None
    row("E.O.", _DOT.join(filter(None, (cable.executive_order, declassify))))
    row("by", cable.classified_by.text if cable.classified_by else None)
    tags = cable.tags
    if len(tags) > MOST_TAGS and not page.options.lists_open:
        tags = tags[: MOST_TAGS - 1]
    for at, tag in enumerate(tags):
        code = f"{tag.code:<5} {meaning(tag)}".rstrip()
        row("tags" if at == 0 else "", code, (RoleSpan(0, len(tag.code), "tags"),))
    if len(tags) < len(cable.tags):
        page.folded = True
        row("", f"… and {len(cable.tags) - len(tags)} more{FOLD_HINT}")
    for at, reference in enumerate(cable.references):
        row("refs" if at == 0 else "", *_reference(reference))
    if cable.sections and cable.sections > 1:
        row("parts", f"sent in {cable.sections} sections")
    if cable.partial:
        row("extent", "an extract, or cut off: the cable is incomplete")
    row("copy", page.options.version_more)
    if page.forms is not None:
        row("shown", "in sentence case, not in capitals as sent (~)")
    for at, problem in enumerate(cable.problems):
        row("doubts" if at == 0 else "", problem.what)
    for name, flow in rows:
        _field(page, name, flow, label)


def _field(page: Page, name: str, flow: Flow, label: int) -> None:
    lead = (Piece(name[: label - 2].rjust(label - 2) + "  ", "label"),) if label > 3 else ()
    hang = label if lead else 0
    broken = break_lines(flow.text, 0, len(flow.text), page.measure - hang)
    page.flow(
        flow,
        [
            Line(0, start, end, hang if at else 0, () if at else lead, ordinal=HEAD)
            for at, (start, end) in enumerate(broken)
        ],
    )


def _from(cable: Cable) -> str | None:
    name = origin_name(cable)
    return f"{name} ({cable.origin})" if name and cable.origin and name != cable.origin else name


def _dated(cable: Cable) -> str | None:
    words = when(cable)
    if cable.date and cable.date_source is not DateSource.GIVEN:
        words = f"{words}, {cable.date:%H:%M} UTC"
    return _DOT.join(filter(None, (words, cable.precedence and cable.precedence.lower())))


def _numbered(cable: Cable) -> str | None:
    number = cable.mrn
    if number and cable.mrn_source is MrnSource.INFERRED:
        number += " (year inferred)"
    return _DOT.join(filter(None, (number, cable.transmission_id)))


def _addressee(one: Addressee) -> str:
    words = one.name
    if one.precedence:
        words += f" ({one.precedence.lower()})"
    return f"{words}, not {', '.join(one.excluded)}" if one.excluded else words


def _addressees(page: Page, found: Sequence[Addressee], room: int) -> str:
    """All of them if they fit into ``room`` cells or lists are opened; else the first, and how many more."""
    names = list(map(_addressee, found))
    whole = "; ".join(names)
    if page.options.lists_open or cell_width(whole) <= room:
        return whole
    page.folded = True
    shown = next((n for n in range(len(names), 1, -1) if cell_width("; ".join(names[:n])) <= room), 1)
    return f"{'; '.join(names[:shown])}; … and {len(names) - shown} more{FOLD_HINT}"


def _has_words(line: str) -> bool:
    """Whether a line is more than a rule of dashes."""
    return any(map(str.isalnum, line))


def _level(cable: Cable) -> str | None:
    printed = cable.classification.name if cable.classification else ""
    captions = (caption.name for caption in cable.captions if caption.name not in printed.split("//"))
    return _DOT.join(filter(None, (printed, *captions)))


def _reference(reference: Reference) -> tuple[str, tuple[RoleSpan, ...], tuple[PageLink, ...]]:
    """The text of one row of references, with the links in it."""
    choices = reference_choices(reference)
    letter = f"{reference.letter}  " if reference.letter else ""
    name = (choices[0] if choices else reference.printed).replace("\n", " ")
    sure = (
        ""
        if reference.mrn and not reference.candidates
        else f" or {', '.join(choices[1:])}" * (len(choices) > 1)
    )
    kind = "" if choices else f" ({reference.kind.value})"
    qualifiers = f" ({', '.join(reference.qualifiers)})" if reference.qualifiers else ""
    start, end = len(letter), len(letter) + len(name)
    text = f"{letter}{name}{sure}{kind}{qualifiers}"
    if not choices:
        return text, (), ()
    return text, (RoleSpan(start, end, "reference"),), (PageLink(start, end, choices, None),)
