"""What must hold of the score of every exercise of the course, whatever is answered."""
import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from historylab.course import open_course
from historylab.dates import Answer
from historylab.exercises.form import answer_of, form_of, values_of
from historylab.exercises.read import read_exercises
from historylab.exercises.score_time import things_to_order
from historylab.exercises.score_words import known_names, plain
from historylab.exercises.scoring import score

from .test_scoring import json_values

COURSE = open_course(Path(__file__).parents[3])
FOUND = list(read_exercises(COURSE))
STATES = {"not-attempted": None, "wrong": 0, "right": 1, "recorded": None}


def of(*kinds):
    found = [exercise for exercise in FOUND if exercise.kind in kinds]
    return pytest.mark.parametrize("exercise", found, ids=lambda exercise: exercise.id)


def parts(exercise):
    """The ids that an answer may name, by kind."""
    if exercise.kind == "order":
        return list(things_to_order(exercise, COURSE))
    name = {"multiple": "options", "choice": "options", "evidence-pick": "sentences", "known-by": "facts"}[exercise.kind]
    return [part.id for part in getattr(exercise, name)]


def coherent(result):
    """A state and its share never contradict each other, and something is said each time."""
    if result.state == "partly":
        assert 0 < result.share < 1
    else:
        assert result.share == STATES[result.state]
    assert result.feedback and all(remark.text for remark in result.feedback) and result.next_step
    return result


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FOUND), json_values, st.data())
def test_any_json_value_gets_a_coherent_result(exercise, odd, data):
    ids = [id for name in ("options", "left", "right", "sentences", "facts", "items", "rows") for id in [p.id for p in getattr(exercise, name, ())]]
    ids += [*getattr(exercise, "events", ()), *(option.ref for option in getattr(exercise, "evidence_options", ())), "x"]
    some = st.sampled_from(ids)
    shaped = st.one_of(some, st.lists(some), st.dictionaries(some, some | st.just(odd)), st.just(odd),
                       st.fixed_dictionaries({"verdict": st.sampled_from(["partly", "debated", "x"]), "evidence": st.lists(some) | st.just(odd)}),
                       st.fixed_dictionaries({"low": st.integers() | st.text(max_size=9), "high": st.integers() | st.text(max_size=9)}))
    answer = data.draw(shaped)
    coherent(score(exercise, answer, COURSE))
    assert isinstance(values_of(exercise, answer), dict)  # a saved answer of an odd form can be shown again


@of("multiple", "evidence-pick", "known-by")
def test_of_all_ways_to_tick_only_those_that_hold_are_right(exercise):
    ids = parts(exercise)
    free = [s.id for s in getattr(exercise, "sentences", ()) if s.role == "helpful"]
    right = []
    for number in range(len(ids) + 1):
        for picks in itertools.combinations(ids, number):
            result = coherent(score(exercise, list(picks), COURSE))
            assert result == score(exercise, [*picks, picks[0], "x"] if picks else [], COURSE)  # twice or unknown counts no more
            if result.state == "right":
                right.append(set(picks))
    assert len(right) == 2 ** len(free) and all(picks - set(free) == right[0] - set(free) for picks in right)


@of("order")
def test_of_all_orders_those_are_right_that_the_dates_do_not_forbid(exercise):
    things = things_to_order(exercise, COURSE)
    forbidden = {(a, b) for a in things for b in things if things[b][1].before(things[a][1]) is Answer.YES}
    orders = list(itertools.permutations(things))
    for order in random.Random(1).sample(orders, min(120, len(orders))):
        broken = any(pair in forbidden for pair in itertools.combinations(order, 2))
        result = coherent(score(exercise, list(order), COURSE))
        assert (result.state == "right") == (not broken)
        if broken:  # what is told is true and cites both
            first, second = result.feedback[0].about, [id for id in result.feedback[0].evidence if id != result.feedback[0].about]
            assert not exercise.events or (first, second[0]) in forbidden


@of("order")
def test_to_swap_two_neighbours_that_stand_wrong_never_lowers_the_share(exercise):
    things = things_to_order(exercise, COURSE)
    order = random.Random(2).sample(list(things), len(things))
    for n in range(len(order) - 1):
        if things[order[n + 1]][1].before(things[order[n]][1]) is Answer.YES:
            better = [*order[:n], order[n + 1], order[n], *order[n + 2:]]
            assert score(exercise, better, COURSE).share > score(exercise, order, COURSE).share


@of("short-text")
def test_no_other_name_of_the_course_is_taken_for_the_answer(exercise):
    accepted = {plain(word) for word in exercise.accepted}
    others = [name for name in known_names(COURSE) if plain(name) not in accepted]
    assert len(others) > 100
    assert [name for name in others if score(exercise, name, COURSE).state == "right"] == []


# Names that look like those of the course and are not in it.
STRANGERS = """Ireland Iceland Greenland Holland Switzerland Thailand Scotland England Inland Finnmark Lapland Friesland Libya Lydia Lusitania
Mauritania Oceania Latvian Livonia Laos Albania Armenia Bolivia Bukovina Belgium Burgundy Slovenia Slovakia Croatia Serbia Austria Australia
Gulf of Oman, Gulf of Riga, Gulf of Aden, Gulf of Suez, Prussian Gulf, Parisian Gulf, Persian Wall, Red Sea, Baltic Sea, fort, ford, forbidden, of, it, is, as"""


@of("short-text")
def test_names_from_elsewhere_are_no_slips(exercise):
    names = [name.strip() for part in STRANGERS.split("\n") for name in (part.split(",") if "," in part else part.split())]
    assert [name for name in names if name and score(exercise, name, COURSE).state == "right"] == []


@of("short-text")
def test_capitals_accents_signs_and_spaces_never_decide(exercise):
    for word in exercise.accepted:
        for typed in (word.upper(), word.lower(), f"  {word} ", f"“{word}”.", word.replace(" ", "  "), word.replace("e", "é")):
            assert score(exercise, typed, COURSE).state == "right", typed


@of("verdict")
def test_to_tick_every_piece_of_evidence_is_never_right(exercise):
    everything = [option.ref for option in exercise.evidence_options]
    for answer in exercise.answers:
        assert score(exercise, {"verdict": answer.id, "evidence": everything}, COURSE).state != "right"


@pytest.mark.parametrize("exercise", FOUND, ids=lambda exercise: exercise.id)
def test_an_untouched_form_is_not_attempted_and_holds_no_key(exercise):
    form = form_of(exercise, COURSE)
    assert answer_of(exercise, {field["name"]: None for field in form}) is None
    assert not {"correct", "role", "answer", "feedback", "accepted"} & {key for field in form for key in [*field, *(k for o in field.get("options", ()) for k in o)]}
