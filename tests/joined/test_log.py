"""The log of searches lies with the notes, also what a library of an earlier version noted itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.joined import log
from reader.library import history
from reader.library.order import seconds
from reader.workspace import Workspace

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty library with two searches in a log of its own."""
    with Workspace.open(tmp_path) as opened:
        with opened.library.connections.writing() as db:
            for minute, query in enumerate(("vodka", "xyzzy")):
                row = (seconds(NOON + dt.timedelta(minutes=minute)), query, minute)
                db.execute("INSERT INTO search_log (at, query, found) VALUES (?, ?, ?)", row)
        yield opened


def told(workspace: Workspace) -> list[tuple[str, int | None]]:
    return [(line.query, line.found) for line in log.lines(workspace)]


def test_what_the_library_noted_comes_over_once_at_its_time(workspace: Workspace) -> None:
    assert told(workspace) == [("vodka", 0), ("xyzzy", 1)]
    assert log.lines(workspace)[0].at == NOON
    assert history.searches(workspace.library) == []
    log.log_search(workspace, "caviar", 3)
    assert told(workspace) == [("vodka", 0), ("xyzzy", 1), ("caviar", 3)]


def test_coming_over_may_be_cut_short_and_begun_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(history, "forget_searches", killed)
        with pytest.raises(KeyboardInterrupt):
            log.lines(workspace)
    assert told(workspace) == [("vodka", 0), ("xyzzy", 1)]
