"""Check the data and the exercises of the course and say in plain words what to mend."""

from __future__ import annotations

from historylab.check import check_course
from historylab.course import open_course
from historylab.exercises.read import check_exercises
from historylab.exercises.repair import claim_faults


def main(arguments: list[str]) -> int:
    """Print the report; 0 if there is nothing to mend, else 1.

    Parameters
    ----------
    arguments : list of str
        The folder of the course, or nothing: then the folders above are searched.
    """
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print("Usage: python -m historylab check [folder of the course]")
        return 2
    report = check_course(*arguments)
    print(report)
    if not report.ok:
        print("\nThe exercises are checked once the tables are in order.")
        return 1
    course = open_course(*arguments)
    exercises, faults = check_exercises(course)
    found = {"exercises": faults, "claims": claim_faults(course)}
    for where, faults in found.items():
        if faults:
            number = "1 point" if len(faults) == 1 else f"{len(faults):,} points"
            print("\n".join([f"\n{number} to mend in the {where}", "", *map(str, faults)]))
    if any(found.values()):
        return 1
    print(f"No faults: {len(exercises)} exercises in {len(exercises.lessons)} lessons")
    return 0
