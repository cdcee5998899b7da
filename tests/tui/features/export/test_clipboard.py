from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.features.export.clipboard import MOST_BYTES, copy_with_tool, terminal_takes, tools

DESKTOP = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install(folder: Path, *names: str, code: int = 0) -> None:
    """Programs that keep what they read."""
    for name in names:
        path = folder / name
        path.write_text(f'#!/bin/sh\n/bin/cat > "{folder}/{name}.in"\nexit {code}\n')
        path.chmod(0o700)


def found(folder: Path, **environment: str) -> list[str]:
    return [tool.name for tool in tools({"PATH": str(folder), **environment})]


def test_a_tool_of_this_machine_comes_first_and_tmux_after_it(folder: Path) -> None:
    install(folder, "wl-copy", "xclip", "xsel", "clip.exe", "tmux")
    assert found(folder, **DESKTOP, TMUX="/tmp/tmux") == ["wl-copy", "xclip", "xsel", "tmux"]
    assert found(folder, **DESKTOP, WSL_DISTRO_NAME="Debian")[0] == "clip.exe"
    assert found(folder, DISPLAY=":0") == ["xclip", "xsel"]
    assert found(folder) == []


def test_at_the_far_end_of_a_connection_no_tool_of_that_machine_is_used(folder: Path) -> None:
    install(folder, "wl-copy", "xclip", "tmux")
    for variable in ("SSH_CONNECTION", "SSH_TTY"):
        assert found(folder, **DESKTOP, **{variable: "x"}) == []
        assert found(folder, **DESKTOP, **{variable: "x", "TMUX": "/tmp/tmux"}) == ["tmux"]


def test_the_next_tool_is_tried_when_one_fails(folder: Path) -> None:
    install(folder, "wl-copy", code=1)
    install(folder, "xclip", "clip.exe")
    assert copy_with_tool("“a”\n", {"PATH": str(folder), **DESKTOP}) == "xclip"
    assert (folder / "xclip.in").read_bytes() == "“a”\n".encode()
    assert copy_with_tool("“a”", {"PATH": str(folder), "WSL_DISTRO_NAME": "Debian"}) == "clip.exe"
    assert (folder / "clip.exe.in").read_bytes() == "“a”".encode("utf-16-le")
    assert copy_with_tool("a", {"PATH": str(folder)}) == ""


@pytest.mark.parametrize(
    ("environment", "takes"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, False),
        ({}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "screen", "STY": "1.pts"}, False),
    ],
)
def test_a_terminal_that_cannot_is_not_asked(environment: dict[str, str], takes: bool) -> None:
    assert terminal_takes("words", environment) is takes
    assert not terminal_takes("x" * (MOST_BYTES + 1), environment)
