"""Checking a draft of 50 pages with 200 quotations against a library.

``python -m tests.bench.verify [--library FOLDER] [--cables 2000]`` prints wall and processor time. Without a
library one of so many cables is made. The baseline of the same run reads each cited cable and parses it.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

from reader.export.verify.checker import Checker
from reader.export.verify.read_draft import read_draft
from reader.library.ingest.importer import import_paths
from reader.library.stored_cable import parse_stored
from reader.workspace import Workspace
from tests.bench.export import timed
from tests.bench.generate import write_csv
from tests.bench.notes import WORDS

QUOTATIONS = 200
WORDS_A_PAGE = 500
PAGES = 50


def draft(workspace: Workspace, cited: list[str]) -> str:
    """A draft: of ten quotations seven are right, one differs, one cites nothing, one is invented."""
    choice = random.Random(1)
    filler = PAGES * WORDS_A_PAGE // QUOTATIONS - 20
    paragraphs = []
    for number, mrn in enumerate(cited):
        cable = workspace.cable(mrn)
        assert cable
        paragraph = choice.choice([one for one in cable.paragraphs if len(one.text.split()) > 25])
        words = paragraph.text.replace('"', "").split()[2:20]
        citation = f"({mrn} {paragraph.label})"
        match number % 10:
            case 7:
                words[len(words) // 2] = "altered"
            case 8:
                citation = ""
            case 9:
                words = choice.choices(WORDS, k=12)
        prose = " ".join(choice.choices(WORDS, k=filler))
        paragraphs.append(f"{prose.capitalize()}: “{' '.join(words)}” {citation}.")
    return "\n\n".join(paragraphs)


def measure(workspace: Workspace) -> None:
    """Print the times."""
    ids = workspace.library.listing("").ids
    from reader.library import bulk_lookup

    step = max(1, len(ids) // QUOTATIONS // 2)
    candidates = bulk_lookup.mrns(workspace.library, ids[::step])
    cited = [mrn for mrn in candidates if _has_text(workspace, mrn)][:QUOTATIONS]
    text = draft(workspace, cited)
    print(f"{len(ids):,} cables, {len(text.split()):,} words, {len(cited)} quotations")
    checked: list[str] = []

    def check() -> None:
        blocks = read_draft(text.encode(), "draft.md")
        checked.extend(str(one.verdict) for one in Checker(workspace.cable_source()).check(blocks))

    def plain() -> None:
        for mrn in cited:
            stored = workspace.library.get(mrn)
            assert stored
            parse_stored(stored)

    worked = timed("verify", check)
    baseline = timed("plain: each cited cable parsed", plain)
    print(f"verify / plain                       {worked / baseline:.2f} of a core")
    print(", ".join(f"{checked.count(verdict)} {verdict}" for verdict in sorted(set(checked))))


def _has_text(workspace: Workspace, mrn: str) -> bool:
    cable = workspace.cable(mrn)
    return cable is not None and any(len(one.text.split()) > 25 for one in cable.paragraphs)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.verify", description=__doc__)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--cables", type=int, default=2000)
    chosen = parser.parse_args()
    if chosen.library:
        with Workspace.existing(chosen.library) as workspace:
            measure(workspace)
        return
    with tempfile.TemporaryDirectory(prefix="cables-bench-") as name:
        folder = Path(name)
        write_csv(folder / "cables.csv", chosen.cables)
        with Workspace.open(folder / "library") as workspace:
            import_paths(workspace.library, [folder / "cables.csv"])
        with Workspace.open(folder / "library") as workspace:
            measure(workspace)


if __name__ == "__main__":
    main()
