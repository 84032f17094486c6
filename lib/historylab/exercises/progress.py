"""Keep answers in one small file beside the lessons, so that nothing is lost.

The file is read, changed and written again under a lock, so two kernels may save
at once; it is written beside and then put in its place, so a killed kernel leaves
the old file or the new one, never half of one. No name and no time is kept.
"""
from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

__all__ = ["Progress", "ProgressError", "progress_path"]

VERSION = 1
WAIT = 10  # seconds for another kernel to finish its save: each takes milliseconds
STATES = ("not-attempted", "wrong", "partly", "right", "recorded")


class ProgressError(OSError):
    """Answers that could not be saved, with the reason in plain words."""


def progress_path(course_folder: Path) -> Path:
    """Where the answers of a course are kept: beside its lessons, or where HISTORYLAB_PROGRESS says.

    Parameters
    ----------
    course_folder : Path
        The folder of the data tables.

    Returns
    -------
    Path
        The file; it need not exist yet.
    """
    named = os.environ.get("HISTORYLAB_PROGRESS")
    return Path(named) if named else Path(course_folder).resolve().parent / "my-progress" / "progress.json"


class Progress:
    """The answers of one learner on one machine.

    Parameters
    ----------
    path : Path
        The file to read and write.

    Examples
    --------
    >>> import tempfile
    >>> progress = Progress(Path(tempfile.mkdtemp(), "progress.json"))
    >>> progress.record("order-01", answer=["a", "b"], state="partly", tried=True)["tries"]
    1
    >>> progress.entries()["order-01"]["answer"]
    ['a', 'b']
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self.message = ""  # what happened to a damaged file, for the panel to show

    def entries(self) -> dict[str, dict]:
        """All saved answers by exercise id; an unreadable file is set aside, not lost."""
        if not self.path.exists():
            return {}
        with self._locked():
            return self._read()

    def entry(self, id: str) -> dict:
        """The saved answer of one exercise; empty where there is none."""
        return self.entries().get(id, {})

    def record(self, id: str, *, answer=None, state: str = "not-attempted", tried: bool = False,
               hints: int = 0, confidence: str | None = None) -> dict:
        """Save one answer and give back what now stands in the file.

        Parameters
        ----------
        id : str
            The exercise.
        answer : object
            A plain JSON value; None keeps the answer that is there.
        state : str
            Outcome of the last check.
        tried : bool
            Whether this was a try, which is then counted.
        hints : int
            Hints opened so far; never falls.
        confidence : str | None
            'guess', 'fairly-sure' or 'certain'; None keeps what is there.

        Returns
        -------
        dict
            The entry as saved.

        Raises
        ------
        ProgressError
            When the file cannot be written; nothing is changed then.
        """
        with self._locked():
            entries = self._read()
            old = entries.get(id, {})
            entry = {
                "answer": old.get("answer") if answer is None else answer,
                "state": state if tried or not old else old.get("state", state),
                "tries": old.get("tries", 0) + (1 if tried else 0),
                "hints": max(old.get("hints", 0), hints),
                "confidence": confidence or old.get("confidence"),
            }
            entries[id] = entry
            self._write(entries)
            return entry

    def erase(self) -> None:
        """Remove every answer, and files that were set aside."""
        with self._locked():
            for path in (self.path, *self.path.parent.glob(f"{self.path.stem}.damaged-*.json")):
                path.unlink(missing_ok=True)

    def export(self) -> str:
        """All answers as text, to be saved elsewhere or taken to another machine."""
        return _text(self.entries())

    def take_in(self, text: str) -> int:
        """Add exported answers to those here; where both have one, the one with more tries stays.

        Returns
        -------
        int
            How many answers were taken in.

        Raises
        ------
        ValueError
            When the text is no export of this course's answers.
        """
        new = _entries_of(text)
        with self._locked():
            entries = self._read()
            taken = {id: e for id, e in new.items() if id not in entries or e["tries"] > entries[id]["tries"]}
            if taken:
                self._write(entries | taken)
        return len(taken)

    def _locked(self):
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return FileLock(str(self.path) + ".lock", timeout=WAIT).acquire()
        except Timeout as error:
            raise ProgressError(f"Another program has held {self.path.name} for {WAIT} seconds. Close it, then try again.") from error
        except OSError as error:
            raise ProgressError(f"The folder {self.path.parent.name} cannot be written ({error.strerror}). "
                                "Copy the course to a folder of your own.") from error

    def _read(self) -> dict[str, dict]:
        try:
            return _entries_of(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (ValueError, UnicodeDecodeError):
            number = 1
            while (aside := self.path.with_name(f"{self.path.stem}.damaged-{number}.json")).exists():
                number += 1
            os.replace(self.path, aside)
            self.message = f"The file with your answers could not be read. It is kept as {aside.name}; a new one begins here."
            return {}

    def _write(self, entries: dict[str, dict]) -> None:
        name = None
        try:
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=self.path.parent,
                                             prefix=".saving-", suffix=".json", delete=False) as beside:
                name = beside.name
                beside.write(_text(entries))
                beside.flush()
                os.fsync(beside.fileno())
            os.replace(name, self.path)
        except OSError as error:
            if name:
                Path(name).unlink(missing_ok=True)
            raise ProgressError(f"Your answer is not saved: {error.strerror}. Free some space or ask for help, then press Check again.") from error


def _text(entries: dict[str, dict]) -> str:
    return json.dumps({"version": VERSION, "answers": entries}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _entries_of(text: str) -> dict[str, dict]:
    """The entries of a progress file; ValueError where it is not one."""
    whole = json.loads(text)
    if not isinstance(whole, dict) or whole.get("version") != VERSION or not isinstance(whole.get("answers"), dict):
        raise ValueError("this is not a file with answers to this course")
    for id, entry in whole["answers"].items():
        good = (isinstance(entry, dict) and entry.get("state") in STATES
                and all(isinstance(entry.get(key), int) and entry[key] >= 0 for key in ("tries", "hints")))
        if not good:
            raise ValueError(f"the answer to '{id}' cannot be read")
    return whole["answers"]
