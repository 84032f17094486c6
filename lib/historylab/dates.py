"""Dates as sources give them: a day, a month, about a year, from one day to another.

A date is written in EDTF (the Extended Date/Time Format of the Library of
Congress) and read into a `When`. A `When` never pretends to know more than its
source: it holds the earliest and the latest day it can mean, and asking whether
one date lies before another has three answers.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from historylab import date_words
from historylab.date_words import MONTHS
from historylab.words import PlainError


# Year, month, day; a mark before the month or day doubts that part alone, a
# mark at the end doubts the whole date (EDTF levels 0, 1 and, for the former, 2).
_COMMON = re.compile(r"(\d{4})(?:-([~?%]?)(\d\d)(?:-([~?%]?)(\d\d))?)?([~?%]?)", re.ASCII)
_MAYBE = re.compile(r"[\[{(~?%]*[\dX]{4}[\dXTZ:.,\[\]{}()~?%+ -]*", re.ASCII)
# How many steps of its own size a doubted part is widened by, each way: as edtf does.
_WIDTH = {"": 0, "~": 1, "?": 1, "%": 2}


class DateError(PlainError, ValueError):
    """A text that is no date; its message says why in plain words."""


class Answer(Enum):
    """The answer to a question about doubtful dates: yes, no, or cannot be decided."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "cannot be decided"

    @property
    def words(self) -> str:
        """The answer as shown to a reader."""
        return self.value

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        raise TypeError(
            "An answer about dates can be yes, no or 'cannot be decided', so it is neither "
            "true nor false. Write, for example, `answer is Answer.YES`."
        )


class Bounds(NamedTuple):
    """The days between which something began and ended; None where a side is open."""

    start_earliest: dt.date | None
    start_latest: dt.date | None
    end_earliest: dt.date | None
    end_latest: dt.date | None

    def before(self, other: Bounds) -> Answer:
        """Whether this ended on an earlier day than the other began."""
        if _known(self.end_latest, other.start_earliest) and self.end_latest < other.start_earliest:
            return Answer.YES
        # Whatever has an open end lasted at least until it began, and the reverse.
        end = self.end_earliest or self.start_earliest
        start = other.start_latest or other.end_latest
        return Answer.NO if _known(end, start) and end >= start else Answer.UNDECIDED

    def overlaps(self, other: Bounds) -> Answer:
        """Whether the two have at least one day in common."""
        sides = {self.before(other), other.before(self)}
        if Answer.YES in sides:
            return Answer.NO
        return Answer.UNDECIDED if Answer.UNDECIDED in sides else Answer.YES


def _known(*days: dt.date | None) -> bool:
    return None not in days


@dataclass(frozen=True, slots=True)
class When:
    """A date, or a stretch of time, with what is not known about it.

    Make one with `When.parse`. A single date is a moment somewhere within its
    span: "1905-03" began and ended on one day from 1 to 31 March 1905. An
    interval is a stretch that lasted from its first date to its second.

    Attributes
    ----------
    text : str
        The EDTF text.
    start_earliest, start_latest : datetime.date or None
        The first and last day on which it can have begun; None: open.
    end_earliest, end_latest : datetime.date or None
        The first and last day on which it can have ended; None: open.
    precision : str
        "day", "month", "season", "year", "decade", "century", "millennium", or
        "range" (a set of dates); of an interval, the coarser of its two ends.
    approximate, uncertain : bool
        Marked with ~ or %, marked with ? or %.
    is_interval : bool
        Written with a slash.

    Examples
    --------
    >>> march = When.parse("1905-03")
    >>> print(march.before("1905-04"), march.before("1905-03-15"), sep=", ")
    yes, cannot be decided
    >>> When.parse("1905-03-11/1905-03-21").words()
    '11 to 21 March 1905'
    """

    text: str
    start_earliest: dt.date | None
    start_latest: dt.date | None
    end_earliest: dt.date | None
    end_latest: dt.date | None
    precision: str
    approximate: bool = False
    uncertain: bool = False
    is_interval: bool = False

    @staticmethod
    def parse(text: str) -> When:
        """Read an EDTF date.

        Parameters
        ----------
        text : str
            "1905", "1905-03", "1905-03-11"; with ~ (about), ? (not certain) or
            % (both) at the end, or before the month or day alone ("1905-03-~11");
            "A/B", "A/..", "../B". Other EDTF goes to the `edtf` package.

        Raises
        ------
        DateError
            The text is no date, or the day does not exist.
        """
        return _parse(text.strip())

    @staticmethod
    def of(value: When | str | dt.date) -> When:
        """Take a When, an EDTF text or a `datetime.date`."""
        if isinstance(value, When):
            return value
        if isinstance(value, str):
            return When.parse(value)
        if isinstance(value, dt.date):
            return _parse(value.isoformat()[:10])
        raise DateError(f"{value!r} is not a date. Write a text such as '1905-03-11' or '1905-03'.")

    @property
    def earliest(self) -> dt.date | None:
        """The first day it can mean; None: open."""
        return self.start_earliest

    @property
    def latest(self) -> dt.date | None:
        """The last day it can mean; None: open."""
        return self.end_latest

    @property
    def is_open(self) -> bool:
        """Whether its beginning or its end is not known."""
        return self.start_earliest is None or self.end_latest is None

    @property
    def bounds(self) -> Bounds:
        """The four bounds."""
        return Bounds(self.start_earliest, self.start_latest, self.end_earliest, self.end_latest)

    @property
    def sort_key(self) -> tuple[dt.date, dt.date]:
        """Earliest, then latest day: an order for lists, no claim about what came first."""
        return self.start_earliest or dt.date.min, self.end_latest or dt.date.max

    def before(self, other: When | str | dt.date) -> Answer:
        """Whether this ended on an earlier day than `other` began."""
        return self.bounds.before(When.of(other).bounds)

    def after(self, other: When | str | dt.date) -> Answer:
        """Whether this began on a later day than `other` ended."""
        return When.of(other).bounds.before(self.bounds)

    def overlaps(self, other: When | str | dt.date) -> Answer:
        """Whether this and `other` have at least one day in common."""
        return self.bounds.overlaps(When.of(other).bounds)

    def begun_by(self, day: When | str | dt.date) -> Answer:
        """Whether this had begun on or before `day`."""
        day = When.of(day)
        if _known(self.start_latest, day.earliest) and self.start_latest <= day.earliest:
            return Answer.YES
        start, last = self.start_earliest, day.latest
        return Answer.NO if _known(start, last) and start > last else Answer.UNDECIDED

    def words(self) -> str:
        """The date in plain words: "23 March 1905", "about 1905", "11 to 21 March 1905"."""
        return date_words.words(self, _parse)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=65536)
def _parse(text: str) -> When:
    if not text:
        raise DateError("There is no date here. Leave the cell empty only if the date is not known.")
    if "/" in text:
        return _interval(text)
    found = _COMMON.fullmatch(text)
    if found:
        year, month_mark, month, day_mark, day, mark = found.groups()
        # A mark on a part and on the whole, and seasons (21 and above), are rare.
        if not (mark and (month_mark or day_mark)) and int(month or 0) <= 20:
            return _common(text, year, month, day, month_mark or "", day_mark or "", mark)
    return _rare(text)


def _common(text, year, month, day, month_mark, day_mark, mark) -> When:
    year, month, day = int(year), month and int(month), day and int(day)
    first, last = _span(year, month, day)
    steps = _WIDTH[mark]
    years = steps
    months = (_WIDTH[month_mark] or steps) if month else 0
    days = (_WIDTH[day_mark] or steps) if day else 0
    if years or months or days:
        first = _shift(first, -years, -months, -days)
        last = _shift(last, years, months, days)
    marks = mark + month_mark + day_mark
    precision = "day" if day else "month" if month else "year"
    approximate, uncertain = "~" in marks or "%" in marks, "?" in marks or "%" in marks
    return When(text, first, last, first, last, precision, approximate, uncertain)


def _span(year: int, month: int | None, day: int | None) -> tuple[dt.date, dt.date]:
    if year == 0:
        raise DateError("There was no year 0000: the year before 0001 is 1 BC.")
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if not 1 <= month <= 12:
        raise DateError(f"There is no month {month:02d}: months run from 01 to 12.")
    longest = calendar.monthrange(year, month)[1]
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, longest)
    if not 1 <= day <= longest:
        raise DateError(
            f"{day} {MONTHS[month]} {year:04d} does not exist: "
            f"{MONTHS[month]} {year:04d} had {longest} days."
        )
    return (only := dt.date(year, month, day)), only


def _shift(day: dt.date, years: int, months: int, days: int) -> dt.date:
    """Move a day as calendars do: years and months first, cut to the month's end, then days."""
    year, month = divmod(day.year * 12 + day.month - 1 + years * 12 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.min if years + months < 0 else dt.date.max
    month += 1
    moved = dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    try:
        return moved + dt.timedelta(days)
    except OverflowError:
        return dt.date.min if days < 0 else dt.date.max


_COARSE = ("day", "month", "season", "year", "decade", "century", "millennium", "range")


def _interval(text: str) -> When:
    parts = [part.strip() for part in text.split("/")]
    ends = [None if part in ("", "..") else _parse(part) for part in parts]
    if len(parts) != 2 or not any(ends):
        raise DateError(f"'{text}' is not a stretch of time. Write two dates, such as '1905-03/1906'.")
    start, end = ends
    if start and end and end.end_latest and start.start_earliest and (
        end.end_latest < start.start_earliest
    ):
        raise DateError(f"'{text}' ends before it begins: the earlier date comes first.")
    known = [end for end in ends if end]
    bounds = [
        start and start.start_earliest, start and start.end_latest,
        end and end.start_earliest, end and end.end_latest,
    ]
    if start and end:  # "1905-06/1905" cannot have ended before June
        bounds[1], bounds[2] = min(bounds[1], bounds[3]), max(bounds[0], bounds[2])
    return When(
        text,
        *bounds,
        max((end.precision for end in known), key=_COARSE.index),
        any(end.approximate for end in known),
        any(end.uncertain for end in known),
        is_interval=True,
    )


def _rare(text: str) -> When:
    """Read what the fast path does not: seasons, "193X", "[1905,1907]" and the like."""
    problem = DateError(
        f"'{text}' is not a date. Write '1905-03-11', '1905-03' or '1905'; add ~ for 'about' and "
        "? for 'not certain'; write '1905-03/1906-01' for a stretch of time."
    )
    # What cannot be a date is refused here, because edtf takes 10 ms to do so.
    if len(text) > 80 or not _MAYBE.fullmatch(text):
        raise problem
    import edtf  # slow to load (100 ms), so only when a date needs it

    try:
        parsed = edtf.parse_edtf(text)
        lower, upper = parsed.lower_fuzzy(), parsed.upper_fuzzy()
        if isinstance(lower, float) or isinstance(upper, float):
            raise problem  # a set with an open end; an interval says the same more plainly
        first, last = dt.date(*lower[:3]), dt.date(*upper[:3])
        strict = dt.date(*parsed.lower_strict()[:3]), dt.date(*parsed.upper_strict()[:3])
    except DateError:
        raise
    except Exception:  # edtf raises many kinds; each means that this is no date we can use
        raise problem from None
    both = parsed.is_uncertain_and_approximate
    precision = "season" if hasattr(parsed, "season") and parsed.season else _precision(*strict)
    return When(
        text, first, last, first, last, precision,
        bool(parsed.is_approximate or both), bool(parsed.is_uncertain or both),
    )


def _precision(first: dt.date, last: dt.date) -> str:
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    years = {1: "year", 10: "decade", 100: "century", 1000: "millennium"}
    if first == last:
        return "day"
    if whole_years and (last.year + 1 - first.year) in years:
        return years[last.year + 1 - first.year]
    month = calendar.monthrange(first.year, first.month)[1]
    return "month" if last == first.replace(day=month) and first.day == 1 else "range"
