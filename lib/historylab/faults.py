"""What is wrong with a course: one `Fault` for each thing to mend, one `Report` for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from historylab.words import PlainError, did_you_mean

_LONGEST = 120  # a value is cut to so many characters in a message
_ROWS = 8  # a fault that many rows share names so many of them


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend.

    Attributes
    ----------
    file : str
        Name of the file.
    row : int or None
        Row as a spreadsheet shows it (the header is row 1); None: the whole file.
    column : str
        Name of the column; "" if no one column is at fault.
    value : str
        What stands there.
    problem, allowed, remedy : str
        What is wrong, what may stand there or the nearest spelling, what to do next.
    """

    file: str
    row: int | None = None
    column: str = ""
    value: str = ""
    problem: str = ""
    allowed: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        return _told(self, [self.row] if self.row is not None else [])


@dataclass(frozen=True, slots=True)
class Report:
    """All faults of a course at once; `ok` if there are none.

    Attributes
    ----------
    folder : str
        The data folder that was read.
    faults : tuple of Fault
        In the order of the files and of their rows.
    counts : dict of str to int
        Rows of each table that was read.
    """

    folder: str
    faults: tuple[Fault, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.faults

    def __str__(self) -> str:
        if self.ok:
            rows = sum(self.counts.values())
            return f"No faults: {len(self.counts)} tables with {rows:,} rows in {self.folder}"
        # The same fault in many rows (a renamed key, say) is told once, with its rows.
        alike: dict[Fault, list[int]] = {}
        for fault in self.faults:
            rows = alike.setdefault(_without_row(fault), [])
            if fault.row is not None:
                rows.append(fault.row)
        number = "1 fault" if len(self.faults) == 1 else f"{len(self.faults):,} faults"
        told = [_told(fault, rows) for fault, rows in alike.items()]
        return "\n\n".join([f"{number} in {self.folder}", *told])


class CourseError(PlainError):
    """The course was not opened; the text lists every fault, `report` holds them."""

    def __init__(self, report: Report):
        self.report = report
        super().__init__(f"The course was not opened: {report}")


class Speller:
    """Finds nearest spellings, but stops before that takes long on a badly damaged course."""

    def __init__(self, comparisons: int = 100_000):
        self._left = comparisons
        self._told: dict[tuple[str, str], str] = {}

    def ask(self, word: str, known: Iterable[str], name: str) -> str:
        """Ask "Did you mean ...?"; `name` tells one set of known words from another."""
        if (word, name) not in self._told:
            known = tuple(known)
            self._left -= len(known)
            self._told[word, name] = did_you_mean(word, known) if self._left >= 0 else ""
        return self._told[word, name]


def _without_row(fault: Fault) -> Fault:
    return Fault(
        fault.file, None, fault.column, fault.value, fault.problem, fault.allowed, fault.remedy
    )


def _told(fault: Fault, rows: list[int]) -> str:
    place = [fault.file]
    row, column = ("line", "") if fault.file.endswith(".yaml") else ("row", "column ")
    if len(rows) == 1:
        place.append(f"{row} {rows[0]}")
    elif rows:
        more = f" and {len(rows) - _ROWS} more" if len(rows) > _ROWS else ""
        place.append(f"{row}s {', '.join(map(str, rows[:_ROWS]))}{more}")
    if fault.column:
        place.append(f"{column}{fault.column}")
    shown = fault.value if len(fault.value) <= _LONGEST else fault.value[:_LONGEST] + "..."
    head = ", ".join(place) + (f": {shown!r}" if shown else "")
    allowed = f"Allowed: {fault.allowed}" if fault.allowed else ""
    remedy = f"Next: {fault.remedy}" if fault.remedy else ""
    return "\n  ".join(line for line in (head, fault.problem, allowed, remedy) if line)
