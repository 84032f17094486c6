"""Read a data folder and name every fault in it at once.

Nothing here stops at the first fault: each step does what it can with what the
step before could read, and leaves out what would only repeat an earlier fault.
"""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from historylab.cells import CellFault, empty_of, reader_of
from historylab.faults import Fault, Report, Speller
from historylab.reader import read_sheet
from historylab.records import TABLES, Citation
from historylab.rules import Rows, check_rules
from historylab.schema import PACKAGE, Field, Package, Resource, read_package
from historylab.settings import check_settings
from historylab.table import Table

_BROKEN = "The check itself failed"
_START = "Start in the folder of the course, or give its path: open_course('path/to/course')."


@dataclass(slots=True)
class Reading:
    """What was read of a folder: the report and, if it is clean, the tables."""

    folder: Path
    report: Report
    package: Package = field(default_factory=Package)
    tables: dict[str, Table] = field(default_factory=dict)


def check_course(path: str | os.PathLike | None = None) -> Report:
    """Check the tables of a course and report all faults at once.

    Parameters
    ----------
    path : path, optional
        The folder of the course, or its data folder. Without it, the folder in
        which Python was started and the folders above it are searched.

    Returns
    -------
    Report
        `report.ok` tells whether all is well, `print(report)` shows what to mend,
        `report.faults` holds the faults one by one.
    """
    return read_course(path).report


def read_course(path: str | os.PathLike | None = None) -> Reading:
    """Read and check a course; a reading with faults has no tables."""
    folder, missing = _find(path)
    if missing:
        return Reading(folder, Report(str(folder), (missing,)))
    try:
        return _read(folder)
    except Exception as problem:  # a mistake of ours must still reach a teacher as a sentence
        where = traceback.extract_tb(problem.__traceback__)[-1]
        fault = Fault("data", problem=f"{_BROKEN} ({type(problem).__name__}: {problem}; "
                      f"{Path(where.filename).name}, line {where.lineno}).",
                      remedy="Undo the last change to the data, and report this sentence.")
        return Reading(folder, Report(str(folder), (fault,)))


def _read(folder: Path) -> Reading:
    speller = Speller()
    package = read_package(folder, speller)
    faults = list(package.faults)
    rows: dict[str, Rows] = {}
    ids: dict[str, set[str]] = {}
    for name, resource in package.resources.items():
        rows[name], whole = _read_rows(folder, resource, faults)
        if whole:  # else a missing id may well stand in the part that was not read
            ids[name] = set(rows[name].texts.pop(_ALL_IDS))
    for name, resource in package.resources.items():
        for column in resource.fields.values():
            if column.references and column.references[0] in ids and column.name in rows[name].texts:
                _check_references(resource, column, rows[name], ids, package, faults, speller)
        check_rules(resource, rows[name], faults, speller)
    check_settings(package, _names(package, rows, ids), faults, speller)
    report = Report(str(folder), _in_file_order(faults, package),
                    {name: len(table.numbers) for name, table in rows.items()})
    tables = {} if faults else _tables(package, rows, ids)
    return Reading(folder, report, package, tables)


def _find(path) -> tuple[Path, Fault | None]:
    """The data folder, and a fault if there is none."""
    try:
        start = Path.cwd() if path is None else Path(path).expanduser().absolute()
        if start.name == PACKAGE:
            start = start.parent
        above = [start, *start.parents] if path is None else [start]
        for folder in above:
            for candidate in (folder / "data", folder):
                if (candidate / PACKAGE).is_file():
                    return candidate, None
        there = start.is_dir()
    except (OSError, ValueError, TypeError, RuntimeError) as problem:
        said = f"This is not the path of a folder ({problem})."
        return Path("."), Fault("data/" + PACKAGE, None, "", str(path), said, "", _START)
    if path is None:
        said = "There is no course here: no folder data with this file, here or in any folder above."
    else:
        said = "The folder does not exist." if not there else "The folder holds no such file."
    return start, Fault("data/" + PACKAGE, None, "", str(start), said, "", _START)


_ALL_IDS = " ids"  # no column has this name; ids of all rows, even of those that cannot be used


def _read_rows(folder: Path, resource: Resource, faults: list[Fault]) -> tuple[Rows, bool]:
    """Read one file into columns; False if some of its rows could not be seen."""
    sheet = read_sheet(folder / resource.path)
    faults += sheet.faults
    rows = Rows()
    if not sheet.header or not (sheet.whole or sheet.rows):
        return rows, False
    places = _check_header(resource, sheet.header, faults)
    width = len(sheet.header)
    cells = [(number, row) for number, row in sheet.rows if len(row) == width]
    for number, row in sheet.rows:
        if len(row) != width:
            faults.append(_wrong_width(resource, number, row, width))
    rows.numbers = [number for number, _ in cells]
    columns = list(zip(*(row for _, row in cells))) if cells else [()] * width
    for name, place in places.items():
        _read_column(resource.fields[name], list(columns[place]), resource, rows, faults)
    if "id" not in places:
        return rows, False
    place = places["id"]
    rows.texts[_ALL_IDS] = [row[place] for _, row in sheet.rows if len(row) > place and row[place]]
    return rows, sheet.whole


def _check_header(resource: Resource, header: list[str], faults: list[Fault]) -> dict[str, int]:
    """The place of each known column; faults for missing, unknown, unnamed and doubled ones."""
    places: dict[str, int] = {}
    spell = Speller()
    missing = [name for name in resource.fields if name not in header]
    for place, name in enumerate(header):
        if name in places:
            said, remedy = "The column stands here twice.", "Take out or rename one of the two."
        elif name in resource.fields:
            places[name] = place
            continue
        elif not name:
            said, remedy = f"Column {place + 1} has no name.", "Name it, or take it out."
        else:
            said = "datapackage.json describes no such column."
            remedy = spell.ask(name, missing or resource.fields, "") or "Rename it, or take it out."
        faults.append(Fault(resource.path, 1, name, name, said, ", ".join(resource.fields), remedy))
    for name in missing:
        near = spell.ask(name, [n for n in header if n and n not in resource.fields], "header")
        remedy = f"{near} If so, rename it to {name}." if near else "Add the column; its cells may be empty."
        faults.append(Fault(resource.path, 1, name, "", "The column is missing.",
                            resource.fields[name].description, remedy))
    return places


def _wrong_width(resource: Resource, number: int, row: list[str], width: int) -> Fault:
    more = "more" if len(row) > width else "fewer"
    hint = (
        'A cell with a comma in it needs quotation marks: "one, two".' if len(row) > width
        else "Put back the missing commas: an empty cell needs one too."
    )
    return Fault(resource.path, number, "", row[0], f"The row has {len(row)} cells, {more} than the "
                 f"{width} columns.", f"{width} cells", hint)


def _read_column(
    column: Field, texts: list[str], resource: Resource, rows: Rows, faults: list[Fault]
) -> None:
    read, empty = reader_of(column), empty_of(column)
    # The same text means the same value; courses repeat themselves a great deal.
    known: dict[str, object] = {}
    values = []
    for place, text in enumerate(texts):
        if text not in known:
            try:
                known[text] = read(text) if text else empty
            except CellFault as fault:
                known[text] = fault
        value = known[text]
        if isinstance(value, CellFault):
            faults.append(Fault(resource.path, rows.numbers[place], column.name, text,
                                value.problem, value.allowed, value.remedy))
            rows.bad.add((place, column.name))
            value = empty
        elif not text and column.required:
            faults.append(Fault(resource.path, rows.numbers[place], column.name, "",
                                "The cell is empty.", column.description or "a text",
                                "Fill the cell."))
            rows.bad.add((place, column.name))
        values.append(value)
    rows.texts[column.name], rows.values[column.name] = texts, values
    if column.unique:
        _check_unique(column, texts, resource, rows, faults)


def _check_unique(column, texts, resource, rows, faults) -> None:
    first: dict[str, int] = {}
    for place, text in enumerate(texts):
        row = rows.numbers[place]
        if text and first.setdefault(text, row) != row:
            faults.append(Fault(resource.path, row, column.name, text,
                                f"Row {first[text]} has the same {column.name}.",
                                "each only once", "Rename one of the two, or take it out."))


def _check_references(resource, column, rows, ids, package, faults, speller) -> None:
    target = column.references[0]
    file, known = package.resources[target].path, ids[target]
    for place, value in enumerate(rows.values[column.name]):
        if not value or (place, column.name) in rows.bad:
            continue
        for part in value if isinstance(value, tuple) else (value,):
            key = part.key if isinstance(part, Citation) else part
            if key not in known:
                near = speller.ask(key, sorted(known), target)
                faults.append(Fault(
                    resource.path, rows.numbers[place], column.name, key,
                    f"No row of {file} has the id '{key}'.", f"an id from {file}",
                    f"{near or 'Correct it.'} If it is right, add its row to {file}.",
                ))


def _names(package: Package, rows: dict[str, Rows], ids: dict[str, set[str]]) -> dict[str, set[str]]:
    """The columns that settings refer to, as far as they could be read in full."""
    names = {f"{name}.id": known for name, known in ids.items()}
    for name in ids:
        for column in ("subject", "campaign", "kind"):
            if column in rows[name].texts:
                described = package.resources[name].fields[column].enum
                names[f"{name}.{column}"] = {*rows[name].texts[column], *described}
    return names


def _in_file_order(faults: list[Fault], package: Package) -> tuple[Fault, ...]:
    order = {PACKAGE: -1}
    places: dict[tuple[str, str], int] = {}
    for number, resource in enumerate(package.resources.values()):
        order[resource.path] = number
        places |= {(resource.path, name): n for n, name in enumerate(resource.fields)}
    return tuple(sorted(faults, key=lambda fault: (
        order.get(fault.file, -1), fault.row or 0, places.get((fault.file, fault.column), -1)
    )))


def _tables(package: Package, rows: dict[str, Rows], ids: dict[str, set[str]]) -> dict[str, Table]:
    tables = {}
    for name, kind in TABLES.items():
        if name not in package.resources:  # a course need not have every table
            tables[name] = Table((), name, kind)
            continue
        resource, table = package.resources[name], rows[name]
        columns = [column for column in resource.fields if column in table.values]
        records = [
            kind(row=number, **dict(zip(columns, values)))
            for number, *values in zip(table.numbers, *(table.values[c] for c in columns))
        ]
        allowed = {
            column.name: column.enum or tuple(sorted(ids.get((column.references or [""])[0], ())))
            for column in resource.fields.values()
            if column.enum or column.references
        }
        tables[name] = Table(records, name, kind, values=allowed)
    return tables
