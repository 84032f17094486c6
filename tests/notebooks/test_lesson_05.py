"""The stored tabs and the repair shop of lesson 05 against the record they come from."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

import historylab as hl

ROOT = Path(__file__).resolve().parents[2]
CELLS = {cell.id: cell for cell in nbformat.read(ROOT / "notebooks" / "05-can-we-trust-this-page.ipynb", as_version=4).cells}


@pytest.fixture(scope="module")
def course():
    return hl.open_course(ROOT)


@pytest.mark.parametrize(("cell", "document"), [("tab-league", "D14"), ("tab-peace", "D17")])
def test_a_stored_tab_bears_the_day_of_its_document(course, cell, document):
    source = CELLS[cell].source
    assert f"({document})" in source and f"<!-- document: {document} -->" in source
    assert course.documents[document].date.words() in source


def test_the_draft_is_dated_as_doubtfully_as_in_the_record(course):
    days = course.documents["D30"].date.words()
    assert days == "13 to 15 November 1940"
    assert "13 November" in CELLS["tab-draft"].source and "dates the paper 15 November" in CELLS["tab-draft"].source


def repair_calls():
    found = []
    for cell in CELLS.values():
        if cell.cell_type == "code":
            for text, claims in re.findall(r'hl\.repair_shop\(course, "(\w)"(?:, claims=(\[.*?\]))?\)', cell.source):
                found.append((text, ast.literal_eval(claims) if claims else None, "alone" in cell.metadata.get("tags", [])))
    return found


def test_four_claims_with_three_verdicts_or_more_are_repaired_in_class_and_all_of_them_alone(course):
    calls = repair_calls()
    [(text, claims, _)] = [call for call in calls if not call[2]]
    assert text == "B" and len(claims) == 4 and len({course.claims[id].verdict for id in claims}) >= 3
    assert {text for text, claims, alone in calls if alone and claims is None} == {"A", "B"}


def test_the_claim_that_is_a_counted_question_and_the_one_of_the_exit_are_not_given_away_in_class():
    [claims] = [claims for _, claims, alone in repair_calls() if not alone]
    assert not {"C30", "C35"} & set(claims)


def test_the_facts_about_the_pages_are_those_of_the_record(course):
    table = CELLS["background"].source
    assert course.sources["text-a"].author in table and course.sources["text-b"].author.capitalize() in table
    assert "four minutes" in table and "four minutes" in course.claims["C17"].claim
