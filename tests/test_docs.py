"""The documentation against the program: addresses exist, made parts are current, examples are valid."""

from __future__ import annotations

import importlib
import re
import shlex
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from reader.cli.parser import parse as parse_arguments
from reader.library.query import syntax
from reader.library.query.fields import FIELDS
from tests import make_docs, tree

PAGES = [
    *sorted(tree.ROOT.glob("*.md")),
    *sorted((tree.ROOT / "docs").rglob("*.md")),
    tree.ROOT / "reader/cable/reference/data/SOURCES.md",
    tree.ROOT / "tests/gold/README.md",
]
README = tree.ROOT / "README.md"

TOP = ("reader", "tests", "docs", "styles", "samples", ".ci")
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
_QUOTED = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(rf"(?:{'|'.join(map(re.escape, TOP))})/[\w./*-]*")
_DOTTED = re.compile(r"(?:reader|tests)(?:\.\w+)+")
_RUN = re.compile(r"python3? -m ((?:reader|tests)[\w.]*)")
_IMPORT = re.compile(r"^\s*from ((?:reader|tests)[\w.]*) import (\w+)", re.MULTILINE)
_FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def exists(address: str) -> bool:
    """Whether a path in the repository, perhaps with a star, leads to anything."""
    return any(tree.ROOT.glob(address.rstrip("/"))) if "*" in address else (tree.ROOT / address).exists()


def importable(name: str) -> bool:
    """Whether a dotted name is a module, or a name in one."""
    module, _, attribute = name.rpartition(".")
    try:
        importlib.import_module(name)
    except ImportError:
        try:
            return hasattr(importlib.import_module(module), attribute)
        except ImportError:
            return False
    return True


def dead_addresses(page: Path) -> list[str]:
    """Links, paths and dotted names in a page that lead nowhere."""
    text = page.read_text(encoding="utf-8")
    quoted = _QUOTED.findall(text)
    dead = [link for link in _LINK.findall(_FENCED.sub("", text)) if not (page.parent / link).exists()]
    dead += [word for word in quoted if _PATH.fullmatch(word) and not exists(word)]
    names = [word for word in quoted if _DOTTED.fullmatch(word) and not word.endswith((".py", ".md"))]
    names += _RUN.findall(text)
    names += [f"{module}.{name}" for module, name in _IMPORT.findall(text)]
    return dead + [name for name in names if not importable(name)]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(tree.ROOT)))
def test_every_address_in_the_docs_exists(page: Path) -> None:
    assert dead_addresses(page) == []


def test_an_address_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "[gone](gone.md) [web](https://example.org/x.md) `reader/gone.py` `reader/cable/` `reader.gone` "
        "`reader.cable.parse.parse`\n\n    python -m tests.gone\n    from reader.cable.parse import gone\n"
    )
    assert dead_addresses(page) == [
        "gone.md",
        "reader/gone.py",
        "reader.gone",
        "tests.gone",
        "reader.cable.parse.gone",
    ]


@pytest.mark.parametrize("page", make_docs.made(), ids=lambda path: str(path.relative_to(tree.ROOT)))
def test_what_is_made_from_the_source_is_current(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == make_docs.made()[page], "run: python -m tests.make_docs"


def test_every_made_part_is_in_a_page() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in make_docs.pages())
    assert {name for name in make_docs.PARTS if f"<!-- made: {name} -->" in text} == make_docs.PARTS.keys()


def test_the_recording_is_small_and_well_formed() -> None:
    path = tree.ROOT / "docs/recording.svg"
    assert path.stat().st_size < 400_000
    assert ElementTree.parse(path).getroot().tag.endswith("svg")


def cheat_sheet() -> list[str]:
    """The queries of the README's table."""
    _, _, after = README.read_text(encoding="utf-8").partition("## Query cheat sheet\n")
    rows = [line for line in after.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    return [query.replace("\\|", "|") for line in rows for query in _QUOTED.findall(line.split(" | ")[-1])]


def test_every_query_of_the_cheat_sheet_is_valid() -> None:
    queries = cheat_sheet()
    assert len(queries) > 10
    for query in queries:
        assert syntax.parse(query).root is not None, query


def test_every_example_of_a_field_is_a_valid_query_for_it() -> None:
    for field in FIELDS.values():
        assert syntax.parse(field.example).root is not None
        assert f"{field.name}:" in field.example


def commands_in(page: Path) -> list[str]:
    """The `cables` commands in the shell blocks of a page, without comments and what is piped on."""
    lines = [
        line for block in _BLOCK.findall(page.read_text(encoding="utf-8")) for line in block.splitlines()
    ]
    words = [shlex.split(line, comments=True) for line in lines]
    found = []
    for line in words:
        at = next((at for at, word in enumerate(line) if word.endswith("cables")), None)
        if at is not None:
            end = next((end for end, word in enumerate(line) if word in ("|", ">", "&&") and end > at), None)
            found.append(shlex.join(line[at + 1 : end]))
    return found


@pytest.mark.parametrize("command", sorted({one for page in make_docs.pages() for one in commands_in(page)}))
def test_every_command_in_the_docs_is_accepted(command: str) -> None:
    assert parse_arguments(shlex.split(command)).run
