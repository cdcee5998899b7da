"""A query is the same on the screen and on the command line: same result, same log row, same judgements."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from reader.cli.main import main as cables
from reader.notes.model import Verdict
from reader.notes.reports import research_log
from reader.notes.triage import verdicts
from reader.tui.core.pane_layout import Pane
from reader.tui.ui.prompt import Question
from reader.workspace import Workspace
from tests.tui.stage import Stage, playing

QUERIES = ("from:beijing", "From:PhnomPenh  mekong", "trafficking -mou", "traffick")
"""As typed. The last is a word of its own here, where while it is typed it is the start of a longer one."""


def work() -> tuple[list[tuple[str, int | None]], dict[str, set[str]]]:
    """The rows of the log, and the cables kept for each query of them."""
    with Workspace.samples() as workspace:
        rows = [(line.query, line.found) for line in research_log.lines(workspace.notes)]
        kept = {query: verdicts(workspace.notes, query) for query, _ in rows}
        return rows, {
            query: {mrn for mrn, verdict in given.items() if verdict is Verdict.KEEP}
            for query, given in kept.items()
        }


def is_logged(stage: Stage, number: int) -> bool:
    workspace = stage.main.state.workspace
    return workspace is not None and len(research_log.lines(workspace.notes)) == number


def said(stage: Stage, number: int) -> bool:
    return sum(text.startswith("Done: keep for ") for _, text, _ in stage.main.messages) == number


async def test_a_query_typed_and_given_is_one_query(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found: list[list[str | None]] = []
    async with playing() as stage:
        rows, state = stage.main.cable_list, stage.main.state
        for number, query in enumerate(QUERIES, 1):
            await stage.press("\\", "ctrl+u")
            await stage.type(query)
            await stage.press("enter")
            await stage.until(partial(is_logged, stage, number), f"{query} in the log")
            assert state.exact
            mrns = [row.mrn if (row := rows.row(at)) else None for at in range(len(rows))]
            found.append(sorted(mrns, key=str))
            if mrns:
                stage.main.controllers.panes.activate(Pane.LIST)
                await stage.press("U", "*", "W")
                await stage.choose("keep")
                await stage.until(lambda: isinstance(stage.app.screen, Question))
                await stage.press("y")
                await stage.until(partial(said, stage, number), "the judgement")
                await stage.press("U")
        await stage.press("q")
        await stage.until(lambda: stage.app.return_code is not None)
    on_screen = work()

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
    for query, mrns in zip(QUERIES, found, strict=True):
        cables(["search", "--samples", "--ids", query])
        assert sorted(capsys.readouterr().out.split()) == mrns
        if mrns:
            cables(["judge", "keep", "--samples", "--yes", query])
            capsys.readouterr()
    assert work() == on_screen
    assert [row[1] for row in on_screen[0]] == [len(mrns) for mrns in found]
    assert {query: len(kept) for query, kept in on_screen[1].items()} == dict(on_screen[0])
