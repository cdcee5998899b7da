from __future__ import annotations

from pathlib import Path

from reader.tui.core.lines.line_history import MOST_LINES, Recall, add, load


def test_lines_are_kept_once_in_the_order_of_their_last_use(tmp_path: Path) -> None:
    path = tmp_path / "history" / "commands.txt"
    assert load(path) == []
    for line in ("tag +a", "open x", "tag +a", "theme dark"):
        add(path, line)
    assert load(path) == ["open x", "tag +a", "theme dark"]
    assert path.stat().st_mode & 0o077 == 0
    for number in range(MOST_LINES + 5):
        add(path, str(number))
    assert load(path)[0] == "5"
    path.write_bytes(b"good\n\x1b[2Jbad\n\xff also good\n")
    assert load(path) == ["good", "\ufffd also good"]
    path.unlink()
    path.mkdir()
    assert load(path) == []


def test_earlier_lines_come_back_and_what_was_typed_is_not_lost() -> None:
    recall = Recall(["tag +a", "open x", "tag +b"])
    assert recall.later("ta") == "ta"
    assert recall.earlier("ta") == "tag +b"
    assert recall.earlier("tag +b") == "tag +a"
    assert recall.earlier("tag +a") == "tag +a"
    assert recall.later("tag +a") == "tag +b"
    assert recall.later("tag +b") == "ta"
    recall.reset()
    assert recall.earlier("") == "tag +b"
    assert recall.earlier("") == "open x"
    assert Recall([]).earlier("x") == "x"
