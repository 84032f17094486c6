"""From estimates to the history of a number: what was counted, by whom, when; no pixels."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches

from .casualties_passport import require_passports
from .casualties_view import when_words
from .casualties_words import (amount_words, capital, ends_of, group_words, joined,
                               measure_of)

__all__ = ["HistoryView", "Kind", "Mark", "arrange"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that was counted: unlike kinds are never joined.

    Parameters
    ----------
    key : tuple
        (measure, group), or ("rejected", "").
    words : str
        What stands in the key.
    look : str
        "announced", "rejected", "military", or "all-1", "all-2" ...
    """

    key: tuple
    words: str
    look: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One published estimate: a vertical range at the year of publication."""

    id: str
    year: int
    low: float
    high: float
    central: float | None
    open_end: bool
    kind: Kind
    label: str
    until: int | None  # an announced number stood until this year
    fact: str
    estimate: object


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Everything the chart of a number's history says, before any pixel."""

    subject: str
    marks: tuple[Mark, ...]
    kinds: tuple[Kind, ...]
    missing: tuple[tuple[str, str], ...]
    title: str


def arrange(course, *, subject: str | None = None, title: str | None = None) -> HistoryView:
    """Choose the published estimates of one subject and sort them by year.

    Parameters
    ----------
    course : Course
        The open course.
    subject, title : str or None
        As for `estimate_history`.

    Returns
    -------
    HistoryView
        What to draw; no pixels.

    Raises
    ------
    PassportError
        If a figure that would be drawn has no full passport.
    ValueError
        If the subject is not in the data, or nothing can be drawn.
    """
    rows = [e for e in course.estimates if e.series == "history"]
    known = list(dict.fromkeys(e.subject for e in rows))
    subject = subject or ((course.settings or {}).get("history") or {}).get("subject") or (
        known[0] if known else "")
    if subject not in known:
        near = get_close_matches(str(subject), known, 1)
        hint = f'Did you mean "{near[0]}"?' if near else f"Known: {joined(known) or 'none'}."
        raise ValueError(f"estimate_history: data/estimates.csv has no row of series 'history' "
                         f"for subject {subject!r}. {hint}")
    own = [e for e in rows if e.subject == subject]
    drawn = sorted((e for e in own if e.chart and e.unit == "persons"),
                   key=lambda e: (e.published or 0, e.row))
    require_passports(drawn)
    undated = [e for e in drawn if not e.published]
    missing = [(_who(e), e.chart_note.rstrip(".") or "set aside in the data")
               for e in own if not e.chart]
    missing += [(_who(e), "the year of publication is not given") for e in undated]
    drawn = [e for e in drawn if e.published]
    if not drawn:
        raise ValueError(f"estimate_history: nothing to draw for {subject}. "
                         + " ".join(f"{who}: {why}." for who, why in missing))
    kinds = _kinds(drawn)
    # who published twice in one year needs a word on what was counted each time
    doubles = Counter((e.counted_by, e.published) for e in drawn)
    usual = {key: Counter(e.definition for e in drawn if _key(e) == key).most_common(1)[0][0]
             for key in kinds}
    marks, amount = [], ""
    for e in drawn:
        key, said = _key(e), ends_of(e)[0]
        words = measure_of(e.measure).words if doubles[(e.counted_by, e.published)] > 1 else ""
        if not words and e.definition != usual[key] and key[0] == "deaths":
            words = _term(course, e)
        first = key[0] == "announced-deaths" and said != amount
        amount = said if key[0] == "announced-deaths" else amount
        marks.append(_mark(e, kinds[key], words, first, _until(e, drawn)))
    marks = tuple(marks)
    return HistoryView(subject, marks, tuple(kinds.values()), tuple(missing),
                       title or f"{subject}: how the published number of the dead changed")


def _key(e) -> tuple:
    if e.status == "rejected":
        return ("rejected", "")
    if e.status == "announced" or e.measure == "announced-deaths":
        return ("announced-deaths", e.group)
    return (e.measure, e.group)


def _kinds(drawn) -> dict:
    """Return the kinds in order: announced first, rejected last, the rest as they appear."""
    keys = list(dict.fromkeys(_key(e) for e in drawn))
    keys.sort(key=lambda key: (key[0] == "rejected", key[0] != "announced-deaths"))
    kinds, number = {}, 0
    for key in keys:
        measure, group = key
        if measure == "rejected":
            kinds[key] = Kind(key, "Rejected", "rejected")
            continue
        words = {"announced-deaths": "announced by the state",
                 "deaths": "deaths, all kinds"}.get(measure, measure_of(measure).words)
        if group not in ("all", "") and measure != "announced-deaths":
            words = f"{group_words(group)} {measure_of(measure).words}"
        mark = measure_of(measure).mark
        look = "announced" if measure == "announced-deaths" else f"kind-{number}"
        number += look != "announced"
        kinds[key] = Kind(key, capital(words + (f" ({mark})" if mark else "")), look)
    return kinds


def _until(e, drawn) -> int | None:
    if _key(e)[0] != "announced-deaths":
        return None
    later = [o.published for o in drawn if _key(o) == _key(e) and o.published > e.published]
    return min(later, default=None)


def _who(e) -> str:
    return f"{e.counted_by or e.id} {e.published or ''}".strip()


def _term(course, e) -> str:
    try:
        return course.definitions[e.definition].term
    except KeyError:
        return e.definition.replace("-", " ")


def _mark(e, kind: Kind, words: str, first: bool, until) -> Mark:
    ends = [v for v in (e.low, e.central, e.high) if v is not None]
    amount = amount_words(*ends_of(e))
    label = f"{e.counted_by.split(' (')[0]} {e.published}"
    if first:  # an announcement that changed the number
        label = f"{amount}\n{label}"
    elif kind.look == "rejected":
        label += ", rejected"
    elif words:
        label += f", {words}"
    measure = measure_of(e.measure)
    note = f", {measure.mark}" if measure.mark else ""
    notch = (f" (the source itself gives {amount_words(e.central, e.central, digits=3)})"
             if e.central is not None and e.low != e.high else "")
    fact = (f"{e.published}, {e.counted_by}: {amount}{notch}, {group_words(e.group)}, "
            f"{measure.words}{note}; {e.what + '; ' if e.what else ''}{e.method}; "
            f"{when_words(e.period)}; {e.territory}; {e.status}.")
    return Mark(e.id, e.published, min(ends), max(ends), e.central,
                ends_of(e)[1] is None, kind,
                label, until, fact, e)
