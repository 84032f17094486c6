"""More questions, one at a time; and earlier ones asked again."""
import pytest

from historylab.exercises.progress import Progress, progress_path
from historylab.table import UnknownId
from historylab.widgets.practice import practice
from historylab.widgets.review import review

from ..exercises.conftest import GOOD, course, write  # noqa: F401  fixtures


@pytest.fixture
def two_lessons(course, write, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("HISTORYLAB_PROGRESS", str(tmp_path / "progress.json"))
    write(GOOD.replace("path: class", "path: self-study").replace("Put these in order.", "Put these *three* things, one after the other, in the order of time."))
    later = GOOD.replace("01-two-lands", "02-more").replace("first-treaty", "again").replace("in-order", "later").replace("path: class", "path: review")
    _, faults = write(later, name="02-more.yaml")
    assert faults == []
    return course


def test_practice_shows_one_question_at_a_time_and_begins_with_what_is_open(two_lessons):
    shown = practice(two_lessons, "01-two-lands")
    assert shown.children[1].exercise.id == "first-treaty" and shown.pager.names[1] == "Put these three things, one after the other, in ..."
    shown.pager.index = 1
    assert shown.children[1].exercise.id == "in-order"
    Progress(progress_path(two_lessons.folder)).record("first-treaty", answer="a", state="right", tried=True)
    assert practice(two_lessons, "01-two-lands").pager.index == 1


def test_what_stands_in_the_lesson_is_left_out_and_a_wrong_id_is_told(two_lessons):
    assert [e.id for e in practice(two_lessons, "01-two-lands", leave_out=["first-treaty"]).exercises] == ["in-order"]
    with pytest.raises(UnknownId, match="first-treaty"):
        practice(two_lessons, "01-two-lands", leave_out=["first-traety"])


def test_review_can_be_limited_to_lessons_that_were_held(two_lessons, write):  # noqa: F811
    write(GOOD.replace("01-two-lands", "03-last").replace("first-treaty", "new").replace("in-order", "newer"), name="03-last.yaml")
    assert [q.exercise.id for q in review(two_lessons, "03-last").children] == ["again"]
    assert review(two_lessons, "03-last", of=["01-two-lands"]).children == ()
    with pytest.raises(UnknownId):
        review(two_lessons, "03-last", of=["01-two-land"])
