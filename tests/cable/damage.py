"""What carriers have done to cables, done again on purpose.

Each damage is a pure function ``(text, rng) -> text`` of a clean cable's source; one that finds nothing to
spoil gives the text back. They copy what is seen in the samples (a digit where the publisher's pilcrow
stood, list bullets, lost numbers, glued headers) and in thousands of converted cables (wraps, page lines,
commas for apostrophes). ``mixed`` strings several together in the order in which a carrier would do them.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random
from typing import NamedTuple

Damage = Callable[[str, Random], str]

PORTION = r"\(\s?(?:SBU|TS|LOU|FOUO|[SCUscu]|(?i:secret|confidential|unclassified))(?:[\s/-][^()\n]{0,40})?\)"
# One cable has lost the opening bracket of every mark: ``¶1. C) Summary``.
_LABEL = re.compile(rf"^ ?¶?(\d{{1,3}})\.(?:[ ]+|(?={PORTION}))((?:{PORTION}|C\))[ ]*)?", re.M)
_RULE = re.compile(r"^[ \t]*[-=*](?:[-=*]|[ ](?=[-=*])){2,}[ \t]*$", re.M)
# After a blank line or a whole sentence, a rule above or none; not a paragraph's last line above a rule.
_HEADING = re.compile(
    r"(?:(?<=\n\n)|(?<=\n \n)|(?<=[.!?)\"”]\n)|(?<=[.!?)\"”] \n))"
    r"(?:[-=]{3,}[-= ]*\n)?(?![-=]{3})([^\n¶]{2,69}[^\n. ]) *\n([-=]{3,}[-= ]*)$",
    re.M,
)
_CLASS_LINE = re.compile(
    r"^(?:S ?E ?C ?R ?E ?T|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|UNCLAS(?:SIFIED)?)\b.*?"
    r"([A-Z][A-Z ]*?)[ ]+(\d{4,8})\b.*$",
    re.M,
)
_PAGE_LINE = re.compile(r"^[A-Za-z][A-Za-z .]+ \d{8}\s+\d{3}(?:\.\d)? (?:OF|of) \d{3}", re.M)

SAFE = 60
"""Characters at the start of a paragraph that damages to running text leave alone: a paragraph is known again
by its opening words."""


_OPEN = re.compile(r"[a-z0-9,] ?\n\Z")
_ENTITIES = {"&": "&amp;", '"': "&quot;", "'": "&#39;"}
_FALSE = (43, 99, 1737, 2006)
"""Numbers that end a sentence; none that the count of paragraphs could reach."""


class Label(NamedTuple):
    """A true paragraph label: the one that carries the count on."""

    number: int
    start: int
    """Where its line starts in the text."""
    portion: int
    """Where the portion mark starts, or the text when there is none."""
    end: int
    """Where the text of the paragraph starts."""
    marked: bool
    """Whether it has a portion mark, whole."""


def labels(text: str) -> list[Label]:
    """The labels at line starts that count 1, 2, 3 ... ; any other number there is text."""
    found: list[Label] = []
    for match in _numbers(text):
        if int(match[1]) == len(found) + 1:
            portion = match.start(2) if match[2] else match.end()
            marked = bool(match[2]) and match[2].startswith("(")
            found.append(Label(len(found) + 1, match.start(), portion, match.end(), marked))
    return found


def _numbers(text: str) -> list[re.Match[str]]:
    """Numbers at line starts, but for those that end the sentence of the line before."""
    return [
        m for m in _LABEL.finditer(text) if m[2] or not _OPEN.search(text[max(0, m.start() - 4) : m.start()])
    ]


def opening(text: str) -> str:
    """The first dozen letters and digits: what a paragraph is known by under any damage."""
    return re.sub(r"[\W_]+", "", text[:200])[:12].lower()


def openings(text: str) -> dict[int, str]:
    """Number and opening of each true paragraph of a clean cable; empty when its numbers do not run 1..N.

    Empty too where a paragraph goes on in mid-line, or stands without its number: then nobody can be sure.
    """
    found = labels(text)
    if [int(match[1]) for match in _numbers(text)] != [label.number for label in found]:
        return {}
    beyond = len(found) + 1
    if re.search(rf'^¶?{beyond}\.\S|[.!?)"] +¶?{beyond}\. ?{PORTION}|\n\n{PORTION}', text, re.M):
        return {}
    return {at.number: opening(text[at.end : end]) for at, end in _ended(found, len(text))}


def _ended(found: list[Label], end: int) -> list[tuple[Label, int]]:
    """Each label with the end of its paragraph."""
    return list(zip(found, [*(at.start for at in found[1:]), end], strict=False))


# --- labels


def _relabel(text: str, rng: Random, share: float, label: Callable[[Label], str]) -> str:
    """Write a share of the labels, number and stop and space, anew; the portion mark stays."""
    for at in reversed(labels(text)):
        if rng.random() < share:
            text = text[: at.start] + label(at) + text[at.portion :]
    return text


def digit_for_pilcrow(text: str, rng: Random) -> str:
    """``12.`` for 2: the anchor was rendered as a 1."""
    return _relabel(text, rng, 0.5, lambda at: f"1{at.number}. ")


def digit_after_pilcrow(text: str, rng: Random) -> str:
    """``¶12.`` for 2."""
    return _relabel(text, rng, 0.5, lambda at: f"¶1{at.number}. ")


def link_for_pilcrow(text: str, rng: Random) -> str:
    """``[1](#)2.`` for 2."""
    return _relabel(text, rng, 0.5, lambda at: f"[1](#){at.number}. ")


def pilcrows_lost(text: str, rng: Random) -> str:
    """``2.`` for ``¶2.``, and ``B.`` for ``¶B.``, everywhere."""
    return text.replace("¶", "")


def spaces_lost(text: str, rng: Random) -> str:
    """``2.(C)``, without the space that a mark needs."""
    found = {at.number for at in labels(text) if at.marked}
    return _relabel(text, rng, 0.5, lambda at: f"{at.number}." if at.number in found else f"¶{at.number}. ")


def stops_lost(text: str, rng: Random) -> str:
    """``2 (C)`` without the stop."""
    found = {at.number for at in labels(text) if at.marked}
    return _relabel(text, rng, 0.2, lambda at: f"{at.number} " if at.number in found else f"¶{at.number}. ")


def numbers_lost(text: str, rng: Random) -> str:
    """``(C) text``: the number is gone, the portion mark stands."""
    found = {at.number for at in labels(text) if at.marked}
    return _relabel(text, rng, 0.25, lambda at: "" if at.number in found else f"¶{at.number}. ")


def portions_lost(text: str, rng: Random) -> str:
    """``2. text``: the portion mark is gone."""
    for at in reversed(labels(text)):
        if rng.random() < 0.3:
            text = text[: at.portion] + text[at.end :]
    return text


def numbers_in_mid_line(text: str, rng: Random) -> str:
    """``... sentence. 12. (C) text``: the paragraph runs on from the one before."""
    marks = labels(text)
    for before, at in reversed(list(pairwise(marks))):
        between = text[before.end : at.start]
        if at.marked and re.search(r'[.!?)"]\s*$', between) and rng.random() < 0.25:
            last = between.rstrip().rpartition("\n")[2]
            if not _RULE.match(last) and not _PAGE_LINE.match(last):
                text = f"{text[: before.end]}{between.rstrip()} {at.number}. {text[at.portion :]}"
    return text


def list_bullets(text: str, rng: Random) -> str:
    """``- 12. (C) text``: taken for a list; some items lose the number, a few the portion too."""
    text = unwrapped(text, rng)
    for at in reversed(labels(text)):
        chance = rng.random()
        if at.marked and chance < 0.1:
            text = f"{text[: at.start]}- {text[at.portion :]}"
        elif chance < 0.13 and at.number > 1:
            text = f"{text[: at.start]}- {text[at.end :]}"
        elif chance < 0.9:
            text = f"{text[: at.start]}- 1{at.number}. {text[at.portion :]}"
    return text


def bold(text: str, rng: Random) -> str:
    """``**¶1. (SBU) Summary:** text`` and ``**4.** (SBU)``."""
    for at in reversed(labels(text)):
        head = re.compile(r"[\w ]{1,30}[:.]").match(text, at.end)
        if head and rng.random() < 0.6:
            text = f"{text[: at.start]}**{text[at.start : head.end()]}**{text[head.end() :]}"
        elif rng.random() < 0.6:
            text = f"{text[: at.start]}**{at.number}.** {text[at.portion :]}"
    return text


# --- false numbers


def _inside(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of running text, without the paragraphs' openings, last to first."""
    for at, end in reversed(_ended(labels(text), len(text.rstrip()))):
        if end - at.end > 4 * SAFE:
            yield at.end + SAFE, end - SAFE


def _spoil(text: str, rng: Random, pattern: str, put: Callable[[re.Match[str]], str], share: float) -> str:
    """Replace a share of the matches inside running text."""
    compiled = re.compile(pattern)
    for start, end in _inside(text):
        changed = compiled.sub(lambda m: put(m) if rng.random() < share else m[0], text[start:end])
        text = text[:start] + changed + text[end:]
    return text


def _false_mark(text: str, rng: Random, space: str) -> str:
    return _spoil(
        text,
        rng,
        r"(?<=[a-z])\. (?=[A-Z])",
        lambda _: f" for{space}¶{rng.choice(_FALSE)}. ",
        0.15,
    )


def false_marks_in_mid_line(text: str, rng: Random) -> str:
    """``held trials for ¶43. The``: the line break that made the mark is lost."""
    return _false_mark(text, rng, " ")


def false_marks_at_line_start(text: str, rng: Random) -> str:
    """``held trials for`` / ``¶43. The``: a sentence whose last word is a number that starts a line."""
    return _false_mark(text, rng, "\n")


# --- headings


def headings_marked(text: str, rng: Random) -> str:
    """``## Comment`` at a random depth instead of rules."""
    depth = "#" * rng.randint(1, 4)
    marked = _HEADING.sub(lambda m: f"{depth if rng.random() < 0.5 else '##'} {m[1].strip()}", text)
    return underlines_lost(marked, rng)


def underlines_lost(text: str, rng: Random) -> str:
    """No rule above or under any heading."""
    return _RULE.sub("", text)


def underlines_short(text: str, rng: Random) -> str:
    """``---`` for every rule."""
    return _RULE.sub("---", text)


def underlines_joined(text: str, rng: Random) -> str:
    """``COMMENT -------`` on one line."""
    return _HEADING.sub(lambda m: f"{m[1].rstrip()} {m[2]}", text)


# --- header, pages


def header_glued(text: str, rng: Random) -> str:
    """``INFO ASEAN COLLECTIVEUNCLAS SECTION 01 OF 02``: nothing between header and class line."""
    line = _CLASS_LINE.search(text)
    header = text[: line.start()].rstrip() if line else ""
    if line is None or not re.search(r"^(?:TO|INFO) ", header, re.M):
        return text
    return header + text[line.start() :]


def header_lost(text: str, rng: Random) -> str:
    """Nothing before the class line."""
    line = _CLASS_LINE.search(text)
    return text[line.start() :] if line else text


def page_lines(text: str, rng: Random) -> str:
    """Page-break lines inside sentences, with or without blank lines around, a few in mid-line."""
    line = _CLASS_LINE.search(text)
    if line is None or _PAGE_LINE.search(text):
        return text
    post, serial = line[1].strip(), int(line[2])
    stretches = list(_inside(text))
    parts = len(stretches) + 1
    decimal = rng.choice(("", ".2"))
    for part, (start, end) in zip(range(parts, 1, -1), stretches, strict=True):
        breaks = [m.start() for m in re.finditer(r"(?<=\w)\s(?=\w)", text[start:end])]
        if breaks and rng.random() < 0.4:
            at = start + rng.choice(breaks)
            around = rng.choice(("\n\n", "\n\n", "\n", "\n \n\n", " "))
            page = f"{post[:10]} {serial:08d}  {part:03d}{decimal} OF {parts:03d}"
            text = f"{text[:at]}{around}{page}{around}{text[at + 1 :]}"
    return text


# --- lines


def _reflow(text: str, width: int) -> str:
    """Fill the blocks of paragraph text to a width; header, fields, rules and headings stay as set."""
    marks = labels(text)
    if not marks:
        return text
    starts = {at.start for at in marks}
    head, offset = text[: marks[0].start], marks[0].start
    done: list[str] = []
    unit: list[str] = []

    def flush() -> None:
        if unit:
            joined = re.sub(r"(?<=[a-z]-) (?=[a-z])", "", " ".join(part.strip() for part in unit))
            done.append(textwrap.fill(joined, width, break_long_words=False) if width else joined)
            unit.clear()

    filling = False
    lines = text[offset:].split("\n")
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if offset in starts:
            flush()
            filling = True
        elif not line.strip() or _RULE.match(line) or _RULE.match(below) or _PAGE_LINE.match(line):
            flush()
            filling = filling and bool(_PAGE_LINE.match(line))
        elif re.match(r"\s*-{1,2}\s?\w", line):
            flush()
        if filling and line.strip() and not _PAGE_LINE.match(line):
            unit.append(line)
        else:
            done.append(line)
        offset += len(line) + 1
    flush()
    return head + "\n".join(done)


def rewrapped(text: str, rng: Random) -> str:
    """Hard wraps at another width."""
    return _reflow(text, rng.randint(40, 110))


def unwrapped(text: str, rng: Random) -> str:
    """Each paragraph on one line."""
    return _reflow(text, 0)


def blank_lines_in_sentences(text: str, rng: Random) -> str:
    """``Vietnamese and`` / blank / ``Chinese Ministries``: a page break whose line is gone."""
    return _spoil(text, rng, r"(?<=[a-z]{2})\s(?=[A-Za-z]{2})", lambda _: "\n\n", 0.004)


def blank_lines_hold_spaces(text: str, rng: Random) -> str:
    """A space on each blank line and at the end of some others."""
    return re.sub(r"(?<=\n)(?=\n)|(?<=[a-z,.])(?=\n)", lambda _: rng.choice((" ", " ", "  ")), text)


def hard_breaks(text: str, rng: Random) -> str:
    """Two spaces, a backslash or ``<br>`` at line ends."""
    mark = rng.choice(("  ", "\\", "<br>"))
    return re.sub(r"(?<=[\w,.])\n(?=\S)", lambda _: f"{mark}\n", text)


def carriage_returns(text: str, rng: Random) -> str:
    """Line ends of another system."""
    return text.replace("\n", rng.choice(("\r\n", "\r")))


# --- text


def commas_for_apostrophes(text: str, rng: Random) -> str:
    """``Taylor,s``, ``we,re``."""
    return _spoil(text, rng, r"(?<=[a-z])['’](?=(?:s|t|re|ve|ll|d)\b)", lambda _: ",", 0.8)


def ampersands_for_quotes(text: str, rng: Random) -> str:
    """``&middle power8``."""
    return _spoil(text, rng, r"[\"“]([^\"“”\n]{2,40})[\"”]", lambda m: f"&{m[1]}8", 0.7)


def entities(text: str, rng: Random) -> str:
    """Entities left undecoded."""
    return _spoil(text, rng, "[&\"']", lambda m: _ENTITIES[m[0]], 1)


def redactions(text: str, rng: Random) -> str:
    """Names struck out by the publisher."""
    return _spoil(text, rng, r"\b[A-Z][a-z]{3,}\b", lambda _: rng.choice(("XXXXXXXXXXXX", "xxxxx")), 0.1)


def stray_sipdis(text: str, rng: Random) -> str:
    """A relay's ``SIPDIS`` line inside a sentence."""
    return _spoil(text, rng, r"(?<=[a-z]{2})\s(?=[a-z]{2})", lambda _: "\n\nSIPDIS\n", 0.003)


def tags_linked(text: str, rng: Random) -> str:
    """``TAGS: [PHUM](#)``."""
    return re.sub(
        r"^(TAGS:? )(.*)$", lambda m: m[1] + re.sub(r"\b[A-Z]{2,4}\b", r"[\g<0>](#)", m[2]), text, flags=re.M
    )


# --- all of them

_STAGES: tuple[tuple[Damage, ...], ...] = (
    (commas_for_apostrophes, ampersands_for_quotes, redactions, entities),
    (false_marks_in_mid_line, false_marks_at_line_start, stray_sipdis, blank_lines_in_sentences),
    (rewrapped, unwrapped),
    (page_lines,),
    (headings_marked, underlines_lost, underlines_short, underlines_joined),
    (portions_lost,),
    (
        digit_for_pilcrow,
        digit_after_pilcrow,
        link_for_pilcrow,
        pilcrows_lost,
        spaces_lost,
        stops_lost,
        numbers_lost,
        numbers_in_mid_line,
        list_bullets,
        bold,
    ),
    (tags_linked,),
    (header_glued, header_lost),
    (blank_lines_hold_spaces, hard_breaks, carriage_returns),
)

DAMAGES: dict[str, Damage] = {damage.__name__: damage for stage in _STAGES for damage in stage}


def mixed(text: str, rng: Random) -> str:
    """Several damages at once: at each stage of the way one of its damages, or none."""
    for stage in _STAGES:
        if rng.random() < 0.5:
            text = rng.choice(stage)(text, rng)
    return text


def seeded(name: str, key: str) -> Random:
    """A generator for this damage of this cable: the same today and tomorrow, whatever the order."""
    return Random(f"{name} {key}")
