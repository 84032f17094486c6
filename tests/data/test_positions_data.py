"""The talks of November 1940, issue by issue: facts pinned by value, and the words of the picture."""

import csv
from pathlib import Path

import pytest
from historylab import compare_positions, open_course

ROOT = Path(__file__).resolve().parents[2]
COURSE = open_course(ROOT)


@pytest.fixture(scope="module")
def rows():
    with open(ROOT / "data" / "positions.csv", encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_there_are_fourteen_issues(rows):
    assert list(rows) == [f"P{number:02}" for number in range(1, 15)]


@pytest.mark.parametrize(
    ("issue", "field", "said"),
    [
        ("P01", "answered", "four conditions"),
        ("P01", "answered", "Five secret protocols"),
        ("P01", "outcome", "23 January 1941"),
        ("P02", "answered", "Condition 1: German troops leave at once"),
        ("P03", "answered", "Condition 2, first half: a pact of mutual help with Bulgaria"),
        ("P03", "outcome", "1 March 1941"),
        ("P04", "answered", "a base for land and sea forces on long lease near the Bosporus and the Dardanelles"),
        ("P08", "answered", "south of Batum and Baku, towards the Persian Gulf"),
        ("P11", "answered", "Condition 4: Japan gives up its rights to coal and oil in northern Sakhalin"),
        ("P13", "outcome", "10 January 1941"),
    ],
)
def test_what_was_asked_and_what_came_of_it(rows, issue, field, said):
    assert said in rows[issue][field]


@pytest.mark.parametrize(
    ("issue", "kind"),
    [("P02", "put off"), ("P03", "refused"), ("P08", "left open"), ("P13", "agreed")],
)
def test_the_outcome_in_a_word(rows, issue, kind):
    assert rows[issue]["outcome_kind"] == kind


def test_only_trade_was_agreed(rows):
    assert [row["id"] for row in rows.values() if row["outcome_kind"] == "agreed"] == ["P13"]


def test_the_four_conditions_stand_in_the_order_of_the_telegram(rows):
    told = [row["id"] for row in rows.values() if row["answered"].startswith("Condition ")]
    assert told == ["P02", "P03", "P04", "P08", "P11"]
    for name in told:
        assert "nsr-1948@telegram no. 2362 of 25 November 1940, condition" in rows[name]["sources"]


def test_each_confirmed_issue_rests_on_an_edition_of_the_papers(rows):
    for row in rows.values():
        assert "nsr-1948@" in row["sources"], row["id"]


def test_the_unconfirmed_issue_is_not_in_the_figure(rows):
    assert rows["P14"]["verified"] == "no"
    figure = compare_positions(COURSE)
    assert rows["P14"]["issue"] not in figure.text_facts() + figure.table().csv()


@pytest.mark.parametrize("size", ["room", "page", "phone"])
def test_every_confirmed_issue_can_be_drawn_in_pictures_of_six(rows, size):
    names = [row["id"] for row in rows.values() if row["verified"] != "no"]
    for start in range(0, len(names), 6):
        assert compare_positions(COURSE, issues=names[start:start + 6], size=size).facts
