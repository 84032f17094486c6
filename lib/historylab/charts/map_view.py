"""What a map of events shows: events in order of time, their places, lines, names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from historylab.secrecy import known_since

DOUBT = 20.0  # kilometres; a place known worse than this gets a circle


@dataclass(frozen=True, slots=True)
class Step:
    """One event with its number in the order of time.

    Parameters
    ----------
    number : int
        Counted from 1.
    event : Event
        The record.
    label : str
        Its short name in the key.
    known : datetime.date or None
        The day from which those who look could know of it; None = at once.
    """

    number: int
    event: object
    label: str
    known: dt.date | None = None

    @property
    def shown_from(self) -> dt.date:
        """The day by which it had begun for certain, and was known to those who look."""
        return max(self.event.date.start_latest or dt.date.min, self.known or dt.date.min)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place and all that happened there.

    Parameters
    ----------
    id, name, name_now : str
        The name is the one of the time.
    lat, lon : float or None
        None = no point can be named.
    precision : float
        Kilometres that the true place may lie away.
    steps : tuple of Step
        In order of time.
    note : str
        What a reader should know of the place.
    on_map : bool
        Whether the map file reaches that far.
    """

    id: str
    name: str
    name_now: str
    lat: float | None
    lon: float | None
    precision: float
    steps: tuple[Step, ...]
    note: str = ""
    on_map: bool = True

    @property
    def doubtful(self) -> bool:
        """Whether the place is drawn as a circle."""
        return self.precision >= DOUBT

    def steps_by(self, day: dt.date | None) -> tuple[Step, ...]:
        """Return what had happened here by a day; None = all."""
        return tuple(step for step in self.steps if day is None or step.shown_from <= day)


@dataclass(frozen=True, slots=True)
class Line:
    """A border or another line.

    Parameters
    ----------
    letter : str
        "A", "B" ... : its name on the map.
    record : MapLine
        The row.
    points : tuple of (float, float)
        North and east, in degrees.
    known : datetime.date or None
        The day from which those who look could know of it; None = at once.
    """

    letter: str
    record: object
    points: tuple[tuple[float, float], ...]
    known: dt.date | None = None

    def seen_on(self, day: dt.date | None) -> bool:
        """Return whether the line was there on a day; None = whenever it was."""
        if day is None:
            return True
        begun, ended = self.record.begun, self.record.ended
        return max(begun.start_latest or dt.date.min, self.known or dt.date.min) <= day and (
            ended is None or ended.earliest is None or day < ended.earliest
        )


@dataclass(frozen=True, slots=True)
class MapView:
    """All that a map can show, whatever the day.

    Parameters
    ----------
    title : str
        The title.
    stops : tuple of Stop
        By their first event.
    lines : tuple of Line
        In the order of the settings.
    names : tuple of Place
        Lands, waters and towns, names to find the way by.
    labels : bool
        Whether names are written.
    as_of : datetime.date or None
        The day of the picture; None = with all hindsight.
    """

    title: str
    stops: tuple[Stop, ...]
    lines: tuple[Line, ...]
    names: tuple
    labels: bool = True
    as_of: dt.date | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """All events, in order of time."""
        return tuple(sorted((s for stop in self.stops for s in stop.steps), key=lambda s: s.number))

    def steps_now(self) -> tuple[Step, ...]:
        """The events that had happened by the day of the picture."""
        return tuple(s for s in self.steps if self.as_of is None or s.shown_from <= self.as_of)

    def stops_now(self) -> tuple[Stop, ...]:
        """The places where something had happened by the day of the picture."""
        return tuple(stop for stop in self.stops if stop.steps_by(self.as_of))

    def lines_now(self) -> tuple[Line, ...]:
        """The lines there were on the day of the picture."""
        return tuple(line for line in self.lines if line.seen_on(self.as_of))

    def stop_of(self, step: Step) -> Stop:
        """The place of an event."""
        return next(stop for stop in self.stops if step in stop.steps)


def waypoints(record) -> tuple[tuple[float, float], ...]:
    """Return the points of a line; each is written "51.5 20.1 Town", north before east.

    Raises
    ------
    ValueError
        If a point cannot be read; the text gives the row.
    """
    points = []
    for text in record.waypoints:
        parts = text.split(maxsplit=2)
        try:
            lat, lon = float(parts[0]), float(parts[1])
        except (IndexError, ValueError):
            lat = lon = 999.0
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError(
                f"map_lines.csv, row {record.row} ({record.id}): the waypoint {text!r} cannot be read. "
                "Write degrees north, a space, degrees east and, if you like, a name: 51.5 20.1 Town."
            )
        points.append((lat, lon))
    if len(points) < 2:
        raise ValueError(f"map_lines.csv, row {record.row} ({record.id}): a line needs two points.")
    return tuple(points)


def arrange(
    course, *, events: Sequence, lines: Sequence, labels: Mapping[str, str], land, title: str,
    write_names: bool = True, as_of: dt.date | None = None, known_to: str = "",
) -> MapView:  # fmt: skip
    """Group events by place and number them in order of time.

    Parameters
    ----------
    course : Course
        For its table of places.
    events : sequence of Event
        What to show; those without a date are left out.
    lines : sequence of MapLine
        What to draw.
    labels : mapping of str to str
        Short name by id of the event; others are called by their title.
    land : Land
        Tells how far the map reaches.
    title : str
        The title.
    write_names : bool
        Whether the map names its places.
    as_of : datetime.date or None
        The day of the picture.
    known_to : str
        An actor or "world": what they could not know on the day is left out.
    """
    by_text = {text: place for place in course.places for text in place.event_places}
    dated = sorted(
        (event for event in events if event.date and event.date.earliest),
        key=lambda event: (event.date.earliest, event.date.start_latest or dt.date.max, event.id),
    )
    groups: dict[str, list[Step]] = {}
    homes: dict[str, tuple] = {}
    for number, event in enumerate(dated, 1):
        place = by_text.get(event.place)
        # a place that the table does not know is its own, as exact as an event can say
        home = (
            (place.id, place.name_then, place.name_now, place.lat, place.lon,
             float(place.precision_km or 0), place.note)
            if place
            else (event.place, event.place or "place not known", "", event.lat, event.lon, 0.0, "")
        )  # fmt: skip
        homes[home[0]] = home
        groups.setdefault(home[0], []).append(
            Step(number, event, labels.get(event.id, event.title), known_since(event, event.actors, known_to))
        )
    stops = []
    for key, steps in groups.items():
        id_, name, now, lat, lon, precision, note = homes[key]
        on_map = lat is not None and lon is not None and land.holds(lat, lon)
        stops.append(Stop(id_, name, now, lat, lon, precision, tuple(steps), note, on_map))
    drawn = tuple(
        Line(chr(65 + n), record, waypoints(record), known_since(record, record.actors, known_to))
        for n, record in enumerate(lines)
    )
    names = tuple(p for p in course.places if p.kind in ("land", "water", "town") and p.lat is not None)
    return MapView(title, tuple(stops), drawn, names if write_names else (), write_names, as_of)
