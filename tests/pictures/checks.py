"""What a program can see is wrong with a picture: clipped text, widgets outside, colours too alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from reader.tui.ui.text_input import LineInput

LEAST = 4.5
"""Contrast of text in the web's accessibility guidelines, level AA."""
WORD = re.compile(r"[\w’']+", re.UNICODE)


def strips_of(app: App[Any]) -> list[Strip]:
    """The lines on the screen, dialogs included."""
    return app.screen._compositor.render_strips()


def words_of(text: str) -> set[str]:
    """The words of a text."""
    return set(WORD.findall(text))


def leaves(screen: Screen[Any]) -> Iterator[tuple[Widget, Region, Region]]:
    """The widgets on a screen that hold no others, each with its place and the part that can be seen."""
    for widget, place in screen._compositor.full_map.items():
        if widget.display and place.region.area and not any(child.display for child in widget.children):
            yield widget, place.region, place.clip.intersection(screen.size.region)


def named(widget: Widget) -> str:
    """What to call a widget in a report."""
    return f"{type(widget).__name__}{f'#{widget.id}' if widget.id else ''}"


def outside(screen: Screen[Any]) -> Iterator[str]:
    """Widgets of which a part with something in it is cut off, where nothing scrolls."""
    for widget, region, clip in leaves(screen):
        seen = region.intersection(clip)
        if seen == region or _scrolls(widget):
            continue
        lines = widget.render_lines(Region(0, 0, region.width, region.height))
        for y, strip in enumerate(lines):
            text = strip.text
            inside = seen.y <= region.y + y < seen.bottom
            hidden = text[: seen.x - region.x] + text[seen.right - region.x :] if inside else text
            if hidden.strip():
                yield f"{named(widget)} is partly outside: {hidden.strip()[:40]!r}"
                break


def _scrolls(widget: Widget) -> bool:
    return any(isinstance(one, Widget) and (one.max_scroll_y or one.max_scroll_x) for one in widget.ancestors)


def too_long(screen: Screen[Any]) -> Iterator[str]:
    """Texts with more lines than their widget has."""
    for widget, region, _ in leaves(screen):
        if isinstance(widget, Static) and not widget.max_scroll_y:
            size = widget.content_size
            if not size.width:
                if str(widget.content).strip():
                    yield f"{named(widget)} has no room: {str(widget.content)[:40]!r}"
                continue
            needed = widget.get_content_height(region.size, screen.size, size.width)
            cut = widget.styles.text_overflow == "ellipsis" and widget.styles.text_wrap == "nowrap"
            if needed > size.height and not cut:
                yield f"{named(widget)} needs {needed} lines, has {size.height}: {str(widget.content)[:40]!r}"


def cut_words(app: App[Any], known: set[str]) -> Iterator[str]:
    """Lines that end at the edge of their widget in what is no word of the same screen in a wide window."""
    lines = [strip.text for strip in strips_of(app)]
    for widget, region, clip in leaves(app.screen):
        seen = region.intersection(clip)
        if isinstance(widget, LineInput):  # it marks where it is cut itself
            continue
        for y in range(seen.y, seen.bottom):
            if app.screen.get_widget_at(seen.right - 1, y)[0] is not widget:
                continue
            text = lines[y][seen.x : seen.right]
            for edge in (text, text[:-1]):  # the last column may belong to a scrollbar
                found = re.search(r"[\w’'-]+$", edge)
                if found and len(text) - len(edge) == (0 if edge is text else 1):
                    last = words_of(found[0])
                    if last and not last <= known and (edge is text or text[-1] in " ▁▂▃▄▅▆▇█"):
                        yield f"{named(widget)} ends in {found[0]!r}: {text.strip()[-50:]!r}"
                    break


def contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """The ratio of the web's accessibility guidelines, 1 to 21."""

    def luminance(parts: Sequence[float]) -> float:
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (value / 255 for value in parts)
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def faint(strips: Sequence[Strip]) -> Iterator[tuple[str, str, float]]:
    """Pairs of colours too alike, each with the text in them and their ratio."""
    for segment in (segment for strip in strips for segment in strip):
        style = segment.style
        if style is None or style.color is None or style.bgcolor is None or not is_text(segment):
            continue
        if style.color.triplet is None or style.bgcolor.triplet is None:
            continue
        ratio = contrast(style.color.triplet, style.bgcolor.triplet)
        if ratio < LEAST:
            yield f"{style.color.triplet.hex} on {style.bgcolor.triplet.hex}", segment.text.strip(), ratio


def is_text(segment: Segment) -> bool:
    """Whether it has more than spaces, lines, bars and blocks."""
    return any(not sign.isspace() and not _is_ornament(sign) for sign in segment.text)


def _is_ornament(sign: str) -> bool:
    name = "" if sign.isascii() else unicodedata.name(sign, "")
    return name.startswith("BOX DRAWINGS") or name.endswith("BLOCK") or "EIGHTH" in name


def _look(style: Style | None) -> tuple[bool, ...]:
    if style is None:
        return ()
    return tuple(map(bool, (style.bold, style.reverse, style.underline, style.italic)))


def told_by_colour_alone(app: App[Any]) -> Iterator[str]:
    """Current rows that without colours look like the rows around them."""
    for widget, region, clip in leaves(app.screen):
        line = getattr(widget, "cursor_line", None)
        seen = region.intersection(clip)
        if line is None or not seen or not 0 <= line < seen.height or seen.height < 2:
            continue
        strips = [strip.crop(seen.x, seen.right) for strip in strips_of(app)[seen.y : seen.bottom]]
        here = {(_look(segment.style), segment.text[:1] in "▌┃") for segment in strips[line]}
        others = [
            {(_look(segment.style), segment.text[:1] in "▌┃") for segment in strip}
            for at, strip in enumerate(strips)
            if at != line and strip.text.strip()
        ]
        if others and all(here <= other for other in others):
            yield f"{named(widget)}: {strips[line].text.strip()[:40]!r}"
