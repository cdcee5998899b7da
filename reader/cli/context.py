"""The workspace that a command's options name."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader import paths

if TYPE_CHECKING:
    from reader.notes.repository import Notes
    from reader.workspace import Workspace


def library_folder(arguments: argparse.Namespace) -> Path | None:
    """The library folder named on the command line, or None for the user's own."""
    return paths.library_home(arguments.library) if arguments.library else None


def open_workspace(arguments: argparse.Namespace) -> Workspace:
    """The library and its notes, for reading and annotating; never creates a library. Raises CablesError.

    Damage of the notes, or a newer format, is printed when they are opened. With ``--dry-run`` the notes are
    a copy that is deleted afterwards, so that a command can do its work and report it.
    """
    from reader.workspace import Workspace  # here, so that the screen has its first frame before

    workspace = Workspace.existing(library_folder(arguments), notes_only=arguments.writes_notes)
    workspace.on_notes_opened = _print_warnings
    if arguments.dry_run:
        from reader.cli.output import message

        workspace.use_scratch_notes()
        message("Dry run: nothing is written.")
    return workspace


def _print_warnings(notes: Notes) -> None:
    from reader.cli.output import problem

    for warning in notes.warnings_for_readers:
        problem(warning)
