"""``cables export``: notes as Markdown."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reader.cli.confirm import counted
from reader.cli.context import open_workspace
from reader.cli.output import message, result
from reader.cli.parser_base import MRNS_OR_QUERY, Parser, add_dry_run
from reader.cli.protected import add_protected, say_protected
from reader.cli.query_args import STANDARD_INPUT, select
from reader.config.config_files import load
from reader.errors import ExitCode, UsageError
from reader.export.exporter import Exporter
from reader.export.file_names import SUFFIX
from reader.export.folder.project_file import NAME, Project, load_project, save_project
from reader.export.styles.choice import STYLE_NAMES
from reader.export.writer import Action, PageOutcome
from reader.joined.exporting import exporter_for
from reader.joined.protection.protected import protection_for
from reader.joined.trail_source import trail_of_query, trail_query
from reader.paths import typed_path
from reader.terminal_text import one_line
from reader.workspace import Workspace

STANDARD_OUTPUT = "-"
DOCUMENTS = ("html", "docx")
"""Styles that are one document, not Markdown."""
PLAIN = "plain"
EXPORT_EXAMPLES = """\
  cables export 06PHNOMPENH977
  cables export trafficking --to notes
  cables export --all --to ~/vault/cables
  cables export --code trafficking --to trafficking
  cables export --trail 'Mekong plan' --style html --to mekong.html
  cables export --all --to notes.md
  cables export --all --style html --to dossier.html
  cables export --all --style pandoc --to -
  cables search --ids has:notes | cables export -

--to takes a folder, a file ending in .md for all cables in one, or - for standard output. html and docx
are one file with the quotations, notes and citations; html has the full texts, too.
A folder remembers what was first exported into it: `cables export --to FOLDER`, or `cables export` in that
folder, does it again. Exporting again updates the files; what you wrote outside the markers is kept. If you
edited a part between the markers, your version stays and the new text is written to NAME.conflict.md (exit
code 4).
"""


def declare_export(parser: Parser) -> None:
    """The arguments of ``cables export``."""
    config = load().config
    parser.add_argument("cables", nargs="*", metavar="MRN|QUERY", help=MRNS_OR_QUERY)
    parser.add_argument("--all", action="store_true", help="export all cables with notes")
    parser.add_argument(
        "--code", metavar="NAME", help="export only passages with this code or one below it, of all cables"
    )
    parser.add_argument("--trail", metavar="NAME", help="export the cables of a trail, with its stops")
    parser.add_argument(
        "--to",
        metavar="DIR",
        help="folder, FILE.md or - for standard output (default: this folder if it remembers an export, "
        f"else {config.export_folder.replace('%', '%%')})",
    )
    parser.add_argument(
        "--style",
        choices=(*STYLE_NAMES, *DOCUMENTS),
        help=f"style; a folder keeps its own (default: {config.export_style})",
    )
    parser.add_argument(
        "--citation-keys",
        action=argparse.BooleanOptionalAction,
        help="in pandoc style, cite by key instead of in footnotes",
    )
    parser.add_argument(
        "--index",
        action=argparse.BooleanOptionalAction,
        help="also write index files: by cable, date, post and code; codebook, timeline, searches, ghosts",
    )
    parser.add_argument(
        "--template",
        metavar="FILE",
        help="a Jinja template for front matter, citations and body of each page; '' for none",
    )
    parser.add_argument(
        "--prune", action="store_true", help="remove files whose notes are gone, if you have not edited them"
    )
    parser.add_argument(
        "--remember", action="store_true", help="what the folder remembers becomes this scope and style"
    )
    add_protected(parser)
    parser.add_argument("--preview", action="store_true", help="the same as --dry-run")
    add_dry_run(parser)
    parser.runs(run, examples=EXPORT_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Write the files and print one line for each."""
    if sum(map(bool, (arguments.cables, arguments.all, arguments.trail))) > 1:
        raise UsageError("Give either cables, --all or --trail")
    if arguments.trail:
        arguments.cables = [trail_query(arguments.trail)]
    target = arguments.to or _usual_target()
    document = _document(arguments.style, target)
    folder = None if document else _folder(target)
    if document and arguments.template:
        raise UsageError("A template is for Markdown", where=document, advice="Leave out --template.")
    needing = [name for name in ("prune", "remember", "index") if getattr(arguments, name)]
    if folder is None and needing:
        raise UsageError(f"--{needing[0]} needs a folder", where=target, advice="Name one with --to.")
    known = load_project(folder) if folder else None
    project = _requested(arguments, known, folder)
    with open_workspace(arguments) as opened:
        code, mrns = ExitCode.DONE, None
        trail = trail_of_query(opened, project.cables[0]) if len(project.cables) == 1 else None
        if project.cables and trail is None:
            code, mrns = _chosen(opened, project.cables)
            if mrns is None:
                return code
            if project.cables == (STANDARD_INPUT,):
                project = replace(project, cables=tuple(mrns))
        exporter = exporter_for(
            opened,
            PLAIN if document else project.style,
            citation_keys=project.citation_keys,
            code=project.code,
            template=_template_file(project, folder) if project.template and not document else None,
            trail=trail,
        )
        chosen, notes_of = exporter.cables(mrns), exporter.notes_of
        protection = protection_for(
            opened, project.protected or None, chosen, whole=bool(document), notes_of=notes_of
        )
        exporter = exporter.protecting(protection)
        is_preview = arguments.preview or arguments.dry_run
        if document:
            outcomes = list(_write_dossier(exporter, mrns, target, document, is_preview=is_preview))
        else:
            outcomes = list(_write(exporter, mrns, target, project, arguments))
    is_new = known is None or arguments.remember or (project.protected and not known.protected)
    if folder and outcomes and not is_preview and is_new:
        save_project(folder, project)
    actions = Counter(outcome.action for outcome in outcomes)
    if not actions and target != STANDARD_OUTPUT:
        message("There are no notes to export.")
    if len(outcomes) > 1:
        parts = ", ".join(f"{count:,} {action}" for action, count in sorted(actions.items()))
        message(f"{counted(len(outcomes), 'file')}: {parts}.")
    say_protected(protection)
    return ExitCode.PARTLY if actions[Action.CONFLICT] else code


def _usual_target() -> str:
    """The current folder if it remembers an export, else the one of the settings."""
    return "." if Path(NAME).exists() else load().config.export_folder


def _folder(target: str) -> Path | None:
    """The folder that is meant; None for a file or standard output."""
    if target == STANDARD_OUTPUT:
        return None
    path = typed_path(target)
    return None if path.suffix == SUFFIX and not path.is_dir() else path


def _requested(arguments: argparse.Namespace, known: Project | None, folder: Path | None) -> Project:
    """Scope and options: as given, else as the folder remembers them, else as set."""
    has_scope = arguments.cables or arguments.all or arguments.code
    if not has_scope and known is None:
        raise UsageError(
            "No cables given", advice="For example: cables export 06PHNOMPENH977, or cables export --all"
        )
    project = known or Project()
    project = replace(project, protected=arguments.protected or project.protected)
    if has_scope:
        project = replace(project, cables=tuple(arguments.cables), code=arguments.code or "")
    style = arguments.style or project.style or load().config.export_style
    keeps_keys = project.citation_keys and style == project.style
    keys = keeps_keys if arguments.citation_keys is None else arguments.citation_keys
    return replace(
        project,
        style=style,
        citation_keys=keys,
        template=_template(arguments, project, folder),
        index=project.index if arguments.index is None else arguments.index,
        protected=arguments.protected or project.protected,
    )


def _template(arguments: argparse.Namespace, project: Project, folder: Path | None) -> str:
    """The template as a folder remembers it: relative to the folder."""
    if arguments.template is None and project.template:
        return project.template
    given = load().config.export_template if arguments.template is None else arguments.template
    if not given:
        return ""
    path = typed_path(given).absolute()
    return str(path) if folder is None else os.path.relpath(path, folder.absolute())


def _chosen(opened: Workspace, cables: Sequence[str]) -> tuple[int, list[str] | None]:
    """Exit code and cables; None if there is none to export."""
    chosen = select(opened, cables)
    if not chosen.mrns:
        return chosen.exit_code, None
    if chosen.query:  # of the matching cables, those with notes
        return chosen.exit_code, [mrn for mrn in chosen.mrns if opened.notes.counts().get(mrn)]
    return chosen.exit_code, chosen.mrns


def _template_file(project: Project, folder: Path | None) -> Path:
    return Path(os.path.normpath((folder or Path()).absolute() / typed_path(project.template)))


def _document(style: str | None, target: str) -> str:
    """``html`` or ``docx`` if one is asked for, by style or by the suffix of the file; else empty."""
    suffix = typed_path(target).suffix.removeprefix(".").lower()
    if style is None and suffix in DOCUMENTS and not typed_path(target).is_dir():
        return suffix
    return style if style in DOCUMENTS else ""


def _write_dossier(
    exporter: Exporter,
    mrns: Sequence[str] | None,
    target: str,
    style: str,
    *,
    is_preview: bool,
) -> Iterator[PageOutcome]:
    """Write everything to one document; the outcome."""
    from reader.export.dossier.dossier_file import NO_TITLE, dossier_path, made, title_of, write_dossier

    if target == STANDARD_OUTPUT:
        if style == "docx":
            raise UsageError("DOCX needs a file", where=target, advice="Name one with --to.")
        dossier = exporter.dossier(mrns, NO_TITLE)
        if dossier.cables:
            sys.stdout.writelines(piece.decode("utf-8") for piece in made(dossier, style))
        return
    path = dossier_path(typed_path(target), style)
    dossier = exporter.dossier(mrns, title_of(path))
    if dossier.cables:
        outcome = write_dossier(path, made(dossier, style), preview=is_preview)
        _print_outcome(outcome)
        yield outcome


def _write(
    exporter: Exporter,
    mrns: Sequence[str] | None,
    target: str,
    project: Project,
    arguments: argparse.Namespace,
) -> Iterator[PageOutcome]:
    """Write to a folder, a file or standard output; the outcome for each file."""
    path, is_preview = typed_path(target), arguments.preview or arguments.dry_run
    if target == STANDARD_OUTPUT:
        is_first = True
        for text in exporter.texts(mrns):
            print(text if is_first else f"\n{text}")
            is_first = False
        if is_first:
            message("There are no notes to export.")
        return
    if _folder(target) is None:
        outcomes: Iterable[PageOutcome] = [exporter.to_file(path, mrns, preview=is_preview)]
    else:
        outcomes = exporter.to_folder(
            path, mrns, preview=is_preview, prune=arguments.prune, indexes=project.index
        )
    for outcome in outcomes:
        _print_outcome(outcome)
        yield outcome


def _print_outcome(outcome: PageOutcome) -> None:
    result(f"{outcome.action:<9}  {one_line(str(outcome.path))}")
    if outcome.remark:
        message(outcome.remark)
