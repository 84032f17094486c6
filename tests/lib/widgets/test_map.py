"""The map explorer, without a browser: step by step, days, places in words."""

import pytest
import traitlets
from map_course import make_course

from historylab.widgets.map import explore_map

ORDER = ["first", "second", "third", "beyond", "nowhere", "late"]


@pytest.fixture
def explorer(tmp_path):
    return explore_map(make_course(tmp_path))


def rows(details):
    return {row["term"]: [text["text"] for text in row["texts"]] for row in details["rows"]}


def test_next_walks_through_the_events_and_shows_nothing_later(explorer):
    walked = []
    for _ in ORDER:
        explorer._pressed("next")
        walked.append(explorer.selected)
        events = [fact for fact in explorer.facts if not fact.startswith("Line")]
        assert len(events) == len(walked)
    assert walked == ORDER
    explorer._pressed("previous")
    assert explorer.selected == "nowhere" and explorer.as_of == "1905-08-01"


def test_beyond_the_last_event_nothing_changes_and_it_is_said(explorer):
    explorer.selected = "late"
    picture = explorer.picture
    explorer._pressed("next")
    assert explorer.selected == "late" and explorer.picture == picture
    assert explorer.status.startswith("This is the last event on this map.")


def test_the_chosen_event_tells_its_place_then_and_today(explorer):
    explorer.selected = "first"
    told = rows(explorer.details)
    assert told["Place then"] == ["Capital"] and told["Place today"] == ["New Capital"]
    assert "Event 1: Event first, 11 March 1905, Capital." in explorer.status


def test_an_earlier_day_drops_a_chosen_event_that_had_not_come(explorer):
    explorer.selected = "late"
    explorer.as_of = "1905-05-01"
    assert explorer.selected == "second" and "1906" not in " ".join(explorer.facts)


def test_show_everything_brings_all_back(explorer):
    explorer._pressed("next")
    explorer._pressed("everything")
    assert explorer.as_of == "" and explorer.status.startswith("Everything is shown: 6 events.")


def test_an_event_that_is_not_on_the_map_is_refused(tmp_path):
    with pytest.raises(traitlets.TraitError, match="late"):
        explore_map(make_course(tmp_path), selected="lat")


def test_the_text_form_is_the_alt_text_and_the_facts(explorer):
    assert repr(explorer).startswith(explorer.alt) and explorer.facts[0] in repr(explorer)


def test_a_secret_comes_last_for_those_who_learned_of_it_later(tmp_path):
    explorer = explore_map(make_course(tmp_path), known_to="world")
    walked = []
    for _ in ORDER:
        explorer._pressed("next")
        walked.append(explorer.selected)
    assert walked == [*ORDER[1:], "first"]


def test_the_map_follows_who_looks_as_well_as_the_day():
    import historylab as hl
    from historylab.records import Event

    course = hl.open_course()
    secret = next(e for e in course.events if e.known_from and e.id in {s.event.id for s in hl.explore_map(course)._every})
    assert isinstance(secret, Event)
    explorer = hl.explore_map(course, as_of=secret.date.latest)
    assert secret.title in str(explorer.controls)
    explorer.known_to = "world"
    assert secret.title not in str(explorer.controls) and secret.title not in str(explorer.facts)
    explorer.known_to = secret.actors[0]
    assert secret.title in str(explorer.controls)
