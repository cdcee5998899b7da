r"""This is where text becomes markdown: the cable's words literally, the user's words as typed but contained.

``literal`` and ``literal_lines`` show exactly the characters they are given, whatever they look like.
``typed`` keeps the user's own emphasis, lists, links and code, and takes the force only from what would
reach beyond the note: headings, raw HTML blocks and comments, our markers, fences and Obsidian's ``$$`` and
``%%`` left open, definitions of our own footnotes.
"""

from __future__ import annotations

import re

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_PICTURES |= {0x7F: "\u2421"}
_PICTURES |= dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
_PICTURES |= {0x2028: "\n", 0x2029: "\n", 0x85: "\n"}


def plain(text: str) -> str:
    """The text with every control character made visible, so that no terminal obeys the file.

    Line ends become ``\\n``; lone surrogates, which no file can hold, the replacement character.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_PICTURES)


def one_line(text: str) -> str:
    """Plain text on one line, every run of blanks made a space."""
    return " ".join(plain(text).split())


_ACTIVE = re.compile(r"[\\`*_\[\]<#|~$^]|(?<==)=|(?<=%)%|&(?=#?[0-9A-Za-z]{1,32};)")
_LINE_START = re.compile(r"[-+:](?=\s|$|[-+:=])|[>=]|\d{1,9}(?=[.)](?:\s|$))")


def literal(text: str) -> str:
    """One line that shows as it is, wherever in a line it stands; the spaces inside it are kept."""
    return _ACTIVE.sub(r"\\\g<0>", re.sub(r"[\n\t]", " ", plain(text)).strip())


def literal_line(line: str) -> str:
    """One line that shows as it is also at the start of a line, where lists and rules begin."""
    escaped = literal(line)
    if found := _LINE_START.match(escaped):
        number = found.group()[-1:].isdigit()
        return f"{found.group()}\\{escaped[found.end() :]}" if number else f"\\{escaped}"
    return escaped


def quote(text: str, verbatim: tuple[tuple[int, int], ...] = ()) -> str:
    """A block quotation of the cable's words.

    Every line of ``text`` is a line of the quotation. Lines that ``verbatim`` (half-open character
    offsets in ``text``) touches are tables: they stand in a code block, their columns kept.
    """
    out: list[str] = []
    rows: list[str] = []
    at = 0

    def flush() -> None:
        if rows:
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", "\n".join(rows))), default=0))
            out.extend([fence, *rows, fence])
            rows.clear()

    for line in text.split("\n"):
        end = at + len(line)
        if any(start < end and at < stop for start, stop in verbatim):
            rows.append(plain(line).replace("\n", " "))
        else:
            flush()
            out.append(literal_line(line))
        at = end + 1
    flush()
    return "\n".join(_quoted(out))


def _quoted(lines: list[str]) -> list[str]:
    """Prefix ``>``; two blanks at the end keep a line break that the cable has between two lines of text."""
    quoted = []
    fenced = False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        border = line.startswith("```")
        breaks = bool(line and following) and not fenced and not border and not following.startswith("```")
        quoted.append(f"> {line}{'  ' if breaks else ''}" if line else ">")
        fenced ^= border
    return quoted


_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})([^\n]*)$")
_LOOSE_FENCE = re.compile(r"`{3,}|~{3,}")
_HEADING = re.compile(r"( {0,3})(#{1,6})(?=\s|$)")
_UNDERLINE = re.compile(r"( {0,3})(=+|-+)\s*$")
_PREFIX = r"((?:[\s>*+\-]|\d{1,9}[.)])*)"
"""What may stand before a block on its first line: blanks, quotation and list signs."""
_HTML_START = re.compile(_PREFIX + r"<(?=[A-Za-z/!?])(?!(?:https?|mailto|ftp):)")
_DEFINITION = re.compile(_PREFIX + r"\[(?=\^n[0-9a-f]+\]:)", re.IGNORECASE)
_BLOCK_ID = re.compile(r"\^(?=n[0-9a-f]+\s*$)", re.IGNORECASE)


def typed(text: str) -> str:
    """A note as typed, unable to end our part of the file or to change what stands after it."""
    lines = plain(text).strip("\n").rstrip().split("\n")
    fenced = _fenced_lines(lines)
    odd = {
        mark
        for mark in ("$$", "%%")
        if sum(line.count(mark) for line, code in zip(lines, fenced, strict=True) if not code) % 2
    }
    out: list[str] = []
    for line, code in zip(lines, fenced, strict=True):
        if code:
            # Only a line that begins with it is taken for our marker, so one space is enough.
            out.append(f" {line}" if line.startswith("<!--") else line)
        else:
            out.append(_contained(line, bool(out and out[-1].strip()), odd))
    return "\n".join(out)


def _fenced_lines(lines: list[str]) -> list[bool]:
    """Which lines belong to a code fence that begins at the margin and is closed.

    Others are not trusted: one inside a list ends where the list does, which only a whole markdown
    parser can tell.
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


def _contained(line: str, after_text: bool, odd: set[str]) -> str:
    """One line of a note outside code, without the force to reach beyond the note."""
    line = _LOOSE_FENCE.sub(lambda run: "".join(f"\\{character}" for character in run.group()), line)
    line = _HEADING.sub(r"\1\\\2", line, count=1) if _HEADING.match(line) else line
    line = _UNDERLINE.sub(r"\1\\\2", line) if after_text and _UNDERLINE.match(line) else line
    # An entity, not a backslash: one typed before it could undo a backslash of ours.
    line = _HTML_START.sub(r"\1&lt;", line, count=1) if _HTML_START.match(line) else line
    line = line.replace("<!--", "&lt;!--")
    line = _DEFINITION.sub(r"\1&#91;", line, count=1) if _DEFINITION.match(line) else line
    line = _BLOCK_ID.sub("&#94;", line)
    for mark in odd:
        line = line.replace(mark, f"&#{ord(mark[0])};" * 2)
    return line


def takes_a_mark(body: str) -> bool:
    """Whether a footnote sign can follow the last character: no list or code ends there."""
    for line in reversed(body.split("\n")):
        if not line.strip():
            break
        if re.match(r"\s|[>|*+#`~=:\-]|\d{1,9}[.)]|\$\$", line):
            return False
    return body[-1:].isalnum() or body[-1:] in tuple(".?,;…'\")”’»")
