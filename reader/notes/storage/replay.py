"""The state of the notes while their files are being read.

Damage is skipped, never guessed at: each loss is described in a sentence for the user, and the damaged bytes
are collected so that they can be kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reader.notes.model import FORMAT
from reader.notes.storage.format import snapshot
from reader.notes.storage.format.journal import is_change, is_header, is_number
from reader.notes.storage.format.journal_lines import Piece, dump, scan
from reader.notes.storage.table_state import Snapshot, State

_CABLE = re.compile(rb"\"(?:mrn\":\"|cable:)([0-9A-Z][0-9A-Za-z_-]{2,40})\"")
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that could not be read."""

    file: str
    data: bytes


@dataclass(slots=True)
class Replay:
    """The state read so far, and the position in the files."""

    state: State = field(default_factory=State)
    generation: int = 0
    """Of the journal being read; 0 before there is one."""
    offset: int = 0
    """Bytes of that journal that have been read."""
    count: int = 0
    """Changes so far, over all generations: the number in the last line."""
    first_count: int = 0
    """The number of changes before the journal being read."""
    last: str = ""
    """The id of the last change; the next one names it."""
    store: str = ""
    """The store's id, created once."""
    format: int = FORMAT
    """The newest format found; if it is above ours, the notes are read and never written."""
    count_unknown: bool = False
    """True if no snapshot was whole, until the header of a journal gives the number of changes."""
    losses: list[str] = field(default_factory=list)
    """Sentences for the user."""
    damage: list[Damage] = field(default_factory=list)

    # -- journals ------------------------------------------------------------------------------------

    def read_journal(self, name: str, data: bytes) -> tuple[set[str], bytes]:
        """Apply the lines of a journal that start at ``offset``.

        Returns the names of the changed tables, and what follows the last intact line: a half-written line or
        nothing. ``offset`` is then the position before that tail.
        """
        changed: set[str] = set()
        base = self.offset
        header_missing = base == 0
        bad: Piece | None = None
        end = 0
        for piece in scan(data):
            if not piece.intact:
                bad = Piece(bad.start if bad else piece.start, piece.end, False)
                continue
            line = piece.decode(data)
            if not (is_header(line) or is_change(line)):
                # The checksum is right but the shape is not: another program wrote it, or a later version.
                bad = Piece(bad.start if bad else piece.start, piece.end, False)
                end = piece.end
                continue
            header_missing = header_missing and "journal" not in line
            changed |= self._apply(name, line, data, bad)
            bad, end = None, piece.end
        if bad and bad.start < end:  # complete lines at the end, so nothing half-written
            damaged = data[bad.start : end]
            self._report_damage(name, damaged, f"its contents{cables_in(damaged)} are not shown")
        if data[end : end + 1] == b"\n":
            end += 1
        if header_missing:
            self.losses.append(f"The beginning of {name} is missing; changes made in it may be lost.")
        self.offset = base + end
        return changed, data[end:]

    def _apply(self, name: str, line: dict[str, Any], data: bytes, bad: Piece | None) -> set[str]:
        """Apply a line that may follow a damaged part; returns the names of the changed tables."""
        header = is_header(line)
        count_before = line["n"] if header else line["n"] - 1
        if header and self.count_unknown:
            self.count, self.count_unknown = count_before, False
        missing = count_before - self.count
        if bad or missing > 0:
            self.last = ""
        if bad:
            damaged = data[bad.start : bad.end]
            lost = f"{_changes_are(missing)} lost{cables_in(damaged)}" if missing > 0 else "nothing is lost"
            self._report_damage(name, damaged, lost)
        elif missing > 0:
            self.losses.append(f"{_changes_are(missing)} missing before change {line['n']} in {name}.")
        self.format = max(self.format, line.get("format", 0))
        if header:
            self.store = self.store or line.get("store", "")
            self.count = self.first_count = max(self.count, count_before)
            return set()
        foreign = missing == 0 and self.last and line.get("after", self.last) not in ("", self.last)
        if missing < 0 or foreign:
            self.losses.append(
                f"Change {line['n']} in {name} belongs to another copy of the notes; it is left out."
            )
            self.damage.append(Damage(name, dump(line)))
            return set()
        self.count, self.last = line["n"], line.get("id", "")
        return self.state.apply(line)

    def _report_damage(self, name: str, damaged: bytes, lost: str) -> None:
        self.damage.append(Damage(name, damaged))
        if self.format > FORMAT:
            self.losses.append(f"A part of {name} is in a form that only a newer version can read.")
        else:
            self.losses.append(f"A part of {name} is damaged; {lost}.")

    def begin_journal(self, generation: int) -> None:
        """Continue with the journal of a later generation."""
        self.generation, self.offset = generation, 0

    # -- snapshots -----------------------------------------------------------------------------------

    def read_snapshot(self, name: str, data: bytes) -> bool:
        """Take over the tables of a snapshot; False if it is damaged (then only its intact tables)."""
        found = snapshot.read(data)
        self.damage.extend(Damage(name, data[piece.start : piece.end]) for piece in found.damage)
        return self.take_over(snapshot.InMemory(data), found)

    def take_over(self, text: Snapshot, found: snapshot.Contents) -> bool:
        """Take over the tables that were found in a snapshot; False if it is damaged."""
        self.state.load_snapshot(text, found.places)
        if found.header is None or not is_number(found.header.get("n")):
            return False
        self.format = max(self.format, found.header.get("format", 0))
        self.store = self.store or found.header.get("store", "")
        if found.header["n"] >= self.count:
            self.count, self.last = found.header["n"], found.header.get("last", "")
        return found.whole

    def snapshot_lines(self, now: dt.datetime) -> Iterator[bytes]:
        """The lines of a snapshot of this state, for its generation."""
        header = {
            "snapshot": self.generation,
            "format": FORMAT,
            "store": self.store,
            "made": now.isoformat(timespec="seconds"),
            "n": self.count,
            "last": self.last,
        }
        tables = ((name, self.state.raw(name) or b"{}") for name in sorted(self.state.tables()))
        return snapshot.write(header, tables)


def half_written(name: str, tail: bytes) -> str:
    """The sentence about a last line that is incomplete."""
    return f"The last line of {name} was only half written and is left out{cables_in(tail)}."


def cables_in(data: bytes) -> str:
    """`` (about 06PARIS1, ...)``: the cables named in damaged bytes; empty if there are none."""
    names = list(dict.fromkeys(match[1].decode() for match in _CABLE.finditer(data)))
    if not names:
        return ""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f" (about {', '.join(names[:_MOST_NAMED])}{more})"


def _changes_are(count: int) -> str:
    return "1 change is" if count == 1 else f"{count} changes are"
