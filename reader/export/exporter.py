"""Exporting the notes of many cables: to a folder, to one file, or as a preview of either."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader import __version__
from reader.atomic_files import sync_folder
from reader.export.block_ids import block_ids
from reader.export.citation import issued
from reader.export.dossier.dossier_model import Dossier, cable_in_dossier
from reader.export.dossier.stored_cables import StoredCables
from reader.export.export_index import ExportIndex
from reader.export.file_names import file_stem
from reader.export.folder.orphans import orphaned_pages
from reader.export.generated_page import Page
from reader.export.in_pieces.one_file import write_one_file
from reader.export.indexes.index_entries import CableEntry, cable_entries
from reader.export.indexes.index_files import code_stems, unchanged_indexes, vanished_codes, write_indexes
from reader.export.indexes.index_pages import Indexes
from reader.export.page_builder import Material, PageBuilder
from reader.export.page_files import translated_errors
from reader.export.passages import Coded, NotesOfCable
from reader.export.protection.policy import Protection
from reader.export.protection.protect import protect
from reader.export.source.export_source import ExportSource
from reader.export.styles.base import Style
from reader.export.writer import Action, PageOutcome, PagePlan, carry_out, plan_pages
from reader.notes.codes import Codebook
from reader.notes.model import Code

if TYPE_CHECKING:
    from reader.export.templates.page_template import PageTemplate


NO_TIME = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Exporter:
    """Builds pages in one style from one source; knows the codebook and the block ids."""

    source: ExportSource
    style: Style
    codes: Mapping[str, Code]
    ids: Mapping[str, str]
    only: frozenset[str] | None = None
    """Ids of codes: only passages with one of them; None: all."""
    template: PageTemplate | None = None
    protection: Protection = field(default_factory=Protection)

    @classmethod
    def of(
        cls,
        source: ExportSource,
        style: Style,
        *,
        only: frozenset[str] | None = None,
        template: PageTemplate | None = None,
        protection: Protection | None = None,
    ) -> Exporter:
        """Reads all notes once: block ids must be unique among them."""
        protection = protection or Protection()
        codes = {code.id: code for code in protection.codes(source.codes())}
        return cls(source, style, codes, block_ids(source.dated_ids()), only, template, protection)

    @property
    def key(self) -> str:
        """What all pages depend on."""
        only = "" if self.only is None else f" {' '.join(sorted(self.only))}"
        template = f" template {self.template.key}" if self.template else ""
        own = f"{__version__} {self.style.key} {self.source.author()}"
        return f"{own}{only}{template} {self.protection.key}"

    def cables(self, mrns: Sequence[str] | None) -> Sequence[str]:
        """The cables to export of those asked for (None: all), each once."""
        if self.only is None:
            return self.source.cables_with_notes() if mrns is None else list(dict.fromkeys(mrns))
        coded = dict.fromkeys(self.source.cables_with_codes(self.only))
        return [mrn for mrn in (coded if mrns is None else dict.fromkeys(mrns)) if mrn in coded]

    def notes_of(self, mrn: str) -> NotesOfCable:
        """The notes of one cable that are exported."""
        notes = self.source.notes_of(mrn)
        if self.only is None:
            return notes
        coded = (note for note in notes.annotations if not self.only.isdisjoint(note.codes))
        return Coded(tuple(coded))

    def protecting(self, protection: Protection) -> Exporter:
        """The same, with protected names masked or left out."""
        codes = {code.id: code for code in protection.codes(self.codes.values())}
        return replace(self, codes=codes, protection=protection)

    def page(self, mrn: str) -> Page:
        """The page of one cable."""
        return next(map(self._builder.page, self._materials([mrn])))

    @property
    def _builder(self) -> PageBuilder:
        return PageBuilder(self.style, self.codes, self.source.author(), self.template, self.protection)

    def _materials(self, mrns: Sequence[str]) -> Iterator[Material]:
        for held in self.source.cables(mrns):
            notes = self.notes_of(held.mrn)
            known = (note.id for note in (*notes.annotations, *notes.outgoing) if note.id in self.ids)
            yield Material(held, notes, {id_: self.ids[id_] for id_ in known})

    def to_folder(
        self,
        folder: Path,
        mrns: Sequence[str] | None = None,
        *,
        preview: bool = False,
        prune: bool = False,
        indexes: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Iterator[PageOutcome]:
        """Export these cables (None: all with notes), one file each; yields an outcome as each is done.

        With ``preview`` nothing is written and the outcomes say what would be. With None or ``prune``, pages
        left in the folder from notes that are gone are reported last; ``prune`` removes those that nobody
        has edited. ``indexes`` adds index files. Raises ExportError; files before it are complete.
        """
        chosen = self.cables(mrns)
        index = ExportIndex.load(folder.resolve(), self.key)
        try:
            yield from self._export(chosen, folder, index, preview=preview, cancelled=cancelled)
            if indexes and chosen and not (cancelled and cancelled()):
                yield from self._indexes(folder, chosen, index, preview=preview)
        finally:
            if not preview and index.is_changed:
                index.save()
                sync_folder(folder)
        if cancelled and cancelled():
            return
        if (mrns is None or prune) and folder.is_dir():
            noted = {file_stem(mrn) for mrn in (*self.source.cables_with_notes(), *chosen)}
            yield from orphaned_pages(folder.resolve(), noted, prune=prune, preview=preview)
        if indexes:
            codes = Codebook(self.codes.values())
            yield from vanished_codes(folder.resolve(), codes, prune=prune, preview=preview)

    def _export(
        self,
        mrns: Sequence[str],
        folder: Path,
        index: ExportIndex,
        *,
        preview: bool,
        cancelled: Callable[[], bool] | None,
    ) -> Iterator[PageOutcome]:
        fingerprints = {mrn: self.source.fingerprint(mrn) for mrn in mrns}
        unchanged = {
            mrn: path
            for mrn, fingerprint in fingerprints.items()
            if fingerprint and (path := index.unchanged(mrn, fingerprint))
        }
        plans = self._plans(mrns, folder, unchanged, cancelled)
        outcomes = (plan.outcome for plan in plans) if preview else carry_out(plans)
        for mrn, outcome in zip(mrns, outcomes, strict=False):
            fingerprint = fingerprints[mrn]
            if not preview and mrn not in unchanged:
                if fingerprint and outcome.action is not Action.CONFLICT and not outcome.remark:
                    index.record(mrn, fingerprint, outcome.path)
                else:
                    index.forget(mrn)
            yield outcome

    def _plans(
        self,
        mrns: Sequence[str],
        folder: Path,
        unchanged: Mapping[str, Path],
        cancelled: Callable[[], bool] | None,
    ) -> Iterator[PagePlan]:
        stale = [mrn for mrn in mrns if mrn not in unchanged]
        with closing(self._builder.pages(self._materials(stale))) as pages:
            plans = plan_pages(folder, pages)
            for mrn in mrns:
                if cancelled and cancelled():
                    return
                if path := unchanged.get(mrn):
                    yield PagePlan(PageOutcome(mrn, path, Action.UNCHANGED), folder)
                else:
                    yield next(plans)

    def _indexes(
        self, folder: Path, mrns: Sequence[str], index: ExportIndex, *, preview: bool
    ) -> Iterator[PageOutcome]:
        searches = self.source.searches()
        made_of = hashlib.sha256(repr(searches).encode("utf-8", "surrogatepass"))
        for mrn in mrns:
            made_of.update(f"{mrn} {self.source.fingerprint(mrn)}\n".encode("utf-8", "surrogatepass"))
        unchanged = unchanged_indexes(index, made_of.hexdigest())
        if unchanged is not None:
            yield from unchanged
            return
        codebook = Codebook(self.codes.values())
        stems = code_stems(folder.resolve(), codebook)
        protection = self.protection.empty()  # the pages have been counted
        materials = self._materials(mrns)
        missing = ((one, self.source.cites_missing(one.held.mrn)) for one in materials)
        entries = sorted(cable_entries(missing, protection), key=_mrn)
        searches = [replace(line, query=self.protection.query(line.query)) for line in searches]
        pages = Indexes(entries, codebook, searches, self.style, stems)
        yield from write_indexes(folder, pages, index, made_of.hexdigest(), preview=preview)

    def dossier(self, mrns: Sequence[str] | None, title: str) -> Dossier:
        """These cables (None: all with notes) in order of date, for HTML or DOCX: quotations and texts.

        They are kept in a temporary file. Raises ExportError.
        """
        changed = NO_TIME
        made = StoredCables()
        for held in self.source.cables(self.cables(mrns)):
            cable, notes = held.cable(), self.notes_of(held.mrn)
            changed = max([changed, *(note.changed for note in (*notes.annotations, *notes.outgoing))])
            shown = protect(self.protection, held.mrn, cable, notes, whole=True)
            when = (issued(cable)[0] or dt.date.max, held.mrn)
            with translated_errors(Path(tempfile.gettempdir())):
                made.add(when, cable_in_dossier(shown, held.mrn, self.codes, self.ids))
        return Dossier(title, self.source.author(), changed, made)

    def to_file(self, path: Path, mrns: Sequence[str] | None = None, *, preview: bool = False) -> PageOutcome:
        """Export these cables into one file, which is updated like any exported page."""
        return write_one_file(path, self.texts(mrns), preview=preview)

    def texts(self, mrns: Sequence[str] | None = None) -> Iterator[str]:
        """The Markdown of each of these cables, without front matter."""
        pages = map(self._builder.page, self._materials(self.cables(mrns)))
        return (f"{page.heading}\n\n{page.generated}" for page in pages)


def _mrn(entry: CableEntry) -> str:
    return entry.mrn
