"""The arguments of ``cables trails``, and printing trails and their stops."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from reader.cli.commands.notes.trails.trail_actions import ACTIONS, place
from reader.cli.confirm import counted
from reader.cli.context import open_workspace
from reader.cli.output import Paint, is_terminal, message, print_line, text_width, wrap
from reader.cli.parser_base import (
    JSON_LINES,
    Parser,
    add_common,
    add_dry_run,
    add_json,
    add_yes,
    whole_number,
)
from reader.errors import ExitCode
from reader.library.bulk_lookup import subjects
from reader.notes.model import Trail
from reader.notes.trails.trail_lookup import all_trails, named_trail
from reader.terminal_text import cut, one_line
from reader.workspace import Workspace

TRAILS_EXAMPLES = """\
  cables trails
  cables trails new 'Task force' 06PHNOMPENH977 ¶2 07BEIJING7545
  cables trails add 'Mekong plan' 09PHNOMPENH189 ¶4 --comment 'what came of it'
  cables trails comment 'Mekong plan' 1 'Where the plan is named first'
  cables trails move 'Mekong plan' 3 1
  cables trails show 'Mekong plan'
  cables list trail:'"Mekong plan"'
  cables timeline --cables trail:'"Mekong plan"'
  cables export --trail 'Mekong plan' --style html --to mekong.html

Stops are counted from 1. In a pipe, tab-separated: stops, name, comment; for show: number, MRN, paragraph,
comment, subject. Every change can be undone with `cables undo`.
"""


def declare_trails(parser: Parser) -> None:
    """The arguments of ``cables trails``."""
    add_json(parser, JSON_LINES)
    parser.runs(run, examples=TRAILS_EXAMPLES, writes_notes=True)
    actions = parser.add_subparsers(metavar="ACTION", title="actions", dest="action")

    def action(name: str, help: str, *, writes: bool = True) -> Parser:
        made: Parser = actions.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.")
        made.set_defaults(writes_notes=False)
        add_common(made)
        made.add_argument("trail", metavar="TRAIL", help="the name of the trail")
        if writes:
            add_dry_run(made)
        return made

    shown = action("show", "list the stops of a trail", writes=False)
    shown.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=JSON_LINES)
    made = action("new", "create a trail; omit the cables for an empty one")
    made.add_argument("places", metavar="MRN [¶N]", nargs="*", help="cables, each with an optional paragraph")
    added = action("add", "add stops")
    added.add_argument(
        "places", metavar="MRN [¶N]", nargs="+", help="cables, each with an optional paragraph"
    )
    added.add_argument("--at", type=whole_number, metavar="N", help="before the stop of this number")
    added.add_argument("--comment", metavar="TEXT", default="", help="a comment on the new stop")
    noted = action("comment", "set the comment on a stop; omit the text to clear it")
    noted.add_argument("stop", type=whole_number, metavar="N", help="the number of the stop")
    noted.add_argument("text", metavar="TEXT", nargs="?", default="", help="the comment")
    moved = action("move", "move a stop to another place in the order")
    moved.add_argument("stop", type=whole_number, metavar="N", help="the number of the stop")
    moved.add_argument("to", type=whole_number, metavar="M", help="its new number")
    action("remove", "remove a stop").add_argument("stop", type=whole_number, metavar="N", help="its number")
    named = action("rename", "rename a trail")
    named.add_argument("name", metavar="NAME", help="the new name")
    described = action("describe", "say what a trail is about; omit the text to clear it")
    described.add_argument("text", metavar="TEXT", nargs="?", default="", help="what it is about")
    add_yes(action("delete", "delete a trail; its cables and their notes stay"))


def run(arguments: argparse.Namespace) -> int:
    """Print the trails or the stops of one, or change a trail."""
    with open_workspace(arguments) as opened:
        if arguments.action is None:
            return _print_trails(all_trails(opened.notes), as_json=arguments.json)
        if arguments.action == "show":
            return _print_stops(opened, named_trail(opened.notes, arguments.trail), as_json=arguments.json)
        return ACTIONS[arguments.action](opened, arguments)


def _print_trails(trails: Sequence[Trail], *, as_json: bool) -> int:
    for trail in trails:
        name, about = one_line(trail.name), one_line(trail.comment)
        if as_json:
            print_line(_shape(trail))
        elif is_terminal():
            print(cut(f"{counted(len(trail.stops), 'stop'):>11}  {name}{f': {about}' if about else ''}", 200))
        else:
            print(f"{len(trail.stops)}\t{name}\t{about}")
    if not trails:
        message("There are no trails yet. To create one: cables trails new NAME MRN...")
    return ExitCode.DONE


def _shape(trail: Trail) -> dict[str, object]:
    return {
        "id": trail.id,
        "name": trail.name,
        "comment": trail.comment,
        "stops": len(trail.stops),
        "author": trail.author,
        "created": trail.created.isoformat(),
        "changed": trail.changed.isoformat(),
    }


def _print_stops(opened: Workspace, trail: Trail, *, as_json: bool) -> int:
    known = subjects(opened.library, {stop.target.mrn for stop in trail.stops})
    if is_terminal() and not as_json:
        print(Paint().bold(f"{one_line(trail.name)} · {counted(len(trail.stops), 'stop')}"))
        if trail.comment:
            print("\n".join(wrap(one_line(trail.comment), text_width())))
    for number, stop in enumerate(trail.stops, start=1):
        subject, comment = known.get(stop.target.mrn), one_line(stop.comment)
        held = subject is not None
        if as_json:
            print_line(
                {
                    "number": number,
                    "mrn": stop.target.mrn,
                    "paragraph": stop.target.label or None,
                    "comment": stop.comment,
                    "held": held,
                    "subject": subject,
                }
            )
        elif is_terminal():
            title = one_line(subject or "") if held else "not in the library"
            print(cut(f"{number:>4}  {place(stop.target)}  {title}", text_width()))
            if comment:
                print("\n".join(wrap(comment, text_width(), first=" " * 6, rest=" " * 6)))
        else:
            mrn, label = one_line(stop.target.mrn), stop.target.label
            print(f"{number}\t{mrn}\t{label}\t{comment}\t{one_line(subject or '')}")
    return ExitCode.DONE
