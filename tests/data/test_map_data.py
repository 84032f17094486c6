"""The tables behind the map: every place of the story found, every line where it says it is."""

import json
from pathlib import Path

import pytest

from historylab import open_course
from historylab.charts.map_view import waypoints

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def course():
    return open_course(ROOT)


def km(one, other):
    import math

    (a, b), (c, d) = one, other
    return math.hypot(a - c, (b - d) * math.cos(math.radians((a + c) / 2))) * 111.2


def test_each_place_of_an_event_stands_in_one_row_of_places(course):
    texts = [text for place in course.places for text in place.event_places]
    assert len(texts) == len(set(texts))
    assert {event.place for event in course.events if event.place} == set(texts)


def test_each_place_lies_where_its_events_say(course):
    homes = {text: place for place in course.places for text in place.event_places}
    for event in course.events:
        if event.lat is not None:
            place = homes[event.place]
            assert km((event.lat, event.lon), (place.lat, place.lon)) < 15, event.id


def test_each_place_with_a_point_says_how_well_it_is_known(course):
    assert all(place.precision_km for place in course.places if place.lat is not None)
    assert {place.id for place in course.places if place.lat is None} == {"fuehrer-headquarters"}


@pytest.mark.parametrize(
    ("id", "then", "now"),
    [("leningrad", "Leningrad", "Saint Petersburg"), ("terijoki", "Terijoki", "Zelenogorsk"),
     ("memel", "Memel", "Klaipeda"), ("stalingrad", "Stalingrad", "Volgograd"), ("kiev", "Kiev", "Kyiv")],
)  # fmt: skip
def test_names_then_and_now(course, id, then, now):
    assert course.places[id].name_then == then and course.places[id].name_now.startswith(now)


@pytest.mark.parametrize(
    ("line", "begun", "near"),
    [("line-august-1939", "1939-08-23", (52.25, 21.03)), ("line-september-1939", "1939-09-28", (52.09, 23.66)),
     ("finland-before", "1920-10-14", (60.22, 29.92)), ("finland-after", "1940-03-12", (60.54, 27.79))],
)  # fmt: skip
def test_lines_begin_on_their_day_and_pass_where_they_must(course, line, begun, near):
    record = course.map_lines[line]
    assert record.begun.text == begun
    assert min(km(near, point) for point in waypoints(record)) <= record.precision_km


def test_the_old_finnish_border_lay_about_32_km_from_leningrad(course):
    city = course.places["leningrad"]
    nearest = min(km((city.lat, city.lon), point) for point in waypoints(course.map_lines["finland-before"]))
    assert abs(nearest - 32) <= course.map_lines["finland-before"].precision_km


def test_mainila_lay_on_the_soviet_side_and_terijoki_on_the_finnish_side(course):
    border = waypoints(course.map_lines["finland-before"])
    mainila, terijoki = course.places["mainila"], course.places["terijoki"]
    west_of = {lat: lon for lat, lon in border}
    assert west_of[60.22] < mainila.lon, "Mainila stands west of the border"
    assert terijoki.lon < min(lon for _, lon in border)


def test_viipuri_lay_between_the_old_and_the_new_border(course):
    # Viipuri (today Vyborg) at 60.71 north, 28.75 east
    old = min(point[1] for point in waypoints(course.map_lines["finland-before"]))
    new = [point[1] for point in waypoints(course.map_lines["finland-after"]) if point[0] < 61]
    assert max(new) < 28.75 < old


def test_the_land_file_names_source_version_and_licence(course):
    land = json.loads((ROOT / "data" / "map" / "land.json").read_text("utf-8"))
    assert "Natural Earth" in land["source"] and "4.1.0" in land["source"]
    assert "public domain" in land["licence"] and land["source_key"] in course.sources
    west, south, east, north = land["box"]
    points = [point for ring in land["land"] for point in ring]
    assert all(west <= x <= east and south <= y <= north for x, y in points)
    assert (ROOT / "data" / "map" / "land.json").stat().st_size < 200_000
