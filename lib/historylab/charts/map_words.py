"""A map of events in words: alt text, facts, table and note."""

from __future__ import annotations

from .evidence import DataTable, Works
from .map_view import Line, MapView, Step, Stop
from .timeline_words import day_words, span_words

COLUMNS = ("number", "date", "what", "place then", "place today", "degrees north", "degrees east",
           "known to (km)", "sources")  # fmt: skip


def numbers_in_words(numbers) -> str:
    """Return numbers with runs drawn together.

    Examples
    --------
    >>> numbers_in_words([1, 3, 4, 5, 8])
    '1, 3-5, 8'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    ends = (f"{a}" if a == b else f"{a}, {b}" if b == a + 1 else f"{a}-{b}" for a, b in runs)
    return ", ".join(ends)


def _where(stop: Stop) -> str:
    where = stop.name
    if stop.name_now and stop.name_now != stop.name:
        where += f" (today {stop.name_now})"
    if stop.lat is None:
        return f"{where}, with no point on the map"
    if not stop.on_map:
        return f"{where}, off the map"
    return f"{where}, a place known to about {stop.precision:g} km" if stop.doubtful else where


def step_fact(view: MapView, step: Step) -> str:
    """Return one sentence for one event."""
    when = span_words(step.event.date, view.as_of)
    return f"{step.number}. {when}: {step.event.title}. Place: {_where(view.stop_of(step))}."


def line_fact(line: Line) -> str:
    """Return one sentence for one line."""
    record = line.record
    return (
        f"Line {line.letter}: {record.name}, approximate, within about {record.precision_km:g} km. "
        f"{record.method}. {record.note}".rstrip()
    )


def facts(view: MapView) -> tuple[str, ...]:
    """Return a sentence for every event and every line on the map."""
    return (
        *(step_fact(view, step) for step in view.steps_now()),
        *(line_fact(line) for line in view.lines_now()),
    )


def table(view: MapView, works: Works) -> DataTable:
    """Return events and lines as a table."""
    rows = []
    for step in view.steps_now():
        stop = view.stop_of(step)
        rows.append(
            (step.number, span_words(step.event.date, view.as_of), step.event.title, stop.name,
             stop.name_now or None, stop.lat, stop.lon, f"{stop.precision:g}" if stop.lat is not None else None,
             works.cited(step.event.sources))
        )  # fmt: skip
    for line in view.lines_now():
        record = line.record
        since = record.begun.words()
        # an end that came after the day of the picture is not told
        told = record.ended and (view.as_of is None or (record.ended.latest and record.ended.latest <= view.as_of))
        until = f" to {record.ended.words()}" if told else ""
        rows.append(
            (line.letter, f"{since}{until}", record.name, None, None, None, None,
             f"{record.precision_km:g}", works.cited(record.sources))
        )  # fmt: skip
    seen = f", as of {day_words(view.as_of)}" if view.as_of else ""
    return DataTable(f"Places on the map: {view.title}{seen}", COLUMNS, tuple(rows))


def note(view: MapView, unnamed: int = 0) -> str:
    """Return what stands under the map."""
    parts = ["The numbers follow the order of time."]
    if any(stop.doubtful and stop.on_map for stop in view.stops_now()):
        parts.append("A circle: place known only roughly.")
    if view.lines_now():
        parts.append("Dashed lines are approximate.")
    parts.append("Coast as today.")
    if unnamed:
        parts.append(f"{unnamed} without a name here: see the table.")
    if view.as_of:
        parts.append(f"As of {day_words(view.as_of)}.")
    return " ".join(parts)


def alt(view: MapView) -> str:
    """Return what the picture shows, in 40 to 120 words."""
    steps, stops = view.steps_now(), view.stops_now()
    if not steps:
        day = f" by {day_words(view.as_of)}" if view.as_of else ""
        return f"Map: {view.title}. Nothing on this map had happened{day}; only coasts and names are drawn."
    first, last = steps[0], steps[-1]
    parts = [
        f"Map: {view.title}. {len(steps)} events at {len(stops)} places, numbered in order of time.",
        f"The first is {first.label} at {view.stop_of(first).name}, {first.event.date.words()};",
        f"the last is {last.label} at {view.stop_of(last).name}, {span_words(last.event.date, view.as_of)}.",
    ]
    north = [stop for stop in stops if stop.on_map]
    if len(north) > 1:
        by = sorted(north, key=lambda stop: stop.lat)
        parts.append(f"The southernmost place is {by[0].name}, the northernmost {by[-1].name}.")
    if doubtful := [stop.name for stop in north if stop.doubtful]:
        parts.append(f"Circles, for places known only roughly: {', '.join(doubtful)}.")
    if lines := view.lines_now():
        parts.append("Dashed, approximate: " + "; ".join(line.record.short for line in lines) + ".")
    if gone := [stop.name for stop in stops if not stop.on_map]:
        parts.append(f"Off the map: {', '.join(gone)}.")
    return " ".join(parts)
