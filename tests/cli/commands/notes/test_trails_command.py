"""``cables trails``, the query field, and a trail as the scope of an export."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

NAME = "Mekong plan"


def test_a_trail_is_made_changed_listed_and_exported(run: Run, noted: Path) -> None:
    made = run("trails", "new", NAME, "06PHNOMPENH977", "¶2", "07BEIJING7545")
    assert (made.code, made.out) == (0, "Mekong plan  2 stops\n")
    run("trails", "add", NAME, "09PHNOMPENH189", "¶4", "--at", 1, "--comment", "what came of it")
    run("trails", "comment", NAME, 3, "the plan")
    assert run("trails", "move", NAME, 1, 9).out == "3  09PHNOMPENH189 ¶4\n"
    run("trails", "describe", NAME, "From plan to law")
    lines = [line.split("\t")[:4] for line in run("trails", "show", "mekong plan").out.splitlines()]
    assert lines == [
        ["1", "06PHNOMPENH977", "¶2", ""],
        ["2", "07BEIJING7545", "", "the plan"],
        ["3", "09PHNOMPENH189", "¶4", "what came of it"],
    ]
    assert run("trails").out == "3\tMekong plan\tFrom plan to law\n"
    listed = run("list", f'trail:"{NAME}"').out.splitlines()
    assert [line.split("\t")[1] for line in listed] == ["09PHNOMPENH189", "07BEIJING7545", "06PHNOMPENH977"]

    assert run("export", "--trail", NAME, "--to", "mekong.html").code == 0
    page = Path("mekong.html").read_text(encoding="utf-8")
    order = [page.index(words) for words in ("Who drafted", "Stop 2: the plan", "Stop 3: what came of it")]
    assert order == sorted(order), "by date, with notes and comments"
    assert "Stop 1" in page
    text = run("export", f'trail:"{NAME}"', "--style", "plain", "--to", "-").out
    assert text.index("Stop 1") < text.index("Stop 2: the plan")

    assert run("trails", "remove", NAME, 3).out == "Mekong plan  2 stops\n"
    assert run("undo").out == 'Undone: removal of a stop from trail "Mekong plan"\n'
    assert run("trails", "rename", NAME, "Law").out == "Law  3 stops\n"
    assert run("trails", "delete", "Law", "--yes").code == 0
    assert run("trails").out == ""


def test_a_mistake_says_what_there_is(run: Run, noted: Path) -> None:
    assert "You have no trails yet." in run("list", "trail:x").err
    run("trails", "new", NAME, "06PHNOMPENH977")
    for words, code, said in (
        (["trails", "show", "mekong"], 1, 'Trails: "Mekong plan".'),
        (["list", "trail:x"], 2, "Trails: Mekong plan."),
        (["export", "--trail", "x"], 1, 'Trails: "Mekong plan".'),
        (["trails", "remove", NAME, 2], 1, "It has 1 stop."),
        (["trails", "add", NAME, "06PHNOMPENH977", "¶99"], 1, "No such paragraph"),
        (["export", "--trail", NAME, "--all"], 2, "--trail"),
    ):
        made = run(*words)
        assert (made.code, said in made.err) == (code, True), words
