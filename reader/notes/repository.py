"""The notes of a library: everything the user adds, saved the moment it is added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from reader.notes.codec import decode, encode
from reader.notes.lookup import Lookup
from reader.notes.model import Annotation, CrossReference, Record, Target
from reader.notes.queries.index import table_of, texts
from reader.notes.session import SETTINGS, R
from reader.notes.storage.disk import Disk
from reader.notes.storage.tinydb_storage import JournalStorage
from reader.notes.transaction import Transaction
from reader.notes.undo.step_wording import describe_record, describe_tagging, target_text


class Notes(Lookup):
    """The repository. May be used from several threads; several processes may have one folder open.

    Every method that changes something returns when the change is on the disk, and raises NotesError,
    with nothing changed, when it could not be saved or when there is no such record.
    """

    @classmethod
    def open(
        cls, folder: Path, *, author: str | None = None, default_author: str = "", disk: Disk | None = None
    ) -> Notes:
        """Open the notes in a folder; an absent one is made at the first change. Raises NotesError.

        ``author``: who writes, else ``$CABLES_AUTHOR``, else what was set, else
        ``default_author``, else the login name.
        Costs reading the files, not decoding them; the index of a large store is built in the background.
        """
        database = TinyDB(folder, storage=JournalStorage, disk=disk)
        storage = database.storage
        assert isinstance(storage, JournalStorage)
        return cls(storage, author, default_author)

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
        with self.transaction() as transaction:
            if "1" in transaction.docs(SETTINGS):
                transaction.edit(SETTINGS, "1", author=name)
            else:
                transaction.insert(SETTINGS, {"author": name})
        self._author = name

    def refresh(self) -> bool:
        """Look what other processes have saved; True when something changed. Cheap when nothing did."""
        with self._guard:
            news = self._storage.refresh()
            self._take_changes()
            return news

    # -- annotations ---------------------------------------------------------------------------------

    def annotate(self, target: Target, body: str) -> Annotation:
        """A new note on the target."""
        with self.transaction(f"note on {target_text(target)}") as transaction:
            note = Annotation(**self.new_fields(transaction), target=target, body=body)
            transaction.insert(table_of(target.mrn), encode(note))
        return note

    def edit(self, identity: str, body: str) -> Annotation:
        """Another text for a note; all else stays."""
        with self.transaction() as transaction:
            table, number, note = self.live_record(identity, Annotation)
            transaction.words = f"edit of the note on {target_text(note.target)}"
            transaction.edit(table, number, body=body or None)
            return _after(transaction, table, number, Annotation)

    def tag(self, target: Target, add: Sequence[str], remove: Sequence[str] = ()) -> Annotation | None:
        """Put codes on the target and take codes off, by name; unknown names to put on become codes.

        The codes join the author's annotation without text on exactly that target, or make it; taking
        the last one off removes it. Gives that annotation, or None when there is none afterwards.
        """
        with self.transaction(describe_tagging(target, add, remove)) as transaction:
            gone = {code.id for name in remove for code in self.codebook().named(name)}
            self.change_codes(transaction, target, self.code_ids(transaction, add), gone)
            return self._own_coding(transaction, target)

    def set_codes(self, identity: str, names: Sequence[str]) -> Annotation | None:
        """Exactly these codes for an annotation; None when neither text nor code is left of it."""
        with self.transaction() as transaction:
            table, number, note = self.live_record(identity, Annotation)
            transaction.words = f"codes of the note on {target_text(note.target)}"
            assign_codes(transaction, table, number, self.code_ids(transaction, names))
            left = decode(transaction.docs(table)[number])
            return left if isinstance(left, Annotation) and not left.deleted else None

    # -- links ---------------------------------------------------------------------------------------

    def link(self, source: Target, target: Target, relation: str, comment: str = "") -> CrossReference:
        """A link from a cable, paragraph or words to another, held or not."""
        with self.transaction(f"link from {target_text(source)} to {target_text(target)}") as transaction:
            link = CrossReference(
                **self.new_fields(transaction),
                source=source,
                target=target,
                relation=relation,
                comment=comment,
            )
            transaction.insert(table_of(source.mrn), encode(link))
        return link

    def edit_link(self, identity: str, relation: str, comment: str) -> CrossReference:
        """Another relation and comment for a link."""
        with self.transaction() as transaction:
            table, number, link = self.live_record(identity, CrossReference)
            transaction.words = (
                f"edit of the link from {target_text(link.source)} to {target_text(link.target)}"
            )
            transaction.edit(table, number, relation=relation, comment=comment or None)
            return _after(transaction, table, number, CrossReference)

    def delete(self, identity: str) -> None:
        """Mark a note or a link as deleted."""
        with self.transaction() as transaction:
            table, number, record = self.live_record(identity, Record)
            transaction.words = f"deletion of {describe_record(record)}"
            transaction.edit(table, number, deleted=True)

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

    def change_codes(
        self, transaction: Transaction, target: Target, given: Sequence[str], gone: set[str]
    ) -> bool:
        """Put codes on a target and take codes off, by id, as ``tag`` says; True when something changed."""
        table = table_of(target.mrn)
        before = transaction.docs(table).copy()
        mine: str | None = None
        for number, document in before.items():
            if not _is_coding(document, target):
                continue
            if document.get("author") == self.author and mine is None:
                mine = number
            codes = texts(document.get("codes"))
            if not gone.isdisjoint(codes):
                assign_codes(transaction, table, number, [code for code in codes if code not in gone])
        if given and mine is None:
            transaction.insert(
                table, encode(Annotation(**self.new_fields(transaction), target=target, codes=tuple(given)))
            )
        elif mine is not None and given:
            transaction.edit(table, mine, deleted=None)
            assign_codes(
                transaction, table, mine, [*texts(transaction.docs(table)[mine].get("codes")), *given]
            )
        return transaction.docs(table) != before

    def _own_coding(self, transaction: Transaction, target: Target) -> Annotation | None:
        for document in transaction.docs(table_of(target.mrn)).values():
            if _is_coding(document, target) and document.get("author") == self.author:
                held = decode(document)
                return held if isinstance(held, Annotation) else None
        return None


def assign_codes(transaction: Transaction, table: str, number: str, codes: Sequence[str]) -> None:
    """Exactly these codes for an annotation; one with neither codes nor text is marked as deleted."""
    codes = list(dict.fromkeys(codes))
    gone = True if not codes and not transaction.docs(table)[number].get("body") else None
    transaction.edit(table, number, codes=codes or None, deleted=gone)


def _after(transaction: Transaction, table: str, number: str, kind: type[R]) -> R:
    """The record as the work left it."""
    record = decode(transaction.docs(table)[number])
    assert isinstance(record, kind)
    return record


def _is_coding(document: Mapping[str, Any], target: Target) -> bool:
    """True for a live annotation without text on exactly this target."""
    if document.get("kind") != "annotation" or document.get("deleted") or document.get("body"):
        return False
    place = document.get("target")
    if not isinstance(place, dict):
        return False
    return (place.get("mrn"), place.get("ordinal"), place.get("start"), place.get("end")) == (
        target.mrn,
        target.ordinal,
        target.start,
        target.end,
    )
