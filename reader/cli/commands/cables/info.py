"""``cables where`` and ``cables explain``: where files are stored, what codes mean."""

from __future__ import annotations

import argparse
import platform

from reader import __version__, paths
from reader.cable.reference.explain import explain as meanings
from reader.cli.output import print_line, print_object, problem
from reader.cli.parser_base import JSON_LINES, Parser, add_json
from reader.errors import ExitCode
from reader.terminal_text import one_line

EXPLAIN_EXAMPLES = """\
  cables explain PHUM
  cables explain S/NF RUEHC
  cables explain --json PHNOM PENH
"""
WHERE_EXAMPLES = """\
  cables where
  cables where --json | jq -r .notes
"""


def declare_explain(parser: Parser) -> None:
    """The arguments of ``cables explain``."""
    parser.add_argument(
        "code",
        nargs="+",
        metavar="CODE",
        help="a TAG, post, routing indicator, portion mark, caption or acronym",
    )
    add_json(parser, JSON_LINES)
    parser.runs(explain, examples=EXPLAIN_EXAMPLES)


def declare_where(parser: Parser) -> None:
    """The arguments of ``cables where``."""
    add_json(parser)
    parser.runs(where, examples=WHERE_EXAMPLES)


def where(arguments: argparse.Namespace) -> int:
    """Every folder the program uses; none is created."""
    library = paths.library_home(arguments.library)
    folders = {
        "library": library,
        "notes": library / "notes",
        "samples": paths.samples_home(),
        "state": paths.state_home(),
        "config": paths.config_home(),
        "styles": paths.shipped("styles"),
    }
    if arguments.json:
        print_object({name: str(path) for name, path in folders.items()})
        return ExitCode.DONE
    for name, path in folders.items():
        print(f"{name:<9}{one_line(str(path))}{'' if path.exists() else '  (not created yet)'}")
    print(f"{'program':<9}cables {__version__}, Python {platform.python_version()}")
    return ExitCode.DONE


def explain(arguments: argparse.Namespace) -> int:
    """All meanings of a code, or of each of several codes."""
    phrase = " ".join(arguments.code)
    codes = [phrase] if meanings(phrase) else arguments.code
    found = [fact for code in codes for fact in meanings(code)]
    unknown = [code for code in codes if not meanings(code)]
    for one in found:
        if arguments.json:
            print_line({"code": one.code, "what": one.what, "meaning": one.meaning, "reviewed": one.reviewed})
        else:
            doubt = "" if one.reviewed else "  (not checked against a published list)"
            print(f"{one.code}  {one.what}: {one.meaning}{doubt}")
    if unknown:
        problem(f"No such code: {', '.join(map(one_line, unknown))}")
        return ExitCode.PARTLY if found else ExitCode.NOT_FOUND
    return ExitCode.DONE
