"""The history of a published number: unlike counts apart, words clear of each other."""
from dataclasses import replace

import pytest
from casualties_sample import estimate, sample_course, sample_rows
from historylab.charts.casualties_passport import PassportError
from historylab.charts.history import estimate_history, label_lines, place
from historylab.charts.history_view import arrange
from historylab.charts.labels import overlap
from matplotlib.text import Text

SIZES = ["room", "page", "phone"]
AREAS = {"room": (16, 60, 1184, 600), "page": (12, 55, 996, 640), "phone": (16, 100, 764, 1200)}


def crowd():
    """Many estimates of the same few years."""
    return sample_rows() + [
        estimate(f"c{n}", series="history", group="all", low=2_400_000 + n * 90_000,
                 high=2_600_000 + n * 90_000, published=1925 + n // 3,
                 counted_by=f"Scholar {n}", row=60 + n) for n in range(9)]


def test_estimates_stand_in_the_order_of_publication():
    years = [mark.year for mark in arrange(sample_course()).marks]
    assert years == sorted(years) == [1907, 1925, 1926, 1930, 1940]


def test_what_is_counted_decides_colour_marker_and_word():
    view = arrange(sample_course())
    assert [kind.words for kind in view.kinds] == [
        "Announced by the state", "Demographic loss (not deaths alone)", "Military deaths",
        "Rejected"]
    assert len({kind.look for kind in view.kinds}) == len(view.kinds)


def test_only_announcements_have_a_level_line_and_it_ends_at_the_next_one():
    view = arrange(sample_course())
    until = {mark.id: mark.until for mark in view.marks}
    assert until == {"h-1907": 1930, "line": None, "h-1925": None, "h-1926": None, "h-1940": None}


def test_announced_numbers_are_in_bold_words_and_rejected_ones_say_so():
    labels = {mark.id: mark.label for mark in arrange(sample_course()).marks}
    assert labels["h-1907"].split("\n")[0] == "700 thousand"
    assert labels["line"].split("\n")[0] == "2.7 million"
    assert labels["h-1940"] == "Thistle 1940, rejected"


def test_an_announcement_that_repeats_the_number_is_not_bold_again():
    rows = sample_rows() + [estimate("again", series="history", group="all", low=700_000,
                                     measure="announced-deaths", high=700_000, published=1912,
                                     status="announced", counted_by="Elm", row=70)]
    labels = {m.id: m.label for m in arrange(sample_course(rows)).marks}
    assert labels["again"] == "Elm 1912"


def test_what_is_not_drawn_is_said_with_the_reason():
    assert "Not drawn: Reed 1941 (seen on one page only)" in estimate_history(
        sample_course()).note


def test_a_figure_without_passport_stops_the_chart():
    rows = [replace(e, territory="") if e.id == "h-1925" else e for e in sample_rows()]
    with pytest.raises(PassportError, match="h-1925.*territory"):
        estimate_history(sample_course(rows))


def test_an_unknown_subject_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match='Did you mean "Northland"'):
        estimate_history(sample_course(), subject="Nortland")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rows", [sample_rows, crowd])
def test_labels_overlap_neither_each_other_nor_a_mark(rows, size):
    placed = place(arrange(sample_course(rows())), size, area=AREAS[size])
    boxes = [box for _, box, _ in placed.labels]
    for n, box in enumerate(boxes):
        assert not any(overlap(box, other) for other in boxes[n + 1:])
        assert not any(overlap(box, (x - 3, high, x + 3, low + 0.1))
                       for _, x, high, low in placed.marks)
    assert len(boxes) + len(placed.unplaced) == len(placed.marks)


def test_the_small_course_has_every_label():
    for size in SIZES:
        assert place(arrange(sample_course()), size, area=AREAS[size]).unplaced == ()


def test_a_long_label_is_folded():
    mark = replace(arrange(sample_course()).marks[0], label="A very long name of a commission 1907")
    from historylab.charts.style import size_of
    assert len(label_lines(mark, size_of("room"))) > 1


@pytest.mark.parametrize("size", SIZES)
def test_the_axis_begins_at_zero_and_texts_are_few(size):
    figure = estimate_history(sample_course(crowd()), size=size)
    assert figure.axes[0].get_ylim()[0] == 0
    shown = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    assert len(shown) <= 40


def test_no_line_joins_estimates_of_different_kinds():
    figure = estimate_history(sample_course())
    assert figure.axes[0].lines[:] == []


def test_alt_facts_and_table_tell_the_whole():
    figure = estimate_history(sample_course())
    assert 40 <= len(figure.alt.split()) <= 120
    assert "700 thousand in 1907 and 2.7 million in 1930" in figure.alt
    assert len(figure.facts) == 5 == len(figure.table().rows)
    assert figure.facts[0].startswith("1907, War Office: 700 thousand")


def test_the_same_question_gives_the_same_bytes():
    assert estimate_history(sample_course()).png() == estimate_history(sample_course()).png()
