r"""Turning text into markdown: the cable's words escaped, the user's notes contained.

``escape_inline`` and ``escape_line`` render exactly the characters they are given. ``contain_note`` keeps
the user's own emphasis, lists, links and code, and escapes only what would affect text after the note:
headings, raw HTML blocks and comments, our markers, unclosed fences, unclosed ``$$`` and ``%%``, and
definitions of our own footnotes.
"""

from __future__ import annotations

import re

_CONTROL_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_CONTROL_PICTURES |= {0x7F: "\u2421"}
_CONTROL_PICTURES |= dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
_CONTROL_PICTURES |= {0x2028: "\n", 0x2029: "\n", 0x85: "\n"}


def escape_controls(text: str) -> str:
    """Replace control characters with visible ones, so that printing the file cannot drive a terminal.

    Line ends become ``\\n``; lone surrogates, which UTF-8 cannot encode, the replacement character.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL_PICTURES)


def one_line(text: str) -> str:
    """The text on one line, every run of blanks replaced by a space."""
    return " ".join(escape_controls(text).split())


_ACTIVE = re.compile(r"[\\`*_\[\]<#|~$^]|(?<==)=|(?<=%)%|&(?=#?[0-9A-Za-z]{1,32};)")
_LINE_START = re.compile(r"[-+:](?=\s|$|[-+:=])|[>=]|\d{1,9}(?=[.)](?:\s|$))")


def escape_inline(text: str) -> str:
    """Escape text for use anywhere inside a line; its inner spaces are kept."""
    return _ACTIVE.sub(r"\\\g<0>", re.sub(r"[\n\t]", " ", escape_controls(text)).strip())


def escape_line(line: str) -> str:
    """Escape text for use at the start of a line too, where lists and rules begin."""
    escaped = escape_inline(line)
    if found := _LINE_START.match(escaped):
        number = found.group()[-1:].isdigit()
        return f"{found.group()}\\{escaped[found.end() :]}" if number else f"\\{escaped}"
    return escaped


def block_quote(text: str, verbatim: tuple[tuple[int, int], ...] = ()) -> str:
    """A block quotation of the cable's words, line by line.

    Lines that overlap ``verbatim`` (half-open character offsets in ``text``) are tables: they are put in a
    code block to keep their columns.
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
            out.append(escape_line(line))
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


_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})([^\n]*)$")
_LOOSE_FENCE = re.compile(r"`{3,}|~{3,}")
_HEADING = re.compile(r"( {0,3})(#{1,6})(?=\s|$)")
_UNDERLINE = re.compile(r"( {0,3})(=+|-+)\s*$")
_PREFIX = r"((?:[\s>*+\-]|\d{1,9}[.)])*)"
"""What can precede a block on its first line: blanks, quotation and list signs."""
_HTML_START = re.compile(_PREFIX + r"<(?=[A-Za-z/!?])(?!(?:https?|mailto|ftp):)")
_DEFINITION = re.compile(_PREFIX + r"\[(?=\^n[0-9a-f]+\]:)", re.IGNORECASE)
_BLOCK_ID = re.compile(r"\^(?=n[0-9a-f]+\s*$)", re.IGNORECASE)


def contain_note(text: str) -> str:
    """A note as typed, unable to end the generated part or to affect text after it."""
    lines = escape_controls(text).strip("\n").rstrip().split("\n")
    fenced = _fenced_lines(lines)
    unclosed = {
        mark
        for mark in ("$$", "%%")
        if sum(line.count(mark) for line, code in zip(lines, fenced, strict=True) if not code) % 2
    }
    out: list[str] = []
    for line, code in zip(lines, fenced, strict=True):
        if code:
            # A marker is recognised only at the start of a line, so one space is enough.
            out.append(f" {line}" if line.startswith("<!--") else line)
        else:
            out.append(_contain_line(line, bool(out and out[-1].strip()), unclosed))
    return "\n".join(out)


def _fenced_lines(lines: list[str]) -> list[bool]:
    """Which lines belong to a closed code fence that starts at the margin.

    Other fences are not trusted: one inside a list ends with the list, and finding that end takes a full
    markdown parser.
    """
    fenced = [False] * len(lines)
    opened: tuple[int, str] | None = None
    for index, line in enumerate(lines):
        if not (found := _FENCE.match(line)):
            continue
        indent, run, rest = found.groups()
        if opened is None:
            if not indent and (run[0] == "~" or "`" not in rest):
                opened = (index, run)
        elif run[0] == opened[1][0] and len(run) >= len(opened[1]) and not rest.strip(" \t"):
            fenced[opened[0] : index + 1] = [True] * (index + 1 - opened[0])
            opened = None
    return fenced


def _contain_line(line: str, after_text: bool, unclosed: set[str]) -> str:
    """Escape what in this line, which is outside code, would affect text after the note."""
    line = _LOOSE_FENCE.sub(lambda run: "".join(f"\\{character}" for character in run.group()), line)
    line = _HEADING.sub(r"\1\\\2", line, count=1) if _HEADING.match(line) else line
    line = _UNDERLINE.sub(r"\1\\\2", line) if after_text and _UNDERLINE.match(line) else line
    # An entity, because a backslash typed before it would cancel a backslash of ours.
    line = _HTML_START.sub(r"\1&lt;", line, count=1) if _HTML_START.match(line) else line
    line = line.replace("<!--", "&lt;!--")
    line = _DEFINITION.sub(r"\1&#91;", line, count=1) if _DEFINITION.match(line) else line
    line = _BLOCK_ID.sub("&#94;", line)
    for mark in unclosed:
        line = line.replace(mark, f"&#{ord(mark[0])};" * 2)
    return line


def can_take_footnote_mark(body: str) -> bool:
    """Whether a footnote reference can follow the last character: the note does not end in a list or code."""
    for line in reversed(body.split("\n")):
        if not line.strip():
            break
        if re.match(r"\s|[>|*+#`~=:\-]|\d{1,9}[.)]|\$\$", line):
            return False
    return body[-1:].isalnum() or body[-1:] in tuple(".?,;…'\")”’»")
