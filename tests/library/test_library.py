"""Reading what is in a library: lists, rows, texts, completions; threads and closing."""

from __future__ import annotations

import datetime as dt
import stat
import threading
from pathlib import Path

import pytest

from reader.cable.model import Level
from reader.errors import CablesError
from reader.library.errors import InterruptedReadError, LibraryError, translate_sqlite_errors
from reader.library.library import Library
from reader.library.order import Order
from reader.library.search import complete
from tests.library.builders import cable_text, database, filled

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def three(library: Library, tmp_path: Path) -> Library:
    filled(
        library,
        tmp_path / "texts",
        old=cable_text(
            "04RANGOON1", "ALPHA", post="RANGOON", date=dt.datetime(2004, 1, 5, 10, 0), level="S E C R E T"
        ),
        new=cable_text(
            "08BEIJING3",
            "Beta",
            post="BEIJING",
            date=dt.datetime(2008, 7, 1, 9, 30),
            level="UNCLAS",
            paragraphs=["(U) x " * 400],
        ),
        middle=cable_text("06PHNOMPENH977", "gamma", refs="04 RANGOON 1"),
    )
    return library


def mrns(library: Library, query: str = "", order: Order = Order.NEWEST) -> list[str]:
    listing = library.listing(query, order)
    return [row.mrn for row in listing.window(0, len(listing))]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, ["08BEIJING3", "06PHNOMPENH977", "04RANGOON1"]),
        (Order.OLDEST, ["04RANGOON1", "06PHNOMPENH977", "08BEIJING3"]),
        (Order.POST, ["08BEIJING3", "06PHNOMPENH977", "04RANGOON1"]),
        (Order.LEVEL, ["04RANGOON1", "06PHNOMPENH977", "08BEIJING3"]),
        (Order.SUBJECT, ["04RANGOON1", "08BEIJING3", "06PHNOMPENH977"]),
        (Order.SIZE, ["08BEIJING3", "06PHNOMPENH977", "04RANGOON1"]),
        (Order.BEST, ["08BEIJING3", "06PHNOMPENH977", "04RANGOON1"]),
    ],
)
def test_everything_can_be_listed_in_every_order(three: Library, order: Order, expected: list[str]) -> None:
    assert mrns(three, "", order) == expected


def test_a_row_says_what_the_list_shows(three: Library) -> None:
    row = three.row("06PHNOMPENH977")

    assert row
    assert (row.mrn, row.subject, row.origin) == ("06PHNOMPENH977", "gamma", "AMEMBASSY PHNOM PENH")
    assert row.date == dt.datetime(2006, 5, 23, 6, 55, tzinfo=dt.UTC)
    assert row.level is Level.C


def test_any_window_is_a_slice_of_the_list(three: Library) -> None:
    listing = three.listing()
    rows = listing.window(0, 3)

    assert listing.window(1, 1) == rows[1:2]
    assert listing.window(2, 10) == rows[2:]
    assert listing.window(3, 1) == []
    assert listing.window(-5, 1) == rows[:1]


def test_a_cable_is_found_in_a_listing_by_any_of_its_names(three: Library) -> None:
    listing = three.listing()

    assert listing.position_of("06PHNOMPENH977") == 1
    assert listing.position_of("06 Phnom Penh 0977") == 1
    assert listing.position_of("09MUNICH273") is None
    assert three.listing("alpha").position_of("06PHNOMPENH977") is None


@pytest.mark.parametrize(
    ("day", "newest", "oldest"),
    [
        (dt.date(2010, 1, 1), 0, 3),
        (dt.date(2008, 7, 2), 0, 3),
        (dt.date(2008, 7, 1), 0, 2),
        (dt.date(2008, 6, 30), 1, 2),
        (dt.date(2006, 5, 23), 1, 1),
        (dt.date(2004, 1, 5), 2, 0),
        (dt.date(2003, 1, 1), 3, 0),
    ],
)
def test_a_day_is_found_in_a_list_by_date(three: Library, day: dt.date, newest: int, oldest: int) -> None:
    assert three.listing().position_on(day) == newest
    assert three.listing("", Order.OLDEST).position_on(day) == oldest
    assert three.listing("", Order.SIZE).position_on(day) is None


def test_a_text_and_its_original_are_read_back(library: Library, tmp_path: Path) -> None:
    original = (
        b"\xef\xbb\xbf" + cable_text(paragraphs=["(C) caf\u00e9\tau lait"]).replace("\n", "\r\n").encode()
    )
    (tmp_path / "a.txt").write_bytes(original)
    filled(library, tmp_path / "none")
    from reader.library.ingest.importer import import_paths

    import_paths(library, [tmp_path / "a.txt"], workers=0)
    stored = library.get("06PHNOMPENH977")

    assert stored
    assert "caf\u00e9 au lait" in stored.source
    assert "\r" not in stored.source
    assert stored.place.endswith("a.txt")
    assert library.original("06PHNOMPENH977") == original


def test_the_samples_are_imported_with_their_own_numbers(library: Library) -> None:
    from reader.library.ingest.importer import import_paths

    report = import_paths(library, [SAMPLES], workers=0)

    assert report.added == 5
    assert set(mrns(library)) == {path.stem for path in SAMPLES.glob("*.txt")}
    for path in SAMPLES.glob("*.txt"):
        assert library.original(path.stem) == path.read_bytes()


def test_a_cable_outside_the_library_is_none(three: Library) -> None:
    assert three.get("09MUNICH273") is None
    assert three.original("09MUNICH273") is None
    assert three.resolve("nonsense \ud800 \x00") is None


def test_a_text_without_a_number_is_stored_by_its_hash(library: Library, tmp_path: Path) -> None:
    filled(library, tmp_path / "texts", letter="SUBJECT: A fragment\n\n1. (C) Without a number.\n")

    (mrn,) = mrns(library)
    stored = library.get(mrn)

    assert mrn.startswith("TEXT-")
    assert stored
    assert mrn == f"TEXT-{stored.text_hash[:10]}"
    assert library.get(mrn.upper())


def test_citing_cables_are_found_for_a_cable_outside_the_library(three: Library, tmp_path: Path) -> None:
    filled(three, tmp_path / "more", x=cable_text("06PHNOMPENH980", refs="03 RANGOON 9"))

    assert [row.mrn for row in three.citing("04RANGOON1")] == ["06PHNOMPENH977"]
    assert [row.mrn for row in three.citing("03RANGOON9")] == ["06PHNOMPENH980"]
    assert three.citing("08BEIJING3") == []


def test_completion_offers_numbers_before_subjects(three: Library) -> None:
    assert [row.mrn for row in three.complete("06phn")] == ["06PHNOMPENH977"]
    assert [row.mrn for row in three.complete("gam")] == ["06PHNOMPENH977"]
    assert [row.mrn for row in three.complete("")] == mrns(three)
    assert three.complete('") OR "*') == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("977", ["06PHNOMPENH977"]),
        ("0977", ["06PHNOMPENH977"]),
        ("9", ["06PHNOMPENH977"]),
        ("phnom penh 9", ["06PHNOMPENH977"]),
        ("PHNOM-PENH 977", ["06PHNOMPENH977"]),
        ("penh977", ["06PHNOMPENH977"]),
        ("beijing 3", ["08BEIJING3", "08BEIJING31", "07BEIJING34"]),
        ("3", ["08BEIJING3", "08BEIJING31", "07BEIJING34"]),
        ("7", []),
        ("beijing 4", []),
        ("BEIJING*4", []),
        ("[A-Z]3", []),
    ],
)
def test_completion_finds_a_serial_and_a_post_with_its_serial_as_the_list_shows_them(
    three: Library, tmp_path: Path, typed: str, expected: list[str]
) -> None:
    filled(
        three,
        tmp_path / "more",
        a=cable_text("07BEIJING34", "Delta", post="BEIJING"),
        b=cable_text("08BEIJING31", "Epsilon", post="BEIJING", date=dt.datetime(2008, 8, 1, 9, 30)),
    )
    assert [row.mrn for row in three.complete(typed)] == expected


def test_completion_offers_numbers_then_serials_then_subjects(library: Library, tmp_path: Path) -> None:
    filled(
        library,
        tmp_path / "texts",
        subject=cable_text("05MOSCOW1", "The G 08 meeting", post="MOSCOW"),
        serial=cable_text("06PHNOMPENH84", "gamma"),
        start=cable_text("08BEIJING3", "Beta", post="BEIJING"),
    )
    assert [row.mrn for row in library.complete("08")] == ["08BEIJING3", "06PHNOMPENH84", "05MOSCOW1"]
    assert [row.mrn for row in library.complete("08", 2)] == ["08BEIJING3", "06PHNOMPENH84"]


def test_completion_of_a_serial_reads_only_the_index_of_numbers(three: Library) -> None:
    statement = complete.by_serial("977")
    assert statement
    plan = database(three).execute(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)
    steps = [step for *_, step in plan]
    assert [step for step in steps if step.startswith("SCAN")] == [
        "SCAN cable USING COVERING INDEX cable_by_mrn"
    ]


def test_present_returns_the_numbers_in_the_library(three: Library) -> None:
    many = [f"06PHNOMPENH{n}" for n in range(1, 2000)]

    assert three.present(["04RANGOON1", "05RANGOON1", "\ud800", *many]) == {"04RANGOON1", "06PHNOMPENH977"}


def test_several_threads_read_at_once(three: Library) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(three.listing("nothing")))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [2] * 4


def test_a_read_can_be_interrupted_from_another_thread(three: Library) -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    stopped: list[BaseException] = []
    ready = threading.Event()
    handles = []

    def read() -> None:
        with three.interruptible() as interrupt:
            handles.append(interrupt)
            ready.set()
            try:
                with translate_sqlite_errors(three.path), three.connections.reading() as db:
                    db.execute(endless).fetchone()
            except InterruptedReadError as error:
                stopped.append(error)
        stopped.extend([] if three.count() == 3 else [RuntimeError("the next read was stopped")])

    thread = threading.Thread(target=read)
    thread.start()
    ready.wait()
    handles[0]()  # also before the statement runs: the stop is not forgotten
    thread.join()
    handles[0]()

    assert [type(error) for error in stopped] == [InterruptedReadError]


def test_an_interrupt_between_two_reads_stops_the_next(three: Library) -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

    with three.interruptible() as interrupt:
        interrupt()
        with (
            pytest.raises(InterruptedReadError),
            translate_sqlite_errors(three.path),
            three.connections.reading() as db,
        ):
            db.execute(endless).fetchone()

    assert three.count() == 3


def test_closing_waits_for_the_reads_of_other_threads_and_stops_them(three: Library) -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    ended: list[type[BaseException]] = []
    reading = threading.Event()

    def read() -> None:
        try:
            with translate_sqlite_errors(three.path), three.connections.reading() as db:
                for _ in db.execute(endless):
                    reading.set()
        except CablesError as error:
            ended.append(type(error))

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait()
    three.close()
    thread.join()

    assert ended == [InterruptedReadError]
    with pytest.raises(CablesError):
        three.count()


def test_a_closed_library_has_no_log_file(three: Library) -> None:
    threads = [threading.Thread(target=three.count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    three.close()
    assert [path.name for path in three.folder.iterdir()] == [three.path.name]


def test_only_the_owner_can_read_the_files(three: Library) -> None:
    assert stat.S_IMODE(three.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in three.folder.iterdir()} == {0o600}


def test_a_temporary_library_is_deleted_when_it_is_closed() -> None:
    library = Library.temporary()
    assert library.path.exists()

    library.close()

    assert not library.folder.exists()


def test_reading_a_closed_library_is_an_error(library: Library) -> None:
    library.close()

    with pytest.raises(LibraryError, match="closed"):
        library.count()
