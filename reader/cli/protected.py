"""The option ``--protected``: what an export does with protected names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.output import message

if TYPE_CHECKING:
    import argparse

    from reader.export.protection.policy import Protection

TREATMENTS = ("mask", "leave-out", "keep")


def add_protected(parser: argparse.ArgumentParser) -> None:
    """Declare the option."""
    parser.add_argument(
        "--protected",
        choices=TREATMENTS,
        help="names that a cable asks to protect or that are on your list: write [name protected], leave the"
        " passages out, or keep them; without it, nothing is written if there are any",
    )


def say_protected(protection: Protection) -> None:
    """Print what was done with protected names, if there were any."""
    from reader.export.protection.report import outcome

    if words := outcome(protection):
        message(words)
