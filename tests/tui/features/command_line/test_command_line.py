"""The command line: names, words, completion, history, mistakes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from textual.events import Key

from reader.errors import UsageError
from reader.tui.commands.arguments import ARGUMENTS, STYLES_IN_WORDS, Kind
from reader.tui.commands.names import BY_NAME
from reader.tui.commands.table import BY_ID
from reader.tui.core.lines.command_prompt import CommandPrompt
from reader.tui.core.pane_layout import Pane
from reader.tui.core.tag_line import as_tags
from reader.tui.features.command_line.completing import commands_like, complete, paths, starting_with
from reader.tui.features.command_line.typed_line import check_words, paragraph_number, parse
from reader.tui.ui.text_input import LineInput
from tests.tui.stage import Stage, playing
from tests.tui.ui.test_typeahead import burst


def test_a_line_is_a_command_and_its_words() -> None:
    assert parse("tag +a, -b c") == (BY_ID["tag.edit"], "+a, -b c")
    assert parse(" :Quit ") == (BY_ID["quit"], "")
    assert parse("q") == (BY_ID["quit"], "")
    for name, command in BY_NAME.items():
        assert parse(name).command is command
    assert set(ARGUMENTS) <= set(BY_ID)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("tga", "No such command: tga\nDid you mean tag?"),
        ("forwrd x", "No such command: forwrd\nDid you mean forward?"),
        ("acronyms", "No such command: acronyms\nDid you mean explain?"),
        ("xyzzy", "No such command: xyzzy\nTab lists all commands."),
        ("\x1b[2J", "No such command: ␛[2J\nTab lists all commands."),
        ("quit now", "quit takes no argument\nPress Enter right after the name."),
        ("", "No such command\nTab lists all commands."),
    ],
)
def test_a_mistake_names_what_was_meant(line: str, problem: str) -> None:
    with pytest.raises(UsageError) as error:
        parse(line)
    assert str(error.value) == problem


@pytest.mark.parametrize(
    ("line", "number"),
    [("12", 12), (" :¶ 3 ", 3), ("12 a", None), ("", None), ("²", None), ("9" * 5000, None)],
)
def test_a_line_that_is_a_number_is_that_of_a_paragraph(line: str, number: int | None) -> None:
    assert paragraph_number(line) == number


def test_words_of_which_there_are_only_so_many_are_checked() -> None:
    check_words(Kind.THEME, "dark", ["dark", "light"])
    check_words(Kind.COLUMNS, "date, size", ["date", "size"])
    check_words(Kind.TEXT, "anything", [])
    with pytest.raises(UsageError, match=r"No such theme: drak\nDid you mean dark\?"):
        check_words(Kind.THEME, "drak", ["dark", "light"])
    with pytest.raises(UsageError, match=r"No such column: x\nUse one of: date, size\."):
        check_words(Kind.COLUMNS, "date x", ["date", "size"])


def test_signs_separate_tags_where_there_are_no_commas() -> None:
    assert as_tags("+a -b") == "+a, -b"
    assert as_tags("+human trafficking") == "+human trafficking"
    assert as_tags("+a b, -c d") == "+a b, -c d"


SOURCES = {
    Kind.THEME: starting_with([("dark", ""), ("light", "")]),
    Kind.TAGS: starting_with([("visas", "3×"), ("Vietnam", "")]),
    Kind.COLUMNS: starting_with([("date", ""), ("size", "")]),
}


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("the", ["theme "]),
        (":fac", [":facets"]),
        ("reader-t", ["reader-top"]),
        ("acro", ["explain"]),
        ("theme ", ["theme dark", "theme light"]),
        ("theme D", ["theme dark"]),
        ("tag +vi", ["tag +visas", "tag +Vietnam"]),
        ("tag +a, -VIE", ["tag +a, -Vietnam"]),
        ("tag +a -vis", ["tag +a -visas"]),
        ("columns date s", ["columns date size"]),
        ("quit x", []),
        ("note x", []),
        ("xyzzy x", []),
    ],
)
def test_tab_goes_through_these(line: str, completed: list[str]) -> None:
    assert [choice.line for choice in complete(line, SOURCES)] == completed


def test_an_empty_line_offers_all_commands_of_the_palette() -> None:
    assert {command.id for command in commands_like("")} == {
        command.id for command in BY_NAME.values() if command.palette
    }


def test_paths_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cables").mkdir()
    for name in ("cables.csv", ".hidden"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths("") == [("cables/", ""), ("cables.csv", "")]
    assert paths("~/ca", folders_only=True) == [("~/cables/", "")]
    assert paths(f"{tmp_path}/.h") == [(f"{tmp_path}/.hidden", "")]
    assert paths("missing/x") == paths("~nobody/x") == paths("a\0/") == []


async def prompt(stage: Stage) -> CommandPrompt:
    await stage.press(":")
    await stage.until(lambda: isinstance(stage.app.screen, CommandPrompt), "the line")
    screen = stage.app.screen
    assert isinstance(screen, CommandPrompt)
    await stage.until(lambda: screen.is_mounted and not screen.asking, "completions")
    return screen


async def test_commands_are_typed_completed_corrected_and_brought_back() -> None:
    async with playing() as stage:
        await stage.open("06PHNOMPENH977")
        assert set(stage.main.controllers.arguments) == set(ARGUMENTS)
        line = await prompt(stage)
        await stage.type("tga +visas")
        await stage.press("enter")
        await stage.shows("No such command: tga. Did you mean tag?")
        await stage.press(*["left"] * 7, "backspace", "backspace", "a", "g", "enter")
        await stage.said('Tagged 06PHNOMPENH977 ¶1 with "visas"')
        await prompt(stage)
        await stage.press("t", "a", "g", "tab")
        await stage.shows("tag +CODE, -CODE", "Tag · t")
        await stage.press(*"-vis", "tab")
        line = await prompt_line(stage, "tag -visas")
        await stage.press("enter")
        await stage.said('Removed "visas" from 06PHNOMPENH977 ¶1')
        await prompt(stage)
        await stage.type("open rangoon")
        await stage.press("backspace", *["backspace"] * 6)
        await stage.type("04RANG")
        await stage.press("tab")
        line = await prompt_line(stage, "open 04RANGOON1422")
        await stage.type(" #3")
        await stage.press("enter")
        await stage.until(lambda: stage.main.state.mrn == "04RANGOON1422" and stage.main.reader.current == 3)
        await prompt(stage)
        await stage.type("export ")
        await stage.shows(*STYLES_IN_WORDS.values())
        await stage.press("escape")
        await prompt(stage)
        await stage.type("theme light")
        await stage.press("enter")
        await stage.until(lambda: stage.app.theme == "cables-light", "the theme")
        await prompt(stage)
        await stage.type("columns drak")
        await stage.press("enter")
        await stage.shows("No such column: drak.")
        await stage.press("escape")
        await prompt(stage)
        await stage.type("open 99XYZ1")
        await stage.press("enter")
        await stage.said("No such cable in this library: 99XYZ1")
        await stage.press("q")
        await stage.until(lambda: stage.app.return_code is not None)
    async with playing() as stage:
        line = await prompt(stage)
        await stage.press("up", "up")
        await prompt_line(stage, "theme light")
        await stage.press("ctrl+u", "o", "p", "up", "up")
        await prompt_line(stage, "open 04RANGOON1422 #3")
        await stage.press("down", "down")
        assert line.line.value == "op"
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main)


async def test_a_line_typed_in_one_burst_is_the_line() -> None:
    async with playing() as stage:
        await stage.open("06PHNOMPENH977")
        stage.app.post_message(Key("colon", ":"))
        burst(stage, "tag 1 dark export\n")
        await stage.until(lambda: stage.main.state.entries, "the tag")
        assert stage.main.state.entries[0].codes == ("1 dark export",)
        stage.app.post_message(Key("vertical_line", "|"))
        burst(stage, "sed -n 1s/PHNOM/Burst/p\n")
        await stage.shows("06BurstPENH977 UNCLASSIFIED", "Done")
        await stage.press("escape")

        # a key that was sent to the screen because its line had no focus yet
        for opens in (":", "@", "t"):
            await stage.press(opens)
            await stage.until(lambda: isinstance(stage.app.focused, LineInput))
            stage.app.screen.post_message(Key("x", "x"))
            await stage.until(lambda: getattr(stage.app.focused, "value", "") == "x", f"the x after {opens}")
            await stage.press("escape")
            await stage.until(lambda: stage.app.screen is stage.main)


async def prompt_line(stage: Stage, text: str) -> CommandPrompt:
    screen = stage.app.screen
    assert isinstance(screen, CommandPrompt)
    await stage.until(lambda: screen.line.value == text, text)
    return screen


async def test_commands_run_with_their_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with playing() as stage:
        await stage.open("06PHNOMPENH977")
        for line, shown in {
            "note Who drafted it?": "Who drafted it?",
            "export plain out": "1 file in",
            "messages": "Messages",
            "find Mekong": "hit 1 of",
            "author Ann Example": "New notes are by Ann Example.",
            "columns subject date": "Columns: date, subject",
            "bookmark x": "Bookmark x: 06PHNOMPENH977",
            "999": "06PHNOMPENH977 has no paragraph 999. It has 8 paragraphs.",
            "2": "06PHNOMPENH977 · ¶2",
            "go-to-bookmark q": "There is no bookmark q",
            "bookmark xy": "A bookmark is one letter",
            "import missing": "No such file or folder",
            "pipe wc -l": "06PHNOMPENH977 | wc -l",
            "sort subject": "by subject",
            "date x": "x is not a date",
            "filter from:RANGOON": "1 cable",
        }.items():
            await prompt(stage)
            await stage.paste(line)
            await stage.press("enter")
            await stage.until(partial(has_shown, stage, shown), f"{line}: {shown}")
            if stage.app.screen is not stage.main:
                await stage.until(lambda: "unning" not in stage.screen_text())
                await stage.press("escape")
                await stage.until(lambda: stage.app.screen is stage.main, "the main screen")
        stage.main.run_command("cable.open")
        await stage.until(lambda: isinstance(stage.app.screen, CommandPrompt), "the line")
        await prompt_line(stage, "open ")
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main, "the main screen")
        stage.main.controllers.panes.activate(Pane.LIST)
        await prompt(stage)
        await stage.paste("words")
        await stage.press("enter")
        await stage.until(lambda: stage.main.reader.selecting, "the pane of the command has the focus")
    page = (tmp_path / "out" / "06PHNOMPENH977.md").read_text()
    assert "Who drafted it?" in page
    assert "^" not in page, "in the plain style"


def has_shown(stage: Stage, words: str) -> bool:
    said = (text for _, text, _ in stage.main.messages)
    return words in stage.screen_text() or any(words in text for text in said)
