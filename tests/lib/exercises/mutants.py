"""Exercises with one thing wrong in their key, and the proof that must find it.

`mutants_of` damages a good exercise in each way that a slip of the pen can: a flag
flipped, a partner or a verdict swapped, a number moved, the date of an event
changed. `complaints` holds an exercise against an answer that somebody worked out
from the documents, and the rules of the checker, and says what does not fit.

Changes that alter no judgement are not made: 'irrelevant' and 'contradicts' count
alike, and the texts of feedback are no key.
"""
from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from historylab.dates import When
from historylab.exercises import rules
from historylab.exercises.fields import Place
from historylab.exercises.model import VERDICTS
from historylab.exercises.score_time import things_to_order
from historylab.exercises.scoring import score
from historylab.records import Event
from historylab.table import Table

ROLES = ("needed", "helpful", "irrelevant")  # 'contradicts' counts as 'irrelevant' does


@dataclass(frozen=True)
class Mutant:
    """A damaged exercise with its course, and what was done to it."""

    exercise: object
    course: object
    what: str

    @property
    def id(self) -> str:
        return f"{self.exercise.id}: {self.what}"


def mutants_of(exercise, course) -> Iterator[Mutant]:
    """Every way in which the key of an exercise may be wrong by one slip."""
    for what, changes in _KINDS[exercise.kind](exercise, course):
        events = changes.pop("_events", None)
        changed = replace(course, events=_with(course.events, events)) if events else course
        yield Mutant(replace(exercise, **changes), changed, what)
    yield Mutant(replace(exercise, cannot_tell=not exercise.cannot_tell), course, "cannot_tell flipped")


def _with(events, dates: dict):
    """The events with other dates; when they became known goes along."""
    return Table([replace(e, date=When.parse(dates[e.id]), known_from=None) if e.id in dates else e for e in events], "events", Event)


def _changed(parts, index: int, **fields) -> tuple:
    return tuple(replace(part, **fields) if n == index else part for n, part in enumerate(parts))


def _options(exercise, course):
    for n, option in enumerate(exercise.options):
        yield f"option {option.id} flipped", {"options": _changed(exercise.options, n, correct=not option.correct)}
    if exercise.kind == "choice":
        for wrong in exercise.options:
            if not wrong.correct:
                moved = tuple(replace(o, correct=o.id == wrong.id) for o in exercise.options)
                yield f"key moved to {wrong.id}", {"options": moved}


def _match(exercise, course):
    for n, pair in enumerate(exercise.left):
        for partner in exercise.right:
            if partner.id != pair.answer:
                yield f"{pair.id} goes with {partner.id}", {"left": _changed(exercise.left, n, answer=partner.id)}
        for m, other in enumerate(exercise.left[:n]):
            if other.answer != pair.answer:
                swapped = _changed(_changed(exercise.left, n, answer=other.answer), m, answer=pair.answer)
                yield f"{other.id} and {pair.id} swapped", {"left": swapped}


def _order(exercise, course):
    line = sorted(things_to_order(exercise, course).items(), key=lambda thing: thing[1][1].sort_key)
    for (first, (_, early)), (second, (_, late)) in zip(line, line[1:]):
        after, before = str(late.latest + datetime.timedelta(1)), str(early.earliest - datetime.timedelta(1))
        for what, dates in ((f"{first} dated after {second}", {first: after}), (f"{second} dated before {first}", {second: before}),
                            (f"{second} dated as {first}", {second: early.text}),
                            (f"{first} and {second} swap dates", {first: late.text, second: early.text})):
            if exercise.items:
                yield what, {"items": tuple(replace(item, date=dates.get(item.id, item.date)) for item in exercise.items)}
            else:
                yield what, {"_events": dates}
    if not exercise.items:
        others = [event.id for event in course.events if event.id not in exercise.events]
        yield "another event", {"events": (others[0], *exercise.events[1:])}


def _number(exercise, course):
    value, slack = exercise.answer.value, exercise.answer.tolerance
    step = max(2 * slack, 10.0 ** -_decimals(value))
    for what, number in (("up", value + step), ("down", value - step), ("ten times", value * 10), ("negative", -value),
                         *((f"near {near.low}", near.low) for near in exercise.near)):
        yield f"value {what}", {"answer": replace(exercise.answer, value=number)}
    for factor in (10, 1000):
        yield f"tolerance up {factor}", {"answer": replace(exercise.answer, tolerance=(slack or 1) * factor)}


def _decimals(number: float) -> int:
    return len(str(number).partition(".")[2]) if isinstance(number, float) else 0


def _estimate_range(exercise, course):
    low, high = exercise.range.low, exercise.range.high
    for what, a, b in (("low halved", low / 2, high), ("high doubled", low, high * 2), ("moved up", high + 1, 2 * high - low + 1),
                       ("moved down", low - (high - low) - 1, low - 1), ("narrowed", low, low), ("swapped", high, low), ("times 1000", low * 1000, high * 1000)):
        yield f"range {what}", {"range": replace(exercise.range, low=a, high=b)}
    for what, width in (("too small", (high - low) / 2), ("ten times", exercise.max_width * 10), ("without end", 1e12)):
        yield f"max_width {what}", {"max_width": width}


def _roles(name: str, parts):
    for n, part in enumerate(parts):
        now = "irrelevant" if part.role == "contradicts" else part.role
        for role in ROLES:
            if role != now:
                yield f"{getattr(part, 'ref', '') or part.id} becomes {role}", {name: _changed(parts, n, role=role)}
        for m, other in enumerate(parts[:n]):
            if {part.role, other.role} not in ({part.role}, {"irrelevant", "contradicts"}):
                swapped = _changed(_changed(parts, n, role=other.role), m, role=part.role)
                yield f"roles of {n + 1} and {m + 1} swapped", {name: swapped}


def _verdict(exercise, course):
    for n, answer in enumerate(exercise.answers):
        yield f"{answer.id} flipped", {"answers": _changed(exercise.answers, n, correct=not answer.correct)}
        if not answer.correct:
            moved = tuple(replace(a, correct=a.id == answer.id) for a in exercise.answers)
            yield f"key moved to {answer.id}", {"answers": moved}
    yield from _roles("evidence_options", exercise.evidence_options)


def _evidence_pick(exercise, course):
    yield from _roles("sentences", exercise.sentences)


def _known_by(exercise, course):
    day = When.parse(exercise.day).latest
    sides = {"the day after": str(day + datetime.timedelta(1)), "the day itself": str(day)}
    for n, fact in enumerate(exercise.facts):
        if fact.event:
            event = course.events[fact.event]
            known = (event.known_from or event.date).latest <= day
            what, date = list(sides.items())[0 if known else 1]
            yield f"{fact.event} dated {what}", {"_events": {fact.event: date}}
            others = [e.id for e in course.events if ((e.known_from or e.date).earliest > day) == known]
            yield f"{fact.id} names another event", {"facts": _changed(exercise.facts, n, event=others[0])}
        else:
            known = When.parse(fact.known_from).latest <= day
            what, date = list(sides.items())[0 if known else 1]
            yield f"{fact.id} known from {what}", {"facts": _changed(exercise.facts, n, known_from=date)}
    for what, when in (("ten years earlier", day.replace(year=day.year - 10)), ("ten years later", day.replace(year=day.year + 10))):
        yield f"day {what}", {"day": str(when)}


def _short_text(exercise, course):
    for n, word in enumerate(exercise.accepted):
        rest = exercise.accepted[:n] + exercise.accepted[n + 1:]
        if rest:
            yield f"without '{word}'", {"accepted": rest}
        yield f"'{word}' misspelt", {"accepted": (*rest, word[::-1] + "xyz")}
        for near in exercise.near:
            yield f"'{near.text}' for '{word}'", {"accepted": (*exercise.accepted[:n], near.text, *exercise.accepted[n + 1:])}
    for near in exercise.near:
        yield f"'{near.text}' accepted too", {"accepted": (*exercise.accepted, near.text)}


def _free_text(exercise, course):
    for name in ("cites", "date"):
        yield f"{name} flipped", {"form": replace(exercise.form, **{name: not getattr(exercise.form, name)})}


def _source_table(exercise, course):
    for n, row in enumerate(exercise.rows):
        for m, other in enumerate(exercise.rows[:n]):
            swapped = _changed(_changed(exercise.rows, n, cells=other.cells), m, cells=row.cells)
            yield f"cells of {row.id} and {other.id} swapped", {"rows": swapped}


def _confidence(exercise, course):
    yield "about nothing", {"about": exercise.about + "-2"}
    yield "about itself", {"about": exercise.id}


_KINDS = {
    "choice": _options, "multiple": _options, "match": _match, "order": _order, "number": _number,
    "estimate-range": _estimate_range, "verdict": _verdict, "evidence-pick": _evidence_pick, "known-by": _known_by,
    "short-text": _short_text, "free-text": _free_text, "source-table": _source_table, "confidence": _confidence,
}


# ------------------------------------------------------------------ the proof


def complaints(exercise, expected, course, *, cannot_tell=False, ids=()) -> list[str]:
    """What speaks against an exercise: its expected answers are judged otherwise, or the checker names a fault.

    Parameters
    ----------
    exercise : Exercise
        The exercise to prove.
    expected : object
        What somebody worked out from the sources; see tests/data/expected_answers.json.
    course : Course
        Its events and estimates.
    cannot_tell : bool
        Whether the right answer is that it cannot be told from the sources.
    ids : collection of str
        Ids of all exercises of the course.
    """
    faults: list = []
    rules._own_rules(exercise, course, ids, Place("file", faults, exercise.id))
    found = [fault.problem for fault in faults]
    if exercise.cannot_tell != cannot_tell:
        found.append("whether it can be told")
    if found:
        return found
    if exercise.kind == "confidence":
        return [] if exercise.about == expected["about"] else ["it asks about another exercise"]
    if exercise.kind == "source-table":
        return [f"'{word}' is not said of {row.id}" for row in exercise.rows
                if (word := expected[row.id]).casefold() not in _cells(row).casefold()]
    if exercise.kind == "free-text":
        said = " ".join(remark.text for remark in score(exercise, "xyzzy", course).feedback)
        asked = {"source": "No source is named" in said, "date": "No date is given" in said}
        return [f"whether a {name} is asked for" for name, asks in asked.items() if asks != (name in expected["asks"])]
    right, wrong = _PROOFS[exercise.kind](exercise, expected)
    found = [f"{answer!r} is not right" for answer in right if score(exercise, answer, course).state != "right"]
    return found + [f"{answer!r} is right" for answer in wrong if score(exercise, answer, course).state == "right"]


def _cells(row) -> str:
    return " ".join(getattr(row.cells, name) for name in ("author", "date", "purpose", "says", "leaves_out"))


def _picks(right, helpful, astray):
    """Right with and without what is only helpful; wrong without a needed piece, or with one that is astray."""
    rights = [right, [*right, *helpful], *([*right, id] for id in helpful)]
    wrongs = [[id for id in right if id != left_out] for left_out in right] + [[*right, id] for id in astray]
    return rights, wrongs


def _proof_choice(exercise, expected):
    return [expected], [option.id for option in exercise.options if option.id != expected]


def _proof_multiple(exercise, expected):
    return _picks(expected, [], [option.id for option in exercise.options if option.id not in expected])


def _proof_match(exercise, expected):
    partners = [partner.id for partner in exercise.right]
    return [expected], [{**expected, left: other} for left, partner in expected.items() for other in partners if other != partner]


def _proof_order(exercise, expected):
    swapped = [[*expected[:n], expected[n + 1], expected[n], *expected[n + 2:]] for n in range(len(expected) - 1)]
    return [expected], swapped


def _proof_number(exercise, expected):
    return expected["right"], expected["wrong"]


def _proof_range(exercise, expected):
    return [[{"low": low, "high": high} for low, high in expected[name]] for name in ("right", "wrong")]


def _proof_pick(exercise, expected):
    return _picks(expected["needed"], expected["helpful"], expected["astray"])


def _proof_verdict(exercise, expected):
    rights, wrongs = _picks(expected["needed"], expected["helpful"], expected["astray"])
    verdict = expected["verdicts"][0]
    right = [{"verdict": verdict, "evidence": picks} for picks in rights]
    right += [{"verdict": other, "evidence": rights[0]} for other in expected["verdicts"]]
    wrong = [{"verdict": verdict, "evidence": picks} for picks in wrongs]
    return right, wrong + [{"verdict": other, "evidence": rights[0]} for other in VERDICTS if other not in expected["verdicts"]]


def _proof_known(exercise, expected):
    return _picks(expected["known"], [], expected["unknown"])


_PROOFS = {
    "choice": _proof_choice, "multiple": _proof_multiple, "match": _proof_match, "order": _proof_order, "number": _proof_number,
    "estimate-range": _proof_range, "verdict": _proof_verdict, "evidence-pick": _proof_pick, "known-by": _proof_known,
    "short-text": _proof_number,
}
