"""The pact explorer, without a browser: steps, days, filters, words."""

import pytest
import timeline_course as sample
import traitlets

from historylab.records import Citation
from historylab.widgets.details import event_details
from historylab.widgets.pacts import explore_pacts

LATER = sample.event("plan", "1905-06-01", ("Northland",), significance="It led to the war.",
                     summary="A plan was made.", known_from=sample.when("1920"), place="Northport",
                     note="The day is disputed.", sources=(Citation("book", "p. 9"),))


def course():
    made = sample.course(events=(*sample.EVENTS, LATER))
    made.cite = lambda citations: "; ".join(f"The treaties, {c.locator}" for c in citations)
    return made


@pytest.fixture
def explorer():
    return explore_pacts(course())


def rows(details):
    return {row["term"]: [text["text"] for text in row["texts"]] for row in details["rows"]}


def test_next_and_previous_walk_through_the_events_in_order(explorer):
    ids = [event.id for _, event in explorer._plot().steps]
    walked = []
    for _ in ids:
        explorer._pressed("next")
        walked.append(explorer.selected)
    assert walked == ids
    explorer._pressed("previous")
    assert explorer.selected == ids[-2]


def test_at_the_last_event_a_sentence_says_so_and_nothing_changes(explorer):
    last = explorer._plot().steps[-1][1].id
    explorer.selected = last
    explorer._pressed("next")
    assert explorer.selected == last
    assert explorer.status.startswith("This is the last event of the period.")


def test_hiding_what_came_later_follows_the_steps(explorer):
    explorer.selected = "month"
    explorer._pressed("hide")
    assert explorer.as_of == "1905-10-31"
    assert not any("1906" in row[3] for row in explorer.table["rows"])
    explorer._pressed("next")
    assert explorer.as_of > "1905-10-31"
    explorer._pressed("everything")
    assert explorer.as_of == "" and explorer.status.startswith("Everything is shown")


def test_a_day_set_by_hand_lets_go_of_an_event_that_came_later(explorer):
    explorer.selected = "war"
    explorer.as_of = "1905-10-31"
    assert explorer.selected == "month"
    explorer.as_of = "1905-01-02"
    assert explorer.selected == "" and explorer.details == {}


def test_a_month_means_its_last_day_and_a_false_date_is_explained(explorer):
    explorer.as_of = "1905-10"
    assert explorer.as_of == "1905-10-31"
    with pytest.raises(traitlets.TraitError, match="does not exist"):
        explorer.as_of = "1905-02-30"
    with pytest.raises(traitlets.TraitError, match="before the last"):
        explorer.between = ("1906", "1905")


def test_the_list_of_events_holds_none_that_came_later(explorer):
    explorer.as_of = "1905-06-30"
    (events,) = [c for c in explorer.controls if c["name"] == "selected"]
    assert [o["value"] for o in events["options"]] == ["", "talk", "signing", "plan"]


def test_an_event_is_told_with_place_sources_and_dispute():
    told = rows(event_details(course(), "plan"))
    assert told["Where"] == ["Northport"] and told["Note"] == ["The day is disputed."]
    assert told["Sources"] == ["The treaties, p. 9"]
    assert told["Why it matters"] == ["It led to the war."]


def test_as_of_a_day_nothing_is_told_that_looks_back():
    told = rows(event_details(course(), "plan", sample.when("1905-07-01").latest))
    assert "It led to the war." not in str(told) and "Note" not in told
    assert told["Known to the world"] == ["Not yet: on this day it was a secret."]


def test_a_filter_changes_picture_alt_and_facts(explorer):
    before = explorer.picture, explorer.alt, explorer.facts
    explorer.actors = ["Northland", "Southland"]
    after = explorer.picture, explorer.alt, explorer.facts
    assert all(a != b for a, b in zip(before, after, strict=True))


def test_without_an_actor_the_last_picture_stays_and_the_status_says_why(explorer):
    picture = explorer.picture
    explorer.actors = []
    assert explorer.picture == picture and "tick at least one of the actors" in explorer.status
    explorer._pressed("next")
    explorer.actors = ["Northland", "Southland"]
    assert "event" in explorer.status


def test_a_wrong_actor_is_refused_with_the_nearest_spelling(explorer):
    with pytest.raises(traitlets.TraitError, match="'Northlnd'.*'Northland'"):
        explorer.actors = ["Northlnd"]


def test_a_teacher_can_observe_the_day(explorer):
    seen = []
    explorer.observe(lambda change: seen.append(change["new"]), "as_of")
    explorer.as_of = "1905-10-31"
    assert seen == ["1905-10-31"]


def test_on_a_narrow_page_the_picture_is_made_for_a_phone(explorer):
    wide = list(explorer.picture_size)
    explorer._handle_custom_msg({"narrow": True}, [])
    assert explorer.picture_size[0] < wide[0] and explorer.picture_size[1] > wide[1]
    explorer._handle_custom_msg({"narrow": False}, [])
    assert list(explorer.picture_size) == wide
