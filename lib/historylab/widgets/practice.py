"""More questions of one lesson, one at a time."""

from pathlib import Path

import anywidget
import traitlets
from ipywidgets import VBox

from historylab.exercises.progress import Progress, progress_path
from historylab.exercises.read import exercises_of
from historylab.exercises.result import RECORDED, RIGHT
from historylab.widgets.question import Question
from historylab.widgets.still import still

_HERE = Path(__file__).parent
NAME_WORDS = 9


class Pager(anywidget.AnyWidget):
    """A list to choose from, with buttons for the one before and the next."""

    _esm = _HERE / "pager.js"
    _css = _HERE / "question.css"

    label = traitlets.Unicode().tag(sync=True)
    names = traitlets.List().tag(sync=True)
    index = traitlets.Int(0).tag(sync=True)


class Practice(VBox):
    """One question at a time out of several; `pager.index` chooses."""

    def __init__(self, course, exercises):
        self.course, self.exercises = course, exercises
        self._made = {}
        self.pager = Pager(label="More questions", names=[name_of(exercise) for exercise in exercises],
                           index=first_open(exercises, Progress(progress_path(course.folder)).entries()))
        super().__init__()
        self._show()
        self.pager.observe(self._show, names=["index"])

    def _show(self, _change=None):
        index = min(max(self.pager.index, 0), len(self.exercises) - 1)
        if index not in self._made:
            self._made[index] = Question(self.course, self.exercises[index])
        self.children = (self.pager, self._made[index])

    def __repr__(self):
        return "\n".join([f"More questions ({len(self.exercises)}):", *(f"- {name}" for name in self.pager.names)])

    def _repr_mimebundle_(self, **_options):
        return {"text/plain": repr(self), "text/html": still(repr(self), "Run this cell to answer."),
                "application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}, {}


def name_of(exercise) -> str:
    """How an exercise is called in a list: its title, or the beginning of its prompt."""
    words = (exercise.title or exercise.prompt.replace("*", "")).split()
    return " ".join(words[:NAME_WORDS]) + (" ..." if len(words) > NAME_WORDS else "")


def first_open(exercises, entries) -> int:
    """The place of the first exercise that is not yet right; 0 where all are."""
    for place, exercise in enumerate(exercises):
        if entries.get(exercise.id, {}).get("state") not in (RIGHT, RECORDED):
            return place
    return 0


def practice(course, lesson, *, leave_out=()):
    """Show the self-study questions of a lesson, one at a time.

    Parameters
    ----------
    course : Course
        An open course.
    lesson : str
        The lesson, as its exercise file is called.
    leave_out : list of str, optional
        Ids of exercises that stand in the lesson already.

    Returns
    -------
    Practice
        A VBox; it opens at the first question that is not yet right.

    Raises
    ------
    UnknownId
        When there is no such lesson, or an id to leave out is none of its exercises.
    """
    exercises = exercises_of(course)
    for id in leave_out:
        exercises[id]  # a mistyped id is told, not passed over
    chosen = [e for e in exercises.lesson(lesson).exercises if e.path == "self-study" and e.id not in leave_out]
    return Practice(course, chosen)
