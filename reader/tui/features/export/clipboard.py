"""The clipboard: a tool of this machine, the terminal, or a file where there is neither. No screen.

Over SSH the user sits at another machine, so no tool of this one is asked but tmux, which passes text on to
the terminal it is attached to; it ignores what programs in it send themselves.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reader.atomic_files import private_folder, write_atomically
from reader.paths import state_home

TIMEOUT = 2.0
"""Seconds a tool may take."""
MOST_BYTES = 74_994
"""What fits into the 100,000 bytes that terminals take in one OSC 52 sequence, in base 64."""
_DEAF = ("dumb", "linux")
"""Values of ``TERM`` for terminals without a clipboard."""


class Tool(NamedTuple):
    """A command that reads the text from its standard input."""

    command: tuple[str, ...]
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """``wl-copy``."""
        return self.command[0]


WAYLAND = Tool(("wl-copy",))
XCLIP = Tool(("xclip", "-selection", "clipboard"))
XSEL = Tool(("xsel", "--clipboard", "--input"))
MAC = Tool(("pbcopy",))
WINDOWS = Tool(("clip.exe",), "utf-16-le")
TMUX = Tool(("tmux", "load-buffer", "-w", "-"))


def copy_with_tool(text: str, environment: Mapping[str, str]) -> str:
    """Copy with the first tool that works; returns its name, or an empty string. Waits for it."""
    return next((tool.name for tool in tools(environment) if _run(tool, text)), "")


def tools(environment: Mapping[str, str]) -> Iterator[Tool]:
    """The tools that are installed and make sense here, the best first."""
    candidates = []
    if not (environment.get("SSH_CONNECTION") or environment.get("SSH_TTY")):
        candidates += [MAC] if sys.platform == "darwin" else []
        candidates += [WINDOWS] if environment.get("WSL_DISTRO_NAME") else []
        candidates += [WAYLAND] if environment.get("WAYLAND_DISPLAY") else []
        candidates += [XCLIP, XSEL] if environment.get("DISPLAY") else []
    candidates += [TMUX] if environment.get("TMUX") else []
    path = environment.get("PATH")
    return (tool for tool in candidates if shutil.which(tool.name, path=path))


def terminal_takes(text: str, environment: Mapping[str, str]) -> bool:
    """Whether the terminal may fill the clipboard with OSC 52: false if it is known not to."""
    return (
        environment.get("TERM", "dumb") not in _DEAF
        and environment.get("TERM_PROGRAM") != "Apple_Terminal"
        and not environment.get("STY")  # GNU screen
        and len(text.encode(errors="replace")) <= MOST_BYTES
    )


def copy_to_file(text: str) -> Path:
    """Write the text to a file that only its owner can read. Raises OSError."""
    path = state_home() / "clipboard.txt"
    private_folder(path.parent)
    write_atomically(path, text.encode(errors="replace"))
    return path


def _run(tool: Tool, text: str) -> bool:
    quiet = subprocess.DEVNULL
    data = text.encode(tool.encoding, errors="replace")
    try:
        done = subprocess.run(
            tool.command, input=data, stdout=quiet, stderr=quiet, timeout=TIMEOUT, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
