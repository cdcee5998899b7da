"""How the notes of a cable stand in the panel, and where back and forward lead."""

from __future__ import annotations

import datetime as dt

from reader.cable.parse import parse
from reader.library.listing import Row
from reader.notes.anchoring.anchor import Locator, target_for
from reader.notes.lookup import CableNotes
from reader.notes.model import Annotation, CrossReference, Target
from reader.notes.queries.counts import NoteCounts
from reader.tui.core.app_state import Stop, Trail
from reader.tui.core.cable.note_entries import Entry, entries, tally
from reader.tui.core.cable.placement import Place
from reader.tui.features.cable_list.row_lines import RowState, row_lines
from reader.tui.features.notes.panel_lines import panel_lines

MRN = "04RANGOON1422"
CABLE = parse(
    "1. (C) The ministers divided the work into five general areas: policy and cooperation.\n\n"
    "2. (U) Several Rangoon and Bangkok-based officials attended as well.\n",
    mrn=MRN,
)
WHEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def note(id: str, target: Target, body: str = "", codes: tuple[str, ...] = ()) -> Annotation:
    return Annotation(id=id, author="me", created=WHEN, changed=WHEN, target=target, body=body, codes=codes)


def link(id: str, source: Target, target: Target, relation: str) -> CrossReference:
    return CrossReference(
        id=id, author="me", created=WHEN, changed=WHEN, source=source, target=target, relation=relation
    )


def found() -> tuple[Entry, ...]:
    whole = target_for(CABLE, mrn=MRN)
    first, second = target_for(CABLE, 1, mrn=MRN), target_for(CABLE, 2, mrn=MRN)
    at = CABLE.paragraphs[0].text.index("five general areas")
    words = target_for(CABLE, 1, at, at + len("five general areas"), mrn=MRN)
    lost = Target(mrn=MRN, text_hash="other", number=9, ordinal=9, quote=words.quote)
    notes = CableNotes(
        (
            note("w", whole, "check the year"),
            note("2", second, "who is missing?", ("attendance",)),
            note("words", words, "compare"),
            note("1", first, "begin"),
            note("l", lost),
        ),
        (link("out", first, Target(mrn="07BEIJING7545", number=4, ordinal=4), "continues"),),
        (link("in", Target(mrn="06PHNOMPENH977", number=2, ordinal=2), second, "continues"),),
    )
    return entries(notes, str, Locator(CABLE).locate)


def test_the_order_is_that_of_the_text_with_the_whole_cable_after_it() -> None:
    ids = [entry.id for entry in found() if not entry.lost and entry.id != "l"]
    assert ids == ["1", "out", "words", "2", "in", "w"]


def test_the_heading_counts_what_is_there() -> None:
    assert tally(found()) == "4 notes, 1 code, 1 link · ← 1"
    assert tally(found()[:1], doubts=2) == "2 to review: R · 1 note"
    assert tally([]) == "No notes"


def test_the_panel_reads_like_the_margin_of_a_page() -> None:
    kept = tuple(entry for entry in found() if entry.id != "l")
    text = [line.text for line in panel_lines(kept, CABLE, 30, here=1, in_library={"06PHNOMPENH977"})]
    assert text == [
        "¶1  ← here",
        "┃ The ministers divided the …",
        "  begin",
        "  → 07BEIJING7545 ¶4",
        "    continues · not in library",
        "┃ five general areas",
        "  compare",
        "",
        "¶2",
        "┃ Several Rangoon and Bangko…",
        "  who is missing?",
        "  #attendance",
        "  ← 06PHNOMPENH977 ¶2",
        "    continued by",
        "",
        "Cable",
        "  check the year",
    ]


def test_a_long_note_is_folded_until_it_is_the_chosen_one() -> None:
    target = target_for(CABLE, 1)
    long = (Entry(note("n", target, "word " * 100), "note", Locator(CABLE).locate(target), target),)
    assert len(panel_lines(long, CABLE, 30)) < 10
    assert len(panel_lines(long, CABLE, 30, cursor=0)) > 15


def test_a_row_reads_who_when_level_notes_and_then_the_subject() -> None:
    row = Row(
        1, MRN, None, dt.date(2004, 11, 1), CABLE.level, "MAINLAND SE ASIA AND CHINA PLEDGE TIP", None, 9
    )

    def lines(counts: NoteCounts, width: int) -> list[str]:
        state = RowState(notes=counts)
        return ["".join(piece.text for piece in line) for line in row_lines(row, state, width, 2)]

    assert lines(NoteCounts(3), 35) == [
        "   ~Nov 04  RANGOON 1422     C    3",
        "  MAINLAND SE ASIA AND CHINA PLEDG…",
    ]
    assert lines(NoteCounts(1, 2, 1), 38)[0] == "   ~Nov 04  RANGOON 1422     C   1#2→1"
    assert lines(NoteCounts(1, 2, 1), 35)[0] == "   ~Nov 04  RANGOON 1422  C   1#2→1"
    assert lines(NoteCounts(1, 2, 1), 30)[0] == "   ~Nov 04  RANGOON 14… C    4"


def test_back_and_forward_are_those_of_a_browser() -> None:
    a, b, c = (Stop(name, Place(1)) for name in "abc")
    trail = Trail()
    trail.leave(a)
    trail.leave(b)
    assert trail.back(c) == b
    assert trail.back(b) == a
    assert trail.back(a) is None
    assert trail.forward(a) == b
    trail.leave(b)
    assert trail.forward(a) is None
