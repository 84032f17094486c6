"""How a date is said in plain words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from historylab.dates import When

# Written out, because calendar.month_name follows the locale of the machine.
MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_PARTS = re.compile(r"(\d{4})(?:-[~?%]?(\d\d)(?:-[~?%]?(\d\d))?)?[~?%]?", re.ASCII)


def words(when: When, parse: Callable[[str], When]) -> str:
    """The words for a date; `parse` reads the two ends of an interval."""
    if not when.is_interval:
        return _one(when)
    first, last = (part.strip() for part in when.text.split("/"))
    if last in ("", ".."):
        return f"from {_one(parse(first))}, end not known"
    if first in ("", ".."):
        return f"until {_one(parse(last))}, beginning not known"
    return _two(parse(first), parse(last))


def _one(when: When) -> str:
    first = when.start_earliest
    found = _PARTS.fullmatch(when.text)
    parts = found and [int(part) for part in found.groups() if part]
    if parts and (len(parts) == 1 or parts[1] <= 12):
        names = [str(parts[0]), *(MONTHS[month] for month in parts[1:2]), *map(str, parts[2:])]
        plain = " ".join(reversed(names))
    elif when.precision == "season":
        year, season = re.search(r"(\d{4})-(\d\d)", when.text).groups()
        plain = f"{_SEASONS[int(season)]} {year}" if int(season) in _SEASONS else _months(when)
    elif when.precision == "decade":
        plain = f"the {first.year}s"
    elif when.precision == "month":
        plain = f"{MONTHS[first.month]} {first.year}"
    elif when.precision == "year":
        plain = str(first.year)
    elif when.precision == "day":
        plain = _day(first)
    else:
        plain = f"some day from {_day(first)} to {_day(when.end_latest)}"
    return ("about " if when.approximate else "") + plain + (" (not certain)" if when.uncertain else "")


def _months(when: When) -> str:
    first, last = when.start_earliest, when.end_latest
    return f"{MONTHS[first.month]} to {MONTHS[last.month]} {last.year}"


def _day(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def _two(first: When, last: When) -> str:
    """Two dates, saying the month and the year once where they are the same."""
    start, end = _one(first), _one(last)
    plain = not (first.approximate or first.uncertain or last.approximate or last.uncertain)
    same = first.precision == last.precision
    if plain and same and first.text == last.text:
        return start
    if plain and same and first.precision in ("day", "month"):
        a, b = start.split(" "), end.split(" ")
        while len(a) > 1 and a[-1] == b[-1]:
            a, b = a[:-1], b[:-1]
        start = " ".join(a)
    return f"{start} to {end}"
