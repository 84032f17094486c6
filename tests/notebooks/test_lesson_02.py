"""Numbers in the tables of lesson 02 against the record they come from."""

import csv
from datetime import date
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
CELLS = {cell.id: cell.source for cell in
         nbformat.read(ROOT / "notebooks" / "02-invited-to-the-axis.ipynb", as_version=4).cells}


def table(name):
    with open(ROOT / "data" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def day(event):
    return date.fromisoformat(table("events")[event]["date"].split("/")[0])


def told(moment):
    return f"{moment.day} {moment:%B %Y}"


STEPS = ["ribbentrop-letter-stalin", "hitler-molotov-first", "hitler-molotov-second",
         "soviet-counter-proposal", "directive-21", "german-reply-january", "operation-barbarossa"]


@pytest.mark.parametrize("start, end", [(0, 1), (2, 3), (3, 4), (4, 5), (5, 6)])
def test_the_days_between_two_steps_follow_the_table_of_events(start, end):
    first, last = day(STEPS[start]), day(STEPS[end])
    rows = [row for row in CELLS["days-counted"].splitlines()
            if row.startswith("|") and told(first) in row and told(last) in row]
    assert len(rows) == 1 and rows[0].endswith(f"| {(last - first).days} |")


def test_the_time_moscow_waited_follows_the_table_of_events():
    waited = (day("german-reply-january") - day("soviet-counter-proposal")).days
    assert f"Moscow waited {waited} days" in CELLS["days-counted"]


def test_the_five_dates_of_the_background_are_those_of_the_events():
    for event in (STEPS[0], STEPS[3], STEPS[4], STEPS[5]):
        moment = day(event)
        assert f"**{moment.day} {moment:%B}" in CELLS["background"], event


def test_the_goods_in_the_table_of_trade_follow_the_record_and_are_confirmed():
    rows, shown = table("trade"), CELLS["trade"]

    def amount(row, name):
        return f"{float(rows[row][name]):,.0f}"

    said = [
        ("econ1940-year1", f"{amount('econ1940-year1', 'value_low')} to {amount('econ1940-year1', 'value_high')} million"),
        ("econ1940-schnurre", f"about {amount('econ1940-schnurre', 'value_low')} million"),
        ("frus-fodder", f"{amount('frus-fodder', 'quantity_low')} to {amount('schnurre-grain', 'quantity_high')} tonnes"),
        ("frus-oil", f"{amount('frus-oil', 'quantity_low')} tonnes"),
        ("arrears-1940-09", f"{amount('arrears-1940-09', 'value_low')} million Reichsmark too little"),
    ]
    for row, words in said:
        assert words in shown, words
        assert rows[row]["verified"] != "no", row
    for row in rows.values():  # totals nobody could check stay out
        if row["verified"] == "no":
            for name in ("value_low", "quantity_low"):
                assert not row[name] or f"{float(row[name]):,.0f}" not in shown, row["id"]
