"""Read the cells of a CSV file as a teacher may have saved it, with every fault named."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from historylab.faults import Fault

_SAVE_AS = "Save it again as 'CSV UTF-8'."
csv.field_size_limit(10_000_000)  # a long text in a cell is no fault


@dataclass(slots=True)
class Sheet:
    """The rows of one file: stripped cells, each row with its number; `whole` if all was read."""

    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    whole: bool = False


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file; whatever is wrong with it stands in `faults`.

    UTF-8 with or without a mark at its beginning (BOM) and every kind of line end
    are accepted. A file in Latin-1 is read all the same, so that its other faults
    come to light at once. Cells are text: HTML and formulas mean nothing here.
    """
    sheet = Sheet()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _fail(sheet, path, "The file is missing.", "Put the file back, or take its entry "
                     "out of datapackage.json if the course does not need it.")
    except (OSError, ValueError) as problem:
        return _fail(sheet, path, f"The file cannot be read ({_reason(problem)}).",
                     "Close it in other programs and look at its permissions.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _fail(sheet, path, "The file is saved as UTF-16 ('Unicode text').", _SAVE_AS)
    if data.startswith(b"PK\x03\x04"):
        return _fail(sheet, path, "This is a spreadsheet file with the name of a CSV file.", _SAVE_AS)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text, foreign = data.decode("utf-8"), False
    except UnicodeDecodeError:
        # Bytes that are not UTF-8 are carried through, to be named cell by cell below.
        text, foreign = data.decode("utf-8", "surrogateescape"), True
    if not text.strip():
        return _fail(sheet, path, "The file is empty.", "Put back its first row with the names of "
                     "the columns.")
    _split(sheet, path, text)
    if foreign:
        _name_latin_1(sheet, path)
    if len(sheet.header) == 1 and (mark := next((m for m in ";\t" if m in sheet.header[0]), None)):
        name = "semicolons" if mark == ";" else "tabs"
        return _fail(sheet, path, f"The columns are separated by {name}.",
                     "Save it again with commas between the columns.", row=1)
    return sheet


def _split(sheet: Sheet, path: Path, text: str) -> None:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            # Spreadsheets like to add empty rows at the end; they say nothing.
            if not any(cell.strip() for cell in cells):
                continue
            cells = [cell.strip() for cell in cells]
            if sheet.header:
                sheet.rows.append((number, cells))
            else:
                sheet.header = cells
        sheet.whole = True
    except csv.Error as problem:
        if "unexpected end" in str(problem):
            said = 'A quotation mark (") is opened in this row and never closed.'
        elif "expected after" in str(problem):
            said = 'A quotation mark (") stands in the middle of a cell.'
        else:
            said = f"The row cannot be split into cells ({problem})."
        _fail(sheet, path, said, 'Write a quotation mark inside a cell twice ("") and put one at '
              "both ends of the cell. The rows below were not read.", row=number + 1)


def _name_latin_1(sheet: Sheet, path: Path) -> None:
    places = []
    table = [(1, sheet.header), *sheet.rows]
    for row, cells in table:
        for place, cell in enumerate(cells):
            try:
                cell.encode("utf-8")
            except UnicodeEncodeError:
                raw = cell.encode("utf-8", "surrogateescape")
                cells[place] = raw.decode("cp1252", "replace")
                places.append((row, place, cells[place]))
    if not places:  # the bytes stand where no row could be read
        sheet.faults.append(Fault(path.name, problem="The file is not saved as UTF-8.", remedy=_SAVE_AS))
        return
    row, place, value = places[0]
    more = f" {len(places)} cells hold such letters; this is the first." if len(places) > 1 else ""
    sheet.faults.append(Fault(
        path.name, row, sheet.header[place] if place < len(sheet.header) else "", value,
        f"The file is saved as Latin-1 (Windows-1252), so letters with accents are not UTF-8.{more}",
        "a file saved as UTF-8", _SAVE_AS,
    ))


def _fail(sheet: Sheet, path: Path, problem: str, remedy: str, *, row: int | None = None) -> Sheet:
    sheet.faults.append(Fault(path.name, row, problem=problem, remedy=remedy))
    sheet.whole = False
    return sheet


def _reason(problem: Exception) -> str:
    return (getattr(problem, "strerror", None) or str(problem)).lower()
