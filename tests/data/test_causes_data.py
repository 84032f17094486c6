"""The shipped relations as a map: no circle, no cause after its effect, legible where it is shown."""

import pytest

from historylab import cause_map, open_course
from historylab.charts.causes_place import place
from historylab.charts.causes_view import WORDS, _link, arrange, consequences
from historylab.charts.history_labels import crosses
from historylab.charts.labels import inside, overlap
from historylab.dates import Answer

AREAS = {"room": (17, 105, 1183, 560), "page": (13, 90, 995, 620), "phone": (17, 105, 763, 1230)}
PACT_TO_WAR = [
    "moscow-military-talks", "hitler-stalin-telegrams", "molotov-ribbentrop-pact", "secret-protocol-1939",
    "german-invasion-poland", "soviet-invasion-poland", "winter-war", "league-expels-ussr", "fall-of-france",
    "berghof-conference", "soviet-counter-proposal", "directive-21", "operation-barbarossa",
]


@pytest.fixture(scope="module")
def course():
    return open_course()


@pytest.fixture(scope="module")
def links(course):
    return [_link(relation, course) for relation in course.relations]


def test_every_word_of_the_relations_has_a_reading(course):
    assert {relation.relation for relation in course.relations} == set(WORDS)


def test_the_relations_go_round_in_no_circle(course, links):
    assert consequences(links, "", course) == (set(), set())


def test_nothing_follows_from_what_came_later(course, links):
    early = [link.id for link in links if link.supports
             and course.events[link.end].date.bounds.before(course.events[link.start].date.bounds) is Answer.YES]
    # a part stands under its whole, whatever its own day: an order given before the attack
    assert [name for name in early if "part-of" not in name] == []


def test_without_the_talks_in_berlin_the_attack_still_follows(course):
    view = arrange(course, without="berlin-talks")
    assert view.fallen == ("draft-four-power-pact", "soviet-counter-proposal", "molotov-protest-bulgaria")
    assert view.weakened == ("hitler-molotov-second",)


def test_without_the_talk_of_july_no_agreed_link_leads_to_the_attack(course):
    assert arrange(course, without="berghof-conference").fallen == ("directive-21", "operation-barbarossa")


def test_the_step_from_the_soviet_terms_to_the_order_is_debated(course):
    (link,) = [x for x in arrange(course).links if x.start == "soviet-counter-proposal" and x.end == "directive-21"]
    assert link.debated and link.word == "provoked, debated"


@pytest.mark.parametrize("events", [None, PACT_TO_WAR], ids=["settled", "pact-to-war"])
@pytest.mark.parametrize("size", AREAS)
def test_the_map_can_be_read(course, events, size):
    placed = place(arrange(course, events=events), size, AREAS[size])
    boxes = {node.id: node.box for node in placed.nodes}
    for name, box in boxes.items():
        assert inside(box, AREAS[size])
        assert not [other for other in boxes if other != name and overlap(box, boxes[other])]
    for one in placed.links:
        ends = (one.link.start, one.link.end)
        assert not [name for name, box in boxes.items() if name not in ends and crosses(one.line, box)]
        assert one.plate or not one.link.debated


@pytest.mark.parametrize("size", AREAS)
def test_the_settled_map_says_much_in_few_words(course, size):
    figure = cause_map(course, without="berlin-talks", size=size)
    assert 40 <= len(figure.alt.split()) <= 120
    assert len(figure.facts) == len(arrange(course).links) + 4
