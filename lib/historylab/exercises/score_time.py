"""Scoring of order and of what could be known: the data decides, and the data is cited."""
from __future__ import annotations

from ..dates import Answer, When
from .result import Feedback, Result, graded, not_attempted
from .score_options import picked

__all__ = ["score_known_by", "score_order"]


def things_to_order(exercise, course) -> dict[str, tuple[str, When]]:
    """Id -> (title, date) of what an order exercise is about."""
    if exercise.items:
        return {item.id: (item.text, When.parse(item.date)) for item in exercise.items}
    return {id: (course.events[id].title, course.events[id].date) for id in exercise.events}


def score_order(exercise, answer, course) -> Result:
    """Share of pairs in the right order; events that overlap may stand either way.

    Only the pair that is furthest apart is told, since naming all of them would
    give the answer away and teach nothing.
    """
    things = things_to_order(exercise, course)
    given = picked(answer, things)
    if not given:
        return not_attempted()
    if len(given) < len(things):
        return not_attempted(f"{len(things) - len(given)} of {len(things)} are not placed yet.")
    decided, wrong = 0, []
    for place, first in enumerate(given):
        for second in given[place + 1:]:
            before = things[first][1].before(things[second][1])
            after = things[second][1].before(things[first][1])
            if after is Answer.YES:
                wrong.append((first, second))
            if Answer.YES in (before, after):
                decided += 1
    if not decided:
        return graded(1.0, [Feedback("The dates of these cannot be told apart, so any order may stand.")])
    if not wrong:
        return graded(1.0, [Feedback(_line_of(given, things), "", _cited(exercise, given))])
    first, second = max(wrong, key=lambda pair: things[pair[0]][1].start_earliest - things[pair[1]][1].end_latest)
    text = (f"You put “{things[first][0]}” before “{things[second][0]}”. "
            f"The dates say: {things[second][1].words()}, then {things[first][1].words()}.")
    why = "" if exercise.items else getattr(course.events[second], "significance", "") or ""
    if why and len((text + why).split()) <= 55:
        text += f" Why it matters: {why}"
    return graded((decided - len(wrong)) / decided, [Feedback(text, first, _cited(exercise, (second, first)))])


def _line_of(given, things) -> str:
    return "The order holds: " + "; ".join(f"{things[id][0]} ({things[id][1].words()})" for id in given) + "."


def _cited(exercise, ids) -> tuple[str, ...]:
    return exercise.evidence if exercise.items else tuple(ids)


def when_known(fact, course) -> When:
    """The date from which a fact could be known: as stated, or as the event became public, or its day."""
    if fact.known_from:
        return When.parse(fact.known_from)
    event = course.events[fact.event]
    return getattr(event, "known_from", None) or event.date


def score_known_by(exercise, answer, course) -> Result:
    """Facts that could be known on the day; a fact whose date leaves it open counts either way."""
    facts = {fact.id: fact for fact in exercise.facts}
    if not isinstance(answer, (list, tuple)):
        return not_attempted()
    chosen = picked(answer, facts)
    if not chosen:
        return not_attempted("Choose at least one fact, or say why there is none in your notes.")
    day = When.parse(exercise.day).latest
    wrong, right = [], []
    for fact in facts.values():
        known = when_known(fact, course).begun_by(day)
        if known is Answer.UNDECIDED or (known is Answer.YES) == (fact.id in chosen):
            right.append(fact)
        else:
            wrong.append(fact)
    told = wrong or right
    feedback = [Feedback(f"{fact.feedback} (Known from: {when_known(fact, course).words()}.)", fact.id,
                         (fact.event,) if fact.event else exercise.evidence) for fact in told]
    return graded(len(right) / len(facts), feedback)
