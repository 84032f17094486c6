"""Each notebook for pupils against the part of the lesson checklist a program can judge.

What a lesson must look like, so that the checks can read it:

- Section 1 to 8 are level-2 headings ("## 4. Documents"); the line below says
  ``*In class 15 min, alone 22 min.*``.
- A cell tagged ``alone`` is for self-study only. It and everything inside
  ``<details>`` is left out of the class path.
- A code cell ``hl.exercise(course, "two-papers-caption")`` asks an exercise; what it is
  for and whether it counts stands in data/exercises.
- ``<!-- sources: key@locator; key2 -->`` names rows of data/sources.csv; the same works
  stand in words in the cell.
- Objectives are a numbered list below "you will be able to", verb first and bold.
"""

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

import nbformat
import pytest
import textstat

from historylab import open_course
from historylab.exercises.read import exercises_of

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("0*.ipynb"))
LESSONS = [path for path in NOTEBOOKS if not path.name.startswith("00")]
SECTIONS = ["Remember", "The question", "Background", "Documents", "Numbers", "Argue", "Exit", "Close"]
CLASS_WORDS = 1200
LONGEST_SENTENCE = 25
READING_GRADE = 10
VERBS = """argue calculate choose cite classify compare count date decide describe distinguish
estimate explain find identify judge link list mark measure name order place predict rank read
repair rewrite select separate show sort spot state tell test trace use weigh write""".split()

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


# --- reading a notebook ---------------------------------------------------------------


@cache
def cells_of(path):
    return nbformat.read(path, as_version=4).cells


def markdown(path):
    return [cell for cell in cells_of(path) if cell.cell_type == "markdown"]


def is_alone(cell):
    return "alone" in cell.metadata.get("tags", [])


def without_details(text):
    """The text with each disclosed block cut down to its summary line."""
    return re.sub(r"<summary>(.*?)</summary>.*?</details>", r"\1", text, flags=re.S)


def plain(text):
    """Markdown as a pupil sees it: no comments, marks, link targets or table rules."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r"<[^>]+>", "", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^\|?[\s:|-]*-[\s:|-]*$", "", text, flags=re.M)
    return re.sub(r"[*_`#]+", "", text)


def words(text):
    return re.findall(r"[^\W_]+(?:['’.,-][^\W_]+)*", text)


def comments(text, name):
    return [found.strip() for found in re.findall(rf"<!--\s*{name}:(.*?)-->", text, flags=re.S)]


def headings(path):
    """(cell id, level, text) of each heading, outside code fences."""
    found = []
    for cell in markdown(path):
        for marks, text in re.findall(r"^(#{1,6})\s+(.+?)\s*$", cell.source, flags=re.M):
            found.append((cell.id, len(marks), text))
    return found


@cache
def course_exercises():
    return exercises_of(open_course(ROOT))


def exercises(path):
    """(cell, exercise) of each question that a notebook asks by name."""
    found = []
    for cell in cells_of(path):
        if cell.cell_type == "code":
            for name in re.findall(r"hl\.exercise\(course, \"([\w-]+)\"\)", cell.source):
                found.append((cell, course_exercises()[name]))
    return found


def sentences(text):
    """Sentences of running text; a list item, a heading or a table field ends one."""
    text = re.sub(r"^Sources?:.*$", "", plain(text), flags=re.M)
    for block in re.split(r"\n\s*\n|\n\s*(?:[-+]|\d+\.)\s+|\|", text):
        block = re.sub(r"\b(vol|no|nos|doc|docs|pp|p|eds|St)\.\s", r"\1 ", " ".join(block.split()))
        for sentence in re.split(r"(?<=[.!?:;])[\"'”’)]*\s+(?=[\"'“‘(A-Z0-9])", block):
            if words(sentence):
                yield sentence.strip()


def say(problems):
    return "\n".join(["", *problems])


# --- shape: checklist 1, 2, 3, 4, 5, 9, 10 ----------------------------------------------


def test_there_are_notebooks_to_check():
    assert NOTEBOOKS, f"no notebooks found in {FOLDER}"
    assert LESSONS, f"no lesson found in {FOLDER}"


@each_notebook
def test_the_title_cell_comes_first_and_holds_the_only_level_1_heading(path):
    titles = [(cell, text) for cell, level, text in headings(path) if level == 1]
    assert len(titles) == 1, f"{path.name}: {len(titles)} level-1 headings, one is allowed: {titles}"
    first = cells_of(path)[0]
    assert first.id == titles[0][0], f"{path.name}: the title stands in cell {titles[0][0]}, not in the first"


@each_notebook
def test_no_heading_level_is_skipped(path):
    found = headings(path)
    problems = [
        f"{path.name}, cell {cell}: level {level} '{text}' follows level {before[1]} '{before[2]}'"
        for before, (cell, level, text) in zip(found, found[1:])
        if level > before[1] + 1
    ]
    assert not problems, say(problems)


@each_lesson
def test_the_eight_sections_stand_in_order(path):
    found = [text for _, level, text in headings(path) if level == 2]
    assert len(found) == 8, f"{path.name}: {len(found)} level-2 headings, 8 are needed: {found}"
    wrong = [text for number, text in enumerate(found, 1) if not text.startswith(f"{number}. ")]
    assert not wrong, f"{path.name}: not numbered 1 to 8 in order: {wrong}"
    first, last = found[0], found[-1]
    assert (first, last) == ("1. Remember", "8. Close"), f"{path.name}: begins '{first}', ends '{last}'"


@each_lesson
def test_the_minutes_add_up_to_45_in_class_and_are_stated_for_self_study(path):
    problems, in_class, alone = [], 0, 1  # the title takes one minute alone
    for cell in markdown(path):
        for heading, rest in re.findall(r"^##\s+(\d.*?)\n(.*?)(?=^##\s|\Z)", cell.source, flags=re.M | re.S):
            minutes = re.search(r"In class (\d+) min, alone (\d+) min", rest)
            if minutes:
                in_class += int(minutes[1])
                alone += int(minutes[2])
            else:
                problems.append(f"{path.name}, cell {cell.id}: no minutes below '{heading}'")
    assert not problems, say(problems)
    title = cells_of(path)[0].source
    stated = re.search(r"(\d+) minutes in class, (\d+) minutes alone", title)
    assert stated, f"{path.name}: the title cell does not say '45 minutes in class, 70 minutes alone'"
    assert (in_class, int(stated[1])) == (45, 45), f"{path.name}: sections {in_class}, title {stated[1]} in class"
    assert alone == int(stated[2]), f"{path.name}: sections and title sum to {alone}, the title says {stated[2]} alone"


@each_lesson
def test_two_or_three_objectives_begin_with_a_verb_one_can_observe(path):
    text = "\n".join(cell.source for cell in markdown(path))
    block = re.search(r"you will be able to.*?\n\n((?:\d+\..*\n?)+)", text, flags=re.I)
    assert block, f"{path.name}: no numbered list below 'you will be able to'"
    found = re.findall(r"^\d+\.\s+(.*)$", block[1], flags=re.M)
    assert 2 <= len(found) <= 3, f"{path.name}: {len(found)} objectives, 2 or 3 are allowed"
    wrong = [text for text in found if words(plain(text))[0].lower() not in VERBS]
    assert not wrong, f"{path.name}: these do not begin with an observable verb ({', '.join(VERBS)}): {wrong}"


@each_lesson
def test_the_objectives_are_those_of_the_exercise_file(path):
    text = "\n".join(cell.source for cell in markdown(path))
    block = re.search(r"you will be able to.*?\n\n((?:\d+\..*\n?)+)", text, flags=re.I)[1]
    stated = [plain(line).strip() for line in re.findall(r"^\d+\.\s+(.*)$", block, flags=re.M)]
    assert stated == [plain(objective.text) for objective in course_exercises().lesson(path.stem).objectives]


def test_an_exercise_is_asked_once_in_the_whole_course():
    ids = [exercise.id for path in NOTEBOOKS for _, exercise in exercises(path)]
    assert len(ids) == len(set(ids)), f"asked more than once: {sorted({i for i in ids if ids.count(i) > 1})}"


@each_lesson
def test_the_counted_exercises_of_a_lesson_are_asked_in_class(path):
    counted = {e.id for e in course_exercises().lesson(path.stem).exercises if e.path == "class"}
    asked = {exercise.id for cell, exercise in exercises(path) if not is_alone(cell)}
    assert len(counted) == 3, f"{path.name}: {len(counted)} counted exercises, 3 are needed: {counted}"
    assert counted <= asked, f"{path.name}: not asked on the class path: {counted - asked}"


@each_lesson
def test_earlier_lessons_are_asked_again_at_the_start_and_the_rest_is_offered(path):
    code = "\n".join(cell.source for cell in cells_of(path) if cell.cell_type == "code")
    assert f'hl.review(course, "{path.stem}"' in code, f"{path.name}: no review at the start"
    left_out = re.search(rf'hl\.practice\(course, "{path.stem}", leave_out=\[(.*?)\]', code, flags=re.S)
    assert left_out, f"{path.name}: the other exercises are not offered"
    asked = {exercise.id for _, exercise in exercises(path)}
    given = set(re.findall(r'"([\w-]+)"', left_out[1]))
    alone = {e.id for e in course_exercises().lesson(path.stem).exercises if e.path == "self-study"}
    assert asked & alone <= given, f"{path.name}: asked twice: {(asked & alone) - given}"


@each_lesson
def test_a_written_answer_has_three_levels_and_one_item_cannot_be_told(path):
    asked = [exercise for cell, exercise in exercises(path) if not is_alone(cell)]
    assert any(getattr(exercise, "rubric", ()) for exercise in asked), f"{path.name}: no written answer with a rubric"
    lesson = course_exercises().lesson(path.stem).exercises
    assert any(exercise.cannot_tell for exercise in lesson), f"{path.name}: nothing that cannot be told"


# --- words: checklist 13, 14 -----------------------------------------------------------


@each_notebook
def test_no_sentence_is_longer_than_25_words(path):
    problems = [
        f"{path.name}, cell {cell.id}: {len(words(sentence))} words: {sentence}"
        for cell in markdown(path)
        for sentence in sentences(cell.source)
        if len(words(sentence)) > LONGEST_SENTENCE
    ]
    assert not problems, say(problems)


@each_notebook
def test_the_reading_grade_of_each_cell_and_each_longer_paragraph_is_10_or_lower(path):
    problems = []
    for cell in markdown(path):
        shown = re.sub(r"^Sources?\b.*$", "", plain(cell.source), flags=re.M)
        paragraphs = [text for text in re.split(r"\n\s*\n", shown) if "|" not in text]  # a table is no running text
        for text in [shown, *paragraphs]:
            text = " ".join(f"{sentence.rstrip('.!?:;')}." for sentence in sentences(text))
            if len(words(text)) < 30:  # the formula says nothing about a few words
                continue
            grade = textstat.flesch_kincaid_grade(text)
            if grade > READING_GRADE:
                problems.append(
                    f"{path.name}, cell {cell.id}: grade {grade:.1f}, {READING_GRADE} is allowed: {text[:60]} ..."
                )
    assert not problems, say(problems)


@each_lesson
def test_the_class_path_has_at_most_1200_words(path):
    counts = {
        cell.id: len(words(plain(without_details(cell.source)))) for cell in markdown(path) if not is_alone(cell)
    }
    for cell, exercise in exercises(path):
        if not is_alone(cell):
            options = " ".join(option.text for option in getattr(exercise, "options", ()))
            counts[cell.id] = len(words(plain(f"{exercise.prompt} {options}")))
    total = sum(counts.values())
    assert total <= CLASS_WORDS, f"{path.name}: {total} words on the class path, {CLASS_WORDS} allowed: {counts}"


# --- sources: checklist 11 -------------------------------------------------------------


@cache
def known_works():
    with open(ROOT / "data" / "sources.csv", encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def cited(cell):
    for comment in comments(cell.source, "sources"):
        for citation in comment.split(";"):
            key, _, locator = citation.strip().partition("@")
            yield key, locator


@each_notebook
def test_each_source_comment_names_a_row_of_the_table_of_sources(path):
    problems = [
        f"{path.name}, cell {cell.id}: '{key}' is not an id in data/sources.csv"
        for cell in markdown(path)
        for key, _ in cited(cell)
        if key not in known_works()
    ]
    assert not problems, say(problems)


@each_notebook
def test_each_work_in_a_source_comment_is_named_in_words_where_pupils_see_it(path):
    problems = []
    for cell in markdown(path):
        if cell.id == cells_of(path)[0].id:
            continue  # the title only announces what the sections prove
        seen = plain(cell.source).lower()
        for key, _ in cited(cell):
            work = known_works().get(key)
            if work is None:
                continue
            title = re.split(r"[:,;(]", work["title"])[0].strip().lower()
            surname = (words(work["author"].split(";")[0]) or [""])[-1].lower()
            also = [name.lower() for name in re.findall(r"\((.*?)\)", work["title"])]
            also.append(" ".join(work["author"].lower().split()[:3]) if ";" not in work["author"] else "")
            linked = work["url"] and work["url"] in cell.source
            if not linked and not any(name and name in seen for name in (title, surname, *also)):
                problems.append(f"{path.name}, cell {cell.id}: '{key}' ({work['title'][:50]}) is cited but not named")
    assert not problems, say(problems)


@each_notebook
def test_each_cell_that_names_a_year_has_a_source(path):
    problems = [
        f"{path.name}, cell {cell.id}: names a year but has no sources comment"
        for cell in markdown(path)
        if re.search(r"\b19[0-4]\d\b", re.sub(r"<!--.*?-->|\([^)]*\)", "", cell.source, flags=re.S))
        and not comments(cell.source, "sources")
        and not re.search(r"^##\s+2\.", cell.source, flags=re.M)
    ]
    assert not problems, say(problems)


@each_notebook
def test_each_document_card_names_a_document_of_the_course(path):
    with open(ROOT / "data" / "documents.csv", encoding="utf-8-sig", newline="") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    problems = [
        f"{path.name}, cell {cell.id}: document '{name}' is not in data/documents.csv"
        for cell in markdown(path)
        for name in comments(cell.source, "document")
        if name not in known
    ]
    assert not problems, say(problems)


# --- code cells, links, HTML: checklist 28, 29 ---------------------------------------------


@each_notebook
def test_code_cells_are_hidden_and_protected_and_begin_with_a_comment(path):
    problems = []
    for cell in cells_of(path):
        where = f"{path.name}, cell {cell.id}"
        if cell.cell_type == "code" and "with-code" in cell.metadata.get("tags", []):
            if cell.metadata.get("jupyter", {}).get("source_hidden") or cell.metadata.get("editable") is False:
                problems.append(f"{where}: a cell for classes that program must be open")
            if len(cell.source.splitlines()) > 6:
                problems.append(f"{where}: more than six lines")
            if not is_alone(cell) or not re.match(r"# \w", cell.source):
                problems.append(f"{where}: not tagged 'alone', or no comment for people in the first line")
        elif cell.cell_type == "code":
            if not cell.metadata.get("jupyter", {}).get("source_hidden"):
                problems.append(f"{where}: the code is not hidden")
            if cell.metadata.get("editable") is not False:
                problems.append(f"{where}: the code can be edited")
            if not re.match(r"# \w", cell.source):
                problems.append(f"{where}: the first line is not a comment for people: {cell.source[:40]!r}")
        if cell.metadata.get("deletable") is not False:
            problems.append(f"{where}: a stray key press can delete it (deletable is not false)")
    assert not problems, say(problems)


@each_notebook
def test_cell_ids_are_words(path):
    wrong = [cell.id for cell in cells_of(path) if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", cell.id)
             or re.fullmatch(r"[0-9a-f]{8}", cell.id)]
    assert not wrong, f"{path.name}: cell ids that are no words: {wrong}"


@each_notebook
def test_links_inside_the_course_lead_somewhere(path):
    anchors = {text.replace(" ", "-") for _, _, text in headings(path)}
    problems = []
    for cell in markdown(path):
        for target in re.findall(r"\]\(([^)\s]+)\)", cell.source):
            if target.startswith("#"):
                good = target[1:] in anchors
            elif re.match(r"[a-z]+:", target):
                good = target.startswith("https://") or target in {work["url"] for work in known_works().values()}
            else:
                good = (FOLDER / target).exists()
            if not good:
                problems.append(f"{path.name}, cell {cell.id}: the link {target} leads nowhere or is not https")
    assert not problems, say(problems)


@each_notebook
def test_markdown_holds_no_html_but_disclosures_and_language_marks(path):
    allowed = re.compile(r"</?(details|summary)>|<span lang=\"[a-z-]+\">|</span>|<!--.*?-->", flags=re.S)
    problems = [
        f"{path.name}, cell {cell.id}: {tag}"
        for cell in markdown(path)
        for tag in re.findall(r"</?[A-Za-z][^>]*>", allowed.sub("", cell.source))
    ]
    problems += [
        f"{path.name}, cell {cell.id}: <details> opened {cell.source.count('<details>')} times, "
        f"closed {cell.source.count('</details>')} times"
        for cell in markdown(path)
        if cell.source.count("<details>") != cell.source.count("</details>")
    ]
    assert not problems, say(problems)


# --- care: checklist 32 and the rules on hard content ----------------------------------


@each_notebook
def test_nothing_that_shows_deaths_is_called_casualties(path):
    problems = []
    for cell in cells_of(path):
        where = f"{path.name}, cell {cell.id}"
        if cell.cell_type == "markdown":
            for sentence in sentences(cell.source):
                if re.search(r"casualt\w+\W+(?:(?:is|are|means?|or|of|i\.e)\W+)?(?:the\W+)?(?:dead|deaths|died|killed)\b",
                             sentence, flags=re.I) and "not" not in words(sentence.lower()):
                    problems.append(f"{where}: casualties used for deaths: {sentence}")
        elif "casualty_chart" in cell.source and not re.search(r"measure=[\"'](?!deaths)", cell.source):
            titles = re.findall(r"title=[\"'](.*?)[\"']\s*[,)]", cell.source, flags=re.S)
            shown = [output.get("data", {}).get("text/plain", "") for output in cell.outputs]
            for text in [*titles, *shown]:
                for line in str(text).splitlines():
                    if re.search(r"casualt", line, flags=re.I) and "not casualties" not in line.lower():
                        problems.append(f"{where}: a chart of deaths says casualties: {line[:80]}")
    assert not problems, say(problems)


@each_notebook
def test_states_and_offices_act_not_peoples(path):
    pattern = re.compile(r"\bthe (Russians|Germans|Poles|Finns|Japanese|Italians) (?!who|of|in)\w+", flags=re.I)
    problems = [
        f"{path.name}, cell {cell.id}: name the government or army instead: {match.group(0)}"
        for cell in markdown(path)
        for match in pattern.finditer(plain(cell.source))
    ]
    assert not problems, say(problems)


@each_notebook
def test_a_content_note_stands_before_the_first_lesson_text(path):
    opening = "\n".join(cell.source for cell in markdown(path)[:6])
    assert re.search(r"content note", opening, flags=re.I), f"{path.name}: no content note near the top"


# --- lesson 01 against the record ------------------------------------------------------


def test_the_days_in_lesson_01_follow_the_table_of_pacts():
    path = FOLDER / "01-two-pacts.ipynb"
    with open(ROOT / "data" / "pacts.csv", encoding="utf-8-sig", newline="") as file:
        pacts = {row["id"]: row for row in csv.DictReader(file)}
    numbers = next(cell for cell in markdown(path) if cell.id == "days-counted").source
    for pact in ("molotov-ribbentrop", "soviet-japanese-neutrality"):
        signed, ended = (date.fromisoformat(pacts[pact][name]) for name in ("signed", "ended"))
        days = f"{(ended - signed).days:,}"
        rows = [row for row in numbers.splitlines() if row.startswith("|") and f"| {days} |" in row]
        assert rows, f"01-two-pacts, cell days-counted: no row says that {pact} lasted {days} days"
        for day in (signed, ended):
            told = f"{day.day} {day:%B %Y}"
            assert told in rows[0], f"01-two-pacts, cell days-counted: the row of {pact} does not say {told}"
