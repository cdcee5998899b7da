"""The notes of a library: everything the user adds, saved the moment it is added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from tinydb import TinyDB

from reader.notes.codec import decode, encode
from reader.notes.desk import SETTINGS, Desk, R
from reader.notes.disk import Disk
from reader.notes.index import mrn_of, table_of
from reader.notes.model import Annotation, Code, CrossReference, Record, Target
from reader.notes.storage import JournalStorage
from reader.notes.wording import named, said, tagging
from reader.notes.work import Work

Linked = TypeVar("Linked", Annotation, CrossReference)


@dataclass(frozen=True, slots=True)
class CableNotes:
    """What there is about one cable; live records in the order of the text."""

    annotations: tuple[Annotation, ...] = ()
    outgoing: tuple[CrossReference, ...] = ()
    incoming: tuple[CrossReference, ...] = ()
    """Links that lead to this cable, also those from itself."""


class Notes(Desk):
    """The repository. May be used from several threads; several processes may have one folder open.

    Every method that changes something returns when the change is on the disk, and raises NotesError,
    with nothing changed, when it could not be saved or when there is no such record.
    """

    @classmethod
    def open(cls, folder: Path, *, author: str | None = None, disk: Disk | None = None) -> Notes:
        """Open the notes in a folder; an absent one is made at the first change. Raises NotesError.

        ``author``: who writes, else ``$CABLES_AUTHOR``, else what was set, else the login name.
        Costs reading the files, not decoding them; the index of a large store is built in the background.
        """
        database = TinyDB(folder, storage=JournalStorage, disk=disk)
        storage = database.storage
        assert isinstance(storage, JournalStorage)
        return cls(storage, author)

    def close(self) -> None:
        """Let go of the files. What was changed is long saved."""
        self._index.close()
        self._history.windows.close()
        self._storage.close()

    # -- what is known about the store ---------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """Where the notes lie."""
        return self._storage.folder

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the user must hear about the store: damage, loss, no leave to write. Sentences."""
        return self._storage.warnings

    @property
    def read_only(self) -> bool:
        """True when nothing can be changed here."""
        return self._storage.read_only

    def set_author(self, name: str) -> None:
        """Say once and for all who writes here; what is written already keeps its author."""
        with self.changing() as work:
            if "1" in work.docs(SETTINGS):
                work.edit(SETTINGS, "1", author=name)
            else:
                work.insert(SETTINGS, {"author": name})
        self._author = name

    @property
    def is_indexed(self) -> bool:
        """False while a large store just opened is still being counted; ``counts`` would wait."""
        return self._index.is_ready

    def refresh(self) -> bool:
        """Look what other processes have saved; True when something changed. Cheap when nothing did."""
        with self._guard:
            news = self._storage.refresh()
            self._absorb()
            return news

    # -- reading -------------------------------------------------------------------------------------

    def for_cable(self, mrn: str) -> CableNotes:
        """The live records about a cable."""
        with self._guard:
            table = table_of(mrn)
            own = self.records(table)
            sources = self._index.incoming(mrn)
            links = [record for source in sources for record in self.records(source)]
        return CableNotes(
            annotations=_in_text_order(record for record in own if isinstance(record, Annotation)),
            outgoing=_in_text_order(record for record in own if isinstance(record, CrossReference)),
            incoming=tuple(
                record for record in links if isinstance(record, CrossReference) and record.target.mrn == mrn
            ),
        )

    def counts(self) -> Mapping[str, int]:
        """Notes, codes and links out per MRN. Waits for the index of a large store just opened."""
        with self._guard:
            return self._copied("counts", self._index.ready().counts)

    def usage(self) -> Mapping[str, int]:
        """Live annotations per code id. Waits for the index like ``counts``."""
        with self._guard:
            return self._copied("usage", self._index.ready().usage)

    def codes(self) -> tuple[Code, ...]:
        """The live codes by name."""
        return self.codebook().codes

    def code(self, identity: str) -> Code | None:
        """The live code with this id."""
        return self.codebook().code(identity)

    def find_code(self, name: str) -> Code | None:
        """The live code of this name or alias, compared case-blind and Unicode-normal."""
        return self.codebook().find(name)

    def annotations(self) -> Iterator[Annotation]:
        """All live annotations, cable by cable in the order of the MRNs. Decodes as it goes."""
        for record in self._everything():
            if isinstance(record, Annotation):
                yield record

    def cross_references(self) -> Iterator[CrossReference]:
        """All live links, in the order of the MRNs they start from. Decodes as it goes."""
        for record in self._everything():
            if isinstance(record, CrossReference):
                yield record

    def links_to(self, mrns: Iterable[str]) -> dict[str, int]:
        """How many cables have links that lead to each of these; those to which none does are left out."""
        with self._guard:
            index = self._index.ready()
            return {mrn: len(tables) for mrn in mrns if (tables := index.incoming(mrn))}

    def find(self, identity: str) -> Record | None:
        """The live record with this id."""
        with self._guard:
            place = self.place(identity)
            record = decode(self._storage.state.docs(place[0])[place[1]]) if place else None
            return record if record and not record.deleted else None

    # -- annotations ---------------------------------------------------------------------------------

    def annotate(self, target: Target, body: str) -> Annotation:
        """A new note on the target."""
        with self.changing(f"note on {said(target)}") as work:
            note = Annotation(**self.new(work), target=target, body=body)
            work.insert(table_of(target.mrn), encode(note))
        return note

    def edit(self, identity: str, body: str) -> Annotation:
        """Another text for a note; all else stays."""
        with self.changing() as work:
            table, number, note = self.held(identity, Annotation)
            work.words = f"edit of the note on {said(note.target)}"
            work.edit(table, number, body=body or None)
            return _after(work, table, number, Annotation)

    def tag(self, target: Target, add: Sequence[str], remove: Sequence[str] = ()) -> Annotation | None:
        """Put codes on the target and take codes off, by name; unknown names to put on become codes.

        The codes join the author's annotation without text on exactly that target, or make it; taking
        the last one off removes it. Gives that annotation, or None when there is none afterwards.
        """
        with self.changing(tagging(target, add, remove)) as work:
            gone = {code.id for name in remove if (code := self.find_code(name))}
            self.retag(work, target, self.code_ids(work, add), gone)
            return self._own_coding(work, target)

    def set_codes(self, identity: str, names: Sequence[str]) -> Annotation | None:
        """Exactly these codes for an annotation; None when neither text nor code is left of it."""
        with self.changing() as work:
            table, number, note = self.held(identity, Annotation)
            work.words = f"codes of the note on {said(note.target)}"
            give(work, table, number, self.code_ids(work, names))
            left = decode(work.docs(table)[number])
            return left if isinstance(left, Annotation) and not left.deleted else None

    # -- links ---------------------------------------------------------------------------------------

    def link(self, source: Target, target: Target, relation: str, comment: str = "") -> CrossReference:
        """A link from a cable, paragraph or words to another, held or not."""
        with self.changing(f"link from {said(source)} to {said(target)}") as work:
            link = CrossReference(
                **self.new(work), source=source, target=target, relation=relation, comment=comment
            )
            work.insert(table_of(source.mrn), encode(link))
        return link

    def edit_link(self, identity: str, relation: str, comment: str) -> CrossReference:
        """Another relation and comment for a link."""
        with self.changing() as work:
            table, number, link = self.held(identity, CrossReference)
            work.words = f"edit of the link from {said(link.source)} to {said(link.target)}"
            work.edit(table, number, relation=relation, comment=comment or None)
            return _after(work, table, number, CrossReference)

    def delete(self, identity: str) -> None:
        """Mark a note or a link as deleted."""
        with self.changing() as work:
            table, number, record = self.held(identity, Record)
            work.words = f"deletion of {named(record)}"
            work.edit(table, number, deleted=True)

    # -- undo and redo -------------------------------------------------------------------------------

    def undo(self) -> str | None:
        """Take back the last step of this window, or of a former one; what it was, None if there is none.

        Raises UndoRefused when somebody changed the same since, or when the last step is of another
        window that is still open; then nothing is taken back.
        """
        return self.step(back=True)

    def redo(self) -> str | None:
        """Do again what was undone last, as long as nothing new was done; like ``undo`` otherwise."""
        return self.step(back=False)

    def last_elsewhere(self) -> str | None:
        """What another window did since the last step of this one, which ``undo`` here leaves alone."""
        with self.guard:
            return self._history.elsewhere()

    # -- inside --------------------------------------------------------------------------------------

    def retag(self, work: Work, target: Target, given: Sequence[str], gone: set[str]) -> bool:
        """Put codes on a target and take codes off, by id, as ``tag`` says; True when something changed."""
        table = table_of(target.mrn)
        before = work.docs(table).copy()
        mine: str | None = None
        for number, document in before.items():
            if not _is_coding(document, target):
                continue
            if document.get("author") == self.author and mine is None:
                mine = number
            codes = document.get("codes", ())
            if not gone.isdisjoint(codes):
                give(work, table, number, [code for code in codes if code not in gone])
        if given and mine is None:
            work.insert(table, encode(Annotation(**self.new(work), target=target, codes=tuple(given))))
        elif mine is not None and given:
            work.edit(table, mine, deleted=None)
            give(work, table, mine, [*work.docs(table)[mine].get("codes", ()), *given])
        return work.docs(table) != before

    def _own_coding(self, work: Work, target: Target) -> Annotation | None:
        for document in work.docs(table_of(target.mrn)).values():
            if _is_coding(document, target) and document.get("author") == self.author:
                held = decode(document)
                return held if isinstance(held, Annotation) else None
        return None

    def _copied(self, what: str, current: Mapping[str, int]) -> Mapping[str, int]:
        """A copy that stays as it is, made once for each state of the notes: a list asks row by row."""
        if what not in self._copies:
            self._copies[what] = MappingProxyType(dict(current))
        return self._copies[what]

    def _everything(self) -> Iterator[Record]:
        for table, docs in self.tables():
            if mrn_of(table) is not None:
                for document in docs.values():
                    record = decode(document)
                    if record and not record.deleted:
                        yield record


def give(work: Work, table: str, number: str, codes: Sequence[str]) -> None:
    """Exactly these codes for an annotation; one with neither codes nor text is marked as deleted."""
    codes = list(dict.fromkeys(codes))
    gone = True if not codes and not work.docs(table)[number].get("body") else None
    work.edit(table, number, codes=codes or None, deleted=gone)


def _after(work: Work, table: str, number: str, kind: type[R]) -> R:
    """The record as the work left it."""
    record = decode(work.docs(table)[number])
    assert isinstance(record, kind)
    return record


def _is_coding(document: Mapping[str, Any], target: Target) -> bool:
    """True for a live annotation without text on exactly this target."""
    if document.get("kind") != "annotation" or document.get("deleted") or document.get("body"):
        return False
    place = document.get("target", {})
    return (place.get("mrn"), place.get("ordinal"), place.get("start"), place.get("end")) == (
        target.mrn,
        target.ordinal,
        target.start,
        target.end,
    )


def _in_text_order(records: Iterable[Linked]) -> tuple[Linked, ...]:
    """By paragraph and place; the whole cable first, then what was made first."""

    def place(record: Linked) -> tuple[int, int, dt.datetime, str]:
        target = record.target if isinstance(record, Annotation) else record.source
        return (
            target.ordinal or 0,
            target.start if target.start is not None else -1,
            record.created,
            record.id,
        )

    return tuple(sorted(records, key=place))
