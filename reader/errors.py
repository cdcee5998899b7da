"""Errors shown to the user: what went wrong, where, and what to do; and the exit codes they end with."""

from __future__ import annotations

from collections.abc import Sequence


class ExitCode:
    """The exit codes of ``cables``, the same for every command."""

    DONE = 0
    """Also where there was nothing to do."""
    NOT_FOUND = 1
    """No match, findings of a check, a question answered with no, or a failure; the message says which."""
    USAGE = 2
    """The command line, or a query on it, is wrong."""
    DAMAGED = 3
    """The library or the notes are damaged."""
    PARTLY = 4
    """Something was done and something was not; the messages name what was not."""
    INTERRUPTED = 130
    """Stopped with Ctrl+C."""


class CablesError(Exception):
    """Base of every expected error.

    ``str()`` gives what and where on one line, then the advice.
    """

    exit_code: int = ExitCode.NOT_FOUND

    def __init__(self, what: str, *, where: str | None = None, advice: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        """The parts that are there."""
        first = f"{self.what}: {self.where}" if self.where else self.what
        return f"{first}\n{self.advice}" if self.advice else first


class UsageError(CablesError):
    """The request itself cannot be carried out: a wrong argument or query."""

    exit_code: int = ExitCode.USAGE


class UnknownCable(CablesError):
    """The library has no cable with this number. ``nearest``: numbers that may be meant, likeliest first."""

    def __init__(self, text: str, nearest: Sequence[str] = (), *, several: bool = False) -> None:
        self.nearest = tuple(nearest)
        self.several = several
        """Whether the text fits several cables."""
        if several:
            what, advice = "Several cables match", f"Give the year: {', '.join(nearest)}."
        elif nearest:
            what, advice = "No such cable in this library", f"Nearest: {', '.join(nearest)}."
        else:
            what, advice = "No such cable in this library", "`cables list` lists all cables."
        super().__init__(what, where=text, advice=advice)


def disk_words(error: OSError) -> str:
    """``File name too long: /home/ann/…``: an error of the file system that nothing more is known about."""
    where = f": {error.filename}" if error.filename else ""
    return f"{error.strerror or type(error).__name__}{where}"
