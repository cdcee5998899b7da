"""``cables completion``: scripts that complete commands and options in a shell."""

from __future__ import annotations

import argparse
import sys

from reader.cli.parser_base import Parser
from reader.errors import ExitCode
from reader.paths import shipped

FILES = {
    "bash": "bash-completion/completions/cables",
    "zsh": "zsh/site-functions/_cables",
    "fish": "fish/vendor_completions.d/cables.fish",
}
"""The script for each shell, in the folder ``share``."""
COMPLETION_EXAMPLES = """\
  cables completion bash > cables.bash
  cables completion zsh > _cables
  cables completion fish > cables.fish

If pip installed cables for the whole system, completion already works. Otherwise save the script as
  bash  ~/.local/share/bash-completion/completions/cables (needs the package bash-completion)
  zsh   _cables in a folder of $fpath, before compinit is run in ~/.zshrc
  fish  ~/.config/fish/completions/cables.fish
and open a new shell. For this bash only: source <(cables completion bash)
"""


def declare_completion(parser: Parser) -> None:
    """The arguments of ``cables completion``."""
    parser.add_argument("shell", choices=tuple(FILES), help="bash, zsh or fish")
    parser.runs(run, examples=COMPLETION_EXAMPLES)


def run(arguments: argparse.Namespace) -> int:
    """Print the script for a shell."""
    sys.stdout.write((shipped("share") / FILES[arguments.shell]).read_text(encoding="utf-8"))
    return ExitCode.DONE
