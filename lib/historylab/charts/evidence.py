"""What stands behind a chart: its data table and the works it rests on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

NAME_LENGTH = 44


_LEFT = 'style="text-align:left"'  # JupyterLab sets tables to the right, which no sentence bears


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers and dates behind a chart, as a table.

    Parameters
    ----------
    caption : str
        What the table holds, in one line.
    columns : tuple of str
        Heads of the columns.
    rows : tuple of tuple
        Cells; None shows as an empty cell, which means "not known".

    Examples
    --------
    >>> DataTable("Treaties", ("name", "from"), (("Pact", "1905"),)).csv()
    'name,from\\nPact,1905\\n'
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple, ...]

    def csv(self) -> str:
        """Return the table as CSV with a head line."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_cell(cell) for cell in row] for row in self.rows)
        return out.getvalue()

    def _repr_html_(self) -> str:
        heads = "".join(f'<th scope="col" {_LEFT}>{escape(str(name))}</th>' for name in self.columns)
        body = []
        for row in self.rows:
            first, *rest = (escape(_cell(cell)) for cell in row)
            cells = "".join(f"<td {_LEFT}>{cell}</td>" for cell in rest)
            body.append(f'<tr><th scope="row" {_LEFT}>{first}</th>{cells}</tr>')
        return (
            f"<table><caption>{escape(self.caption)}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>"
        )

    def __str__(self) -> str:
        return f"{self.caption}: {len(self.rows)} rows"


def _cell(value: object) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Works:
    """The works behind a chart, the one most often used first.

    Parameters
    ----------
    full : tuple of str
        Author, title, year and every page or document used.
    named : tuple of str
        "Title (year)", for the line under the picture.
    short : mapping of str to str
        The same for each key of sources.csv.
    """

    full: tuple[str, ...]
    named: tuple[str, ...]
    short: Mapping[str, str] = field(default_factory=dict)

    def cited(self, citations: Iterable) -> str:
        """Citations in words, "Title (year), page", as a row of a data table tells them."""
        return "; ".join(
            ", ".join(part for part in (self.short[key], locator) if part) for key, locator in citations
        )


def works_cited(course, records: Mapping[str, Iterable]) -> Works:
    """Return the works that some records rest on.

    Parameters
    ----------
    course : Course
        For its table of sources.
    records : mapping of str to iterable
        Name of a file ("pacts.csv") -> its records with `sources`, `id` and `row`.

    Raises
    ------
    ValueError
        If a record names no source; the text gives file and row.
    """
    places: dict[str, list[str]] = {}
    uses: dict[str, int] = {}
    for file, group in records.items():
        for record in group:
            if not record.sources:
                raise ValueError(
                    f"{file}, row {record.row} ({record.id}) names no source, so it cannot be "
                    "drawn. Write at least one key of sources.csv in its column 'sources'."
                )
            for citation in record.sources:
                known = places.setdefault(citation.key, [])
                uses[citation.key] = uses.get(citation.key, 0) + 1
                if citation.locator and citation.locator not in known:
                    known.append(citation.locator)
    keys = sorted(places, key=lambda key: -uses[key])  # stable: then as first met
    works = [course.sources[key] for key in keys]
    full = [_in_full(work, places[key]) for work, key in zip(works, keys, strict=True)]
    short = {work.id: _named([work])[0] for work in works}
    return Works(tuple(full), _named(works), short)


def _in_full(work, places: list[str]) -> str:
    parts = [work.author, work.title, work.container, _year(work), "; ".join(places)]
    return ", ".join(str(part) for part in parts if part)


def _named(works) -> tuple[str, ...]:
    """Short titles with their years; the volumes of one series are named together."""
    years: dict[str, list[str]] = {}
    for work in works:
        title = str(work.title or work.author or work.id).split(":")[0]
        if len(title) > NAME_LENGTH:
            title = title.split(",")[0]
        years.setdefault(title, [])
        if _year(work) and _year(work) not in years[title]:
            years[title].append(_year(work))
    return tuple(f"{title} ({', '.join(sorted(y)[:3])})" if y else title for title, y in years.items())


def _year(work) -> str:
    return str(work.year or "")
