"""The order of lanes and the rows of bars."""

import itertools
import random

import pytest

from historylab.charts.timeline_lanes import lane_order, pack_rows


def crossed(order, ties):
    at = {actor: n for n, actor in enumerate(order)}
    spans = [[at[actor] for actor in tie] for tie in ties]
    return sum(max(span) - min(span) + 1 - len(span) for span in spans)


@pytest.mark.parametrize("seed", range(6))
def test_no_other_order_crosses_fewer_strangers(seed):
    chance = random.Random(seed)
    actors = tuple("ABCDEF")
    ties = [tuple(chance.sample(actors, chance.randrange(2, 4))) for _ in range(6)]
    least = min(crossed(order, ties) for order in itertools.permutations(actors))
    assert crossed(lane_order(actors, ties), ties) == least


def test_without_ties_the_order_wished_for_stays():
    assert lane_order(["C", "A", "B"], []) == ("C", "A", "B")


def test_many_lanes_are_ordered_all_the_same_and_better_than_as_given():
    actors = [f"a{n}" for n in range(14)]
    ties = [(f"a{n}", f"a{(n * 5) % 14}") for n in range(1, 14)]
    order = lane_order(actors, ties)
    assert sorted(order) == sorted(actors)
    assert crossed(order, ties) < crossed(actors, ties)
    assert lane_order(actors, ties) == order


def test_bars_in_one_row_never_touch():
    chance = random.Random(4)
    extents = [(x := chance.uniform(0, 900), x + chance.uniform(1, 300)) for _ in range(60)]
    rows = pack_rows(extents, gap=5)
    for (a, one), (b, other) in itertools.combinations(zip(extents, rows, strict=True), 2):
        if one == other:
            assert a[1] + 5 <= b[0] or b[1] + 5 <= a[0]
