"""A power cut: what was not synced is dropped, and what is left is opened.

A shim stands between the notes and the calls of the system that write. It keeps, for each file, what was in
it at its last sync, and for each folder what was entered in it at its last sync. From that the disk after a
power cut is made at every call, and opened: what was acknowledged before that call must be there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

Content = bytes | dict[str, "int"]
"""A file's bytes, or a folder's entries by name: numbers of inodes."""


class Platter:
    """What is on the disk for good, of everything under one folder that was there before."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.calls: list[str] = []
        """What was called, for messages."""
        self.on_call: Callable[[], None] | None = None
        """Called before each call that changes or syncs something."""
        self.paused = False
        """True while what is done is done on another disk."""
        self._top = root.stat().st_ino
        self._lasting: dict[int, Content] = {self._top: {}}
        self._kept_open: list[int] = []  # so that no inode's number is given again

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Stand between the program and the system."""
        real_sync, real_open = os.fsync, os.open

        def fsync(descriptor: int) -> None:
            self._call(f"fsync {descriptor}")
            real_sync(descriptor)
            if not self.paused:
                self._sync(descriptor)

        def opened(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            descriptor = real_open(path, flags, *rest, **more)
            if self.root in Path(path).parents:
                self._kept_open.append(real_open(path, os.O_PATH))
            return descriptor

        with ExitStack() as patches:
            patches.enter_context(mock.patch("os.fsync", fsync))
            patches.enter_context(mock.patch("os.open", opened))
            for name in ("write", "mkdir", "replace", "link", "unlink", "ftruncate"):
                patches.enter_context(mock.patch(f"os.{name}", self._passing(name)))
            yield
        for descriptor in self._kept_open:
            os.close(descriptor)

    def after_power_cut(self, target: Path) -> None:
        """Make in ``target`` what the disk has."""
        self._make(self._top, target)

    def _make(self, inode: int, target: Path) -> None:
        content = self._lasting.get(inode, b"")
        if isinstance(content, bytes):
            target.write_bytes(content)
            return
        target.mkdir(parents=True, exist_ok=True)
        for name, entry in content.items():
            self._make(entry, target / name)

    def _passing(self, name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*arguments: Any, **more: Any) -> Any:
            self._call(f"{name} {arguments[0]}")
            result = real(*arguments, **more)
            if name == "mkdir" and not self.paused:
                self._lasting[Path(arguments[0]).stat().st_ino] = {}
            return result

        return call

    def _call(self, what: str) -> None:
        if not self.paused:
            self.calls.append(what)
            if self.on_call:
                self.on_call()

    def _sync(self, descriptor: int) -> None:
        found = os.fstat(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}")
        if path.is_dir():
            self._lasting[found.st_ino] = {entry.name: entry.inode() for entry in os.scandir(path)}
        else:
            self._lasting[found.st_ino] = os.pread(descriptor, found.st_size, 0)
