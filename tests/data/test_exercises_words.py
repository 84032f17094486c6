"""The words of the exercises: short sentences, plain words, dates in one form, the task and never the person."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
import textstat

import historylab as hl
from historylab.exercises.read import check_exercises

ROOT = Path(__file__).resolve().parents[2]
FOUND, _ = check_exercises(hl.open_course(ROOT))
LONGEST_SENTENCE = 25
READING_GRADE = 10
ENOUGH_WORDS = 30  # the formula says nothing about a few words
KEYS = {"id", "kind", "objective", "skill", "path", "lesson", "file", "answer", "role", "level", "estimate", "event", "day",
        "known_from", "ref", "misconception", "evidence", "events", "about", "changed_by", "date", "unit", "accepted"}  # fmt: skip
PERSON = re.compile(
    r"\b(well done|good job|great (work|job)|excellent|bravo|perfect|congratulations|sorry|clever|smart|careless|lazy|stupid|silly"
    r"|unfortunately|you (are|were|have failed|did not|forgot|should know|misread))\b", re.I)  # fmt: skip
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
OTHER_DATES = re.compile(rf"\b\d{{4}}-\d\d(-\d\d)?\b|\b({MONTHS}) \d{{1,2}}(st|nd|rd|th)?,? \d{{4}}\b|\b\d{{1,2}}(st|nd|rd|th) (of )?({MONTHS})\b|\b\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}\b")

each_exercise = pytest.mark.parametrize("exercise", list(FOUND), ids=lambda exercise: exercise.id)


def texts(part, name=""):
    """Every text that a pupil reads, with the name of its field."""
    if isinstance(part, str):
        yield name, part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one, name)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in KEYS or (field.name == "date" and hasattr(part, "leaves_out")):
                yield from texts(getattr(part, field.name), field.name)


def sentences(text):
    text = re.sub(r"\b(p|pp|no|doc|vol)\.", r"\1", text)
    return [one for one in re.split(r"(?<=[.!?:;])[\"”*)]*\s+", text) if one.strip()]


def words(text):
    return re.findall(r"[\w'’,.-]*\w", text)


@each_exercise
def test_no_sentence_is_longer_than_25_words(exercise):
    long = [one for _, text in texts(exercise) for one in sentences(text) if len(words(one)) > LONGEST_SENTENCE]
    assert not long, "\n".join(long)


@each_exercise
def test_the_reading_grade_is_10_or_lower(exercise):
    parts = [text for _, text in texts(exercise)]
    for text in [" ".join(f"{one.rstrip('.!?:;')}." for part in parts for one in sentences(part)), *parts]:
        if len(words(text)) >= ENOUGH_WORDS:
            text = re.sub(r"\s*\((card )?[A-Z]\d\d[^)]*\)", "", text)  # "(D02, point 2)" is a pointer, not a sentence
            grade = textstat.flesch_kincaid_grade(text)
            assert grade <= READING_GRADE, f"grade {grade:.1f}: {text[:100]}"


@each_exercise
def test_dates_have_one_form(exercise):
    odd = [match.group() for _, text in texts(exercise) for match in OTHER_DATES.finditer(text)]
    assert not odd, f"{odd}: write them as 23 August 1939"


@each_exercise
def test_feedback_speaks_of_the_task_and_not_of_the_person(exercise):
    for name, text in texts(exercise):
        if name.startswith("feedback") or name in ("explanation", "hints"):
            assert not PERSON.search(text), text
            assert "!" not in text, text
            assert not re.match(r"(yes|no|right|wrong|correct)\b[.,!:]", text, re.I), f"the verdict is added by the page: {text}"
