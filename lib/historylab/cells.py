"""Turn the text of a cell into a value, by the rules of its column."""

from __future__ import annotations

import re
from collections.abc import Callable

from historylab.date_words import MONTHS
from historylab.dates import DateError, When
from historylab.records import Citation
from historylab.schema import Field
from historylab.words import did_you_mean

_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,18})?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}([,.' \u00a0\u202f]\d{3})+", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2}|[A-Za-z]+)[./ -](\d{4})", re.ASCII)
_LOOSE = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?", re.ASCII)
_DATES = "a date: 1905-03-11, 1905-03, 1905; ~ about, ? not certain; 1905-03/1906-01 a stretch of time"


class CellFault(ValueError):
    """Why a cell cannot be used: problem, allowed, remedy."""

    def __init__(self, problem: str, allowed: str = "", remedy: str = "Correct the cell."):
        super().__init__(problem)
        self.problem, self.allowed, self.remedy = problem, allowed, remedy


def reader_of(field: Field) -> Callable[[str], object]:
    """The function that reads a cell of this column that is not empty.

    The function takes a stripped text and returns its value; it raises CellFault.
    """
    read: Callable[[str], object]
    if field.citations:
        read = _citations
    elif field.edtf:
        read = _when
    elif field.type in ("integer", "number"):
        read = _integer if field.type == "integer" else _number
    elif field.type == "boolean":
        return _yes_or_no
    else:
        read = _text
    checks = [check for check in (_enum(field), _form(field), _length(field), _range(field)) if check]
    if field.separator:
        one, separator = _checked(read, checks), field.separator
        if field.citations:
            return lambda text: tuple(one(part) for part in _split(text, separator))
        return lambda text: tuple(dict.fromkeys(one(part) for part in _split(text, separator)))
    return _checked(read, checks)


def empty_of(field: Field):
    """The value of an empty cell of this column: nothing known, never zero."""
    if field.separator:
        return ()
    if field.edtf or field.type in ("integer", "number"):
        return None
    return False if field.type == "boolean" else ""


def _checked(read, checks):
    if not checks:
        return read

    def read_and_check(text):
        value = read(text)
        for check in checks:
            check(value)
        return value

    return read_and_check


def _split(text: str, separator: str) -> list[str]:
    parts = [part.strip() for part in text.rstrip(f"{separator} ").split(separator)]
    if "" in parts:
        raise CellFault(f"An entry between two '{separator}' is empty.", "", "Take out one of them.")
    return parts


def _text(text: str) -> str:
    return text


def _citations(text: str) -> Citation:
    key, *rest = (part.strip() for part in text.split("@"))
    if not key or len(rest) > 1:
        raise CellFault(
            f"'{text}' names no work, or has more than one @.",
            "key@place, such as handbook-1910@p. 12; several joined by ;",
            "Write the key of the work, one @, and the page or article.",
        )
    return Citation(key, *rest)


def _when(text: str) -> When:
    try:
        return When.parse(text)
    except DateError as problem:
        if meant := _meant_date(text):
            said = "The date is written in another way than year-month-day."
            raise CellFault(said, _DATES, f"Write {meant}.") from None
        # Some messages of DateError say already what a date looks like.
        allowed = "" if "Write" in str(problem) else _DATES
        remedy = "Correct the date, or write only as much as is known."
        raise CellFault(str(problem), allowed, remedy) from None


def _meant_date(text: str) -> str:
    """The date that a spreadsheet or a hand has written in another way; "" if unclear."""
    candidates = []
    if found := _DAY_FIRST.fullmatch(text):
        one, two, year = found.groups()
        if two.isdigit():
            candidates = [(year, two, one), (year, one, two)]
        else:
            named = [n for n, name in enumerate(MONTHS) if n and name[:3] == two[:3].title()]
            candidates = [(year, str(n), one) for n in named]
    elif found := _LOOSE.fullmatch(text):
        candidates = [tuple(part for part in found.groups() if part)]
    meant = []
    for year, *rest in candidates:
        written = "-".join([year, *(part.zfill(2) for part in rest)])
        try:
            When.parse(written)
        except DateError:
            continue
        meant.append(written)
    return " or ".join(dict.fromkeys(meant))


def _number(text: str) -> float:
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    if _GROUPED.fullmatch(text):
        plain = re.sub(r"\D", "", text)
        raise CellFault("The number is written in groups.", "digits only", f"Write {plain}.")
    if re.fullmatch(r"\d+,\d+", text, re.ASCII):
        raise CellFault("The number has a comma.", "", f"Write {text.replace(',', '.')}.")
    if re.fullmatch(r"[\d.]+ ?(-|\u2013|to) ?[\d.]+", text, re.ASCII):
        raise CellFault(
            "This is a range, not one number.", "one number",
            "Write its two ends into the columns for low and high.",
        )
    raise CellFault(
        "This is not a number.", "digits, with a point for decimals; no words, no unit",
        "Write the number alone; leave the cell empty if it is not known.",
    )


def _integer(text: str) -> int:
    value = _number(text)
    if isinstance(value, float):
        raise CellFault("This is not a whole number.", "a whole number", "Write a whole number.")
    return value


def _yes_or_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise CellFault("This is neither yes nor no.", "yes, no", "Write yes or no in small letters.")
    return text == "yes"


def _enum(field: Field):
    if not field.enum:
        return None
    allowed = ", ".join(field.enum)

    def check(value):
        if str(value) not in field.enum:
            near = did_you_mean(str(value), field.enum)
            raise CellFault(
                f"'{value}' is not a known {field.name}.", allowed,
                near or "Choose one of the allowed words, or add the new one to datapackage.json.",
            )

    return check


def _form(field: Field):
    if not field.pattern:
        return None

    def check(value):
        if not field.pattern.fullmatch(str(value)):
            tidy = re.sub(r"[^a-z0-9]+", "-", str(value).lower()).strip("-")
            fits = field.pattern.fullmatch(tidy)
            raise CellFault(
                "The cell does not have the form it needs.",
                field.description or f"the pattern {field.pattern.pattern}",
                f"Write {tidy}." if fits else "Correct the cell.",
            )

    return check


def _length(field: Field):
    longest = field.max_length
    if longest is None:
        return None

    def check(value):
        if len(str(value)) > longest:
            raise CellFault(
                f"The text has {len(str(value))} characters.",
                f"at most {longest} characters, because that is what fits into a picture",
                "Shorten it.",
            )

    return check


def _range(field: Field):
    low, high = field.minimum, field.maximum
    if low is None and high is None:
        return None
    ends = [f"at least {low}"] * (low is not None) + [f"at most {high}"] * (high is not None)

    def check(value):
        if (low is not None and value < low) or (high is not None and value > high):
            raise CellFault(f"{value} is out of range.", " and ".join(ends), "Correct the number.")

    return check
