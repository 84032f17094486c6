"""The form for teachers, driven from Python as the front end drives it."""
import json

import pytest

from historylab.exercises.model import KINDS
from historylab.widgets.exercise_fields import sections_of
from historylab.widgets.exercise_form import ExerciseForm, edit_exercises
from historylab.widgets.question import Question

from ..exercises.conftest import GOOD, course, write  # noqa: F401  fixtures


@pytest.fixture
def form(course, write, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("HISTORYLAB_PROGRESS", str(tmp_path / "progress.json"))
    _, faults = write(GOOD)
    assert not faults
    course.cite = lambda citations: f"{citations[0].key}, {citations[0].locator}"
    return edit_exercises(course, "01-two-lands")


def send(form, do, **more):
    form._on_message(form.panel, {"do": do, **more}, [])


def draft(form, **values):
    data = json.loads(json.dumps(form.panel.page["data"])) | values
    send(form, "draft", draft=data)
    return data


def test_the_first_exercise_is_shown_with_its_preview_and_running_the_cell_writes_nothing(form, tmp_path):
    assert form.panel.current == "first-treaty" and form.panel.points == [] and isinstance(form.preview, Question)
    assert form.file.text() == GOOD and not (tmp_path / "exercises" / ".undo").exists()
    assert repr(form) == "A form to change the exercises of lesson 01-two-lands, with a preview"


def test_the_preview_follows_the_draft_and_only_save_writes(form):
    data = draft(form, prompt="Which of the <script>three</script>?")
    assert form.preview.prompt == "Which of the <script>three</script>?" and form.file.text() == GOOD
    assert "not saved yet" in form.panel.choices[0]["text"]
    send(form, "save", draft=data)
    assert form.panel.status.startswith("Saved") and "prompt: Which of the <script>three</script>?" in form.file.text()
    assert form.panel.steps == 1 and "not saved" not in form.panel.choices[0]["text"]
    send(form, "undo")
    assert form.file.text() == GOOD and form.preview.prompt == "Which treaty came first?"


def test_the_preview_leaves_no_trace_and_keeps_what_was_tried(form, tmp_path):
    form.preview.values = {"choice": "b"}
    form.preview.check()
    assert not (tmp_path / "progress.json").exists() and form.preview.saved == "Preview: nothing is saved."
    options = form.panel.page["data"]["options"]
    draft(form, options=[options[0], options[1] | {"feedback": "Now this."}, options[2]])
    assert form.preview.values == {"choice": "b"} and form.preview.feedback[0]["text"] == "Now this."


def test_open_points_are_named_while_typing_and_nothing_faulty_is_saved(form):
    data = draft(form, explanation="", hints=["Look.", "", "A case."])
    assert form.panel.points == ["Hint 2: still empty.", "Explanation: still empty."]
    assert form.preview.prompt == "Which treaty came first?", "the last whole state stays in view"
    send(form, "save", draft=data)
    assert form.panel.status == "Not saved: 2 points to mend, named below." and form.file.text() == GOOD


def test_a_locked_key_opens_with_a_source(form):
    options = form.panel.page["data"]["options"]
    swapped = [options[0] | {"correct": "no", "misconception": "slip"}, options[1] | {"correct": "yes"}, options[2]]
    data = draft(form, options=swapped)
    assert any("rests on sources" in point for point in form.panel.points)
    send(form, "save", draft=data)
    assert form.file.text() == GOOD
    data = draft(form, options=swapped, evidence=["river-treaty", "blue-book@p. 7", "blue-book@p. 12"])
    send(form, "save", draft=data)
    assert form.panel.status.startswith("Saved") and "blue-book@p. 12" in form.file.text()


def test_a_draft_waits_while_another_exercise_is_looked_at(form):
    draft(form, prompt="Half a thought")
    send(form, "choose", id="in-order")
    assert form.panel.current == "in-order" and form.preview.exercise.id == "in-order"
    send(form, "choose", id="first-treaty")
    assert form.panel.page["data"]["prompt"] == "Half a thought"
    send(form, "again")
    assert form.panel.page["data"]["prompt"] == "Which treaty came first?"


def test_an_exercise_is_added_copied_taken_out_and_all_of_it_undone(form):
    send(form, "add", kind="short-text")
    assert form.panel.current == "new-short-text" and form.preview is None and form.panel.points and form.file.text() == GOOD
    data = draft(form, id="who", prompt="Who?", accepted=["Nobody"], feedback_right="Yes.", feedback_other="No.",
                 hints=["a", "b", "c"], explanation="So.", evidence=["blue-book@p. 1"])
    assert form.panel.points == [] and form.preview is not None
    send(form, "save", draft=data)
    assert form.panel.current == "who" and "- id: who\n" in form.file.text()
    send(form, "copy")
    assert form.panel.current == "who-copy"
    send(form, "remove")
    assert "who-copy" not in form.file.text()
    send(form, "original")
    assert form.file.text() == GOOD


def test_what_was_changed_by_hand_meanwhile_is_not_overwritten(form):
    data = draft(form, prompt="Mine?")
    form.file.path.write_text(GOOD.replace("Which treaty came first?", "By hand?"), "utf-8")
    send(form, "save", draft=data)
    assert "in the meantime" in form.panel.points[-1] and "By hand?" in form.file.text()
    send(form, "again")
    assert form.panel.page["data"]["prompt"] == "By hand?"


def test_odd_messages_do_no_harm(form):
    for content in ("text", {}, {"do": "choose"}, {"do": "choose", "id": "nobody"}, {"do": "add", "kind": "none"}, {"do": "save"},
                    {"do": "draft", "draft": "x"}, {"do": "draft", "draft": {"kind": "choice"}}, {"do": "draft", "draft": {"kind": 3}},
                    {"do": "draft", "draft": {"kind": "choice", "options": {"a": [[[[[[[]]]]]]]}}}, {"do": "save", "draft": {"kind": "order"}}):
        form._on_message(form.panel, content, [])
    assert form.file.text() == GOOD


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_form_that_asks_for_all_it_needs(form, kind):
    entry = form.file.template(kind)
    asked = {field["name"] for section in sections_of(entry, new=True) for field in section["fields"]}
    assert asked >= set(entry) - {"kind", "changed_by"}
    assert '"locked": true' not in json.dumps(sections_of(entry, new=True))


def test_what_is_locked_says_so_in_the_form(form):
    assert '"locked": true' in json.dumps(form.panel.page["sections"])
    assert isinstance(form, ExerciseForm)
