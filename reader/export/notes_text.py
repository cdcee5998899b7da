r"""Notes as markdown: what the user typed is contained, what somebody else typed is also disarmed.

``contain_note`` keeps the user's own emphasis, lists, links and code, and escapes what would affect text
after the note (headings, HTML blocks and comments, our markers, unclosed fences, ``$$`` and ``%%``,
definitions of our own footnotes) or do harm if the author is forged: inline HTML, links with odd schemes.
``contain_foreign_note`` keeps emphasis and list items of a note by another author and escapes all else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reader.export.escape import escape_controls

_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})([^\n]*)$")
_LOOSE_FENCE = re.compile(r"`{3,}|~{3,}")
_HEADING = re.compile(r"( {0,3})(#{1,6})(?=\s|$)")
_UNDERLINE = re.compile(r"^( {0,3})(=+|-+)\s*$")
_PREFIX = r"\A((?:[\s>*+\-]|\d{1,9}[.)])*)"
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
    spans = _code_spans(lines, fenced)
    out: list[str] = []
    for line, code, own in zip(lines, fenced, spans, strict=True):
        if code:
            # A marker is recognised only at the start of a line, so one space is enough.
            out.append(f" {line}" if line.startswith("<!--") else line)
        else:
            out.append(_contain_line(_disarm(line, own), bool(out and out[-1].strip()), unclosed))
    return "\n".join(out)


_LIST_ITEM = re.compile(r"([-*+]|\d{1,9}[.)]) +(?=\S)")
_EMPHASIS = re.compile(
    r"(?<![\w\\*_])(\*\*|\*|__|_)(?=[\w(])([^\\`*_\[\]<>!&@{}$~^|#%=\"'\n]+)(?<=[\w).,;?])\1(?![\w*_])"
)


def contain_foreign_note(text: str, line: Callable[[str], str], inline: Callable[[str], str]) -> str:
    """A note by another author: its paragraphs, list items and emphasis, and nothing else that is active.

    ``line`` and ``inline`` escape text at the start of a line and inside one.
    """
    out = []
    for row in escape_controls(text).strip("\n").rstrip().split("\n"):
        marker = ""
        if found := _LIST_ITEM.match(row):
            marker = f"{found.group(1)} "
        out.append(marker + _escape_around_emphasis(row[found.end() if found else 0 :], line, inline))
    return "\n".join(out)


def _escape_around_emphasis(row: str, line: Callable[[str], str], inline: Callable[[str], str]) -> str:
    row = row.strip()
    pieces: list[str] = []
    end = 0
    for found in _EMPHASIS.finditer(row):
        before = row[end : found.start()]
        if before:
            pieces.append(_keep_ends(before, line if not pieces else inline))
        pieces.append(f"{found.group(1)}{inline(found.group(2))}{found.group(1)}")
        end = found.end()
    if row[end:]:
        pieces.append(_keep_ends(row[end:], line if not pieces else inline))
    return "".join(pieces)


def _keep_ends(text: str, escape: Callable[[str], str]) -> str:
    """Escape text and keep the blanks at its ends, which escaping strips."""
    inner = text.strip()
    if not inner:
        return text
    start = text.index(inner)
    return text[:start] + escape(inner) + text[start + len(inner) :]


# --- code and what is not ------------------------------------------------------------------------------

Spans = tuple[tuple[int, int], ...]


def _code_spans(lines: list[str], fenced: list[bool]) -> list[Spans]:
    """The code spans of each line, where it is certain that every markdown parser sees them as such.

    They are certain in a run of lines without blank ones if each line closes all spans it opens, and nothing
    else (a table cell, a formula) could end one.
    """
    found: list[Spans] = [() for _ in lines]
    if not any("`" in line for line in lines):
        return found
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and lines[index].strip() and not fenced[index]:
            run.append(index)
            continue
        spans = [_balanced_spans(lines[at]) for at in run]
        if not any("$" in lines[at] or "|" in lines[at] for at in run):
            for at, own in zip(run, spans, strict=True):
                if None not in spans and own:
                    found[at] = own
        run = []
    return found


def _balanced_spans(line: str) -> Spans | None:
    """The code spans of one line; None if a backtick is left over."""
    spans = []
    at = 0
    while at < len(line):
        if line[at] == "\\":
            at += 2
        elif line[at] == "`":
            length = len(line) - at - len(line[at:].lstrip("`"))
            if length > 2:  # what could be a fence is escaped
                return None
            close = re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(line, at + length)
            if close is None:
                return None
            spans.append((at, close.end()))
            at = close.end()
        else:
            at += 1
    return tuple(spans)


_AUTOLINK = r"(?:https?://|mailto:)[^\s<>`]*>"
_INLINE_HTML = re.compile(rf"<(?=[A-Za-z/!?])(?!{_AUTOLINK})", re.IGNORECASE)
_DESTINATION = re.compile(
    r"""\]
        (?= \( | : )
        (?! (?:\(|:) [ \t]* (?![ \t])
            (?: \) | <?(?:https?://|mailto:|zotero:) | [^\s:&\\<>()`]+ (?=\)|[ \t]+["'(]|[ \t]*$) )
          | : [ \t]* [^\s:&\\<>()`]+ (?=\s)
        )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The bracket before a link's destination that is not plainly a relative path or of a known scheme.

Pandoc takes a destination with blanks in it, so that only a title may follow a path.
"""
_WIKILINK = re.compile(r"\[\[[^\[\]|#\n`\\]+(?:#[^\[\]|\n`\\]*)?(?:\|[^\[\]\n`\\]+)?\]\]")
_MOST_WIKILINK = 300
"""Characters; a longer one before a colon is not looked for."""


def _bracket(found: re.Match[str]) -> str:
    """The bracket as text, unless it ends a wikilink before a colon: ``[[09STATE1]]: three years on``."""
    text, end = found.string, found.end()
    start = text.rfind("[[", max(0, end - _MOST_WIKILINK), end)
    is_wikilink = text.startswith(":", end) and start >= 0 and _WIKILINK.fullmatch(text, start, end)
    return found.group() if is_wikilink and text[start - 1 : start] not in ("\\", "!", "[") else "&#93;"


def _disarm(line: str, code: Spans) -> str:
    """Turn inline HTML and links with odd schemes into text, except inside code spans."""
    return "".join(
        piece if is_code else _DESTINATION.sub(_bracket, _INLINE_HTML.sub("&lt;", piece))
        for piece, is_code in _pieces(line, code)
    )


def _pieces(line: str, code: Spans) -> Iterator[tuple[str, bool]]:
    end = 0
    for start, stop in code:
        yield line[end:start], False
        yield line[start:stop], True
        end = stop
    yield line[end:], False


# --- what would reach beyond the note ------------------------------------------------------------------


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
