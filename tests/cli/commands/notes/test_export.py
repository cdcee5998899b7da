"""``cables export``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_everything_with_notes_is_written_and_a_second_time_nothing(
    run: Run, noted: Path, home: Path
) -> None:
    path = home / "vault" / "06PHNOMPENH977.md"
    assert run("export", "--all", "--to", "vault") == (0, f"created    {path}\n", "")
    assert "Who drafted\nthe law?[^n" in path.read_text()
    assert run("export", "--all", "--to", "vault") == (0, f"unchanged  {path}\n", "")


def test_chosen_cables_are_written_to_the_home_folder_unless_told(run: Run, noted: Path, home: Path) -> None:
    assert run("export", "beijing 7545").out == f"created    {home / 'cable-notes' / '07BEIJING7545.md'}\n"


def test_an_edit_by_hand_is_kept_and_said(run: Run, noted: Path, home: Path) -> None:
    run("export", "--all", "--to", "vault")
    path = home / "vault" / "06PHNOMPENH977.md"
    path.write_text(path.read_text().replace("Who drafted", "Who wrote"))
    said = run("export", "--all", "--to", "vault")
    assert said.code == 4
    assert said.out == f"conflict   {home / 'vault' / '06PHNOMPENH977.conflict.md'}\n"
    assert "was edited between the markers and was kept" in said.err


def test_no_notes_is_nothing(run: Run, filled: Path) -> None:
    assert run("export", "--all") == (0, "", "There are no notes to export.\n")


def test_what_to_export_has_to_be_said(run: Run, filled: Path) -> None:
    assert run("export").code == 2
    assert run("export", "--all", "06PHNOMPENH977").code == 2


def test_an_unknown_cable_is_named_and_the_others_are_written(run: Run, noted: Path, home: Path) -> None:
    said = run("export", "06PHNOMPENH977", "06PARIS1", "--to", "vault")
    assert said.code == 4
    assert "06PARIS1" in said.err
    assert [path.name for path in (home / "vault").glob("*.md")] == ["06PHNOMPENH977.md"]
    assert run("export", "06PARIS1", "--to", "other").code == 1
    assert not (home / "other").exists()


def test_a_query_exports_the_matching_cables_with_notes(run: Run, noted: Path, home: Path) -> None:
    result = run("export", "from:PHNOM*", "--to", "vault", "--dry-run")
    assert result.out == f"created    {home / 'vault' / '06PHNOMPENH977.md'}\n"
    assert not (home / "vault").exists()
    assert run("export", "from:PHNOM*", "--to", "vault").code == 0
    assert [path.name for path in (home / "vault").glob("*.md")] == ["06PHNOMPENH977.md"]


def test_a_file_in_place_of_the_folder_is_said(run: Run, noted: Path, home: Path) -> None:
    (home / "vault").write_text("mine")
    said = run("export", "--all", "--to", "vault")
    assert said.code == 1
    assert "a file, not a folder" in said.err
    assert (home / "vault").read_text() == "mine"


def test_a_preview_writes_nothing(run: Run, noted: Path, home: Path) -> None:
    said = run("export", "--all", "--to", "vault", "--preview")
    assert said == (0, f"created    {home / 'vault' / '06PHNOMPENH977.md'}\n", "")
    assert not (home / "vault").exists()


def test_the_style_is_chosen_on_the_command_line(run: Run, noted: Path, home: Path) -> None:
    said = run("export", "--all", "--style", "pandoc", "--citation-keys", "--to", "-")
    assert said.code == 0
    assert "[@06PHNOMPENH977, para. 2]" in said.out
    assert "[[" not in said.out


def test_all_cables_go_into_one_file_when_it_is_named(run: Run, noted: Path, home: Path) -> None:
    path = home / "all.md"
    assert run("export", "--all", "--to", path).out == f"created    {path}\n"
    assert run("export", "--all", "--to", path).out == f"unchanged  {path}\n"
