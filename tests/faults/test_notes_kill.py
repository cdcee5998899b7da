from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_killed_writer_loses_nothing_it_said_was_saved() -> None:
    # In a process of its own, because it forks and the test process may have threads.
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.notes_kill", "--kills", "20", "--seed", "7"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "nothing lost" in done.stdout
