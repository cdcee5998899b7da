"""The cable list: its rows, the heading over them, order, columns, and going to a date."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Static

from reader.library.order import Order
from reader.terminal_text import safe_line
from reader.tui.core import preferences
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import (
    CableShown,
    FocusMoved,
    MarksChanged,
    NotesChanged,
    PanesArranged,
    QueryRejected,
    ReadMarksChanged,
    ResultsShown,
    RowHighlighted,
    SettingsChanged,
)
from reader.tui.core.pane_layout import Pane
from reader.tui.core.query_task import SuggestedQuery, heading
from reader.tui.core.services import ArgumentAction, Services
from reader.tui.features.cable_list.cable_list import CableList
from reader.tui.features.cable_list.row_lines import COLUMNS, UserWork
from reader.tui.ui.prompt import Key, Keys, Prompt

if TYPE_CHECKING:
    from reader.tui.core.query_task import QueryResult

ORDER_KEYS = {order.key: order.value for order in Order}
"""The letters that stand for them after ``s``."""


MARGIN = 2
"""Columns of the list beside its heading."""


class CableListController(Controller):
    """The list and its heading."""

    def __init__(self, services: Services, rows: CableList, heading_line: Static) -> None:
        super().__init__(services)
        self._rows = rows
        self._heading = heading_line
        self._show_columns()
        subscribe = services.events.subscribe
        subscribe(ResultsShown, self._results_shown)
        subscribe(QueryRejected, self._query_rejected)
        subscribe(CableShown, lambda _: self.refresh_rows())
        subscribe(NotesChanged, lambda _: self.refresh_rows())
        subscribe(ReadMarksChanged, lambda _: self.refresh_rows())
        subscribe(MarksChanged, lambda _: self.refresh_heading())
        subscribe(SettingsChanged, lambda _: self._show_columns())
        subscribe(PanesArranged, lambda _: self._panes_arranged())
        subscribe(FocusMoved, lambda _: self.refresh_rows())

    def commands(self) -> dict[str, Action]:
        """Sort, go to a date, choose columns."""
        return {
            "list.sort": lambda: self.ask(self._sort, "ask for an order"),
            "list.date": lambda: self.ask(self._to_date, "ask for a date"),
            "list.columns": lambda: self.ask(self._columns, "ask for columns"),
        }

    def arguments(self) -> dict[str, ArgumentAction]:
        """Order, date and columns may be given."""
        return {
            "list.sort": lambda text: self.start(
                partial(self.services.results.again, text), "list", "sort the list"
            ),
            "list.date": self.go_to_date,
            "list.columns": self._choose_columns,
        }

    # Rows

    def _results_shown(self, event: ResultsShown) -> None:
        result, rows = event.result, self._rows
        query = result.listing.query or self.state.query
        rows.notice = _nothing_found(query) if not len(result.listing) else ""
        # The user may have moved along the first rows, with which the whole result begins too.
        rows.show(result.listing, cursor=rows.cursor if event.continues else result.cursor)
        rows.prime(result.start, result.rows)
        self.refresh_rows()
        if event.complete:
            self.refresh_heading()

    def show_early(self, result: QueryResult, read: Sequence[str], heading: str) -> None:
        """Show what the startup screen showed, until the library is open on this screen."""
        self._rows.show(result.listing, cursor=result.cursor)
        self._rows.prime(result.start, result.rows)
        self._rows.show_work(UserWork(read=set(read)))
        self.show_heading(heading)

    def refresh_rows(self) -> None:
        """Draw the rows with the present note counts, read marks and verdicts."""
        state, triage = self.state, self.services.triage
        verdicts = triage.verdicts if triage.on else None
        elsewhere = state.active is not Pane.LIST
        self._rows.show_work(UserWork(state.counts, state.read, state.mrn, verdicts, elsewhere))

    def offer(self, queries: Sequence[SuggestedQuery]) -> None:
        """Suggest other queries in place of an empty result."""
        self._rows.offer(queries)

    def cursor_moved(self) -> None:
        """The cursor is on another row."""
        if self._rows.range_from is not None:
            self.refresh_heading()
        self.services.events.publish(RowHighlighted())

    # Heading

    def _query_rejected(self, event: QueryRejected) -> None:
        self.show_heading(event.what, event.advice, bad=True)

    def show_heading(self, text: str, more: str = "", *, bad: bool = False) -> None:
        """Put words over the list; below them ``more``, or how far triage has come."""
        below = more or self._mode
        self._heading.update(f"{text}\n{below}" if below else text)
        self._heading.set_class(bad, "-error")
        self._heading.set_class(bool(below), "-two")

    @property
    def _mode(self) -> str:
        """What judges and how far it has come: the longest form that fits; empty while triage is off."""
        forms, room = self.services.triage.forms, self.services.panes.widths.list - MARGIN
        return next((form for form in forms if len(form) <= room), forms[-1] if forms else "")

    def _panes_arranged(self) -> None:
        if self.services.triage.on:
            self.refresh_heading()

    def refresh_heading(self) -> None:
        """``5 cables, newest first``; unchanged while the query cannot be understood or is being counted."""
        state, rows = self.state, self._rows
        if state.listing is None or state.counting or state.query_error is not None:
            return
        marks = ""
        if rows.marks:
            marks += f" · {len(rows.marks):,} marked"
        if rows.range_from is not None:
            marks += f" · range of {len(rows.rows_in_range):,}"
        self.show_heading(heading(len(state.listing), state.order, state.query, marks))

    # Order

    async def _sort(self) -> None:
        keys = [Key(letter, name) for letter, name in ORDER_KEYS.items()]
        letter = await self.show_dialog(Keys("Sort", keys))
        if letter is not None:
            again = partial(self.services.results.again, ORDER_KEYS[letter])
            self.start(again, "list", "sort the list")

    async def _to_date(self) -> None:
        """Ask for a year, a month or a day, and go there."""
        given = await self.show_dialog(Prompt("Go to", hint="2006, 2006-03 or 2006-03-15"))
        if given and given.strip():
            self.go_to_date(given)

    def go_to_date(self, given: str) -> None:
        """Put the cursor where the list comes to a date."""
        from reader.library.query.fields import read_date

        listing = self.state.listing
        if listing is None:
            return
        days = read_date(given.strip())
        if days is None:
            self.status.problem(
                f"{safe_line(given.strip())} is not a date: write 2006, 2006-03 or 2006-03-15."
            )
            return
        at = listing.position_on(days[0] if listing.order is Order.OLDEST else days[1])
        if at is None:
            self.status.problem("The list is not sorted by date. s, then n, sorts it by date.")
            return
        self.services.panes.activate(Pane.LIST)
        self._rows.move_to(at)

    # Columns

    def _show_columns(self) -> None:
        """Show the columns that the user chose last, here or in the config file."""
        self._rows.choose_columns(preferences.columns(self.state.looks, self.state.settings.config))

    async def _columns(self) -> None:
        """Show or hide columns, one key each, until Esc."""
        await self.show_dialog(Keys("Columns", self._column_keys(), several=self._toggle_column))
        if self._rows.row_height > 1:
            self.status.say("Columns need a list wide enough for one line per cable: z zooms it.")

    def _column_keys(self) -> list[Key]:
        shown = self._rows.columns
        return [Key(each.key, f"{each.name} ✓" if each.name in shown else each.name) for each in COLUMNS]

    def _toggle_column(self, key: str) -> list[Key]:
        shown = self._rows.columns
        columns = tuple(each.name for each in COLUMNS if (each.name in shown) is not (each.key == key))
        self._show_and_keep(columns)
        return self._column_keys()

    def _choose_columns(self, text: str) -> None:
        """Show the columns named in a text, in the order of the list."""
        given = text.replace(",", " ").split()
        self._show_and_keep(tuple(each.name for each in COLUMNS if each.name in given))
        self.status.say(f"Columns: {', '.join(self._rows.columns)}")

    def _show_and_keep(self, columns: tuple[str, ...]) -> None:
        self._rows.choose_columns(columns)
        self.state.looks = preferences.with_columns(self.state.looks, self.state.settings.config, columns)
        self.services.session.save_soon()


def _nothing_found(query: str) -> str:
    return f"No cables match\n{safe_line(query.strip())}\n\nEsc clears the filter" if query.strip() else ""
