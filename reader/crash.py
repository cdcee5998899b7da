"""Errors nobody expected: written down whole in the state folder, said in one line."""

from __future__ import annotations

import datetime as dt
import platform
import traceback
from pathlib import Path

import reader
from reader import atomic_files, paths

KEPT = 20
"""Reports kept; older ones are removed."""


def report(error: BaseException) -> Path | None:
    """Write the report and return its path; None where it could not be written. Never raises."""
    try:
        folder = atomic_files.private_folder(paths.state_home() / "reports")
        now = dt.datetime.now(dt.UTC)
        path = folder / f"{now:%Y%m%d-%H%M%S-%f}.txt"
        versions = f"cables {reader.__version__}, Python {platform.python_version()}, {platform.system()}"
        head = f"{versions}, {now:%c}\n\n"
        body = "".join(traceback.format_exception(error))
        atomic_files.write_atomically(path, (head + body).encode(errors="backslashreplace"))
        for old in sorted(folder.glob("*.txt"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def sentence(error: BaseException, path: Path | None) -> str:
    """One line for the user: what happened and where the report lies."""
    where = f"a report lies in {path}" if path else "no report could be written"
    return f"Something unexpected went wrong ({type(error).__name__}); {where}"
