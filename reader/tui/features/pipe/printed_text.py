"""What a command printed, as plain text without escape sequences. Pure."""

from __future__ import annotations

import re

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours and movements
    r"|\x1b[P\]X^_].*?(?:\x1b\\|\x07|\Z)"  # titles, links, clipboard, device strings
    r"|\x1b[ -/]*[0-~]"  # the others
    r"|\x9b[0-?]*[ -/]*[@-~]|[\x90\x98\x9d-\x9f].*?(?:\x9c|\x07|\Z)",  # the same in 8 bits
    re.DOTALL,
)
_LEFT_OVER = re.compile("[\x1b\x80-\x9f]")


def plain_text(output: bytes) -> str:
    """The text as it would be left on a terminal without colours.

    Other control characters stay; they are drawn as symbols.
    """
    text = _ESCAPES.sub("", output.decode("utf-8", errors="replace")).replace("\r\n", "\n")
    return "\n".join(map(_as_left, _LEFT_OVER.sub("", text).split("\n")))


def _as_left(line: str) -> str:
    """A line with what was overwritten (progress bars) and overstruck (manual pages) taken out."""
    line = line.rstrip("\r").rsplit("\r", 1)[-1]
    if "\b" not in line:
        return line
    left: list[str] = []
    for character in line:
        if character != "\b":
            left.append(character)
        elif left:
            left.pop()
    return "".join(left)
