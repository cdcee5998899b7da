"""Cables that are close in content, learned from the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.discovery.alike.alike import alike
from reader.library.discovery.alike.neighbours import FILE, learn, neighbours
from reader.library.errors import LibraryError
from reader.library.library import Library
from tests.library.builders import cable_text, filled

BREAD = ("bakers", "flour", "ovens", "wheat", "millers", "bread", "yeast")
SHIPS = ("frigates", "harbour", "admiral", "convoys", "sailors", "docks", "keel")


@pytest.fixture
def learned(library: Library, tmp_path: Path) -> Library:
    """Cables about bread and about ships, each with other words of its kind."""
    pytest.importorskip("sklearn")
    kinds = (("BREAD", BREAD), ("SHIPS", SHIPS))
    texts = {
        f"{name}{n}": cable_text(
            f"0{n}PARIS{serial}",
            post="PARIS",
            paragraphs=[f"(U) {' '.join(words[(n + at) % len(words)] for at in range(4))}."],
        )
        for serial, (name, words) in enumerate(kinds, 1)
        for n in range(1, 7)
    }
    filled(library, tmp_path / "texts", **texts)
    learn(library, lambda done, total: None)
    return library


def test_cables_about_the_same_are_close(learned: Library) -> None:
    closest = neighbours(learned, "01PARIS1", 3)

    assert {one.row.mrn for one in closest} <= {f"0{n}PARIS1" for n in range(2, 7)}
    assert len(closest) == 3
    assert [one.closeness for one in closest] == sorted((one.closeness for one in closest), reverse=True)


def test_they_are_among_the_cables_alike(learned: Library) -> None:
    assert next(one for one in alike(learned, "01PARIS2").found if one.neighbour).row.mrn.endswith("PARIS2")


def test_it_says_what_was_imported_since(learned: Library, tmp_path: Path) -> None:
    assert not alike(learned, "01PARIS2").newer("01PARIS2")
    filled(learned, tmp_path / "new", new=cable_text("09PARIS1", post="PARIS"))

    ending = "newer than the last `cables similar --learn`."
    assert alike(learned, "01PARIS2").newer("01PARIS2") == f"Not compared by content: 1 cable {ending}"
    assert alike(learned, "09PARIS1").newer("09PARIS1") == f"Not compared by content: 09PARIS1 is {ending}"


def test_what_is_learned_may_be_missing_or_damaged(learned: Library) -> None:
    file = learned.folder / FILE
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(LibraryError, match="cannot be read"):
        neighbours(learned, "01PARIS1")
    file.unlink()

    assert neighbours(learned, "01PARIS1") == []


def test_a_library_without_common_words_is_too_small(library: Library) -> None:
    pytest.importorskip("sklearn")
    with pytest.raises(LibraryError, match="too small"):
        learn(library, lambda done, total: None)
