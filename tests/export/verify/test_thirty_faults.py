"""A draft with thirty planted faults, in each format: all are found, and nothing that is right is blamed."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from reader.cable.model import Cable
from reader.cable.parse import parse
from reader.export.verify.checker import Checker, Finding
from reader.export.verify.read_draft import read_draft
from reader.paths import shipped
from tests.export.verify.builders import docx
from tests.export.verify.thirty_faults import ENTRIES, FAULTS, RIGHT, Entry

Draft = tuple[bytes, list[range]]
"""A file, and the lines of each entry in it."""


@cache
def samples() -> dict[str, Cable]:
    files = shipped("samples").glob("*.txt")
    return {path.stem: parse(path.read_text(encoding="utf-8"), mrn=path.stem) for path in files}


class Samples:
    def cable(self, mrn: str) -> Cable | None:
        return samples().get(mrn)

    def search(self, phrase: str, limit: int) -> Sequence[str]:
        sought = " ".join(re.findall(r"\w+", phrase.lower()))
        texts = {mrn: " ".join(one.text for one in cable.paragraphs) for mrn, cable in samples().items()}
        return [mrn for mrn, text in texts.items() if sought in " ".join(re.findall(r"\w+", text.lower()))]


def of_lines(lines_of: Callable[[Entry], list[str]], between: str = "\n\n") -> Draft:
    text, places = "", []
    for entry in ENTRIES:
        first = text.count("\n") + 1
        text += "\n".join(lines_of(entry)) + between
        places.append(range(first, text.count("\n") + 1))
    return text.encode(), places


def markdown() -> Draft:
    return of_lines(lambda entry: [entry.text])


def plain() -> Draft:
    def lines(entry: Entry) -> list[str]:
        mark = "    " if entry.text.startswith("> ") else ""
        return textwrap.wrap(
            entry.text.removeprefix("> "),
            60,
            initial_indent=mark,
            subsequent_indent=mark,
            break_on_hyphens=False,
        )

    return of_lines(lines)


def page() -> Draft:
    def lines(entry: Entry) -> list[str]:
        tag = "blockquote" if entry.text.startswith("> ") else "p"
        return [f"<{tag}>{html.escape(entry.text.removeprefix('> '))}</{tag}>"]

    return of_lines(lines, "\n")


def word() -> Draft:
    paragraphs = [
        ("Quote" if one.text.startswith("> ") else "Normal", html.escape(one.text.removeprefix("> ")))
        for one in ENTRIES
    ]
    return docx(*paragraphs), [range(number, number + 1) for number in range(1, len(ENTRIES) + 1)]


@pytest.mark.parametrize(
    ("draft", "name"), [(markdown, "d.md"), (plain, "d.txt"), (page, "d.html"), (word, "d.docx")]
)
def test_thirty_faults_are_found_and_nothing_else(draft: Callable[[], Draft], name: str) -> None:
    data, places = draft()
    findings = Checker(Samples()).check(read_draft(data, name))
    assert (len(FAULTS), len(RIGHT)) == (30, 18)
    for entry, lines in zip(ENTRIES, places, strict=True):
        here = [one for one in findings if one.line in lines]
        wrong = [one for one in here if one.verdict != "exact"]
        if entry in FAULTS:
            assert [str(one.verdict) for one in wrong] == [entry.verdict], entry.what
            assert entry.found in said(wrong[0]), entry.what
        else:
            assert [str(one.verdict) for one in here] == ["exact"] * bool(entry.verdict), entry.what


def said(finding: Finding) -> str:
    return f"{finding.found} {finding.differences} {finding.remark}"
