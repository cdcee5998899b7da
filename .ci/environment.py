"""Create .venv in this checkout, with the program: `python3 .ci/environment.py`; `--dev` for its tests, too.

Needs only Python 3.11 or later: no pip, no activated environment. An externally managed Python (Debian,
Fedora, Homebrew) is left untouched. Running it again does nothing until pyproject.toml changes.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "made-from"


def main(arguments: list[str]) -> int:
    """Create or keep the environment; return an exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs in an older python3, too
        return _with_newer_python(arguments)
    dev = "--dev" in arguments
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    made = STAMP.read_text().split() if STAMP.exists() else []
    if made[:1] == [wanted] and (not dev or "dev" in made) and _starts():
        return 0
    print(f"cables: setting up {VENV} (a minute, the first time)", file=sys.stderr)
    if not _starts():
        shutil.rmtree(VENV, ignore_errors=True)
        if not _make():
            return 1
    requirement = f"{ROOT}[dev]" if dev or "dev" in made else str(ROOT)
    installed = subprocess.run([*_pip(), "install", "--quiet", "--editable", requirement], check=False)
    if installed.returncode:
        print("cables: the packages could not be installed; the lines above say why.", file=sys.stderr)
        return 1
    STAMP.write_text(f"{wanted} {'dev' if requirement.endswith('[dev]') else ''}\n")
    return 0


def _starts() -> bool:
    """Whether there is an environment whose Python still runs; its base may have been removed."""
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-c", ""], check=False, capture_output=True).returncode == 0


def _make() -> bool:
    """Create the environment, with a way to install into it."""
    make = [sys.executable, "-m", "venv", str(VENV)]
    if importlib.util.find_spec("ensurepip"):
        return _ran(make)
    # Debian and Ubuntu split ensurepip off into python3-venv. Another pip can serve the environment as well.
    if importlib.util.find_spec("pip") or shutil.which("uv"):
        return (
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", VENV], check=False).returncode == 0
        )
    if shutil.which("apt-get") and os.geteuid() == 0:
        _ran(["apt-get", "update", "--quiet"])
        if _ran(["apt-get", "install", "--yes", "--quiet", "python3-venv"]):
            return _ran(make)
    print(
        "cables: this Python has neither pip nor ensurepip; install them and try again. On Debian:\n"
        "    sudo apt-get install python3-venv",
        file=sys.stderr,
    )
    return False


def _ran(command: list[str]) -> bool:
    """Whether the command succeeded; its output goes to standard error."""
    return subprocess.run(command, check=False, stdout=sys.stderr).returncode == 0


def _pip() -> list[str]:
    """The command that installs into the environment."""
    if subprocess.run([PYTHON, "-m", "pip", "--version"], check=False, capture_output=True).returncode == 0:
        return [str(PYTHON), "-m", "pip"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    os.environ["VIRTUAL_ENV"] = str(VENV)
    return ["uv", "pip"]


def _with_newer_python(arguments: list[str]) -> int:
    """Run this with a newer Python on the PATH, or report what is missing."""
    for minor in range(14, 10, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            return subprocess.run([newer, __file__, *arguments], check=False).returncode
    found = ".".join(map(str, sys.version_info[:3]))
    print(f"cables: Python 3.11 or later is needed; this is {found}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
