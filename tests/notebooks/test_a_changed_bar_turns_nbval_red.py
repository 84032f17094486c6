"""Proof that strict nbval sees what a chart shows, though it never looks at a picture."""

import nbformat
from historylab.commands.refresh import refresh_notebook

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


def lesson(folder):
    """Write a lesson of one chart with its numbers, run it, and return its path."""
    (folder / "numbers.csv").write_text(NUMBERS.format(low=3), encoding="utf-8")
    path = folder / "lesson.ipynb"
    cell = nbformat.v4.new_code_cell(CHART, id="bars")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    refresh_notebook(path)
    return path


def test_an_unchanged_chart_is_green_and_a_changed_bar_is_red(tmp_path, nbval):
    path = lesson(tmp_path)
    code, said = nbval(path)
    assert code == 0 and "1 passed" in said, said

    (tmp_path / "numbers.csv").write_text(NUMBERS.format(low=4), encoding="utf-8")
    code, said = nbval(path)
    assert code == 1 and "1 failed" in said, said
    assert "Northland: 3 to 5 thousand" in said and "Northland: 4 to 5 thousand" in said


def test_a_picture_alone_is_not_compared_as_its_bytes_may_differ_between_systems(tmp_path, nbval):
    path = lesson(tmp_path)
    text = path.read_text(encoding="utf-8")
    start = text.index("data:image/png;base64,") + len("data:image/png;base64,")
    path.write_text(text[:start] + "AAAA" + text[start:], encoding="utf-8")
    code, said = nbval(path)
    assert code == 0, said
