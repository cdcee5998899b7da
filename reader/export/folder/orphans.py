"""Pages in the folder whose notes are gone, and removing those that nobody has edited."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from reader.cable.mrn import split
from reader.export.file_names import SUFFIX, is_safe_stem
from reader.export.front_matter import (
    GENERATED_KEYS,
    MERGED_KEYS,
    current_fingerprint,
    parse_value,
    split_front_matter,
    split_properties,
)
from reader.export.generated_page import ExistingPage, parse_page, text_digest
from reader.export.markdown import NO_NOTES, aliases_of
from reader.export.page_files import (
    ExportError,
    PageFile,
    identity_of,
    read_page_file,
    translate_os_error,
)
from reader.export.writer import Action, PageOutcome


def orphaned_pages(
    folder: Path, current: Collection[str], *, prune: bool = False, preview: bool = False
) -> Iterator[PageOutcome]:
    """Pages in the folder with notes on cables that are not among ``current``.

    They are left alone, as the notes may belong to another library, unless ``prune`` asks to remove those
    that are as we wrote them. Only files that may be such pages are read. Raises ExportError.
    """
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if path.stem in current or not is_safe_stem(path.stem):
            continue
        file = read_page_file(path)
        page = parse_page(file.text, path.stem) if file else None
        if file is None or page is None or page.generated is None or NO_NOTES in page.generated:
            continue
        untouched = is_untouched(page, path.stem)
        if prune and untouched:
            if not preview:
                remove_page(path, file)
            yield PageOutcome(path.stem, path, Action.REMOVED)
        else:
            yield PageOutcome(path.stem, path, Action.UNCHANGED, _remark(path, untouched))


def _remark(path: Path, untouched: bool) -> str:
    remark = f"{path.name} has notes that are not in this library; it was left alone."
    if untouched:
        return f"{remark} --prune removes it."
    return f"{remark} It has text of your own. To bring it up to date, export {path.stem} by its number."


def is_untouched(page: ExistingPage, mrn: str) -> bool:
    """Whether a page is as it was written: no text, property, tag or alias was changed, added or removed."""
    if page.edited or page.after.strip() or "heading" not in page.recorded:
        return False
    parts = split_front_matter(page.before)
    above = parts.rest if parts else page.before
    if text_digest(above) != page.recorded["heading"]:
        return False
    return parts is None or _has_untouched_properties(parts.lines, page, mrn)


def _has_untouched_properties(lines: list[str], page: ExistingPage, mrn: str) -> bool:
    properties = {key: text for key, text in split_properties(lines) if key is not None}
    if len(properties) < len(split_properties(lines)):
        return False
    known = GENERATED_KEYS.union(page.listed("keys"))
    if not known.union(MERGED_KEYS).issuperset(properties):
        return False
    parsed = {key: parse_value(text) for key, text in properties.items()}
    parts = split(mrn)
    aliases = parsed.get("aliases") or ()
    plain = tuple(alias.replace("\\", "") for alias in aliases)  # pandoc style escapes them
    return (
        current_fingerprint(parsed, known) == page.recorded.get("front")
        and (parsed.get("tags") or ()) == page.listed("tags")
        and plain == (aliases_of(parts) if parts else ())
    )


def remove_page(path: Path, read: PageFile) -> None:
    """Remove a file that was read. Raises ExportError, also where it has changed since."""
    try:
        if identity_of(path.lstat()) != read.identity:
            raise ExportError(
                "The file was changed by another program while the export ran",
                where=str(path),
                advice="It was left as it is. Export again.",
            )
        path.unlink()
    except OSError as error:
        raise translate_os_error(error, path.parent) from error
