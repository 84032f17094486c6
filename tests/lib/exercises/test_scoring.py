"""Scoring: not attempted, wrong, partly and right are kept apart, and the data gives the reasons."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from historylab.exercises import model
from historylab.exercises.score_numbers import read_number
from historylab.exercises.score_words import same_word, slips
from historylab.exercises.scoring import SCORERS, score

BASE = dict(objective="o", skill="chronology", minutes=1, path="class", prompt="?", hints=("1", "2", "3"),
            explanation="E", evidence=("D01",))


def make(kind, **fields):
    return model.KINDS[kind](id="x", kind=kind, **BASE, **fields)


def option(id, correct=False):
    return model.Option(id=id, text=id, correct=correct, feedback=f"about {id}")


EXAMPLES = {
    "choice": make("choice", options=(option("a", True), option("b"), option("c"))),
    "multiple": make("multiple", options=(option("a", True), option("b"), option("c", True))),
    "order": make("order", events=("river-treaty", "border-war", "sea-treaty")),
    "match": make("match", left=(model.Pair(id="l1", text="1", answer="r1", feedback="f1"), model.Pair(id="l2", text="2", answer="r2", feedback="f2")),
                  right=(model.Partner(id="r1", text="1"), model.Partner(id="r2", text="2"))),
    "number": make("number", answer=model.NumberAnswer(value=26.6, tolerance=0.05, unit="million"), feedback_right="yes",
                   feedback_high="too high", feedback_low="too low", near=(model.NearNumber(low=37, high=38, feedback="forgot a step"),)),
    "estimate-range": make("estimate-range", estimate="war-dead", unit="thousand", per=1000, max_width=80),
    "verdict": make("verdict", claim="c", answers=tuple(model.VerdictAnswer(id=v, correct=v == "partly", feedback=v) for v in model.VERDICTS),
                    evidence_options=(model.EvidenceOption(ref="D01", text="t", role="needed", feedback="n"),
                                      model.EvidenceOption(ref="D02", text="t", role="irrelevant", feedback="i"))),
    "evidence-pick": make("evidence-pick", sentences=tuple(model.Sentence(id=i, text=i, role=r, feedback=r) for i, r in
                                                           [("s1", "needed"), ("s2", "helpful"), ("s3", "irrelevant"), ("s4", "needed")])),
    "known-by": make("known-by", day="1905-04-15", actor="Northland",
                     facts=(model.Fact(id="f1", text="t", feedback="f", event="river-treaty"), model.Fact(id="f2", text="t", feedback="f", event="sea-treaty"),
                            model.Fact(id="f3", text="t", feedback="f", event="secret-letter"))),
    "source-table": make("source-table", rows=(model.SourceRow(id="D01", label="l", cells=model.Cells(author="A", date="D", purpose="P", says="S", leaves_out="L")),)),
    "short-text": make("short-text", accepted=("Northland",), feedback_right="yes", feedback_other="no"),
    "free-text": make("free-text", max_words=5, rubric=tuple(model.Level(level=v, what="w", sample="s") for v in model.LEVELS), form=model.Form(cites=True, date=True)),
    "confidence": make("confidence", about="y"),
}

RIGHT_ANSWERS = {
    "choice": "a", "multiple": ["c", "a"], "order": ["river-treaty", "border-war", "sea-treaty"], "match": {"l1": "r1", "l2": "r2"},
    "number": "26.6 million", "estimate-range": {"low": "110", "high": "180"}, "verdict": {"verdict": "partly", "evidence": ["D01"]},
    "evidence-pick": ["s1", "s4"], "known-by": ["f1"], "short-text": "northland ",
}


def test_there_is_an_example_and_a_scorer_for_each_of_the_thirteen_kinds():
    assert set(EXAMPLES) == set(SCORERS) == set(model.KINDS) and len(SCORERS) == 13


@pytest.mark.parametrize("kind", RIGHT_ANSWERS)
def test_the_right_answer_is_right(kind, course):
    result = score(EXAMPLES[kind], RIGHT_ANSWERS[kind], course)
    assert (result.state, result.share) == ("right", 1.0) and result.feedback


@pytest.mark.parametrize("kind", SCORERS)
@pytest.mark.parametrize("nothing", [None, "", [], {}, {"verdict": None}, "   "])
def test_no_answer_is_not_attempted_and_never_wrong(kind, nothing, course):
    assert score(EXAMPLES[kind], nothing, course).state == "not-attempted"


json_values = st.recursive(st.none() | st.booleans() | st.floats(allow_nan=True) | st.integers() | st.text(max_size=20),
                           lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4), max_leaves=8)


@settings(max_examples=150, deadline=None)
@given(answer=json_values | st.sampled_from([["a", "b"], {"l1": "r1"}, {"low": "x", "high": []}, {"D01": {"author": 3}}, {"verdict": "partly", "evidence": "D01"}]))
def test_no_json_value_breaks_a_scorer(answer):
    from types import SimpleNamespace

    from historylab.records import Event, Estimate
    from historylab.table import Table
    from .conftest import event

    small = SimpleNamespace(events=Table([event(i, d) for i, d in [("river-treaty", "1905-03-02"), ("sea-treaty", "1905-05-09"),
                                          ("border-war", "1905-03-20/1905-05-30"), ("secret-letter", "1905")]], "events", Event),
                            estimates=Table([Estimate(id="war-dead", low=120_000, high=170_000)], "estimates", Estimate))
    for exercise in EXAMPLES.values():
        result = score(exercise, answer, small)
        assert result.state in {"not-attempted", "wrong", "partly", "right", "recorded"} and result.next_step
        assert result.share is None or 0 <= result.share <= 1


def test_each_wrong_option_gets_its_own_feedback(course):
    for id in "bc":
        result = score(EXAMPLES["choice"], id, course)
        assert result.state == "wrong" and result.feedback[0].text == f"about {id}"


def test_events_that_overlap_may_stand_in_either_order(course):
    assert score(EXAMPLES["order"], ["border-war", "river-treaty", "sea-treaty"], course).state == "partly"
    assert score(EXAMPLES["order"], ["river-treaty", "sea-treaty", "border-war"], course).state == "right"


def test_a_wrong_order_names_the_pair_that_matters_with_its_dates_and_the_event(course):
    result = score(EXAMPLES["order"], ["sea-treaty", "border-war", "river-treaty"], course)
    assert result.state == "wrong"
    text = result.feedback[0].text
    assert "2 March 1905" in text and "9 May 1905" in text and "It opened the river." in text
    assert result.feedback[0].evidence == ("river-treaty", "sea-treaty")


def test_an_order_that_is_not_finished_is_not_attempted(course):
    assert score(EXAMPLES["order"], ["sea-treaty"], course).state == "not-attempted"


def test_feedback_on_order_follows_the_data(course):
    from historylab.records import Event
    from historylab.table import Table
    from .conftest import event

    changed = [event("river-treaty", "1906-03-02"), *(e for e in course.events if e.id != "river-treaty")]
    course.events = Table(changed, "events", Event)
    assert score(EXAMPLES["order"], RIGHT_ANSWERS["order"], course).state != "right"


def test_what_became_public_later_could_not_be_known(course):
    result = score(EXAMPLES["known-by"], ["f1", "f3"], course)
    assert result.state == "partly" and "1911" in result.feedback[0].text


@pytest.mark.parametrize("given_range, state", [
    ({"low": 110, "high": 180}, "right"), ({"low": 0, "high": 500}, "partly"), ({"low": 130, "high": 140}, "partly"),
    ({"low": 10, "high": 20}, "wrong"), ({"low": 900, "high": 999}, "wrong"), ({"low": 180, "high": 110}, "not-attempted"),
    ({"low": 120, "high": 170}, "right"), ({"low": 121, "high": 170}, "partly")])
def test_a_range_is_scored_by_overlap_with_the_scholars_range(given_range, state, course):
    assert score(EXAMPLES["estimate-range"], given_range, course).state == state


@pytest.mark.parametrize("typed, numbers", [
    ("26,6 million", [26.6]), ("26 600 000", [26_600_000]), ("26.600.000", [26_600_000]), ("26,600,000.5", [26_600_000.5]), ("1.234,5", [1234.5]),
    ("2'775'700", [2_775_700]), ("1,200", [1200, 1.2]), ("26.600", [26.6, 26_600]), (".5", [0.5]), ("\u22125", [-5]), ("about 26.", [26]),
    ("26.6, 27", [26.6]), ("20-30", [20]), ("12 13", [12]), ("none", []), ("D30", []), ("1,2,3", []), (True, []), (float("nan"), []), (10**400, []), (36, [36])])
def test_numbers_are_read_as_people_type_them(typed, numbers):
    assert read_number(typed) == numbers


@pytest.mark.parametrize("typed, text", [("26 600 000", "yes"), ("26.6 million", "yes"), ("26,600 thousand", "yes"), ("37 200 000 people", "forgot a step"), ("2.66 million", "too low"), ("26,700,000", "too high")])
def test_a_number_may_be_typed_in_full_or_with_its_millions(typed, text, course):
    assert score(EXAMPLES["number"], typed, course).feedback[0].text == text


def test_a_decimal_comma_is_understood_in_a_range_too(course):
    share = make("estimate-range", range=model.Span(low=26.5, high=27.5), unit="million", max_width=5)
    assert score(share, {"low": "26,5", "high": "27,5"}, course).state == "right"
    assert score(share, {"low": "26 000 000", "high": "28 000 000"}, course).state == "right"
    assert score(share, {"low": "27,6", "high": "28"}, course).state == "wrong"


@pytest.mark.parametrize("typed, text", [("26,6", "yes"), ("26.65", "yes"), ("26.66", "too high"), ("3", "too low"), ("37.2", "forgot a step")])
def test_a_number_is_judged_within_its_tolerance_and_known_mix_ups_are_named(typed, text, course):
    assert score(EXAMPLES["number"], typed, course).feedback[0].text == text


@pytest.mark.parametrize("typed", ["Northland", "NORTHLAND", "Nórthland", " north-land"[1:].replace("-", ""), "Northlnad", "Norhland"])
def test_case_accents_and_small_slips_are_forgiven(typed, course):
    assert score(EXAMPLES["short-text"], typed, course).state == "right"


@pytest.mark.parametrize("typed", ["Southland", "Sorthland", "land", "Norway", "Northlands of the east"])
def test_another_name_is_never_forgiven(typed, course):
    assert score(EXAMPLES["short-text"], typed, course).state == "wrong"


@pytest.mark.parametrize("typed, same", [("nothern gulf", True), ("northern gulff", True), ("northerngulf", True), ("onrthern gulf", True), ("northern golf", True),
                                         ("southern gulf", False), ("northern wall", False), ("northern", False), ("norther gulff", True), ("orthern gulf", False)])
def test_each_word_of_a_name_must_be_that_word(typed, same):
    assert same_word(typed, "Northern Gulf", ()) == same


def test_a_year_is_right_or_wrong():
    assert not same_word("treaty of 1906", "treaty of 1905", ())
    assert same_word("traety of 1905", "treaty of 1905", ())


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_slips_are_a_distance(first, second):
    assert slips(first, second) == slips(second, first) and (slips(first, second) == 0) == (first == second)


def test_evidence_that_does_not_bear_on_the_claim_keeps_a_verdict_from_being_right(course):
    assert score(EXAMPLES["verdict"], {"verdict": "partly", "evidence": ["D01", "D02"]}, course).state == "partly"
    assert score(EXAMPLES["verdict"], {"verdict": "debated", "evidence": ["D02"]}, course).state == "wrong"
    assert score(EXAMPLES["verdict"], {"verdict": "partly"}, course).state == "partly"
    assert score(EXAMPLES["evidence-pick"], ["s1", "s4", "s2"], course).state == "right"
    assert score(EXAMPLES["evidence-pick"], ["s1", "s4", "s3"], course).state == "partly"


def test_one_wrong_option_among_right_ones_is_partly_and_a_wrong_one_alone_is_wrong(course):
    assert score(EXAMPLES["multiple"], ["a", "b", "c"], course).state == "partly"
    assert score(EXAMPLES["multiple"], ["b"], course).state == "wrong"


def test_an_incomplete_choice_does_not_give_the_missing_option_away(course):
    texts = [f.text for f in score(EXAMPLES["multiple"], ["a"], course).feedback]
    assert "about a" in texts and "about c" not in texts


def test_a_machine_never_judges_the_quality_of_a_text(course):
    result = score(EXAMPLES["free-text"], "one two three four five six", course)
    assert result.state == "recorded" and result.share is None
    assert [f.text for f in result.feedback] == ["6 words: shorten it to 5.", "No source is named yet: name a card, a document or an author.", "No date is given yet."]
    assert len(score(EXAMPLES["free-text"], "Clerk wrote in 1905", course).feedback) == 1


@pytest.mark.parametrize("text, cites", [("Clerk saw it", True), ("Look at D01", True), ("see card 2", True), ("Article II forbids it", True), ("Document B says so", True),
                                         ("A clerk of Northland saw it", False), ("I think the card was good", False), ("Minister Grey wanted it", False), ("a point of honour", False)])
def test_to_name_somebody_who_acted_is_not_to_name_a_source(text, cites, course):
    from historylab.records import Document, Source
    from historylab.table import Table

    course.documents = Table([Document(id="D01", author="E. Grey")], "documents", Document)
    course.sources = Table([Source(id="blue-book", author="A. Clerk"), Source(id="speech", author="E. Grey"), Source(id="office", author="Office of Works", kind="press")], "sources", Source)
    said = [f.text for f in score(EXAMPLES["free-text"], text, course).feedback]
    assert ("No source is named yet: name a card, a document or an author." not in said) == cites


def test_letters_that_are_not_taken_apart_are_forgiven_too(course):
    city = make("short-text", accepted=("Łódź",), feedback_right="yes", feedback_other="no")
    assert score(city, "lodz", course).state == "right" and score(city, "Lidz", course).state == "wrong"
