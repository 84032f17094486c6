"""One day for a whole lesson: nothing later, nothing that could not be known."""
import pytest
import traitlets

from historylab.dates import When
from historylab.records import Citation, Document
from historylab.secrecy import WORLD
from historylab.table import Table
from historylab.widgets.on_this_day import OnThisDay, on_this_day
from historylab.widgets.pacts import explore_pacts
from tests.lib.charts.timeline_course import course as invented


@pytest.fixture
def course():
    course = invented()
    documents = [
        Document(id="D01", title="Open treaty", date=When.parse("1905-03"), notice="Secret hint", sources=(Citation(course.sources.ids[0], ""),)),
        Document(id="D02", title="Hidden order", date=When.parse("1905-03"), known_from=When.parse("../1950"), sources=()),
    ]
    course.documents = Table(documents, "documents", Document)
    course.cite = lambda citations: "; ".join(key for key, _ in citations)
    for name in ("definitions", "glossary"):
        if not hasattr(course, name):
            setattr(course, name, Table([], name, None))
    return course


def names(widget, place):
    return [item["name"] for item in widget.groups[place]["items"]]


def test_papers_and_events_of_later_days_and_secret_ones_are_not_there(course):
    today = on_this_day(course, "1905-12-31")
    assert names(today, 1) == ["D01: Open treaty"] and "Secret hint" not in str(today.groups)
    today.known_to = ""
    assert names(today, 1) == ["D02: Hidden order", "D01: Open treaty"]
    early = on_this_day(course, "1904-01-01")
    assert names(early, 0) == names(early, 1) == []


def test_an_event_that_was_going_on_is_told_without_its_end(course):
    going = next(row for row in course.events if row.date.is_interval and row.date.start_latest < row.date.end_earliest)
    today = on_this_day(course, going.date.start_latest.isoformat(), known_to="")
    told = next(item for item in today.groups[0]["items"] if going.title in item["name"])
    assert told["texts"] == ["It was still going on."] and str(going.date.end_latest.year + 1) not in told["name"]
    assert going.date.words() not in told["name"]


def test_one_control_limits_several_explorers_both_ways(course):
    today = on_this_day(course, "1905-12-31")
    one, two = today.limit(explore_pacts(course)), today.limit(explore_pacts(course))
    assert one.as_of == two.as_of == "1905-12-31" and one.known_to == WORLD
    today.as_of = "1906-01-31"
    assert one.as_of == two.as_of == "1906-01-31"
    two.as_of = ""
    assert today.as_of == "" and "everything" in today.status


def test_a_wrong_day_or_looker_is_told(course):
    with pytest.raises(traitlets.TraitError):
        OnThisDay(course, as_of="1905-02-30")
    with pytest.raises(traitlets.TraitError, match="known_to"):
        on_this_day(course, "1905", known_to="Nobody")
