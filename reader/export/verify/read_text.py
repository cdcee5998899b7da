"""Reading markdown and plain text into blocks."""

from __future__ import annotations

import html
import re

from reader.export.verify.draft import Block, BlockBuilder, BlockKind, built

_LISTS = ("<!-- generated:begin index-missing-", "<!-- generated:begin index-searches-")
"""How the lines of our own export above such a list begin."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+|$)")
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:\s*")
_QUOTE = re.compile(r" {0,3}> ?")
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")
_INDENTED = re.compile(r"(?: {4,}|\t)(?=\S)")
_CABLE_PROPERTY = re.compile(r"cable:\s*[\"']?([^\"'\s]+)")
_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"(?<!\\)!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_WIKILINK = re.compile(r"(?<!\\)\[\[(?P<page>[^\[\]|#]+)(?:[#^][^\[\]|]*)?(?:\|(?P<shown>[^\[\]]*))?\]\]")
_BLOCK_ID = re.compile(r"\s\^[A-Za-z0-9-]+\s*$|(?<!\s)\s*\{#[\w-]+\}\s*$|\[\]\{#[\w-]+\}")
_EMPHASIS = re.compile(r"(?<![\\\w*])(\*{1,3}|_{1,3})(?=\S)(.{1,1000}?)(?<=[^\s\\])\1(?![\w*])")


def read_markdown(text: str) -> tuple[Block, ...]:
    """The blocks of a markdown text of any style."""
    # What is left out becomes blank, line by line, so that the numbers stay.
    text = "\n".join(_without_lists(text.split("\n")))
    text = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    builders: list[BlockBuilder] = []
    lines = text.split("\n")
    first = _after_front_matter(lines, builders)
    kind: BlockKind | None = None
    fenced = False
    for number, line in enumerate(lines[first:], first + 1):
        quoted = _QUOTE.match(line)
        inner = line[quoted.end() :] if quoted else line
        if _FENCE.match(inner):
            fenced = not fenced
            continue
        if not inner.strip():
            if not quoted:
                kind = None
            continue
        if quoted or (fenced and kind is BlockKind.QUOTE):
            _add(builders, BlockKind.QUOTE, kind, number, inner if fenced else plain_markdown(inner))
            kind = BlockKind.QUOTE
        elif fenced:
            continue
        elif found := _HEADING.match(line):
            heading = BlockBuilder(BlockKind.HEADING, level=len(found.group(1)))
            heading.lines.append((number, plain_markdown(line[found.end() :])))
            builders.append(heading)
            kind = None
        elif found := _FOOTNOTE.match(line):
            footnote = BlockBuilder(BlockKind.FOOTNOTE, label=found.group(1))
            footnote.lines.append((number, plain_markdown(line[found.end() :])))
            builders.append(footnote)
            kind = BlockKind.FOOTNOTE
        else:
            item = _LIST_ITEM.match(line)
            following = BlockKind.FOOTNOTE if kind is BlockKind.FOOTNOTE else BlockKind.TEXT
            current = None if item else kind
            _add(builders, following, current, number, plain_markdown(line[item.end() if item else 0 :]))
            kind = following
    return built(builders)


def _after_front_matter(lines: list[str], builders: list[BlockBuilder]) -> int:
    """The index after the front matter; the cable it names becomes a heading."""
    if not lines or lines[0].removeprefix("\ufeff").rstrip() != "---":
        return 0
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            return index + 1
        if found := _CABLE_PROPERTY.match(line):
            builders.append(BlockBuilder(BlockKind.HEADING, level=1, lines=[(index + 1, found.group(1))]))
    return 0


def _add(
    builders: list[BlockBuilder], kind: BlockKind, current: BlockKind | None, number: int, line: str
) -> None:
    if current is not kind or not builders:
        builders.append(BlockBuilder(kind))
    builders[-1].lines.append((number, line))


def plain_markdown(line: str) -> str:
    """The words of a line of markdown as they are shown; footnote references stay."""
    line = _BLOCK_ID.sub("", line)
    line = _WIKILINK.sub(_page_named, line)
    line = _LINK.sub(r"\1", line)
    line = re.sub(r"(?<!\\)`{1,99}+([^`]+)`+", r"\1", line)
    line = _EMPHASIS.sub(r"\2", line)
    return html.unescape(_UNESCAPE.sub(r"\1", line))


def _page_named(link: re.Match[str]) -> str:
    """What a wikilink shows if it names its page, ``04RANGOON1422 ¶10``; else the page."""
    return link["shown"] if link["page"] in (link["shown"] or "") else link["page"]


def _without_lists(lines: list[str]) -> list[str]:
    """The lines, blank between the markers of lists that quote and cite nothing: searches, missing cables."""
    kept = list(lines)
    first: int | None = None
    for index, line in enumerate(lines):
        if line.startswith(_LISTS):
            first = index
        elif first is not None and line.startswith("<!-- generated:end index-"):
            kept[first : index + 1] = [""] * (index + 1 - first)
            first = None
    return kept


def read_plain(text: str) -> tuple[Block, ...]:
    """The blocks of plain text: paragraphs between blank lines; ``>`` or an indent makes a quotation."""
    builders: list[BlockBuilder] = []
    kind: BlockKind | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            kind = None
            continue
        marked = _QUOTE.match(line) or _INDENTED.match(line)
        following = BlockKind.QUOTE if marked else BlockKind.TEXT
        _add(builders, following, kind, number, line[marked.end() if marked else 0 :])
        kind = following
    return built(builders)
