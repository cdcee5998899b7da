"""The wheel: built, installed into a fresh environment, and started from another folder."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests import make_share
from tests.terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_contains_the_samples_every_stylesheet_and_every_table(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tables = "reader/cable/reference/data"
    for files, folder in (
        ("samples/*.txt", "reader/samples"),
        ("styles/*.tcss", "reader/styles"),
        (f"{tables}/*.tsv", tables),
    ):
        shipped = {f"{folder}/{path.name}" for path in ROOT.glob(files)}
        assert shipped, files
        assert shipped <= names


def test_the_wheel_installs_completions_and_the_man_page(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for path in (*make_share.COMPLETIONS.values(), make_share.MAN_PAGE):
            name = path.relative_to(ROOT).as_posix()
            installed = f"{wheel.name.split('-py3')[0]}.data/data/{name}"
            assert archive.read(installed) == archive.read(f"reader/{name}") == path.read_bytes()


def install_with_our_dependencies(wheel: Path, environment: Path) -> None:
    """Install the wheel as pip would; its dependencies are those of the environment the tests run in.

    A line in a ``.pth`` file makes them importable, but not the checkout, which is installed by such a line
    itself.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    target = str(environment / "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", target, "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True, timeout=300)
    found = "import reader; print(reader.__file__)"
    ours = subprocess.run([target, "-c", found], check=True, capture_output=True, text=True, cwd=environment)
    assert ours.stdout.startswith(str(environment)), "the installed copy, not the checkout"


def test_an_installed_copy_opens_the_samples_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    install_with_our_dependencies(wheel, environment)
    elsewhere, home = tmp_path / "elsewhere", tmp_path / "home"
    elsewhere.mkdir()
    home.mkdir()
    command = [str(environment / "bin/cables"), "samples"]
    with Terminal(
        command, environment={"HOME": str(home), "PATH": "/usr/bin:/bin"}, folder=elsewhere
    ) as terminal:
        shown = terminal.wait_for("PHNOM PENH 977")
        assert "RANGOON 1422" in shown
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert not list(elsewhere.iterdir()), "nothing is written to the current folder"
