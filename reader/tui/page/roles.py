"""The roles of a cable's text: portion marks, redactions, references, acronyms, ..."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from reader.cable.annotate.repairs import repairs
from reader.cable.model import Cable, Level, Link, LinkKind, Mark, MarkKind, Paragraph, Portion, Reference


class RoleSpan(NamedTuple):
    """A range of a flow's text with a role of its own."""

    start: int
    end: int
    """Half-open characters of the flow's text."""
    role: str


class PageLink(NamedTuple):
    """A range of text that is a link."""

    start: int
    end: int
    choices: tuple[str, ...]
    """Message reference numbers it may mean, the likelier first; empty for a paragraph of the same cable,
    or, where ``paragraph`` is None too, for what the open header says."""
    paragraph: int | None
    """The drafter's number of the paragraph it names."""


_MARK_ROLES = {
    MarkKind.REDACTION: "redaction",
    MarkKind.PROTECT: "protect",
    MarkKind.CAPTION: "caption",
    MarkKind.ACRONYM: "acronym",
}
_REDACTION = re.compile(r"X{4,}|x{4,}")
_RANK = {"redaction": 5, "reference": 4, "protect": 3, "caption": 2, "acronym": 1}
"""Where two overlap, the higher rank wins; a portion mark outranks all."""


def portion_role(level: Level | None) -> str:
    """The role of a portion mark of this level: ``portion-sbu``."""
    return f"portion-{level.name.lower()}" if level else "portion"


def portion_text(portion: Portion) -> str:
    """The mark as the page shows it: as printed; in square brackets and short if it was inherited."""
    return f"[{portion.normal}]" if portion.inherited else f"({portion.printed})"


def level_in(mark: str) -> Level | None:
    """The level a portion mark in normal form (``S/NF``) begins with."""
    word = mark.strip("() ").split("/")[0].split(" ")[0].upper()
    return Level.__members__.get(word)


class FirstAcronyms:
    """Where each acronym first is in the paragraphs of a cable, looked for no further than asked."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self._ahead = iter(paragraphs)
        self._read = 0
        """The ordinal of the last paragraph that was looked at."""
        self._places: dict[str, tuple[int, int]] = {}

    def is_first(self, paragraph: Paragraph, mark: Mark) -> bool:
        """Whether a mark in one of the paragraphs is the first of its acronym."""
        while self._read < paragraph.ordinal:
            self._look_at(next(self._ahead))
        return self._places[_marked(paragraph, mark)] == (paragraph.ordinal, mark.span.start)

    def _look_at(self, paragraph: Paragraph) -> None:
        self._read = paragraph.ordinal
        for mark in paragraph.marks:
            if mark.kind is MarkKind.ACRONYM:
                self._places.setdefault(_marked(paragraph, mark), (paragraph.ordinal, mark.span.start))


def _marked(paragraph: Paragraph, mark: Mark) -> str:
    return paragraph.text[mark.span.start : mark.span.end]


def role_spans(paragraph: Paragraph, acronyms: FirstAcronyms) -> tuple[RoleSpan, ...]:
    """The roles in a paragraph's clean text, in order and without overlaps.

    Acronyms are marked only where they first are in the cable.
    """
    found = [RoleSpan(*link.span, "reference") for link in paragraph.links if points_somewhere(link)]
    for mark in paragraph.marks:
        if mark.kind is MarkKind.ACRONYM and not acronyms.is_first(paragraph, mark):
            continue
        if mark.kind is MarkKind.PORTION:
            found.append(RoleSpan(*mark.span, portion_role(level_in(mark.value))))
        elif role := _MARK_ROLES.get(mark.kind):
            found.append(RoleSpan(*mark.span, role))
    found += [RoleSpan(item.span.start, item.body, "bullet") for item in paragraph.items]
    found += [RoleSpan(repair.at, repair.at + 1, "repaired") for repair in repairs(paragraph.text)]
    return without_overlaps(found)


def redactions(text: str) -> tuple[RoleSpan, ...]:
    """The publisher's redactions in a text that is not annotated: subject, heading."""
    return tuple(RoleSpan(*match.span(), "redaction") for match in _REDACTION.finditer(text))


def without_overlaps(found: Iterable[RoleSpan]) -> tuple[RoleSpan, ...]:
    """The spans without overlaps: each character gets the role of the highest rank."""
    waiting = sorted((one for one in found if one.start < one.end), key=lambda one: one.start)
    kept: list[RoleSpan] = []
    open_: list[RoleSpan] = []
    at = index = 0
    while index < len(waiting) or open_:
        open_ = [one for one in open_ if one.end > at]
        if not open_:
            if index == len(waiting):
                break
            at = max(at, waiting[index].start)
        while index < len(waiting) and waiting[index].start <= at:
            open_.append(waiting[index])
            index += 1
        open_ = [one for one in open_ if one.end > at]
        if not open_:
            continue
        top = max(open_, key=lambda one: _rank(one.role))
        end = min(one.end for one in open_)
        if index < len(waiting):
            end = min(end, waiting[index].start)
        if kept and kept[-1].end == at and kept[-1].role == top.role and kept[-1].start >= top.start:
            kept[-1] = kept[-1]._replace(end=end)
        else:
            kept.append(RoleSpan(at, end, top.role))
        at = end
    return tuple(kept)


def _rank(role: str) -> int:
    if role == "faded":
        return 10
    return 9 if role.startswith("portion") else _RANK.get(role, 0)


def points_somewhere(link: Link) -> bool:
    """Whether a citation in the text can be followed."""
    return bool(link.mrns or link.candidates or (link.kind is LinkKind.PARAGRAPH and link.paragraphs))


def page_links(paragraph: Paragraph) -> tuple[PageLink, ...]:
    """The links of a paragraph, in order, by clean offsets."""
    return tuple(
        PageLink(
            link.span.start,
            link.span.end,
            tuple(dict.fromkeys((*link.mrns, *link.candidates))),
            link.paragraphs[0] if link.paragraphs else None,
        )
        for link in sorted(paragraph.links, key=lambda one: one.span)
        if points_somewhere(link)
    )


def reference_choices(reference: Reference) -> tuple[str, ...]:
    """The message reference numbers an item of the REF line may mean, the likelier first."""
    sure = (reference.mrn,) if reference.mrn else ()
    return tuple(dict.fromkeys((*sure, *reference.candidates)))


def roles_in_source(
    cable: Cable, paragraph: Paragraph, acronyms: FirstAcronyms
) -> tuple[tuple[RoleSpan, ...], tuple[PageLink, ...]]:
    """The roles and the links of a paragraph by source offsets, for the cable as sent."""
    found = _portion_in_source(cable, paragraph)
    for span in role_spans(paragraph, acronyms):
        found.append(RoleSpan(*to_source(paragraph, span.start, span.end), span.role))
    links = []
    for link in page_links(paragraph):
        start, end = to_source(paragraph, link.start, link.end)
        links.append(link._replace(start=start, end=end))
    return without_overlaps(found), tuple(links)


def _portion_in_source(cable: Cable, paragraph: Paragraph) -> list[RoleSpan]:
    """The paragraph's own mark, between its label and its text."""
    portion = paragraph.portion
    if portion is None or portion.inherited or not paragraph.map.source:
        return []
    mark = f"({portion.printed})"
    at = cable.source.find(mark, paragraph.span.start, paragraph.map.source[0])
    return [RoleSpan(at, at + len(mark), portion_role(portion.level))] if at >= 0 else []


def to_source(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    """The range in the source from the first to the last character of a range of clean text."""
    first = paragraph.map.to_source(start)
    return first, (paragraph.map.to_source(end - 1) + 1 if end > start else first)
