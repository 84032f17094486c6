"""Changing one date or one number of the shipped record turns the lesson that draws it red."""

import csv
import json
import shutil
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))["historylab"]


def copy_of(lesson, folder):
    """Copy one lesson and the record to a folder; return the copied notebook."""
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / "notebooks").mkdir()
    (source,) = (ROOT / "notebooks").glob(f"{lesson}-*.ipynb")
    return Path(shutil.copy(source, folder / "notebooks"))


def rows_of(table, folder=ROOT):
    with open(folder / "data" / table, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def change(folder, table, is_drawn, column, new):
    """Give one cell of a table, in the first row that the lesson draws, a new value."""
    rows = rows_of(table, folder)
    row = next(row for row in rows if is_drawn(row))
    old, row[column] = row[column], new(row[column])
    assert row[column] != old
    with open(folder / "data" / table, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def facts_of(notebook):
    """Return all that the cells of a notebook show as plain text."""
    outputs = [o for c in nbformat.read(notebook, as_version=4).cells for o in c.get("outputs", [])]
    return "\n".join(o.data.get("text/plain", "") for o in outputs if "data" in o)


def a_drawn_event(facts):
    return lambda event: len(event["date"]) == 10 and event["title"] in facts


def a_drawn_party(facts):
    names = {pact["id"]: pact["name"] for pact in rows_of("pacts.csv")}
    begin, end = SETTINGS["timeline"]["between"]
    return lambda party: begin <= party["joined"] <= end and f"{party['actor']}: {names[party['pact']]}," in facts


def a_drawn_estimate(facts):
    wanted = {"series": "country", "subject": SETTINGS["casualties"]["subjects"][0], "measure": "deaths", "chart": "yes"}
    return lambda row: row["high"] and row["group"] in facts and all(row[key] == wanted[key] for key in wanted)


def next_day(date):
    return f"{date[:8]}{int(date[8:]) % 28 + 1:02d}"


def a_million_more(number):
    return str(int(number) + 1_000_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lesson", "table", "drawn", "column", "new"),
    [
        ("01", "events.csv", a_drawn_event, "date", next_day),
        ("01", "pact_parties.csv", a_drawn_party, "joined", next_day),
        ("04", "estimates.csv", a_drawn_estimate, "high", a_million_more),
    ],
    ids=["the day of an event", "the day of a pact", "a number of deaths"],
)
def test_one_changed_cell_of_the_record_turns_its_lesson_red(lesson, table, drawn, column, new, tmp_path, nbval):
    notebook = copy_of(lesson, tmp_path)
    code, said = nbval(notebook)
    assert code == 0, said[-3000:]
    change(tmp_path, table, drawn(facts_of(notebook)), column, new)
    code, said = nbval(notebook)
    assert code == 1 and "mismatch" in said, said[-3000:]
    assert "CourseError" not in said, "the record must stay whole, so that it is the drawing that differs"
