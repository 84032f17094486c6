"""Proof that strict nbval sees what a chart shows, though it never looks at a picture."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
from historylab.commands.refresh import refresh_notebook

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = "country,low,high\nNorthland,{low},5\nSouthland,2,4\n"
CHART = """# A chart of two made-up countries
import csv
from historylab.charts.figure import ChartFigure, DataTable
rows = list(csv.DictReader(open("numbers.csv")))
facts = [f"{r['country']}: {r['low']} to {r['high']} thousand" for r in rows]
chart = ChartFigure.new("phone", title="Losses", alt="Bars of the losses of two made-up countries",
    facts=facts, sources=["An invented book, 1999"], note="",
    table=DataTable("Losses", ("country", "low", "high"), tuple(tuple(r.values()) for r in rows)))
axes = chart.axes_at(chart.plot_area)
axes.barh([r["country"] for r in rows], [float(r["high"]) - float(r["low"]) for r in rows],
          left=[float(r["low"]) for r in rows])
chart"""


def nbval(path):
    """Run strict nbval on one notebook, as the test command does; return (exit code, what it said)."""
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "--nbval", "-vv", "-c", os.devnull, "--rootdir", str(path.parent),
            f"--nbval-sanitize-with={ROOT / 'tests' / 'notebooks' / 'sanitise.cfg'}",
            "-p", "no:cacheprovider", "-p", "no:xdist", str(path),
        ],
        cwd=path.parent, capture_output=True, text=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")},
    )
    return done.returncode, done.stdout + done.stderr


def lesson(folder):
    """Write a lesson of one chart with its numbers, run it, and return its path."""
    (folder / "numbers.csv").write_text(NUMBERS.format(low=3), encoding="utf-8")
    path = folder / "lesson.ipynb"
    cell = nbformat.v4.new_code_cell(CHART, id="bars")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    refresh_notebook(path)
    return path


def test_an_unchanged_chart_is_green_and_a_changed_bar_is_red(tmp_path):
    path = lesson(tmp_path)
    code, said = nbval(path)
    assert code == 0 and "1 passed" in said, said

    (tmp_path / "numbers.csv").write_text(NUMBERS.format(low=4), encoding="utf-8")
    code, said = nbval(path)
    assert code == 1 and "1 failed" in said, said
    assert "Northland: 3 to 5 thousand" in said and "Northland: 4 to 5 thousand" in said


def test_a_picture_alone_is_not_compared_as_its_bytes_may_differ_between_systems(tmp_path):
    path = lesson(tmp_path)
    text = path.read_text(encoding="utf-8")
    start = text.index("data:image/png;base64,") + len("data:image/png;base64,")
    path.write_text(text[:start] + "AAAA" + text[start:], encoding="utf-8")
    code, said = nbval(path)
    assert code == 0, said
