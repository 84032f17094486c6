"""The teacher pages: every id exists, the key is that of the exercises, the minutes add up."""

import csv
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
_place = importlib.util.spec_from_file_location("teacher_pages", Path(__file__).with_name("teacher_pages.py"))
pages = importlib.util.module_from_spec(_place)
_place.loader.exec_module(pages)

LESSONS = ["01", "02", "03", "04", "05"]
HEADINGS = ["The minutes", "Mix-ups to expect", "Answer key", "Sample answers by level",
            "Three moves for the talk", "If things go otherwise"]
CASES = ["Only 30 minutes", "No network", "Homework", "Teach again if", "Care"]
READING_SPEED = 160  # words a minute, slower than most
each_page = pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.stem)


def ids(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


def text_of(page):
    return page.read_text(encoding="utf-8")


def test_each_lesson_has_its_page():
    assert [pages.number_of(page) for page in pages.PAGES] == LESSONS


@each_page
@pytest.mark.parametrize("part", pages.PARTS)
def test_what_follows_from_the_exercises_agrees_with_them(page, part):
    made = "\n".join(pages.MADE[part](pages.number_of(page)))
    assert pages.part(page, part) == made, "run: python tests/data/teacher_pages.py"


@each_page
def test_every_id_named_exists(page):
    exercises = {one["id"] for number in ["00", *LESSONS] for one in pages.lesson_of(number)["exercises"]}
    known = exercises | ids("misconceptions")
    named = {word for word in re.findall(r"`([^`]+)`", text_of(page)) if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", word)}
    assert named and named <= known, named - known
    documents = set(re.findall(r"\bD\d\d\b", text_of(page)))
    assert documents <= ids("documents"), documents - ids("documents")


@each_page
def test_every_work_named_is_in_the_table_of_works(page):
    (said,) = re.findall(r"<!-- sources: (.*?) -->", text_of(page))
    keys = {part.strip().partition("@")[0] for part in said.split(";")}
    assert keys and keys <= ids("sources")


@each_page
def test_each_mix_up_of_the_lesson_is_named_and_shown_by_an_option(page):
    rows = pages.mix_ups(pages.number_of(page))[2:]
    own = {key for key, row in pages.misconceptions().items() if row["lesson"].startswith(pages.number_of(page))}
    assert own and all(any(f"`{key}`" in row for row in rows) for key in own)
    assert not [row for row in rows if "talk only" in row]


@each_page
def test_the_key_covers_each_exercise_of_the_class_path_and_no_other(page):
    asked = re.findall(r"^### `([\w-]+)`", pages.part(page, "key"), flags=re.M)
    assert asked == [one["id"] for one in pages.class_exercises(pages.number_of(page))]
    assert 1 <= len(asked) <= 3


def minutes(page):
    rows = re.findall(r"^\| (\d \w[\w ]*?) \| (\d+) \|", text_of(page), flags=re.M)
    return [(section, int(count)) for section, count in rows]


@each_page
def test_the_minutes_add_up_to_a_lesson(page):
    assert len(minutes(page)) == 8
    assert sum(count for _, count in minutes(page)) == 45
    assert "| **Total** | **45** |" in text_of(page)


@each_page
def test_the_minutes_are_those_of_the_pupils_page(page):
    told = pages.minutes_of_lesson(page)
    assert told, "the lesson has no page for pupils"
    assert minutes(page) == told, "run: python tests/data/teacher_pages.py, and look at the plan"


@each_page
def test_what_pupils_do_in_class_stands_on_their_page(page):
    lesson = next((ROOT / "notebooks").glob(f"{pages.number_of(page)}-*.ipynb"))
    shown = lesson.read_text(encoding="utf-8")
    table = text_of(page).split("## The minutes")[1].split("##")[0]
    missing = [name for name in re.findall(r"`([\w-]+)`", table) if name not in shown]
    assert not missing


@each_page
def test_the_short_lesson_lasts_thirty_minutes(page):
    (plan,) = re.findall(r"\*\*Only 30 minutes:\*\*(.*)", text_of(page))
    steps = re.sub(r"`[^`]*`", "", plan).split(". ", 1)[1]
    assert sum(int(number) for number in re.findall(r"\b\d+\b", steps)) == 30


@each_page
def test_nothing_a_teacher_needs_is_left_out(page):
    assert re.findall(r"^## (.+)$", text_of(page), flags=re.M) == HEADINGS
    assert re.findall(r"^- \*\*([^:*]+):\*\*", text_of(page).split("## If things go otherwise")[1], flags=re.M) == CASES
    moves = text_of(page).split("## Three moves for the talk")[1].split("##")[0]
    assert len(re.findall(r"^\d\. \*\*", moves, flags=re.M)) == 3


@each_page
def test_the_page_is_read_in_ten_minutes(page):
    words = re.sub(r"<!--.*?-->|[|>#*`]", " ", text_of(page)).split()
    assert len(words) <= 10 * READING_SPEED, len(words)


def test_no_lesson_leads_pupils_to_the_key():
    for lesson in (ROOT / "notebooks").glob("0[1-9]*.ipynb"):  # the start page has a part for teachers
        assert "docs/teacher" not in lesson.read_text(encoding="utf-8")
