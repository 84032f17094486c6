"""The command `export`: it writes one file, says what was left out, and never overwrites unasked."""
from xml.etree import ElementTree as tree

import pytest

from historylab.commands.export import main

LESSON = """\
lesson: 01-two-lands
objectives:
  - {id: order-events, text: Order the events.}
exercises:
  - id: first-treaty
    kind: choice
    objective: order-events
    skill: chronology
    minutes: 2
    path: class
    prompt: Which treaty came <b>first</b>?
    options:
      - {id: a, text: The river treaty, correct: yes, feedback: It was signed in March.}
      - {id: b, text: The sea treaty, correct: no, feedback: It came in May., misconception: slip}
      - {id: c, text: The hill treaty, correct: no, feedback: It was only a draft., misconception: slip}
    hints: [One., Two., Three.]
    explanation: The river treaty came first.
    evidence: [first-treaty, old-book@p. 7]
  - id: how-sure
    kind: confidence
    objective: order-events
    skill: self-knowledge
    minutes: 1
    path: class
    prompt: How sure are you?
    about: first-treaty
    hints: [One., Two., Three.]
    explanation: Only you know.
    evidence: [first-treaty]
"""


@pytest.fixture
def run(small_course, tmp_path, capsys):
    (small_course.data / "exercises").mkdir()
    for name in ("01-two-lands", "02-more"):
        (small_course.data / "exercises" / f"{name}.yaml").write_text(
            LESSON.replace("01-two-lands", name).replace("id: first-treaty", f"id: t-{name}").replace("id: how-sure", f"id: s-{name}")
            .replace("about: first-treaty", f"about: t-{name}"), "utf-8")

    def runner(*words):
        code = main([*words, "--course", str(small_course.root), "--to", str(tmp_path / "out")])
        return code, capsys.readouterr().out

    runner.file = tmp_path / "out" / "01-two-lands.xml"
    runner.exercises = small_course.data / "exercises" / "01-two-lands.yaml"
    return runner


def test_a_lesson_is_written_by_the_beginning_of_its_name_and_what_was_left_out_is_told(run):
    code, said = run("01")
    assert code == 0 and "1 question from 1 of 2 exercises" in said
    assert "s-01-two-lands" in said and "how sure" in said
    assert [q.get("type") for q in tree.parse(run.file).getroot()] == ["category", "multichoice"]
    assert [path.name for path in run.file.parent.iterdir()] == ["01-two-lands.xml"]  # nothing is left beside it


def test_a_file_that_is_there_is_kept_unless_force_is_given(run):
    run.file.parent.mkdir()
    run.file.write_text("mine")
    code, said = run("01-two-lands")
    assert code == 1 and "--force" in said and run.file.read_text() == "mine"
    assert run("01-two-lands", "--force")[0] == 0 and run.file.read_text("utf-8").startswith("<?xml")


@pytest.mark.parametrize("words, told", [(["03"], "01-two-lands"), (["0"], "write more"), (["01", "--format", "gift"], "GIFT")])
def test_what_cannot_be_done_is_said_in_words(run, words, told):
    code, said = run(*words)
    assert code == 1 and told in said and not run.file.exists()


def test_faults_of_exercises_are_told_and_nothing_is_written(run):
    run.exercises.write_text(LESSON.replace("kind: choice", "kind: chioce"), "utf-8")
    code, said = run("01")
    assert code == 1 and "did you mean 'choice'?" in said and not run.file.exists()


def test_a_folder_that_cannot_be_made_is_said_in_words(run):
    run.file.parent.write_text("a file where the folder should be")
    code, said = run("01")
    assert code == 1 and "cannot be written" in said
