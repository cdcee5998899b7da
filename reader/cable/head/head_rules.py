"""Ordered rules that decide what each line of the head belongs to.

Order in a whole cable: transmission header, classification line, captions and passing instructions, E.O.,
TAGS, SUBJECT, REF, Classified By (docs/cable-format.md). Each is optional, a dozen cables in a thousand
depart from the order, and the text may be a fragment. So a line is judged by its own form first and by its
position second: the rules of ``HEADER_RULES`` and ``FIELD_RULES`` are tried in order, and the first that
applies decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.cable.head.authority import is_derived
from reader.cable.head.classification import read_captions
from reader.cable.head.field_continuations import MOST_FIELD_LINES, continues, is_rule
from reader.cable.head.head_state import HeadLine, HeadState, Rule
from reader.cable.model import BlockKind
from reader.cable.source.head_labels import (
    CLASSIFIED_BY,
    DERIVED,
    EXECUTIVE_ORDER,
    PARTIAL,
    REFERENCES,
    SPELLED_DATE,
    SUBJECT,
    field_of,
)
from reader.cable.source.page_lines import is_page_line

_LONGEST_PASSING = 90
"""Characters of the longest passing instruction below the E.O. line."""

_SMART_CAPTIONS = "Captions:"
"""Label of the captions in the message format after 2010."""


# Looking up an enum member takes ten times as long as looking up a name.
_BLANK, _HEADER, _FIELD = BlockKind.BLANK, BlockKind.HEADER, BlockKind.FIELD
_PAGE_BREAK, BODY = BlockKind.PAGE_BREAK, BlockKind.PARAGRAPH
"""``BODY``: the head ends above this line."""


# --- the transmission header


def _first_class_line(state: HeadState, line: HeadLine) -> BlockKind | None:
    head, found = state.head, line.classification
    seen = bool(head.header) or head.spelled_date is not None or head.partial
    if not found or not (found.serial is not None or found.part is not None or (not found.more and seen)):
        return None
    head.set_class_line(found, state.lines.span(line.at, line.at))
    state.in_header = False
    if found.more:
        head.captions.extend(read_captions(found.more, state.lines.end(line.at) - len(found.more)))
    return _FIELD


def _header_ends(state: HeadState, line: HeadLine) -> BlockKind | None:
    """A labelled field or a paragraph ends a header without classification line."""
    if line.field is not None or line.numbered:
        state.in_header = False
    return None


def _caption_in_header(state: HeadState, line: HeadLine) -> BlockKind | None:
    """A caption below a blank line, where there is no classification line."""
    if not state.blank_before:
        return None
    captions = read_captions(line.text, state.lines.begin(line.at))
    state.head.captions.extend(captions)
    if captions and state.head.header:
        state.in_header = False
    return _FIELD if captions else None


def _extract_notice(state: HeadState, line: HeadLine) -> BlockKind | None:
    if not line.text.startswith(PARTIAL):
        return None
    state.head.partial = True
    return _HEADER


def _date_in_header(state: HeadState, line: HeadLine) -> BlockKind | None:
    if "day, " not in line.text or not SPELLED_DATE.match(line.text):
        return None
    state.head.spelled_date = line.at
    return _HEADER


def _other_header_line(state: HeadState, line: HeadLine) -> BlockKind | None:
    state.head.header.append(line.at)
    return _HEADER


# --- the fields


def _labelled(state: HeadState, line: HeadLine) -> BlockKind | None:
    """``TAGS:``, ``SUBJECT:`` ...; a second one is quoted text, so the body begins there."""
    field, at = line.field, line.at
    if field is None:
        return None
    fields = state.head.fields
    if field is DERIVED and (CLASSIFIED_BY in fields or is_derived(line.text)):
        field = CLASSIFIED_BY
    above = fields.get(field, ()) if field is not CLASSIFIED_BY else ()
    if above and field is SUBJECT and (end := _end_of_repeat(state.lines.text, at, above)):
        state.open, state.repeat_end = None, end
        return _FIELD
    more_references = field is REFERENCES and state.open is field  # REF: (A) ... REF: (B) ...
    if above and not (more_references and len(above) < MOST_FIELD_LINES):
        return BODY
    return state.add(field, at)


def _class_line(state: HeadState, line: HeadLine) -> BlockKind | None:
    """The first classification line, or one repeated above the same fields."""
    found, head = line.classification, state.head
    if found is None or found.serial is None:
        return None
    if head.class_line is not None and not (
        found.serial == head.class_line.serial
        and any(field in head.fields for field in state.fields_below(line.at))
    ):
        return None
    head.set_class_line(found, state.lines.span(line.at, line.at))
    head.fields.clear()  # fields above the classification line were added by a copyist
    state.open = None
    return _FIELD


def _page_line(state: HeadState, line: HeadLine) -> BlockKind | None:
    """A page line, or the classification that is printed above one."""
    above_page = False
    if line.classification and not line.classification.more:
        below = state.text_below(line.at)
        above_page = below.startswith("PAGE ") and is_page_line(below)
    if not above_page and not is_page_line(line.text):
        return None
    state.head.pages.append(line.at)
    return _PAGE_BREAK


def _class_line_again(state: HeadState, line: HeadLine) -> BlockKind | None:
    """A classification without post and serial, repeated below a field."""
    found = line.classification
    plain = found is not None and found.serial is None and not found.more and line.text.isupper()
    return _FIELD if plain and state.head.class_line else None


def _date_line(state: HeadState, line: HeadLine) -> BlockKind | None:
    if "day, " not in line.text or not SPELLED_DATE.match(line.text):
        return None
    state.open = None
    return _HEADER


def _first_paragraph(state: HeadState, line: HeadLine) -> BlockKind | None:
    return BODY if line.numbered else None


def _open_field_continues(state: HeadState, line: HeadLine) -> BlockKind | None:
    if state.open is None or not continues(state, line):
        return None
    return state.add(state.open, line.at)


def _labelled_captions(state: HeadState, line: HeadLine) -> BlockKind | None:
    if not line.text.startswith(_SMART_CAPTIONS):
        return None
    behind = len(_SMART_CAPTIONS) + 1
    captions = read_captions(line.text[behind:], state.lines.begin(line.at) + behind)
    state.head.captions.extend(captions)
    return _FIELD


def _caption(state: HeadState, line: HeadLine) -> BlockKind | None:
    text = line.text.upper() if line.text.isascii() else line.text
    captions = read_captions(text, state.lines.begin(line.at))
    state.head.captions.extend(captions)
    return _FIELD if captions else None


def _passing_instruction(state: HeadState, line: HeadLine) -> BlockKind | None:
    """Between the classification line and the fields; a short one also below the E.O. line."""
    head, text = state.head, line.text
    before_fields = not head.fields and not is_rule(text)
    below_order = head.fields.keys() <= {EXECUTIVE_ORDER} and len(text) < _LONGEST_PASSING
    if not (head.class_line or (head.header and head.captions)) or not (before_fields or below_order):
        return None
    head.passing.append(line.at)
    return _FIELD


def _broken_subject(state: HeadState, line: HeadLine) -> BlockKind | None:
    """Capitals that continue a subject below blank lines: the next field begins shortly below."""
    above = state.head.fields.get(SUBJECT)
    if line.label is not None or not above or not line.text.isupper():
        return None
    if any(state.lines.text[above[-1] + 1 : line.at]):
        return None
    if all(field in state.head.fields for field in state.fields_below(line.at)):
        return None
    return state.add(SUBJECT, line.at)


HEADER_RULES: tuple[Rule, ...] = (
    _first_class_line,
    _header_ends,
    _caption_in_header,
    _extract_notice,
    _date_in_header,
    _other_header_line,
)
"""For lines above the classification line, or above the first field where there is none."""

FIELD_RULES: tuple[Rule, ...] = (
    _labelled,
    _class_line,
    _page_line,
    _class_line_again,
    _date_line,
    _first_paragraph,
    _open_field_continues,
    _labelled_captions,
    _caption,
    _passing_instruction,
    _broken_subject,
)
"""For lines below it; the first line that no rule applies to begins the body."""


# --- a subject that is printed twice


def _end_of_repeat(texts: Sequence[str], at: int, above: Sequence[int]) -> int:
    """The line after a subject that repeats the one above; 0 where it differs."""
    end = next((line for line in range(at, len(texts)) if not texts[line]), len(texts))
    return end if _letters_of(texts[at:end]) == _letters_of([texts[line] for line in above]) else 0


def _letters_of(subject: Sequence[str]) -> str:
    """The letters of a subject without its label."""
    text = " ".join(subject)
    found = field_of(text)
    return "".join(filter(str.isalnum, text[found[1] if found else 0 :])).casefold()
