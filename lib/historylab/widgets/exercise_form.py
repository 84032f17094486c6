"""A form in which a teacher changes exercises: it writes the same text file as an editor would."""

from html import escape
from pathlib import Path

import anywidget
import traitlets
from ipywidgets import HBox, Layout

from historylab.exercises.blank import tidy
from historylab.exercises.edit import EditRefused, LessonFile
from historylab.exercises.locks import locked_changes
from historylab.exercises.read import ExerciseError, check_exercises
from historylab.table import UnknownId
from historylab.widgets.exercise_fields import kinds, lists_of, sections_of
from historylab.widgets.question import Question

_HERE = Path(__file__).parent
_DEEPEST = 6  # an exercise has no more levels than that


def edit_exercises(course, lesson=None):
    """Show a form that changes, adds, copies, takes out and brings back the exercises of a lesson.

    Parameters
    ----------
    course : Course
        An open course.
    lesson : str, optional
        The name of a file in data/exercises without .yaml; None takes the first.

    Returns
    -------
    ExerciseForm
        The form with a live preview; nothing is written before Save is pressed.

    Raises
    ------
    UnknownId
        When there is no exercise file of that name; the nearest is given.
    ExerciseError
        When the file cannot be read as YAML; each fault is named with its line.
    """
    if lesson is None:
        names = sorted(path.stem for path in Path(course.folder, "exercises").glob("*.yaml"))
        lesson = names[0] if names else "(none)"
    return ExerciseForm(course, lesson)


class FormPanel(anywidget.AnyWidget):
    """The controls; what they mean is decided by `ExerciseForm`."""

    _esm = _HERE / "exercise_form.js"
    _css = "\n".join((_HERE / name).read_text("utf-8") for name in ("question.css", "exercise_form.css"))

    lesson = traitlets.Unicode().tag(sync=True)
    kinds = traitlets.List().tag(sync=True)
    lists = traitlets.Dict().tag(sync=True)
    choices = traitlets.List().tag(sync=True)
    current = traitlets.Unicode().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)
    points = traitlets.List().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    steps = traitlets.Int(0).tag(sync=True)


class ExerciseForm(HBox):
    """The form and, beside it, the question as pupils would see it."""

    def __init__(self, course, lesson):
        self.course, self.file = course, LessonFile(course, lesson)
        self.panel = FormPanel(lesson=lesson, kinds=kinds(), layout=Layout(flex="1 1 430px", min_width="0"))
        self.preview, self._base, self._drafts, self._new = None, {}, {}, set()
        super().__init__([self.panel], layout=Layout(flex_flow="row wrap", align_items="flex-start", overflow="visible"))
        self._reload()
        self._choose(next(iter(self._ids()), ""))
        self.panel.on_msg(self._on_message)

    # ------------------------------------------------------------ what is shown

    def _ids(self):
        return [entry["id"] for entry in self.file.entries() if isinstance(entry.get("id"), str)]

    def _reload(self):
        """Read the files anew: what can be chosen, and how many steps can be undone."""
        self._found, _ = check_exercises(self.course)
        self.panel.steps = len(self.file.steps())
        self.panel.lists = lists_of(self.course, self.file.objectives(), self._found.ids)
        self._tell_choices()

    def _tell_choices(self):
        told = [{"id": entry["id"], "text": f"{entry['id']} ({entry.get('kind', '?')})" + (" - not saved yet" if entry["id"] in self._drafts else "")}
                for entry in self.file.entries() if isinstance(entry.get("id"), str)]
        told += [{"id": id, "text": f"{id} - new, not saved yet"} for id in self._drafts if id in self._new]
        self.panel.choices = told

    def _choose(self, id):
        """Put an exercise into the form: as it was left, or as it stands in the file."""
        self._base = {} if id in self._new else self.file.entry(id) if id in self._ids() else {}
        entry = self._drafts.get(id) or self._base
        if not entry:
            return
        page = {"id": id, "data": entry, "sections": []}
        try:
            page["sections"] = sections_of(entry, new=id in self._new)
        except KeyError:
            self.panel.status = f"The kind of {id} is not known. Mend it in the text file."
        self.panel.current = id
        self.panel.page = {}  # the same page twice must still reach the front end
        self.panel.page = page
        self._judge(entry)

    def _judge(self, entry):
        """Name the open points of a draft, and show it as a question as soon as it is one."""
        exercise, points = self.file.read(entry, self._found)
        if self._base:
            points += locked_changes(tidy(self._base), tidy(entry), self.course)
        self.panel.points = points
        if exercise is None:
            if self.preview is not None and self.preview.exercise.id != self.panel.current:
                self._show(None)
        elif self.preview is None or self.preview.exercise != exercise:
            self._show(Question(self.course, exercise, preview=True))

    def _show(self, question):
        old, self.preview = self.preview, question
        if question is not None:
            question.badge = "Preview: as pupils will see it"
            question.layout = Layout(flex="1 1 330px", min_width="0")
            if old is not None and old.exercise.id == question.exercise.id and old.values:
                question.values = old.values  # what was tried in the preview stays tried
                if old.tries:
                    question.check()
        self.children = [self.panel] if question is None else [self.panel, question]
        if old is not None:
            old.close()

    # ------------------------------------------------------------ what is done

    def _on_message(self, _widget, content, _buffers):
        if not isinstance(content, dict):
            return
        do, draft = content.get("do"), _plain(content.get("draft"))
        if do in ("draft", "save") and isinstance(draft, dict):
            self._take(draft)
        try:
            match do:
                case "choose" if isinstance(content.get("id"), str):
                    self.panel.status = ""
                    self._choose(content["id"])
                case "save":
                    self._save()
                case "add" if content.get("kind") in {kind["id"] for kind in self.panel.kinds}:
                    self._add(content["kind"])
                case "copy" | "remove" if self._base:
                    self._copy() if do == "copy" else self._remove()
                case "again":
                    self._again()
                case "undo" | "original":
                    self._back(self.file.undo if do == "undo" else self.file.back_to_original)
        except EditRefused as error:
            self.panel.points = list(error.points)
            self.panel.status = f"Not saved: {_count(error.points)} to mend, named below."
        except (UnknownId, ExerciseError, OSError) as error:
            self.panel.status = str(error)

    def _take(self, draft):
        """Keep what stands in the form, so that nothing typed is lost by looking elsewhere."""
        id = self.panel.current
        if not id or draft.get("kind") not in {kind["id"] for kind in self.panel.kinds}:
            return
        if tidy(draft) != tidy(self._base):
            known = id in self._drafts
            self._drafts[id] = draft
            if not known:
                self._tell_choices()
        elif self._drafts.pop(id, None):
            self._tell_choices()
        self._judge(draft)

    def _save(self):
        id = self.panel.current
        draft = self._drafts.get(id)
        if draft is None:
            self.panel.status = "Nothing was changed, so there is nothing to save."
            return
        if self._base and self.file.entry(id) != self._base:
            raise EditRefused([*self.panel.points, f"{id} was changed in the text file in the meantime. Press 'Start again from the file' to see that."])
        if self.panel.points:  # as the draft was judged a moment ago
            raise EditRefused(self.panel.points)
        said = self.file.add(draft) if id in self._new else self.file.change(id, draft)
        id = draft["id"].strip() if self.panel.current in self._new else id
        self._new.discard(self.panel.current)
        self._drafts.pop(self.panel.current, None)
        self._base = self.file.entry(id)
        self._reload()
        self.panel.current, self.panel.points, self.panel.status = id, [], said

    def _add(self, kind):
        entry = self.file.template(kind)
        number, id = 2, entry["id"]
        while entry["id"] in self._drafts:
            entry["id"], number = f"{id}-{number}", number + 1
        self._new.add(entry["id"])
        self._drafts[entry["id"]] = entry
        self._tell_choices()
        self._choose(entry["id"])
        self.panel.status = f"A new exercise ({kind}). Fill it in; Save writes it into the file."

    def _copy(self):
        old = self.panel.current
        new = self.file.copy(old)
        self._reload()
        self._choose(new)
        self.panel.status = f"Copied: {old} is now also there as {new}, for self-study."

    def _remove(self):
        said = self.file.remove(self.panel.current)
        self._drafts.pop(self.panel.current, None)
        self._reload()
        self._choose(next(iter(self._ids()), ""))
        self.panel.status = said

    def _again(self):
        id = self.panel.current
        self._drafts.pop(id, None)
        was_new = id in self._new
        self._new.discard(id)
        self._reload()
        self._choose(next(iter(self._ids()), "") if was_new or id not in self._ids() else id)
        self.panel.status = "This is what stands in the file."

    def _back(self, step):
        said = step()
        self._drafts.pop(self.panel.current, None)
        self._reload()
        self._choose(self.panel.current if self.panel.current in self._ids() else next(iter(self._ids()), ""))
        self.panel.status = said

    # ------------------------------------------------------------ as text

    def __repr__(self):
        return f"A form to change the exercises of lesson {self.file.lesson}, with a preview"

    def _repr_mimebundle_(self, **_options):
        return {"text/plain": repr(self),
                "text/html": f"<p>{escape(repr(self))}. Run this cell to use it.</p>",
                "application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}, {}


def _count(points):
    return "1 point" if len(points) == 1 else f"{len(points)} points"


def _plain(value, depth=0):
    """What the front end sent, as texts, lists and groups only."""
    if isinstance(value, dict) and depth < _DEEPEST:
        return {str(key): _plain(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list) and depth < _DEEPEST:
        return [_plain(part, depth + 1) for part in value]
    return "" if value is None or isinstance(value, (dict, list)) else str(value)
