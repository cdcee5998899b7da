"""What the other process runs: ``python child.py pdf|7z``, with the file as standard input.

It writes frames to the standard output: a letter, four bytes of length, the content. ``N``: a page or member
with this name begins; ``D``: some of its bytes; ``X``: why no more can be read; ``Z``: the end. Imports
nothing of the program, so that it starts quickly.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
import threading
import time
from collections.abc import Callable

_MOST_MEMORY = 2 << 30
_CHUNK = 1 << 18
_SECONDS_BETWEEN_CHECKS = 1.0


def main(arguments: list[str]) -> int:
    """Read the standard input, and write what is in it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process handles Ctrl+C
    _limit_memory()
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    read: Callable[[], None] = _pdf if arguments[1:] == ["pdf"] else _seven_zip
    try:
        read()
        _write(b"Z", b"")
    except BrokenPipeError:
        return 1
    except MemoryError:
        _write(b"X", b"it needs too much memory")
    except RecursionError:
        _write(b"X", b"damaged: it is nested too deeply")
    except Exception as error:  # of any kind: the libraries promise nothing about damaged files
        words = " ".join(str(error).split())[:100] or type(error).__name__
        _write(b"X", f"damaged: {words}".encode("utf-8", "replace"))
    return 0


def _pdf() -> None:
    import io
    import logging

    from pypdf import PdfReader

    logging.disable(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    if reader.is_encrypted and not reader.decrypt(""):
        _write(b"X", b"encrypted")
        return
    for number, page in enumerate(reader.pages, start=1):
        _write(b"N", str(number).encode())
        text = page.extract_text().encode("utf-8", "replace")
        for at in range(0, len(text), _CHUNK):
            _write(b"D", text[at : at + _CHUNK])


def _seven_zip() -> None:
    from py7zr import SevenZipFile
    from py7zr.io import Py7zIO, WriterFactory

    class Member(Py7zIO):
        def __init__(self) -> None:
            self._size = 0

        def write(self, s: bytes | bytearray) -> int:
            for at in range(0, len(s), _CHUNK):
                _write(b"D", bytes(s[at : at + _CHUNK]))
            self._size += len(s)
            return len(s)

        def read(self, size: int | None = None) -> bytes:
            return b""

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

        def flush(self) -> None:
            pass

        def size(self) -> int:
            return self._size

    class Members(WriterFactory):
        def create(self, filename: str) -> Py7zIO:
            _write(b"N", filename.encode("utf-8", "replace"))
            return Member()

    with SevenZipFile(sys.stdin.buffer, "r") as archive:
        if archive.needs_password():
            _write(b"X", b"encrypted")
            return
        archive.extract(factory=Members())


def _write(kind: bytes, content: bytes) -> None:
    sys.stdout.buffer.write(kind + struct.pack(">L", len(content)) + content)
    sys.stdout.buffer.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SECONDS_BETWEEN_CHECKS)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
