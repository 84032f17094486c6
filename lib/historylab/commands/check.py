"""Check the data of the course and say in plain words what to mend."""

from __future__ import annotations

from historylab.check import check_course


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
    return 0 if report.ok else 1
