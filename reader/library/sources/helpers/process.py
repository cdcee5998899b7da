"""Starts the process that reads a file, and takes what it writes, until it ends or is stopped."""

from __future__ import annotations

import importlib.util
import queue
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import IO, NamedTuple

from reader.library.sources.documents import Refused

_CHILD = Path(__file__).with_name("child.py")
_SECONDS_BETWEEN_CHECKS = 0.1
_PATIENCE = 30.0
"""Seconds without a page or a part of a member after which the file is given up."""
_FRAMES_AHEAD = 8
_LONGEST_FRAME = 1 << 20


class Frame(NamedTuple):
    """Something the process wrote; see ``child``."""

    kind: bytes
    content: bytes


def require(package: str, extra: str, what: str) -> None:
    """Raise Refused, naming the extra, if a package is not installed."""
    if importlib.util.find_spec(package) is None:
        raise Refused(f'{what}: to read it, run `pip install "cable-reader[{extra}]"`')


def frames(kind: str, file: IO[bytes], check_stop: Callable[[], None]) -> Generator[Frame, None, None]:
    """What the process finds in the file. Raises Refused with its reason, and Stopped within a moment.

    The process is gone when the iteration ends, however it ends.
    """
    file.seek(0)
    process = subprocess.Popen(
        [sys.executable, "-P", str(_CHILD), kind],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    ready: queue.Queue[Frame | None] = queue.Queue(_FRAMES_AHEAD)
    ended = threading.Event()
    assert process.stdout
    threading.Thread(target=_take, args=(process.stdout, ready, ended), daemon=True).start()
    try:
        while (frame := _next(ready, check_stop)) and frame.kind != b"Z":
            if frame.kind == b"X":
                raise Refused(frame.content.decode("utf-8", "replace"))
            yield frame
        if frame is None:
            raise Refused("damaged: reading it failed")
    finally:
        ended.set()
        process.kill()
        process.wait()


def _next(ready: queue.Queue[Frame | None], check_stop: Callable[[], None]) -> Frame | None:
    waited_since = time.monotonic()
    while True:
        check_stop()
        try:
            return ready.get(timeout=_SECONDS_BETWEEN_CHECKS)
        except queue.Empty:
            if time.monotonic() - waited_since > _PATIENCE:
                raise Refused(f"given up: nothing was read from it for {_PATIENCE:.0f} seconds") from None


def _take(output: IO[bytes], ready: queue.Queue[Frame | None], ended: threading.Event) -> None:
    """Put the frames into the queue, with None at the end of the output."""
    frame: Frame | None
    with output:
        while not ended.is_set():
            try:
                head = output.read(5)
                (size,) = struct.unpack(">L", head[1:]) if len(head) == 5 else (_LONGEST_FRAME + 1,)
                frame = Frame(head[:1], output.read(size)) if size <= _LONGEST_FRAME else None
            except (OSError, ValueError):
                frame = None
            while not ended.is_set():
                try:
                    ready.put(frame, timeout=_SECONDS_BETWEEN_CHECKS)
                    break
                except queue.Full:
                    continue
            if frame is None:
                return
