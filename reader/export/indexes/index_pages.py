"""The index files as pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from slugify import slugify

from reader.export.citation import spell_date
from reader.export.escape import one_line
from reader.export.file_names import MAX_STEM, tag_name
from reader.export.generated_page import Page
from reader.export.indexes.index_entries import CableEntry, Entry
from reader.export.styles.base import Style
from reader.notes.codes import Codebook
from reader.notes.model import Code
from reader.notes.reports.research_log import Line

NO_DATE, NO_POST = "Without a date", "Without a post"


@dataclass(frozen=True, slots=True)
class IndexPage:
    """An index file: its usual name without suffix, and the page."""

    stem: str
    page: Page


@dataclass(frozen=True, slots=True)
class Indexes:
    """Makes the index files of some cables in one style."""

    entries: Sequence[CableEntry]
    """Sorted by MRN."""
    codebook: Codebook
    searches: Sequence[Line]
    style: Style
    stems: Mapping[str, str]
    """The names of the files of codes, by id."""

    def pages(self) -> Iterator[IndexPage]:
        """All of them; those about codes only if there are codes."""
        yield self._page("index-cables", "Cables", self._cables())
        yield self._page("index-dates", "Cables by date", self._grouped(_by_date, _year))
        yield self._page("index-posts", "Cables by post", self._grouped(_by_post, _post))
        yield self._page("index-timeline", "Timeline", self._timeline())
        used = Counter(code for _, entry in self._all() for code in entry.codes)
        if self.codebook.codes:
            yield self._page("index-codes", "Codes", self._codes(used))
            yield self._page("index-codebook", "Codebook", self._definitions(used))
        yield self._page("index-searches", "Searches", self._log())
        yield self._page("index-missing", "Cited cables that are not in the library", self._missing())
        for code in self.codebook.codes:
            if used[code.id]:
                blocks = self._passages_of(code)
                title = f"Code: {one_line(code.name)}"
                yield self._page(self.stems[code.id], title, blocks, code_key(code))

    def _page(self, stem: str, title: str, blocks: Iterable[str], key: str = "") -> IndexPage:
        text = "\n\n".join(block for block in blocks if block) or "*Nothing yet.*"
        front = {"title": self.style.property_text(title)}
        return IndexPage(stem, Page(key or stem, front, f"# {self.style.inline(title)}", text))

    def _all(self) -> Iterator[tuple[CableEntry, Entry]]:
        return ((cable, entry) for cable in self.entries for entry in cable.passages)

    # -- by cable, date and post -----------------------------------------------------------------------

    def _cables(self) -> Iterator[str]:
        yield "\n".join(f"- {self._cable(cable)}{self._date(cable)}" for cable in self.entries)

    def _grouped(
        self, key: Callable[[CableEntry], object], name: Callable[[CableEntry], str]
    ) -> Iterator[str]:
        for heading, cables in groupby(sorted(self.entries, key=key), key=name):  # type: ignore[arg-type]
            yield f"## {self.style.inline(heading)}"
            yield "\n".join(f"- {self._cable(cable)}{self._date(cable)}" for cable in cables)

    def _cable(self, cable: CableEntry) -> str:
        link = self.style.link(cable.mrn)
        return f"{link}: {self.style.inline(cable.title)}" if cable.title else link

    def _date(self, cable: CableEntry) -> str:
        if cable.date is None:
            return ""
        if cable.is_estimated:
            return f" ({cable.date:%Y-%m}, inferred)"
        return f" ({cable.date:%Y-%m-%d})"

    # -- passages --------------------------------------------------------------------------------------

    def _timeline(self) -> Iterator[str]:
        for cable in sorted(self.entries, key=_by_date):
            day = spell_date(cable.date) if cable.date and not cable.is_estimated else _month(cable)
            yield f"## {day}: {self._cable(cable)}"
            yield "\n".join(self._line(cable, entry) for entry in cable.passages)

    def _line(self, cable: CableEntry, entry: Entry) -> str:
        names = [one_line(code.name) for code in self.codebook.codes if code.id in entry.codes]
        said = entry.note or ", ".join(names) or "a highlight"
        return f"- {self._where(cable, entry)}: {self.style.inline(said)}"

    def _where(self, cable: CableEntry, entry: Entry) -> str:
        portion = f" ({self.style.inline(entry.portion)})" if entry.portion else ""
        return self.style.passage_link(cable.mrn, entry.block_id, entry.label) + portion

    def _passages_of(self, code: Code) -> Iterator[str]:
        if code.definition.strip():
            yield self.style.line(one_line(code.definition))
        for cable in sorted(self.entries, key=_by_date):
            found = [entry for entry in cable.passages if code.id in entry.codes]
            if found:
                yield f"## {self._cable(cable)}"
            for entry in found:
                yield f"### {self._where(cable, entry)}"
                if entry.words:
                    yield self.style.block_quote(entry.words)
                if entry.note:
                    yield self.style.line(entry.note)

    # -- codes -----------------------------------------------------------------------------------------

    def _codes(self, used: Counter[str]) -> Iterator[str]:
        lines = []
        for code, depth in self.codebook.tree():
            name = self.style.inline(one_line(code.name))
            name = self.style.file_link(self.stems[code.id], name) if used[code.id] else name
            tag = tag_name(code.name)
            spelled = f" (tag {self.style.inline(tag)})" if tag != code.name else ""
            lines.append(f"{'  ' * depth}- {name}{spelled}: {_counted(used[code.id])}")
        yield "\n".join(lines)

    def _definitions(self, used: Counter[str]) -> Iterator[str]:
        inline = self.style.inline
        for code, _ in self.codebook.tree():
            yield f"## {inline(one_line(code.name))}"
            yield self.style.line(one_line(code.definition)) or "*No definition yet.*"
            parent = self.codebook.code(code.parent) if code.parent else None
            facts = {
                "Under": one_line(parent.name) if parent else "",
                "Also": ", ".join(map(one_line, code.aliases)),
                "Colour": one_line(code.colour),
                "Used on": _counted(used[code.id]),
            }
            yield "\n".join(f"- {name}: {inline(value)}" for name, value in facts.items() if value)

    # -- what was searched, and what is missing ---------------------------------------------------------

    def _log(self) -> Iterator[str]:
        lines = []
        for line in self.searches:
            judged = f"; {line.judged:,} judged, {line.kept:,} kept" if line.judged else ""
            query = self.style.inline(one_line(line.query)) or "all cables"
            lines.append(f"- {line.at:%Y-%m-%d}: {query}: {line.found or 0:,} found{judged}")
        yield "\n".join(lines)

    def _missing(self) -> Iterator[str]:
        citing: dict[str, list[str]] = {}
        for cable in self.entries:
            for mrn, is_certain in cable.missing:
                doubt = "" if is_certain else " (the year is a guess)"
                citing.setdefault(mrn, []).append(f"{self.style.link(cable.mrn)}{doubt}")
        yield "\n".join(
            f"- {self.style.inline(mrn)}: cited by {', '.join(links)}"
            for mrn, links in sorted(citing.items())
        )


def code_stem(code: Code) -> str:
    """The usual name of the file of a code."""
    return f"code-{slugify(code.name, max_length=MAX_STEM) or tag_name(code.name)}"


def code_key(code: Code) -> str:
    """What the markers in the file of a code are made from; it stays when the code is renamed."""
    return f"code {code.id}"


def _counted(number: int) -> str:
    return f"{number:,} passage{'' if number == 1 else 's'}"


def _by_date(cable: CableEntry) -> tuple[bool, str, str]:
    return cable.date is None, cable.date.isoformat() if cable.date else "", cable.mrn


def _by_post(cable: CableEntry) -> tuple[bool, str, tuple[bool, str, str]]:
    return not cable.origin, cable.origin, _by_date(cable)


def _year(cable: CableEntry) -> str:
    return str(cable.date.year) if cable.date else NO_DATE


def _post(cable: CableEntry) -> str:
    return cable.origin or NO_POST


def _month(cable: CableEntry) -> str:
    return f"{cable.date:%Y-%m} (inferred)" if cable.date else NO_DATE
