"""Opening a course: all of it or nothing, quickly, and from wherever a notebook stands."""

from __future__ import annotations

import dataclasses
import gc
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

import historylab as hl
from historylab.faults import CourseError
from historylab.records import Citation
from historylab.table import UnknownId

ROOT = Path(__file__).parents[2]


def test_a_course_holds_its_tables_settings_and_title(small_course):
    course = hl.open_course(small_course.root)
    assert course.title == "Northland and Southland" and course.folder == small_course.data
    assert course.events["first-treaty"].actors == ("Northland", "Southland")
    assert course.events["first-treaty"].row == 2 and course.events["short-war"].row == 3
    assert course.settings["timeline"]["actors"] == ["Northland", "Southland"]
    assert repr(course) == (
        "Northland and Southland: 2 events, 2 pacts, 1 documents, 2 estimates, 2 sources"
    )
    with pytest.raises(dataclasses.FrozenInstanceError):
        course.title = "other"


def test_cells_become_values_and_empty_cells_are_not_known(small_course):
    course = hl.open_course(small_course.data)
    treaty, war = course.events
    assert (treaty.lat, treaty.lon, treaty.importance) == (50.5, -3, 1)
    assert war.lat is None and war.known_from is None and war.note == ""
    assert treaty.sources == (Citation("old-book", "p. 3, note 2"), Citation("new-book"))
    assert course.documents["D01"].articles == ("Peace", "Help")
    assert course.estimates["dead-1"].chart is True and course.estimates["dead-2"].high is None
    assert type(course.estimates["dead-1"].low) is int
    assert course.trade["wool"].quantity_high == 250.5


def test_html_and_formulas_in_cells_stay_text(small_course):
    small_course.set("events", 2, title="<script>alert(1)</script>", summary="=1+1", note="+2; @x")
    course = hl.open_course(small_course.root)
    assert course.events["first-treaty"].summary == "=1+1"
    assert course.events["first-treaty"].note == "+2; @x"
    assert "<script>" not in course.events._repr_html_()


def test_the_course_is_found_from_a_folder_below(small_course, monkeypatch):
    below = small_course.root / "notebooks" / "teacher"
    below.mkdir(parents=True)
    for folder in (below, small_course.root, small_course.data):
        monkeypatch.chdir(folder)
        assert hl.open_course().folder == small_course.data


def test_a_table_that_is_not_listed_is_empty(small_course):
    small_course.package["resources"] = [
        r for r in small_course.package["resources"] if r["name"] not in ("trade", "glossary")
    ]
    small_course.write()
    course = hl.open_course(small_course.root)
    assert len(course.trade) == 0 and len(course.events) == 2


def test_parties_gives_the_spells_of_one_pact(small_course):
    course = hl.open_course(small_course.root)
    assert course.parties("pact-1").ids == ("pact-1-north", "pact-1-south")
    assert len(course.parties("draft-2")) == 0
    with pytest.raises(UnknownId, match="'pact-1'"):
        course.parties("pact-9")


def test_cite_names_author_title_year_and_place_and_each_work_once(small_course):
    course = hl.open_course(small_course.root)
    assert course.cite(course.events["first-treaty"].sources) == (
        "A. Writer, The Old Book (1910), p. 3, note 2; B. Writer, The New Book (1990)"
    )
    twice = (Citation("old-book", "p. 3"), Citation("new-book"), Citation("old-book", "p. 9"))
    assert course.cite(twice).startswith("A. Writer, The Old Book (1910), p. 3, p. 9; B.")
    assert course.cite(()) == ""
    with pytest.raises(UnknownId, match="'old-book'"):
        course.cite([Citation("old-bok")])


def test_a_fault_opens_nothing_and_the_error_holds_the_report(small_course):
    small_course.set("events", 2, kind="treatie", date="1941-02-30")
    with pytest.raises(CourseError) as caught:
        hl.open_course(small_course.root)
    assert len(caught.value.report.faults) == 2
    for words in ("not opened", "events.csv, row 2", "'treatie'", "30 February"):
        assert words in str(caught.value)


def test_a_notebook_shows_the_faults_as_plain_text(small_course, capsys):
    small_course.set("events", 2, kind="treatie")
    shell = InteractiveShell()
    shell.run_cell(f"import historylab\nhistorylab.open_course({str(small_course.root)!r})")
    shown = "".join(capsys.readouterr())
    assert "events.csv, row 2, column kind: 'treatie'" in shown
    assert "Traceback" not in shown and "check.py" not in shown


def run(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", "historylab", *map(str, arguments)], cwd=cwd, text=True,
        capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT / "lib")},
    )


def test_the_check_command_says_no_faults_and_ends_with_0(small_course):
    done = run("check", cwd=small_course.root)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("No faults: 18")


def test_the_check_command_names_a_deleted_source_with_file_and_row_and_ends_with_1(
    small_course, tmp_path
):
    del small_course.rows["sources"][1]
    small_course.write()
    done = run("check", small_course.root, cwd=tmp_path)
    assert done.returncode == 1 and done.stderr == ""
    assert "events.csv, rows 2, 3, column sources: 'new-book'" in done.stdout


def test_an_unknown_command_names_the_nearest(tmp_path):
    done = run("chek", cwd=tmp_path)
    assert done.returncode == 2 and "Did you mean 'check'" in done.stdout
    assert run("check", "one", "two", cwd=tmp_path).returncode == 2


# --- the course as shipped -------------------------------------------------------------------


def cost(work, times=5):
    """The least process time of some runs, in seconds: noise only ever adds."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def test_the_shipped_course_has_no_fault():
    report = hl.check_course(ROOT)
    assert report.ok, str(report)


def test_the_shipped_course_opens_in_less_than_a_tenth_of_a_second():
    assert cost(lambda: hl.open_course(ROOT)) < 0.1


def enlarge(course, times):
    """Make a course of `times` as many rows; ids get a number, references follow."""
    refers = {"event", "pact", "definition", "population", "cause", "effect", "overlap"}
    rows = {}
    for table, few in course.rows.items():
        if table in ("actors", "sources", "definitions", "glossary", "documents", "claims", "population",
                     "positions"):
            rows[table] = few
            continue
        rows[table] = [
            row | {"id": f"{row['id']}-{n}"}
            | {key: f"{row[key]}-{n}" for key in refers & set(row)
               if row[key] and key not in ("definition", "population")}
            for n in range(times) for row in few
        ]
    for row in (*rows["documents"], *rows["claims"]):
        row["event"] = "first-treaty-0"
    course.rows = rows
    course.package["historylab"]["casualties"]["reference"] = "dead-1-0"
    course.write()


@pytest.mark.slow
def test_a_course_a_hundred_times_as_large_opens_in_linear_time(tmp_path):
    small = type_of_small_course()
    costs = []
    for times in (55, 550, 5500):  # 110, 1,100 and 11,000 events, four times as many rows
        course = small(tmp_path / str(times))
        enlarge(course, times)
        assert hl.check_course(course.root).ok, str(hl.check_course(course.root))[:2000]
        costs.append(cost(lambda: hl.open_course(course.root), times=2))
    # Ten times the rows may cost ten times as much; twenty leaves room for noise,
    # and a quadratic step would cost a hundred times.
    assert costs[1] < 20 * costs[0] and costs[2] < 20 * costs[1], costs


def test_a_large_course_with_a_fault_in_every_row_is_reported_in_linear_time(tmp_path):
    small = type_of_small_course()
    costs = []
    for times in (100, 1000):
        course = small(tmp_path / str(times))
        enlarge(course, times)
        for number, row in enumerate(course.rows["events"]):
            row |= {"sources": f"nobody-{number}", "kind": f"kind-{number}", "date": f"day {number}"}
        course.write()
        report = hl.check_course(course.root)
        assert len(report.faults) >= 3 * 2 * times
        costs.append(cost(lambda: str(hl.check_course(course.root)), times=2))
    assert costs[1] < 25 * costs[0], costs


def type_of_small_course():
    from tests.conftest import SmallCourse

    return SmallCourse
