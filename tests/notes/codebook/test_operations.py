from __future__ import annotations

import pytest

from reader.notes.codebook import operations
from reader.notes.errors import NotesError
from reader.notes.model import Code
from reader.notes.repository import Notes
from tests.notes.builders import BEIJING, PHNOM_PENH, a_cable, paragraph, words


def code_id(notes: Notes, name: str) -> str:
    code = notes.find_code(name)
    assert code is not None
    return code.id


def tagged(notes: Notes) -> dict[str, list[str]]:
    """The names of the codes on each paragraph."""
    names = {code.id: code.name for code in notes.codes()}
    return {
        f"{note.target.mrn} {note.target.label}": [names[code] for code in note.codes]
        for note in notes.annotations()
    }


@pytest.fixture
def coded(notes: Notes) -> Notes:
    notes.tag(paragraph(1), ["raid", "police"])
    notes.tag(paragraph(2), ["razzia"])
    notes.tag(paragraph(3, BEIJING), ["police", "razzia"])
    return notes


def test_a_renamed_code_is_renamed_everywhere_and_found_by_its_old_name(coded: Notes) -> None:
    operations.rename(coded, code_id(coded, "razzia"), "Brothel raid")
    assert tagged(coded)[f"{PHNOM_PENH} ¶2"] == ["Brothel raid"]
    assert code_id(coded, "RAZZIA") == code_id(coded, "brothel raid")
    coded.undo()
    assert tagged(coded)[f"{PHNOM_PENH} ¶2"] == ["razzia"]


def test_a_name_that_is_taken_is_refused(coded: Notes) -> None:
    with pytest.raises(NotesError, match="already"):
        operations.rename(coded, code_id(coded, "raid"), "POLICE")
    with pytest.raises(NotesError, match="needs a name"):
        operations.rename(coded, code_id(coded, "raid"), "  ")
    operations.rename(coded, code_id(coded, "raid"), "RAID")
    assert coded.find_code("raid") is not None


def test_merging_puts_one_code_in_the_place_of_several_in_one_step(coded: Notes) -> None:
    before = tagged(coded)
    changed = operations.merge(
        coded, code_id(coded, "raid"), [code_id(coded, "razzia"), code_id(coded, "police")]
    )
    assert changed == 3
    assert tagged(coded) == {
        f"{PHNOM_PENH} ¶1": ["raid"],
        f"{PHNOM_PENH} ¶2": ["raid"],
        f"{BEIJING} ¶3": ["raid"],
    }
    assert [code.name for code in coded.codes()] == ["raid"]
    assert code_id(coded, "Police") == code_id(coded, "raid")
    assert coded.undo() is not None
    assert tagged(coded) == before
    assert coded.redo() is not None
    assert len(coded.codes()) == 1


def test_overlapping_passages_are_named_before_a_merge(notes: Notes) -> None:
    cable = a_cable("The police raided forty brothels.")
    notes.tag(words(cable, 1, "police raided"), ["a"])
    notes.tag(words(cable, 1, "raided forty"), ["b"])
    notes.tag(words(cable, 1, "brothels"), ["b"])
    (pair,) = operations.overlaps(notes, [code_id(notes, "a"), code_id(notes, "b")])
    assert [note.target.quote.exact for note in pair if note.target.quote] == [
        "police raided",
        "raided forty",
    ]


def test_a_split_gives_the_chosen_passages_a_new_code(coded: Notes) -> None:
    chosen = coded.for_cable(BEIJING).annotations[0].id
    operations.split(coded, code_id(coded, "razzia"), "arrests", [chosen])
    assert tagged(coded)[f"{BEIJING} ¶3"] == ["police", "arrests"]
    assert tagged(coded)[f"{PHNOM_PENH} ¶2"] == ["razzia"]


def test_a_code_deleted_everywhere_comes_back_everywhere(coded: Notes) -> None:
    before = tagged(coded)
    assert operations.delete(coded, code_id(coded, "razzia")) == 2
    assert tagged(coded) == {f"{PHNOM_PENH} ¶1": ["raid", "police"], f"{BEIJING} ¶3": ["police"]}
    coded.undo()
    assert tagged(coded) == before


def test_a_code_is_never_put_under_itself(coded: Notes) -> None:
    raid, police, razzia = (code_id(coded, name) for name in ("raid", "police", "razzia"))
    operations.move(coded, police, raid)
    operations.move(coded, razzia, police)
    with pytest.raises(NotesError, match="under itself"):
        operations.move(coded, raid, razzia)
    operations.delete(coded, police)
    moved = coded.code(razzia)
    assert moved is not None
    assert moved.parent == raid


def test_codes_on_the_same_words_are_counted_together(notes: Notes) -> None:
    cable = a_cable("The police raided forty brothels.", "More.")
    notes.tag(words(cable, 1, "police raided"), ["a", "b"])
    notes.tag(words(cable, 1, "raided forty"), ["c"])
    notes.tag(paragraph(2), ["c"])
    names = {code.id: code.name for code in notes.codes()}
    found = {frozenset((names[a], names[b])): n for (a, b), n in operations.co_occurrence(notes).items()}
    assert found == {frozenset("ab"): 1, frozenset("ac"): 1, frozenset("bc"): 1}


def test_passages_under_a_code_come_cable_by_cable(coded: Notes) -> None:
    found = [note.target.mrn for note in operations.passages(coded, code_id(coded, "police"))]
    assert found == [PHNOM_PENH, BEIJING]


def test_what_goes_with_a_code_is_counted_by_annotation_and_by_overlap(coded: Notes) -> None:
    cable = a_cable("police raided the bar", "x", mrn=PHNOM_PENH)
    coded.tag(words(cable, 1, "raided the"), ["bar"])
    raid, police, razzia, bar = (code_id(coded, name) for name in ("raid", "police", "razzia", "bar"))
    assert operations.co_occurring(coded, police) == {raid: 1, razzia: 1, bar: 1}
    for code in (raid, police, razzia, bar):
        whole = operations.co_occurrence(coded)
        assert operations.co_occurring(coded, code) == {
            (b if a == code else a): n for (a, b), n in whole.items() if code in (a, b)
        }


def test_a_merge_may_leave_the_code_on_the_wider_of_two_only(notes: Notes) -> None:
    cable = a_cable("the police raided the bar at night")
    inner, outer, beside = (
        words(cable, 1, quote) for quote in ("raided the bar", "police raided the bar", "bar at night")
    )
    notes.tag(inner, ["raid"])
    notes.tag(outer, ["razzia"])
    notes.tag(beside, ["razzia"])
    noted = notes.annotate(inner, "who sent them?")
    notes.set_codes(noted.id, ["razzia"])
    operations.merge(notes, code_id(notes, "raid"), [code_id(notes, "razzia")], wider=True)
    found = [(note.target, note.body) for note in notes.annotations() if note.codes]
    assert sorted(found, key=str) == sorted([(outer, ""), (beside, "")], key=str)
    assert [note.body for note in notes.annotations() if not note.codes] == ["who sent them?"]
    notes.undo()
    assert len([note for note in notes.annotations() if note.codes]) == 4


def test_the_codes_as_a_tree_hold_each_once_whatever_their_parents_say(notes: Notes) -> None:
    crime = operations.create(notes, "crime")
    raid = operations.create(notes, "raid", parent=crime.id)
    operations.create(notes, "bar raid", parent=raid.id)
    operations.create(notes, "aid")
    ring = operations.create(notes, "ring one")
    other = operations.create(notes, "ring two", parent=ring.id)
    with notes.transaction("as a file of others may have it") as transaction:
        table, number, _ = notes.live_record(ring.id, Code)
        transaction.edit(table, number, parent=other.id)
    tree = [(code.name, depth) for code, depth in notes.codebook().tree()]
    assert tree == [("aid", 0), ("crime", 0), ("raid", 1), ("bar raid", 2), ("ring one", 0), ("ring two", 1)]
