"""``cables where`` and ``cables explain``: small answers."""

from __future__ import annotations

import argparse
import platform

from reader import __version__, paths
from reader.cable.reference.explain import explain as meanings
from reader.cli.output import json_text, message, one_line
from reader.cli.parser_base import Parser, add_json

EXPLAIN_EXAMPLES = """\
  cables explain PHUM
  cables explain S/NF RUEHC
"""


def declare_explain(parser: Parser) -> None:
    """The arguments of ``cables explain``."""
    add_json(parser)
    parser.add_argument(
        "code", nargs="+", metavar="CODE", help="a TAG, post, route, portion mark, caption or acronym"
    )
    parser.runs(explain, examples=EXPLAIN_EXAMPLES)


def declare_where(parser: Parser) -> None:
    """The arguments of ``cables where``."""
    add_json(parser)
    parser.runs(where)


def where(arguments: argparse.Namespace) -> int:
    """Every folder the program uses; nothing is made by asking."""
    library = paths.library_home(arguments.library)
    samples = paths.samples_home()
    folders = {
        "library": library,
        "notes": library / "notes",
        "samples": samples,
        "state": paths.state_home(),
        "styles": paths.shipped("styles"),
    }
    if arguments.json:
        print(json_text({name: str(path) for name, path in folders.items()}))
        return 0
    for name, path in folders.items():
        print(f"{name:<9}{one_line(str(path))}{'' if path.exists() else '  (not there yet)'}")
    print(f"{'program':<9}cables {__version__}, Python {platform.python_version()}")
    return 0


def explain(arguments: argparse.Namespace) -> int:
    """All meanings of a code."""
    code = " ".join(arguments.code)
    found = meanings(code)
    if arguments.json:
        shapes = [
            {"code": one.code, "what": one.what, "meaning": one.meaning, "reviewed": one.reviewed}
            for one in found
        ]
        print(json_text(shapes))
    elif found:
        for one in found:
            doubt = "" if one.reviewed else "  (not checked against a published list)"
            print(f"{one.code}  {one.what}: {one.meaning}{doubt}")
    else:
        message(f"cables: not in the tables: {one_line(code)}")
    return 0 if found else 1
