"""An export as the user has put it together: looked at first, then carried out. For threads."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import CablesError
from reader.export.dossier.dossier_file import dossier_path, made, title_of, write_dossier
from reader.export.file_names import SUFFIX
from reader.export.folder.project_file import Project, load_project, save_project
from reader.export.styles.choice import style_named
from reader.export.writer import PageOutcome
from reader.joined.exporting import exporter_for
from reader.joined.protection.protected import protection_for
from reader.joined.trail_source import trail_of_query, trail_query
from reader.joined.typed_cables import join_words, mrns_of
from reader.notes.trails.trail_lookup import named_trail
from reader.paths import typed_path
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.export.exporter import Exporter
    from reader.workspace import Workspace

DOCUMENTS = {"html": "one HTML page", "docx": "one DOCX file"}
"""The styles that put everything into one document."""
FEW = 5
"""Remembered words, or MRNs, that are shown."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is exported, how, and where to."""

    target: Path
    """A folder, a file ending in .md, or the file of a document."""
    style: str
    mrns: tuple[str, ...] | None = None
    """None: all cables with notes."""
    query: str = ""
    """What the folder remembers in place of ``mrns``, where they are the result of a query."""
    code: str = ""
    """Only passages with this code, or with one below it."""
    trail: str = ""
    """The cables of the trail with this name, and its stops."""
    treatment: str = ""
    """What happens to protected names; empty: not decided yet."""
    template: Path | None = None
    """The file of a template, for Markdown."""
    citation_keys: bool = False
    index: bool = False
    """Whether a folder gets index files."""

    @property
    def folder(self) -> Path | None:
        """The folder, if it is written into one that remembers its export."""
        is_file = self.style in DOCUMENTS or (self.target.suffix == SUFFIX and not self.target.is_dir())
        return None if is_file else self.target

    @property
    def words(self) -> str:
        """What is done differently than by default: ``only code police · template page.jinja``."""
        names = {"mask": "names masked", "leave-out": "names left out", "keep": "names kept"}
        parts = (
            f"only code {self.code}" if self.code else "",
            f"trail {self.trail}" if self.trail else "",
            f"template {self.template.name}" if self.template else "",
            "cited by key" if self.citation_keys else "",
            "with index files" if self.index else "",
            names.get(self.treatment, ""),
        )
        return " · ".join(filter(None, parts))


def known_project(target: Path) -> Project | None:
    """What a folder remembers; None for one that remembers nothing, and for a file. Raises ExportError."""
    return load_project(target) if target.is_dir() else None


def remembered(workspace: Workspace, known: Project) -> Job:
    """A job with only the cables that a folder remembers. Raises CablesErrors."""
    job, words = Job(Path(), ""), known.cables
    if not words:
        return job
    trail = trail_of_query(workspace, words[0]) if len(words) == 1 else None
    if trail:
        return replace(job, trail=trail.name)
    return replace(job, mrns=tuple(mrns_of(workspace, words)))


def scope_in_words(known: Project) -> str:
    """What a folder remembers to export: ``tag:PHUM police · only code raid``."""
    number = len(known.cables)
    cables = join_words(known.cables) if number <= FEW else count(number, "cable")
    code = f"only code {known.code}" if known.code else ""
    return " · ".join(filter(None, (cables or "everything with notes", code)))


def usual_style(target: Path, known: Project | None, usual: str) -> str:
    """The style the folder remembers, or that the name of a file says; else the usual one."""
    suffix = target.suffix.removeprefix(".").lower()
    if suffix in DOCUMENTS and not target.is_dir():
        return suffix
    return (known.style if known else "") or usual


def with_project(job: Job, known: Project | None, template: str) -> Job:
    """The job as its folder remembers it, but for what it says itself.

    ``template``: that of the settings, for a folder that remembers nothing.
    """
    if job.style in DOCUMENTS:
        return job
    if known is None:
        return replace(job, template=typed_path(template).absolute() if template else None)
    return replace(
        job,
        code=job.code or known.code,
        treatment=job.treatment or known.protected,
        template=_template_of(job.target, known),
        citation_keys=known.citation_keys and job.style == known.style,
        index=known.index,
    )


def _template_of(folder: Path, known: Project) -> Path | None:
    if not known.template:
        return None
    return Path(os.path.normpath(folder.absolute() / typed_path(known.template)))


def outcomes(workspace: Workspace, job: Job, *, preview: bool) -> list[PageOutcome]:
    """Carry it out, or with ``preview`` only see what would be done.

    Raises ProtectedNames if there are protected names and nobody has decided about them, and CablesErrors.
    """
    is_document = job.style in DOCUMENTS
    exporter = exporter_for(
        workspace,
        "plain" if is_document else job.style,
        citation_keys=job.citation_keys,
        code=job.code,
        template=job.template,
        trail=named_trail(workspace.notes, job.trail) if job.trail else None,
    )
    chosen = exporter.cables(job.mrns)
    protection = protection_for(
        workspace, job.treatment or None, chosen, whole=is_document, notes_of=exporter.notes_of
    )
    exporter = exporter.protecting(protection)
    try:
        done = list(_outcomes(exporter, job, preview=preview))
        if done and job.folder and not preview:
            _remember(job.folder, job)
    except OSError as error:
        raise CablesError(
            error.strerror or "The folder cannot be written",
            where=str(job.target),
            advice="Choose another folder.",
        ) from error
    return done


def _outcomes(exporter: Exporter, job: Job, *, preview: bool) -> Iterable[PageOutcome]:
    if job.style in DOCUMENTS:
        path = dossier_path(job.target, job.style)
        dossier = exporter.dossier(job.mrns, job.trail or title_of(path))
        return [write_dossier(path, made(dossier, job.style), preview=preview)] if dossier.cables else []
    style_named(job.style)
    if job.folder is None:
        return [exporter.to_file(job.target, job.mrns, preview=preview)]
    return exporter.to_folder(job.folder, job.mrns, preview=preview, indexes=job.index)


def _remember(folder: Path, job: Job) -> None:
    """What a folder has been told once stays, but for what was not said then."""
    known = load_project(folder)
    if known is None:
        query = trail_query(job.trail) if job.trail else job.query
        cables: Sequence[str] = (query,) if query else job.mrns or ()
        template = os.path.relpath(job.template, folder.absolute()) if job.template else ""
        project = Project(tuple(cables), job.code, job.style, template, protected=job.treatment)
        save_project(folder, project)
    elif job.treatment and not known.protected:
        save_project(folder, replace(known, protected=job.treatment))
