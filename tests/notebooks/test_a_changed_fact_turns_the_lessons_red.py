"""Changing one date or one number of the shipped record turns the lesson that draws it red."""

import csv
import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))["historylab"]


def copy_of(lesson, folder):
    """Copy one lesson and the record to a folder; return the copied notebook."""
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / "notebooks").mkdir()
    (source,) = (ROOT / "notebooks").glob(f"{lesson}-*.ipynb")
    return Path(shutil.copy(source, folder / "notebooks"))


def change(path, chosen, column, new):
    """Give one cell of a table, in the first row that is chosen, a new value."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = next(row for row in rows if chosen(row))
    old, row[column] = row[column], new(row[column])
    assert row[column] != old
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def in_the_timeline(pact):
    begin, end = SETTINGS["timeline"]["between"]
    return pact["status"] == "signed" and begin <= pact["signed"] <= end and len(pact["signed"]) == 10


def next_day(date):
    return f"{date[:8]}{int(date[8:]) % 28 + 1:02d}"


def in_the_chart(estimate):
    wanted = {"series": "country", "subject": SETTINGS["casualties"]["subjects"][0], "measure": "deaths", "chart": "yes"}
    return all(estimate[key] == value for key, value in wanted.items()) and estimate["high"]


def a_bit_more(number):
    return str(int(number) + 400_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lesson", "table", "chosen", "column", "new"),
    [
        ("01", "pacts.csv", in_the_timeline, "signed", next_day),
        ("04", "estimates.csv", in_the_chart, "high", a_bit_more),
    ],
    ids=["a date of lesson 01", "a number of lesson 04"],
)
def test_one_changed_cell_of_the_record_turns_its_lesson_red(lesson, table, chosen, column, new, tmp_path, nbval):
    notebook = copy_of(lesson, tmp_path)
    code, said = nbval(notebook)
    assert code == 0, said[-3000:]
    change(tmp_path / "data" / table, chosen, column, new)
    code, said = nbval(notebook)
    assert code == 1 and " failed" in said, said[-3000:]
