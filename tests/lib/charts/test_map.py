"""`event_map`: numbers in order of time, places grouped, nothing overlaps, nothing from later."""

import numpy as np
import pytest
from map_course import EVENTS, LINES, a_line, make_course

from historylab.charts import map_words as words
from historylab.charts.labels import inside, overlap
from historylab.charts.map import event_map, map_view
from historylab.charts.map_land import Cone, read_land
from historylab.charts.map_place import place
from historylab.charts.map_view import waypoints
from historylab.charts.style import SIZES

AREA = (16.0, 60.0, 1184.0, 600.0)


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path)


def placed_of(course, **how):
    view = map_view(course, **how)
    return place(view, read_land(course.folder), SIZES["room"], AREA)


def test_events_are_numbered_in_order_of_time_and_grouped_by_place(course):
    view = map_view(course)
    assert [step.event.id for step in view.steps] == ["first", "second", "third", "beyond", "nowhere", "late"]
    assert [step.number for step in view.stops[0].steps] == [1, 6]
    assert view.stops[0].name == "Capital" and view.stops[0].name_now == "New Capital"


def test_a_place_that_the_table_does_not_know_is_taken_from_the_event(course):
    village = next(stop for stop in map_view(course).stops if stop.name == "Village")
    assert (village.lat, village.lon, village.doubtful) == (55.1, 23.1, False)


def test_no_name_covers_another_name_or_a_mark_and_none_leaves_the_map(course):
    placed = placed_of(course)
    boxes = [name.box for name in placed.names]
    assert len(boxes) >= 4
    for number, box in enumerate(boxes):
        assert inside(box, placed.paper.box)
        assert not any(overlap(box, other) for other in boxes[number + 1:])
        assert not any(box[0] < x < box[2] and box[1] < y < box[3] for _, x, y, _ in placed.points)


def test_rows_of_the_key_stand_below_each_other_and_outside_the_map(course):
    placed = placed_of(course)
    tops = [row.y for row in placed.rows]
    assert tops == sorted(tops) and len(set(tops)) == len(tops)
    assert all(row.x >= placed.paper.box[2] for row in placed.rows)


def test_a_doubtful_place_is_a_circle_as_wide_as_its_doubt(course):
    placed = placed_of(course)
    radius = {stop.name: radius for stop, _, _, radius in placed.points}
    assert radius["Capital"] == 0
    assert radius["Region"] == pytest.approx(100 / placed.paper.km, rel=0.02)


def test_a_place_off_the_map_stays_in_the_key_and_in_the_facts(course):
    placed = placed_of(course)
    assert "Island" not in {stop.name for stop, *_ in placed.points}
    assert any("off the map" in " ".join(row.lines) for row in placed.rows)
    facts = words.facts(placed.view)
    assert any("Island, off the map" in fact for fact in facts)
    assert any("Camp" in fact and "no point" in fact for fact in facts)


def test_a_day_hides_what_came_later_in_every_part(course):
    figure = event_map(course, as_of="1905-07-15")
    told = " ".join((figure.alt, *figure.facts, figure.note, figure.table().csv()))
    assert "Event third" in told and "1 June 1905" in told
    assert "Event late" not in told and "1906" not in told
    assert "Border new" in told and "Border old" not in told


def test_the_paper_does_not_move_with_the_day(course):
    assert placed_of(course).paper == placed_of(course, as_of="1905-03-20").paper


def test_a_day_before_everything_leaves_an_honest_empty_map(course):
    figure = event_map(course, as_of="1901-01-01")
    assert "Nothing on this map had happened by 1 January 1901" in figure.alt
    assert len(figure.facts) == 1 and "Border old" in figure.facts[0]


def test_each_event_and_each_line_is_a_fact_and_a_row(course):
    figure = event_map(course)
    assert len(figure.facts) == len(EVENTS) + len(LINES) == len(figure.table().rows)
    assert "New Capital" in figure.table().csv()
    assert all("approximate" in fact for fact in figure.facts if fact.startswith("Line"))


@pytest.mark.parametrize("size", ["room", "page", "phone"])
def test_the_picture_has_at_most_40_texts_and_the_same_bytes_each_time(course, size):
    one, two = event_map(course, size=size), event_map(course, size=size)
    assert one.png() == two.png()
    assert len(one.texts) <= 40
    for text in one.texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= one.size.width and box.y1 <= one.size.height


def test_without_labels_numbers_stay_and_names_go(course):
    texts = [text.get_text() for text in event_map(course, labels=False).texts]
    assert "1, 6" in texts and not any("Capital" in text or "Northland" in text for text in texts)


def test_what_lies_outside_the_map_is_not_drawn(course):
    figure = event_map(course)
    axes = figure.axes[0]
    assert all(artist.get_clip_on() for artist in (*axes.collections, *axes.lines, *axes.patches))


def test_the_cone_keeps_distances_near_its_parallels():
    cone = Cone(middle=20)
    x, y = cone([55, 55], [20, 21])
    true = 6371 * np.radians(1) * np.cos(np.radians(55))
    assert float(np.hypot(x[1] - x[0], y[1] - y[0])) == pytest.approx(true, rel=0.02)
    assert cone.scale(44) == pytest.approx(1, rel=0.002) == cone.scale(62)


@pytest.mark.parametrize(
    ("how", "part"),
    [({"events": ["frist"]}, "first"), ({"kinds": ["wars"]}, "war"), ({"size": "wall"}, "room"),
     ({"between": ("1800", "1801")}, "No event is left"), ({"as_of": "1905-13"}, "cannot be read")],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused_in_plain_words(course, how, part):
    with pytest.raises(ValueError, match=part):
        event_map(course, **how)


def test_kinds_and_between_choose_events(course):
    assert [s.event.id for s in map_view(course, kinds="war").steps] == ["third"]
    assert [s.event.id for s in map_view(course, between=("1905-04", "1905-05")).steps] == ["second"]


def test_a_waypoint_that_cannot_be_read_is_named_with_its_row():
    with pytest.raises(ValueError, match="row 2.*'fifty 20'"):
        waypoints(a_line("bad", "1905", points=("fifty 20", "51 20")))


def test_a_missing_land_file_says_what_to_do(tmp_path):
    with pytest.raises(ValueError, match="Copy the folder data/map"):
        read_land(tmp_path)


def test_the_neutral_title_names_the_years_and_a_single_year_once(course):
    assert map_view(course).title == "Where it happened, 1905 to 1906"
    assert map_view(course, events=["first", "third"]).title == "Where it happened, 1905"


def test_a_secret_is_hidden_from_the_world_and_not_from_those_who_made_it(course):
    shown = {who: [s.event.id for s in map_view(course, as_of="1905-03-20", known_to=who).steps_now()]
             for who in (None, "world", "Northland", "Southland")}  # fmt: skip
    assert shown == {None: ["first"], "world": [], "Northland": ["first"], "Southland": []}
    lines = map_view(course, as_of="1905-06-10", known_to="world").lines_now()
    assert lines == () and len(map_view(course, as_of="1905-06-10").lines_now()) == 1
