"""Scoring of numbers and ranges."""
from __future__ import annotations

import re

from .result import Feedback, Result, graded, not_attempted

__all__ = ["read_number", "score_estimate_range", "score_number"]


def read_number(given) -> list[float]:
    """The numbers a typed text may mean: 26.6, '26,6', '26 600 000', '26.6 million'.

    A single comma may part thousands or decimals, so both readings are given.

    Examples
    --------
    >>> read_number("1,200")
    [1200.0, 1.2]
    >>> read_number("about 5")
    [5.0]
    >>> read_number("")
    []
    """
    if isinstance(given, bool) or given is None:
        return []
    if isinstance(given, (int, float)):
        return [float(given)] if abs(given) < 1e18 else []
    if not isinstance(given, str):
        return []
    found = re.search(r"-?\d[\d\s.,\u00a0\u202f']*", given[:200])
    if not found:
        return []
    text = re.sub(r"[\s\u00a0\u202f']", "", found.group()).rstrip(".,")
    readings = [text.replace(",", ""), text.replace(".", "").replace(",", ".") if text.count(",") == 1 else None,
                text.replace(".", "") if re.fullmatch(r"-?\d{1,3}(\.\d{3}){2,}", text) else None]
    numbers = []
    for reading in readings:
        if reading and re.fullmatch(r"-?\d+(\.\d+)?", reading) and float(reading) not in numbers:
            numbers.append(float(reading))
    return numbers


def score_number(exercise, answer, course=None) -> Result:
    """A number within its tolerance; known mix-ups get their own answer."""
    numbers = read_number(answer)
    if not numbers:
        return not_attempted("There is no number in the answer yet.")
    wanted = exercise.answer
    slack = wanted.tolerance + 1e-9 * max(1.0, abs(wanted.value))  # 26.65 is stored as 26.649999...
    if any(abs(number - wanted.value) <= slack for number in numbers):
        return graded(1.0, [Feedback(exercise.feedback_right, "", exercise.evidence)])
    for near in exercise.near:
        if any(near.low <= number <= near.high for number in numbers):
            return graded(0.0, [Feedback(near.feedback, "", exercise.evidence)])
    text = exercise.feedback_high if numbers[0] > wanted.value else exercise.feedback_low
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
    low, high = read_number(given.get("low")), read_number(given.get("high"))
    if not low or not high:
        return not_attempted("Give a low and a high number.")
    low, high = low[0], high[0]
    if low > high:
        return not_attempted("The low number is above the high one: change the two.")
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
