"""Words for counts of people: what was counted, how many, and how sure.

Nothing here knows a chart or a file. A measure that is not a count of the
dead says so in its own words, so that no picture can pass it off as one.
"""
from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = [
    "GROUP_WORDS", "MEASURES", "Measure", "amount_words", "capital", "ends_of",
    "group_words", "joined", "measure_of", "precise_words", "rate_words", "spread_words",
]


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted, in words, and whether it is a count of the dead.

    Parameters
    ----------
    key : str
        The value in the data, such as ``"killed-or-missing"``.
    words : str
        How a pupil reads it.
    dead : str
        ``"yes"`` (all of them died), ``"partly"`` (some of them lived) or
        ``"no"`` (a count of something else).
    """

    key: str
    words: str
    dead: str

    @property
    def mark(self) -> str:
        """Return the warning a chart must print, or an empty text."""
        return {"yes": "", "partly": "not deaths alone", "no": "not deaths"}[self.dead]


MEASURES = {
    m.key: m for m in (
        Measure("deaths", "deaths", "yes"),
        Measure("killed", "killed", "yes"),
        Measure("announced-deaths", "announced deaths", "yes"),
        Measure("killed-or-missing", "killed or missing", "partly"),
        Measure("demographic-loss", "demographic loss", "partly"),
        Measure("irrecoverable-loss", "lost for good", "partly"),
        Measure("casualties", "casualties (dead, wounded, captured or missing)", "partly"),
        Measure("wounded", "wounded", "no"),
        Measure("captured-or-missing", "captured or missing", "no"),
        Measure("survivors", "survivors", "no"),
        Measure("population", "population", "no"),
        Measure("records", "records in a file", "no"),
        Measure("strength", "strength", "no"),
    )
}

GROUP_WORDS = {
    "military": "military", "civilian": "civilian",
    "all": "military and civilian together", "prisoners": "prisoners of war",
}


def measure_of(key: str) -> Measure:
    """Return the measure with this key; an unknown one is never a death count.

    Parameters
    ----------
    key : str
        The ``measure`` of an estimate.

    Returns
    -------
    Measure
        A known measure, or one made from the key and marked "not deaths".

    Examples
    --------
    >>> measure_of("wounded").mark
    'not deaths'
    >>> measure_of("killed").mark
    ''
    """
    return MEASURES.get(key) or Measure(key, key.replace("-", " "), "no")


# a narrower word where the definition is wider or narrower than the measure
_PRECISE = {
    ("wounded", "sanitary-loss"): "wounded or sick",
    ("killed-or-missing", "irrecoverable-loss"): "killed, missing or captured",
    ("captured-or-missing", "prisoner-of-war"): "captured",
}


def precise_words(measure: str, definition: str) -> str:
    """Return what was counted, by measure and definition.

    Examples
    --------
    >>> precise_words("wounded", "sanitary-loss"), precise_words("killed", "killed-in-action")
    ('wounded or sick', 'killed')
    """
    return _PRECISE.get((measure, definition)) or measure_of(measure).words


def ends_of(estimate) -> tuple:
    """Return (low, high); a source's own single value stands for a missing end.

    Parameters
    ----------
    estimate : Estimate
        Persons; an end that nobody states stays None ("more than", "up to").
    """
    low, central, high = estimate.low, estimate.central, estimate.high
    if central is not None:
        low = central if low is None and central == high else low
        high = central if high is None and central == low else high
    return low, high


def group_words(group: str) -> str:
    """Return the group of people in words."""
    return GROUP_WORDS.get(group, group.replace("-", " "))


def two_digits(value: float, digits: int = 2) -> float:
    """Round to two (or more) significant digits, halves upwards.

    Examples
    --------
    >>> two_digits(8668400), two_digits(0.825), two_digits(0)
    (8700000.0, 0.83, 0.0)
    """
    if not value:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(abs(value))) + 1 - digits)
    rounded = math.floor(value / step + 0.5 + 1e-9) * step
    return float(f"{rounded:.6g}")


def _plain(value: float) -> str:
    return f"{value:,.6f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def _scale(value: float) -> tuple[float, str]:
    if value >= 1e6:
        return 1e6, " million"
    return (1e3, " thousand") if value >= 1e4 else (1.0, "")


def spread_words(low: float | None, high: float | None, *, scale: float = 1.0,
                 unit: str = "", digits: int = 2) -> str:
    """Return a range in words: two significant digits, "to", the unit once.

    Parameters
    ----------
    low, high : float or None
        The ends; None means that the source does not state this end.
    scale : float
        What one unit stands for, such as 1,000,000.
    unit : str
        The word after the number, with a leading space, or empty.
    digits : int
        Significant digits.

    Returns
    -------
    str
        The range; one number when both ends round to the same.

    Examples
    --------
    >>> spread_words(0.33, 0.83)
    '0.33 to 0.83'
    >>> spread_words(20e6, None, scale=1e6, unit=" million")
    'more than 20 million'
    """
    ends = [None if v is None else two_digits(v, digits) for v in (low, high)]
    shown = [None if v is None else _plain(float(f"{v / scale:.6g}")) for v in ends]
    if ends[0] is None and ends[1] is None:
        return "no number"
    if ends[1] is None:
        return f"more than {shown[0]}{unit}"
    if ends[0] is None:
        return f"up to {shown[1]}{unit}"
    if ends[0] == ends[1]:
        return f"{'' if low == high else 'about '}{shown[1]}{unit}"
    if scale > 1 and 0 < ends[0] < scale / 10:  # "0.02 million" helps nobody
        small, word = _scale(ends[0])
        return f"{_plain(ends[0] / small)}{word} to {shown[1]}{unit}"
    return f"{shown[0]} to {shown[1]}{unit}"


def amount_words(low: float | None, high: float | None, *, digits: int = 2) -> str:
    """Return a number of people, or a range of it, in words.

    Parameters
    ----------
    low, high : float or None
        Persons; None means that this end is not stated.
    digits : int
        Significant digits; more than two only where a source's own value is quoted.

    Returns
    -------
    str
        Two significant digits, the unit once.

    Examples
    --------
    >>> amount_words(26_000_000, 27_000_000)
    '26 to 27 million'
    >>> amount_words(84_000, 96_800)
    '84 to 97 thousand'
    >>> amount_words(737, 1475)
    '740 to 1,500'
    """
    largest = two_digits(max(v for v in (low, high, 0) if v is not None), digits)
    scale, unit = _scale(largest)
    return spread_words(low, high, scale=scale, unit=unit, digits=digits)


def rate_words(low: float | None, high: float | None) -> str:
    """Return a rate per 1,000 people without its unit (the axis names it).

    Examples
    --------
    >>> rate_words(132.2, 137.3)
    '130 to 140'
    """
    return spread_words(low, high)


def joined(parts) -> str:
    """Return words joined as in a sentence.

    Examples
    --------
    >>> joined(["killed", "wounded", "captured or missing"])
    'killed, wounded and captured or missing'
    """
    parts = list(parts)
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def capital(text: str) -> str:
    """Return the text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]
