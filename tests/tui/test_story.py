"""The story of the first session, key by key: read, annotate, link, leave, come back, undo, export."""

from __future__ import annotations

from pathlib import Path

from reader.tui.core.pane_layout import Pane
from reader.tui.ui.prompt import Prompt
from tests.tui.stage import playing

HERE = "06PHNOMPENH977"
THERE = "07BEIJING7545"


async def test_the_whole_story(tmp_path: Path) -> None:
    async with playing() as stage:
        main = stage.main
        assert len(main.cable_list) == 5

        # go to ¶2
        await stage.open(HERE)
        await stage.until(lambda: stage.active is Pane.READER)
        await stage.press("}")
        await stage.until(lambda: main.reader.current == 2)

        # a note
        await stage.press("a")
        await stage.type("Who is missing: ILO?")
        await stage.press("ctrl+s")
        await stage.until(lambda: [entry.text for entry in main.state.entries] == ["Who is missing: ILO?"])
        assert main.state.entries[0].ordinal == 2

        # a tag on the paragraph
        await stage.press("t")
        await stage.choose("trafficking")
        await stage.until(lambda: any(entry.codes == ("trafficking",) for entry in main.state.entries))

        # words, and a tag on them
        await stage.press("v", "w", "w")
        target = main.reader.target()
        assert target.start is not None
        await stage.press("t")
        await stage.choose("mou")
        await stage.until(lambda: len(main.state.entries) == 3)
        tagged = next(entry for entry in main.state.entries if entry.codes == ("mou",))
        assert (tagged.target.start, tagged.target.end) == (target.start, target.end)
        assert not main.reader.clear_selection()

        # a link to ¶4 of another cable
        await stage.press("l")
        await stage.choose("beijing")
        await stage.choose("4")
        await stage.choose("continues")
        await stage.until(lambda: stage.app.screen is not main)
        await stage.type("the same plan")
        await stage.press("enter")
        await stage.until(lambda: len(main.state.entries) == 4)
        assert main.state.counts[HERE] == 4

        # from the other side
        await stage.press("tab")
        await stage.until(lambda: stage.active is Pane.NOTES)
        assert main.notes_panel.current is not None
        assert main.notes_panel.current.kind == "link"
        await stage.press("enter")
        await stage.until(lambda: main.state.mrn == THERE)
        await stage.until(lambda: main.reader.current is not None)
        paragraph = main.state.cable.paragraph(main.reader.current or 0) if main.state.cable else None
        assert paragraph is not None
        assert paragraph.number == 4
        incoming = main.state.entries[0]
        assert (incoming.kind, incoming.words, incoming.text) == ("incoming", "continued by", "the same plan")
        await stage.shows("← 06PHNOMPENH977 ¶2")

        # and back
        await stage.press("<")
        await stage.until(lambda: main.state.mrn == HERE)
        assert main.reader.current == 2
        await stage.press("q")
        await stage.until(lambda: not stage.app.is_running or stage.app.return_code is not None)

    async with playing() as stage:
        main = stage.main
        await stage.until(lambda: main.state.mrn == HERE)
        assert main.reader.current == 2
        await stage.until(lambda: stage.active is Pane.READER)
        assert len(main.state.entries) == 4

        # undo reaches back over the restart: first the link, then the tag on the words
        await stage.press("u")
        await stage.until(lambda: len(main.state.entries) == 3)
        await stage.press("u")
        await stage.until(lambda: len(main.state.entries) == 2)
        assert {entry.codes for entry in main.state.entries} == {(), ("trafficking",)}
        await stage.press("ctrl+r")
        await stage.until(lambda: len(main.state.entries) == 3)

        # export
        await stage.press("x")
        await stage.choose("this")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.pilot.pause()
        await stage.press("ctrl+u")
        await stage.paste(str(tmp_path / "out"))
        await stage.press("enter")
        await stage.choose("plain")
        await stage.shows("1 file: 1 new")
        await stage.press("enter")
        await stage.said("Exported 1 file")
        (page,) = (tmp_path / "out").glob("*.md")
        text = page.read_text()
        assert "Who is missing: ILO?" in text
        assert "trafficking" in text
