"""``cables completion``, the scripts it prints, and the man page: each tried with the program it is for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.commands.cables.completion import FILES
from reader.cli.verbs import GROUPS
from tests.cli.conftest import Run
from tests.make_share import COMPLETIONS, MAN_PAGE

CABLE = "06PHNOMPENH977"
LISTED = [verb.name for verbs in GROUPS.values() for verb in verbs]
COMPLETE = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
"$(complete -p cables | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def completed(*words: str) -> list[str]:
    """What a real bash offers for the last of these words."""
    command = [program("bash"), "--norc", "-c", COMPLETE, "bash", str(COMPLETIONS["bash"]), *words]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr == ""
    return result.stdout.split()


@pytest.mark.parametrize("shell", COMPLETIONS)
def test_the_script_is_printed_and_names_every_command(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert (result.code, result.out, result.err) == (0, COMPLETIONS[shell].read_text(), "")
    assert COMPLETIONS[shell].as_posix().endswith(f"share/{FILES[shell]}")
    assert [name for name in LISTED if name not in result.out] == []


@pytest.mark.parametrize("shell", COMPLETIONS)
def test_the_shell_can_read_its_script(shell: str) -> None:
    result = subprocess.run([program(shell), "-n", COMPLETIONS[shell]], capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")


def test_bash_completes_commands_options_and_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.md").touch()
    assert completed("cables", "sh") == ["show"]
    assert completed("cables", "re") == ["refs", "review", "redo", "remove", "repair"]
    assert completed("cables", "show", "--r") == ["--raw"]
    assert completed("cables", "codes", "spl") == ["split"]
    assert completed("cables", "list", "--order", "old") == ["oldest"]
    assert completed("cables", "completion", "f") == ["fish"]
    assert completed("cables", "verify", "dr") == ["draft.md"]


def test_an_unknown_shell_is_refused(run: Run) -> None:
    result = run("completion", "tcsh")
    assert result.code == 2
    assert "'bash', 'zsh', 'fish'" in result.err


def test_the_man_page_renders_without_a_warning_and_has_every_command() -> None:
    command = [program("groff"), "-man", "-Tutf8", "-ww", "-k", "-P-cbou", str(MAN_PAGE)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr == ""
    for name in LISTED:
        assert f"cables {name}" in result.stdout
    assert "partly done" in result.stdout
    assert "CABLES_LIBRARY" in result.stdout


def test_bash_completes_an_mrn_from_the_library(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert sorted(completed("cables", "show", CABLE, "06P")) == ["06PHNOMPENH1385", CABLE]


def test_fish_completes_commands_options_files_and_mrns(
    filled: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    (home / "draft.md").touch()
    lines = (
        "cables sh",
        "cables show --r",
        "cables codes spl",
        "cables verify a.md dr",
        f"cables show {CABLE} 04",
    )
    asked = "; ".join(f"complete -C '{line}'" for line in lines)
    command = [program("fish"), "--no-config", "-c", f"source {COMPLETIONS['fish']}; {asked}"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr == ""
    *offered, mrn = result.stdout.splitlines()
    assert [line.partition("\t")[0] for line in offered] == ["show", "--raw", "split", "draft.md"]
    assert mrn == "04RANGOON1422\tMAINLAND SE ASIA AND CHINA PLEDGE TIP COOPERATION"


def test_zsh_completes_every_one_of_several_arguments() -> None:
    script = COMPLETIONS["zsh"].read_text()
    assert '"*:a draft, or - for standard input:_files"' in script
    assert '"(*)' not in script
