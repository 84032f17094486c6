"""A question in a notebook cell: answered, checked, hinted, tried again and kept."""

from itertools import count
from pathlib import Path
from weakref import WeakSet

import anywidget
import traitlets

from historylab.exercises.evidence import named
from historylab.exercises.form import CELL_WORDS, NOT_SURE, answer_of, form_of, values_of
from historylab.exercises.read import exercises_of
from historylab.exercises.progress import Progress, ProgressError, progress_path
from historylab.exercises.result import NOT_ATTEMPTED, PARTLY, RECORDED, RIGHT, WRONG
from historylab.exercises.scoring import score
from historylab.widgets.still import still
from historylab.exercises.unkept import Unkept

_HERE = Path(__file__).parent
TRIES_BEFORE_EXPLANATION = 2

# A word and a sign for each outcome: never a colour alone, never about the person.
VERDICTS = {NOT_ATTEMPTED: ("Not answered yet", "○"), WRONG: ("Not yet", "✗"), PARTLY: ("Partly", "◐"),
            RIGHT: ("Right", "✓"), RECORDED: ("Noted", "✎")}
# What to do next where the general sentence of a state does not fit.
NOT_SURE_SAID = "Not sure is an honest answer. Open hint 1, then try again."
RECORDED_SAID = {"source-table": "Compare each cell with what a good answer says."}

_saves = count(1)
_shown: dict[tuple, WeakSet] = {}  # every question on show, by file and id, so that copies stay in step


def exercise(course, id, *, preview=False):
    """Show one exercise of the course as a question that can be answered.

    Parameters
    ----------
    course : Course
        An open course.
    id : str
        The id of an exercise in data/exercises.
    preview : bool
        Whether to try it out without a trace: the saved answers are neither read nor changed.

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
    return Question(course, exercises_of(course)[id], preview=preview)


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
    kept = traitlets.Dict().tag(sync=True)  # number of the save and, when it went well, what is in the file
    checks = traitlets.Int(0).tag(sync=True)  # grows with each verdict, so that the same one is announced again
    state = traitlets.Unicode(NOT_ATTEMPTED).tag(sync=True)
    tries = traitlets.Int(0).tag(sync=True)

    def __init__(self, course, exercise, *, preview=False):
        self.course, self.exercise = course, exercise
        self.progress = Unkept() if preview else Progress(progress_path(course.folder))
        self._busy = False
        super().__init__(prompt=exercise.prompt, fields=form_of(exercise, course), hints=list(exercise.hints),
                         badge=f"Changed by: {exercise.changed_by}" if exercise.changed_by else "")
        self._restore()
        # A preview shows a draft of its own, so it is in step with nothing.
        self._copies = WeakSet() if preview else _shown.setdefault((self.progress.path, exercise.id), WeakSet())
        self._copies.add(self)
        self.observe(self._on_values, names=["values"])
        self.on_msg(self._on_message)

    def check(self):
        """Judge what stands in the form, save it and show why."""
        answer = answer_of(self.exercise, self.values)
        result = score(self.exercise, answer, self.course)
        with self.hold_sync():
            self._save(self._to_keep(), result.state, result.state != NOT_ATTEMPTED)
            self._show(result)
        self._tell_copies(checked=True)
        return result

    def _show(self, result):
        word, sign = VERDICTS[result.state]
        next_step, remarks = result.next_step, result.feedback
        if result.state == NOT_ATTEMPTED and NOT_SURE in self.values.values():
            word, next_step, remarks = NOT_SURE_SAID, "", ()
        elif self.exercise.kind == "confidence" and result.state == RECORDED:
            word, next_step, remarks = remarks[0].text, "", ()
        elif result.state == RECORDED:
            next_step = RECORDED_SAID.get(self.exercise.kind, next_step)
        with self.hold_sync():
            self.state = result.state
            self.status = f"{sign} {word.rstrip('.')}. {next_step}".strip()
            self.feedback = self._remarks(remarks)
            self.after = self._after(result.state)
            self.checks += 1

    def _remarks(self, remarks):
        """Each remark with the part of the answer it is about; evidence they share is named once."""
        names = parts_of(self.exercise) if len(remarks) > 1 else {}
        told = [{"about": names.get(f.about, ""), "text": f.text, "evidence": self._works(f.evidence)} for f in remarks]
        for number, remark in enumerate(told):
            if any(later["evidence"] == remark["evidence"] for later in told[number + 1:]):
                remark["evidence"] = []
        return told

    def _after(self, state):
        """What opens once an answer is right, noted, or tried twice: never before."""
        parts = []
        if state == RECORDED and hasattr(self.exercise, "rubric"):
            parts += [{"title": f"Level: {level.level}", "text": f"{level.what}\n\nSample: {level.sample}"} for level in self.exercise.rubric]
        if state in (RIGHT, RECORDED) or self.tries >= TRIES_BEFORE_EXPLANATION:
            parts.append({"title": "Explanation", "text": self.exercise.explanation, "evidence": self._works(self.exercise.evidence),
                          "open": True})
        return parts

    def _works(self, references):
        """Evidence in words: the title of a document, event or pact, or the work and the place in it."""
        return [text for text in (named(self.course, reference) for reference in references) if text]

    def _save(self, answer, state, tried):
        try:
            entry = self.progress.record(self.exercise.id, answer=answer, state=state, tried=tried, hints=self.hints_opened)
            text, kept = self.progress.message or "Saved on this computer.", {"values": self.values}
        except ProgressError as error:
            entry, text, kept = {"tries": self.tries + tried}, str(error), {}
        with self.hold_sync():
            self.tries, self.saved, self.kept = entry["tries"], text, {"number": next(_saves)} | kept

    def _to_keep(self):
        """What to write into the file: "" for an answer that was taken away, since None keeps the old one."""
        answer = answer_of(self.exercise, self.values)
        if answer is None:
            return NOT_SURE if NOT_SURE in self.values.values() else ""
        return answer

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
        self.state = entry["state"]
        if entry["tries"]:
            result = score(self.exercise, answer_of(self.exercise, self.values), self.course)
            if result.state == entry["state"]:
                self._show(result)
            else:  # changed since it was checked: a verdict now would be one that nobody asked for
                self.status = "Your last draft is here. It is not checked yet."
        if self.values:
            self.saved = "Your answer from last time is here."

    def _on_values(self, _change):
        if self._busy:
            return
        self._save(self._to_keep(), self.state, False)
        self._tell_copies()

    def _on_message(self, _widget, content, _buffers):
        if not isinstance(content, dict):
            return
        if content.get("check"):
            if isinstance(content.get("values"), dict):
                self._busy = True  # the check itself saves them
                try:
                    self.values = content["values"]
                finally:
                    self._busy = False
            self.check()
        hint = content.get("hint")
        if isinstance(hint, int) and self.hints_opened < hint <= len(self.hints):
            self.hints_opened = hint
            self._save(None, self.state, False)
            self._tell_copies()

    def _tell_copies(self, checked=False):
        for other in self._copies:
            if other is self:
                continue
            other._busy = True
            try:
                with other.hold_sync():
                    for name in ("values", "hints_opened", "tries", "state", "status", "feedback", "after", "saved", "kept"):
                        setattr(other, name, getattr(self, name))
                    other.checks += checked
            finally:
                other._busy = False

    def __repr__(self):
        lines = [f"Question ({self.exercise.kind}): {self.prompt}"]
        for field in self.fields:
            lines += [f"{field['label']}: {field.get('text', '')}".strip()] if field["label"] else []
            lines += [f"- {option['text']}" for option in field.get("options", ())]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_options):
        # The text and the HTML hold the question alone: no key, and nothing of the answers.
        return {"text/plain": repr(self), "text/html": still(repr(self), "Run this cell to answer."),
                "application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}, {}


def parts_of(exercise):
    """The words for each part of an answer that a remark may be about."""
    names = {}
    for group in ("options", "left", "sentences", "facts"):
        names |= {part.id: part.text for part in getattr(exercise, group, ())}
    names |= {option.ref: option.text for option in getattr(exercise, "evidence_options", ())}
    for row in getattr(exercise, "rows", ()):
        names |= {f"{row.id} > {cell}": f"{row.label}: {words}" for cell, words in CELL_WORDS.items()}
    return names
