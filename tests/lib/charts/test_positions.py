"""Issues side by side: what is said in words and marks, and that no word covers another."""
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from historylab.charts.figure import ChartFigure
from historylab.charts.labels import inside, overlap
from historylab.charts.positions import compare_positions, place
from historylab.charts.positions_view import HEADS, KINDS, arrange
from historylab.charts.style import text_width
from historylab.records import Citation, Position, Source
from historylab.table import Table
from matplotlib.lines import Line2D
from matplotlib.text import Text

SIZES = ["room", "page", "phone"]
AREAS = {"room": (16, 62, 1184, 605), "page": (12, 45, 996, 670), "phone": (16, 100, 764, 1200)}


def position(number, name, kind="refused", **cells):
    cells = {"offered": f"{name} in full", "offered_short": "Half of the wool",
             "asked": f"{name} asked in full", "asked_short": "All of the wool, and soon",
             "answered": "All", "answered_short": "All of it", "outcome": "Nothing came of it",
             "outcome_short": "Nobody moved", "sources": (Citation("old-book", f"p. {number}"),),
             "verified": "yes"} | cells
    return Position(id=f"P{number:02}", issue=f"The matter of {name}", short=name,
                    outcome_kind=kind, row=number + 1, **cells)


def course_of(positions, **settings):
    book = Source(id="old-book", author="A. Writer", title="The Old Book", year="1910")
    return SimpleNamespace(positions=Table(positions, "positions", Position),
                           sources=Table([book], "sources", Source),
                           settings={"positions": settings} if settings else {})


def small():
    return course_of([
        position(1, "Wool", "agreed"), position(2, "Harbour", "refused"),
        position(3, "Toll", "left open", verified="one-source"),
        position(4, "Bridge", "put off", asked_short=""), position(5, "Rumour", verified="no")])


def wordy(rows):
    long = "Words that fill a field up to its very last letter, no more"
    return course_of([position(n, f"Matter {n}", offered_short=long, asked_short=long,
                               answered_short=long, outcome_short=long[:40])
                      for n in range(1, rows + 1)])


# ------------------------------------------------------------------ what is shown


def test_without_settings_the_confirmed_issues_stand_in_the_order_of_the_table():
    view = arrange(small())
    assert [issue.name for issue in view.issues] == ["Wool", "Harbour", "Toll", "Bridge"]
    assert view.heads == tuple(HEADS.values())


def test_the_settings_choose_issues_and_heads_and_the_rest_stands_in_the_table():
    course = course_of(small().positions, issues=["P02", "P01"], offered="Northland offered")
    figure = compare_positions(course)
    assert [row[0] for row in figure.table().rows] == [
        "The matter of Harbour", "The matter of Wool", "The matter of Toll", "The matter of Bridge"]
    assert figure.table().columns[1] == "Northland offered"
    assert len(figure.facts) == 2
    assert "Only in the data table: Toll and Bridge." in figure.note


def test_issues_are_named_by_id_or_by_their_short_name_and_nothing_else_is_in_the_table():
    figure = compare_positions(small(), issues=["Toll", "P01"])
    assert [row[0] for row in figure.table().rows] == ["The matter of Toll", "The matter of Wool"]


def test_an_issue_that_is_not_confirmed_is_neither_drawn_nor_in_the_table():
    figure = compare_positions(small())
    assert "Rumour" not in figure.text_facts() + figure.table().csv()
    with pytest.raises(ValueError, match=r"row 6 \(P05\) is not confirmed"):
        compare_positions(small(), issues=["Rumour"])


def test_an_unknown_issue_is_answered_with_the_nearest():
    with pytest.raises(ValueError, match="Did you mean 'Harbour'"):
        compare_positions(small(), issues=["Harbor"])


def test_an_issue_named_twice_is_refused():
    with pytest.raises(ValueError, match="P01 is named twice"):
        compare_positions(small(), issues=["P01", "Wool"])


def test_an_issue_without_a_source_stops_the_chart():
    course = course_of([position(1, "Wool", sources=())])
    with pytest.raises(ValueError, match=r"positions.csv, row 2 \(P01\) names no source"):
        compare_positions(course)


# ------------------------------------------------------------------ words


def test_each_issue_is_one_fact_with_its_four_fields():
    facts = compare_positions(small()).facts
    assert facts[1] == (
        "Harbour. What was offered: Half of the wool; What was asked in the talks: All of the wool, "
        "and soon; What was asked in the written answer: All of it; What came of it: refused "
        "(Nobody moved).")
    assert facts[2].endswith("Known from one source only.")
    assert "What was asked in the talks: not known;" in facts[3]


def test_the_alt_text_names_issues_columns_and_outcomes():
    alt = compare_positions(small()).alt
    assert 40 <= len(alt.split()) <= 120
    assert "4 issues in rows: Wool, Harbour, Toll and Bridge" in alt
    for said in ("agreed: Wool", "refused: Harbour", "left open: Toll", "put off: Bridge",
                 "from one source only: Toll"):
        assert said in alt


def test_the_note_explains_each_word_for_an_outcome_that_is_used():
    note = compare_positions(small(), issues=["Wool", "Toll"]).note
    assert KINDS["agreed"] in note and KINDS["left open"] in note
    assert KINDS["refused"] not in note and KINDS["put off"] not in note


class Heads(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.scopes = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "th":
            self.scopes.append(dict(attributes).get("scope"))


def test_the_table_for_screen_readers_has_heads_for_rows_and_columns_and_the_long_texts():
    html = compare_positions(small()).table()._repr_html_()
    assert Heads(html).scopes == ["col"] * 9 + ["row"] * 4
    assert "Wool asked in full" in html and "The Old Book (1910), p. 3" in html


# ------------------------------------------------------------------ places


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("course", [small(), wordy(4)], ids=["small", "wordy"])
def test_no_text_overlaps_another_or_a_mark_or_leaves_the_area(course, size):
    placed = place(arrange(course), size, area=AREAS[size])
    boxes = [text.box for text in placed.texts]
    for number, box in enumerate(boxes):
        assert not any(overlap(box, other) for other in boxes[number + 1:])
        assert not any(overlap(box, (x - 7, y - 7, x + 7, y + 7)) for _, x, y in placed.marks)
        low = placed.bottom if size == "phone" else AREAS[size][3]
        assert inside(box, (*AREAS[size][:3], low))


@pytest.mark.parametrize("size", SIZES)
def test_the_boxes_hold_the_words_as_drawn(size):
    figure = compare_positions(wordy(4), size=size)
    figure.canvas.draw()
    placed = place(arrange(wordy(4)), size, area=figure.plot_area)
    drawn = {t.get_text(): t.get_window_extent() for t in figure.findobj(Text) if t.get_text()}
    for text in placed.texts:
        seen = drawn[text.text]
        assert seen.width <= text.box[2] - text.box[0] + 2
        assert seen.height <= text.box[3] - text.box[1] + 4


def test_a_grid_has_five_columns_and_a_phone_a_list_of_one():
    columns = {size: {round(t.box[0]) for t in place(arrange(small()), size, area=AREAS[size]).texts
                      if t.role in ("name", "text")} for size in SIZES}
    assert [len(columns[size]) for size in SIZES] == [4, 4, 1]


def test_a_field_without_words_is_a_dash_in_the_grid_and_said_in_the_list():
    grid = place(arrange(small()), "room", area=AREAS["room"])
    assert "\u2013" in [text.text for text in grid.texts]
    rows = place(arrange(small()), "phone", area=AREAS["phone"])
    assert any("not known" in text.text for text in rows.texts)


def test_the_list_of_a_phone_makes_the_picture_as_tall_as_its_words():
    short = compare_positions(small(), issues=["Wool"], size="phone")
    tall = compare_positions(wordy(6), size="phone")
    assert short.size.height < tall.size.height and short.size.width == tall.size.width == 780


@pytest.mark.parametrize("size", SIZES)
def test_texts_are_few_and_each_outcome_has_a_mark_of_its_own_and_a_word(size):
    figure = compare_positions(small(), size=size)
    shown = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    assert len(shown) <= 40
    looks = {m.get_gid(): (m.get_marker(), m.get_color()) for m in figure.findobj(Line2D)
             if m.get_gid() in KINDS}
    assert set(looks) == set(KINDS) and len(set(looks.values())) == 4
    for kind in KINDS:
        assert any(t.get_text().startswith(kind.capitalize()) for t in shown)


def test_six_issues_keep_to_forty_texts():
    for size in SIZES:
        figure = compare_positions(course_of([position(n, f"Matter {n}") for n in range(1, 7)]), size=size)
        assert len([t for t in figure.findobj(Text) if t.get_text().strip()]) <= 40


def test_more_issues_or_words_than_a_picture_holds_are_refused_with_advice():
    with pytest.raises(ValueError, match="7 issues are too many.*second picture"):
        compare_positions(wordy(7), issues=[f"P{n:02}" for n in range(1, 8)])
    with pytest.raises(ValueError, match="more words than one picture.*_short"):
        compare_positions(course_of([
            position(n, f"Matter {n}", offered_short="More than a picture holds. " * 4)
            for n in range(1, 7)]))


def test_six_issues_with_texts_of_full_length_still_fit_a_room():
    assert len(compare_positions(wordy(6)).facts) == 6


def test_the_letters_are_as_large_as_a_room_needs():
    figure = compare_positions(small())
    cells = [t for t in figure.findobj(Text) if t.get_text().startswith("Half")]
    assert {t.get_fontsize() for t in cells} == {16}
    assert text_width("Half of the wool", 16, 100) < 240


def test_the_same_question_gives_the_same_bytes():
    assert compare_positions(small()).png() == compare_positions(small()).png()


def test_it_is_a_chart_figure():
    assert isinstance(compare_positions(small()), ChartFigure)
