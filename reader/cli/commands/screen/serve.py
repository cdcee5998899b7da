"""``cables serve``: the screen in a browser on this machine."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec

from reader.cli.context import library_folder
from reader.cli.output import message, result
from reader.cli.parser_base import Parser
from reader.errors import CablesError, ExitCode, UsageError

PORT = 8765
HIGHEST_PORT = 65535
EXAMPLES = """\
  cables serve
  cables serve --write
  cables serve --samples --port 8000

Only this machine can reach it, and only with the address it prints, which is another one at each start.
It needs an extra package: pip install "cable-reader[serve]"
"""


def declare_serve(parser: Parser) -> None:
    """The arguments of ``cables serve``."""
    parser.add_argument(
        "--write", action="store_true", help="allow changes: notes, imports, exports (default: only reading)"
    )
    parser.add_argument(
        "--port", type=int, default=PORT, metavar="N", help=f"the port; 0 finds a free one (default: {PORT})"
    )
    parser.runs(run_serve, examples=EXAMPLES)


def run_serve(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl+C."""
    if not 0 <= arguments.port <= HIGHEST_PORT:
        raise UsageError(f"--port must be between 0 and {HIGHEST_PORT}", advice="For example: --port 8000")
    if find_spec("textual_serve") is None:
        raise CablesError(
            "The screen in a browser needs the package textual-serve",
            advice="Install it with: pip install 'cable-reader[serve]'",
        )
    from reader.cli.serving.guard import Guard, new_token
    from reader.cli.serving.server import child_command, listening, serve
    from reader.workspace import Workspace

    folder = library_folder(arguments)
    opened = Workspace.open(folder) if arguments.write else Workspace.to_read_only(folder)
    opened.close()
    with listening(arguments.port) as listener:
        guard = Guard(listener.getsockname()[1], new_token())
        result(guard.address)
        message("Changes are allowed." if arguments.write else "Read-only; --write allows changes.")
        message("Ctrl+C stops it.")
        sys.stdout.flush()  # a script waits for the address
        serve(child_command(folder, write=arguments.write), guard, listener)
    return ExitCode.DONE
