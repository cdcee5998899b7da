"""Reading a store back: a snapshot, then the journals since, whatever has happened to them.

What cannot be read is left out, said in a sentence, and handed over to be set aside; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from reader.notes.model import FORMAT
from reader.notes.storage import snapshot
from reader.notes.storage.generations import Files
from reader.notes.storage.journal_lines import Piece, dump, is_good, scan, sealed
from reader.notes.storage.table_state import Change, State, is_docs

_CABLE = re.compile(rb"\"(?:mrn\":\"|cable:)([0-9A-Z][0-9A-Za-z_-]{2,40})\"")
_SHOWN = 5
_LARGEST_NUMBER = 1 << 53


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that could not be read."""

    file: str
    data: bytes


@dataclass(slots=True)
class Replay:
    """The state read so far and where the reading stands."""

    state: State = field(default_factory=State)
    generation: int = 0
    """Of the journal being read; 0 before there is one."""
    offset: int = 0
    """Bytes of that journal that have been read."""
    count: int = 0
    """Changes so far, over all generations: the number in the last line."""
    began: int = 0
    """The number of changes at which the journal being read begins."""
    last: str = ""
    """The id of the last change; the next one names it."""
    store: str = ""
    """The store's id, made once."""
    format: int = FORMAT
    """The newest format met; one above ours is read and never written."""
    salvaged: bool = False
    """True while the number of changes is unknown, because no snapshot was whole."""
    losses: list[str] = field(default_factory=list)
    """Sentences for the user."""
    damage: list[Damage] = field(default_factory=list)

    # -- journals ------------------------------------------------------------------------------------

    def journal(self, name: str, data: bytes) -> tuple[set[str], bytes]:
        """Apply the lines of a journal from ``offset`` on.

        Gives the names of the tables that changed and what lies after the last good line: a line half
        written, or nothing. ``offset`` then stands before that tail.
        """
        touched: set[str] = set()
        base = self.offset
        headless = base == 0
        bad: Piece | None = None
        end = 0
        for piece in scan(data):
            if not piece.good:
                bad = Piece(bad.start if bad else piece.start, piece.end, False)
                continue
            line = piece.value(data)
            if not (is_header(line) or is_change(line)):
                # The sum is right and the shape is not: another program wrote it, or a later version.
                bad = Piece(bad.start if bad else piece.start, piece.end, False)
                end = piece.end
                continue
            headless = headless and "journal" not in line
            touched |= self._line(name, line, data, bad)
            bad, end = None, piece.end
        if bad and bad.start < end:  # whole lines at the end, so nothing half-written
            stretch = data[bad.start : end]
            self._leave_out(name, stretch, f"what it says{_about(stretch)} is not shown")
        if data[end : end + 1] == b"\n":
            end += 1
        if headless:
            self.losses.append(f"The beginning of {name} is missing; changes made in it may be lost.")
        self.offset = base + end
        return touched, data[end:]

    def _line(self, name: str, line: dict[str, Any], data: bytes, bad: Piece | None) -> set[str]:
        header = is_header(line)
        begins = line["n"] if header else line["n"] - 1
        if header and self.salvaged:
            self.count, self.salvaged = begins, False
        missing = begins - self.count
        if bad or missing > 0:
            self.last = ""
        if bad:
            stretch = data[bad.start : bad.end]
            lost = f"{_changes(missing)} lost{_about(stretch)}" if missing > 0 else "nothing is lost"
            self._leave_out(name, stretch, lost)
        elif missing > 0:
            self.losses.append(f"{_changes(missing)} missing before change {line['n']} in {name}.")
        self.format = max(self.format, line.get("format", 0))
        if header:
            self.store = self.store or line.get("store", "")
            self.count = self.began = max(self.count, begins)
            return set()
        strange = missing == 0 and self.last and line.get("after", self.last) not in ("", self.last)
        if missing < 0 or strange:
            self.losses.append(
                f"Change {line['n']} in {name} is not of this copy of the notes; it is left out."
            )
            self.damage.append(Damage(name, dump(line)))
            return set()
        self.count, self.last = line["n"], line.get("id", "")
        return self.state.apply(line)

    def _leave_out(self, name: str, stretch: bytes, lost: str) -> None:
        self.damage.append(Damage(name, stretch))
        if self.format > FORMAT:
            self.losses.append(f"A part of {name} is in a form that only a newer version can read.")
        else:
            self.losses.append(f"A part of {name} is damaged; {lost}.")

    def begin_journal(self, generation: int) -> None:
        """Go on with the journal of a later generation."""
        self.generation, self.offset = generation, 0

    # -- snapshots -----------------------------------------------------------------------------------

    def snapshot(self, name: str, data: bytes) -> bool:
        """Take the tables of a snapshot; False when it is not whole (its good tables are taken)."""
        found = snapshot.read(data)
        self.state.take_places(data, found.places)
        self.damage.extend(Damage(name, data[piece.start : piece.end]) for piece in found.damage)
        if found.head is None or not _is_number(found.head.get("n")):
            return False
        self.format = max(self.format, found.head.get("format", 0))
        self.store = self.store or found.head.get("store", "")
        if found.head["n"] >= self.count:
            self.count, self.last = found.head["n"], found.head.get("last", "")
        return found.whole


def is_header(line: Mapping[str, Any]) -> bool:
    """True for the first line of a journal, in the shape that ``journal_header`` writes."""
    return (
        all(_is_number(line.get(name)) for name in ("journal", "n"))
        and _is_number(line.get("format", 0))
        and isinstance(line.get("store", ""), str)
    )


def is_change(line: Mapping[str, Any]) -> bool:
    """True for a change in the shape that ``change_line`` writes."""
    put, cut, drop = line.get("put", {}), line.get("cut", {}), line.get("drop", [])
    return (
        _is_number(line.get("n"))
        and "journal" not in line
        and all(isinstance(line.get(name, ""), str) for name in ("id", "after"))
        and _is_number(line.get("format", 0))
        and isinstance(put, dict)
        and all(is_docs(docs) for docs in put.values())
        and isinstance(cut, dict)
        and all(_are_texts(numbers) for numbers in cut.values())
        and _are_texts(drop)
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST_NUMBER


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def journal_header(generation: int, replay: Replay) -> bytes:
    """The first line of a journal."""
    return sealed({"journal": generation, "format": FORMAT, "store": replay.store, "n": replay.count})


def first_number(data: bytes) -> int | None:
    """The number of changes at which a journal begins, given its first bytes; None where that is damaged."""
    line = next(scan(data), None)
    if line is None or not line.good:
        return None
    header = line.value(data)
    return int(header["n"]) if is_header(header) else None


def snapshot_lines(generation: int, replay: Replay, now: dt.datetime) -> Iterator[bytes]:
    """The lines of a snapshot of what was read so far."""
    made = now.isoformat(timespec="seconds")
    head = {"snapshot": generation, "format": FORMAT, "store": replay.store, "made": made}
    state = replay.state
    tables = ((name, state.raw(name) or b"{}") for name in sorted(state.tables()))
    return snapshot.write({**head, "n": replay.count, "last": replay.last}, tables)


def change_line(change: Change, replay: Replay, identity: str, now: dt.datetime) -> bytes:
    """The journal line for a change that comes after all that was read."""
    at = now.isoformat(timespec="seconds")
    return sealed({"n": replay.count + 1, "id": identity, "after": replay.last, "at": at, **change})


class Reading(Protocol):
    """How the files are read."""

    def whole(self, path: Path) -> bytes:
        """All bytes of a file; none where the disk cannot give them, which then counts as damage."""

    def last_line(self, path: Path) -> bytes:
        """The last line of a file, without its newline; empty where it is too long or cannot be read."""


def load(files: Files, read: Reading) -> tuple[Replay, bytes, Replay | None]:
    """Read a store; gives it, the tail of its newest journal (see ``Replay.journal``), and the other branch.

    Begins at the newest snapshot that is whole. If a newer one is damaged, its good tables still count,
    and every journal since is applied: that is the same state by another way.
    """
    replay, start = _newest_whole(files, read)
    branch = _other_branch(files, read, replay, start)
    tail = b""
    for generation in range(start, files.newest + 1):
        if generation in files.snapshots and (generation > start or replay.salvaged):
            path = files.snapshots[generation]
            replay.snapshot(path.name, read.whole(path))
        replay.begin_journal(generation)
        if generation not in files.journals:
            replay.losses.append(
                f"The journal of generation {generation} is missing; changes made in it may be lost."
            )
            continue
        path = files.journals[generation]
        _, tail = replay.journal(path.name, read.whole(path))
        if tail and generation < files.newest:
            replay.damage.append(Damage(path.name, tail))
            replay.losses.append(f"The end of {path.name} is damaged{_about(tail)}.")
            tail = b""
    return replay, tail, branch


def _other_branch(files: Files, read: Reading, newest: Replay, start: int) -> Replay | None:
    """What the older files lead to, when that is not what the newest whole snapshot begins with.

    Then the files are of two copies of the store that went apart, as when a file-sync tool has put one
    over the other. None when all is of one piece, and when too little is left, or too much to read, to tell.
    """
    before = files.journals.get(start - 1)
    if newest.salvaged or before is None:
        return None
    line = read.last_line(before)
    if not line or not is_good(line, memoryview(line), 0, len(line)):
        return None
    end = Piece(0, len(line), True).value(line)
    if not (is_header(end) or is_change(end)):
        return None
    if (end["n"], end.get("id", newest.last)) == (newest.count, newest.last):
        return None
    older = Files(
        {generation: path for generation, path in files.snapshots.items() if generation < start},
        {generation: path for generation, path in files.journals.items() if generation < start},
    )
    return load(older, read)[0]


def _newest_whole(files: Files, read: Reading) -> tuple[Replay, int]:
    """The newest whole snapshot and its generation; else nothing, at the oldest generation there is.

    Nothing is just what the first generation began with: from its journal on no snapshot is needed.
    """
    broken: list[str] = []
    lost = b""
    for generation in sorted(files.snapshots, reverse=True):
        path = files.snapshots[generation]
        replay = Replay()
        if replay.snapshot(path.name, read.whole(path)):
            if broken:
                replay.losses.append(
                    f"{_damaged(broken)}; generation {generation} and the changes since say the same, "
                    "so nothing is lost by it."
                )
            return replay, generation
        broken.append(path.name)
        lost += b" ".join(damage.data for damage in replay.damage)
    start = min((*files.journals, *files.snapshots), default=1)
    from_the_first = start == 1 and 1 in files.journals and 1 not in files.snapshots
    found = Replay(salvaged=bool(broken) and not from_the_first)
    if broken and from_the_first:
        found.losses.append(
            f"{_damaged(broken)}; the notes were read from the first change on, so nothing is lost by it."
        )
    elif broken:
        found.losses.append(
            f"{_damaged(broken)} and there is no older one; some notes may be lost{_about(lost)}, what could "
            "be read was kept."
        )
    return found, start


def _damaged(files: list[str]) -> str:
    if len(files) == 1:
        return f"{files[0]} is damaged"
    return f"{', '.join(files[:-1])} and {files[-1]} are damaged"


def _changes(count: int) -> str:
    return "1 change is" if count == 1 else f"{count} changes are"


def _about(data: bytes) -> str:
    """The cables that damaged bytes speak of, for the user to look at."""
    names = list(dict.fromkeys(match[1].decode() for match in _CABLE.finditer(data)))
    if not names:
        return ""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f" (about {', '.join(names[:_SHOWN])}{more})"


def lost_tail(name: str, tail: bytes) -> str:
    """What to say of an end that is no whole line."""
    return f"The last line of {name} was only half written and is left out{_about(tail)}."
