"""What a single field cannot tell: references that must resolve, and rules of good teaching."""
from __future__ import annotations

from collections import Counter

from ..dates import Answer, DateError, When
from .fields import Place, nearest
from .model import (LEVELS, VERDICTS, Choice, Confidence, EstimateRange, EvidencePick, FreeText, KnownBy, Match, Multiple,
                    NumberQuestion, Order, ShortText, Verdict)
from .score_time import when_known
from .score_words import plain

__all__ = ["check", "known_ids"]

MOST_COUNTED = 3  # full exercises that fit into 45 minutes
VAGUE_VERBS = ("know", "understand", "appreciate", "learn", "be aware", "see", "feel")


def check(found, course, faults: list) -> None:
    """Add to `faults` whatever is wrong between exercises, and between them and the course.

    What could not be read was told before; nothing is told here only because it is missing.
    """
    first: dict[str, object] = {}
    told = {lesson.file: [fault.column.partition(" > ")[0] for fault in faults if fault.file == lesson.file] for lesson in found.lessons}
    # An exercise that could not be read is there all the same.
    ids = {exercise.id for exercise in found} | {step for fault in faults for step in [fault.column.partition(" > ")[0]]}
    for lesson in found.lessons:
        objectives = [objective.id for objective in lesson.objectives]
        top = Place(lesson.file, faults)
        _twice("objectives", lesson.objectives, top, 1)
        for objective in lesson.objectives:
            if objective.text.split()[0].strip("*").casefold() in VAGUE_VERBS:
                top.inside("objectives").fault(objective.line, "an objective must begin with a verb that one can see", value=objective.text[:60],
                                               remedy="for example: distinguish, explain, order, judge, write")
            if not told[lesson.file] and not any(exercise.objective == objective.id for exercise in lesson.exercises):
                top.inside("objectives").fault(objective.line, "no exercise serves this objective", value=objective.id,
                                               remedy="name it in an exercise, or take it out")
        counted = [exercise for exercise in lesson.exercises if exercise.path == "class"]
        if len(counted) > MOST_COUNTED:
            top.inside("exercises").fault(counted[MOST_COUNTED].line, f"{len(counted)} exercises have 'path: class'",
                                          value=", ".join(exercise.id for exercise in counted),
                                          allowed=f"at most {MOST_COUNTED}", remedy="set the others to self-study or review")
        for exercise in lesson.exercises:
            place = Place(lesson.file, faults, exercise.id)
            if exercise.id in first:
                place.fault(exercise.line, f"the id '{exercise.id}' is used twice, first in {first[exercise.id].file}, line {first[exercise.id].line}",
                            value=exercise.id, remedy="give one of them another id")
            first.setdefault(exercise.id, exercise)
            if exercise.objective not in objectives and (objectives or not told[lesson.file]):
                place.inside("objective").fault(exercise.line, "this objective is not at the top of the file", value=exercise.objective,
                                                allowed=", ".join(objectives), remedy=nearest(exercise.objective, objectives))
            # Where a whole file could not be read, what it holds is not known.
            _own_rules(exercise, course, None if "" in ids else ids, place)


def _twice(group: str, parts, place: Place, line: int) -> None:
    """Each part needs an id of its own, or answers to it could not be told apart."""
    names = [getattr(part, "id", None) or part.ref for part in parts]
    for name, number in Counter(names).items():
        if number > 1:
            second = [part for part, own in zip(parts, names) if own == name][1]
            place.inside(group).fault(second.line or line, f"the id '{name}' stands there twice", value=name, remedy="give each its own id")


def _own_rules(exercise, course, ids, place: Place) -> None:
    line = exercise.line
    for group in ("options", "left", "right", "sentences", "facts", "items", "answers", "evidence_options", "rows"):
        _twice(group, getattr(exercise, group, ()), place, line)
    match exercise:
        case Choice() | Multiple():
            _options(exercise, place)
        case Order():
            _order(exercise, course, place)
        case Match():
            right = [partner.id for partner in exercise.right]
            for pair in exercise.left:
                if pair.answer not in right:
                    place.inside("left").inside(pair.id).fault(pair.line or line, "its partner is not on the right", value=pair.answer,
                                                               allowed=", ".join(right), remedy=nearest(pair.answer, right))
        case NumberQuestion():
            for near in exercise.near:
                if near.low > near.high:
                    place.inside("near").fault(near.line or line, "low is above high", value=f"{near.low} > {near.high}", remedy="change the two")
                if near.low <= exercise.answer.value <= near.high:
                    place.inside("near").fault(near.line or line, "the right answer lies inside a span of wrong ones", value=f"{near.low} to {near.high}",
                                               remedy="narrow the span")
        case EstimateRange():
            _estimate_range(exercise, course, place)
        case Verdict():
            _verdict(exercise, place)
        case EvidencePick():
            if not any(sentence.role == "needed" for sentence in exercise.sentences):
                place.inside("sentences").fault(line, "no sentence is marked as needed", remedy="give at least one 'role: needed'")
        case KnownBy():
            _known_by(exercise, course, place)
        case ShortText():
            accepted = {plain(word) for word in exercise.accepted}
            for near in exercise.near:
                if plain(near.text) in accepted:
                    place.inside("near").fault(near.line or line, "this wrong answer is among the accepted ones", value=near.text, remedy="keep it at one place")
        case FreeText():
            levels = [level.level for level in exercise.rubric]
            if levels != list(LEVELS):
                place.inside("rubric").fault(line, "the three levels are not each there once, in order", value=", ".join(levels),
                                             allowed=", ".join(LEVELS), remedy="name them in this order")
        case Confidence():
            if ids is not None and exercise.about not in ids:
                place.inside("about").fault(line, f"there is no exercise '{exercise.about}'", value=exercise.about,
                                            remedy=nearest(exercise.about, ids))
            if exercise.about == exercise.id:
                place.inside("about").fault(line, "it asks about itself", value=exercise.about, remedy="name the exercise that comes before it")


def _options(exercise, place: Place) -> None:
    right = [option.id for option in exercise.options if option.correct]
    if isinstance(exercise, Choice) and len(right) != 1:
        place.inside("options").fault(exercise.line, f"{len(right)} options are marked as correct", value=", ".join(right), allowed="exactly one",
                                      remedy="for more than one, write 'kind: multiple'" if right else "write 'correct: yes' in one option")
    if isinstance(exercise, Multiple) and not right:
        place.inside("options").fault(exercise.line, "no option is marked as correct", allowed="one or more", remedy="write 'correct: yes' in at least one option")
    for option in exercise.options:
        if not option.correct and option.misconception is None and isinstance(exercise, Choice):
            place.inside("options").inside(option.id).fault(option.line or exercise.line, f"option {option.id} is wrong but names no misconception",
                                                            remedy="add 'misconception: ...', or 'misconception: slip'")


def _order(exercise, course, place: Place) -> None:
    if bool(exercise.events) == bool(exercise.items):
        place.fault(exercise.line, "an order exercise needs either 'events' or 'items'",
                    value="both" if exercise.events else "neither", remedy="keep one of the two")
        return
    for id, number in Counter(exercise.events).items():
        if number > 1:
            place.inside("events").fault(exercise.line, f"the event '{id}' stands there twice", value=id, remedy="take one of the two out")
    dated = [_date(item.date, place.inside("items").inside(item.id), item.line or exercise.line) for item in exercise.items]
    dates = dated or [course.events[id].date for id in exercise.events]
    if None not in dates and not any(a.before(b) is Answer.YES for a in dates for b in dates):
        place.fault(exercise.line, "the dates of these cannot be told apart, so any order is right", remedy="take others, or dates that are known better")


def _estimate_range(exercise, course, place: Place) -> None:
    if (exercise.estimate is None) == (exercise.range is None):
        place.fault(exercise.line, "an estimate-range exercise needs either 'estimate' or 'range'", remedy="keep one of the two")
    if exercise.range is not None and exercise.range.low > exercise.range.high:
        place.inside("range").fault(exercise.line, "low is above high", value=f"{exercise.range.low} > {exercise.range.high}", remedy="change the two")
    if exercise.per <= 0:
        place.inside("per").fault(exercise.line, "one unit must stand for more than nothing", value=str(exercise.per), allowed="1, 1000, 1000000")
    low, high = (exercise.range.low, exercise.range.high) if exercise.range else (None, None)
    if exercise.estimate is not None:
        row = course.estimates[exercise.estimate]
        low, high = row.low, row.high
        if low is None or high is None:
            place.inside("estimate").fault(exercise.line, "this estimate has no low and high value", value=exercise.estimate, remedy="take another row")
            return
        low, high = low / (exercise.per or 1), high / (exercise.per or 1)
    if low is not None and exercise.max_width < high - low:
        place.inside("max_width").fault(exercise.line, "no range can be right: it must hold the published figures and may not be as wide as they are",
                                        value=str(exercise.max_width), allowed=f"{high - low:g} or more", remedy="raise max_width")


def _verdict(exercise, place: Place) -> None:
    missing = [word for word in VERDICTS if word not in {answer.id for answer in exercise.answers}]
    if missing:
        place.inside("answers").fault(exercise.line, f"no feedback for: {', '.join(missing)}", allowed=", ".join(VERDICTS), remedy="one entry for each verdict")
    if not any(answer.correct for answer in exercise.answers):
        place.inside("answers").fault(exercise.line, "no verdict is marked as correct", remedy="write 'correct: yes' in at least one")
    if not any(option.role == "needed" for option in exercise.evidence_options):
        place.inside("evidence_options").fault(exercise.line, "no evidence is marked as needed", remedy="give at least one 'role: needed'")


def _known_by(exercise, course, place: Place) -> None:
    day = _date(exercise.day, place.inside("day"), exercise.line)
    if day is not None and day.latest is None:
        day = place.inside("day").fault(exercise.line, "this day has no end", value=exercise.day, allowed="a day such as 1905-03-02")
    known = []
    for fact in exercise.facts:
        inside, line = place.inside("facts").inside(fact.id), fact.line or exercise.line
        if fact.event is None and fact.known_from is None:
            inside.fault(line, f"fact {fact.id} has neither an event nor 'known_from'", remedy="add one of the two: the date decides")
        elif fact.known_from is None or _date(fact.known_from, inside, line) is not None:
            known.append(when_known(fact, course))
    if isinstance(day, When) and len(known) == len(exercise.facts) and not any(when.begun_by(day.latest) is Answer.YES for when in known):
        place.inside("facts").fault(exercise.line, "none of these could be known on the day, so no answer is right",
                                    value=exercise.day, remedy="add one that was known, or take a later day")


def _date(text: str, place: Place, line: int) -> When | None:
    """The date; None, and a fault, where it is none."""
    try:
        return When.parse(text)
    except DateError as error:
        place.fault(line, str(error), value=text[:60], allowed="a date such as 1905, 1905-03 or 1905-03-02")
        return None


def known_ids(course) -> dict[str, frozenset]:
    """The ids that an exercise may refer to, by table."""
    tables = ("sources", "documents", "events", "pacts", "estimates", "misconceptions")
    return {name: frozenset(getattr(course, name).ids) if hasattr(course, name) else frozenset() for name in tables}
