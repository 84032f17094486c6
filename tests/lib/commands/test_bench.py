"""The table of speeds: what it measures, and that it says so when a target is missed."""

import csv
from pathlib import Path

from historylab import check_course
from historylab.commands.bench import _enlarged, table

DATA = Path(__file__).parents[3] / "data"


def numbers(**changes):
    fast = {"cpu": 2.0, "wall": 3.0}
    steps = {name: dict(fast) for name in (
        "empty callback", "bare Agg draw, timeline", "bare Agg draw, casualties",
        "pacts: seen before", "pacts: as-of move", "pacts: new filter",
        "casualties: seen before", "casualties: new filter")}  # fmt: skip
    steps |= {f"{chart}: interact + pyplot": {"cpu": 200.0, "wall": 300.0}
              for chart in ("pacts", "casualties")}
    steps |= {"largest picture": 60.0, "figures": [8, 8, 0]} | changes
    opened = {times: {"cpu": 9.0 * times, "wall": 1.0, "count": 110 * times} for times in (1, 10, 100)}
    return {"import": fast, "chart": fast, "open": opened, "steps": steps}


def test_an_enlarged_course_is_a_course_without_faults(tmp_path):
    folder = _enlarged(DATA, 3, tmp_path)
    assert check_course(folder).ok
    rows = [len(list(csv.reader(open(place / "events.csv", encoding="utf-8", newline=""))))
            for place in (DATA, folder)]  # fmt: skip
    assert rows[1] - 1 == 3 * (rows[0] - 1)


def test_targets_that_are_met_are_said_to_be_met():
    said = table(numbers())
    assert "MISSED" not in said and "100.0 x" in said and "met" in said


def test_a_slow_step_a_large_picture_and_a_leak_are_said_to_be_missed():
    slow = table(numbers(**{"pacts: as-of move": {"cpu": 26.0, "wall": 30.0}}))
    assert slow.count("MISSED") == 2  # the target, and ten times cheaper
    assert table(numbers(**{"largest picture": 151.0})).count("MISSED") == 1
    assert table(numbers(figures=[8, 9, 0])).count("MISSED") == 1
