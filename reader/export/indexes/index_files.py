"""Writing index files into the folder of an export: as in pages, text of the user's own is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader.export.export_index import ExportIndex
from reader.export.file_names import SUFFIX, file_stem
from reader.export.folder.orphans import is_untouched, remove_page
from reader.export.generated_page import ExistingPage, parse_page
from reader.export.indexes.index_pages import Indexes, IndexPage, code_key, code_stem
from reader.export.page_files import PageFile, read_page_file
from reader.export.writer import Action, PageOutcome, plan_page
from reader.notes.codes import Codebook

_ALL = "index files"
"""Where the export index lists them."""


def code_stems(folder: Path, codebook: Codebook) -> dict[str, str]:
    """The name of each code's file: the one it has, so that a renamed code keeps it, else a free one."""
    there = {page_name: path.stem for path, _, page_name, _ in _code_files(folder)}
    stems = {code.id: there.get(file_stem(code_key(code)), "") for code in codebook.codes}
    taken = {stem for stem in stems.values() if stem}
    for code in codebook.codes:
        if not stems[code.id]:
            stem = code_stem(code)
            names = (stem, *(f"{stem}-{number}" for number in range(2, len(stems) + 2)))
            stems[code.id] = next(name for name in names if name not in taken)
            taken.add(stems[code.id])
    return stems


def write_indexes(
    folder: Path, pages: Indexes, index: ExportIndex, fingerprint: str, *, preview: bool
) -> Iterator[PageOutcome]:
    """Write or update the index files. Raises ExportError; files before it are complete."""
    made = list(pages.pages())
    for one in made:
        yield _write(folder, one, index, fingerprint, preview=preview)
    if not preview:
        index.entries[_ALL] = [fingerprint, *(one.page.mrn for one in made)]
        index.is_changed = True


def unchanged_indexes(index: ExportIndex, fingerprint: str) -> list[PageOutcome] | None:
    """The files if neither they nor anything they are made of has changed since; else None."""
    recorded = index.entries.get(_ALL, [])
    if recorded[:1] != [fingerprint]:
        return None
    outcomes = []
    for key in map(str, recorded[1:]):
        path = index.unchanged(key, fingerprint)
        if path is None:
            return None
        outcomes.append(PageOutcome(key, path, Action.UNCHANGED))
    return outcomes


def vanished_codes(folder: Path, codebook: Codebook, *, prune: bool, preview: bool) -> Iterator[PageOutcome]:
    """Files of codes that are gone; with ``prune``, those that nobody edited are removed."""
    current = {file_stem(code_key(code)) for code in codebook.codes}
    for path, file, page_name, page in list(_code_files(folder)):
        if page_name in current:
            continue
        untouched = is_untouched(page, "")
        if prune and untouched:
            if not preview:
                remove_page(path, file)
            yield PageOutcome(page_name, path, Action.REMOVED)
        else:
            advice = "--prune removes it." if untouched else "It has text of your own."
            remark = f"The code of {path.name} is gone; the file was left alone. {advice}"
            yield PageOutcome(page_name, path, Action.UNCHANGED, remark)


def _write(
    folder: Path, one: IndexPage, index: ExportIndex, fingerprint: str, *, preview: bool
) -> PageOutcome:
    plan = plan_page(folder, one.page, stem=one.stem)
    if not preview:
        plan.write()
        if plan.outcome.action is Action.CONFLICT or plan.outcome.remark:
            index.forget(one.page.mrn)
        else:
            index.record(one.page.mrn, fingerprint, plan.outcome.path)
    return plan.outcome


def _code_files(folder: Path) -> Iterator[tuple[Path, PageFile, str, ExistingPage]]:
    """The files of codes in the folder: path, file, the name in its markers, and the page."""
    for path in sorted(folder.glob(f"code-*{SUFFIX}")) if folder.is_dir() else ():
        file = read_page_file(path)
        if file is None or ".conflict" in path.stem:
            continue
        _, begin, rest = file.text.partition("\n<!-- generated:begin code-")
        name = "code-" + rest.split(" ", 1)[0]
        if begin and (page := parse_page(file.text, name)):
            yield path, file, name, page
