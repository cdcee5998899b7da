from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from reader.notes.codebook import operations
from reader.notes.errors import NotesError
from reader.notes.merge import apply, bundle, bundle_files
from reader.notes.model import Annotation
from reader.notes.record_merge import Difference
from reader.notes.repository import Notes
from reader.notes.storage import tinydb_export
from tests.notes.builders import BEIJING, PHNOM_PENH, bodies, notes_in, paragraph


@pytest.fixture
def ann(tmp_path: Path) -> Notes:
    return notes_in(tmp_path / "ann", author="Ann")


@pytest.fixture
def ben(tmp_path: Path) -> Notes:
    return notes_in(tmp_path / "ben", author="Ben")


def give(source: Notes, target: Notes) -> apply.Preview:
    """Send a bundle and merge it, and see that the preview told the truth."""
    parcel = bundle.read(apply.export(source))
    foreseen = apply.preview(target, parcel)
    listed = Counter(each.kind for each in apply.differing(target, parcel))
    done = apply.merge(target, parcel)
    assert done.counts == foreseen.counts
    loud = Counter({kind: n for kind, n in done.counts.items() if kind not in apply.NO_CHANGE})
    assert listed == loud or listed < loud, "kinds of a newer version are counted, not listed"
    assert bool(done.words) == bool(done.backup and done.backup.exists())
    assert not apply.preview(target, parcel).words, "a second time there is nothing to do"
    return done


def texts(notes: Notes, index: int = 0) -> list[str]:
    pair = list(apply.both_sides(notes))[index]
    return [version.body for version in pair.versions if isinstance(version, Annotation)]


def test_a_bundle_brings_notes_codes_and_links_with_their_authors(ann: Notes, ben: Notes) -> None:
    ann.annotate(paragraph(1), "Ann's note")
    ann.tag(paragraph(2), ["raid"])
    ann.link(paragraph(1), paragraph(4, BEIJING), "cites")
    assert give(ann, ben).words == "4 new"
    (first, second) = ben.for_cable(PHNOM_PENH).annotations
    assert first.author == "Ann"
    assert [code.name for code in ben.codes()] == ["raid"]
    assert second.codes == (ben.codes()[0].id,)
    assert len(ben.for_cable(BEIJING).incoming) == 1
    assert ben.usage() == ann.usage()


def test_a_note_that_was_deleted_before_it_came_is_not_counted_as_new(ann: Notes, ben: Notes) -> None:
    ann.annotate(paragraph(1), "kept")
    gone = ann.annotate(paragraph(2), "gone")
    ann.delete(gone.id)
    assert give(ann, ben).words == "1 new, 1 deleted there"
    assert [note.body for note in ben.for_cable(PHNOM_PENH).annotations] == ["kept"]
    assert give(ann, ben).words == ""


def test_the_same_notes_make_the_same_bundle_sorted_and_in_plain_ascii(ann: Notes, ben: Notes) -> None:
    for number in range(5):
        ann.annotate(
            paragraph(number, random.Random(number).choice([PHNOM_PENH, BEIJING])), f"note \x1b[31m {number}"
        )
    give(ann, ben)
    text = apply.export(ann)
    assert apply.export(ben) == text
    assert text.isascii()
    assert text.isprintable() or set(text) - {"\n"} <= set(map(chr, range(32, 127)))
    keys = [(table, record["id"]) for table, record in bundle.read(text).records]
    assert keys == sorted(keys)


def test_both_sides_of_a_note_are_kept_until_one_is_chosen(ann: Notes, ben: Notes) -> None:
    note = ann.annotate(paragraph(1), "first")
    gone = ann.annotate(paragraph(2), "to go")
    give(ann, ben)
    ann.edit(note.id, "Ann's view")
    ann.delete(gone.id)
    ben.edit(note.id, "Ben's view")
    ben.edit(gone.id, "still of use")
    ben.annotate(paragraph(3), "new")
    words = give(ben, ann).words
    assert words == "1 new, 1 changed on both sides, 1 deleted here and changed there"
    assert sorted(texts(ann)) == ["Ann's view", "Ben's view"]
    assert "still of use" in bodies(ann)
    shown = texts(ann)[0]
    apply.choose(ann, note.id, 1)
    assert shown not in bodies(ann)
    give(ann, ben)
    assert bodies(ben) == bodies(ann)
    assert [pair.id for pair in apply.both_sides(ben)] == [gone.id]


def test_a_choice_can_be_undone_and_made_otherwise(ann: Notes, ben: Notes) -> None:
    note = ann.annotate(paragraph(1), "first")
    give(ann, ben)
    ann.edit(note.id, "Ann's view")
    ben.edit(note.id, "Ben's view")
    give(ben, ann)
    apply.choose(ann, note.id, 0)
    assert list(apply.both_sides(ann)) == []
    ann.undo()
    assert sorted(texts(ann)) == ["Ann's view", "Ben's view"]
    give(ben, ann)
    assert sorted(texts(ann)) == ["Ann's view", "Ben's view"]
    with pytest.raises(NotesError):
        apply.choose(ann, note.id, 7)


def test_a_merge_is_one_step_with_a_backup_before(ann: Notes, ben: Notes) -> None:
    ben.annotate(paragraph(1), "Ben's")
    for number in range(3):
        ann.annotate(paragraph(number), f"Ann's {number}")
    give(ann, ben)
    (backup,) = (ben.folder / "backups").iterdir()
    restored = notes_in(ben.folder.parent / "restored")
    tinydb_export.read_into(restored.storage, backup)
    restored.refresh()
    assert bodies(restored) == ["Ben's"]
    assert ben.undo() == "merge of a bundle (3 new)"
    assert bodies(ben) == ["Ben's"]


def test_codes_of_one_name_made_by_two_people_count_as_one_and_can_be_made_one(
    ann: Notes, ben: Notes
) -> None:
    mine = ann.tag(paragraph(1), ["visas"])
    ben.tag(paragraph(2), ["Visas"])
    apply.merge(ann, bundle.read(apply.export(ben)))
    book = ann.codebook()
    assert [code.author for code in book.named("VISAS")] == ["Ann", "Ben"], "the older one first"
    assert book.duplicate_names() == ["visas"]
    assert mine is not None
    assert [ann.find_code(name) for name in ("visas", "Visas")] == book.named("visas"), "as it is spelled"
    operations.merge(ann, mine.codes[0], [code.id for code in book.named("visas")])
    assert ann.codebook().duplicate_names() == []
    assert [(code.name, code.aliases) for code in ann.codes()] == [("visas", ())]
    ann.tag(paragraph(2), [], ["visas"])
    ann.undo()
    ann.undo()
    assert ann.tag(paragraph(2), [], ["visas"]) is None, "whichever of them it was"


def test_an_undone_merge_leaves_no_trace_and_can_be_done_again(ann: Notes, ben: Notes) -> None:
    shared = ann.annotate(paragraph(1), "shared")
    give(ann, ben)
    ben.edit(shared.id, "changed by Ben")
    ben.annotate(paragraph(2), "Ben's own")
    ben.tag(paragraph(3), ["Ben's code"])
    before = apply.export(ann)
    foreseen = give(ben, ann)
    ann.undo()
    assert apply.export(ann) == before
    assert not apply.preview(ben, bundle.read(apply.export(ann))).words, "nothing of Ben's is deleted"
    ann.redo()
    assert apply.export(ann) == apply.export(ben)
    ann.undo()
    assert give(ben, ann).counts == foreseen.counts
    assert apply.export(ann) == apply.export(ben)


def test_a_merge_is_not_undone_over_later_work(ann: Notes, ben: Notes) -> None:
    note = ben.annotate(paragraph(2), "Ben's own")
    ben.tag(paragraph(3), ["Ben's code"])
    give(ben, ann)
    ann.tag(paragraph(4), ["Ben's code"])
    other = notes_in(ann.folder, author="Cat")
    other.tag(paragraph(5), ["Ben's code"])
    ann.undo()
    ann.undo()
    assert bodies(ann) == [""]
    assert [code.name for code in ann.codes()] == ["Ben's code"], "Cat uses it"
    assert ann.find(note.id) is None


def test_three_people_end_alike_whoever_sends_first(tmp_path: Path) -> None:
    choice = random.Random(5)
    people = [notes_in(tmp_path / name, author=name, background=False) for name in ("Ann", "Ben", "Cara")]
    shared = [people[0].annotate(paragraph(n), f"shared {n}") for n in range(4)]
    for other in people[1:]:
        give(people[0], other)
    for _ in range(12):
        one = choice.choice(people)
        note = choice.choice(shared)
        if choice.random() < 0.2 and one.find(note.id):
            one.delete(note.id)
        elif choice.random() < 0.5 and one.find(note.id):
            one.edit(note.id, f"{one.author} {choice.random()}")
        else:
            one.tag(paragraph(choice.randrange(3)), [f"code {one.author}"])
    parcels = [bundle.read(apply.export(one)) for one in people]
    for one in people:
        for parcel in choice.sample(parcels, 3):
            apply.merge(one, parcel)
    assert apply.export(people[0]) == apply.export(people[1]) == apply.export(people[2])
    assert people[0].counts() == people[1].counts() == people[2].counts()


def test_what_git_leaves_of_a_merged_bundle_is_read(ann: Notes, ben: Notes) -> None:
    note = ann.annotate(paragraph(1), "first")
    give(ann, ben)
    ann.edit(note.id, "Ann's view")
    ben.edit(note.id, "Ben's view")
    mine, theirs = apply.export(ann).splitlines(), apply.export(ben).splitlines()
    text = "\n".join([*mine[:1], "<<<<<<< HEAD", *mine[1:], "=======", *theirs[1:], ">>>>>>> ben", ""])
    parcel = bundle.read(text)
    assert parcel.skipped == ()
    apply.merge(ann, parcel)
    assert sorted(texts(ann)) == ["Ann's view", "Ben's view"]


def test_a_text_that_is_no_bundle_is_refused(ann: Notes) -> None:
    with pytest.raises(NotesError, match="This is not a notes bundle"):
        bundle.read("1. (C) The embassy reports.\n")


def test_a_bundle_cannot_reach_what_is_not_shared(ann: Notes) -> None:
    hostile = [
        '{"table":"settings","record":{"id":"1","changed":"9","author":"Mallory"}}',
        '{"table":"step:0000000001","record":{"id":"1","changed":"9"}}',
        '{"table":"cable:X","record":{"id":5,"changed":"9"}}',
        '{"table":"cable:X","record":{"kind":"annotation","id":"1","changed":"9"}}',
        "[" * 100_000,
        "{}",
    ]
    parcel = bundle.read("\n".join([bundle.HEAD, *hostile]))
    assert parcel.records == ()
    assert len(parcel.skipped) == len(hostile)
    assert apply.merge(ann, parcel).words == ""
    assert not ann.folder.exists()


def test_records_of_a_kind_we_do_not_know_go_along(ann: Notes, ben: Notes) -> None:
    line = '{"table":"cable:X","record":{"kind":"drawing","id":"d","changed":"2026","strokes":[1,2]}}'
    apply.merge(ann, bundle.read(f"{bundle.HEAD}\n{line}"))
    assert give(ann, ben).counts[Difference.NEW] == 1
    assert '"strokes": [1, 2]' in apply.export(ben)


@pytest.mark.parametrize("side", list(apply.Side))
def test_one_side_can_be_kept_at_once_and_is_settled_for_both(
    ann: Notes, ben: Notes, side: apply.Side
) -> None:
    note = ann.annotate(paragraph(1), "first")
    give(ann, ben)
    ann.edit(note.id, "Ann's view")
    ben.edit(note.id, "Ben's view")
    apply.merge(ann, bundle.read(apply.export(ben)), keep=side)
    kept = "Ann's view" if side is apply.Side.OURS else "Ben's view"
    assert bodies(ann) == [kept]
    assert list(apply.both_sides(ann)) == []
    give(ann, ben)
    assert bodies(ben) == [kept]


def test_backups_and_plain_files_are_merged_like_bundles(ann: Notes, ben: Notes, tmp_path: Path) -> None:
    ann.annotate(paragraph(1), "Ann's")
    bundle_files.save(ann, tmp_path / "bundle")
    tinydb_export.write_plain(ann.storage, tmp_path / "plain.json")
    parcel = bundle_files.load(tmp_path / "bundle")
    for path in (apply.back_up(ann), tmp_path / "plain.json"):
        assert bundle_files.load(path) == parcel
    assert apply.merge(ben, parcel).words == "1 new"
    assert bundle_files.is_bundle(tmp_path / "bundle")
    assert not bundle_files.is_bundle(tmp_path / "plain.json")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\xff")
    with pytest.raises(NotesError, match=r"This is not a notes bundle: it is not UTF-8 text: .*picture\.png"):
        bundle_files.load(path)
