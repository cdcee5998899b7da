"""The option ``--protected``: what an export does with protected names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.output import message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from reader.cable.model import Cable
    from reader.export.protection.own_names import OwnNames
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


def warn_of_titles(titles: Mapping[str, Cable | None], own: OwnNames) -> None:
    """Print which cables, by MRN, have a protected name in their title, if any has."""
    from reader.export.protection.names import names_in
    from reader.export.protection.policy import Found
    from reader.export.protection.report import lines

    found: dict[Found, int] = {}
    for mrn, cable in titles.items():
        title = (cable.title or "") if cable else ""
        for place in names_in(cable, own).places(title):
            one = Found(mrn, "title", place.words, place.why, place.doubtful)
            found[one] = found.get(one, 0) + 1
    if found:
        message("\n".join(["Warning: protected names are printed.", *(f"  {line}" for line in lines(found))]))
