"""The cause explorer, without a browser: an event taken away, links chosen, boxes that keep still."""

import pytest
import traitlets
from causes_course import course

from historylab.widgets.causes import explore_causes


@pytest.fixture
def explorer():
    return explore_causes(course(), size="room")


def test_taking_an_event_away_is_told_in_picture_words_and_table(explorer):
    before = explorer.picture, explorer.alt
    explorer.without = "talks"
    assert explorer.picture != before[0] and explorer.alt != before[1]
    assert explorer.status.startswith("'The talks' is taken away. No agreed link")
    assert explorer.details["title"] == "The talks"
    assert "without the event" in explorer.table["columns"]


def test_putting_it_back_shows_the_first_map_again(explorer):
    first = explorer.picture
    explorer.without = "talks"
    explorer.without = ""
    assert explorer.picture == first and explorer.details == {}


def test_only_debated_links_can_be_shown(explorer):
    explorer.confidence = ["debated"]
    assert len(explorer.table["rows"]) == 1 and "1 link shown" in explorer.status


def test_no_kind_of_link_leaves_the_picture_and_says_so(explorer):
    picture = explorer.picture
    explorer.confidence = []
    assert explorer.picture == picture and explorer.status.startswith("Nothing to draw")


@pytest.mark.parametrize(("name", "value"), [("without", "tlks"), ("confidence", ["sure"])])
def test_an_unknown_choice_is_refused(explorer, name, value):
    with pytest.raises(traitlets.TraitError, match=name):
        setattr(explorer, name, value)


def test_the_controls_name_each_event_and_both_kinds_of_link(explorer):
    select, boxes = explorer.controls
    assert len(select["options"]) == 11 and select["options"][0]["value"] == ""
    assert [one["value"] for one in boxes["options"]] == ["agreed", "debated"]


def test_the_plain_text_is_alt_and_facts(explorer):
    assert repr(explorer).splitlines()[0] == explorer.alt
    assert len(repr(explorer).splitlines()) == 11
