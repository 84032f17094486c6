"""The question widget, driven from Python as the front end drives it."""
import gc

import pytest

from historylab.exercises.result import Feedback
from historylab.widgets.question import Question
from historylab.widgets.review import review

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


def test_not_sure_and_an_answer_taken_away_are_kept_as_such(ask):
    ask("first-treaty").values = {"choice": "not-sure"}
    again = ask("first-treaty")
    assert again.values == {"choice": "not-sure"} and again.state == "not-attempted"
    question = ask("in-order")
    question.values = {"order": ["sea-treaty", "river-treaty", "border-war"]}
    question.values = {}
    assert not ask("in-order").values.get("order") and ask("in-order").feedback == []


def test_what_was_typed_last_comes_with_the_check_and_not_after_it(ask):
    question = ask("first-treaty")
    question.values = {"choice": "b"}
    press(question, check=True, values={"choice": "a"})
    assert question.state == "right" and question.values == {"choice": "a"}
    assert question.kept["values"] == {"choice": "a"} and question.progress.entry("first-treaty")["answer"] == "a"
    press(question, check=True, values="odd")
    assert question.values == {"choice": "a"}


def test_a_draft_that_was_never_checked_gets_no_verdict_when_it_comes_back(ask):
    question = ask("first-treaty")
    press(question, check=True, values={"choice": "b"})
    question.values = {"choice": "a"}
    del question
    gc.collect()
    again = ask("first-treaty")
    assert again.values == {"choice": "a"} and again.state == "wrong" and again.feedback == []
    assert "not checked" in again.status and "signed in March" not in str(again.get_state())


def test_the_same_verdict_twice_is_told_twice(ask):
    question, copy = ask("first-treaty"), ask("first-treaty")
    for time in (1, 2):
        press(question, check=True, values={"choice": "b"})
        assert question.checks == copy.checks == time


def test_saved_is_said_only_of_what_is_in_the_file(ask, tmp_path):
    question = ask("first-treaty")
    question.values = {"choice": "c"}
    assert question.kept["values"] == {"choice": "c"}
    (tmp_path / "in-the-way").write_text("")
    question.progress.path = tmp_path / "in-the-way" / "progress.json"
    question.values = {"choice": "b"}
    assert "values" not in question.kept and "cannot be written" in question.saved


def test_each_of_several_remarks_names_the_part_it_is_about(ask):
    question = ask("first-treaty")
    told = question._remarks([Feedback("It came in May.", "b", ("river-treaty",)), Feedback("No.", "c", ("river-treaty",))])
    assert [remark["about"] for remark in told] == ["The sea treaty", "The hill treaty"]
    assert told[0]["evidence"] == [] and told[1]["evidence"]


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


def test_earlier_questions_are_asked_even_where_saved_answers_cannot_be_read(course, write, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("HISTORYLAB_PROGRESS", str(tmp_path / "progress.json"))
    write(GOOD.replace("path: self-study", "path: review"))
    write(GOOD.replace("01-two-lands", "02-next").replace("first-treaty", "next-a").replace("in-order", "next-b"), "02-next.yaml")
    (tmp_path / "progress.json").write_text("{}")
    (tmp_path / "progress.json.lock").mkdir()
    asked = review(course, "02-next").children
    assert [question.exercise.id for question in asked] == ["in-order"] and "cannot be written" in asked[0].saved
