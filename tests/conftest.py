"""For all tests: how property tests look for examples; small disks.

No deadline for an example, as machines are busy. The one command that checks everything runs the profile
``steady``: the same examples each time, a third as many, so that it fails for a change, never by chance. By
hand pytest looks for new ones; one that fails is mended and, where it teaches something, kept with
``@example``.

What is imported is compiled once, whatever the environment says: else each program that a test starts would
compile all of itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from hypothesis import settings  # noqa: E402 – pytest compiles it too

settings.register_profile("searching", deadline=None)
settings.register_profile("steady", deadline=None, derandomize=True, max_examples=35)
settings.load_profile("searching")

os.environ["XDG_CONFIG_HOME"] = "/nonexistent"  # the settings of whoever runs the tests mean nothing to them

DiskOf = Callable[[int], Path]


@pytest.fixture
def disk_of(tmp_path: Path) -> Iterator[DiskOf]:
    """Makes a file system of so many KiB, and gives its folder."""
    made: list[Path] = []

    def make(kibibytes: int) -> Path:
        if os.geteuid() != 0 or not shutil.which("mount"):
            pytest.skip("mounting needs root")
        place = tmp_path / f"disk-{len(made)}"
        place.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", str(place)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("mounting is not allowed here")
        made.append(place)
        return place

    yield make
    for place in made:
        subprocess.run(["umount", "-l", str(place)], check=False)
