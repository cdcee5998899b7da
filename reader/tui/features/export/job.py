"""An export as the user has put it together: looked at first, then carried out. For threads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import CablesError
from reader.export.dossier.dossier_file import STEM, made, write_dossier
from reader.export.file_names import SUFFIX
from reader.export.folder.project_file import Project, load_project, save_project
from reader.export.styles.choice import style_named
from reader.export.writer import PageOutcome
from reader.joined.exporting import exporter_for
from reader.joined.protected import protection_for

if TYPE_CHECKING:
    from reader.export.exporter import Exporter
    from reader.workspace import Workspace

DOCUMENTS = {"html": "one HTML page", "docx": "one DOCX file"}
"""The styles that put everything into one document."""


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
    treatment: str = ""
    """What happens to protected names; empty: not decided yet."""

    @property
    def folder(self) -> Path | None:
        """The folder, if it is written into one that remembers its export."""
        is_file = self.style in DOCUMENTS or (self.target.suffix == SUFFIX and not self.target.is_dir())
        return None if is_file else self.target


def remembered(job: Job) -> Job:
    """The job with what its folder remembers about protected names. Raises ExportError."""
    known = load_project(job.folder) if job.folder and not job.treatment else None
    return replace(job, treatment=known.protected) if known else job


def outcomes(workspace: Workspace, job: Job, *, preview: bool) -> list[PageOutcome]:
    """Carry it out, or with ``preview`` only see what would be done.

    Raises ProtectedNames if there are protected names and nobody has decided about them, and CablesErrors.
    """
    is_document = job.style in DOCUMENTS
    exporter = exporter_for(workspace, "plain" if is_document else job.style, code=job.code)
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
        path = job.target
        if path.is_dir() or not path.suffix:
            path /= f"{STEM}.{job.style}"
        dossier = exporter.dossier(job.mrns, path.stem if path.stem != STEM else "Notes on cables")
        return [write_dossier(path, made(dossier, job.style), preview=preview)] if dossier.cables else []
    style_named(job.style)
    if job.folder is None:
        return [exporter.to_file(job.target, job.mrns, preview=preview)]
    return exporter.to_folder(job.folder, job.mrns, preview=preview)


def _remember(folder: Path, job: Job) -> None:
    """What a folder has been told once stays, but for what was not said then."""
    known = load_project(folder)
    if known is None:
        cables: Sequence[str] = (job.query,) if job.query else job.mrns or ()
        save_project(folder, Project(tuple(cables), job.code, job.style, protected=job.treatment))
    elif job.treatment and not known.protected:
        save_project(folder, replace(known, protected=job.treatment))
