from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.notes import bulk
from reader.notes.codebook import import_plan, operations
from reader.notes.codebook.import_plan import Entry
from reader.notes.codec import encode
from reader.notes.errors import NotesError
from reader.notes.model import Annotation, Code, Target
from reader.notes.repository import Notes
from reader.notes.session import AUTHOR_VARIABLE
from reader.notes.storage.tinydb_storage import JournalStorage
from reader.terminal_text import terminal_safe
from tests.notes.builders import BEIJING, PHNOM_PENH, a_cable, bodies, notes_in, paragraph, words

HOSTILE = [
    "\x1b]0;owned\x07",
    "[bold]x[/]",
    "../../etc/passwd",
    "a\x00b",
    "\ud800",
    "'; drop table notes",
    "x" * 10_000_000,
]


def names(notes: Notes, annotation: Annotation | None) -> list[str]:
    assert annotation is not None
    return [code.name for identity in annotation.codes if (code := notes.code(identity))]


def test_a_note_is_there_again_after_closing(folder: Path) -> None:
    cable = a_cable("The embassy met the minister.", "He promised action.")
    target = words(cable, 2, "promised")
    notes = notes_in(folder)
    made = notes.annotate(target, "Did he?\nSee 07BEIJING7545.")
    notes.close()
    (kept,) = notes_in(folder, author="Ben").for_cable(PHNOM_PENH).annotations
    assert kept == made
    assert kept.author == "Ann"
    assert kept.target == target


def test_notes_come_in_the_order_of_the_text(notes: Notes) -> None:
    cable = a_cable("one two three", "four five")
    notes.annotate(words(cable, 2, "five"), "5")
    notes.annotate(words(cable, 1, "two"), "2")
    notes.annotate(paragraph(2), "¶2")
    notes.annotate(Target(PHNOM_PENH), "cable")
    notes.annotate(words(cable, 1, "three"), "3")
    assert bodies(notes) == ["cable", "2", "3", "¶2", "5"]


def test_an_edit_changes_the_text_and_nothing_else(notes: Notes) -> None:
    made = notes.annotate(paragraph(1), "first")
    notes.set_codes(made.id, ["a"])
    edited = notes.edit(made.id, "second")
    assert (edited.body, edited.created, edited.target) == ("second", made.created, made.target)
    assert names(notes, edited) == ["a"]
    assert edited.changed > made.changed


def test_an_edit_of_anothers_note_says_whose_the_words_are(folder: Path) -> None:
    anns = notes_in(folder, author="Ann")
    note = anns.annotate(paragraph(1), "a")
    bens = notes_in(folder, author="Ben")
    edited = bens.edit(note.id, "b")
    assert (edited.author, edited.editor, edited.last_hand) == ("Ann", "Ben", "Ben")
    assert bens.edit(note.id, "b").changed == edited.changed
    anns.refresh()
    assert anns.edit(note.id, "b").changed == edited.changed, "the same words are no edit"
    assert anns.edit(note.id, "c").last_hand == "Ann"
    anns.undo()
    (note,) = anns.for_cable(PHNOM_PENH).annotations
    assert (note.body, note.last_hand) == ("b", "Ben"), "an undo gives the words back with their writer"


def test_an_edit_is_later_than_the_note_also_when_the_clock_was_set_back(folder: Path) -> None:
    ahead = dt.datetime(2026, 11, 29, tzinfo=dt.UTC)
    made = notes_in(folder, clock=lambda: ahead).annotate(paragraph(1), "first")
    set_back = notes_in(folder, clock=lambda: ahead - dt.timedelta(days=400))
    assert set_back.edit(made.id, "second").changed > ahead


def test_fields_of_a_newer_version_live_through_an_edit(folder: Path) -> None:
    notes = notes_in(folder)
    made = notes.annotate(paragraph(1), "first")
    with TinyDB(folder, storage=JournalStorage) as db:
        db.table(f"cable:{PHNOM_PENH}").update(
            {"mood": "doubtful", "target": encode(made)["target"] | {"page": 3}}
        )
        db.table(f"cable:{PHNOM_PENH}").insert({"kind": "drawing", "id": "d", "strokes": [1, 2]})
    notes.edit(made.id, "second")
    notes.undo()
    notes.close()
    with TinyDB(folder, storage=JournalStorage) as db:
        note, drawing = db.table(f"cable:{PHNOM_PENH}").all()
    assert (note["mood"], note["target"]["page"], note["body"]) == ("doubtful", 3, "first")
    assert drawing == {"kind": "drawing", "id": "d", "strokes": [1, 2]}


def test_a_tag_makes_codes_as_needed_and_joins_the_one_annotation_without_text(notes: Notes) -> None:
    notes.annotate(paragraph(2), "a note of its own")
    first = notes.tag(paragraph(2), ["Trafficking", "children"])
    second = notes.tag(paragraph(2), [" TRAFFICKING ", "police"])
    assert first is not None
    assert second is not None
    assert second.id == first.id
    assert names(notes, second) == ["Trafficking", "children", "police"]
    assert [code.name for code in notes.codes()] == ["children", "police", "Trafficking"]


@pytest.mark.parametrize(("typed", "asked"), [("Straße", "STRASSE"), ("café", "cafe\u0301"), ("a  b", "A b")])
def test_a_code_is_found_whatever_the_case_and_the_unicode_form(notes: Notes, typed: str, asked: str) -> None:
    notes.tag(paragraph(1), [typed])
    found = notes.find_code(asked)
    assert found is not None
    assert found.name == typed


def test_taking_the_last_code_off_removes_the_annotation(notes: Notes) -> None:
    notes.tag(paragraph(1), ["a", "b"])
    assert names(notes, notes.tag(paragraph(1), [], ["A"])) == ["b"]
    assert notes.tag(paragraph(1), [], ["b", "never used"]) is None
    assert notes.for_cable(PHNOM_PENH).annotations == ()
    assert notes.counts() == {}


def test_words_and_their_paragraph_are_different_targets(notes: Notes) -> None:
    cable = a_cable("one two")
    notes.tag(words(cable, 1, "one"), ["a"])
    notes.tag(paragraph(1), ["b"])
    assert len(notes.for_cable(PHNOM_PENH).annotations) == 2


def test_a_link_is_seen_from_both_sides(notes: Notes) -> None:
    link = notes.link(paragraph(2), paragraph(4, BEIJING), "supports", "same ring")
    notes.edit_link(link.id, "contradicts", "")
    here, there = notes.for_cable(PHNOM_PENH), notes.for_cable(BEIJING)
    (kept,) = here.outgoing
    assert there.incoming == (kept,)
    assert (kept.relation, kept.comment) == ("contradicts", "")
    assert not here.incoming
    assert not there.outgoing
    notes.delete(link.id)
    assert notes.for_cable(BEIJING).incoming == ()


def test_counts_and_usage_follow_every_change(notes: Notes) -> None:
    note = notes.annotate(paragraph(1), "x")
    notes.tag(paragraph(1), ["a", "b"])
    notes.tag(paragraph(1, BEIJING), ["a"])
    notes.link(paragraph(1), paragraph(1, BEIJING), "cites")
    assert notes.counts() == {PHNOM_PENH: 4, BEIJING: 1}
    usage = {code.name: notes.usage().get(code.id, 0) for code in notes.codes()}
    assert usage == {"a": 2, "b": 1}
    notes.delete(note.id)
    assert notes.counts()[PHNOM_PENH] == 3


def test_something_that_is_gone_cannot_be_edited(notes: Notes) -> None:
    note = notes.annotate(paragraph(1), "x")
    notes.delete(note.id)
    for act in (
        lambda: notes.edit(note.id, "y"),
        lambda: notes.delete(note.id),
        lambda: notes.delete("no id"),
    ):
        with pytest.raises(NotesError, match="note no longer exists"):
            act()


def test_the_author_is_the_variable_else_the_setting_else_the_login(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(AUTHOR_VARIABLE, raising=False)
    monkeypatch.setenv("LOGNAME", "login")
    assert Notes.open(folder).author == "login"
    notes = Notes.open(folder)
    notes.set_author("Ann Example")
    notes.close()
    assert Notes.open(folder).author == "Ann Example"
    monkeypatch.setenv(AUTHOR_VARIABLE, "Variable")
    assert Notes.open(folder).author == "Variable"
    assert Notes.open(folder, author="Told").author == "Told"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("half \ud800 pair", "cannot contain control characters or invalid Unicode"),
        ("nul \x00", "cannot contain control characters or invalid Unicode"),
        ("line\nline", "cannot contain control characters or invalid Unicode"),
        ("x" * 1001, "can have at most 1,000 characters"),
    ],
    ids=["surrogate", "nul", "newline", "long"],
)
def test_a_name_that_is_not_plain_text_is_refused_everywhere(folder: Path, name: str, sentence: str) -> None:
    notes = notes_in(folder)
    note = notes.annotate(paragraph(1), "a")
    code = operations.create(notes, "plain")
    acts: dict[str, Callable[[], object]] = {
        "create": lambda: operations.create(notes, name),
        "rename": lambda: operations.rename(notes, code.id, name),
        "alias": lambda: operations.set_aliases(notes, code.id, [name]),
        "split": lambda: operations.split(notes, code.id, name, []),
        "tag": lambda: notes.tag(paragraph(1), [name]),
        "codes": lambda: notes.set_codes(note.id, ["plain", name]),
        "tag many": lambda: bulk.tag(notes, [paragraph(1), paragraph(2)], [name]),
        "author": lambda: notes.set_author(name),
    }
    for act in acts.values():
        with pytest.raises(NotesError, match=sentence):
            act()
    assert ([code.name for code in notes.codes()], bodies(notes)) == (["plain"], ["a"])
    taken = import_plan.import_entries(notes, [Entry(name), Entry("visas", aliases=(name, "entry"))])
    assert taken.words == "1 new"
    assert len(taken.remarks) == 2
    assert notes.undo() == "import of a codebook (1 new)"
    assert [code.name for code in notes.codes()] == ["plain"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_out_as_it_went_in(folder: Path, text: str) -> None:
    notes = notes_in(folder)
    target = Target(text[:50], quote=None, number=1, ordinal=1)
    notes.annotate(target, text)
    name = terminal_safe(text[:50])  # names must be plain text, unlike everything else
    notes.tag(target, [name])
    notes.link(target, target, text[:50], text)
    notes.close()
    notes = notes_in(folder)
    own = notes.for_cable(target.mrn)
    assert {note.body for note in own.annotations} == {text, ""}
    assert own.outgoing[0].comment == text
    assert own.incoming == own.outgoing
    assert notes.codes()[0].name == name.strip()
    assert {path.parent for path in folder.rglob("*.jsonl")} == {folder}
    assert notes.warnings == ()


def test_ten_thousand_codes_on_one_paragraph(folder: Path) -> None:
    notes = notes_in(folder)
    notes.tag(paragraph(1), [f"code {n}" for n in range(10_000)])
    notes.close()
    notes = notes_in(folder)
    assert len(notes.for_cable(PHNOM_PENH).annotations[0].codes) == 10_000
    assert len(notes.codes()) == len(notes.usage()) == 10_000
    notes.undo()
    assert notes.codes() == ()


def test_two_windows_see_each_other(folder: Path) -> None:
    one, two = notes_in(folder), notes_in(folder, author="Ben")
    note = one.annotate(paragraph(1), "from one")
    assert two.refresh()
    assert not two.refresh()
    assert bodies(two) == ["from one"]
    two.edit(note.id, "by two")
    two.tag(paragraph(1, BEIJING), ["ring"])
    one.annotate(paragraph(2), "again one")
    assert bodies(one) == ["by two", "again one"]
    assert [code.name for code in one.codes()] == ["ring"]
    assert one.counts() == {PHNOM_PENH: 2, BEIJING: 1}
    two.refresh()
    assert two.counts() == one.counts()


def test_a_large_store_answers_before_it_is_indexed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.notes.queries.index_builder.SMALL", 0)
    notes = notes_in(folder)
    notes.link(paragraph(1), paragraph(4, BEIJING), "cites")
    note = notes.annotate(paragraph(1), "x")
    notes.close()
    monkeypatch.setattr(
        "reader.notes.queries.index_builder.BackgroundIndex.is_ready", property(lambda self: False)
    )
    notes = notes_in(folder)
    assert len(notes.for_cable(BEIJING).incoming) == 1
    notes.edit(note.id, "y")
    assert notes.counts() == {PHNOM_PENH: 2}


def test_the_documents_are_plain_and_readable(folder: Path) -> None:
    notes = notes_in(folder)
    notes.annotate(words(a_cable("The minister agreed."), 1, "minister"), "Which?")
    line = json.loads((folder / "journal-000001.jsonl").read_text().splitlines()[1])
    document = line["put"][f"cable:{PHNOM_PENH}"]["1"]
    assert document["kind"] == "annotation"
    assert document["target"]["quote"] == {"exact": "minister", "prefix": "The ", "suffix": " agreed."}
    assert document["body"] == "Which?"
    assert "deleted" not in document


def test_the_codebook_tells_names_from_aliases() -> None:
    from reader.notes.codes import Codebook

    now = dt.datetime.now(dt.UTC)
    one = Code(id="1", author="", created=now, changed=now, name="Trafficking", aliases=("TIP",))
    two = Code(id="2", author="", created=now, changed=now, name="tip")
    book = Codebook([one, two])
    assert book.find("Tip") == two
    assert book.find("trafficking") == one
