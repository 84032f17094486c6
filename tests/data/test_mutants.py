"""Every key is held against an answer worked out from the documents, and every slip in a key is found.

expected_answers.json was written by hand: prompts and options were answered from the
documents, the cards and the events before the keys were looked at. Where the two
differed, the sources were read again. It is no copy of the keys: change an answer
there only after reading what the exercise cites.
"""

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path

import pytest

import historylab as hl
from historylab.exercises.read import check_exercises
from historylab.exercises.scoring import score

ROOT = Path(__file__).resolve().parents[2]


def _beside(path):
    # "tests" is the name of a package of another library too, so it is loaded by its place.
    spec = importlib.util.spec_from_file_location("exercise_mutants", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


MUTANTS = _beside(ROOT / "tests" / "lib" / "exercises" / "mutants.py")
COURSE = hl.open_course(ROOT)
FOUND, _ = check_exercises(COURSE)
EXPECTED = json.loads(Path(__file__).with_name("expected_answers.json").read_text("utf-8"))
CAUGHT = 0.95

each_exercise = pytest.mark.parametrize("exercise", list(FOUND), ids=lambda exercise: exercise.id)


def complaints(exercise, course=COURSE):
    return MUTANTS.complaints(exercise, EXPECTED["answers"][exercise.id], course, ids=FOUND.ids,
                              cannot_tell=exercise.id in EXPECTED["cannot_tell"])


def test_somebody_has_worked_out_the_answer_of_every_exercise():
    assert sorted(EXPECTED["answers"]) == sorted(FOUND.ids)
    assert set(EXPECTED["cannot_tell"]) <= set(FOUND.ids)


@each_exercise
def test_the_key_agrees_with_the_answer_worked_out_from_the_sources(exercise):
    assert complaints(exercise) == []


@pytest.fixture(scope="module")
def tried():
    """Each mutant and whether it was caught: by the checker or by the expected answer."""
    return [(mutant, bool(complaints(mutant.exercise, mutant.course))) for exercise in FOUND
            for mutant in MUTANTS.mutants_of(exercise, COURSE)]


def test_at_least_95_of_100_slips_in_a_key_are_caught(tried):
    survivors = [mutant.id for mutant, caught in tried if not caught]
    share = 1 - len(survivors) / len(tried)
    print(f"\n{len(tried)} mutants, {len(tried) - len(survivors)} caught ({share:.1%})", *survivors, sep="\n  ")
    assert len(tried) > 1000 and share >= CAUGHT, survivors


def test_the_keys_of_no_kind_are_left_unproven(tried):
    made, caught = Counter(m.exercise.kind for m, _ in tried), Counter(m.exercise.kind for m, found in tried if found)
    assert set(made) == {exercise.kind for exercise in FOUND}
    assert {kind: caught[kind] / made[kind] for kind in made if caught[kind] < CAUGHT * made[kind]} == {}


@pytest.mark.parametrize("exercise", [e for e in FOUND if e.kind == "free-text"], ids=lambda exercise: exercise.id)
def test_a_sample_that_names_no_source_is_told_so_and_the_best_one_is_not(exercise):
    basic, _, best = ([remark.text for remark in score(exercise, level.sample, COURSE).feedback] for level in exercise.rubric)
    lacking = "No source is named yet: name a card, a document or an author."
    assert (lacking in basic) == exercise.form.cites
    assert lacking not in best
