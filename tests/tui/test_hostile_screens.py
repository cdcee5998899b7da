"""What stands in codes, notes and links is shown as what it is on every screen over the main one."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.notes.model import Annotation, Code, CrossReference, Quote, Target
from reader.notes.reports.link_outline import Line, Way
from reader.tui.core.records.excerpts import excerpt
from reader.tui.features.codebook.code_tree import Branch, branch_line, describe_code
from reader.tui.features.links.outline_screen import line_pieces
from reader.tui.features.note_search.found_notes import noted_lines
from reader.tui.features.sharing.merge_screen import version_parts
from reader.tui.ui.pieces import Piece
from tests.tui.test_hostile import NASTY, WHEN, harmless


def code(id: str, name: str, definition: str = "") -> Code:
    return Code(
        id=id, author=name, created=WHEN, changed=WHEN, name=name, definition=definition, colour=name,
        parent="other", aliases=(definition, name),
    )  # fmt: skip


def note(text: str, mrn: str) -> Annotation:
    target = Target(mrn, ordinal=1, number=1, quote=Quote(text, mrn, text), start=0, end=4)
    return Annotation(
        id="n", author=text, created=WHEN, changed=WHEN, target=target, body=text, codes=("c", "gone")
    )


def link(text: str, mrn: str) -> CrossReference:
    ends = Target(mrn, ordinal=1), Target(text, ordinal=2)
    return CrossReference(
        id="l", author=mrn, created=WHEN, changed=WHEN, source=ends[0], target=ends[1], relation=text,
        comment=text,
    )  # fmt: skip


def safe(line: list[Piece]) -> bool:
    return all(harmless(piece.text) for piece in line)


@given(NASTY, NASTY, st.integers(8, 120), st.integers(0, 60))
@settings(deadline=None)
def test_a_code_in_the_tree_and_all_that_is_known_of_it(one: str, two: str, width: int, depth: int) -> None:
    branch = Branch(code("c", one, two), depth, 12, 5)
    others = [branch, Branch(code("other", two), 0, 1, 0)]
    line = branch_line(branch, width)
    assert safe(line)
    assert sum(cell_len(piece.text) for piece in line) <= max(width, 30)
    assert harmless(describe_code(branch, others, Counter({"other": 3})).plain.replace("\n", ""))


@given(NASTY, NASTY, st.integers(8, 120))
@settings(deadline=None)
def test_notes_and_links_in_lists(one: str, two: str, width: int) -> None:
    for noted in (note(one, two), link(one, two)):
        for cable in (True, False):
            assert all(map(safe, noted_lines(noted, {"c": two}, width, cable=cable)))
        parts = version_parts("here", noted, note(two, one), {"c": one})
        assert harmless("".join(text for text, _ in parts).replace("\n", ""))
    way = Way("w", two, one, Target(one), Target(two), one)
    for line in (Line(0, one), Line(3, two, way, again=True, more=4), Line(50, two, way)):
        assert safe(line_pieces(line, two, width))
        assert safe(line_pieces(line, None, width))


@given(NASTY, st.integers(4, 80))
@settings(deadline=None)
def test_words_with_their_neighbours(text: str, width: int) -> None:
    assert all(map(safe, excerpt(text, 0, len(text) // 2, width)))
