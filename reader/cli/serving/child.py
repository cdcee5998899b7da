"""The process behind one page in a browser."""

from __future__ import annotations

import argparse
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.workspace import Workspace


def _workspace(folder: Path | None, write: bool) -> Workspace:
    from reader.workspace import Workspace

    return Workspace.open(folder) if write else Workspace.to_read_only(folder)


def main() -> int:
    """Draw the screen until the page is closed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--library", type=Path)
    arguments = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server gets it, too, and ends us
    from reader.tui.browser import run

    return run(partial(_workspace, arguments.library, arguments.write), write=arguments.write)


if __name__ == "__main__":
    sys.exit(main())
