"""What is said about protected names: before an export that has not been told what to do, and after it."""

from __future__ import annotations

from collections.abc import Mapping

from reader.errors import CablesError
from reader.export.protection.names import Why
from reader.export.protection.policy import Found, Protection, Treatment

MOST_LINES = 20
"""Places that are listed."""


class ProtectedNames(CablesError):
    """There are protected names, and nobody has said what to do with them. Nothing was written."""

    def __init__(self, found: Mapping[Found, int]) -> None:
        super().__init__(
            f"Nothing was written: there are protected names ({counted(found)})",
            advice="\n".join(
                [
                    *(f"  {line}" for line in lines(found)),
                    "Give --protected mask to write [name protected], --protected leave-out to leave these",
                    "passages out, or --protected keep to write the names.",
                ]
            ),
        )
        self.found = dict(found)


def counted(found: Mapping[Found, int]) -> str:
    """``5 mentions in 2 passages of 1 cable``."""
    mentions = sum(found.values())
    if not any(one.mrn for one in found):
        return f"{_count(mentions, 'mention')}, none on a cable"
    passages = len({(one.mrn, one.label) for one in found})
    cables = len({one.mrn for one in found})
    return f"{_count(mentions, 'mention')} in {_count(passages, 'passage')} of {_count(cables, 'cable')}"


def lines(found: Mapping[Found, int], most: int = MOST_LINES) -> list[str]:
    """A line for each name in each passage, as far as there is room."""
    shown = [line(one, times) for one, times in list(found.items())[:most]]
    if len(found) > most:
        shown.append(f"and {len(found) - most:,} more")
    return shown


def line(one: Found, times: int) -> str:
    """``09LONDON2222 ¶5: Judith Gough, twice (the cable asks to protect this name)``."""
    often = "" if times == 1 else ", twice" if times == 2 else f", {times} times"
    place = f"{one.mrn} {one.label}".strip() or "a trail, code, search or merged name"
    return f"{place}: {' '.join(one.words.split())}{often} ({reason(one)})"


def reason(one: Found) -> str:
    """Why a name is protected."""
    if one.why is Why.LIST:
        return "on your list"
    if one.why is Why.UNNAMED:
        return "a request to protect that names nobody: read whom it is for"
    return (
        "the cable asks to protect a name, perhaps this" if one.doubtful else "the cable asks to protect it"
    )


def outcome(protection: Protection) -> str:
    """A sentence after an export; empty if it met no protected name."""
    if not protection.found:
        return ""
    number = counted(protection.found)
    if protection.treatment is Treatment.KEEP:
        return f"Protected names were kept: {number}."
    left = len(protection.left_out)
    if protection.treatment is Treatment.LEAVE_OUT:
        return f"Protected names: {number}; {_count(left, 'passage')} left out."
    more = f" {_count(left, 'passage')} left out, whose request names nobody." if left else ""
    return f"Protected names were masked: {number}.{more}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
