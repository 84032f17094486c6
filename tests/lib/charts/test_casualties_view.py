"""What a casualty chart shows, before any pixel; the rules of care."""
from dataclasses import replace

import pytest
from casualties_sample import estimate, sample_course, sample_rows
from historylab.charts import casualties_text as text
from historylab.charts.casualties_passport import PassportError
from historylab.charts.casualties_view import arrange


def headings(view):
    return [block.heading for block in view.blocks]


def test_rows_stand_in_the_order_of_the_settings_and_not_of_size():
    assert headings(arrange(sample_course())) == ["Southland", "Northland", "Eastland"]


def test_rows_stand_in_the_order_asked_for():
    view = arrange(sample_course(), subjects=["Eastland", "Southland", "Northland"])
    assert headings(view) == ["Eastland", "Southland", "Northland"]


def test_countries_show_numbers_and_rates_together_unless_asked_otherwise():
    assert arrange(sample_course()).panels == ("number", "per_1000")
    assert arrange(sample_course(), per="number").panels == ("number",)


def test_rates_are_divided_by_the_population_named():
    bars = {bar.id: bar for bar in arrange(sample_course()).bars}
    assert bars["n-mil"].rates == (40, None, 55)
    assert "Northland 20 million (1904; borders of 1904)" in text.full_note(
        arrange(sample_course()))


def test_a_row_without_population_says_that_it_has_no_rate():
    view = arrange(sample_course())
    assert {b.id for b in view.bars if b.rate_label == ""} == {"e-all"}
    assert "no population with the same borders" in text.full_note(view)


def test_a_missing_group_brings_the_joint_row_and_the_reason():
    view = arrange(sample_course(), subjects=["Eastland"])
    assert [bar.id for bar in view.bars] == ["e-all"]
    assert "Eastland, civilian (the split mixes definitions)" in text.full_note(view)


def test_a_subject_without_drawn_row_is_named_with_the_reason():
    view = arrange(sample_course(), subjects=["Northland", "Westland"])
    assert headings(view) == ["Northland"]
    assert "Westland (no work found)" in text.full_note(view)


def test_a_figure_without_passport_stops_the_chart():
    rows = [replace(e, method="") if e.id == "n-civ" else e for e in sample_rows()]
    with pytest.raises(PassportError, match="row 3.*method"):
        arrange(sample_course(rows))


def test_a_row_not_to_be_drawn_needs_no_passport():
    rows = [replace(e, method="") if not e.chart else e for e in sample_rows()]
    assert arrange(sample_course(rows)).bars


def test_rejected_and_superseded_numbers_stay_out_of_a_comparison():
    rows = [replace(e, status="rejected") if e.id == "n-mil" else e for e in sample_rows()]
    assert "n-mil" not in [bar.id for bar in arrange(sample_course(rows)).bars]


def test_an_axis_of_deaths_never_says_casualties():
    titles = text.axis_titles(arrange(sample_course()))
    assert titles["number"][0] == "Deaths, millions of people"
    assert titles["per_1000"][0] == "Deaths per 1,000 people"
    assert "1905 to 1906" in titles["number"][1] or "1905" in titles["number"][1]
    assert "casualt" not in " ".join(" ".join(t) for t in titles.values()).lower()


def test_the_axis_names_period_and_borders():
    assert "borders of 1904" in text.axis_titles(arrange(sample_course()))["number"][1]


def test_a_campaign_shows_each_kind_apart_and_never_a_sum():
    view = arrange(sample_course(), by="campaign", measure="casualties")
    assert [(b.heading, [bar.word for bar in b.bars]) for b in view.blocks] == [
        ("Northland", ["Killed", "Wounded", "Captured or missing"]),
        ("Southland", ["Killed or missing", "Wounded"])]
    assert "Casualties" in text.axis_titles(view)["number"][0]
    drawn = {v for bar in view.bars for v in bar.values if v}
    assert drawn <= {v for e in sample_rows() for v in (e.low, e.central, e.high)}


def test_by_definition_shows_each_row_with_its_words_and_marks_what_is_not_deaths():
    view = arrange(sample_course(), by="definition", subjects=["Northland"])
    bars = {bar.id: bar for bar in view.bars}
    assert bars["p-killed"].word == "Killed in action, military"
    assert "not deaths alone" in bars["p-struck"].label
    assert bars["p-wounded"].label == "2 to 3 million, not deaths"
    assert "not" not in bars["p-killed"].label
    assert not text.axis_titles(view)["number"][0].lower().startswith("deaths")


def test_the_settings_choose_the_rows_by_definition():
    course = sample_course(definition_subject="Northland", definitions=["p-loss", "p-killed"])
    assert [b.id for b in arrange(course, by="definition").bars] == ["p-loss", "p-killed"]


def test_rows_that_share_people_get_one_bracket_and_their_notes():
    (bracket,) = arrange(sample_course()).brackets
    assert bracket.ids == ("n-civ", "e-all") and bracket.label == "counted in both"
    note = text.full_note(arrange(sample_course()))
    assert "people of the valley" in note and "the valley again" in note


def test_the_line_says_what_it_really_is_and_belongs_to_its_subject():
    view = arrange(sample_course())
    assert view.reference.label == "2.7 million" and view.reference.block == 1
    assert "dead and emigrants, rounded up" in text.footer(view)
    assert arrange(sample_course(), subjects=["Southland"]).reference is None
    assert arrange(sample_course(), reference="").reference is None


def test_a_comparison_says_what_it_cannot_mean():
    assert "suffering" in text.footer(arrange(sample_course()))
    assert "suffering" not in text.footer(arrange(sample_course(), subjects=["Northland"]))


def test_no_word_ranks_or_scores():
    for view in (arrange(sample_course()), arrange(sample_course(), by="campaign")):
        said = " ".join([text.alt_text(view), text.full_note(view), view.title,
                         *text.facts(view)]).lower()
        assert not any(word in said.split() for word in
                       ("worst", "most", "top", "rank", "record", "winner", "score"))


@pytest.mark.parametrize("asked", [{}, {"by": "campaign"}, {"by": "definition"},
                                   {"per": "per_1000"}, {"subjects": ["Northland"]}])
def test_the_alt_text_has_40_to_120_words_and_says_count_range_and_doubt(asked):
    view = arrange(sample_course(), **asked)
    alt = text.alt_text(view)
    assert 40 <= len(alt.split()) <= 120
    assert f"{len(view.bars)} bars" in alt and " to " in alt
    assert "contested" in alt or "uncertain" in alt


def test_there_is_one_fact_for_each_bar_and_one_for_the_line():
    view = arrange(sample_course())
    said = text.facts(view)
    assert len(said) == len(view.bars) + len(view.brackets) + 1
    assert said[0].startswith("Southland: military, deaths: 40 thousand (20 per 1,000 people)")


def test_a_changed_number_changes_the_facts():
    rows = [replace(e, high=1_300_000) if e.id == "n-mil" else e for e in sample_rows()]
    assert text.facts(arrange(sample_course())) != text.facts(arrange(sample_course(rows)))


@pytest.mark.parametrize("asked, words", [
    ({"subjects": ["Northlnd"]}, 'Did you mean "Northland"'),
    ({"by": "campaign", "campaigns": ["River Wr"]}, 'Did you mean "River War"'),
    ({"measure": "deths"}, "Did you mean"),
    ({"by": "size"}, "country, definition and campaign"),
    ({"per": "100"}, '"per_1000"'),
    ({"groups": ["soldiers"]}, "Known: military"),
    ({"groups": []}, "groups is empty"),
    ({"by": "campaign", "per": "per_1000"}, "no population"),
    ({"by": "definition", "subjects": ["Northland", "Southland"]}, "one subject"),
    ({"subjects": ["Westland"]}, "no work found"),
])
def test_a_wrong_wish_is_answered_with_what_is_allowed(asked, words):
    with pytest.raises(ValueError, match=words):
        arrange(sample_course(), **asked)


def test_what_does_not_fit_is_left_out_in_words():
    rows = sample_rows() + [estimate(f"x{n}", subject=f"Land {n}", row=50 + n) for n in range(30)]
    course = sample_course(rows, subjects=[f"Land {n}" for n in range(30)])
    view = arrange(course)
    assert len(view.blocks) < 30
    assert "for want of room" in text.full_note(view)
