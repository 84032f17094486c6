"""A question in a notebook cell: answered, checked, hinted, tried again and kept."""

from html import escape
from pathlib import Path
from weakref import WeakSet

import anywidget
import traitlets

from historylab.exercises.form import NOT_SURE, answer_of, form_of, values_of
from historylab.exercises.read import exercises_of
from historylab.exercises.progress import Progress, ProgressError, progress_path
from historylab.exercises.result import NOT_ATTEMPTED, PARTLY, RECORDED, RIGHT, WRONG
from historylab.exercises.scoring import score

_HERE = Path(__file__).parent
TRIES_BEFORE_EXPLANATION = 2

# A word and a sign for each outcome: never a colour alone, never about the person.
VERDICTS = {NOT_ATTEMPTED: ("Not answered yet", "○"), WRONG: ("Not yet", "✗"), PARTLY: ("Partly", "◐"),
            RIGHT: ("Right", "✓"), RECORDED: ("Noted", "✎")}

_shown: dict[tuple, WeakSet] = {}  # every question on show, by file and id, so that copies stay in step


def exercise(course, id):
    """Show one exercise of the course as a question that can be answered.

    Parameters
    ----------
    course : Course
        An open course.
    id : str
        The id of an exercise in data/exercises.

    Returns
    -------
    Question
        A widget; put it last in a cell, or into a VBox.

    Raises
    ------
    ExerciseError
        When an exercise file has faults; all of them are named.
    UnknownId
        When there is no such exercise; the nearest id is named.
    """
    return Question(course, exercises_of(course)[id])


class Question(anywidget.AnyWidget):
    """One exercise with its form, hints and feedback.

    Traits that a teacher may read, set or observe: `values` (the form as filled in),
    `state` ('not-attempted', 'wrong', 'partly', 'right', 'recorded') and `tries`.
    """

    _esm = _HERE / "question.js"
    _css = _HERE / "question.css"

    prompt = traitlets.Unicode().tag(sync=True)
    badge = traitlets.Unicode().tag(sync=True)
    fields = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    hints = traitlets.List().tag(sync=True)
    hints_opened = traitlets.Int(0).tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    feedback = traitlets.List().tag(sync=True)
    after = traitlets.List().tag(sync=True)
    saved = traitlets.Unicode().tag(sync=True)
    state = traitlets.Unicode(NOT_ATTEMPTED).tag(sync=True)
    tries = traitlets.Int(0).tag(sync=True)

    def __init__(self, course, exercise):
        self.course, self.exercise = course, exercise
        self.progress = Progress(progress_path(course.folder))
        self._busy = False
        super().__init__(prompt=exercise.prompt, fields=form_of(exercise, course), hints=list(exercise.hints),
                         badge=f"Changed by: {exercise.changed_by}" if exercise.changed_by else "")
        self._restore()
        key = (self.progress.path, exercise.id)
        _shown.setdefault(key, WeakSet()).add(self)
        self._copies = _shown[key]
        self.observe(self._on_values, names=["values"])
        self.on_msg(self._on_message)

    def check(self):
        """Judge what stands in the form, save it and show why."""
        answer = answer_of(self.exercise, self.values)
        result = score(self.exercise, answer, self.course)
        tried = result.state != NOT_ATTEMPTED
        self._save(answer, result.state, tried)
        self._show(result)
        self._tell_copies()
        return result

    def _show(self, result):
        word, sign = VERDICTS[result.state]
        if result.state == NOT_ATTEMPTED and NOT_SURE in self.values.values():
            word = "Not sure is an honest answer"
        with self.hold_sync():
            self.state = result.state
            self.status = f"{sign} {word}. {result.next_step}".strip()
            self.feedback = [{"text": f.text, "evidence": self._works(f.evidence)} for f in result.feedback]
            self.after = self._after(result.state)

    def _after(self, state):
        """What opens once an answer is right, noted, or tried twice: never before."""
        parts = []
        if state == RECORDED and hasattr(self.exercise, "rubric"):
            parts += [{"title": f"Level: {level.level}", "text": f"{level.what}\n\nSample: {level.sample}"} for level in self.exercise.rubric]
        if state in (RIGHT, RECORDED) or self.tries >= TRIES_BEFORE_EXPLANATION:
            parts.append({"title": "Explanation", "text": self.exercise.explanation, "evidence": self._works(self.exercise.evidence)})
        return parts

    def _works(self, references):
        """Evidence in words: the title of a document, event or pact, or the work and the place in it."""
        return [text for text in (named(self.course, reference) for reference in references) if text]

    def _save(self, answer, state, tried):
        try:
            entry = self.progress.record(self.exercise.id, answer=answer, state=state, tried=tried, hints=self.hints_opened)
            self.tries = entry["tries"]
            self.saved = self.progress.message or "Saved on this computer."
        except ProgressError as error:
            self.saved = str(error)

    def _restore(self):
        try:
            entry = self.progress.entry(self.exercise.id)
        except ProgressError as error:
            self.saved = str(error)
            return
        if self.progress.message:
            self.saved = self.progress.message
        if not entry:
            return
        self.values = values_of(self.exercise, entry.get("answer"))
        self.hints_opened, self.tries = min(entry["hints"], len(self.hints)), entry["tries"]
        if entry["tries"]:
            self._show(score(self.exercise, answer_of(self.exercise, self.values), self.course))
        self.saved = "Your answer from last time is here."

    def _on_values(self, _change):
        if self._busy:
            return
        self._save(answer_of(self.exercise, self.values), self.state, False)
        self._tell_copies()

    def _on_message(self, _widget, content, _buffers):
        if not isinstance(content, dict):
            return
        if content.get("check"):
            self.check()
        hint = content.get("hint")
        if isinstance(hint, int) and self.hints_opened < hint <= len(self.hints):
            self.hints_opened = hint
            self._save(None, self.state, False)
            self._tell_copies()

    def _tell_copies(self):
        for other in self._copies:
            if other is self:
                continue
            other._busy = True
            try:
                with other.hold_sync():
                    for name in ("values", "hints_opened", "tries", "state", "status", "feedback", "after", "saved"):
                        setattr(other, name, getattr(self, name))
            finally:
                other._busy = False

    def __repr__(self):
        lines = [f"Question ({self.exercise.kind}): {self.prompt}"]
        for field in self.fields:
            lines += [f"{field['label']}:"] if field["label"] else []
            lines += [f"- {option['text']}" for option in field.get("options", ())]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_options):
        # The text and the HTML hold the question alone: no key, and nothing of the answers.
        still = "".join(f"<p>{escape(line)}</p>" for line in repr(self).splitlines())
        return {"text/plain": repr(self),
                "text/html": f"<div>{still}<p>Run this cell to answer.</p></div>",
                "application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}, {}


def named(course, reference):
    """A piece of evidence in words; '' for one that has no words of its own."""
    key, _, locator = reference.partition("@")
    if key in course.sources.ids:
        from historylab.records import Citation

        return course.cite((Citation(key, locator),))
    for table, field in (("documents", "title"), ("events", "title"), ("pacts", "name"), ("estimates", "what")):
        rows = getattr(course, table)
        if key in rows.ids:
            row = rows[key]
            when = getattr(row, "date", None) or getattr(row, "signed", None)
            prefix = f"{key}: " if table == "documents" else ""
            return f"{prefix}{getattr(row, field)}" + (f" ({when.words()})" if when else "")
    return ""
