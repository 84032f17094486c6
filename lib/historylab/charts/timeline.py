"""`pact_timeline`: who was bound to whom, from when to when, and how it ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from historylab.dates import DateError, When
from historylab.secrecy import WORLD
from historylab.words import choices

from .evidence import Works, works_cited
from .figure import ChartFigure, fitted_source_line
from .style import size_of
from .timeline_draw import draw
from .timeline_key import key_entries, key_rows
from .timeline_parts import PlacedTimeline
from .timeline_place import place
from .timeline_view import Period, View, arrange
from .timeline_words import note


def pact_timeline(
    course,
    *,
    actors: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    between: Sequence | None = None,
    as_of: str | dt.date | When | None = None,
    known_to: str | None = None,
    title: str | None = None,
    size: str = "room",
) -> ChartFigure:
    """Draw pacts as bars in the lanes of their parties, and events as marks.

    Parameters
    ----------
    course : Course
        What `open_course` returns.
    actors : sequence of str or None
        Actors that get a lane; None = as settled in the course.
    kinds : sequence of str or None
        Kinds of pacts and of events to show. Naming only kinds of pacts leaves
        all events, and the reverse. None = as settled in the course.
    between : two dates or None
        First and last date, both included ("1905-03" = the whole month); None =
        as settled in the course.
    as_of : date or None
        Show only what was there on this day; None = with all hindsight.
    known_to : str or None
        Together with `as_of`: hide also what was still secret on that day, to one
        actor or to the "world"; None = hide no secret.
    title : str or None
        None = a neutral title with the period.
    size : str
        "room", "page" or "phone".

    Returns
    -------
    ChartFigure
        With alt text, facts, sources and a data table.

    Raises
    ------
    ValueError
        If an actor or a kind is not in the course, a date cannot be read or the
        period ends before it begins; the text says what to write instead.
    """
    size_of(size)  # refuse a wrong size before any work
    view = timeline_view(
        course, actors=actors, kinds=kinds, between=between, as_of=as_of, known_to=known_to,
        title=title,
    )
    return draw_timeline(course, place_timeline(course, view, size), as_of=view.as_of)


def timeline_view(
    course,
    *,
    actors: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    between: Sequence | None = None,
    as_of: str | dt.date | When | None = None,
    known_to: str | None = None,
    title: str | None = None,
) -> View:
    """Return what `pact_timeline` shows, with the defaults of the course filled in."""
    settings = course.settings.get("timeline", {})
    untouched = actors is None and kinds is None and between is None
    chosen = _actors(course, settings.get("actors", ()) if actors is None else actors)
    period = _period(course, settings.get("between") if between is None else between)
    pact_kinds, event_kinds = _kinds(course, settings.get("kinds", ()) if kinds is None else kinds)
    return arrange(
        course,
        period=period,
        actors=chosen,
        pact_kinds=pact_kinds,
        event_kinds=event_kinds,
        importance=settings.get("importance"),
        # a teacher who asks for other actors or years asks for all the record has
        pacts=settings.get("pacts", ()) if untouched else (),
        events=settings.get("events", ()) if untouched else (),
        labels=settings.get("labels"),
        groups=settings.get("groups"),
        title=f"Who was bound to whom, {period.words}" if title is None else title,
        as_of=_day(as_of),
        known_to=_looker(course, known_to),
    )


def place_timeline(course, view: View, size: str = "room") -> PlacedTimeline:
    """Lay a view out with room for the longest note and source line of any day."""
    size = size_of(size)
    works = _works(course, view, None)
    longest = note(view, view.period.last, len(view.marks), 0)
    line = fitted_source_line(size, works.named or works.full, total=len(works.full))
    rows = len(key_rows(key_entries(view, None), size)[0])
    return place(view, size, footer=(longest, line), key_rows=max(rows, 1))


def draw_timeline(
    course, placed: PlacedTimeline, *, as_of: dt.date | None = None
) -> ChartFigure:
    """Draw a placed timeline, whole or as of a day, with the works it rests on."""
    return draw(placed, _works(course, placed.view, as_of), as_of=as_of)


def _works(course, view: View, day: dt.date | None) -> Works:
    pacts = {bar.pact.id: bar.pact for bar in view.bars_by(day)}
    events = [mark.event for mark in view.marks_by(day)]
    works = works_cited(course, {"pacts.csv": pacts.values(), "events.csv": events})
    # an empty picture is a true statement about the tables, and rests on them
    return works if works.full else Works((f"The tables of this course: {course.title}",), ())


def _looker(course, known_to: str | None) -> str:
    if known_to and known_to != WORLD and known_to not in course.actors:
        raise ValueError(
            f"known_to: there is no actor {known_to!r} in actors.csv. Write 'world' for what was "
            f"public. {choices(str(known_to), course.actors.ids)}"
        )
    return known_to or ""


def _actors(course, actors: Sequence[str]) -> tuple[str, ...]:
    names = (actors,) if isinstance(actors, str) else tuple(actors)
    if not names:
        raise ValueError(
            "The timeline has no actors. Write actors=[...] with ids of actors.csv, or settle "
            "them in datapackage.json under historylab, timeline, actors."
        )
    for name in names:
        if name not in course.actors:
            raise ValueError(
                f"There is no actor {name!r} in actors.csv. {choices(str(name), course.actors.ids)}"
            )
    return tuple(dict.fromkeys(names))


def _kinds(course, kinds: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    pacts = {pact.kind for pact in course.pacts}
    events = {event.kind for event in course.events}
    for name in names:
        if name not in pacts | events:
            known = sorted(pacts | events)
            raise ValueError(
                f"There is no kind {name!r} of pact or event in this course. "
                f"{choices(str(name), known)}".rstrip()
                + ("" if len(known) <= 12 else f" Known: {', '.join(known)}.")
            )
    return tuple(n for n in names if n in pacts), tuple(n for n in names if n in events)


def _when(value, what: str) -> When:
    try:
        return When.of(value)
    except (DateError, TypeError, AttributeError) as error:
        raise ValueError(f"{what} cannot be read as a date. {error}") from None


def _period(course, between: Sequence | None) -> Period:
    if between is None:
        dates = [event.date for event in course.events if event.date and event.date.earliest]
        if not dates:
            raise ValueError(
                "No period is given and no event has a date. Write between=('1905-03', '1907')."
            )
        between = min(d.earliest for d in dates), max(d.start_latest for d in dates)
    parts = between.split("/") if isinstance(between, str) else between
    try:
        first, last = parts
    except (TypeError, ValueError):
        raise ValueError(
            f"A period is two dates, such as between=('1905-03', '1907'); this is {between!r}."
        ) from None
    start, end = _when(first, "The beginning of the period"), _when(last, "The end of the period")
    if start.earliest is None or end.latest is None:
        raise ValueError(f"The period {between!r} is open. Give a first and a last date.")
    if end.latest < start.earliest:
        raise ValueError(
            f"The period ends ({end.words()}) before it begins ({start.words()}). "
            f"Write between=({str(last)!r}, {str(first)!r})."
        )
    return Period(start.earliest, end.latest, f"{start.words()} to {end.words()}")


def _day(as_of) -> dt.date | None:
    if as_of is None:
        return None
    when = _when(as_of, "as_of")
    if when.latest is None:
        raise ValueError(f"as_of needs one day; {as_of!r} has no end.")
    return when.latest
