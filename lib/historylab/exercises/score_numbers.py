"""Scoring of numbers and ranges."""
from __future__ import annotations

import re

from .result import Feedback, Result, graded, not_attempted

# A number as typed: single spaces only before three digits, one sign between digits.
_TYPED = re.compile(r"(?<![\w.,])-?(?:\d+(?:[ \u00a0\u202f'\u2019]\d{3}(?!\d)|[.,]\d+)*|[.,]\d+)")
_THOUSANDS = r"-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?"
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}

__all__ = ["read_number", "score_estimate_range", "score_number"]


def read_number(given) -> list[float]:
    """The numbers a typed text may mean, the likelier first: 26.6, '26,6', '26 600 000'.

    Only the first number of a text counts. A single comma or point before three
    digits may part thousands or decimals, so both readings are given.

    Examples
    --------
    >>> read_number("1,200")
    [1200.0, 1.2]
    >>> read_number("about 26,6")
    [26.6]
    >>> read_number("")
    []
    """
    if isinstance(given, bool) or given is None:
        return []
    if isinstance(given, (int, float)):
        return [float(given)] if abs(given) < 1e18 else []
    if not isinstance(given, str):
        return []
    found = _TYPED.search(given[:200].replace("\u2212", "-"))
    if not found:
        return []
    text = re.sub(r"[^\d.,-]", "", found.group())
    whole, decimals = (re.fullmatch(pattern, text) for pattern in (_THOUSANDS, r"-?\d*[.,]?\d+"))
    readings = [text.replace(whole[1], "").replace(",", ".") if whole else "", text.replace(",", ".") if decimals else ""]
    if whole and whole[1] == ".":  # English notation first: 26.600 is a little more than 26
        readings.reverse()
    return list(dict.fromkeys(float(reading) for reading in readings if reading))


def _meant(given, unit: str) -> list[float]:
    """The numbers that may be meant, in the unit of the exercise.

    Where that is 'million', '26 600 000' and '26.6 million' both mean 26.6.
    """
    numbers = read_number(given)
    named = _scale(given) if isinstance(given, str) else 1.0
    if named > 1:
        return [number * named / _scale(unit) for number in numbers]
    return [*numbers, *(number / _scale(unit) for number in numbers if abs(number) >= _scale(unit) > 1)]


def _scale(text: str) -> float:
    return next((scale for word, scale in _SCALES.items() if re.search(rf"\b{word}s?\b", text.casefold())), 1.0)


def score_number(exercise, answer, course=None) -> Result:
    """A number within its tolerance; known mix-ups get their own answer."""
    wanted = exercise.answer
    numbers = _meant(answer, wanted.unit)
    if not numbers:
        return not_attempted("There is no number in the answer yet.")
    slack = wanted.tolerance + 1e-9 * max(1.0, abs(wanted.value))  # 26.65 is stored as 26.649999...
    if any(abs(number - wanted.value) <= slack for number in numbers):
        return graded(1.0, [Feedback(exercise.feedback_right, "", exercise.evidence)])
    for near in exercise.near:
        if any(near.low <= number <= near.high for number in numbers):
            return graded(0.0, [Feedback(near.feedback, "", exercise.evidence)])
    nearest = min(numbers, key=lambda number: abs(number - wanted.value))
    text = exercise.feedback_high if nearest > wanted.value else exercise.feedback_low
    return graded(0.0, [Feedback(text, "", exercise.evidence)])


def scholars_range(exercise, course) -> tuple[float, float]:
    """Low and high in the unit of the exercise, from the data or from the file."""
    if exercise.range is not None:
        return exercise.range.low, exercise.range.high
    row = course.estimates[exercise.estimate]
    return row.low / exercise.per, row.high / exercise.per


def score_estimate_range(exercise, answer, course) -> Result:
    """The pupil's range beside the scholars': right when it covers it without being too wide."""
    given = answer if isinstance(answer, dict) else {}
    lows, highs = _meant(given.get("low"), exercise.unit), _meant(given.get("high"), exercise.unit)
    if not lows or not highs:
        return not_attempted("Give a low and a high number.")
    ranges = [(low, high) for low in lows for high in highs if low <= high]
    if not ranges:
        return not_attempted("The low number is above the high one: change the two.")
    # Where 1,200 may be two numbers, the reading that fits best is the one that was meant.
    return max((_judged(exercise, low, high, course) for low, high in ranges), key=lambda result: result.share)


def _judged(exercise, low: float, high: float, course) -> Result:
    known_low, known_high = scholars_range(exercise, course)
    theirs = f"Published figures run from {_short(known_low)} to {_short(known_high)} {exercise.unit}."
    evidence = exercise.evidence
    if low > known_high or high < known_low:
        side = "above" if low > known_high else "below"
        return graded(0.0, [Feedback(f"{theirs} Your range lies {side} it. Check the unit, and what exactly is counted.", "", evidence)])
    if low <= known_low and high >= known_high:
        if high - low <= exercise.max_width:
            return graded(1.0, [Feedback(f"{theirs} Your range holds it, and is honest about the doubt.", "", evidence)])
        return graded(0.75, [Feedback(f"{theirs} Your range holds it, but is {_short(high - low)} wide. "
                                      f"Which evidence would let you narrow it to {_short(exercise.max_width)}?", "", evidence)])
    shared = (min(high, known_high) - max(low, known_low)) / (known_high - known_low) if known_high > known_low else 0.5
    return graded(min(max(shared, 0.1), 0.9), [Feedback(f"{theirs} Your range touches theirs but does not hold all of it. "
                                                       "A wider range would say more honestly what is not known.", "", evidence)])


def _short(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 100 or float(number).is_integer() else f"{number:,.1f}"
