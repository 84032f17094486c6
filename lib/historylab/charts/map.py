"""`event_map`: where it happened, in order of time, under the names of the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from types import SimpleNamespace

from historylab.dates import When
from historylab.records import Citation
from historylab.words import choices

from . import map_words as words
from .evidence import Works, works_cited
from .figure import ChartFigure, fitted_source_line, margins
from .map_draw import draw
from .map_land import read_land
from .map_place import place
from .map_view import MapView, arrange
from .style import size_of
from .timeline import _day, _looker, _period

__all__ = ["event_map", "map_view"]


def event_map(
    course,
    *,
    events: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    between: Sequence | None = None,
    as_of: str | dt.date | When | None = None,
    known_to: str | None = None,
    labels: bool = True,
    title: str | None = None,
    size: str = "room",
) -> ChartFigure:
    """Draw the places of events on a map, numbered in order of time.

    Parameters
    ----------
    course : Course
        What `open_course` returns; its folder holds map/land.json.
    events : sequence of str or None
        Ids of events; None = as settled in the course, or, with `kinds` or
        `between`, all the events that fit.
    kinds : sequence of str or None
        Kinds of events to keep; None = all.
    between : two dates or None
        First and last date, both included; None = any date.
    as_of : date or None
        Show only what had happened by this day, and the borders of the day;
        None = with all hindsight.
    known_to : str or None
        An actor, or "world": with `as_of`, hide also what they could not know yet.
        None = show secrets too.
    labels : bool
        Whether places are named. Without names the numbers stay.
    title : str or None
        None = a neutral title.
    size : str
        "room", "page" or "phone".

    Returns
    -------
    ChartFigure
        With alt text, facts, sources and a data table. A place known only
        roughly is a circle; a line between states is dashed.

    Raises
    ------
    ValueError
        If an event or a kind is not in the course, a date cannot be read, or
        nothing is left to show; the text says what to write instead.
    """
    size = size_of(size)
    view = map_view(
        course, events=events, kinds=kinds, between=between, as_of=as_of, known_to=known_to,
        labels=labels, title=title,
    )
    land = read_land(course.folder)
    works = _works(course, view, land)
    frame = {"title": view.title, "note": words.note(view)}
    line = fitted_source_line(size, works.named, total=len(works.full))
    area = margins(size, sources=line, **frame).plot_area
    placed = place(view, land, size, area)
    if placed.left_out:  # the note grows by a few words; keep room for it
        frame["note"] = words.note(view, len(placed.left_out))
        placed = place(view, land, size, margins(size, sources=line, **frame).plot_area)
    return draw(placed, works, frame)


def map_view(
    course,
    *,
    events: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    between: Sequence | None = None,
    as_of: str | dt.date | When | None = None,
    known_to: str | None = None,
    labels: bool = True,
    title: str | None = None,
) -> MapView:
    """Return what `event_map` shows, with the defaults of the course filled in."""
    settings = course.settings.get("map", {})
    chosen = _events(course, settings, events, kinds, between)
    short = {**course.settings.get("timeline", {}).get("labels", {}), **settings.get("labels", {})}
    lines = [course.map_lines[name] for name in settings.get("lines", course.map_lines.ids)]
    day = _day(as_of)
    if title is None and day:
        title = f"Where it happened, up to {words.day_words(day)}"
    elif title is None:
        last = max(event.date.start_latest or event.date.earliest for event in chosen)
        years = dict.fromkeys((chosen[0].date.earliest.year, last.year))
        title = f"Where it happened, {' to '.join(map(str, years))}"
    return arrange(
        course, events=chosen, lines=lines, labels=short, land=read_land(course.folder),
        title=title, write_names=labels, as_of=day, known_to=_looker(course, known_to),
    )  # fmt: skip


def _events(course, settings, events, kinds, between) -> list:
    if events is None and kinds is None and between is None:
        events = settings.get("events")
    names = (events,) if isinstance(events, str) else events
    if names is None:
        chosen = list(course.events)
    else:
        for name in names:
            if name not in course.events:
                raise ValueError(
                    f"There is no event {name!r} in events.csv. {choices(str(name), course.events.ids)}"
                )
        chosen = [course.events[name] for name in dict.fromkeys(names)]
    if kinds is not None:
        kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds)
        known = sorted({event.kind for event in course.events})
        for kind in kinds:
            if kind not in known:
                raise ValueError(f"There is no kind {kind!r} of event. {choices(str(kind), known)}")
        chosen = [event for event in chosen if event.kind in kinds]
    chosen = [event for event in chosen if event.date and event.date.earliest]
    if between is not None:
        period = _period(course, between)
        chosen = [
            event for event in chosen
            if event.date.earliest <= period.last
            and (event.date.latest is None or event.date.latest >= period.first)
        ]  # fmt: skip
    if not chosen:
        raise ValueError(
            "No event is left to show on the map. Name other events or kinds, or a longer period."
        )
    return sorted(chosen, key=lambda event: event.date.earliest)


def _works(course, view: MapView, land) -> Works:
    ground = [SimpleNamespace(id="land", row=1, sources=(Citation(land.source_key),))]
    return works_cited(
        course,
        {
            "events.csv": [step.event for step in view.steps_now()],
            "map_lines.csv": [line.record for line in view.lines_now()],
            "map/land.json": ground,
        },
    )
