"""Dates written in the form that the user chose."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_YEARS_OF_TWO_DIGITS = range(1950, 2050)
"""Years that everybody reads as meant when they are written with two digits."""
_form = "day"


def use_date_form(form: str) -> None:
    """Write dates in this form from now on: ``day``, ``month`` or ``iso``."""
    global _form
    _form = form


def full(date: dt.date) -> str:
    """``24 March 2009``, ``March 24, 2009`` or ``2009-03-24``."""
    if _form == "iso":
        return f"{date:%Y-%m-%d}"
    month = MONTHS[date.month - 1]
    return f"{month} {date.day}, {date.year}" if _form == "month" else f"{date.day} {month} {date.year}"


def medium(date: dt.date) -> str:
    """At most eleven cells: ``24 Mar 2009``, ``Mar 24 2009`` or ``2009-03-24``."""
    return f"{date:%Y-%m-%d}" if _form == "iso" else f"{_day_and_month(date)} {date.year}"


def short(date: dt.date) -> str:
    """At most nine cells: ``24 Mar 09``, ``Mar 24 09`` or ``09-03-24``; ``Jun 1861`` for a date long ago."""
    if date.year not in _YEARS_OF_TWO_DIGITS:
        return medium_month(date)
    return f"{date:%y-%m-%d}" if _form == "iso" else f"{_day_and_month(date)} {date:%y}"


def month(date: dt.date) -> str:
    """Without the day: ``November 2004``, or ``2004-11``."""
    return f"{date:%Y-%m}" if _form == "iso" else f"{MONTHS[date.month - 1]} {date.year}"


def medium_month(date: dt.date) -> str:
    """``Nov 2004``, or ``2004-11``."""
    return f"{date:%Y-%m}" if _form == "iso" else f"{MONTHS[date.month - 1][:3]} {date.year}"


def short_month(date: dt.date) -> str:
    """``Nov 04``, or ``04-11``."""
    return f"{date:%y-%m}" if _form == "iso" else f"{MONTHS[date.month - 1][:3]} {date:%y}"


def _day_and_month(date: dt.date) -> str:
    name = MONTHS[date.month - 1][:3]
    return f"{name} {date.day:2}" if _form == "month" else f"{date.day:2} {name}"
