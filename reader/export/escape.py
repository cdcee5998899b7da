"""Escaping text so that markdown renders exactly its characters."""

from __future__ import annotations

import re
from collections.abc import Callable

_CONTROL_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_CONTROL_PICTURES |= {0x7F: "\u2421"}
_CONTROL_PICTURES |= dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
_CONTROL_PICTURES |= {0x2028: "\n", 0x2029: "\n", 0x85: "\n"}


def escape_controls(text: str) -> str:
    """Replace control characters with visible ones, so that printing the file cannot drive a terminal.

    Line ends become ``\\n``; lone surrogates, which UTF-8 cannot encode, the replacement character.
    """
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL_PICTURES)


def one_line(text: str) -> str:
    """The text on one line, every run of blanks replaced by a space."""
    return " ".join(escape_controls(text).split())


_ACTIVE = re.compile(r"[\\`*_\[\]<#|~$^]|(?<==)=|(?<=%)%|&(?=#?[0-9A-Za-z]{1,32};)")
_LINE_START = re.compile(r"[-+:](?=\s|$|[-+:=])|[>=]|\d{1,9}(?=[.)](?:\s|$))")


def escape_inline(text: str) -> str:
    """Escape text for use anywhere inside a line; its inner spaces are kept."""
    return _ACTIVE.sub(r"\\\g<0>", escape_controls(text).replace("\n", " ").replace("\t", " ").strip())


def escape_line(line: str) -> str:
    """Escape text for use at the start of a line too, where lists and rules begin."""
    escaped = escape_inline(line)
    if found := _LINE_START.match(escaped):
        number = found.group()[-1:].isdigit()
        return f"{found.group()}\\{escaped[found.end() :]}" if number else f"\\{escaped}"
    return escaped


def block_quote(
    text: str, verbatim: tuple[tuple[int, int], ...] = (), escape: Callable[[str], str] = escape_line
) -> str:
    """A block quotation of the cable's words, line by line.

    Lines that overlap ``verbatim`` (half-open character offsets in ``text``) are tables: they are put in a
    code block to keep their columns. ``escape`` escapes a line of anything else.
    """
    out: list[str] = []
    rows: list[str] = []
    offset = 0

    def flush() -> None:
        if rows:
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", "\n".join(rows))), default=0))
            out.extend([fence, *rows, fence])
            rows.clear()

    for line in text.split("\n"):
        end = offset + len(line)
        if any(start < end and offset < stop for start, stop in verbatim):
            rows.append(escape_controls(line).replace("\n", " "))
        else:
            flush()
            out.append(escape(line))
        offset = end + 1
    flush()
    return "\n".join(_prefix_lines(out))


def _prefix_lines(lines: list[str]) -> list[str]:
    """Prefix each line with ``>``, ending it with two blanks where the cable has a line break."""
    prefixed = []
    fenced = False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        border = line.startswith("```")
        breaks = bool(line and following) and not fenced and not border and not following.startswith("```")
        prefixed.append(f"> {line}{'  ' if breaks else ''}" if line else ">")
        fenced ^= border
    return prefixed


def can_take_footnote_mark(body: str) -> bool:
    """Whether a footnote reference can follow the last character: the note does not end in a list or code."""
    for line in reversed(body.split("\n")):
        if not line.strip():
            break
        if re.match(r"\s|\[[^\n]*\]:|[>|*+#`~=:\-]|\d{1,9}[.)]|\$\$", line):
            return False
    return body[-1:].isalnum() or body[-1:] in tuple(".?,;…'\")”’»")
