"""Open the course, or do one of its jobs. Needs only Python 3.11 or newer.

    python3 start.py            open JupyterLab at the first lesson
    python3 start.py test       run every test       (test --quick: under three minutes)
    python3 start.py check      look for faults in data/
    python3 start.py --help     all that it can do

The first run makes the folder .venv, which takes a minute or two; everything
it does stands in the folder starting/.
"""
# This one file must be readable by old Pythons, so that they can say what is
# wrong: nothing newer than Python 3.6 here (a test holds it to that).
from __future__ import print_function

import sys

NEEDED = (3, 11)


def too_old(found, newer=None):
    """Return the sentence for a Python that is too old."""
    text = "Python {}.{} or newer is needed, this is {}.{}.".format(
        NEEDED[0], NEEDED[1], found[0], found[1]
    )
    if newer:
        return text + "\nYou have a newer one. Type:  {} start.py".format(newer)
    return text + "\nInstall one from https://www.python.org/downloads/ and start again."


def newer_python():
    """Return the name of a newer Python on this machine, or None."""
    try:
        from shutil import which
        from subprocess import DEVNULL, call
    except ImportError:
        return None
    for minor in range(14, NEEDED[1] - 1, -1):
        name = "python3.{}".format(minor)
        # Asked, not only found: a version manager keeps names that do not run.
        if which(name) and call([name, "-c", "pass"], stdout=DEVNULL, stderr=DEVNULL) == 0:
            return name
    return None


if __name__ == "__main__":
    if sys.version_info[:2] < NEEDED:
        print(too_old(sys.version_info, newer_python()), file=sys.stderr)
        sys.exit(1)
    from starting.verbs import main

    sys.exit(main(sys.argv[1:]))
