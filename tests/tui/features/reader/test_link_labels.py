"""Letters beside links: no word is hidden, and a row outgrows its room only where no blank can give way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.terminal_text import cell_width
from reader.tui.features.reader.link_labels import beside, labels
from reader.tui.page.lines import Piece


def row(*words: tuple[str, str]) -> list[Piece]:
    made, at = [], 100
    for text, role in words:
        made.append(Piece(text, role, at))
        at += len(text)
    return made


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.role == "key" else piece.text for piece in pieces)


ROW = row(
    ("as in ", "text"), ("REF A", "reference"), (" and (", "text"), ("REF B", "reference"), (")", "text")
)


def test_with_room_a_label_is_put_between_the_letters() -> None:
    assert shown(beside(ROW, [(106, "a"), (117, "s")], 2)) == "as in [a]REF A and ([s]REF B)"


def test_without_room_the_blank_before_the_word_gives_way() -> None:
    assert shown(beside(ROW, [(106, "a"), (117, "s")], 0)) == "as in[a]REF A and([s]REF B)"


def test_offsets_hold_on_both_sides_of_a_label() -> None:
    for room in (0, 9):
        for piece in beside(ROW, [(106, "a"), (117, "s")], room):
            if piece.start is not None:
                whole = "".join(one.text for one in ROW)
                assert whole[piece.start - 100 :].startswith(piece.text)


@given(
    st.lists(st.text("ab(/", min_size=1, max_size=6), min_size=1, max_size=12), st.integers(0, 30), st.data()
)
def test_no_letter_is_ever_hidden(words: list[str], room: int, data: st.DataObject) -> None:
    text = " ".join(words)
    links = sorted(data.draw(st.sets(st.integers(0, len(text) - 1), max_size=5)))
    pieces = beside([Piece(text, "text", 0)], [(at, "k") for at in links], room)
    kept = "".join(piece.text for piece in pieces if piece.role != "key")
    assert kept.replace(" ", "") == text.replace(" ", "")
    assert sum(piece.role == "key" for piece in pieces) == len(links)
    grown = sum(cell_width(piece.text) for piece in pieces) - cell_width(text)
    assert grown <= max(room, len(links))


def test_no_label_is_the_beginning_of_another() -> None:
    for count in (3, 26, 27, 200):
        made = labels(count)
        assert len(set(made)) == count
        assert not any(one != other and other.startswith(one) for one in made for other in made[:30])
