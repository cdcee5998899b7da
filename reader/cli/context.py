"""This is where a verb gets the workspace its options name."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader import paths as places
from reader.errors import CablesError

if TYPE_CHECKING:
    from reader.workspace import Workspace


def library_folder(arguments: argparse.Namespace) -> Path | None:
    """The library folder named on the command line, or None for the user's own."""
    return places.library_home(arguments.library) if arguments.library else None


def open_workspace(arguments: argparse.Namespace) -> Workspace:
    """The library and its notes. Raises CablesError."""
    from reader.workspace import Workspace  # here, so that the screen has its first frame before

    return Workspace.open(library_folder(arguments))


def existing_paths(paths: Sequence[str]) -> list[str]:
    """The paths, once it is sure that all are there. Raises CablesError before anything is begun."""
    missing = [path for path in paths if path != "-" and not os.path.lexists(path)]
    if missing:
        raise CablesError(
            "No such file or folder",
            where=", ".join(missing),
            advice="Nothing was read. Check the spelling, or drag the file into the terminal.",
        )
    return list(paths)
