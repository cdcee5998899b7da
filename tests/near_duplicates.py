"""How many copies ``reader.library.discovery.alike.copies`` finds: ``python -m tests.near_duplicates``.

Needs the corpus (see ``tests/corpus.py``). Two questions:

- Made copies: cables cut to half, retyped with errors, split into two sections, and single paragraphs put
  into other cables. How many are found from the original?
- Real ones: which pairs of cables of the corpus share a run of words is found by comparing all of them. How
  many of these pairs are found by way of the index?
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from reader.cable.compare.passages import LEAST, Words
from reader.cable.model import Cable
from reader.cable.parse import parse
from reader.library.discovery.alike.alike import MUCH
from reader.library.discovery.alike.copies import copies
from reader.library.ingest.importer import import_paths
from reader.library.library import Library
from tests import corpus
from tests.library.builders import cable_text, write_cables

POST = "PARAMARIBO"
LONG_ENOUGH = 400
"""Characters of a paragraph that is copied."""


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cables", type=int, default=60, help="cables that are copied")
    parser.add_argument("--errors", type=float, default=0.03, help="share of words that are retyped wrongly")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    folder = corpus.folder()
    if folder is None:
        raise SystemExit("The corpus is not at hand: see tests/corpus.py")
    cables = {cable.mrn: cable for cable in map(_parsed, corpus.rows(folder / "cables.csv")) if cable.mrn}
    with tempfile.TemporaryDirectory() as temporary:
        _made(Path(temporary), folder, cables, arguments)
        _real(Path(temporary), folder, cables)


def _parsed(row: corpus.Row) -> Cable:
    return parse(row.text, mrn=row.mrn)


def _made(temporary: Path, folder: Path, cables: dict[str, Cable], arguments: argparse.Namespace) -> None:
    chance = random.Random(arguments.seed)
    long = [
        cable
        for cable in cables.values()
        if sum(len(one.text) > LONG_ENOUGH for one in cable.paragraphs) >= 4
    ]
    expected: dict[str, list[tuple[str, str]]] = {}
    texts: dict[str, str] = {}
    for original in chance.sample(long, min(arguments.cables, len(long))):
        for kind, paragraphs in _copies_of(original, chance.choice(long), chance, arguments.errors):
            mrn = f"09{POST}{9000 + len(texts)}"
            texts[mrn] = cable_text(mrn, "A COPY", paragraphs, post=POST)
            expected.setdefault(original.mrn or "", []).append((kind, mrn))
    library = Library.open(temporary / "made")
    import_paths(library, [folder / "cables.csv", write_cables(temporary / "texts", **texts)], workers=0)
    made, found = Counter[str](), Counter[str]()
    for mrn, copied in expected.items():
        others = {copy.row.mrn for copy in copies(library, mrn).found}
        for kind, other in copied:
            made[kind] += 1
            found[kind] += other in others
    library.close()
    print("Made copies that are found from the original:")
    for kind in made:
        print(f"  {kind:<28} {found[kind]:>4} of {made[kind]:>4}")


def _copies_of(
    original: Cable, other: Cable, chance: random.Random, errors: float
) -> Iterator[tuple[str, list[str]]]:
    texts = [" ".join(one.text.split()) for one in original.paragraphs]
    half = len(texts) // 2
    yield "every second paragraph", texts[::2]
    yield f"retyped, {errors:.0%} of words wrong", [_retyped(text, chance, errors) for text in texts]
    yield "section 1 of 2", texts[:half]
    yield "section 2 of 2", texts[half:]
    one = chance.choice([text for text in texts if len(text) > LONG_ENOUGH])
    paragraphs = [" ".join(each.text.split()) for each in other.paragraphs]
    paragraphs.insert(len(paragraphs) // 2, one)
    yield "one paragraph in another", paragraphs


def _retyped(text: str, chance: random.Random, errors: float) -> str:
    def typed(word: str) -> str:
        if len(word) < 2 or chance.random() >= errors:
            return word
        at = chance.randrange(len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return " ".join(map(typed, text.split(" ")))


def _real(temporary: Path, folder: Path, cables: dict[str, Cable]) -> None:
    library = Library.open(temporary / "real")
    import_paths(library, [folder / "cables.csv"], workers=0)
    found: dict[frozenset[str], int] = {}
    near: set[frozenset[str]] = set()
    for mrn in cables:
        for copy in copies(library, mrn).found:
            pair = frozenset((mrn, copy.row.mrn))
            found[pair] = copy.passages[0].words
            if max(copy.share, copy.share_here) >= MUCH:
                near.add(pair)
    library.close()
    for least in (LEAST, 20, 40):
        pairs = _pairs_sharing(cables, least)
        print(f"Pairs with a run of {least} words: {len(pairs & set(found))} of {len(pairs)} found")
    print(f"Pairs found in all: {len(found)}, near-duplicates: {len(near)}")
    for pair, words in sorted(found.items(), key=lambda item: -item[1]):
        print(f"  {words:>5} words  {'  '.join(sorted(pair))}{'  near-duplicate' if pair in near else ''}")


def _pairs_sharing(cables: dict[str, Cable], least: int) -> set[frozenset[str]]:
    """The pairs of cables with that many equal words in a row inside a paragraph, by comparing all."""
    having: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for mrn, cable in cables.items():
        for paragraph in cable.paragraphs:
            for run in _runs(Words([paragraph]).texts, least):
                having[run].add(mrn)
    return {
        frozenset(pair) for mrns in having.values() if len(mrns) > 1 for pair in combinations(sorted(mrns), 2)
    }


def _runs(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + size]) for at in range(len(words) - size + 1))


if __name__ == "__main__":
    main()
