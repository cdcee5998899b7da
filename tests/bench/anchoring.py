"""Times placing 200 notes in a cable of 66 KB, unchanged and with a correction in every paragraph.

    python -m tests.bench.anchoring

The goal is 5 ms for each. The baseline is finding the 200 quotes with ``str.find``.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from reader.notes.anchoring.anchor import Locator, target_for
from tests.notes.builders import a_cable


def milliseconds(work: Callable[[], object]) -> float:
    """The least processor time of five runs."""
    times = []
    for _ in range(5):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times) * 1000


def main() -> None:
    """Print the three times."""
    choice = random.Random(1)
    vocabulary = [f"word{n}" for n in range(2000)]
    cable = a_cable(*(" ".join(choice.choices(vocabulary, k=100)) for _ in range(82)))
    corrected = a_cable(*(p.text.replace("word7 ", "word8 ") for p in cable.paragraphs))
    targets = [target_for(cable, 1 + n % len(cable.paragraphs), n, n + 40) for n in range(200)]
    text = "\n".join(paragraph.text for paragraph in cable.paragraphs)
    quotes = [target.quote.exact for target in targets if target.quote]

    print(f"str.find   {milliseconds(lambda: [text.find(quote) for quote in quotes]):7.2f} ms")
    for name, now in (("as it was", cable), ("corrected", corrected)):
        took = milliseconds(lambda now=now: [Locator(now).locate(t) for t in targets[:1]])  # type: ignore[misc]
        locator = Locator(now)
        placed = milliseconds(lambda locator=locator: [locator.locate(t) for t in targets])  # type: ignore[misc]
        print(f"{name:10} {placed:7.2f} ms, and {took:.2f} ms to begin")


if __name__ == "__main__":
    main()
