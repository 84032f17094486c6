"""Changing an exercise file: the smallest diff, nothing faulty written, every step brought back."""
import difflib
import json
import os
from pathlib import Path

import pytest

from historylab.exercises.blank import blank, tidy
from historylab.exercises.edit import EditRefused, LessonFile, open_points
from historylab.exercises.locks import locked_changes
from historylab.exercises.model import KINDS
from historylab.exercises.read import ExerciseError, check_exercises
from historylab.exercises.rewrite import RewriteError, entries_of, rewrite
from historylab.table import UnknownId

from .conftest import GOOD

LOOKS = """\
# head
lesson: 01-two-lands   # beside
objectives: [{id: order-events, text: Order the events.}]

exercises:

  # the first one
  - id: first-treaty
    kind: choice
    objective: order-events
    skill: chronology
    minutes: 2   # short
    path: class
    prompt: >-
      Which treaty came first,
      and which came later?
    options:
      - {id: a, text: 'The river''s treaty', correct: yes, feedback: "Yes: in March."}   # mine
      # between
      - id: b
        text: The sea treaty
        correct: no
        feedback: |
          It came

          in May.
        misconception: slip
      - id: c
        text: The hill treaty
          of the north
        correct: no
        feedback: A draft.
        misconception: slip
    hints:
    - Look.
    - Think.
    - A case.   # third
    explanation: The river treaty.
    evidence: [river-treaty,
               blue-book@p. 7]
  # at the end
"""


@pytest.fixture
def lesson(course, write):
    _, faults = write(GOOD)
    assert not faults
    return LessonFile(course, "01-two-lands")


def changed_lines(old, new):
    diff = list(difflib.unified_diff(old.split("\n"), new.split("\n"), lineterm="", n=0))[2:]
    return [line for line in diff if not line.startswith("@@")]


def with_option(entry, place, **values):
    return [option | values if number == place else option for number, option in enumerate(entry["options"])]


# ---------------------------------------------------------------- the text


def test_a_file_written_back_unchanged_is_the_same_to_the_letter():
    for text in (GOOD, LOOKS):
        assert rewrite(text, entries_of(text)) == text


@pytest.mark.parametrize("new", ["plain", "a: b", "x # y", "no", "1905-03-02", "007", "", "[a], {b}", "'q'", '"q"', "- dash",
                                 "@at", "*star*", "é, ü", "tab\there", "two\nlines", "two\n\n- a list\n- of points", "a\\b", "%", "end:", "null", "~", "> x"])
@pytest.mark.parametrize("place", range(3))
def test_any_text_can_stand_in_any_layout_and_is_read_back_as_typed(new, place):
    entries = entries_of(LOOKS)
    entries[0]["options"][place]["feedback"] = new
    entries[0]["hints"][2] = new
    entries[0]["prompt"] = new
    text = rewrite(LOOKS, entries)
    read = entries_of(text)[0]
    wanted = new.replace("\t", "    ")
    assert [read["options"][place]["feedback"], read["hints"][2], read["prompt"]] == [wanted] * 3
    for remark in ("# head", "# beside", "# the first one", "# short", "# mine", "# between", "# third", "# at the end"):
        assert remark in text


def test_only_the_lines_of_the_changed_value_change():
    entries = entries_of(LOOKS)
    entries[0]["options"][2]["feedback"] = "Only a draft."
    assert changed_lines(LOOKS, rewrite(LOOKS, entries)) == ["-        feedback: A draft.", "+        feedback: Only a draft."]
    entries = entries_of(LOOKS)
    entries[0]["options"][0]["text"] = "The lake's treaty"
    assert len(changed_lines(LOOKS, rewrite(LOOKS, entries))) == 2 and "text: 'The lake''s treaty'" in rewrite(LOOKS, entries)


def test_a_text_over_several_lines_stays_one_over_several_lines():
    entries = entries_of(LOOKS)
    entries[0]["options"][2]["text"] = "word " * 30 + "end: \"quoted\" # and so on"
    new = rewrite(LOOKS, entries)
    assert max(map(len, new.split("\n"))) <= 100 and len(changed_lines(LOOKS, new)) == 5  # two lines before, three now


def test_entries_of_lists_come_and_go_and_come_back_to_the_same_text():
    entries = entries_of(LOOKS)
    more = json.loads(json.dumps(entries))
    more[0]["options"].insert(1, {"id": "d", "text": "x", "correct": "no", "feedback": "y", "misconception": "slip"})
    more[0]["evidence"].append("blue-book@p. 8, note 2")
    longer = rewrite(LOOKS, more)
    assert [o["id"] for o in entries_of(longer)[0]["options"]] == ["a", "d", "b", "c"]
    del more[0]["options"][1]
    shorter = rewrite(longer, more)
    assert [o["id"] for o in entries_of(shorter)[0]["options"]] == ["a", "b", "c"]
    assert changed_lines(LOOKS, shorter) == ["-    evidence: [river-treaty,", "-               blue-book@p. 7]",
                                             '+    evidence: [river-treaty, blue-book@p. 7, "blue-book@p. 8, note 2"]']


def test_a_layout_that_cannot_be_changed_safely_is_refused_and_not_guessed():
    text = "exercises:\n  - {id: a, prompt: &same x}\n  - {id: b, prompt: *same}\n"
    entries = entries_of(text)
    entries[0]["prompt"] = "y"
    with pytest.raises(RewriteError):
        rewrite(text, entries)


def test_a_key_with_nothing_behind_it_is_filled_in():
    text = "exercises:\n  - id: a\n    title:   # none yet\n    evidence:\n    prompt: x\n"
    entries = entries_of(text)
    assert rewrite(text, [entries[0] | {"title": "T: x", "evidence": ["D01"]}]) == text.replace("title:", 'title: "T: x"').replace("evidence:", "evidence: [D01]")


# ---------------------------------------------------------------- the file


def test_a_changed_feedback_changes_its_line_and_marks_the_exercise_and_nothing_else(lesson):
    old = lesson.text()
    said = lesson.change("first-treaty", {"options": with_option(lesson.entry("first-treaty"), 1, feedback="It came in May, later.")})
    assert said.startswith("Saved")
    assert changed_lines(old, lesson.text()) == [
        "-      - {id: b, text: The sea treaty, correct: no, feedback: It came in May., misconception: slip}",
        '+      - {id: b, text: The sea treaty, correct: no, feedback: "It came in May, later.", misconception: slip}',
        "+    changed_by: teacher"]
    assert check_exercises(lesson.course)[0]["first-treaty"].changed_by == "teacher"


def test_line_ends_and_byte_order_mark_of_the_file_stay(lesson):
    lesson.path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    lesson.change("first-treaty", {"minutes": "4"})
    raw = lesson.path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and b"minutes: 4\r\n" in raw and raw.count(b"\n") == raw.count(b"\r\n")


def test_a_change_that_would_leave_the_file_faulty_is_refused_and_every_point_named(lesson):
    before = lesson.path.read_bytes()
    with pytest.raises(EditRefused) as refused:
        lesson.change("first-treaty", {"options": with_option(lesson.entry("first-treaty"), 2, feedback=""), "skill": "chronologie"})
    told = "\n".join(refused.value.points)
    assert len(refused.value.points) == 2 and "options, c, feedback" in told and "did you mean 'chronology'?" in told and "line " in told
    assert lesson.path.read_bytes() == before and not lesson.steps()
    assert not list(lesson.path.parent.glob("*.new"))


@pytest.mark.parametrize(("id", "change", "word"), [
    ("first-treaty", lambda e: {"options": with_option(e, 0, correct="no", misconception="slip")[:1] + with_option(e, 1, correct="yes")[1:]}, "option"),
    ("first-treaty", lambda e: {"evidence": e["evidence"][:1]}, "Evidence was taken out (blue-book@p. 7)"),
    ("first-treaty", lambda e: {"evidence": [*e["evidence"][1:], "D01"]}, "Evidence was taken out (river-treaty)"),
    ("first-treaty", lambda e: {"cannot_tell": "yes"}, "cannot tell"),
    ("in-order", lambda e: {"events": [*e["events"], "secret-letter"]}, "events"),
])
def test_a_sourced_fact_stays_locked_until_a_new_source_with_its_page_is_given(lesson, id, change, word):
    before, new = lesson.path.read_bytes(), change(lesson.entry(id))
    with pytest.raises(EditRefused) as refused:
        lesson.change(id, new)
    assert word in str(refused.value) and "blue-book@p. 7" in str(refused.value) and lesson.path.read_bytes() == before
    with pytest.raises(EditRefused, match="rests on sources|taken out"):
        lesson.change(id, new | {"evidence": [*new.get("evidence", lesson.entry(id)["evidence"]), "sea-treaty"]})
    lesson.change(id, new | {"evidence": [*new.get("evidence", lesson.entry(id)["evidence"]), "blue-book@p. 9"]})
    assert "blue-book@p. 9" in lesson.text()


@pytest.mark.parametrize(("old", "new"), [
    ({"options": [{"id": "a", "correct": "yes"}]}, {"options": [{"id": "a", "correct": "no"}]}),
    ({"options": [{"id": "a", "correct": "no"}]}, {"options": [{"id": "a", "correct": "no"}, {"id": "b", "correct": "yes"}]}),
    ({"left": [{"id": "a", "answer": "x"}]}, {"left": [{"id": "a", "answer": "y"}]}),
    ({"answer": {"value": "5", "unit": "days"}}, {"answer": {"value": "6", "unit": "days"}}),
    ({"items": [{"id": "a", "date": "1905"}]}, {"items": [{"id": "a", "date": "1906"}]}),
    ({"estimate": "war-dead"}, {"estimate": "others"}),
    ({"range": {"low": "1", "high": "2"}}, {"range": {"low": "1", "high": "3"}}),
    ({"evidence_options": [{"ref": "D01", "role": "needed"}]}, {"evidence_options": [{"ref": "D01", "role": "helpful"}]}),
    ({"sentences": [{"id": "a", "role": "needed"}]}, {"sentences": []}),
    ({"day": "1905-03-02"}, {"day": "1905-03-03"}),
    ({"facts": [{"id": "a", "known_from": "1911"}]}, {"facts": [{"id": "a", "known_from": "1912"}]}),
    ({"rows": [{"id": "D01", "cells": {"author": "x"}}]}, {"rows": [{"id": "D01", "cells": {"author": "y"}}]}),
    ({"accepted": ["one"]}, {"accepted": ["one", "two"]}),
])
def test_whatever_decides_what_is_right_is_locked_in_every_kind(course, old, new):
    same = {"evidence": ["D01"]}
    assert locked_changes(old | same, new | same, course)
    assert not locked_changes(old | same, old | same, course)
    assert not locked_changes(old | same, new | {"evidence": ["D01", "blue-book@p. 2"]}, course)
    assert locked_changes(old | same, new | {"evidence": ["D01", "blue-book@"]}, course), "a source without a page is none"


@pytest.mark.parametrize(("old", "new"), [
    ({"options": [{"id": "a", "correct": "yes"}]}, {"options": [{"id": "a", "correct": "true"}, {"id": "b", "correct": "no"}]}),
    ({"events": ["a", "b"]}, {"events": ["b", "a"]}),
    ({"near": [{"low": "1", "date": "x"}]}, {"near": []}),
    ({"sentences": []}, {"sentences": [{"id": "a", "role": "irrelevant", "text": "x"}]}),
])
def test_what_does_not_decide_is_free(course, old, new):
    assert not locked_changes(old, new, course)


def test_words_may_change_without_a_source(lesson):
    lesson.change("first-treaty", {"prompt": "Which one came first?", "minutes": "4", "hints": ["a", "b", "c"],
                                   "options": with_option(lesson.entry("first-treaty"), 0, feedback="Yes.", text="River treaty")})
    assert lesson.entry("first-treaty")["prompt"] == "Which one came first?"


def test_every_change_is_undone_step_by_step_and_the_original_comes_back(lesson):
    original = lesson.path.read_bytes()
    versions = [original]
    for minutes in "345":
        lesson.change("first-treaty", {"minutes": minutes})
        versions.append(lesson.path.read_bytes())
    lesson.undo()
    assert lesson.path.read_bytes() == versions[2]
    lesson.back_to_original()
    assert lesson.path.read_bytes() == original
    lesson.undo()
    assert lesson.path.read_bytes() == versions[2], "going back to the original can be undone too"
    lesson.undo()
    lesson.undo()
    assert lesson.path.read_bytes() == original and "no change" in lesson.undo()


def test_undo_keeps_what_it_replaces(lesson):
    lesson.change("first-treaty", {"minutes": "3"})
    by_hand = lesson.text() + "# by hand\n"
    lesson.path.write_text(by_hand, "utf-8")
    lesson.undo()
    assert (lesson.undo_folder / "replaced.yaml").read_text("utf-8") == by_hand


def test_a_copy_stands_below_its_model_under_an_id_of_its_own(lesson):
    assert lesson.copy("first-treaty") == "first-treaty-copy" and lesson.copy("first-treaty") == "first-treaty-copy-2"
    assert [entry["id"] for entry in lesson.entries()] == ["first-treaty", "first-treaty-copy-2", "first-treaty-copy", "in-order"]
    assert check_exercises(lesson.course)[0]["first-treaty-copy"].path == "self-study"
    assert lesson.text().startswith("# A teacher's remark")


def test_a_new_exercise_is_written_when_it_is_whole_and_not_before(lesson):
    before = lesson.path.read_bytes()
    entry = lesson.template("short-text")
    with pytest.raises(EditRefused) as refused:
        lesson.add(entry)
    assert len(refused.value.points) >= 7 and lesson.path.read_bytes() == before
    whole = entry | {"prompt": "Who?", "accepted": ["Nobody", ""], "feedback_right": "Yes.", "feedback_other": "No.",
                     "hints": ["a", "b", "c"], "explanation": "So.", "evidence": ["blue-book@p. 1"]}
    said = lesson.add(whole)
    assert 'hl.exercise(course, "new-short-text")' in said and lesson.path.read_bytes().startswith(before.rstrip())
    assert check_exercises(lesson.course)[0]["new-short-text"].accepted == ("Nobody",)


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_of_each_kind_is_told_only_what_is_still_to_be_written(lesson, kind):
    found, _ = check_exercises(lesson.course)
    exercise, points = lesson.read(lesson.template(kind), found)
    assert exercise is None and points and not any("unknown key" in point or "has no" in point for point in points)
    assert tidy(blank(kind, "x", "y"))["kind"] == kind


def test_an_exercise_that_a_notebook_shows_is_not_taken_out(course, write, tmp_path):
    inner = tmp_path / "course" / "data"
    (inner / "exercises").mkdir(parents=True)
    (inner / "exercises" / "01-two-lands.yaml").write_text(GOOD, "utf-8")
    course.folder = inner
    lesson = LessonFile(course, "01-two-lands")
    notebooks = inner.parent / "notebooks"
    notebooks.mkdir()
    cell = {"cell_type": "code", "source": ['hl.exercise(course, "in-order")']}
    (notebooks / "one.ipynb").write_text(json.dumps({"cells": [cell]}), "utf-8")
    with pytest.raises(EditRefused, match="one.ipynb"):
        lesson.remove("in-order")
    lesson.copy("in-order")
    lesson.remove("in-order-copy")
    assert [entry["id"] for entry in lesson.entries()] == ["first-treaty", "in-order"]
    assert lesson.text() == GOOD


def test_the_id_stays_and_unknown_names_get_the_nearest(lesson, course):
    with pytest.raises(EditRefused, match="Copy it"):
        lesson.change("first-treaty", {"id": "other"})
    with pytest.raises(UnknownId, match="first-treaty"):
        lesson.change("first-treatie", {})
    with pytest.raises(UnknownId, match="01-two-lands"):
        LessonFile(course, "01-two-land")


def test_a_file_that_cannot_be_read_is_told_with_its_line(lesson, course):
    lesson.path.write_text(GOOD.replace("    kind: choice", "\tkind: choice", 1), "utf-8")
    with pytest.raises(ExerciseError, match="tab"):
        LessonFile(course, "01-two-lands")


def test_faults_of_other_files_do_not_keep_a_teacher_from_changing_this_one(lesson):
    Path(lesson.path.parent, "02-other.yaml").write_text("lesson: 02-other\n", "utf-8")
    assert lesson.change("first-treaty", {"minutes": "4"}).startswith("Saved")


def test_a_folder_that_cannot_be_written_is_said(lesson, monkeypatch):
    before = lesson.path.read_bytes()

    def refuse(*_paths):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)  # modes do not stop root, who runs the tests in CI
    with pytest.raises(EditRefused, match="cannot be"):
        lesson.change("first-treaty", {"minutes": "4"})
    assert lesson.path.read_bytes() == before


def test_the_open_points_of_a_text_are_named_with_their_lines(lesson):
    text = GOOD.replace("lesson: 01-two-lands", "lesson: draft").replace("feedback: It came in May., ", "").replace("- id: first-treaty", "- id: mine")
    text = text.replace("- id: in-order", "- id: other").replace("hints: [Look at the months., Write them in a row., A parallel case.]", "hints: [Look.]")
    told = open_points(lesson.course, text)
    assert len(told) == 2 and "option b has no feedback yet" in told[0] and "hint 2, hint 3 are missing" in told[1]
    assert told[0].startswith("line 16 ") and not list(lesson.path.parent.glob("draft*"))
