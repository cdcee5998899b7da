from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.notes.errors import UndoRefused
from reader.notes.model import Annotation
from reader.notes.repository import Notes
from tests.notes.builders import BEIJING, PHNOM_PENH, bodies, notes_in, paragraph


def test_the_tag_is_undone_after_quitting_and_coming_back(folder: Path) -> None:
    notes = notes_in(folder)
    notes.annotate(paragraph(2), "stays")
    notes.tag(paragraph(2), ["trafficking"])
    notes.close()
    notes = notes_in(folder)
    assert notes.undo() == f'tag "trafficking" on {PHNOM_PENH} ¶2'
    assert notes.usage() == {}
    assert notes.codes() == ()
    assert bodies(notes) == ["stays"]
    notes.close()
    notes = notes_in(folder)
    assert notes.redo() == f'tag "trafficking" on {PHNOM_PENH} ¶2'
    assert [code.name for code in notes.codes()] == ["trafficking"]


def test_there_may_be_nothing_to_undo(notes: Notes) -> None:
    assert notes.undo() is None
    assert notes.redo() is None


def test_a_change_that_changes_nothing_is_no_step(notes: Notes) -> None:
    note = notes.annotate(paragraph(1), "x")
    notes.edit(note.id, "x")
    assert notes.undo() == f"note on {PHNOM_PENH} ¶1"


def test_something_new_ends_what_could_be_redone(notes: Notes) -> None:
    notes.annotate(paragraph(1), "one")
    notes.undo()
    notes.annotate(paragraph(1), "two")
    assert notes.redo() is None
    assert bodies(notes) == ["two"]


def test_a_code_used_elsewhere_since_is_not_undone_with_its_first_tag(notes: Notes) -> None:
    other = notes_in(notes.folder, author="Ben")
    notes.tag(paragraph(1), ["ring"])
    other.tag(paragraph(1, BEIJING), ["ring"])
    notes.undo()
    assert notes.for_cable(PHNOM_PENH).annotations == ()
    assert [code.name for code in notes.codes()] == ["ring"]
    assert len(notes.for_cable(BEIJING).annotations) == 1


def test_one_window_does_not_undo_what_another_did(folder: Path) -> None:
    one, two = notes_in(folder), notes_in(folder, author="Ben")
    one.annotate(paragraph(1), "one")
    two.annotate(paragraph(2), "two")
    one.refresh()
    assert one.last_elsewhere() == f"note on {PHNOM_PENH} ¶2"
    assert two.last_elsewhere() is None
    assert one.undo() == f"note on {PHNOM_PENH} ¶1"
    assert one.undo() is None
    assert bodies(one) == ["two"]


def test_a_window_opened_later_leaves_the_steps_of_one_that_lives(folder: Path) -> None:
    one = notes_in(folder)
    one.annotate(paragraph(1), "one")
    two = notes_in(folder)
    with pytest.raises(UndoRefused, match="another window that is still open"):
        two.undo()
    one.close()
    assert two.undo() == f"note on {PHNOM_PENH} ¶1"


def test_what_another_window_changed_since_is_left_and_said(folder: Path) -> None:
    one, two = notes_in(folder), notes_in(folder)
    one.annotate(paragraph(3), "earlier")
    note = one.annotate(paragraph(1), "one")
    two.refresh()
    two.edit(note.id, "two's text")
    with pytest.raises(UndoRefused, match="changed again since"):
        one.undo()
    assert bodies(one) == ["two's text", "earlier"]
    assert one.undo() == f"note on {PHNOM_PENH} ¶3", "the step in the way is passed by"


def test_the_last_two_hundred_steps_are_kept(folder: Path) -> None:
    notes = notes_in(folder)
    for n in range(205):
        notes.annotate(paragraph(1), str(n))
    notes.close()
    notes = notes_in(folder)
    undone = 0
    while notes.undo():
        undone += 1
    assert undone == 200
    assert bodies(notes) == ["0", "1", "2", "3", "4"]


def test_undo_and_redo_may_alternate(notes: Notes) -> None:
    notes.annotate(paragraph(1), "x")
    for _ in range(3):
        notes.undo()
        notes.redo()
    assert bodies(notes) == ["x"]


ACTIONS = st.lists(
    st.tuples(st.sampled_from(["note", "edit", "tag", "untag", "link", "delete"]), st.integers(0, 3)),
    max_size=10,
)


def visible(notes: Notes) -> Any:
    """What the user sees, without the times of change."""
    names = {code.id: code.name for code in notes.codes()}
    return (
        sorted((a.id, a.body, a.target, tuple(names[c] for c in a.codes)) for a in notes.annotations()),
        sorted((x.id, x.relation, x.comment) for x in notes.cross_references()),
        dict(notes.counts()),
    )


@given(ACTIONS)
@settings(max_examples=25, deadline=None)
def test_undoing_everything_and_redoing_it_passes_through_every_state(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, int]]
) -> None:
    notes = notes_in(tmp_path_factory.mktemp("undo") / "notes", background=False)
    states = [visible(notes)]
    for action, n in actions:
        held = notes.for_cable(PHNOM_PENH)
        texts: list[Annotation] = [note for note in held.annotations if note.body]
        if action == "note":
            notes.annotate(paragraph(n), "body")
        elif action == "edit" and texts:
            notes.edit(texts[n % len(texts)].id, f"edited {len(states)}")
        elif action == "tag":
            notes.tag(paragraph(n), [f"code {n}", "common"])
        elif action == "untag":
            notes.tag(paragraph(n), [], ["common"])
        elif action == "link":
            notes.link(paragraph(n), paragraph(1, BEIJING), "cites", "c")
        elif action == "delete" and held.annotations:
            notes.delete(held.annotations[n % len(held.annotations)].id)
        if visible(notes) != states[-1]:
            states.append(visible(notes))
    for state in reversed(states[:-1]):
        notes.undo()
        assert visible(notes) == state
    for state in states[1:]:
        notes.redo()
        assert visible(notes) == state
    notes.close()
