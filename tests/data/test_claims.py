"""The claims of the two web texts: their verdicts pinned, their evidence resolved, their words short."""
import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

import historylab as hl
from historylab.exercises.evidence import named
from historylab.exercises.model import VERDICTS
from historylab.exercises.repair import exercise_of
from historylab.exercises.scoring import score

ROOT = Path(__file__).resolve().parents[2]
# The words of the record, and which of the five verdicts of the exercises each may become.
FINE = {"supported": {"supported"}, "supported-with-caveat": {"partly"}, "misleading": {"partly", "not-supported"},
        "wrong": {"not-supported"}, "debated": {"debated"}, "not-checkable": {"cannot-tell"}}


@pytest.fixture(scope="module")
def course():
    return hl.open_course(ROOT)


def words(text):
    return re.findall(r"[^\W_]+(?:['’.,-][^\W_]+)*", text)


def test_all_51_claims_are_there_17_of_text_a_and_34_of_text_b(course):
    assert course.claims.ids == tuple(f"C{n:02d}" for n in range(1, 52))
    assert Counter(claim.text for claim in course.claims) == {"A": 17, "B": 34}


def test_the_verdicts_are_those_of_the_record_and_are_changed_only_on_purpose(course):
    fine = Counter(claim.verdict_fine for claim in course.claims)
    assert fine == {"supported": 14, "supported-with-caveat": 14, "misleading": 13, "debated": 5, "wrong": 3, "not-checkable": 2}
    wrong = [claim.id for claim in course.claims if claim.verdict not in FINE[claim.verdict_fine]]
    assert not wrong
    pinned = {"C11": "cannot-tell", "C20": "supported", "C22": "partly", "C23": "not-supported", "C26": "partly", "C30": "not-supported",
              "C35": "not-supported", "C37": "not-supported", "C43": "not-supported", "C44": "partly", "C47": "debated", "C19": "debated"}
    assert {id: course.claims[id].verdict for id in pinned} == pinned
    assert {claim.verdict for claim in course.claims} == set(VERDICTS)


def test_a_second_verdict_is_another_one(course):
    assert [claim.id for claim in course.claims if claim.also == claim.verdict] == []


def test_each_piece_of_evidence_resolves_and_three_or_four_are_offered(course):
    for claim in course.claims:
        assert 1 <= len(claim.evidence) <= 2 and len(claim.others) == 2, claim.id
        assert not set(claim.evidence) & set(claim.others), claim.id
        assert all(named(course, ref) for ref in claim.evidence), (claim.id, claim.evidence)


def test_no_document_stands_as_beside_the_point_that_belongs_to_the_event_of_the_evidence(course):
    documents = course.documents
    for claim in course.claims:
        at_stake = {documents[ref].event for ref in claim.evidence if ref in documents.ids}
        shared = [ref for ref in claim.others if documents[ref].event in at_stake]
        allowed = {"C21": [], "C27": [], "C28": ["D04"]}  # the Polish statement speaks for Poland, not for the West
        assert shared == allowed.get(claim.id, []), (claim.id, shared)


def test_the_careful_answer_to_each_claim_is_right_and_no_other_verdict_is(course):
    for claim in course.claims:
        exercise = exercise_of(course, claim)
        for verdict in VERDICTS:
            result = score(exercise, {"verdict": verdict, "evidence": list(claim.evidence)}, course)
            assert (result.state == "right") == (verdict in (claim.verdict, claim.also)), (claim.id, verdict)


def test_reasons_are_short_and_sentences_too(course):
    for claim in course.claims:
        assert len(words(claim.why)) <= 60, (claim.id, len(words(claim.why)))
        for sentence in re.split(r"(?<=[.!?:])\s", f"{claim.claim} {claim.why} {claim.better}"):
            assert len(words(sentence)) <= 25, (claim.id, sentence)


def test_deaths_are_never_called_casualties_in_a_careful_version(course):
    assert [claim.id for claim in course.claims if re.search("casualt", claim.better, re.I)] == []
    assert "deaths" in course.claims["C43"].why


def test_a_repair_is_told_from_every_exercise_by_its_id(course):
    from historylab.exercises.read import exercises_of

    repairs = {exercise_of(course, claim).id for claim in course.claims}
    assert len(repairs) == 51 and not repairs & set(exercises_of(course).ids)
