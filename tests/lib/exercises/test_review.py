"""Spaced review and progress by objective."""
from historylab.exercises.review import reached, review_of

from .conftest import GOOD


def lesson(write, name, ids):
    block = GOOD[GOOD.index("  - id: first-treaty"):GOOD.index("  - id: in-order")].replace("path: class", "path: review")
    head = GOOD[:GOOD.index("exercises:")].replace("01-two-lands", name)
    return write(head + "exercises:\n" + "".join(block.replace("first-treaty", id) for id in ids), name=f"{name}.yaml")


def test_review_asks_of_the_last_lesson_first_and_never_of_this_or_a_later_one(write):
    lesson(write, "01-a", ["a1", "a2"])
    lesson(write, "02-b", ["b1"])
    found, faults = lesson(write, "03-c", ["c1"])
    assert faults == []
    assert [e.id for e in review_of(found, "03-c", {})] == ["b1", "a1", "a2"]
    assert [e.id for e in review_of(found, "01-a", {})] == []


def test_what_is_not_yet_right_comes_first_then_what_was_tried_least(write):
    found, _ = lesson(write, "01-a", ["a1", "a2", "a3"])
    entries = {"a1": {"state": "right", "tries": 1}, "a2": {"state": "wrong", "tries": 2}}
    assert [e.id for e in review_of(found, "02-b", entries)] == ["a3", "a2", "a1"]


def test_progress_is_told_by_objective_in_words(write):
    found, _ = write(GOOD)
    assert reached(found, {})[0].words == "not begun"
    entries = {"first-treaty": {"state": "right"}, "in-order": {"state": "wrong"}}
    assert reached(found, entries)[0].words == "shown in 1 of 2"
    entries["in-order"] = {"state": "right"}
    assert reached(found, entries)[0].words == "shown in all 2"
