"""The notes of a library: everything the user adds, saved at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from reader.notes.codec import decode, encode
from reader.notes.codes import check_name
from reader.notes.lookup import Lookup
from reader.notes.model import Annotation, CrossReference, Record, Target
from reader.notes.queries.index import table_of, texts
from reader.notes.session import SETTINGS, R
from reader.notes.storage.disk import Disk
from reader.notes.storage.tinydb_storage import JournalStorage
from reader.notes.transaction import Transaction
from reader.notes.undo.step_wording import describe_record, describe_tagging, target_text


class Notes(Lookup):
    """The repository. Safe to use from several threads, and with the folder open in several processes.

    Every method that changes something returns when the change is on disk. It raises NotesError, with nothing
    changed, if the change could not be saved or if there is no such record.
    """

    @classmethod
    def open(
        cls, folder: Path, *, author: str | None = None, disk: Disk | None = None, read_only: bool = False
    ) -> Notes:
        """Open the notes in a folder, which is created with the first change. Raises NotesError.

        ``author``: the author of new notes; by default ``$CABLES_AUTHOR``, the author that was set,
        that of the config file, or the login name. Reads the files without decoding them; the index of a
        large store is built in the background. ``read_only``: changes raise NotesError.
        """
        database = TinyDB(folder, storage=JournalStorage, disk=disk, read_only=read_only)
        storage = database.storage
        assert isinstance(storage, JournalStorage)
        return cls(storage, author)

    def close(self) -> None:
        """Close the files. All changes are already saved."""
        self._index.close()
        self._history.windows.close()
        self._storage.close()

    # -- about the store ------------ ---------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """The folder of the notes."""
        return self._storage.folder

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the user must know about the store, in sentences: damage, losses, no permission to write."""
        return self._storage.warnings

    @property
    def warnings_for_readers(self) -> tuple[str, ...]:
        """The warnings that matter to somebody who only reads: without missing permissions to write."""
        return self._storage.warnings_for_readers

    @property
    def read_only(self) -> bool:
        """True if nothing can be changed here."""
        return self._storage.read_only

    def set_author(self, name: str) -> None:
        """Set the author of new notes; existing notes keep theirs. Raises NotesError."""
        check_name(name, "The name of an author")
        with self.transaction() as transaction:
            if "1" in transaction.docs(SETTINGS):
                transaction.edit(SETTINGS, "1", author=name)
            else:
                transaction.insert(SETTINGS, {"author": name})
        self._author = name

    def refresh(self) -> bool:
        """Read what other processes have saved; True if there was anything. Cheap if not."""
        with self._guard:
            news = self._storage.refresh()
            self._take_changes()
            return news

    # -- annotations ---------------------------------------------------------------------------------

    def annotate(self, target: Target, body: str) -> Annotation:
        """Add a note to the target."""
        with self.transaction(f"note on {target_text(target)}") as transaction:
            note = Annotation(**self.new_fields(transaction), target=target, body=body)
            transaction.insert(table_of(target.mrn), encode(note))
        return note

    def edit(self, identity: str, body: str) -> Annotation:
        """Change the text of a note."""
        with self.transaction() as transaction:
            table, number, note = self.live_record(identity, Annotation)
            transaction.words = f"edit of the note on {target_text(note.target)}"
            transaction.edit(table, number, body=body or None)
            return _after(transaction, table, number, Annotation)

    def tag(self, target: Target, add: Sequence[str], remove: Sequence[str] = ()) -> Annotation | None:
        """Add codes to the target and remove codes, by name; unknown names to add become new codes.

        The codes are added to the author's annotation without text on exactly that target, which is created
        if needed; removing its last code deletes it. Returns that annotation, or None if there is none.
        """
        with self.transaction(describe_tagging(target, add, remove)) as transaction:
            removed = {code.id for name in remove for code in self.codebook().named(name)}
            self.change_codes(transaction, target, self.code_ids(transaction, add), removed)
            return self._own_coding(transaction, target)

    def set_codes(self, identity: str, names: Sequence[str]) -> Annotation | None:
        """Replace the codes of an annotation; returns None if it has neither text nor codes left."""
        with self.transaction() as transaction:
            table, number, note = self.live_record(identity, Annotation)
            transaction.words = f"codes of the note on {target_text(note.target)}"
            assign_codes(transaction, table, number, self.code_ids(transaction, names))
            after = decode(transaction.docs(table)[number])
            return after if isinstance(after, Annotation) and not after.deleted else None

    # -- links ---------------------------------------------------------------------------------------

    def link(self, source: Target, target: Target, relation: str, comment: str = "") -> CrossReference:
        """Link a cable, paragraph or words to another; the cables need not be in the library."""
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
        """Change the relation and comment of a link."""
        with self.transaction() as transaction:
            table, number, link = self.live_record(identity, CrossReference)
            transaction.words = (
                f"edit of the link from {target_text(link.source)} to {target_text(link.target)}"
            )
            transaction.edit(table, number, relation=relation, comment=comment or None)
            return _after(transaction, table, number, CrossReference)

    def delete(self, identity: str) -> None:
        """Delete a note or link: it is marked as deleted."""
        with self.transaction() as transaction:
            table, number, record = self.live_record(identity, Record)
            transaction.words = f"deletion of {describe_record(record)}"
            transaction.edit(table, number, deleted=True)

    # -- undo and redo -------------------------------------------------------------------------------

    def undo(self) -> str | None:
        """Undo the last step of this window, or of one before it; returns its wording, None if there is none.

        Raises UndoRefused, with nothing undone, if somebody has changed the same records since, or if the
        last step was made in another window that is still open.
        """
        return self.step(back=True)

    def redo(self) -> str | None:
        """Redo the step undone last, unless something was changed since; otherwise like ``undo``."""
        return self.step(back=False)

    def last_elsewhere(self) -> str | None:
        """The last step, if another window made it: ``undo`` leaves it alone."""
        with self.guard:
            return self._history.elsewhere()

    # -- inside --------------------------------------------------------------------------------------

    def change_codes(
        self, transaction: Transaction, target: Target, added: Sequence[str], removed: set[str]
    ) -> bool:
        """Add and remove codes of a target, by id, as ``tag`` does; True if anything changed."""
        table = table_of(target.mrn)
        before = transaction.docs(table).copy()
        mine: str | None = None
        for number, document in before.items():
            if not _is_coding(document, target):
                continue
            if document.get("author") == self.author and mine is None:
                mine = number
            codes = texts(document.get("codes"))
            if not removed.isdisjoint(codes):
                assign_codes(transaction, table, number, [code for code in codes if code not in removed])
        if added and mine is None:
            transaction.insert(
                table, encode(Annotation(**self.new_fields(transaction), target=target, codes=tuple(added)))
            )
        elif mine is not None and added:
            transaction.edit(table, mine, deleted=None)
            assign_codes(
                transaction, table, mine, [*texts(transaction.docs(table)[mine].get("codes")), *added]
            )
        return transaction.docs(table) != before

    def _own_coding(self, transaction: Transaction, target: Target) -> Annotation | None:
        for document in transaction.docs(table_of(target.mrn)).values():
            if _is_coding(document, target) and document.get("author") == self.author:
                record = decode(document)
                return record if isinstance(record, Annotation) else None
        return None


def assign_codes(transaction: Transaction, table: str, number: str, codes: Sequence[str]) -> None:
    """Replace the codes of an annotation; without codes and text it is marked as deleted."""
    codes = list(dict.fromkeys(codes))
    deleted = True if not codes and not transaction.docs(table)[number].get("body") else None
    transaction.edit(table, number, codes=codes or None, deleted=deleted)


def _after(transaction: Transaction, table: str, number: str, kind: type[R]) -> R:
    """The record after the change."""
    record = decode(transaction.docs(table)[number])
    assert isinstance(record, kind)
    return record


def _is_coding(document: Mapping[str, Any], target: Target) -> bool:
    """True for an annotation without text on exactly this target, unless it is deleted."""
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
