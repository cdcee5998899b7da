from __future__ import annotations

import pytest

from reader.notes.undo.step_wording import redo_message, refusal_message, undo_message


@pytest.mark.parametrize(
    ("step", "other_window", "message"),
    [
        ("note on 06PHNOMPENH977", None, "Undone: note on 06PHNOMPENH977"),
        (None, None, "Nothing to undo"),
        (None, "note on X", "Nothing to undo; another window's change was left alone: note on X"),
        ("tag on Y", "note on X", "Undone: tag on Y; another window's change was left alone: note on X"),
    ],
)
def test_an_undo_says_what_it_did_and_what_it_left_alone(
    step: str | None, other_window: str | None, message: str
) -> None:
    assert undo_message(step, other_window) == message


def test_a_redo_says_what_it_did() -> None:
    assert redo_message("note on X") == "Redone: note on X"
    assert redo_message(None) == "Nothing to redo"


def test_a_refusal_says_why() -> None:
    assert refusal_message("a", back=True, in_open_window=True).startswith(
        "Not undone: a was done in another"
    )
    assert refusal_message("a", back=False, in_open_window=False).startswith("Not redone: a; it was changed")
