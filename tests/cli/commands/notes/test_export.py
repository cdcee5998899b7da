"""``cables export``."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_a_folder_remembers_its_first_export(
    run: Run, noted: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "vault"
    page = folder / "06PHNOMPENH977.md"
    run("export", "from:PHNOM*", "--style", "pandoc", "--citation-keys", "--to", folder)
    assert "[@06PHNOMPENH977" in page.read_text()
    page.unlink()
    assert run("export", "--to", folder).out == f"created    {page}\n"
    assert "[@06PHNOMPENH977" in page.read_text()
    monkeypatch.chdir(folder)
    assert run("export").out == f"unchanged  {page}\n"
    run("export", "06PHNOMPENH977", "--style", "plain")
    run("export")
    assert "[@06PHNOMPENH977" in page.read_text()
    run("export", "--all", "--no-citation-keys", "--remember")
    assert run("export").out == f"unchanged  {page}\n"
    assert (folder / ".cables-export.toml").read_text().split("\n")[2:] == ['style = "pandoc"', ""]


def test_a_mistake_in_what_the_folder_remembers_is_placed(run: Run, noted: Path, home: Path) -> None:
    path = home / ".cables-export.toml"
    path.write_text("all = true")
    said = run("export")
    assert said.code == 1
    assert said.err.startswith('cables: There is no option "all": .cables-export.toml:1\n')


def test_only_a_folder_can_be_pruned_or_remember(run: Run, noted: Path) -> None:
    assert run("export", "--all", "--prune", "--to", "-").code == 2
    assert run("export", "--all", "--remember", "--to", "notes.md").code == 2


def test_a_code_exports_its_passages_and_those_of_the_codes_below(run: Run, noted: Path, home: Path) -> None:
    run("codes", "move", "trafficking", "Mekong region")
    said = run("export", "--code", "mekong region", "--to", "-")
    assert said.out.count("\n## ") == 1
    assert "Who drafted" not in said.out
    run("tag", "06PHNOMPENH1385", "+trafficking", "--yes")
    said = run("export", "--code", "Mekong region", "--to", "vault")
    assert said.err == "2 files: 2 created.\n"
    assert run("export", "--code", "Mekong", "--to", "-").err == (
        "cables: There is no such code: Mekong\nCodes: Mekong region.\n"
    )


def test_files_of_vanished_notes_are_removed_when_asked(run: Run, noted: Path, home: Path) -> None:
    run("tag", "06PHNOMPENH1385", "+trafficking", "--yes")
    run("export", "--all", "--to", "vault")
    assert run("tag", "06PHNOMPENH1385", "--off", "trafficking", "--yes").code == 0
    path = home / "vault" / "06PHNOMPENH1385.md"
    assert "--prune removes it" in run("export", "--to", "vault").err
    assert f"removed    {path}\n" in run("export", "--to", "vault", "--prune", "--dry-run").out
    assert path.exists()
    assert f"removed    {path}\n" in run("export", "--to", "vault", "--prune").out
    assert not path.exists()


def test_a_template_is_remembered_and_its_mistakes_are_placed(run: Run, noted: Path, home: Path) -> None:
    template = home / "vault" / "page.jinja"
    template.parent.mkdir()
    template.write_text("{% block body %}{% for one in passages %}{{ one.label }};{% endfor %}{% endblock %}")
    run("export", "--all", "--template", template, "--to", "vault")
    assert "\n¶2;¶2;\n" in (home / "vault" / "06PHNOMPENH977.md").read_text()
    assert 'template = "page.jinja"' in (home / "vault" / ".cables-export.toml").read_text()
    template.write_text("{% block body %}\n{{ nothing }}{% endblock %}")
    said = run("export", "--to", "vault")
    assert said.code == 1
    assert f"There is no nothing: {template}:2\n" in said.err


def test_a_dossier_is_one_html_file(run: Run, noted: Path, home: Path) -> None:
    path = home / "mekong.html"
    assert run("export", "--all", "--to", path).out == f"created    {path}\n"
    assert "<title>mekong</title>" in path.read_text()
    assert "default-src 'none'" in path.read_text()
    assert run("export", "--all", "--style", "docx", "--to", "-").code == 2
    assert run("export", "--all", "--style", "html", "--template", "x", "--to", "-").code == 2
