"""Write the exercises of a lesson as a Moodle XML file."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from historylab.course import open_course
from historylab.exercises.export_moodle import MoodleExport, export_moodle
from historylab.exercises.read import read_exercises
from historylab.faults import CourseError
from historylab.words import PlainError, choices

NO_GIFT = ("GIFT is not written: it carries no hints, and Moodle reads Moodle XML as well.\n"
           "Leave out --format, or write --format moodle.")


def main(arguments: list[str]) -> int:
    """Write the file and say what was left out; 0 if it was written, else 1.

    Parameters
    ----------
    arguments : list of str
        The lesson, and options; see `--help`.
    """
    parser = argparse.ArgumentParser(prog="export", description=__doc__, allow_abbrev=False)
    parser.add_argument("lesson", help="the name of an exercise file without .yaml, or its beginning, such as 01")
    parser.add_argument("--format", default="moodle", choices=("moodle", "gift"), help="moodle (gift is explained)")
    parser.add_argument("--to", default=".", metavar="FOLDER", help="where to write; made if it is not there")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.add_argument("--course", metavar="FOLDER", help="the folder of the course, if it is not this one")
    try:
        asked = parser.parse_args(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    if asked.format == "gift":
        print(NO_GIFT)
        return 1
    try:
        course = open_course(asked.course)
        exercises = read_exercises(course)
    except (CourseError, PlainError) as error:
        print(error)
        return 1
    known = [lesson.id for lesson in exercises.lessons]
    found = [id for id in known if id == asked.lesson] or [id for id in known if id.startswith(asked.lesson)]
    if len(found) != 1:
        print(f"There is no lesson '{asked.lesson}'. {choices(asked.lesson, known)}" if not found
              else f"'{asked.lesson}' may be {' or '.join(found)}: write more of it.")
        return 1
    lesson = exercises.lesson(found[0])
    made = export_moodle(lesson, course)
    path = Path(asked.to).resolve() / f"{lesson.id}.xml"
    if path.exists() and not asked.force:
        print(f"{path} is there already, so nothing was written.\nTo write over it, add --force; or name another folder with --to.")
        return 1
    try:
        _write(path, made.text)
    except OSError as error:
        print(f"{path} cannot be written ({error.strerror}). Name another folder with --to.")
        return 1
    print(report(path, made, len(lesson.exercises)))
    return 0


def report(path: Path, made: MoodleExport, exercises: int) -> str:
    """What was written, what was not and why, and what to do in Moodle.

    Parameters
    ----------
    path : Path
        The file.
    made : MoodleExport
        What stands in it.
    exercises : int
        How many exercises the lesson has.
    """
    told = [f"Written: {path}",
            f"{made.questions} question{'' if made.questions == 1 else 's'} from {exercises - len(made.left_out)} of {exercises} exercises"]
    if made.left_out:
        told += ["", "Left out", *(f"  {id}: {reason}" for id, reason in made.left_out.items())]
    if made.changed:
        told += ["", "Otherwise in Moodle", *(f"  {', '.join(ids)}: {reason}" for reason, ids in made.changed.items())]
    return "\n".join([*told, "", "In Moodle: Question bank, Import, Moodle XML format. In the quiz choose the behaviour",
                      '"Interactive with multiple tries", which shows the hints one after the other.'])


def _write(path: Path, text: str) -> None:
    """Write beside, then replace, so that no half file is left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        beside.write_text(text, "utf-8", newline="\n")
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
