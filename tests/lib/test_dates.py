"""Dates: bounds, words, and the three answers."""

from __future__ import annotations

import datetime as dt
import pickle

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from historylab.dates import Answer, DateError, When

YES, NO, UNDECIDED = Answer.YES, Answer.NO, Answer.UNDECIDED


def day(text):
    return dt.date.fromisoformat(text)


def test_a_date_of_a_month_is_a_moment_within_it():
    when = When.parse("1905-02")
    assert when.bounds == (day("1905-02-01"), day("1905-02-28")) * 2
    assert when.precision == "month" and not when.is_interval and not when.is_open


def test_a_date_of_a_month_overlaps_the_month_and_perhaps_each_day_of_it():
    assert When.parse("1905-02").overlaps("1905-02-01/1905-02-28") is YES
    assert When.parse("1905-02").overlaps("1905-02-11") is UNDECIDED
    assert When.parse("1905-02").overlaps("1905-03-01") is NO


def test_an_interval_lasted_from_its_first_date_to_its_second():
    when = When.parse("1905-03/1906")
    assert when.bounds == tuple(map(day, ("1905-03-01", "1905-03-31", "1906-01-01", "1906-12-31")))
    assert when.is_interval and when.precision == "year"


def test_an_interval_within_one_year_cannot_end_before_it_begins():
    when = When.parse("1905-06/1905")
    assert when.end_earliest == day("1905-06-01")
    assert When.parse("1905/1905-06").start_latest == day("1905-06-30")


def test_an_open_end_is_not_known():
    when = When.parse("1905-03-11/..")
    assert when.is_open and when.latest is None and when.earliest == day("1905-03-11")
    assert when.overlaps("1904") is NO
    assert when.overlaps("1905-03-11") is YES
    assert when.overlaps("1950") is UNDECIDED
    assert When.parse("../1905").before("1906") is YES
    assert When.parse("../1905").after("1904") is UNDECIDED
    assert When.parse("../1905").overlaps("1904") is UNDECIDED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1905-03-11", "11 March 1905"),
        ("1905-03", "March 1905"),
        ("1905", "1905"),
        ("1905~", "about 1905"),
        ("1905-03-11?", "11 March 1905 (not certain)"),
        ("1905-03%", "about March 1905 (not certain)"),
        ("1905-03-~11", "about 11 March 1905"),
        ("1905-03-11/1905-03-21", "11 to 21 March 1905"),
        ("1905-03-11/1905-04-21", "11 March to 21 April 1905"),
        ("1905-03-11/1906-03-11", "11 March 1905 to 11 March 1906"),
        ("1905-03/1905-04", "March to April 1905"),
        ("1905-12/1906-01", "December 1905 to January 1906"),
        ("1905/1906", "1905 to 1906"),
        ("1905/1905-06", "1905 to June 1905"),
        ("1905-03-11/1905-03-11", "11 March 1905"),
        ("1905~/1906-05?", "about 1905 to May 1906 (not certain)"),
        ("1905-03-11/..", "from 11 March 1905, end not known"),
        ("../1905-03", "until March 1905, beginning not known"),
        ("1905-21", "spring 1905"),
        ("1905-33", "January to March 1905"),
        ("190X", "the 1900s"),
        ("1905-XX", "1905"),
        ("1905-03-XX", "March 1905"),
        ("[1905,1907]", "some day from 1 January 1905 to 31 December 1907"),
    ],
)
def test_a_date_is_said_in_plain_words(text, words):
    assert When.parse(text).words() == words
    assert str(When.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1941-02-30", "30 February 1941 does not exist: February 1941 had 28 days."),
        ("1905-00", "There is no month 00"),
        ("1905-13-01", "There is no month 13"),
        ("1905-04-31/1905-05", "31 April 1905 does not exist"),
        ("1906/1905", "ends before it begins"),
        ("0000", "no year 0000"),
        ("", "no date here"),
        ("..", "not a date"),
        ("/", "not a stretch of time"),
        ("../..", "not a stretch of time"),
        ("1905/1906/1907", "not a stretch of time"),
        ("11 March 1905", "not a date"),
        ("Y12345", "not a date"),
        ("1905-21~", "not a date"),
        ("1905\u0661", "not a date"),
        ("1" * 5000, "not a date"),
    ],
)
def test_what_is_no_date_is_refused_in_plain_words(text, said):
    with pytest.raises(DateError, match=said):
        When.parse(text)


def test_a_string_a_date_and_a_when_are_taken_alike():
    march = When.parse("1905-03-11")
    assert When.of(day("1905-03-11")) == When.of("1905-03-11") == When.of(march) == march
    assert When.of(dt.datetime(1905, 3, 11, 12)) == march
    with pytest.raises(DateError):
        When.of(1905)


def test_an_answer_is_neither_true_nor_false():
    with pytest.raises(TypeError, match="answer is Answer.YES"):
        bool(YES)
    assert str(UNDECIDED) == UNDECIDED.words == "cannot be decided"


@pytest.mark.parametrize(
    ("first", "second", "before", "after", "overlaps"),
    [
        ("1905-03-11", "1905-03-12", YES, NO, NO),
        ("1905-03-11", "1905-03-11", NO, NO, YES),
        ("1905-03", "1905-03-11", UNDECIDED, UNDECIDED, UNDECIDED),
        ("1905-03", "1905-03-01", NO, UNDECIDED, UNDECIDED),
        ("1905", "1906", YES, NO, NO),
        ("1905~", "1906", UNDECIDED, UNDECIDED, UNDECIDED),
        ("1905/1907", "1906", NO, NO, YES),
        ("1905-03/1905-04", "1905-04-10/1905-05", UNDECIDED, NO, UNDECIDED),
    ],
)
def test_before_after_and_overlaps_have_three_answers(first, second, before, after, overlaps):
    when = When.parse(first)
    assert (when.before(second), when.after(second), when.overlaps(second)) == (
        before, after, overlaps,
    )


def test_something_has_begun_by_a_day_or_not_or_perhaps():
    when = When.parse("1905-03/1906")
    assert when.begun_by("1905-02-28") is NO
    assert when.begun_by("1905-03-11") is UNDECIDED
    assert when.begun_by(day("1905-03-31")) is YES
    assert When.parse("../1906").begun_by("1905") is UNDECIDED


def test_dates_sort_by_their_earliest_then_their_latest_day():
    texts = ["1906", "1905-03-11", "1905-03", "../1905", "1905-03-01"]
    assert sorted(texts, key=lambda text: When.parse(text).sort_key) == [
        "../1905", "1905-03-01", "1905-03", "1905-03-11", "1906",
    ]


def test_a_when_is_read_once_and_can_be_kept_and_sent():
    assert When.parse(" 1905 ") is When.parse("1905")
    assert pickle.loads(pickle.dumps(When.parse("1905"))) == When.parse("1905")
    with pytest.raises(AttributeError):
        When.parse("1905").text = "1906"


marks = st.sampled_from(["", "~", "?", "%"])
days = st.dates(dt.date(5, 1, 1), dt.date(9990, 1, 1))


@st.composite
def single(draw):
    parts = draw(days).isoformat().split("-")[: draw(st.integers(1, 3))]
    inner = draw(st.booleans())
    if inner and len(parts) > 1:
        return "-".join([*parts[:-1], draw(marks) + parts[-1]])
    return "-".join(parts) + draw(marks)


@st.composite
def interval(draw):
    sides = [draw(single() | st.just("..")) for _ in range(2)]
    return "/".join(sides)


def _edtf_bounds(text):
    parsed = edtf.parse_edtf(text)
    ends = parsed.lower_fuzzy(), parsed.upper_fuzzy()
    bounds = tuple(None if isinstance(end, float) else dt.date(*end[:3]) for end in ends)
    both = parsed.is_uncertain_and_approximate
    return bounds, bool(parsed.is_approximate or both), bool(parsed.is_uncertain or both)


@settings(max_examples=200, deadline=None)
@given(single())
def test_single_dates_agree_with_the_edtf_library(text):
    when = When.parse(text)
    assert ((when.earliest, when.latest), when.approximate, when.uncertain) == _edtf_bounds(text)


@settings(max_examples=150, deadline=None)
@given(interval())
def test_the_outer_bounds_of_intervals_agree_with_the_edtf_library(text):
    try:
        when = When.parse(text)
    except DateError:
        first, last = text.split("/")
        ends = [None if part == ".." else _edtf_bounds(part)[0] for part in (first, last)]
        assert ends == [None, None] or (None not in ends and ends[1][1] < ends[0][0])
        return
    first, last = (None if part == ".." else _edtf_bounds(part)[0] for part in text.split("/"))
    assert (when.earliest, when.latest) == (first and first[0], last and last[1])


@settings(max_examples=30, deadline=None)
@given(year=st.integers(1000, 9999), season=st.integers(21, 41))
def test_seasons_and_decades_agree_with_the_edtf_library(year, season):
    for text in (f"{year}-{season}", f"{year // 10}X", f"{year // 100}XX"):
        when = When.parse(text)
        assert (when.earliest, when.latest) == _edtf_bounds(text)[0]


def whens():
    def read(text):
        try:
            return When.parse(text)
        except DateError:
            return None
    near = st.dates(dt.date(1905, 1, 1), dt.date(1906, 3, 1))
    part = st.builds(lambda day, size, mark: day.isoformat()[:size] + mark, near,
                     st.sampled_from([4, 7, 10]), marks)
    both = st.builds(lambda a, b: f"{a}/{b}", part | st.just(".."), part | st.just(".."))
    return (part | both).map(read).filter(lambda when: when is not None)


@settings(max_examples=400, deadline=None)
@given(whens(), whens(), whens())
def test_the_laws_of_before_after_and_overlaps(a, b, c):
    before, after, overlaps = a.before(b), a.after(b), a.overlaps(b)
    assert before is b.after(a) and overlaps is b.overlaps(a)
    said = [before, after, overlaps]
    assert said.count(YES) <= 1 and said != [NO, NO, NO]
    assert said.count(NO) != 2 or said.count(YES) == 1
    if before is YES and b.before(c) is YES:
        assert a.before(c) is YES
    if a.begun_by(b) is NO:
        assert a.after(b) is YES


def _ways(when):
    """Some of the true stories that a When allows: a first day and a last day."""
    low, high = dt.date(1890, 1, 1), dt.date(1930, 1, 1)
    starts = [when.start_earliest or low, when.start_latest or when.end_latest or high]
    ends = [when.end_earliest or when.start_earliest or low, when.end_latest or high]
    if not when.is_interval:
        return [(starts[0], starts[0]), (starts[1], starts[1])]
    return [(s, e) for s in starts for e in ends if s <= e]


@settings(max_examples=400, deadline=None)
@given(whens(), whens())
def test_a_certain_answer_holds_in_every_story_that_the_dates_allow(a, b):
    for a_start, a_end in _ways(a):
        for b_start, b_end in _ways(b):
            if (answer := a.before(b)) is not UNDECIDED:
                assert (a_end < b_start) is (answer is YES)
            if (answer := a.overlaps(b)) is not UNDECIDED:
                assert (a_start <= b_end and b_start <= a_end) is (answer is YES)


@settings(max_examples=300, deadline=None)
@given(st.text("0123456789XTYZ-~?%/.[]{}(), :SE", max_size=14) | st.text(max_size=8))
def test_no_text_gives_anything_but_a_when_or_a_date_error(text):
    try:
        when = When.parse(text)
    except DateError as problem:
        assert str(problem)
    else:
        assert when.words() and when.sort_key
