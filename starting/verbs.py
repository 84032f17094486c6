"""The verbs of start.py: none (open the course), test, and those of the library."""

from __future__ import annotations

import subprocess
import sys

from starting.environment import COURSE, ROOT, TEST, child_environment, ensure
from starting.failure import Stop

HELP = """Usage: python3 start.py [VERB] [OPTIONS]

  (no verb)   open JupyterLab at the first lesson
                --port N       use this port
                --no-browser   print the address, open no browser
  test        run every test; what follows goes to pytest (a path, -k WORD, -x)
                --quick        without the browser and the slow tests
  check       look for faults in data/ and say them in plain words
  bench       measure the speed of charts and explorers
  refresh     run the notebooks again and save what they show
  export 01   write the questions of a lesson as Moodle XML
  help        this text; every other word goes to the library (python -m historylab)

The first run makes the folder .venv (one to two minutes, needs the internet).
"""


def main(arguments: list[str]) -> int:
    """Do what the words after `start.py` ask; return the exit code."""
    try:
        return _do(arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Start again when you like; an unfinished set-up is mended.", file=sys.stderr)
        return 130


def _do(arguments: list[str]) -> int:
    verb = arguments[0] if arguments else ""
    if verb in ("help", "-h", "--help"):
        print(HELP, end="")
        return 0
    if not verb or verb.startswith("-"):
        from starting.lab import open_lab

        return open_lab(arguments)
    if verb == "test":
        return _call(["-m", "pytest", *pytest_words(arguments[1:])], TEST)
    return _call(["-m", "historylab", *arguments], COURSE)


def pytest_words(arguments: list[str]) -> list[str]:
    """Return the words for pytest: two workers, a notebook never split between them."""
    words = [word for word in arguments if word != "--quick"]
    if "--quick" in arguments:
        words = ["-m", "not browser and not slow", *words]
    return ["-n", "2", "--dist", "loadfile", *words]


def _call(words: list[str], lock: str) -> int:
    python = ensure(ROOT, lock)
    child = subprocess.Popen([str(python), *words], cwd=ROOT, env=child_environment())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # the child was told as well, and ends in its own way
            continue
