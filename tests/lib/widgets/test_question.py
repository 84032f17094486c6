"""The question widget, driven from Python as the front end drives it."""
import gc
from types import SimpleNamespace

import pytest

from historylab.exercises.read import check_exercises
from historylab.widgets.question import Question

from ..exercises.conftest import GOOD, course, write  # noqa: F401  fixtures


@pytest.fixture
def ask(course, write, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("HISTORYLAB_PROGRESS", str(tmp_path / "progress.json"))
    found, faults = write(GOOD)
    assert not faults
    course.cite = lambda citations: f"{citations[0].key}, {citations[0].locator}"
    return lambda id: Question(course, found[id])


def press(question, **message):
    question._on_message(question, message, [])


def test_a_question_is_answered_hinted_tried_again_and_explained(ask):
    question = ask("first-treaty")
    press(question, check=True)
    assert question.state == "not-attempted" and question.tries == 0
    question.values = {"choice": "b"}
    press(question, check=True)
    assert question.state == "wrong" and question.status.startswith("✗ Not yet.") and not question.after
    assert question.feedback[0]["text"] == "It came in May."
    press(question, hint=1)
    press(question, check=True)
    assert question.tries == 2 and question.after[-1]["title"] == "Explanation"
    question.values = {"choice": "a"}
    press(question, check=True)
    assert question.state == "right" and "blue-book, p. 7" in question.feedback[0]["evidence"]


def test_nothing_is_chosen_at_first_and_no_key_is_sent_before_an_answer(ask):
    question = ask("first-treaty")
    state = str(question.get_state())
    assert question.values == {} and "correct" not in state
    assert "It was signed in March." not in state and "The river treaty came first." not in state
    text = str(question._repr_mimebundle_())
    assert "It was signed in March." not in text and "The river treaty" in text


def test_an_answer_is_there_again_when_the_notebook_is_reopened(ask):
    first = ask("first-treaty")
    first.values = {"choice": "c"}
    press(first, hint=1)
    press(first, check=True)
    del first
    gc.collect()
    again = ask("first-treaty")
    assert again.values == {"choice": "c"} and again.state == "wrong" and again.tries == 1 and again.hints_opened == 1
    assert again.feedback[0]["text"] == "It was only a draft."


def test_a_draft_is_kept_without_counting_as_a_try(ask):
    ask("first-treaty").values = {"choice": "c"}
    again = ask("first-treaty")
    assert again.values == {"choice": "c"} and again.tries == 0 and again.state == "not-attempted"


def test_the_same_question_shown_twice_stays_in_step(ask):
    one, two = ask("first-treaty"), ask("first-treaty")
    one.values = {"choice": "b"}
    assert two.values == {"choice": "b"}
    press(two, check=True)
    assert one.state == "wrong" and one.feedback == two.feedback and one.tries == 1
    press(one, check=True)
    assert two.tries == 2


def test_not_sure_is_honest_and_not_wrong(ask):
    question = ask("first-treaty")
    question.values = {"choice": "not-sure"}
    press(question, check=True)
    assert question.state == "not-attempted" and "honest" in question.status


def test_odd_messages_and_values_do_no_harm(ask):
    question = ask("in-order")
    for message in [{}, {"check": False}, {"hint": "x"}, {"hint": 99}, {"hint": -1}]:
        press(question, **message)
    question._on_message(question, "text", [])
    question.values = {"order": ["nobody", 3], "else": None}
    press(question, check=True)
    assert question.hints_opened == 0 and question.state == "not-attempted"


def test_a_save_that_fails_is_said_and_the_answer_still_judged(ask, tmp_path):
    question = ask("first-treaty")
    (tmp_path / "in-the-way").write_text("")
    question.progress.path = tmp_path / "in-the-way" / "progress.json"
    question.values = {"choice": "a"}
    press(question, check=True)
    assert question.state == "right" and "cannot be written" in question.saved


def test_options_stand_in_a_fixed_order_that_does_not_follow_the_key(ask):
    first, second = ask("first-treaty"), ask("first-treaty")
    assert first.fields == second.fields and first.fields[0]["options"][-1]["id"] == "not-sure"
