"""The errors a user can meet. Each says what went wrong, where, and what to do."""

from __future__ import annotations


class CablesError(Exception):
    """Base of every expected error.

    ``str()`` of it is fit for the status line: what, where and advice on one line each.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, advice: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        """What, where and advice, as far as there are any."""
        first = f"{self.what}: {self.where}" if self.where else self.what
        return f"{first}\n{self.advice}" if self.advice else first


class UsageError(CablesError):
    """The request itself cannot be carried out: a wrong argument, an unknown MRN."""

    exit_code = 2
