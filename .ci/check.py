"""Check everything: `python3 .ci/check.py`. Format, lint, strict types, import contracts, a
dependency audit where the network allows it, tests.

Installs what it needs into .venv. Every check runs, even after one has failed. Arguments are passed to
pytest, which then runs alone.
"""

from __future__ import annotations

import os
import subprocess
import sys

import environment

CHECKS = [
    ["ruff", "format", "--check", "--quiet", "."],
    ["ruff", "check", "--quiet", "."],
    ["mypy", "--no-error-summary"],
    ["lint-imports", "--no-cache"],
    ["python", ".ci/audit.py"],
]
# One process more than there are cores, as tests of the screen and of other programs wait half of the time.
TESTS = ["pytest", "-n", str((os.cpu_count() or 1) + 1), "--hypothesis-profile", "steady"]


def main(arguments: list[str]) -> int:
    """Run the checks; return 1 when any of them failed."""
    if environment.main(["--dev"]):
        return 1
    failed = []
    for command in [[*TESTS, *arguments]] if arguments else [*CHECKS, TESTS]:
        print(f"== {' '.join(command)}", flush=True)
        tool = environment.VENV / "bin" / command[0]
        if subprocess.run([tool, *command[1:]], cwd=environment.ROOT, check=False).returncode:
            failed.append(command[-1] if command[0] == "python" else command[0])
    if failed:
        print(f"== failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
