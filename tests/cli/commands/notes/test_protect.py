"""``cables protect``, and exports that meet protected names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_list_is_changed_and_printed(run: Run) -> None:
    assert run("protect").err.startswith("No names on the list (")
    assert (
        run("protect", "add", "Tan  Wei", "Judith Gough", "tan wei").err == "Added: Tan Wei, Judith Gough.\n"
    )
    assert run("protect", "add", "TAN WEI").err == "Already on the list.\n"
    assert run("protect", "remove", "judith gough", "Nobody Else").err == "Removed: Judith Gough.\n"
    assert run("protect", "list") == (0, "Tan Wei\n", "")


@pytest.mark.parametrize("words", [("add",), ("add", "…"), ("add", "x" * 200), ("list", "Tan Wei")])
def test_what_is_no_name_is_refused(run: Run, words: tuple[str, ...]) -> None:
    assert run("protect", *words).code == 2


def test_an_export_with_protected_names_writes_nothing_until_told(run: Run, noted: Path, home: Path) -> None:
    run("protect", "add", "Royal Government")
    said = run("export", "--all", "--to", "vault")
    assert said.code == 1
    assert "06PHNOMPENH977 ¶2: Royal Government (on your list)" in said.err
    assert "Give --protected mask" in said.err
    assert not (home / "vault").exists()


def test_an_export_masks_leaves_out_or_keeps_as_told(run: Run, noted: Path, home: Path) -> None:
    run("protect", "add", "Royal Government")
    path = home / "vault" / "06PHNOMPENH977.md"
    for treatment, there in (("mask", False), ("keep", True), ("leave-out", False)):
        said = run("export", "--all", "--to", "vault", "--protected", treatment)
        assert said.out.startswith(("created", "updated"))
        assert "1 mention in 1 passage of 1 cable" in said.err
        assert ("Royal Government" in path.read_text()) is there


def test_samples_without_such_names_are_exported_as_ever(run: Run, noted: Path, home: Path) -> None:
    assert run("export", "--all", "--to", "vault").code == 0
