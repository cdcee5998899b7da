"""The workspace: a library and the notes on its cables, opened together. Here the parts are wired."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from reader import paths
from reader.errors import CablesError, UnknownCable
from reader.library.errors import no_library
from reader.library.library import FILE, Library
from reader.opening_errors import explain_os_errors

if TYPE_CHECKING:  # the first rows of the list wait neither for the parser nor for export and notes
    import tempfile

    from reader.cable.model import Cable
    from reader.export.verify.checker import CableSource
    from reader.export.writer import PageOutcome
    from reader.library.ingest.import_report import ImportOptions, ImportReport
    from reader.library.query.tree import Field
    from reader.notes.repository import Notes

NOTES = "notes"
"""The notes' folder inside the library's."""
KEPT = 32
"""Cables kept parsed; walking back and forth among as many costs nothing."""
NEAREST = 5
"""Numbers offered where the one asked for is not held."""
YEARS = range(1966, 2031)
"""The years tried for a number written without one."""


class Workspace:
    """A library with its notes. May be used from several threads."""

    def __init__(self, library: Library, notes_folder: Path, title: str) -> None:
        self.library, self.notes_folder = library, notes_folder
        library.merged_names = self.merged_names
        self.title = title
        """What the user calls it: ``library``, ``samples``, or the names of what was opened."""
        self._notes: Notes | None = None
        self.on_notes_opened: Callable[[Notes], None] = lambda notes: None  # called once, to print warnings
        self._read_only = False
        self._closed = False
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._guard = threading.Lock()
        self._parsed: OrderedDict[int, Cable] = OrderedDict()

    # -- opening -------------------------------------------------------------------------------------

    @classmethod
    def open(cls, folder: Path | None = None) -> Workspace:
        """The user's own library, or the one in this folder. Raises CablesError."""
        home = folder or paths.library_home()
        if home == paths.samples_home():
            return cls.samples()
        with explain_os_errors(home):
            return cls(Library.open(home), home / NOTES, "library" if folder is None else str(folder))

    @classmethod
    def to_read_only(cls, folder: Path | None = None) -> Workspace:
        """The same, which must exist; neither cables nor notes can be changed. Raises CablesError."""
        home = folder or paths.library_home()
        if home == paths.samples_home():
            cls.samples().close()
        with explain_os_errors(home):
            library = Library.open(home, read_only=True)
            workspace = cls(library, home / NOTES, "library" if folder is None else str(folder))
        workspace._read_only = True
        return workspace

    @classmethod
    def existing(cls, folder: Path | None = None, *, notes_only: bool = False) -> Workspace:
        """The library in this folder, or the user's own, without creating one.

        Where there are notes but no library, or with ``notes_only``, the library is empty. Raises
        NoLibraryError and other CablesErrors.
        """
        home = folder or paths.library_home()
        if home == paths.samples_home() or (home / FILE).exists():
            return cls.open(folder)
        if not notes_only and not (home / NOTES).is_dir():
            raise no_library(home / FILE)
        with explain_os_errors(home):
            return cls(Library.temporary(), home / NOTES, "library" if folder is None else str(folder))

    @classmethod
    def samples(cls) -> Workspace:
        """The five cables that ship, as a library of their own whose notes last. Raises CablesError."""
        home = paths.samples_home()
        with explain_os_errors(home):
            shipped = paths.shipped("samples")
            library = Library.open(home)
            workspace = cls(library, home / NOTES, "samples")
            try:
                expected = {path.stem for path in shipped.glob("*.txt")}
                if library.present(expected) != expected:
                    workspace.import_paths([shipped])
            except BaseException:
                workspace.close()
                raise
            return workspace

    @classmethod
    def reading(
        cls,
        sources: Sequence[str | os.PathLike[str]],
        *,
        folder: Path | None = None,
        **options: Unpack[ImportOptions],
    ) -> Workspace:
        """The cables of these files and folders, without an import; notes go to the user's own notes.

        ``folder`` is the library whose notes they are. Raises NoCableFound where no cable is found, and
        CablesError.
        """
        home = folder or paths.library_home()
        with explain_os_errors(home):
            library = Library.temporary()
            title = ", ".join(Path(source).name or str(source) for source in sources)
            workspace = cls(library, home / NOTES, title)
            try:
                report = workspace.import_paths(sources, **options)
                if not report.added and not report.cancelled:
                    from reader.library.ingest.import_report import no_cable_found

                    raise no_cable_found(report, sources)
            except BaseException:
                workspace.close()
                raise
            return workspace

    @property
    def notes(self) -> Notes:
        """The notes; opened when first asked for, as reading a cable may do without. Raises NotesError."""
        with self._guard:
            if self._closed:
                raise CablesError("The library is closed", where=self.title)
            if self._notes is None:
                from reader.notes.repository import Notes  # TinyDB: some 15 ms

                self._notes = Notes.open(self.notes_folder, read_only=self._read_only)
                self.on_notes_opened(self._notes)
            return self._notes

    def use_scratch_notes(self) -> None:
        """Work on a copy of the notes, which is deleted when the workspace is closed."""
        import shutil
        import tempfile

        self._scratch = tempfile.TemporaryDirectory(prefix="cables-")
        copy = Path(self._scratch.name) / NOTES
        with explain_os_errors(self.notes_folder):
            if self.notes_folder.exists():
                shutil.copytree(self.notes_folder, copy)
        self.notes_folder = copy

    def close(self) -> None:
        """Close the library and the notes; a second time does nothing. Everything changed is long saved."""
        with self._guard:
            closed, self._closed = self._closed, True
            notes, self._notes = self._notes, None
        if notes is not None:
            notes.close()
        if not closed:
            self.library.close()
        if self._scratch is not None:
            self._scratch.cleanup()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- cables --------------------------------------------------------------------------------------

    def cable(self, mrn: str, *, version: int | None = None) -> Cable | None:
        """The cable of this number, read; None where it is not held.

        The version that the library shows, or the one of this id. Some 2 ms, or a tenth of one where it was
        read lately.
        """
        if version is None:
            row = self.library.row(mrn)
            if row is None:
                return None
            version = row.id
        with self._guard:
            if cable := self._parsed.get(version):
                self._parsed.move_to_end(version)
                return cable
        stored = self.library.version(version)
        if stored is None:
            return None
        from reader.library.stored_cable import parse_stored  # with the parser some 50 ms

        cable = parse_stored(stored)
        with self._guard:
            self._parsed[stored.id] = cable
            while len(self._parsed) > KEPT:
                self._parsed.popitem(last=False)
        return cable

    def mrn_of(self, text: str) -> str:
        """The number of the held cable that is meant by what a user typed or pasted.

        A number without a year is taken where only one held cable has it; several are offered, not guessed
        between. Raises UnknownCable.
        """
        if found := self.library.resolve(text):
            return found
        from reader.cable.mrn import canonical

        # With a year in it the number is the same whichever is offered.
        years = YEARS[:1] if canonical(text) else YEARS
        written = {number for year in years if (number := canonical(text, year=year))}
        held = sorted(self.library.present(written))
        if len(held) == 1:
            return held[0]
        if held:
            raise UnknownCable(text, held, several=True)
        raise UnknownCable(text, self._nearest(canonical(text) or text))

    def _nearest(self, text: str) -> list[str]:
        """Held numbers that begin most like the text, the likest first. Some few look-ups."""
        typed = "".join(text.split()).upper()[:64]
        for length in range(len(typed), 1, -1):
            start = typed[:length]
            if similar := [row.mrn for row in self.library.with_number_prefix(start, 200)]:
                import difflib  # some 5 ms, for mistakes only

                return difflib.get_close_matches(typed, similar, NEAREST, cutoff=0.5)
        return []

    def import_paths(
        self, sources: Iterable[str | os.PathLike[str]], **options: Unpack[ImportOptions]
    ) -> ImportReport:
        """Bring cables into the library; options as for ``reader.library.ingest.importer.import_paths``."""
        from reader.library.ingest.importer import import_paths  # the readers of all containers: some 20 ms

        return import_paths(self.library, sources, **options)

    def about_notes(self, field: Field) -> Collection[str]:
        """The numbers of the cables that a field about notes asks for, for ``Library.listing(notes=)``.

        Raises QueryError and NotesError.
        """
        from reader.joined.note_fields import NoteFields  # only for queries about notes

        return NoteFields(self).numbers(field)

    def merged_names(self) -> list[tuple[str, ...]]:
        """All spellings of each person that the user has merged, the name that is shown first.

        Raises NotesError.
        """
        if self._notes is None and not self.notes_folder.is_dir():
            return []
        from reader.notes.persons.person_lookup import groups, merged_persons

        return groups(merged_persons(self.notes))

    # -- export --------------------------------------------------------------------------------------

    def export(
        self,
        mrns: Iterable[str] | None,
        folder: Path,
        *,
        style: str = "obsidian",
        on_written: Callable[[PageOutcome], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[PageOutcome]:
        """Write the notes on these cables (None: on all that have any) as markdown files in the folder.

        ``on_written`` is called after each file, ``cancelled`` before each. Pages in the folder whose notes
        are gone are reported and left alone. Raises ExportError; files written before it are complete.
        """
        from reader.joined.exporting import exporter_for

        written: list[PageOutcome] = []
        chosen = None if mrns is None else list(mrns)
        for outcome in exporter_for(self, style).to_folder(folder, chosen, cancelled=cancelled):
            written.append(outcome)
            if on_written:
                on_written(outcome)
        return written

    def cable_source(self) -> CableSource:
        """Where ``reader.export.verify`` looks cables up."""
        from reader.joined.export_source import CableSource

        return CableSource(self)
