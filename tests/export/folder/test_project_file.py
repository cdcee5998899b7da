"""The file in which a folder remembers its export."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.export.folder.project_file import NAME, Project, load_project, save_project
from reader.export.page_files import ExportError


@pytest.mark.parametrize(
    "project",
    [
        Project(),
        Project(cables=("from:PHNOM*", '"two \\ words"'), code='a "code"', style="pandoc"),
        Project(template="page.md", citation_keys=True, index=True, protected="mask"),
    ],
)
def test_what_is_saved_is_read_again_and_saved_once(tmp_path: Path, project: Project) -> None:
    assert load_project(tmp_path) is None
    assert save_project(tmp_path, project)
    assert load_project(tmp_path) == project
    assert not save_project(tmp_path, project)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# one\nstyle = ", "this is not TOML: Invalid value: {path}:2\nFix the line, or delete the file."),
        ('\nstil = "plain"', 'There is no option "stil": {path}:2\nDid you mean "style"?'),
        ('style = "pandok"', 'There is no style "pandok": {path}:1\nDid you mean "pandoc"?'),
        ('index = "yes"', "index must be true or false: {path}:1\nFor example: index = true"),
        ('protected = "hide"', 'protected cannot be "hide": {path}:1\nUse one of: mask, leave-out, keep.'),
        ("code = 1", 'code must be text in quotation marks: {path}:1\nFor example: code = "plain"'),
        ("cables = [1]", 'cables must be a list of texts: {path}:1\nFor example: cables = ["06PARIS1"]'),
    ],
)
def test_a_mistake_is_placed(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / NAME
    path.write_text(text)
    with pytest.raises(ExportError) as error:
        load_project(tmp_path)
    assert str(error.value) == message.format(path=path)
