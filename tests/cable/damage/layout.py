"""Damage to the layout: headings, header, page lines, line ends."""

from __future__ import annotations

import re
import textwrap
from random import Random

from tests.cable.damage.running_text import spoil
from tests.cable.damage.truth import inside, labels

RULE = re.compile(r"^[ \t]*[-=*](?:[-=*]|[ ](?=[-=*])){2,}[ \t]*$", re.M)
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
PAGE_LINE = re.compile(r"^[A-Za-z][A-Za-z .]+ \d{8}\s+\d{3}(?:\.\d)? (?:OF|of) \d{3}", re.M)


def headings_marked(text: str, rng: Random) -> str:
    """``## Comment`` at a random depth instead of rules."""
    depth = "#" * rng.randint(1, 4)
    marked = _HEADING.sub(lambda m: f"{depth if rng.random() < 0.5 else '##'} {m[1].strip()}", text)
    return underlines_lost(marked, rng)


def underlines_lost(text: str, rng: Random) -> str:
    """No rule above or under any heading."""
    return RULE.sub("", text)


def underlines_short(text: str, rng: Random) -> str:
    """``---`` for every rule."""
    return RULE.sub("---", text)


def underlines_joined(text: str, rng: Random) -> str:
    """``COMMENT -------`` on one line."""
    return _HEADING.sub(lambda m: f"{m[1].rstrip()} {m[2]}", text)


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
    if line is None or PAGE_LINE.search(text):
        return text
    post, serial = line[1].strip(), int(line[2])
    stretches = list(inside(text))
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
        elif not line.strip() or RULE.match(line) or RULE.match(below) or PAGE_LINE.match(line):
            flush()
            filling = filling and bool(PAGE_LINE.match(line))
        elif re.match(r"\s*-{1,2}\s?\w", line):
            flush()
        if filling and line.strip() and not PAGE_LINE.match(line):
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


def breaks_lost(text: str, rng: Random) -> str:
    """All paragraphs on one line, with the headings and rules between them."""
    found = labels(text)
    if not found:
        return text
    begin, end = found[0].start, len(text.rstrip().rpartition("\n")[0])
    return text[:begin] + " ".join(text[begin:end].split()) + text[end:]


def blank_lines_in_sentences(text: str, rng: Random) -> str:
    """``Vietnamese and`` / blank / ``Chinese Ministries``: a page break whose line is gone."""
    return spoil(text, rng, r"(?<=[a-z]{2})\s(?=[A-Za-z]{2})", lambda _: "\n\n", 0.004)


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
