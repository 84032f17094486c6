"""Every exercise of the course is proven: the right answer is right, each wrong one has its own reason.

The answers are worked out here from the files and the tables, not taken from the
scorers, and the keys are pinned in exercise_keys.json. So a key or a date that was
changed by mistake turns a test red. After a change on purpose, write the pins anew
with `python tests/data/test_exercises.py` and read the difference.
"""

import json
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

import historylab as hl
from historylab.dates import Answer, When
from historylab.exercises.read import check_exercises
from historylab.exercises.score_words import plain
from historylab.exercises.scoring import score

ROOT = Path(__file__).resolve().parents[2]
COURSE = hl.open_course(ROOT)
FOUND, FAULTS = check_exercises(COURSE)
PINS = Path(__file__).with_name("exercise_keys.json")
PRIMER = "00-start-here"  # short questions on words and names only
SELF_CHECKED = ("free-text", "source-table", "confidence")  # recorded, never judged

each_exercise = pytest.mark.parametrize("exercise", list(FOUND), ids=lambda exercise: exercise.id)
each_lesson = pytest.mark.parametrize("lesson", FOUND.lessons, ids=lambda lesson: lesson.id)
each_full_lesson = pytest.mark.parametrize(
    "lesson", [lesson for lesson in FOUND.lessons if lesson.id != PRIMER], ids=lambda lesson: lesson.id
)


# ------------------------------------------------------------------ right answers, worked out anew


def dated(exercise):
    if exercise.items:
        return {item.id: When.parse(item.date) for item in exercise.items}
    return {id: COURSE.events[id].date for id in exercise.events}


def known(fact, day):
    """YES, NO or UNDECIDED: could this be known on the day?"""
    if fact.known_from:
        return When.parse(fact.known_from).begun_by(day)
    event = COURSE.events[fact.event]
    return (event.known_from or event.date).begun_by(day)


def scholars(exercise):
    if exercise.range is not None:
        return exercise.range.low, exercise.range.high
    row = COURSE.estimates[exercise.estimate]
    return row.low / exercise.per, row.high / exercise.per


def needed(pieces, name="id"):
    return [getattr(piece, name) for piece in pieces if piece.role == "needed"]


def right_answers(exercise):
    """Every answer that must be judged right (or recorded, where no machine judges)."""
    match exercise.kind:
        case "choice":
            return [option.id for option in exercise.options if option.correct]
        case "multiple":
            return [[option.id for option in exercise.options if option.correct]]
        case "order":
            dates = dated(exercise)
            return [sorted(dates, key=lambda id: dates[id].sort_key)]
        case "match":
            return [{pair.id: pair.answer for pair in exercise.left}]
        case "number":
            return [exercise.answer.value, f"{exercise.answer.value} {exercise.answer.unit}"]
        case "estimate-range":
            low, high = scholars(exercise)
            return [{"low": low, "high": high}]
        case "verdict":
            evidence = needed(exercise.evidence_options, "ref")
            return [{"verdict": answer.id, "evidence": evidence} for answer in exercise.answers if answer.correct]
        case "evidence-pick":
            return [needed(exercise.sentences)]
        case "known-by":
            day = When.parse(exercise.day).latest
            return [[fact.id for fact in exercise.facts if known(fact, day) is not Answer.NO]]
        case "short-text":
            return [*exercise.accepted, exercise.accepted[0].upper(), f"  {exercise.accepted[0]}. "]
        case "free-text":
            return [level.sample for level in exercise.rubric]
        case "source-table":
            return [{row.id: {"author": "somebody", "says": "something"} for row in exercise.rows}]
        case "confidence":
            return ["guess", "fairly-sure", "certain"]


# ------------------------------------------------------------------ wrong answers, each with its own reason


def wrong_answers(exercise):
    """Pairs of a wrong answer and the text that must stand in its feedback ('' for any)."""
    right = right_answers(exercise)[0]
    match exercise.kind:
        case "choice":
            yield from ((option.id, option.feedback) for option in exercise.options if not option.correct)
        case "multiple":
            yield from (([*right, o.id], o.feedback) for o in exercise.options if not o.correct)
            yield from (([id for id in right if id != left_out], "") for left_out in right if len(right) > 1)
        case "order":
            dates = dated(exercise)
            for first, second in pairwise(right):
                if dates[first].before(dates[second]) is Answer.YES:
                    swapped = [{first: second, second: first}.get(id, id) for id in right]
                    yield swapped, dates[first].words()
        case "match":
            partners = [partner.id for partner in exercise.right]
            for pair in exercise.left:
                yield from (({**right, pair.id: other}, pair.feedback) for other in partners if other != pair.answer)
        case "number":
            yield from ((n, near.feedback) for near in exercise.near for n in (near.low, near.high))
            far = 1000 * (abs(exercise.answer.value) + exercise.answer.tolerance + 1)
            yield far, exercise.feedback_high
            yield -far, exercise.feedback_low
        case "estimate-range":
            low, high = scholars(exercise)
            yield {"low": high + 1, "high": high + 2}, "above"
            yield {"low": low - 2, "high": low - 1}, "below"
            yield {"low": low, "high": low + 2 * exercise.max_width + high}, "wide"
        case "verdict":
            evidence = right["evidence"]
            for answer in exercise.answers:
                if not answer.correct:
                    yield {"verdict": answer.id, "evidence": evidence}, answer.feedback
            yield {"verdict": right["verdict"]}, "No evidence is picked yet"
            for piece in exercise.evidence_options:
                if piece.role in ("irrelevant", "contradicts"):
                    yield {**right, "evidence": [*evidence, piece.ref]}, piece.feedback
        case "evidence-pick":
            for sentence in exercise.sentences:
                if sentence.role in ("irrelevant", "contradicts"):
                    yield [*right, sentence.id], sentence.feedback
            yield from (([id for id in right if id != left_out], "missing") for left_out in right if len(right) > 1)
        case "known-by":
            day = When.parse(exercise.day).latest
            for fact in exercise.facts:
                if known(fact, day) is not Answer.UNDECIDED:
                    toggled = [id for id in right if id != fact.id] if fact.id in right else [*right, fact.id]
                    if toggled:
                        yield toggled, fact.feedback
        case "short-text":
            yield from ((near.text, near.feedback) for near in exercise.near)
            yield "xyzzy", exercise.feedback_other


def told(result):
    return " | ".join(remark.text for remark in result.feedback)


def test_the_exercise_files_have_no_fault():
    assert not FAULTS, "\n".join(str(fault) for fault in FAULTS)
    assert len(FOUND.lessons) == len(list((ROOT / "data" / "exercises").glob("*.yaml")))


@each_exercise
def test_the_right_answer_is_right(exercise):
    state = "recorded" if exercise.kind in SELF_CHECKED else "right"
    answers = right_answers(exercise)
    assert answers
    for answer in answers:
        result = score(exercise, answer, COURSE)
        assert result.state == state, f"{answer!r}: {told(result)}"


def keys():
    """The key of each exercise that a machine judges, as plain JSON."""
    found = {one.id: right_answers(one) for one in FOUND if one.kind not in SELF_CHECKED}
    return json.loads(json.dumps(found))


def test_every_key_is_the_one_that_was_agreed():
    pinned, now = json.loads(PINS.read_text("utf-8")), keys()
    changed = {id: (pinned.get(id), now.get(id)) for id in {*pinned, *now} if pinned.get(id) != now.get(id)}
    assert not changed, f"{changed}\nOn purpose? Then run: python tests/data/test_exercises.py"


@each_exercise
def test_each_wrong_answer_is_not_right_and_has_its_own_reason(exercise):
    wrong = list(wrong_answers(exercise))
    assert wrong or exercise.kind in SELF_CHECKED
    for answer, reason in wrong:
        result = score(exercise, answer, COURSE)
        assert result.state in ("wrong", "partly"), f"{answer!r} counts as {result.state}"
        assert reason in told(result), f"{answer!r}: {reason!r} is not in {told(result)!r}"


@each_exercise
def test_an_empty_answer_is_not_attempted(exercise):
    for answer in (None, "", [], {}, "   "):
        assert score(exercise, answer, COURSE).state == "not-attempted"


# ------------------------------------------------------------------ what each exercise and lesson must have


def parts_with_feedback(exercise):
    groups = ("options", "left", "near", "answers", "evidence_options", "sentences", "facts")
    return [part for group in groups for part in getattr(exercise, group, ())]


@each_exercise
def test_each_reason_is_written_for_its_own_answer(exercise):
    texts = [plain(part.feedback) for part in parts_with_feedback(exercise)]
    texts += [plain(getattr(exercise, name)) for name in ("feedback_right", "feedback_high", "feedback_low", "feedback_other")
              if hasattr(exercise, name)]
    assert len(texts) == len(set(texts))


@each_exercise
def test_a_wrong_option_names_the_mix_up_behind_it(exercise):
    for part in getattr(exercise, "options", ()):
        assert bool(part.misconception) != part.correct, part.id
    for answer in getattr(exercise, "answers", ()):  # a verdict may be missed without any known mix-up
        assert not (answer.misconception and answer.correct), answer.id
    for part in getattr(exercise, "near", ()):
        assert part.misconception, part


def secrets(exercise):
    """Texts that would give the answer away."""
    if exercise.kind in ("choice", "multiple"):
        return [option.text for option in exercise.options if option.correct]
    if exercise.kind == "short-text":
        return list(exercise.accepted)
    if exercise.kind == "number":
        return [f"{exercise.answer.value:g}", f"{exercise.answer.value:g} {exercise.answer.unit}"]
    return []


@each_exercise
def test_no_hint_gives_the_answer_away(exercise):
    hints = [f" {plain(hint)} " for hint in exercise.hints]
    assert len(set(hints)) == 3
    for secret in secrets(exercise):
        assert not [hint for hint in hints if f" {plain(secret)} " in hint], secret
    partners = {partner.id: partner.text for partner in getattr(exercise, "right", ())}
    for pair in getattr(exercise, "left", ()):
        both = plain(pair.text), plain(partners[pair.answer])
        assert not [hint for hint in hints if all(f" {text} " in hint for text in both)], both


@each_exercise
def test_the_best_sample_keeps_to_the_form_it_is_a_sample_of(exercise):
    if exercise.kind == "free-text":
        remarks = told(score(exercise, exercise.rubric[-1].sample, COURSE))
        assert not re.search("shorten it|No source|No date", remarks), remarks
        assert [level.level for level in exercise.rubric] == ["basic", "emergent", "proficient"]


@each_exercise
def test_a_number_of_days_is_a_gap_or_a_span_in_the_table_of_events(exercise):
    if exercise.kind == "number" and exercise.answer.unit == "days":
        dates = [COURSE.events[id].date for id in exercise.evidence if id in COURSE.events.ids]
        gaps = {(later.start_earliest - earlier.start_earliest).days for earlier, later in pairwise(dates)}
        spans = {(date.latest - date.earliest).days + 1 for date in dates if date.is_interval}  # first and last day count
        assert exercise.answer.value in gaps | spans, (gaps, spans)


@each_exercise
def test_no_evidence_rests_on_an_unconfirmed_row(exercise):
    rows = {row.id: row for name in ("documents", "events", "pacts", "estimates") for row in getattr(COURSE, name)}
    ids = [*exercise.evidence, *getattr(exercise, "events", ()), *(o.ref for o in getattr(exercise, "evidence_options", ()))]
    assert not [id for id in ids if id in rows and rows[id].verified == "no"]


@each_full_lesson
def test_each_lesson_has_a_written_answer_a_cannot_tell_and_questions_for_review(lesson):
    kinds = [exercise.kind for exercise in lesson.exercises]
    assert "free-text" in kinds
    assert [exercise.id for exercise in lesson.exercises if exercise.cannot_tell]
    paths = [exercise.path for exercise in lesson.exercises]
    assert 1 <= paths.count("class") <= 3
    assert 3 <= paths.count("review") <= 5
    assert paths.count("self-study") >= 8


@each_lesson
def test_where_nothing_can_be_told_that_is_the_key(lesson):
    for exercise in (one for one in lesson.exercises if one.cannot_tell):
        if exercise.kind == "verdict":
            assert [answer.id for answer in exercise.answers if answer.correct] == ["cannot-tell"]
        elif exercise.kind == "match":
            assert "cannot-tell" in [pair.answer for pair in exercise.left]
        elif exercise.kind == "choice":
            text = next(option.text for option in exercise.options if option.correct)
            assert re.search(r"\b(cannot|can not|not be told|do(es)? not (say|tell|show))\b", text), text


def test_the_twenty_misconceptions_belong_to_lessons_that_exist():
    lessons = {lesson.id for lesson in FOUND.lessons}
    assert len(COURSE.misconceptions) == 20
    assert {row.lesson for row in COURSE.misconceptions} <= lessons


@each_full_lesson
def test_each_misconception_of_a_lesson_is_met_in_it(lesson):
    own = {row.id for row in COURSE.misconceptions if row.lesson == lesson.id}
    met = {getattr(part, "misconception", None) for exercise in lesson.exercises for part in parts_with_feedback(exercise)}
    assert own and not own - met


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("0*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_shows_exercises_that_exist_and_all_that_count_in_its_lesson(path):
    source = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
    named = re.findall(r"""<!-- exercise: (\S+) -->|hl\.exercise\(course, ["']([^"']+)["']""", source)
    named = {comment or call for comment, call in named}
    lesson = {exercise.id: exercise for exercise in FOUND if exercise.lesson == path.stem}
    assert not named - set(lesson), f"not in {path.stem}.yaml"
    assert not {id for id, exercise in lesson.items() if exercise.path == "class"} - named, "counted, but not shown"


if __name__ == "__main__":
    lines = ",\n".join(f"{json.dumps(id)}: {json.dumps(key, ensure_ascii=False)}" for id, key in keys().items())
    PINS.write_text("{\n" + lines + "\n}\n", encoding="utf-8")
