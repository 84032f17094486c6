"""Questions of earlier lessons, asked again at the start of a lesson."""

from ipywidgets import VBox

from historylab.exercises.progress import Progress, ProgressError, progress_path
from historylab.exercises.read import exercises_of
from historylab.exercises.review import review_of
from historylab.widgets.question import Question
from historylab.widgets.still import still


class Review(VBox):
    """A few questions one below the other; its text names them, without answers."""

    def __repr__(self):
        return "\n\n".join(repr(question) for question in self.children)

    def _repr_mimebundle_(self, **_options):
        return {"text/plain": repr(self), "text/html": still(repr(self), "Run this cell to answer."),
                "application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}, {}


def review(course, lesson, *, of=None):
    """Show three questions from earlier lessons; what is not yet right comes first.

    Parameters
    ----------
    course : Course
        An open course.
    lesson : str
        The lesson that begins, as its exercise file is called.
    of : list of str, optional
        The lessons to ask from; without it, all earlier ones.

    Returns
    -------
    Review
        A VBox of questions; empty in the first lesson.

    Raises
    ------
    UnknownId
        When there is no exercise file of that name.
    """
    exercises = exercises_of(course)
    try:
        entries = Progress(progress_path(course.folder)).entries()
    except ProgressError:  # each question says so itself
        entries = {}
    held = None if of is None else [exercises.lesson(one).id for one in of]
    chosen = review_of(exercises, exercises.lesson(lesson).id, entries, of=held)
    return Review([Question(course, exercise) for exercise in chosen])
