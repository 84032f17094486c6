"""The map of causes: what follows and what falls away, and boxes, links and words kept apart."""

import pytest
from causes_course import DAYS, LINKS, course

from historylab import check_course
from historylab.charts.causes import cause_map
from historylab.charts.causes_across import spread
from historylab.charts.causes_draw import key_words
from historylab.charts.causes_place import place, short_date
from historylab.charts.causes_view import arrange
from historylab.charts.history_labels import crosses
from historylab.charts.labels import inside, overlap
from historylab.dates import When
from historylab.records import Relation
from historylab.table import Table
from matplotlib.text import Text

AREAS = {"room": (17, 110, 1183, 570), "page": (13, 90, 995, 620), "phone": (17, 120, 763, 1220)}


# ------------------------------------------------------------------ what follows from what


def test_what_hangs_on_an_event_alone_falls_away_with_it():
    view = arrange(course(), without="talks")
    assert view.fallen == ("treaty", "secret-paper", "march")


def test_an_event_with_another_agreed_cause_stays():
    view = arrange(course(), without="offer")
    assert (view.fallen, view.weakened) == ((), ("talks",))


def test_a_debated_link_takes_nothing_away_and_holds_nothing_up():
    assert "war" not in arrange(course(), without="march").fallen
    held = [*LINKS, ("quarrel", "enabled", "march", "debated")]
    assert "march" in arrange(course(held), without="talks").fallen


def test_an_answer_falls_with_what_it_answered_but_not_the_reverse():
    assert "protest" in arrange(course(), without="war").fallen
    assert arrange(course(), without="protest").fallen == ()


def test_a_part_falls_with_the_whole_but_not_the_reverse():
    assert "secret-paper" in arrange(course(), without="treaty").fallen
    assert "treaty" not in arrange(course(), without="secret-paper").fallen


def test_what_is_broken_does_not_hang_on_what_broke_it():
    view = arrange(course(), without="war")
    assert "treaty" not in view.fallen
    assert [link.id for link in view.links if view.lost(link)] == [
        link.id for link in view.links if "war" in (link.start, link.end)]


def test_links_that_go_round_in_a_circle_are_named():
    with pytest.raises(ValueError, match="circle.*The talks -> The treaty -> The talks|"
                                         "circle.*The treaty -> The talks -> The treaty"):
        arrange(course([*LINKS, ("treaty", "enabled", "talks", "agreed")]))


def test_unticking_debated_leaves_only_agreed_links():
    view = arrange(course(), confidence=("agreed",))
    assert {link.relation.confidence for link in view.links} == {"agreed"}
    assert ("debated", "debated") not in key_words(view)


# ------------------------------------------------------------------ wrong questions


@pytest.mark.parametrize(("asked", "said"), [
    ({"events": ["tlks", "war"]}, "no event 'tlks'.*'talks'"),
    ({"events": ["war"]}, "2 to 16 events; this one has 1"),
    ({"without": "wr"}, "without='wr'.*'war'"),
    ({"confidence": ("certain",)}, "no confidence 'certain'.*agreed"),
    ({"confidence": ()}, "No links to draw"),
])
def test_a_wrong_question_is_answered_in_words(asked, said):
    with pytest.raises(ValueError, match=said):
        cause_map(course(), **asked)


def test_settings_that_name_no_event_are_a_fault_of_the_course(small_course):
    small_course.package["historylab"]["causes"] = {"events": ["first-treaty", "shrt-war"]}
    small_course.write()
    report = str(check_course(small_course.root))
    assert "causes > events" in report and "'shrt-war' does not occur in events.id" in report
    assert "'short-war'" in report


def test_a_wrong_size_is_refused():
    with pytest.raises(ValueError, match='no chart size "?\'?wall'):
        cause_map(course(), size="wall")


def test_a_link_without_a_source_stops_the_chart():
    bare = course()
    row = Relation(id="x", cause="quarrel", effect="war", relation="enabled", confidence="agreed", row=9)
    bare.relations = Table([row], "relations", Relation)
    with pytest.raises(ValueError, match="relations.csv, row 9"):
        cause_map(bare)


# ------------------------------------------------------------------ where things stand


@pytest.mark.parametrize("size", AREAS)
def test_boxes_lie_inside_and_overlap_neither_each_other_nor_a_word(size):
    placed = place(arrange(course()), size, AREAS[size])
    boxes = [node.box for node in placed.nodes]
    plates = [one.plate for one in placed.links if one.plate]
    for number, box in enumerate(boxes):
        assert inside(box, AREAS[size])
        assert not any(overlap(box, other) for other in [*boxes[number + 1:], *plates])


@pytest.mark.parametrize("size", AREAS)
def test_no_link_runs_behind_a_box(size):
    placed = place(arrange(course()), size, AREAS[size])
    for one in placed.links:
        assert not [node.id for node in placed.nodes
                    if node.id not in (one.link.start, one.link.end) and crosses(one.line, node.box)]


@pytest.mark.parametrize(("size", "side"), [("room", 0), ("page", 0), ("phone", 1)])
def test_what_leads_to_something_stands_before_it(size, side):
    placed = place(arrange(course()), size, AREAS[size])
    boxes = {node.id: node.box for node in placed.nodes}
    for one in placed.links:
        if one.link.supports:
            assert boxes[one.link.start][side] < boxes[one.link.end][side]


def test_taking_an_event_away_moves_no_box():
    whole, less = (place(arrange(course(), without=name), "room", AREAS["room"]) for name in (None, "talks"))
    assert [node.box for node in whole.nodes] == [node.box for node in less.nodes]


def test_a_tick_taken_out_moves_no_box():
    both, agreed = (place(arrange(course(), confidence=names), "room", AREAS["room"])
                    for names in (("agreed", "debated"), ("agreed",)))
    assert [node.box for node in both.nodes] == [node.box for node in agreed.nodes]


def test_a_debated_link_carries_the_word():
    placed = place(arrange(course()), "room", AREAS["room"])
    debated = [one for one in placed.links if one.link.debated]
    assert debated and all(one.plate and "debated" in one.link.word for one in debated)


def test_a_long_chain_is_squeezed_into_the_picture():
    names = list(DAYS)
    chain = [(a, "enabled", b, "agreed") for a, b in zip(names, names[1:])]
    placed = place(arrange(course(chain)), "room", AREAS["room"])
    assert all(inside(node.box, AREAS["room"]) for node in placed.nodes)


def test_two_links_are_uncrossed():
    middles = spread([0, 0, 100, 100], [5] * 4, [10] * 4, [(0, 3), (1, 2)], (0, 200), 10)
    assert (middles[0] - middles[1]) * (middles[3] - middles[2]) > 0


# ------------------------------------------------------------------ what is said


def test_each_link_is_a_sentence_that_reads_as_the_row_does():
    facts = cause_map(course()).facts
    assert len(facts) == len(LINKS)
    assert "'The march' provoked 'The war' (debated). Argued over." in facts
    assert "'The protest' responded to 'The war' (agreed)." in facts


def test_taking_away_is_said_in_words_with_its_limits():
    figure = cause_map(course(), without="talks")
    assert figure.facts[0] == "'The talks' is taken away."
    assert figure.facts[1] == ("No agreed link of this map leads any more to 'The treaty', "
                               "'The secret-paper' and 'The march'.")
    assert "nobody can know" in figure.facts[2] and "nobody can know" in figure.note
    lost = {row[0]: row[5] for row in figure.table().rows}
    assert lost["The talks"] == "no longer holds" and lost["The quarrel"] == "still holds"


def test_alt_text_and_table_tell_the_whole():
    figure = cause_map(course())
    assert 40 <= len(figure.alt.split()) <= 120
    assert "9 solid links are agreed" in figure.alt and "1 dashed link is debated" in figure.alt
    assert len(figure.table().rows) == len(LINKS)
    assert figure.sources == ("A. Writer, The Old Book, 1910, p. 3",)


@pytest.mark.parametrize("size", AREAS)
def test_the_texts_are_few(size):
    figure = cause_map(course(), without="talks", size=size)
    shown = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    assert len(shown) <= 40


def test_the_same_question_gives_the_same_bytes():
    assert cause_map(course()).png() == cause_map(course()).png()


def test_a_date_is_short_and_no_surer_than_it_is():
    assert [short_date(When.parse(text)) for text in ("1905-03-11", "1905-03", "1905-03-11/1905-03-14")] == [
        "11 Mar 1905", "Mar 1905", "11 Mar 1905"]
    assert short_date(When.parse("1905")) == "1905"
