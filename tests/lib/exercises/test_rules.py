"""Rules between parts: an exercise that nobody can answer is named, and one slip is told once."""
from dataclasses import replace

import pytest

from historylab.exercises import model, rules
from historylab.exercises.fields import Place
from historylab.exercises.read import check_exercises

from .conftest import GOOD
from .test_scoring import EXAMPLES, make, option

SURE = """\
  - id: how-sure
    kind: confidence
    objective: order-events
    skill: self-knowledge
    minutes: 1
    path: self-study
    prompt: How sure are you?
    about: in-order
    hints: [One., Two., Three.]
    explanation: Only you know.
    evidence: [border-war]
"""


def test_the_examples_of_every_kind_keep_the_rules(course):
    for exercise in EXAMPLES.values():
        # The options of the examples name no misconception; that rule has a test of its own.
        assert [problem for problem in told(exercise, course) if "misconception" not in problem] == []


def told(exercise, course):
    faults = []
    rules._own_rules(exercise, course, {"y"}, Place("file", faults, exercise.id))
    return [fault.problem for fault in faults]


def item(id, date):
    return model.DatedItem(id=id, text=id, date=date)


UNANSWERABLE = {
    "no option is marked as correct": make("multiple", options=(option("a"), option("b"), option("c"))),
    "none of these could be known on the day": replace(EXAMPLES["known-by"], day="1905-01-01"),
    "this day has no end": replace(EXAMPLES["known-by"], day="1905/.."),
    "no range can be right": replace(EXAMPLES["estimate-range"], max_width=49),
    "any order is right": make("order", items=(item("a", "1905"), item("b", "1905-03"), item("c", "1905-06~"))),
    "the event 'sea-treaty' stands there twice": make("order", events=("sea-treaty", "river-treaty", "sea-treaty")),
    "the id 'D01' stands there twice": replace(EXAMPLES["verdict"], evidence_options=EXAMPLES["verdict"].evidence_options[:1] * 2),
    "this wrong answer is among the accepted ones": replace(EXAMPLES["short-text"], near=(model.NearText(text="northland!", feedback="f"),)),
    "the three levels are not each there once": replace(EXAMPLES["free-text"], rubric=EXAMPLES["free-text"].rubric[:1] * 3),
    "it asks about itself": make("confidence", about="x"),
    "there is no exercise 'z'": make("confidence", about="z"),
}


@pytest.mark.parametrize("words", UNANSWERABLE)
def test_an_exercise_that_cannot_be_answered_well_is_named(words, course):
    assert any(words in problem for problem in told(UNANSWERABLE[words], course))


@pytest.mark.parametrize("old, new, only", [
    ("kind: order", "kind: odrer", "this kind of exercise is not known"),  # the one that the other asks about
    ("skill: chronology\n    minutes: 3", "skill: cronology\n    minutes: 3", "this word is not known here"),
    ("text: Order the events of the border quarrel.", "txt: Order the events.", "unknown key 'txt'"),
])
def test_one_slip_is_told_once_and_nothing_is_missed_because_of_it(write, course, old, new, only):
    write((GOOD + SURE).replace(old, new))
    _, faults = check_exercises(course)
    problems = [fault.problem for fault in faults]
    assert only in problems and not [p for p in problems if "no exercise" in p or "not at the top" in p]


def test_an_objective_that_only_a_faulty_exercise_serves_is_served(write, course):
    second = GOOD.replace("exercises:\n", "  - id: second\n    text: Explain the war.\nexercises:\n").replace("objective: order-events\n    skill: chronology\n    minutes: 3", "objective: second\n    skill: chronology\n    minutes: 3")
    assert write(second)[1] == []
    write(second.replace("kind: order", "kind: odrer"))
    assert [f.problem for f in check_exercises(course)[1]] == ["this kind of exercise is not known"]
    write(second.replace("objective: second", "objective: order-events"))
    [fault] = check_exercises(course)[1]
    assert fault.problem == "no exercise serves this objective" and fault.row == 6  # where that objective stands


def test_a_rule_names_the_line_of_the_part_that_breaks_it(write, course):
    write(GOOD.replace("It was only a draft., misconception: slip", "It was only a draft."))
    [fault] = check_exercises(course)[1]
    assert fault.row == next(n for n, line in enumerate(GOOD.split("\n"), 1) if "The hill treaty" in line)


def test_an_unreadable_file_hides_its_exercises_but_blames_no_other(write, course):
    write(SURE.join(["lesson: 02-more\nobjectives:\n  - {id: order-events, text: Order the events.}\nexercises:\n", ""]), "02-more.yaml")
    write(GOOD.replace("lesson:", "lesson: x:"))
    assert [fault.file for fault in check_exercises(course)[1]] == ["exercises/01-two-lands.yaml"]
