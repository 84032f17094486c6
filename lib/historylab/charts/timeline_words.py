"""A pact timeline in words: facts, data table, note and alt text.

Everything here is asked with a day and says nothing that came after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from historylab.dates import When
from historylab.secrecy import WORLD

from .evidence import DataTable, Works
from .timeline_view import Bar, Mark, View

COLUMNS = ("what", "name", "actor", "from", "to", "how it ended", "secret", "kind", "sources")
_SECRET = {"yes": "secret", "part": "with a secret part"}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def day_words(day: dt.date) -> str:
    """Return a day in words.

    Examples
    --------
    >>> day_words(dt.date(1905, 3, 1))
    '1 March 1905'
    """
    return When.of(day).words()


def span_words(when: When, day: dt.date | None) -> str:
    """Return a date in words, without an end that came after `day`.

    Examples
    --------
    >>> span_words(When.parse("1905-03-01/1905-04-02"), dt.date(1905, 3, 9))
    'from 1 March 1905'
    >>> span_words(When.parse("1905-03-01/1905-04-02"), None)
    '1 March 1905 to 2 April 1905'
    """
    if not when.is_interval:
        return when.words()
    start, _, end = when.text.partition("/")
    if day is not None and (when.end_latest is None or when.end_latest > day):
        return f"from {When.parse(start).words()}"
    if start in ("", "..") or end in ("", ".."):
        return when.words()
    return f"{When.parse(start).words()} to {When.parse(end).words()}"


def has_ended(bar: Bar, day: dt.date | None) -> bool:
    """Return whether a bar's end is known and may be told on a day."""
    return bar.ended_by is not None and (day is None or bar.ended_by <= day)


def _end_words(bar: Bar) -> str:
    if bar.end.is_interval:  # doubt about one moment, not a stretch of time
        return f"at some time from {span_words(bar.end, None)}"
    return bar.end.words()


def bar_fact(bar: Bar, view: View, day: dt.date | None) -> str:
    """Return one sentence for one bar, as much as may be told on a day."""
    pact = bar.pact
    kind = f", {_SECRET[pact.secret]}" if pact.secret in _SECRET else ""
    head = f"{bar.actor}: {pact.name}{kind}"
    if bar.is_draft:
        tail = bar.reason if day is None and bar.reason else "not signed"
        tail += "" if day is None else f" by {day_words(day)}"
        return f"{head}, a draft proposed on {bar.start.words()}, {tail}."
    start = f"from {bar.start.words()}"
    if has_ended(bar, day):
        why = f" ({bar.reason})" if bar.reason else ""
        return f"{head}, {start} to {_end_words(bar)}{why}."
    if day is not None:
        return f"{head}, {start}, in force on {day_words(day)}."
    return f"{head}, {start}, end open{f' ({bar.reason})' if bar.reason else ''}."


def mark_fact(mark: Mark, day: dt.date | None) -> str:
    """Return one sentence for one event."""
    actors = ", ".join(mark.lanes)
    return f"{span_words(mark.event.date, day)}: {mark.event.title} ({mark.group}; {actors})."


def facts(view: View, day: dt.date | None) -> tuple[str, ...]:
    """Return a sentence for every bar and every event there is on a day."""
    bars = [bar_fact(bar, view, day) for bar in view.bars_by(day)]
    return (*bars, *(mark_fact(mark, day) for mark in view.marks_by(day)))


def table(view: View, day: dt.date | None, works: Works) -> DataTable:
    """Return all bars and events there are on a day as a table."""
    rows = []
    for bar in view.bars_by(day):
        ended = has_ended(bar, day)
        start, end = bar.start.words(), _end_words(bar) if ended else None
        how = bar.reason if ended or (day is None) else None
        what = "draft" if bar.is_draft else "pact"
        secret = _SECRET.get(bar.pact.secret, "no")
        rows.append(
            (what, bar.pact.name, bar.actor, start, end, how or None, secret, bar.pact.kind,
             works.cited(bar.pact.sources))
        )  # fmt: skip
    for mark in view.marks_by(day):
        event = mark.event
        start, _, end = event.date.text.partition("/") if mark.lasts else (event.date.text, "", "")
        over = day is None or (event.date.end_latest is not None and event.date.end_latest <= day)
        until = When.parse(end).words() if over and end not in ("", "..") else None
        since = When.parse(start).words() if start not in ("", "..") else None
        rows.append(
            ("event", event.title, "; ".join(mark.lanes), since, until, None, None, event.kind,
             works.cited(event.sources))
        )
    return DataTable(f"Pacts and events, {view.period.words}{_seen(day)}", COLUMNS, tuple(rows))


def _seen(day: dt.date | None) -> str:
    return f", as of {day_words(day)}" if day else ""


def note(view: View, day: dt.date | None, unlabelled: int, nameless: int) -> str:
    """Return the note under the picture: what is left out, and how to read a bar."""
    parts = []
    if day:
        secret = ""
        if view.known_to:
            secret = " and what the world did not know" if view.known_to == WORLD else f" and what {view.known_to} did not know"
        parts.append(f"As of {day_words(day)}: what came later{secret} is hidden.")
    marks = len(view.marks_by(day))
    if unlabelled:
        be = "is" if unlabelled == 1 else "are"
        parts.append(f"{unlabelled} of {marks} events {be} not labelled: see the table.")
    if nameless:
        parts.append(
            f"{nameless} of {len({bar.pact.id for bar in view.bars_by(day)})} pacts carry no name: "
            "see the table, or choose fewer actors or kinds."
        )
    bars = view.bars_by(day)
    if bars and not day:
        parts.append("A bar runs from signing or joining to the day the tie ended.")
    if not bars and not marks:
        parts.append(
            "Nothing drawn here had begun." if day else "Nothing in the record fits this choice."
        )
    return " ".join(parts)


def alt(view: View, day: dt.date | None, unlabelled: int, nameless: int) -> str:
    """Return the alt text, 40 to 120 words, of what there is on a day."""
    bars, marks = view.bars_by(day), view.marks_by(day)
    pacts = {bar.pact.id: bar for bar in bars}
    drafts = sum(bar.is_draft for bar in pacts.values())
    secret = sum(bar.pact.secret == "yes" for bar in pacts.values())
    part = sum(bar.pact.secret == "part" for bar in pacts.values())
    lanes = _listed(view.lanes, 6)
    parts = [
        f"Timeline of pacts and events, {view.period.words}{_seen(day)}. "
        f"Lanes from top to bottom: {lanes}. Time runs from left to right."
    ]
    if pacts:
        names = _listed([bar.pact.short or bar.pact.name for bar in pacts.values()], 4)
        parts.append(f"{_count(len(pacts), 'pact')} as bars in the lanes of the parties: {names}.")
    else:
        parts.append(
            "The record has no pact between these actors for this time; other actors, other kinds "
            "or a longer period may have some."
        )
    kinds = [(secret, "wholly secret"), (part, "with a secret part"), (drafts, "a draft never signed"
             if day is None else "a draft")]  # fmt: skip
    said = [f"{_number(count)} {word}" for count, word in kinds if count]
    if said:
        parts.append(f"Among them: {', '.join(said)}.")
    ends: dict[str, set[str]] = {}
    for bar in bars:
        if not bar.is_draft and has_ended(bar, day) and bar.ended_by <= view.period.last:
            ends.setdefault(bar.ending, set()).add(bar.pact.id)
    if ends:
        words = ", ".join(f"{_number(len(ids))} {word}" for word, ids in ends.items())
        parts.append(f"Marks show how they ended: {words}.")
    parts.append(f"{_count(len(marks), 'event')} as marks on the lanes." if marks else "No events.")
    if doubtful(view, day):
        parts.append("Where a date is uncertain, the bar is dashed or the mark has a wide line.")
    if unlabelled or nameless:
        parts.append(f"{_number(unlabelled + nameless).capitalize()} without a label.")
    if sum(len(part.split()) for part in parts) < 46:
        parts.append(
            "The same facts stand below in sentences and in a table with the sources of each row."
        )
    return " ".join(parts)


def doubtful_bar(bar: Bar, view: View, day: dt.date | None) -> bool:
    """Return whether a doubtful end or beginning of a bar lies in what is drawn."""
    last = view.period.last if day is None else min(day, view.period.last)
    if bar.start.earliest != bar.start.latest and bar.start.latest >= view.period.first:
        return True
    if bar.is_draft or bar.end is None:
        return False
    return bar.end.earliest != bar.end.latest and bar.end.earliest <= last


def doubtful(view: View, day: dt.date | None) -> bool:
    """Return whether a date drawn is known only within limits."""
    if any(doubtful_bar(bar, view, day) for bar in view.bars_by(day)):
        return True
    dates = [mark.event.date for mark in view.marks_by(day)]
    return any(date.start_earliest != date.start_latest for date in dates)


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _count(count: int, word: str) -> str:
    return f"{_number(count).capitalize()} {word}{'' if count == 1 else 's'}"


def _listed(names: Sequence[str], most: int) -> str:
    names = list(names)
    more = len(names) - most
    if more > 0:
        return ", ".join(names[:most]) + f" and {more} more"
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)
