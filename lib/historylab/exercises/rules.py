"""What a single field cannot tell: references that must resolve, and rules of good teaching."""
from __future__ import annotations

from collections import Counter

from .fields import Place, nearest
from .model import (VERDICTS, Choice, Confidence, EstimateRange, EvidencePick, KnownBy, Match, Multiple,
                    NumberQuestion, Order, Verdict)

__all__ = ["check", "known_ids"]

MOST_COUNTED = 3  # full exercises that fit into 45 minutes
VAGUE_VERBS = ("know", "understand", "appreciate", "learn", "be aware", "see", "feel")


def check(found, course, faults: list) -> None:
    """Add to `faults` whatever is wrong between exercises, and between them and the course."""
    first: dict[str, object] = {}
    ids = [exercise.id for exercise in found]
    for lesson in found.lessons:
        objectives = [objective.id for objective in lesson.objectives]
        top = Place(lesson.file, faults)
        for objective in lesson.objectives:
            if objective.text.split()[0].strip("*").casefold() in VAGUE_VERBS:
                top.inside("objectives").fault(1, "an objective must begin with a verb that one can see", value=objective.text[:60],
                                               remedy="for example: distinguish, explain, order, judge, write")
            if not any(exercise.objective == objective.id for exercise in lesson.exercises):
                top.inside("objectives").fault(1, "no exercise serves this objective", value=objective.id,
                                               remedy="name it in an exercise, or take it out")
        counted = [exercise.id for exercise in lesson.exercises if exercise.path == "class"]
        if len(counted) > MOST_COUNTED:
            top.inside("exercises").fault(1, f"{len(counted)} exercises have 'path: class'", value=", ".join(counted),
                                          allowed=f"at most {MOST_COUNTED}", remedy="set the others to self-study or review")
        for exercise in lesson.exercises:
            place = Place(lesson.file, faults, exercise.id)
            if exercise.id in first:
                place.fault(exercise.line, f"the id '{exercise.id}' is used twice, first in {first[exercise.id].file}, line {first[exercise.id].line}",
                            value=exercise.id, remedy="give one of them another id")
            first.setdefault(exercise.id, exercise)
            if exercise.objective not in objectives:
                place.inside("objective").fault(exercise.line, "this objective is not at the top of the file", value=exercise.objective,
                                                allowed=", ".join(objectives), remedy=nearest(exercise.objective, objectives))
            _own_rules(exercise, course, ids, place)


def _own_rules(exercise, course, ids, place: Place) -> None:
    line = exercise.line
    for group in ("options", "left", "right", "sentences", "facts", "items", "answers"):
        repeated = [i for i, n in Counter(part.id for part in getattr(exercise, group, ())).items() if n > 1]
        for id in repeated:
            place.inside(group).fault(line, f"the id '{id}' stands there twice", value=id, remedy="give each its own id")
    match exercise:
        case Choice() | Multiple():
            _options(exercise, place)
        case Order():
            _order(exercise, place)
        case Match():
            right = [partner.id for partner in exercise.right]
            for pair in exercise.left:
                if pair.answer not in right:
                    place.inside("left").inside(pair.id).fault(line, "its partner is not on the right", value=pair.answer,
                                                               allowed=", ".join(right), remedy=nearest(pair.answer, right))
        case NumberQuestion():
            for near in exercise.near:
                if near.low > near.high:
                    place.inside("near").fault(line, "low is above high", value=f"{near.low} > {near.high}", remedy="change the two")
                if near.low <= exercise.answer.value <= near.high:
                    place.inside("near").fault(line, "the right answer lies inside a span of wrong ones", value=f"{near.low} to {near.high}")
        case EstimateRange():
            _estimate_range(exercise, course, place)
        case Verdict():
            _verdict(exercise, place)
        case EvidencePick():
            if not any(sentence.role == "needed" for sentence in exercise.sentences):
                place.inside("sentences").fault(line, "no sentence is marked as needed", remedy="give at least one 'role: needed'")
        case KnownBy():
            _known_by(exercise, place)
        case Confidence():
            if exercise.about not in ids:
                place.inside("about").fault(line, f"there is no exercise '{exercise.about}'", value=exercise.about,
                                            remedy=nearest(exercise.about, ids))


def _options(exercise, place: Place) -> None:
    right = [option.id for option in exercise.options if option.correct]
    if isinstance(exercise, Choice) and len(right) != 1:
        place.inside("options").fault(exercise.line, f"{len(right)} options are marked as correct", value=", ".join(right), allowed="exactly one",
                                      remedy="for more than one, write 'kind: multiple'" if right else "write 'correct: yes' in one option")
    for option in exercise.options:
        if not option.correct and option.misconception is None and isinstance(exercise, Choice):
            place.inside("options").inside(option.id).fault(exercise.line, f"option {option.id} is wrong but names no misconception",
                                                            remedy="add 'misconception: ...', or 'misconception: slip'")


def _order(exercise, place: Place) -> None:
    if bool(exercise.events) == bool(exercise.items):
        place.fault(exercise.line, "an order exercise needs either 'events' or 'items'",
                    value="both" if exercise.events else "neither", remedy="keep one of the two")
    for item in exercise.items:
        _date(item.date, place.inside("items").inside(item.id), exercise.line)


def _estimate_range(exercise, course, place: Place) -> None:
    if (exercise.estimate is None) == (exercise.range is None):
        place.fault(exercise.line, "an estimate-range exercise needs either 'estimate' or 'range'", remedy="keep one of the two")
    if exercise.range is not None and exercise.range.low > exercise.range.high:
        place.inside("range").fault(exercise.line, "low is above high", value=f"{exercise.range.low} > {exercise.range.high}", remedy="change the two")
    if exercise.per <= 0:
        place.inside("per").fault(exercise.line, "one unit must stand for more than nothing", value=str(exercise.per), allowed="1, 1000, 1000000")
    if exercise.estimate is None:
        return
    row = course.estimates[exercise.estimate]
    if row.low is None or row.high is None:
        place.inside("estimate").fault(exercise.line, "this estimate has no low and high value", value=exercise.estimate, remedy="take another row")


def _verdict(exercise, place: Place) -> None:
    missing = [word for word in VERDICTS if word not in {answer.id for answer in exercise.answers}]
    if missing:
        place.inside("answers").fault(exercise.line, f"no feedback for: {', '.join(missing)}", allowed=", ".join(VERDICTS), remedy="one entry for each verdict")
    if not any(answer.correct for answer in exercise.answers):
        place.inside("answers").fault(exercise.line, "no verdict is marked as correct", remedy="write 'correct: yes' in at least one")
    if not any(option.role == "needed" for option in exercise.evidence_options):
        place.inside("evidence_options").fault(exercise.line, "no evidence is marked as needed", remedy="give at least one 'role: needed'")


def _known_by(exercise, place: Place) -> None:
    _date(exercise.day, place.inside("day"), exercise.line)
    for fact in exercise.facts:
        inside = place.inside("facts").inside(fact.id)
        if fact.event is None and fact.known_from is None:
            inside.fault(exercise.line, f"fact {fact.id} has neither an event nor 'known_from'", remedy="add one of the two: the date decides")
        if fact.known_from is not None:
            _date(fact.known_from, inside, exercise.line)


def _date(text: str, place: Place, line: int) -> None:
    from ..dates import DateError, When

    try:
        When.parse(text)
    except DateError as error:
        place.fault(line, str(error), value=text[:60], allowed="a date such as 1905, 1905-03 or 1905-03-02")


def known_ids(course) -> dict[str, frozenset]:
    """The ids that an exercise may refer to, by table."""
    tables = ("sources", "documents", "events", "pacts", "estimates", "misconceptions")
    return {name: frozenset(getattr(course, name).ids) if hasattr(course, name) else frozenset() for name in tables}
