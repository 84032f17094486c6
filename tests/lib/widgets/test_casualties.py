"""The casualty explorer, without a browser: views, groups, passports."""

import casualties_sample as sample
import pytest
import traitlets

from historylab.charts.casualties_passport import PassportError
from historylab.widgets.casualties import explore_casualties, passport


@pytest.fixture
def explorer():
    return explore_casualties(sample.sample_course())


def rows(details):
    return {row["term"]: " | ".join(text["text"] for text in row["texts"]) for row in details["rows"]}


def hidden(explorer):
    return {control["name"] for control in explorer.controls if control.get("hidden")}


def test_each_view_has_its_own_picture_alt_and_status(explorer):
    seen = []
    for by in ("country", "definition", "campaign", "history"):
        explorer.by = by
        seen.append((explorer.picture, explorer.alt, explorer.status))
    assert all(len(set(column)) == 4 for column in zip(*seen, strict=True))


def test_only_the_controls_of_a_view_are_shown(explorer):
    assert hidden(explorer) == {"subject", "campaigns"}
    explorer.by = "history"
    assert hidden(explorer) == {"per", "groups", "subjects", "campaigns"}


def test_the_passport_says_who_counted_how_and_what_overlaps(explorer):
    explorer.selected = "n-civ"
    told = rows(explorer.details)
    assert told["Who counted"] == "War Office" and told["How"] == "lists of units"
    assert told["How many"] == "1.5 to 1.8 million"
    assert told["What overlaps"].startswith("people of the valley | Also counted in: Eastland")
    assert told["Which borders"] == "borders of 1904" and told["Settled or disputed"] == "contested"
    assert "p. 7" in told["Sources"] and "Chosen: Northland, civilian" in explorer.status


def test_what_is_no_count_of_the_dead_is_told_as_such():
    course = sample.sample_course()
    told = rows(passport(course, course.estimates["p-wounded"]))
    assert told["What is counted"].startswith("Wounded (not deaths)")


def test_choosing_a_row_sends_no_new_picture(explorer):
    picture = explorer.picture
    explorer.selected = "n-mil"
    assert explorer.picture is picture


def test_a_row_that_the_view_does_not_show_is_not_told(explorer):
    explorer.selected = "n-mil"
    explorer.by = "campaign"
    assert explorer.details == {}


def test_rows_keep_the_order_of_the_course_and_are_never_ranked(explorer):
    (countries,) = [c for c in explorer.controls if c["name"] == "subjects"]
    assert [o["value"] for o in countries["options"]][:3] == ["Southland", "Northland", "Eastland"]


def test_without_a_group_the_last_picture_stays_and_the_status_says_why(explorer):
    picture = explorer.picture
    explorer.groups = []
    assert explorer.picture == picture and "tick at least one box" in explorer.status


def test_an_unknown_view_is_refused():
    with pytest.raises(traitlets.TraitError, match="'contry'.*'country'"):
        explore_casualties(sample.sample_course(), by="contry")


def test_a_figure_without_a_passport_is_refused():
    bare = [sample.estimate("n-mil", counted_by="")]
    with pytest.raises(PassportError, match="counted_by"):
        explore_casualties(sample.sample_course(bare, subjects=["Northland"], reference=""))
