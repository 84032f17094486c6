"""What every record of a course shares: an id, its row, its columns, its time."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar, NamedTuple

from historylab.dates import Bounds, When


class Citation(NamedTuple):
    """One work, and where in it: a page, an article, the number of a document."""

    key: str
    locator: str = ""

    def __str__(self) -> str:
        return f"{self.key}@{self.locator}" if self.locator else self.key


Citations = tuple[Citation, ...]
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records share. `id` names the record within its table."""

    # `where(actor=...)` looks into these fields; the columns a short view shows.
    aliases: ClassVar[dict[str, Texts]] = {}
    shown: ClassVar[Texts] = ("id",)
    dated: ClassVar[bool] = False

    id: str
    row: int = 0

    @classmethod
    def columns(cls) -> Texts:
        """The names of the columns, in the order of the class."""
        return tuple(field.name for field in fields(cls) if field.name != "row")

    def bounds(self) -> Bounds | None:
        """The days between which this began and ended; None if it has no date."""
        return None


def lasting(start: When | None, end: When | None) -> Bounds | None:
    """From one moment to another; an interval written for a moment is doubt about it."""
    if start is None and end is None:
        return None
    return Bounds(
        start and start.earliest, start and start.latest, end and end.earliest, end and end.latest
    )
