"""Open a course: every table read and checked, or nothing at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from historylab.check import read_course
from historylab.faults import CourseError
from historylab.records import (
    Actor, Citation, Claim, Definition, Document, Estimate, Event, Interpretation, MapLine,
    Misconception, Pact, PactParty, Place, Population, Position, Relation, Source, Term, Trade,
)
from historylab.table import Table


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Course:
    """The tables of a course, checked. Made by `open_course`.

    `title`, `settings` (the object "historylab" of datapackage.json) and `folder`
    (the data folder) stand beside the tables.
    """

    title: str
    settings: MappingProxyType[str, Any]
    folder: Path
    actors: Table[Actor]
    events: Table[Event]
    pacts: Table[Pact]
    pact_parties: Table[PactParty]
    relations: Table[Relation]
    trade: Table[Trade]
    documents: Table[Document]
    glossary: Table[Term]
    sources: Table[Source]
    definitions: Table[Definition]
    population: Table[Population]
    estimates: Table[Estimate]
    misconceptions: Table[Misconception]
    positions: Table[Position]
    interpretations: Table[Interpretation]
    claims: Table[Claim]
    places: Table[Place]
    map_lines: Table[MapLine]

    def cite(self, citations: Iterable[Citation]) -> str:
        """Write out citations: author, title, year and places, joined by semicolons.

        A work that is cited for several places is named once.

        Parameters
        ----------
        citations : iterable of Citation
            As in the field `sources` of a record. What a work does not give is left out.

        Raises
        ------
        UnknownId
            A work that sources.csv does not have.
        """
        places: dict[str, list[str]] = {}
        for key, locator in citations:
            places.setdefault(key, []).extend([locator] if locator else [])
        written = []
        for key, locators in places.items():
            work = self.sources[key]
            named = ", ".join(part for part in (work.author, work.title) if part)
            year = f" ({work.year})" if work.year else ""
            written.append(", ".join([named + year, *dict.fromkeys(locators)]))
        return "; ".join(written)

    def parties(self, pact_id: str) -> Table[PactParty]:
        """The spells of the parties of one pact.

        Raises
        ------
        UnknownId
            A pact that pacts.csv does not have.
        """
        return self.pact_parties.where(pact=self.pacts[pact_id].id)

    def __repr__(self) -> str:
        tables = (self.events, self.pacts, self.documents, self.estimates, self.sources)
        return f"{self.title}: " + ", ".join(f"{len(table)} {table.name}" for table in tables)


def open_course(path: str | os.PathLike | None = None) -> Course:
    """Open the course in a folder.

    Parameters
    ----------
    path : path, optional
        The folder of the course, or its data folder. Without it, the folder of the
        notebook and the folders above it are searched for data/datapackage.json.

    Returns
    -------
    Course
        With every table; a table that datapackage.json does not list is empty.

    Raises
    ------
    CourseError
        Something is wrong with the data. The text lists all faults, each with file,
        row, column, the value, what is allowed and what to do next.

    Examples
    --------
    >>> course = open_course()                                    # doctest: +SKIP
    >>> course.events.where(kind="treaty", between=("1905", "1906"))     # doctest: +SKIP
    """
    reading = read_course(path)
    if not reading.report.ok:
        raise CourseError(reading.report)
    package = reading.package
    return Course(
        title=package.title,
        settings=MappingProxyType(package.settings),
        folder=reading.folder,
        **reading.tables,
    )
