"""Labels are placed so that nothing overlaps, and always in the same way."""

import itertools
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from historylab.charts.labels import Wish, inside, overlap, place_labels

FRAME = (0.0, 0.0, 1000.0, 400.0)


def wish(name, x, y, width, *, weight=0.0):
    """A label beside, above or below a mark at (x, y)."""
    places = ((x + 9, y - 11), (x - 9 - width, y - 11), (x, y - 35), (x - width, y + 13))
    return Wish(name, tuple((a, b, a + width, b + 22.0) for a, b in places), weight)


def crowd(number, seed):
    """So many labels at random, with their marks and a few bars as obstacles."""
    chance = random.Random(seed)
    wishes, obstacles = [], []
    for n in range(number):
        x, y = chance.uniform(-20, 1020), chance.uniform(-20, 420)
        wishes.append(wish(f"w{n}", x, y, chance.uniform(5, 300), weight=chance.randrange(3)))
        obstacles.append((x - 7, y - 7, x + 7, y + 7))
    for n in range(8):
        obstacles.append((chance.uniform(0, 500), 45.0 * n, chance.uniform(500, 1000), 45 * n + 12))
    return wishes, obstacles


def faults(placement, obstacles, gap):
    boxes = placement.boxes
    grown = {name: (b[0] - gap, b[1] - gap, b[2] + gap, b[3] + gap) for name, b in boxes.items()}
    for one, other in itertools.combinations(boxes, 2):
        if overlap(boxes[one], grown[other]):
            yield f"{one} is too near {other}"
    for name, box in boxes.items():
        if not inside(box, FRAME):
            yield f"{name} leaves the frame"
        if any(overlap(box, other) for other in obstacles):
            yield f"{name} covers an obstacle"


@settings(max_examples=40, deadline=None)
@given(st.integers(10, 160), st.integers(0, 10**6), st.sampled_from([0.0, 3.0, 6.0]))
def test_no_placed_label_overlaps_a_label_an_obstacle_or_the_frame(number, seed, gap):
    wishes, obstacles = crowd(number, seed)
    placement = place_labels(wishes, obstacles=obstacles, frame=FRAME, gap=gap)
    assert list(faults(placement, obstacles, gap)) == []
    assert set(placement.boxes) | set(placement.left_out) == {one.id for one in wishes}
    assert not set(placement.boxes) & set(placement.left_out)


@pytest.mark.parametrize("number", [10, 100, 1000])
def test_ten_to_a_thousand_labels_stay_apart_and_take_little_time(number):
    wishes, obstacles = crowd(number, 7)
    started = time.process_time()
    placement = place_labels(wishes, obstacles=obstacles, frame=FRAME)
    assert time.process_time() - started < 0.5
    assert list(faults(placement, obstacles, 6)) == []
    assert placement.boxes


@given(st.integers(10, 60), st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_the_same_wishes_get_the_same_places(number, seed):
    wishes, obstacles = crowd(number, seed)
    first = place_labels(wishes, obstacles=obstacles, frame=FRAME)
    assert place_labels(list(wishes), obstacles=list(obstacles), frame=FRAME) == first


def test_the_greater_weight_gets_the_only_place():
    box = (10.0, 10.0, 60.0, 30.0)
    placement = place_labels([Wish("light", (box,)), Wish("heavy", (box,), 5)], frame=FRAME)
    assert list(placement.boxes) == ["heavy"]
    assert placement.left_out == ("light",)


def test_a_label_moves_to_its_second_place_for_one_that_has_no_other():
    left, right = (10.0, 10.0, 60.0, 30.0), (200.0, 10.0, 250.0, 30.0)
    wishes = [Wish("can move", (left, right), 5), Wish("cannot", (left,))]
    placement = place_labels(wishes, frame=FRAME)
    assert placement.placed == {"can move": 1, "cannot": 0}


def test_no_more_labels_are_placed_than_asked_for():
    wishes = [wish(f"w{n}", 20, 40 + 40 * n, 50) for n in range(8)]
    placement = place_labels(wishes, frame=FRAME, most=3)
    assert (len(placement.boxes), len(placement.left_out)) == (3, 5)


def test_boxes_that_touch_do_not_overlap():
    assert not overlap((0, 0, 10, 10), (10, 0, 20, 10))
    assert overlap((0, 0, 10, 10), (9, 9, 20, 20))
