"""The interpretations: none lost, each with its best evidence, its critic and a question."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
ROWS = list(csv.DictReader((DATA / "interpretations.csv").open(encoding="utf-8", newline="")))
WORKS = {row["id"]: row for row in csv.DictReader((DATA / "sources.csv").open(encoding="utf-8", newline=""))}
each = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])


def keys(row):
    return [part.strip().partition("@")[0] for part in row["sources"].split(";")]


def test_the_twelve_interpretations_are_there():
    assert [row["id"] for row in ROWS] == [
        "collective-security-failed", "western-anticommunism", "cold-realism",
        "expansion-by-ideology", "the-german-card", "the-despot-who-planned", "icebreaker",
        "a-devils-alliance", "follow-the-raw-materials", "the-spectre-of-communism",
        "despotism-and-miscalculation", "the-official-soviet-story",
    ]


@each
def test_an_interpretation_says_what_speaks_for_it_and_against_it(row):
    assert all(row[name].endswith(".") for name in ("thesis", "evidence", "criticism"))
    assert row["question"].endswith("?")
    assert len(row["thesis"].split()) <= 50


@each
def test_an_interpretation_cites_the_work_itself_and_where_it_was_criticised(row):
    cited = [WORKS[key] for key in keys(row)]
    assert cited[0]["author"].split()[-1].rstrip(")") in row["author"] + "Bureau"
    # only a row that says so may stand without a critic's own text
    assert len(cited) > 1 or (row["verified"] == "no" and "No review was read" in row["criticism"])


@pytest.mark.parametrize(("row_id", "verified"), [
    ("the-german-card", "no"), ("the-despot-who-planned", "no"), ("icebreaker", "one-source"),
    ("collective-security-failed", "yes"), ("western-anticommunism", "yes"),
])
def test_how_well_each_was_checked_is_said(row_id, verified):
    assert next(row for row in ROWS if row["id"] == row_id)["verified"] == verified


def test_the_preventive_war_thesis_never_stands_without_its_rejection():
    row = next(row for row in ROWS if row["id"] == "icebreaker")
    assert "Most Western specialists reject it" in row["criticism"]
    assert "no order for an attack has been produced" in row["evidence"]


def test_the_table_is_plain_utf8_without_stray_spaces():
    raw = (DATA / "interpretations.csv").read_bytes()
    assert b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\n")
    assert all(value == value.strip() and value for row in ROWS for value in row.values())
