"""What has been shown so far, by objective; and buttons to save, bring back and erase answers."""

from pathlib import Path

import anywidget
import traitlets

from historylab.exercises.progress import Progress, ProgressError, progress_path
from historylab.exercises.read import exercises_of
from historylab.exercises.review import reached

_HERE = Path(__file__).parent


def progress(course):
    """Show how far each objective is reached, and let answers be saved, brought back or erased.

    Parameters
    ----------
    course : Course
        An open course.

    Returns
    -------
    ProgressPanel
        A widget; its trait `rows` holds what it shows.
    """
    return ProgressPanel(course)


class ProgressPanel(anywidget.AnyWidget):
    """Progress by objective, never by score."""

    _esm = _HERE / "progress_panel.js"
    _css = _HERE / "question.css"

    rows = traitlets.List().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    tells = traitlets.Int(0).tag(sync=True)  # grows, so that the same status is announced again
    exported = traitlets.Unicode().tag(sync=True)

    def __init__(self, course):
        self.course = course
        self.progress = Progress(progress_path(course.folder))
        super().__init__()
        self.refresh()
        self.on_msg(self._on_message)

    def refresh(self):
        """Read the saved answers anew."""
        try:
            entries = self.progress.entries()
            self.status = self.progress.message
        except ProgressError as error:
            entries, self.status = {}, str(error)
        self.rows = [{"lesson": row.lesson, "text": row.text, "words": row.words}
                     for row in reached(exercises_of(self.course), entries)]

    def _on_message(self, _widget, content, _buffers):
        if not isinstance(content, dict):
            return
        try:
            if content.get("do") == "refresh":
                self.refresh()
                self.status = self.status or "The table shows your latest answers."
            elif content.get("do") == "export":
                self.exported = ""  # the same text twice must still reach the front end
                self.exported = self.progress.export()
                self.status = "Your answers are saved as a file. Take it to another computer and bring it back there."
            elif content.get("do") == "erase":
                self.progress.erase()
                self.refresh()
                self.status = "All answers on this computer are erased. Run the lesson again to see empty questions."
            elif content.get("do") == "import" and isinstance(content.get("text"), str):
                taken = self.progress.take_in(content["text"])
                self.refresh()
                self.status = f"{taken} answer{'' if taken == 1 else 's'} brought back. Run the lesson again to see them."
        except ProgressError as error:
            self.status = str(error)
        except ValueError:
            self.status = "This file holds no answers to this course. Nothing was changed."
        self.tells += 1

    def __repr__(self):
        return "\n".join(["What you have shown so far, by objective:", *(f"- {row['text']} {row['words']}" for row in self.rows)])

    def _repr_mimebundle_(self, **_options):
        return {"text/plain": repr(self),
                "application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}, {}
