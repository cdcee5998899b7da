"""Places where a line break was lost: a paragraph's number, a field's label or a page line in mid-line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.cable.source.head_labels import Field, field_of
from reader.cable.source.header_breaks import header_breaks
from reader.cable.source.literal_search import offsets_of
from reader.cable.source.page_lines import page_line_breaks
from reader.cable.source.portions import LONGEST, read_portion
from reader.cable.source.source_lines import Lines

_NUMBER = re.compile(
    rf"""(?:[.?!:)"”'’*]\ {{1,6}}|[Xx]{{4}}\ {{0,6}}|--\ {{1,6}})
    (?P<label>(?:[-*]\ |\*\*)?(?P<mark>¶\ ?|\[1\]\(\#\)\ ?)?(?P<number>\d{{1,3}})
    (?P<stop>\.?)\ {{0,2}}(?:\*\*)?\ ?)
    (?:\([ ]?(?P<portion>[A-Za-z][^()\n]{{0,{LONGEST - 1}}})\)|(?=[A-Z"“]))""",
    re.VERBOSE,
)
_BEHIND_TITLE = re.compile(
    rf"(?<=[\w/’'”)\"&-]\ )(?P<label>(?:¶\ ?)?(?P<number>\d{{1,3}})\.\ {{0,2}})"
    rf"\([ ]?(?P<portion>[A-Za-z][^()\n]{{0,{LONGEST - 1}}})\)"
)
_NO_LABEL = (r"[\n¶]\d\.", r"[\n¶]\d\d\.", r"[a-z]\.", r"\.\d")
"""Behind these is no such label: a number that begins its line, as nearly all do, a sentence, ``1.4``."""
# Where one may be: a parenthesis behind a figure, its stop or the end of bold.
_PORTION_AHEAD = re.compile(
    r"\((?=[ ]?[A-Za-z])(?:(?<=[\d.*]\()|(?<=[\d.*]\ \()|(?<=[\d.*]\ \ \()|(?<=[\d.*]\ \ \ \())"
    + "".join(rf"(?<!{before}{spaces}\()" for before in _NO_LABEL for spaces in (" ", "  "))
)
_COUNTED = re.compile(r"\.(?<=[0-9]\.) {1,3}(?=[A-Z\"“])")
"""The stop of a number before a capital: stops are rarer than digits and letters, so the search is fast."""
_SENTENCE_BEFORE = re.compile(r"[a-z)][.?!][)\"”]? {1,3}(?P<number>\d{1,2})\Z")
_WIDEST_BEFORE = 8
"""Characters from the end of the previous sentence to a number."""
_AT_LINE_START = re.compile(r"^(?:¶ ?)?(?P<number>\d{1,3})\.(?=[ (])", re.MULTILINE)
_WIDEST_GAP = 6
"""The largest step from one number at a line start to the next."""
_PILCROW_AHEAD = re.compile(r"¶(?<=[ *]¶)")
_NOTHING = re.compile(r" *(?:\n *\n|\Z)")
"""A label with nothing to label: ``REASON: 1.4 (D) 1. (C)`` above the first paragraph."""
_LONGEST_LABEL = 26
"""Characters from the end of the previous sentence to the portion mark."""
_ORDER = re.compile(r"E\.? ?O\.? ?\d{5}:? (?=DECL|N/A|OADR)")
_RELAY = re.compile(
    r"SIPDIS(?<=\nSIPDIS) {1,4}(?=[A-Za-z0-9\"“(][A-Za-z0-9\"“(/])"
    r"(?!(?:NOFORN|SENSITIVE|EXDIS|NODIS|LIMDIS)\b)"
)
_RELAY_IN_LINE = re.compile(r"SIPDIS (?=[A-Za-z0-9])(?<=[a-z,;] SIPDIS )")
_WITHOUT_COLON = ("TAGS ", "TAG ")
"""Labels that count only behind the executive order."""
_LABELS = (
    *("TAGS:", "SUBJECT:", "REF:", "REF(S):", "REFS:", "REFTEL:"),
    *("Classified By:", "CLASSIFIED BY:", "CLASSIFIED BY ", "Classified by ", "Classified by:"),
    *_WITHOUT_COLON,
    *("Tags:", "tags:", "Subject:", "subject:", "Ref:"),
)
_ENTRY = re.compile(r"-(?<= -)(?:(?<=[^A-Z][.;:] -)|(?<=[^A-Z][.;:]  -))-? ?(?=[A-Z\"“])")
_TITLE = re.compile(
    r"""[a-z][a-z)"”][.?!][)"”]?\ {1,3}(?!END\b|End\b)(?P<title>[A-Z][^.!;\n]{5,79}[A-Za-z?])\Z""", re.VERBOSE
)
_MINIMIZE = re.compile(r"[.?!\"”)\]] {1,3}(?=MINIMIZED? CONSIDERED\b)")
"""``... of Brazil. MINIMIZE CONSIDERED SHANNON``: in copies that lost line breaks; 4 cables have the line."""
_NOTICE = re.compile(r"[.?!\"”)] {1,3}(?P<notice>(?:[Pp]lease )?[Vv]isit [^.\n]{1,60})\Z")
"""``... he said. Please visit Paris' Classified Website at:``: in the last line of 1 of the 395 cables."""
_NOTICE_WITHIN = 1000
"""Characters at the end of the text that are searched for it."""
_LONGEST_NOTICE = 80
"""Characters of it up to its words ``Classified Website``."""
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_BELOW_TITLE = (("\n---", 1), ("\n¶", 3))
"""A rule, or the number of the next paragraph; and how many words with a capital make a title above it."""
_NO_TITLE = frozenset(".,:;)-*")
_LONG_LINE = 80
"""Characters before a title at the end of a line; if there are fewer, all of the line may be the title."""
_SENTENCE_END = 10
"""Characters for the end of the previous sentence, before a title."""
_LONGEST_SMALL_WORD = 4
"""Letters of the longest word that needs no capital in a title: ``of``, ``with``."""
_HEAD = 12_000
"""Characters at the start of a text that are searched for the labels of the head."""


def lost_breaks(lines: Lines) -> list[int]:
    """Offsets where a line should begin and does not."""
    source = lines.source
    return [
        *header_breaks(source),
        *_number_breaks(source),
        *_counted_breaks(source),
        *_label_breaks(source),
        *_relay_breaks(source),
        *_entry_breaks(source),
        *(_title_breaks(source) if lines.longest > _LONG_LINE else ()),
        *_notice_breaks(source),
        *page_line_breaks(source),
    ]


def _relay_breaks(source: str) -> Iterator[int]:
    """``SIPDIS SCENARIOS``: a relay set its caption before a line of the text."""
    for at in offsets_of(source, "SIPDIS"):  # without the space, which is everywhere: half the time
        if relay := _RELAY.match(source, at):
            yield relay.end()
        elif relay := _RELAY_IN_LINE.match(source, at):
            yield from relay.span()


def _entry_breaks(source: str) -> list[int]:
    """``- Direct line: 6966. - Fax: 4763. - Guard: 5163.``: entries of a list, two or more in one line."""
    starts = [entry.start() for entry in _ENTRY.finditer(source)]
    return [at for pair in pairwise(starts) if source.find("\n", *pair) < 0 for at in pair]


def _title_breaks(source: str) -> Iterator[int]:
    """``... as he had said. The Opposition Gathers``: a title at the end of a long line."""
    for below, least in _BELOW_TITLE:
        for at in offsets_of(source, below):
            last = at - 1
            while last >= 0 and source[last] in " \n":
                last -= 1
            if last < 0 or source[last] in _NO_TITLE:  # nearly all end with the stop of a sentence
                continue
            start = max(0, at - _LONG_LINE - _SENTENCE_END)
            above = source[start : last + 1]
            if "\n" in above or not (found := _TITLE.search(above)):
                continue
            cut = start + found.start("title")
            line = source[max(0, cut - _LONG_LINE) : cut]
            if len(line) == _LONG_LINE and "\n" not in line and _titled(found["title"], least):
                yield cut


def _notice_breaks(source: str) -> Iterator[int]:
    """The notice of an embassy's web site, or ``MINIMIZE CONSIDERED``, behind the last sentence."""
    first = max(0, len(source) - _NOTICE_WITHIN)
    at = source.find("MINIMIZE", first)
    if at >= 0 and (minimize := _MINIMIZE.search(source, first, at + len("MINIMIZED CONSIDERED "))):
        yield minimize.end()
    at = source.find("lassified Web", first)
    if at >= 0 and (notice := _NOTICE.search(source, max(0, at - _LONGEST_NOTICE), at)):
        yield notice.start("notice")


def _titled(text: str, least: int) -> bool:
    """Whether all long words have a capital, and there are at least ``least`` of them."""
    words = [word for word in _WORD.findall(text) if len(word) > _LONGEST_SMALL_WORD or word[0].isupper()]
    return len(words) >= least and all(word[0].isupper() for word in words) and "XXX" not in text


def _number_breaks(source: str) -> Iterator[int]:
    """``... sentence. 12. (C) text``: a portion mark or a pilcrow must be there, a number alone is text.

    Behind a title, ``sentence. Haiti 12. (C) text``, it must carry on the count too.
    """
    spots = [found.start() for found in _PORTION_AHEAD.finditer(source)]
    spots += (found.start() for found in _PILCROW_AHEAD.finditer(source))
    if "]" in source:  # one character takes a tenth of the time
        spots += offsets_of(source, "[1](#)")
    behind_titles: list[tuple[int, int]] = []
    sure: list[tuple[int, int]] = []
    for at in spots:
        earliest, latest = max(0, at - _LONGEST_LABEL), at + LONGEST + len("()")
        found = _NUMBER.search(source, earliest, latest)
        if found is None:
            if source[at] == "(" and "." not in source[at - 3 : at]:
                continue
            title = _BEHIND_TITLE.search(source, earliest, latest)
            if title and read_portion(title["portion"]) and not _NOTHING.match(source, title.end()):
                behind_titles.append((title.start("label"), int(title["number"])))
        elif (
            (found["portion"] and read_portion(found["portion"])) or (found["mark"] and found["stop"])
        ) and not _NOTHING.match(source, found.end()):
            sure.append((found.start("label"), int(found["number"])))
            yield found.start("label")
    if behind_titles:
        yield from _counting_on(source, sorted(set(behind_titles)), sure)


def _counted_breaks(source: str) -> Iterator[int]:
    """``... sentence. 12. The text``: a number alone counts where it is the only one that carries on."""
    inline = []
    for stop in _COUNTED.finditer(source):
        at = stop.start()
        if found := _SENTENCE_BEFORE.search(source, max(0, at - _WIDEST_BEFORE), at):
            inline.append((found.start("number"), int(found["number"])))
    return _counting_on(source, inline)


def _counting_on(
    source: str, inline: list[tuple[int, int]], sure: Sequence[tuple[int, int]] = ()
) -> Iterator[int]:
    """Those of the numbers in mid-line that follow the last at a line start, which the next one does not.

    ``sure``: numbers in mid-line that count like those at a line start.
    """
    if not inline:
        return
    starts = [(found.start("number"), int(found["number"])) for found in _AT_LINE_START.finditer(source)]
    if not starts:
        return
    if sure:
        starts = sorted({*starts, *sure})
    last = at = 0
    for offset, number in inline:
        while at < len(starts) and starts[at][0] < offset:
            if last < starts[at][1] <= last + _WIDEST_GAP:
                last = starts[at][1]
            at += 1
        following = next((count for _, count in starts[at:] if count > last), None)
        if last and number == last + 1 and following != number:
            last = number
            yield offset


def _label_breaks(source: str) -> list[int]:
    """``TAGS: PHUM BM SUBJECT: ...``: only on a line that begins with a label itself."""
    found: list[int] = []
    body = source.find("¶1.", 0, _HEAD)
    end = body if body >= 0 else _HEAD
    if (order := _ORDER.search(source, 0, end)) and source[order.start() - 1 : order.start()] == " ":
        found.append(order.start())
    head = source[:end]
    for label in filter(head.__contains__, _LABELS):  # a cable has a few of them
        for at in offsets_of(head, label):
            if at == 0 or not (source[at - 1] == " " or _is_glued(source, at, label)):
                continue
            begin = max(source.rfind("\n", 0, at) + 1, *(cut for cut in found if cut < at), 0)
            above = field_of(source[begin:at]) if source[begin:at].strip() else None
            this = field_of(source[at : at + _LONGEST_LABEL])
            again = above and this and above[0] is this[0]  # SUBJECT: SUBJECT: A VISIT
            if above and not again and (label not in _WITHOUT_COLON or above[0] is Field.EXECUTIVE_ORDER):
                found.append(at)
                break
    return found


def _is_glued(source: str, at: int, label: str) -> bool:
    """``EGYPTREF: CAIRO 12``: nothing separates the label from the value before it."""
    before = source[at - 1]
    if label.startswith("REF"):
        return before.isupper() and source[at + len(label) : at + len(label) + 1] == " "
    return label.startswith(("Class", "CLASS")) and (before.isalnum() or before in ')."')
