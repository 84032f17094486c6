"""Reading exercise files: every fault at once, in plain words, with file and line; never a traceback."""
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from historylab.exercises.read import ExerciseError, check_exercises, read_exercises
from historylab.exercises.schema import json_schema

from .conftest import GOOD


def test_a_good_file_has_no_faults_and_keeps_texts_as_typed(write):
    found, faults = write(GOOD)
    assert faults == [] and found.ids == ("first-treaty", "in-order")
    assert found["first-treaty"].options[0].correct is True and found["in-order"].line == 21
    assert found["first-treaty"].hints[2].startswith("Two letters: one of May")


DAMAGE = [
    ("correct: yes, feedback: It was signed in March.", "correct: yes", "option a has no feedback yet"),
    (", A parallel case.]", "]", "hint 3 is missing"),
    ("feedback: It came in May.", "feedbak: It came in May.", "did you mean 'feedback'?"),
    ("events: [river-treaty, border-war", "events: [river-treaty, border-wra", "did you mean 'border-war'?"),
    ("kind: choice", "kind: chioce", "did you mean 'choice'?"),
    ("correct: yes", "correct: no", "0 options are marked as correct"),
    ("correct: no, feedback: It came", "correct: yes, feedback: It came", "2 options are marked as correct"),
    ("blue-book@p. 7", "bleu-book@p. 7", "did you mean 'blue-book'?"),
    ("evidence: [border-war]", "evidence: [border-war@p. 3]", "only a work of sources.csv takes a place"),
    ("evidence: [border-war]", "evidence: [a-mix-up]", "is not a document, event, pact, estimate or source"),
    ("minutes: 2", "minutes: two", "this is not a number"),
    ("path: class", "path: classroom", "class, self-study, review"),
    ("id: in-order", "id: first-treaty", "used twice"),
    ("    kind: order", "    kind: order\n    kind: match", "for the second time"),
    ("text: Order the events", "text: Understand the events", "a verb that one can see"),
    ("objective: order-events\n    skill: chronology\n    minutes: 3", "objective: order-event\n    skill: chronology\n    minutes: 3", "did you mean 'order-events'?"),
    ("misconception: slip}\n    hints", "misconception: nobody}\n    hints", "is not in misconceptions.csv"),
    ("It was only a draft., misconception: slip", "It was only a draft.", "names no misconception"),
    ("lesson: 01-two-lands", "lesson: 02-other", "not called as the file is"),
    ("explanation: The river treaty came first.", "explanation:", "the text is still empty"),
    ("    prompt: Put", "\tprompt: Put", "tab"),
    ("prompt: Put these in order.", "prompt: Put these: in order.", "second colon"),
    ("id: b, text", "id: a, text", "the id 'a' stands there twice"),
]


@pytest.mark.parametrize("old, new, words", DAMAGE, ids=[d[2][:30] for d in DAMAGE])
def test_a_fault_is_told_in_plain_words_with_file_and_line(write, old, new, words):
    assert old in GOOD
    _, faults = write(GOOD.replace(old, new, 1))
    assert any(words in fault for fault in faults), faults
    assert all("01-two-lands.yaml" in fault for fault in faults)


def test_all_faults_come_at_once(write):
    text = GOOD
    for old, new, _ in DAMAGE[:4]:
        text = text.replace(old, new, 1)
    _, faults = write(text)
    assert all(any(words in fault for fault in faults) for _, _, words in DAMAGE[:4])


def test_the_line_of_a_fault_is_its_line_in_the_file(write, course):
    write(GOOD.replace("kind: choice", "kind: chioce"))
    _, faults = check_exercises(course)
    assert faults[0].row == GOOD.split("\n").index("    kind: choice") + 1


def test_words_that_other_yaml_readers_twist_stay_words(write):
    found, faults = write(GOOD.replace("text: The river treaty", "text: no").replace("text: The sea treaty", "text: 1905-03-02").replace("text: The hill treaty", "text: 012"))
    assert faults == [] and [o.text for o in found["first-treaty"].options] == ["no", "1905-03-02", "012"]


def test_markup_stays_text(write):
    found, _ = write(GOOD.replace("Which treaty came first?", "<script>alert(1)</script> costs $5 and $6?"))
    assert found["first-treaty"].prompt == "<script>alert(1)</script> costs $5 and $6?"


def test_windows_line_ends_and_a_byte_order_mark_are_accepted_and_latin_1_is_named(write):
    assert write(("\ufeff" + GOOD).replace("\n", "\r\n").encode())[1] == []
    _, faults = write(GOOD.replace("river", "Düna").encode("latin-1"))
    assert "UTF-8" in faults[0]


def test_bad_files_refuse_the_whole_set_without_a_traceback(write, course):
    write(GOOD.replace("kind: order", "kind: odrer"))
    with pytest.raises(ExerciseError) as refused:
        read_exercises(course)
    assert "1 point to mend" in str(refused.value) or "points to mend" in str(refused.value)
    assert not any("Traceback" in line for line in refused.value._render_traceback_())


def test_more_than_three_counted_exercises_are_too_many(write):
    block = GOOD[GOOD.index("  - id: first-treaty"):GOOD.index("  - id: in-order")]
    text = GOOD + "".join(block.replace("first-treaty", f"more-{n}") for n in "abc")
    _, faults = write(text)
    assert any("4 exercises have 'path: class'" in fault for fault in faults)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_randomly_damaged_files_give_plain_reports_and_never_a_traceback(write, data):
    text = GOOD
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        length = data.draw(st.integers(0, 25))
        insert = data.draw(st.sampled_from(["", ":", "- ", "\n", "  ", "'", '"', "{", "[", "*", "&a", "\t", "<b>", "no", "1939-08-23", "%", "\x07", "é", "!!python/object", "? "]))
        text = text[:at] + insert + text[at + length:]
    found, faults = write(text)
    assert all("Traceback" not in fault and "01-two-lands.yaml" in fault for fault in faults)
    assert all(len(fault) < 600 for fault in faults)


def test_the_schema_is_valid_and_agrees_with_the_reader(write):
    jsonschema = pytest.importorskip("jsonschema")
    from ruamel.yaml import YAML

    schema = json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert list(validator.iter_errors(YAML(typ="safe").load(GOOD))) == []
    for old, new, _ in DAMAGE[:3]:
        assert list(validator.iter_errors(YAML(typ="safe").load(GOOD.replace(old, new, 1))))


@pytest.mark.parametrize("old, new, line, words", [
    ("    prompt: Put these in order.", "      prompt: Put these in order.", 27, "went on with the text before it"),
    ("prompt: Put these in order.", 'prompt: "Put these in order.', 27, "a quotation mark is opened"),
    ("A parallel case.", "A parallel\x07 case.", 29, "a sign that no text may hold"),
    ("prompt: Put these in order.", f"prompt: Put {'these ' * 20}in: order.", 27, "a second colon"),
])
def test_a_line_that_is_no_yaml_is_told_where_it_must_be_mended(write, course, old, new, line, words):
    write(GOOD.replace(old, new))
    _, [fault] = check_exercises(course)
    assert words in fault.problem and fault.row == line


def test_parts_that_refer_to_others_are_refused_before_they_grow(write):
    grown = "".join(f"  a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    _, faults = write(GOOD.replace("explanation: The war ran", "explanation: &a The war ran") .replace("evidence: [border-war]", "evidence: [*a]"))
    assert any("& and *" in fault for fault in faults)
    _, faults = write("x:\n  a0: &a0 [b]\n" + grown)
    assert any("& and *" in fault for fault in faults)


def test_a_report_speaks_of_lines_as_an_editor_does(write):
    _, [fault] = write(GOOD.replace("kind: order", "kind: odrer"))
    assert fault.startswith("exercises/01-two-lands.yaml, line 22, in-order > kind: 'odrer'") and "row" not in fault and "column" not in fault
