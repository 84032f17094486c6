"""Change, add, copy, take out and bring back exercises in their YAML file.

A change is written only when the file is whole afterwards; each version that is
replaced stays in `.undo/`, so that every step, and the original, can come back.
"""
from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from ..table import UnknownId
from ..words import PlainError
from .blank import blank, tidy
from .fields import BAD, Place, nearest
from .locks import locked_changes
from .nodes import Node
from .read import FOLDER, ExerciseError, check_exercises, check_text, parsed, read_exercise
from .rewrite import RewriteError, rewrite
from .rules import check, known_ids

__all__ = ["EditRefused", "LessonFile", "open_points"]

TEACHER = "teacher"
UNDO = ".undo"


class EditRefused(PlainError, ValueError):
    """A change that was not written; `points` names each thing to mend."""

    def __init__(self, points: list[str]) -> None:
        self.points = tuple(points)
        super().__init__("\n".join(["Nothing was changed. To mend first:", *(f"- {point}" for point in points)]))


def open_points(course, text: str, lesson: str = "draft") -> list[str]:
    """What is still missing or wrong in the text of an exercise file, in plain words.

    Parameters
    ----------
    course : Course
        An open course; ids and sources are looked up there.
    text : str
        The whole text of an exercise file. It is only read.
    lesson : str
        The name of the file without .yaml.

    Returns
    -------
    list[str]
        One sentence for each point; empty where nothing is missing.
    """
    file = f"{FOLDER}/{lesson}.yaml"
    faults = [fault for fault in check_text(course, lesson, text)[1] if fault.file == file]
    return [_said(fault, line=True) for fault in sorted(faults, key=lambda fault: fault.row or 0)]


class LessonFile:
    """The exercise file of one lesson, as something that can be changed.

    Parameters
    ----------
    course : Course
        An open course.
    lesson : str
        The name of the file in data/exercises without .yaml.

    Raises
    ------
    UnknownId
        When there is no such file; the nearest name is given.
    ExerciseError
        When the file cannot be read as YAML at all.
    """

    def __init__(self, course, lesson: str) -> None:
        self.course, self.lesson = course, lesson
        folder = Path(course.folder, FOLDER)
        self.path = folder / f"{lesson}.yaml"
        self.undo_folder = folder / UNDO / lesson
        names = sorted(path.stem for path in folder.glob("*.yaml"))
        if lesson not in names:
            raise UnknownId(f"there is no exercise file for the lesson '{lesson}'; {nearest(lesson, names) or 'known: ' + ', '.join(names)}")
        self.entries()

    @property
    def name(self) -> str:
        """How messages call the file."""
        return f"data/{FOLDER}/{self.path.name}"

    # ------------------------------------------------------------ reading

    def text(self) -> str:
        """The text of the file, with plain line ends."""
        return self.path.read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")

    def entries(self) -> list[dict]:
        """The exercises as plain texts, lists and groups."""
        try:
            tree, faults = parsed(self.text())
        except (OSError, UnicodeDecodeError):
            tree, faults = None, []
        listed = tree.value.get("exercises") if tree is not None and isinstance(tree.value, dict) else None
        if not faults and listed is not None and isinstance(listed.value, list) and all(isinstance(node.value, dict) for node in listed.value):
            return _plain(listed)
        raise ExerciseError(check_exercises(self.course)[1])

    def entry(self, id: str) -> dict:
        """One exercise as plain texts, lists and groups."""
        found = {entry.get("id"): entry for entry in self.entries()}
        if id not in found:
            raise UnknownId(f"there is no exercise '{id}' in {self.name}; {nearest(id, found) or 'look for its id in the file'}")
        return found[id]

    def objectives(self) -> dict[str, str]:
        """The objectives of the lesson: id and text."""
        tree, _ = parsed(self.text())
        part = tree.value.get("objectives")
        rows = part.value if part is not None and isinstance(part.value, list) else []
        return {str(row.value["id"].value): str(row.value["text"].value).strip()
                for row in rows if isinstance(row.value, dict) and {"id", "text"} <= set(row.value)}

    def read(self, entry: dict, found) -> tuple[object, list[str]]:
        """An exercise made from plain values, and its open points; nothing is written.

        Parameters
        ----------
        entry : dict
            As `entry` gives it, perhaps half filled in.
        found : ExerciseSet
            All exercises of the course, for what must be unique or must exist.

        Returns
        -------
        tuple[Exercise | None, list[str]]
        """
        from dataclasses import replace

        faults: list = []
        place = Place(f"{FOLDER}/{self.path.name}", faults, known=known_ids(self.course))
        exercise = read_exercise(_node(tidy(entry)), 1, self.lesson, place)
        if exercise is BAD:
            return None, [_said(fault) for fault in faults]
        lessons = []
        for lesson in found.lessons:
            if lesson.id == self.lesson:
                kept = [old for old in lesson.exercises if old.id != exercise.id]
                lesson = replace(lesson, exercises=(*kept, exercise))
            lessons.append(lesson)
        before, after = [], []
        check(found, self.course, before)
        check(type(found)(tuple(lessons)), self.course, after)
        mine = [fault for fault in after if fault.column.split(" > ")[0] == exercise.id
                or (fault.file == place.file and fault.column == "exercises" and fault not in before)]
        return exercise, [_said(fault) for fault in mine]

    def template(self, kind: str) -> dict:
        """A new exercise of a kind, with all that must be filled in still empty."""
        return blank(kind, self._free_id(f"new-{kind}"), next(iter(self.objectives()), ""))

    # ------------------------------------------------------------ changing

    def change(self, id: str, new: dict) -> str:
        """Write new values of one exercise.

        Parameters
        ----------
        id : str
            Which exercise.
        new : dict
            The keys that change, such as {"minutes": "4"}; None takes a key out.

        Returns
        -------
        str
            What was done, in words.

        Raises
        ------
        EditRefused
            When the file would be faulty, or a locked fact would change without a source.
        """
        entries, old = self.entries(), self.entry(id)
        if new.get("id", id) != id:
            raise EditRefused(["The id of an exercise stays: notebooks and saved answers know it by this name. Copy it to get another id."])
        wanted = tidy({key: value for key, value in _merged(old, new).items() if value is not None})
        if wanted == tidy(old):
            return "Nothing was changed, so nothing was written."
        if points := locked_changes(old, wanted, self.course):
            raise EditRefused(points)
        wanted["changed_by"] = TEACHER
        self._write([wanted if entry.get("id") == id else entry for entry in entries])
        return f"Saved: {id} in {self.name}."

    def add(self, entry: dict) -> str:
        """Write a new exercise at the end of the file; `entry` as `template` gives it, filled in."""
        entry = tidy(entry) | {"changed_by": TEACHER}
        self._write([*self.entries(), entry])
        return f"Added: {entry['id']} in {self.name}. To show it, put this line into a cell: hl.exercise(course, \"{entry['id']}\")"

    def copied(self, id: str) -> dict:
        """A copy of an exercise under an id of its own, for self-study; not written yet."""
        copy = dict(self.entry(id))
        return copy | {"id": self._free_id(f"{id}-copy"), "path": "self-study"}

    def copy(self, id: str) -> str:
        """Write a copy of an exercise below it, for self-study; gives the new id."""
        entries, copy = self.entries(), self.copied(id) | {"changed_by": TEACHER}
        place = 1 + [entry.get("id") for entry in entries].index(id)
        self._write([*entries[:place], copy, *entries[place:]])
        return copy["id"]

    def remove(self, id: str) -> str:
        """Take an exercise out of the file, unless a notebook shows it."""
        self.entry(id)
        shown = self._shown_in(id)
        if shown:
            raise EditRefused([f"{', '.join(shown)} shows the exercise '{id}'. Take that cell out of the notebook first."])
        self._write([entry for entry in self.entries() if entry.get("id") != id])
        return f"Taken out: {id}. 'Undo the last change' brings it back."

    # ------------------------------------------------------------ bringing back

    def steps(self) -> list[Path]:
        """The versions that can be brought back, the original first."""
        return sorted(self.undo_folder.glob("[0-9]*.yaml"))

    def undo(self) -> str:
        """Bring back the file as it was before the last change."""
        steps = self.steps()
        if not steps:
            return "There is no change to undo."
        self._keep("replaced.yaml")
        self._replace(steps[-1].read_bytes())
        steps[-1].unlink()
        return f"Undone: {self.name} is as it was one change ago."

    def back_to_original(self) -> str:
        """Bring back the file as it was before the first change; this too can be undone."""
        steps = self.steps()
        if not steps or steps[0].read_bytes() == self.path.read_bytes():
            return f"{self.name} is the original."
        original = steps[0].read_bytes()
        self._keep(self._next_step())
        self._replace(original)
        return f"{self.name} is again as it was before your first change here."

    # ------------------------------------------------------------ writing

    def _write(self, entries: list[dict]) -> None:
        old = self.text()
        try:
            new = rewrite(old, entries)
        except RewriteError as error:
            raise EditRefused([str(error)]) from None
        others = {_same(fault) for fault in check_exercises(self.course)[1]}
        file = f"{FOLDER}/{self.path.name}"
        bad = [fault for fault in check_text(self.course, self.lesson, new)[1] if fault.file == file or _same(fault) not in others]
        if bad:
            raise EditRefused([_said(fault, line=True) for fault in bad])
        raw = self.path.read_bytes()
        if b"\r\n" in raw:
            new = new.replace("\n", "\r\n")
        self._keep(self._next_step())
        self._replace((b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b"") + new.encode())

    def _replace(self, content: bytes) -> None:
        """Write beside the file, then put it in its place: nobody ever reads half a file."""
        beside = self.path.with_name(self.path.name + ".new")
        try:
            beside.write_bytes(content)
            shutil.copymode(self.path, beside)
            os.replace(beside, self.path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise EditRefused([f"{self.name} cannot be written ({error.strerror}). Check that you may change files in this folder."]) from None

    def _next_step(self) -> str:
        steps = self.steps()
        return f"{int(steps[-1].stem) + 1 if steps else 0:04d}.yaml"

    def _keep(self, name: str) -> None:
        try:
            self.undo_folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.path, self.undo_folder / name)
        except OSError as error:
            raise EditRefused([f"The old version cannot be kept in {UNDO} ({error.strerror}), so nothing was changed."]) from None

    def _free_id(self, wanted: str) -> str:
        taken = set(check_exercises(self.course)[0].ids) | {entry.get("id") for entry in self.entries()}
        number, id = 2, wanted
        while id in taken:
            id, number = f"{wanted}-{number}", number + 1
        return id

    def _shown_in(self, id: str) -> list[str]:
        """The notebooks with a code cell that shows the exercise."""
        call = re.compile(rf"exercise\([^)]*\\?[\"']{re.escape(id)}\\?[\"']")
        folder = Path(self.course.folder).resolve().parent / "notebooks"
        return [path.name for path in sorted(folder.rglob("*.ipynb"))
                if ".ipynb_checkpoints" not in path.parts and call.search(path.read_text("utf-8", errors="replace"))]


def _plain(node: Node):
    """A part of the file as plain texts, lists and groups."""
    if isinstance(node.value, dict):
        return {key: _plain(part) for key, part in node.value.items()}
    return [_plain(part) for part in node.value] if isinstance(node.value, list) else node.value.strip()


def _node(value) -> Node:
    """Plain values as the reader takes them."""
    if isinstance(value, dict):
        return Node({key: _node(part) for key, part in value.items()}, 1, dict.fromkeys(value, 1))
    return Node([_node(part) for part in value] if isinstance(value, list) else str(value), 1)


def _merged(old: dict, new: dict) -> dict:
    """The old values with the new ones; a new key comes before hints, where authors put it."""
    fresh = {key: value for key, value in new.items() if key not in old}
    merged: dict = {}
    for key, value in old.items():
        if key == "hints":
            merged |= fresh
        merged[key] = new.get(key, value)
    return merged | {key: value for key, value in fresh.items() if key not in merged}


def _same(fault) -> tuple:
    return fault.file, fault.column, fault.value, fault.problem


def _said(fault, *, line: bool = False) -> str:
    """A fault as one sentence: where, what, and what to do; `line` for those who see the file."""
    steps = fault.column.split(" > ") if fault.column else []
    where = ", ".join(steps) if line else _in_words(steps[1:])
    if line and fault.row:
        where = f"line {fault.row}" + (f" ({where})" if where else "")
    if not line and not fault.value and fault.problem in ("the text is still empty", "this is not a usable name", "this is not a number"):
        return f"{where}: still empty."
    value = f" ('{fault.value}')" if fault.value and fault.value not in fault.problem else ""
    allowed = f" {'What goes there' if ' has no ' in fault.problem else 'Allowed'}: {fault.allowed}." if fault.allowed else ""
    remedy = f" To do: {fault.remedy.rstrip('.')}{'' if fault.remedy.endswith('?') else '.'}" if fault.remedy else ""
    return f"{where + ': ' if where else ''}{fault.problem}{value}.{allowed}{remedy}"


def _in_words(steps: list[str]) -> str:
    """'Option c, feedback' out of options > c > feedback."""
    told: list[str] = []
    for step in steps:
        before = told.pop() if told and told[-1] in _LISTS else None
        told.append(f"{_LISTS[before]} {step}" if before else {"prompt": "question"}.get(step, step.replace("_", " ")))
    words = ", ".join(told)
    return words[:1].upper() + words[1:]


_LISTS = {"hints": "hint", "options": "option", "answers": "verdict", "evidence options": "evidence", "sentences": "sentence",
          "facts": "fact", "items": "item", "rows": "row", "starters": "way to begin"}
