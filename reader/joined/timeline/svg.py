"""A timeline as an SVG picture: bars over time, a row for all cables and one for each group.

It has no scripts and loads nothing. It follows the reader's light or dark setting, and says in words what it
shows: each bar has its period and count as a tooltip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from reader.joined.timeline.periods import Period
from reader.joined.timeline.splitting import SplitTimeline
from reader.terminal_text import one_line

WIDTH, MARGIN = 960, 24
NAMES = 190
"""The width of the names at the left."""
TALL, LOW, SPACE = 110, 44, 26
"""The heights of the row for all cables, of a row for a group, and of the space above a row."""
HEAD, FOOT = 46, 40
MOST_BARS = 1500
"""Most periods of a picture; more would be thinner than a pixel."""
_LONGEST_NAME = 26
_SVG = "http://www.w3.org/2000/svg"
_LOOKS = """
svg { color: #26282b; font-family: system-ui, sans-serif; }
.ground { fill: #fdfcf9; }
text { fill: currentColor; font-size: 13px; }
.title { font-size: 17px; font-weight: 600; }
.small { font-size: 11px; opacity: .75; }
.bar { fill: #2f6690; }
.peak { fill: #b5531c; }
.line { stroke: currentColor; opacity: .35; }
.gap { stroke: currentColor; stroke-dasharray: 2 4; opacity: .6; }
@media (prefers-color-scheme: dark) {
  svg { color: #e3e1dc; }
  .ground { fill: #1b1d20; }
  .bar { fill: #7db2dc; }
  .peak { fill: #eda36b; }
}
"""


def svg(found: SplitTimeline, title: str) -> str:
    """The picture as a text; it needs at least one period."""
    periods = found.line.periods
    rows = [("All cables", [period.count for period in periods], TALL)]
    rows += [(group.name, list(group.counts), LOW) for group in found.groups]
    height = HEAD + sum(SPACE + tall for _, _, tall in rows) + FOOT
    drawing = Element(
        "svg", xmlns=_SVG, viewBox=f"0 0 {WIDTH} {height}", width=f"{WIDTH}", height=f"{height}", role="img"
    )
    SubElement(drawing, "title").text = one_line(title)
    SubElement(drawing, "desc").text = description(found)
    SubElement(drawing, "style").text = _LOOKS
    SubElement(drawing, "rect", {"class": "ground"}, width=f"{WIDTH}", height=f"{height}")
    _text(drawing, MARGIN, 28, one_line(title), "title")
    top = HEAD
    most = max((max(group.counts) for group in found.groups), default=0)
    for at, (name, counts, tall) in enumerate(rows):
        top += SPACE
        # The groups have one scale, so that their bars can be compared.
        _row(drawing, found, name, counts, top, tall, highest=most if at else found.line.most)
        top += tall
    _axis(drawing, periods, top)
    indent(drawing)
    return tostring(drawing, encoding="unicode", short_empty_elements=True) + "\n"


def description(found: SplitTimeline) -> str:
    """The picture in words."""
    line = found.line
    sentences = [
        f"{found.total:,} cables by {line.unit}, {line.periods[0].words} to {line.periods[-1].words}"
    ]
    sentences += [f"Peak: {peak.words}, {peak.count:,}" for peak in line.peaks]
    sentences += [gap.words.capitalize() for gap in line.gaps]
    sentences += [f"{one_line(group.name)}: {group.total:,}" for group in found.groups]
    if found.undated:
        sentences.append(f"{found.undated:,} without a date are not shown")
    return ". ".join(sentences) + "."


def _row(
    drawing: Element,
    found: SplitTimeline,
    name: str,
    counts: Sequence[int],
    top: int,
    tall: int,
    *,
    highest: int,
) -> None:
    """The name with its total, the bars, the line under them, and the gaps."""
    line, base, step = found.line, top + tall, _step(counts)
    is_all = tall == TALL
    shown = one_line(name)
    _text(drawing, MARGIN, base - 16, shown if len(shown) <= _LONGEST_NAME else f"{shown[:25]}…")
    _text(drawing, MARGIN, base - 2, f"{_cables(sum(counts))}, at most {max(counts):,}", "small")
    for at, (period, count) in enumerate(zip(line.periods, counts, strict=True)):
        if count:
            size = max(tall * count / max(highest, 1), 1.5)
            is_peak = is_all and period in line.peaks
            bar = SubElement(
                drawing,
                "rect",
                {"class": "bar peak" if is_peak else "bar"},
                x=f"{_left() + at * step:.2f}",
                y=f"{base - size:.2f}",
                width=f"{max(step * 0.86, 0.5):.2f}",
                height=f"{size:.2f}",
            )
            words = f"{period.words}: {_cables(count)}"
            SubElement(bar, "title").text = f"{shown}, {words}" if not is_all else words
            if is_peak:
                _text(
                    drawing, _left() + (at + 0.43) * step, base - size - 4, f"▲ {count:,}", "small", "middle"
                )
    _line(drawing, _left(), base, WIDTH - MARGIN, "line")
    if is_all:
        for start, end, words in _gaps(found):
            mark = _line(drawing, _left() + start * step, base - 5, _left() + end * step, "gap")
            SubElement(mark, "title").text = words


def _gaps(found: SplitTimeline) -> Iterator[tuple[int, int, str]]:
    """The first empty period of each gap, the one after its last, and the gap in words."""
    at = {period.first: number for number, period in enumerate(found.line.periods)}
    starts = sorted(at)
    for gap in found.line.gaps:
        first = max(start for start in starts if start <= gap.after)
        last = max(start for start in starts if start <= gap.before)
        yield at[first] + 1, at[last], gap.words.capitalize()


def _axis(drawing: Element, periods: Sequence[Period], top: int) -> None:
    """The names of some periods below the bars, as many as fit."""
    step = _step(periods)
    every = -(-len(periods) // 9)
    for at in range(0, len(periods), every):
        x = _left() + at * step
        words = periods[at].iso
        if at == 0 or x + len(words) * 7 < WIDTH - MARGIN:
            _text(drawing, x, top + 18, words, "small")


def _cables(number: int) -> str:
    return f"{number:,} {'cable' if number == 1 else 'cables'}"


def _left() -> int:
    return MARGIN + NAMES


def _step(periods: Sequence[object]) -> float:
    """The width of a period; few periods make no broad bars."""
    return min((WIDTH - MARGIN - _left()) / max(len(periods), 1), 60)


def _text(
    drawing: Element, x: float, y: float, text: str, looks: str = "name", anchor: str = "start"
) -> None:
    made = SubElement(drawing, "text", {"class": looks, "text-anchor": anchor}, x=f"{x:.1f}", y=f"{y:.1f}")
    made.text = text


def _line(drawing: Element, x: float, y: float, end: float, looks: str) -> Element:
    return SubElement(
        drawing, "line", {"class": looks}, x1=f"{x:.1f}", y1=f"{y:.1f}", x2=f"{end:.1f}", y2=f"{y:.1f}"
    )
