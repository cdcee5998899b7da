"""Reads the members of 7z archives one after the other, with py7zr (the extra ``7z``)."""

from __future__ import annotations

from collections.abc import Iterator

from reader.library.sources.archives import Member, spool
from reader.library.sources.byte_stream import Source
from reader.library.sources.documents import Limits
from reader.library.sources.folders import printable
from reader.library.sources.helpers.process import Frame, frames, require
from reader.library.sources.unpacking import Budget, LimitedReader

SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"


def seven_zip_members(source: Source, budget: Budget, limits: Limits) -> Iterator[Member]:
    """The files in a 7z, in their order. Raises Refused if it cannot be read further."""
    require("py7zr", "7z", "a 7z archive")
    file = source.seekable or spool(source, limits.spooled)
    packed = file.seek(0, 2)
    found = frames("7z", file, budget.check_stop)
    try:
        frame = next(found, None)
        while frame:
            name = frame.content.decode("utf-8", "replace")
            member = _Member(found, budget)
            yield (
                Source(
                    LimitedReader(member, lambda: packed, budget, limits),
                    f"{source.place}: {printable(name)}",
                ),
                name,
            )
            frame = member.rest()
    finally:
        found.close()
        if file is not source.seekable:
            file.close()


class _Member:
    """A member, as far as the process has unpacked it."""

    def __init__(self, found: Iterator[Frame], budget: Budget) -> None:
        self._found = found
        self._budget = budget
        self._ahead = b""
        self._next: Frame | None = None
        self._ended = False

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; none at the end."""
        while not self._ahead and not self._ended:
            self._next = next(self._found, None)
            if self._next is None or self._next.kind == b"N":
                self._ended = True
            else:
                self._ahead = self._next.content
        taken, self._ahead = self._ahead[:size], self._ahead[size:]
        return taken

    def rest(self) -> Frame | None:
        """Pass over what was not read; the frame with which the next member begins, None at the end.

        Raises Exhausted, as what is passed over has been unpacked, too.
        """
        while not self._ended:
            self._budget.spend(len(self._ahead))
            self._ahead = b""
            self.read(1)
        return self._next
