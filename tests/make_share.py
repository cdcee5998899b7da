"""The files that a package installs beside the program: completions for three shells, and the man page.

Made from the declarations of the commands by ``python -m tests.make_docs``, which writes them to ``share/``.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import shtab

from reader.cli import parser as command_line
from reader.cli.parser_base import Parser
from reader.cli.verbs import GROUPS
from reader.notes.session import AUTHOR_VARIABLE
from reader.paths import LIBRARY_VARIABLE
from tests import tree

SHARE = tree.ROOT / "share"
COMPLETIONS = {
    "bash": SHARE / "bash-completion" / "completions" / "cables",
    "zsh": SHARE / "zsh" / "site-functions" / "_cables",
    "fish": SHARE / "fish" / "vendor_completions.d" / "cables.fish",
}
MAN_PAGE = SHARE / "man" / "man1" / "cables.1"
PATHS = {"FILE": shtab.FILE, "PATH": shtab.FILE, "DIR": shtab.DIRECTORY}
"""Arguments that are completed with file names, by metavar."""
MRNS = {
    "bash": "_cables_mrns",
    "zsh": "_cables_mrns",
    "fish": "(_cables_mrns)",
    "preamble": {
        "bash": """\
# The MRNs in the library that begin with $1.
_cables_mrns() {
  local at library=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    case ${COMP_WORDS[at]} in
      --samples) library=(--samples) ;;
      --library) library=(--library "${COMP_WORDS[at + 1]/#\\~/$HOME}") ;;
    esac
  done
  [[ $1 == [0-9]* || $1 == FRUS* ]] || return 0
  cables list "${library[@]}" --quiet --ids --limit 100 -- "mrn:$1*" 2>/dev/null
}""",
        "zsh": """\
# The MRNs in the library that begin with what was typed.
_cables_mrns() {
  local -a typed=(${(z)LBUFFER}) library column found shown
  local line at=${typed[(I)--library]}
  (( at )) && library=(--library ${~typed[at + 1]})
  (( ${typed[(I)--samples]} )) && library=(--samples)
  [[ $PREFIX == ([0-9]|FRUS)* ]] || return 1
  for line in ${(f)"$(_call_program mrns cables list $library --quiet --limit 100 -- "mrn:$PREFIX*")"}; do
    column=("${(@ps:\\t:)line}")
    found+=($column[2])
    shown+=("$column[2]  -- $column[5]")
  done
  compadd -l -d shown -a found
}""",
        "fish": """\
# The MRNs in the library that begin with what was typed.
function _cables_mrns
  set -l typed (commandline -ct)
  set -l words (commandline -opc)
  set -l library
  if set -l at (contains -i -- --library $words)
    set library --library (string replace -r '^~' -- $HOME $words[(math $at + 1)])
  else if contains -- --samples $words
    set library --samples
  end
  if string match -qr '^([0-9]|FRUS)' -- $typed
    cables list $library --quiet --limit 100 -- "mrn:$typed*" 2>/dev/null |
      string replace -rf '^[^\\t]*\\t([^\\t]*)\\t.*\\t' '$1\\t'
  end
end""",
    },
}
"""Completes an MRN with those in the library, in each shell."""
COMPLETED = {**PATHS, "MRN": MRNS, "MRN|QUERY": MRNS, "MRN [¶N]": MRNS}
COMMON = ("help", "library", "quiet")
"""The destinations of options that every command has; the man page lists them once."""


def made() -> dict[Path, str]:
    """What each file should contain."""
    completions = {path: completion(shell) for shell, path in COMPLETIONS.items()}
    return {**completions, MAN_PAGE: "\n".join(man_page()) + "\n"}


def completion(shell: str) -> str:
    """The completion script for a shell."""
    parser = command_line.whole_parser()
    for each in _with_subparsers(parser):
        for action in each._actions:
            if isinstance(action.metavar, str) and (kind := COMPLETED.get(action.metavar)):
                action.complete = kind  # type: ignore[attr-defined]
    script = shtab.complete(parser, shell).rstrip() + "\n"
    if shell == "zsh":  # shtab's "(*)" completes only the first of several arguments
        script = re.sub(r'^  "\(\*\)::?', '  "*:', script, flags=re.MULTILINE)
    return script


def man_page() -> Iterator[str]:
    """The lines of the man page."""
    yield '.TH CABLES 1 "" cables "User Commands"'
    yield from (".SH NAME", "cables \\- read, search and annotate US diplomatic cables in the terminal")
    yield from (".SH SYNOPSIS", ".B cables", "[COMMAND] [OPTIONS]")
    yield from (".SH DESCRIPTION", roff(command_line.DESCRIPTION))
    yield from (".PP", "Without a command, cables opens your library.")
    yield ".SH COMMANDS"
    for group, verbs in GROUPS.items():
        yield f".SS {roff(group.capitalize())}"
        for verb in verbs:
            yield from (".TP 12", f".B {roff(verb.name)}", roff(verb.summary))
    yield ".SH OPTIONS"
    yield "Every command has these."
    yield from _options(command_line.top_parser(), skip=("version",))
    for verb in (verb for verbs in GROUPS.values() for verb in verbs):
        yield from _command(command_line.command_parser(verb), f"cables {verb.name}")
    examples, _, rest = command_line.EXAMPLES.removeprefix("examples:\n").partition("\nEvery command")
    yield from (".SH EXAMPLES", *_verbatim(examples))
    yield from (".SH EXIT STATUS", *_exit_codes(rest))
    yield from (".SH ENVIRONMENT", ".TP", f".B {LIBRARY_VARIABLE}", "the folder of the library")
    yield from (".TP", f".B {AUTHOR_VARIABLE}", "the author of new notes")
    yield from (".TP", ".B NO_COLOR", "print without colours")
    yield from (".SH FILES", "`cables where` shows the folders of the library, the notes and the samples.")


def roff(text: str) -> str:
    """One line of text for the man page, with nothing in it that could be a command of roff."""
    line = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line


def _command(parser: Parser, name: str) -> Iterator[str]:
    """The section of one command."""
    positionals = [action for action in parser._actions if not action.option_strings]
    yield f'.SH "{roff(name).upper()}"'
    yield f".B {roff(name)}"
    yield roff(" ".join(["[OPTIONS]", *map(_placeholder, positionals)]))
    yield from (".PP", roff(parser.description or ""))
    yield from _options(parser, skip=COMMON)
    examples, _, notes = (parser.epilog or "").removeprefix("examples:\n").partition("\n\n")
    if notes:
        is_list = any(line.startswith(" ") for line in notes.splitlines())
        yield from (".PP", *(_verbatim(notes) if is_list else map(roff, notes.splitlines())))
    yield from (".PP", "Examples:", *_verbatim(examples))


def _options(parser: argparse.ArgumentParser, skip: tuple[str, ...]) -> Iterator[str]:
    """The arguments and options of a parser, with their help; the actions of ``cables codes`` too."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice, sub in action.choices.items():
                arguments = [each for each in sub._actions if not each.option_strings]
                yield from (".TP", f".B {roff(' '.join([choice, *map(_placeholder, arguments)]))}")
                yield roff(sub.description or "")
        elif action.dest not in skip and action.help:
            names = ", ".join(action.option_strings)
            value = _placeholder(action) if action.nargs != 0 else ""
            yield from (".TP", f".B {roff(f'{names} {value}')}")
            yield roff(action.help % {**vars(action), "prog": parser.prog})


def _placeholder(action: argparse.Action) -> str:
    """``[MRN ...]``: the name of an argument's value, as in usage lines."""
    if isinstance(action, argparse._SubParsersAction):
        return "[ACTION ...]"
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar) + " ..."
    name = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    forms = {"?": f"[{name}]", "*": f"[{name} ...]", "+": f"{name} ..."}
    return forms.get(str(action.nargs), name)


def _exit_codes(text: str) -> Iterator[str]:
    for line in text.partition("exit codes:\n")[2].splitlines():
        code, _, meaning = line.strip().partition(" ")
        yield from (".TP", f".B {code}", roff(meaning))


def _verbatim(text: str) -> Iterator[str]:
    yield ".nf"
    for line in text.splitlines():
        yield "\\&" + line.replace("\\", "\\e").replace("-", "\\-")
    yield ".fi"


def _with_subparsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                yield from _with_subparsers(sub)
