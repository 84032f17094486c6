"""A small invented course for the tests of the map."""

import json
from types import SimpleNamespace

from historylab.dates import When
from historylab.records import Actor, Citation, Event, MapLine, Place, Source
from historylab.table import Table

CITED = (Citation("book", "p. 1"),)


def an_event(id, date, spot, lat=None, lon=None, **more):
    return Event(id=id, date=When.parse(date), title=f"Event {id}", kind=more.pop("kind", "talks"),
                 place=spot, lat=lat, lon=lon, sources=CITED, verified="yes", importance=1, row=2, **more)


def a_line(id, begun, ended=None, points=("51 21 Mill", "53 22", "54 21.5"), **more):
    return MapLine(id=id, short=f"border {id}", name=f"Border {id}", kind="border", begun=When.parse(begun),
                   ended=When.parse(ended) if ended else None, waypoints=points, precision_km=10,
                   method="By hand", sources=CITED, verified="yes", row=2, **more)


EVENTS = (
    an_event("late", "1906-05-01", "Old Capital"),
    an_event("first", "1905-03-11", "Old Capital", actors=("Northland",), known_from=When.parse("1920")),
    an_event("second", "1905-04", "The region"),
    an_event("third", "1905-06-01/1906-01-09", "Village", 55.1, 23.1, kind="war"),
    an_event("beyond", "1905-07-01", "Far island"),
    an_event("nowhere", "1905-08-01", "Secret camp"),
)
PLACES = (
    Place(id="capital", event_places=("Old Capital",), name_then="Capital", name_now="New Capital",
          lat=55.0, lon=23.0, precision_km=5, sources=CITED),
    Place(id="region", event_places=("The region",), name_then="Region", name_now="Region",
          lat=52.0, lon=20.0, precision_km=100, sources=CITED),
    Place(id="island", event_places=("Far island",), name_then="Island", name_now="Island",
          lat=-20.0, lon=140.0, precision_km=5, sources=CITED),
    Place(id="camp", event_places=("Secret camp",), name_then="Camp", name_now="not known", sources=CITED),
    Place(id="land", kind="land", name_then="Northland", name_now="Northland", lat=57.0, lon=20.0, sources=CITED),
)  # fmt: skip
LINES = (a_line("old", "1900", "1905-06-01"), a_line("new", "1905-06-01", actors=("Northland",), known_from=When.parse("1920")))


def table(name, kind, rows):
    return Table(rows, name, kind)


def make_course(folder):
    """A course of the rows above, with a square of land in `folder`."""
    square = [[10, 45], [35, 45], [35, 62], [10, 62]]
    land = {"land": [square], "lakes": [[[21, 56], [22, 56], [22, 57]]], "rivers": [[[20, 50], [22, 54]]],
            "box": [5, 40, 40, 65], "source_key": "book"}  # fmt: skip
    (folder / "map").mkdir()
    (folder / "map" / "land.json").write_text(json.dumps(land), "utf-8")
    return SimpleNamespace(
        title="Lands", folder=folder, settings={}, pacts=(),
        actors=table("actors", Actor, [Actor(id=n, short=n) for n in ("Northland", "Southland")]),
        cite=lambda citations: "; ".join(f"The Book, {c.locator}" for c in citations),
        events=table("events", Event, EVENTS), places=table("places", Place, PLACES),
        map_lines=table("map_lines", MapLine, LINES),
        sources=table("sources", Source, (Source(id="book", author="A. Writer", title="The Book", year="1910"),)),
    )  # fmt: skip
