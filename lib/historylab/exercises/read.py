"""Read the exercise files of a course; all faults come at once, with file and line."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..table import UnknownId
from ..words import PlainError
from . import rules
from .fields import BAD, Group, ListOf, Place, nearest, read_group
from .model import KINDS, Exercise, Lesson, Objective
from .nodes import Node, parse

__all__ = ["ExerciseError", "ExerciseSet", "check_exercises", "check_text", "exercises_of", "read_exercise", "read_exercises"]

FOLDER = "exercises"

parsed = lru_cache(maxsize=24)(parse)  # a tree is never changed, and reading YAML is what takes the time

_read: dict[Path, tuple[tuple, "ExerciseSet"]] = {}  # the last good reading of each folder


@dataclass(frozen=True, slots=True)
class ExerciseSet:
    """The exercises of a course, by lesson and by id.

    Examples
    --------
    >>> ExerciseSet(()).ids
    ()
    """

    lessons: tuple[Lesson, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Every exercise id, in the order of files and lines."""
        return tuple(exercise.id for exercise in self)

    def __iter__(self) -> Iterator[Exercise]:
        return (exercise for lesson in self.lessons for exercise in lesson.exercises)

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, id: str) -> Exercise:
        for exercise in self:
            if exercise.id == id:
                return exercise
        raise UnknownId(f"there is no exercise '{id}' in data/{FOLDER}; {nearest(id, self.ids) or 'look for its id in the files there'}")

    def lesson(self, id: str) -> Lesson:
        """The lesson with this id, such as '01-two-pacts'."""
        for lesson in self.lessons:
            if lesson.id == id:
                return lesson
        known = [lesson.id for lesson in self.lessons]
        raise UnknownId(f"there is no exercise file for the lesson '{id}'; {nearest(id, known) or 'known: ' + ', '.join(known)}")


def read_exercises(course) -> ExerciseSet:
    """Read every exercise file of a course, or refuse with all that is wrong.

    Parameters
    ----------
    course : Course
        An open course; its folder holds `exercises/*.yaml`.

    Returns
    -------
    ExerciseSet
        All exercises; empty where there are no files.

    Raises
    ------
    ExerciseError
        With every fault of every file.
    """
    found, faults = check_exercises(course)
    if faults:
        raise ExerciseError(faults)
    return found


def exercises_of(course) -> ExerciseSet:
    """The exercises of a course; read again only when a file has changed.

    So a teacher who saves an exercise file sees the change by running one cell.

    Parameters
    ----------
    course : Course
        An open course.

    Raises
    ------
    ExerciseError
        With every fault of every file.
    """
    folder = Path(course.folder, FOLDER)
    stamp = tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.glob("*.yaml")))
    if folder not in _read or _read[folder][0] != stamp:
        _read[folder] = (stamp, read_exercises(course))
    return _read[folder][1]


def check_exercises(course) -> tuple[ExerciseSet, list]:
    """Read every exercise file and say all that is wrong; never raises on bad files.

    Parameters
    ----------
    course : Course
        An open course.

    Returns
    -------
    tuple[ExerciseSet, list[Fault]]
        What could be read, and the faults.
    """
    return _check_files(course, {})


def check_text(course, lesson: str, text: str) -> tuple[ExerciseSet, list]:
    """Check a text as if it were the file of a lesson; nothing is written.

    Parameters
    ----------
    course : Course
        An open course; its other exercise files are read too.
    lesson : str
        The name of the file without .yaml; there need be no such file yet.
    text : str
        What would stand in the file.

    Returns
    -------
    tuple[ExerciseSet, list[Fault]]
        What could be read, and the faults of all files.
    """
    return _check_files(course, {lesson: text})


def _check_files(course, instead: dict[str, str]) -> tuple[ExerciseSet, list]:
    """Read every file of the folder; for those in `instead`, the text given there."""
    faults: list = []
    lessons = []
    known = rules.known_ids(course)
    folder = Path(course.folder, FOLDER)
    for path in sorted({*folder.glob("*.yaml"), *(folder / f"{name}.yaml" for name in instead)}):
        place = Place(f"{FOLDER}/{path.name}", faults, known=known)
        lesson = _read_text(instead[path.stem], path.stem, place) if path.stem in instead else _read_file(path, place)
        if lesson is not None:
            lessons.append(lesson)
    found = ExerciseSet(tuple(lessons))
    rules.check(found, course, faults)
    return found, faults


def _read_file(path: Path, place: Place) -> Lesson | None:
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        place.fault(line, "the file is not saved as UTF-8 (perhaps as Latin-1 or Windows-1252)",
                    remedy="save it again and choose the encoding UTF-8")
        return None
    except OSError as error:
        place.fault(1, f"the file cannot be opened ({error.strerror})", remedy="check that it is there and that you may read it")
        return None
    return _read_text(text, path.stem, place)


def _read_text(text: str, name: str, place: Place) -> Lesson | None:
    root, broken = parsed(text)
    for fault in broken:
        place.fault(fault.line, fault.problem, value=fault.value, remedy=fault.remedy)
    return None if root is None else read_lesson(root, name, place)


def read_lesson(root: Node, name: str, place: Place) -> Lesson | None:
    """Turn the tree of one file into a lesson; whatever can be read is kept."""
    if not isinstance(root.value, dict):
        place.fault(root.line, f"the file must begin with 'lesson:', but it is {root.shape}", remedy="copy the beginning of another file")
        return None
    allowed = ("lesson", "objectives", "exercises")
    for key in root.value:
        if key not in allowed:
            place.fault(root.key_lines[key], f"unknown key '{key}'", value=key, allowed=", ".join(allowed),
                        remedy=nearest(key, allowed) or "take it out")
    for key in allowed:
        if key not in root.value:
            place.fault(root.line, f"the file has no '{key}' yet", remedy=f"add a line '{key}: ...'")
    lesson = root.value.get("lesson")
    if lesson is not None and lesson.value != name:
        place.inside("lesson").fault(lesson.line, "the lesson is not called as the file is", value=str(lesson.value)[:60], allowed=name)
    objectives = ()
    if "objectives" in root.value:
        objectives = ListOf(Group(Objective), 1, None, "objective").read(root.value["objectives"], place.inside("objectives"))
    exercises = []
    block = root.value.get("exercises")
    if block is not None and not isinstance(block.value, list):
        place.fault(block.line, f"'exercises' must be a list, but it is {block.shape}", remedy="begin each exercise with '- id: ...'")
    elif block is not None:
        for number, child in enumerate(block.value, start=1):
            exercise = read_exercise(child, number, name, place)
            if exercise is not BAD:
                exercises.append(exercise)
    return Lesson(name, () if objectives is BAD else objectives, tuple(exercises), place.file)


def read_exercise(node: Node, number: int, lesson: str, place: Place) -> object:
    """Read one exercise by its kind; BAD (with the faults told) where that cannot be."""
    if not isinstance(node.value, dict):
        return place.fault(node.line, f"exercise {number} is {node.shape}, not a group of keys", remedy="begin it with '- id: ...'")
    id_node = node.value.get("id")
    inside = place.inside(id_node.value if id_node and isinstance(id_node.value, str) else f"exercise {number}")
    kind = node.value.get("kind")
    if kind is None:
        return inside.fault(node.line, "the exercise has no kind yet", allowed=", ".join(KINDS), remedy="add a line 'kind: choice'")
    if kind.value not in KINDS:
        shown = str(kind.value)[:60] if isinstance(kind.value, str) else kind.shape
        return inside.inside("kind").fault(kind.line, "this kind of exercise is not known", value=shown,
                                           allowed=", ".join(KINDS), remedy=nearest(shown, KINDS) or "take one of these")
    return read_group(KINDS[kind.value], node, inside, extra={"lesson": lesson, "file": place.file, "line": node.line})


class ExerciseError(PlainError, ValueError):
    """Exercise files that cannot be used; the text lists every fault."""

    def __init__(self, faults: list) -> None:
        self.faults = tuple(faults)
        count = len(faults)
        head = f"{count} point{'' if count == 1 else 's'} to mend in data/{FOLDER}:"
        super().__init__("\n".join([head, *(f"- {fault}" for fault in faults)]))
