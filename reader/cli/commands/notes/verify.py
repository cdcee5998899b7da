"""``cables verify``: the quotations and citations of a text, checked against the cables."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.cli.context import open_workspace
from reader.cli.output import message, print_line
from reader.cli.parser_base import JSON_LINES, Parser, add_json
from reader.errors import ExitCode
from reader.export.verify.checker import FAULTS, Checker, Finding, Verdict
from reader.export.verify.draft import Block
from reader.export.verify.read_draft import MAX_SIZE, read_draft, read_file
from reader.terminal_text import terminal_safe

SHOWN = 72
"""Characters of a quotation that are shown."""

VERIFY_EXAMPLES = """\
  cables verify draft.md chapter-3.txt
  pandoc article.tex -t markdown | cables verify -
  cables verify --faults --json draft.html

Reads Markdown, HTML, DOCX and plain text. Curly quotation marks, ellipses, brackets, line breaks and the
case of a first letter may differ from the cable; words may not. In DOCX a paragraph counts as a line.
Exit code 1 if something needs correcting.
"""


def declare_verify(parser: Parser) -> None:
    """The arguments of ``cables verify``."""
    add_json(parser, JSON_LINES)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a draft, or - for standard input")
    parser.add_argument("--faults", action="store_true", help="print only what needs correcting")
    parser.runs(run, examples=VERIFY_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each finding; 1 if any is a fault."""
    drafts = [(name, _blocks(name)) for name in arguments.files]
    with open_workspace(arguments) as opened:
        checker = Checker(opened.cable_source())
        findings = [(name, finding) for name, blocks in drafts for finding in checker.check(blocks)]
    faults = sum(finding.verdict in FAULTS for _, finding in findings)
    shown = [
        (name, one) for name, one in findings if not arguments.faults or one.verdict is not Verdict.EXACT
    ]
    if arguments.json:
        for name, finding in shown:
            print_line(_shape(name, finding))
    else:
        for name, finding in shown:
            for line in _lines(name, finding):
                print(terminal_safe(line))
    quoted = len(findings)
    message(f"{quoted} checked, {faults} to correct." if quoted else "No quotations or citations found.")
    return ExitCode.NOT_FOUND if faults else ExitCode.DONE


def _blocks(name: str) -> tuple[Block, ...]:
    if name == "-":
        return read_draft(sys.stdin.buffer.read(MAX_SIZE), name)
    return read_file(Path(name), name)


def _lines(name: str, finding: Finding) -> Iterator[str]:
    text = " ".join(finding.text.split())
    short = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    yield f"{name}:{finding.line}: {finding.verdict}: {short}"
    if finding.verdict is Verdict.EXACT and not finding.remark:
        return
    if finding.cited:
        yield f"    cited: {finding.cited}"
    if finding.found:
        yield f"    found: {finding.found}"
    for difference in finding.differences:
        quoted = f"“{difference.quoted}”" if difference.quoted else "nothing"
        cable = f"“{difference.cable}”" if difference.cable else "nothing"
        yield f"    {quoted} for {cable} in the cable"
    if finding.remark:
        yield f"    {finding.remark}"


def _shape(name: str, finding: Finding) -> dict[str, Any]:
    return {
        "file": name,
        "line": finding.line,
        "verdict": str(finding.verdict),
        "text": finding.text,
        "cited": finding.cited or None,
        "found": finding.found or None,
        "differences": [{"quoted": one.quoted, "cable": one.cable} for one in finding.differences],
        "remark": finding.remark or None,
    }
