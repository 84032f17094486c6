"""A chart carries its words, its sources and its data, and gives the same bytes each time."""

import csv
import io
from html.parser import HTMLParser

import pytest
from matplotlib.patches import Rectangle
from PIL import Image

from historylab.charts.figure import ChartFigure, DataTable, fitted_source_line, margins


def chart(**changes):
    given = {
        "alt": "One bar <of> Northland & Southland",
        "facts": ("Northland: pact, from 1905 to 1907.",),
        "table": DataTable("Pacts", ("name", "from"), (("A <b>", "1905"), ("B", None))),
        "sources": ("A. Author, Treaties, 1950",),
        "title": "Pacts of the north",
        "note": "1 of 2 events is not labelled.",
    } | changes
    figure = ChartFigure.new(**given)
    x0, y0, x1, y1 = figure.plot_area
    figure.add_artist(
        Rectangle((x0, y0), (x1 - x0) / 2, 40, transform=figure.pixels, facecolor="#56B4E9", hatch="//")
    )
    return figure


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def tags(html):
    reader = Tags()
    reader.feed(html)
    return reader.seen


def test_a_chart_without_a_source_is_refused():
    with pytest.raises(ValueError, match="names no source"):
        chart(sources=())


def test_a_chart_without_alt_text_is_refused():
    with pytest.raises(ValueError, match="no alt text"):
        chart(alt=" ")


def test_it_shows_as_one_figure_with_alt_text_caption_and_table():
    bundle = chart()._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    seen = tags(bundle["text/html"])
    names = [name for name, _ in seen]
    assert names.count("figure") == names.count("img") == names.count("table") == 1
    image = next(attrs for name, attrs in seen if name == "img")
    assert image["alt"] == "One bar <of> Northland & Southland"
    assert image["src"].startswith("data:image/png;base64,")
    assert {"figcaption", "caption", "details"} <= set(names)
    assert {attrs["scope"] for name, attrs in seen if name == "th"} == {"col", "row"}
    assert "A &lt;b&gt;" in bundle["text/html"]


def test_its_plain_text_is_alt_and_facts():
    figure = chart()
    assert figure._repr_mimebundle_()["text/plain"] == (
        "One bar <of> Northland & Southland\n- Northland: pact, from 1905 to 1907."
    )
    assert repr(figure) == figure.text_facts()


def test_the_csv_has_every_row_and_leaves_the_unknown_empty():
    rows = list(csv.reader(io.StringIO(chart().table().csv())))
    assert rows == [["name", "from"], ["A <b>", "1905"], ["B", ""]]


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_same_chart_is_saved_as_the_same_bytes(kind, tmp_path):
    one = chart().save(tmp_path / f"one.{kind}")
    other = chart().save(tmp_path / f"other.{kind}")
    assert one.read_bytes() == other.read_bytes()
    assert len(one.read_bytes()) > 1000


def test_another_ending_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(ValueError, match=r"\.png.*\.svg.*\.pdf"):
        chart().save(tmp_path / "chart.docx")


def test_the_png_has_a_palette_white_paper_and_the_size_of_the_room():
    image = Image.open(io.BytesIO(chart().png()))
    assert (image.mode, image.size) == ("P", (1200, 675))
    assert image.convert("RGB").getpixel((1190, 300)) == (255, 255, 255)
    assert len(chart().png()) < 30_000


@pytest.mark.parametrize("size", ["room", "page", "phone"])
def test_title_and_footer_stay_in_the_picture_and_off_the_plot(size):
    figure = chart(size=size, title="A long title about the pacts " * 3, note="A long note. " * 20)
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    x0, y0, x1, y1 = figure.plot_area
    assert y1 - y0 > height / 3
    for text in figure.texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height
        top, bottom = height - box.y1, height - box.y0
        assert bottom <= y0 + 1 or top >= y1 - 1


def test_a_dollar_sign_is_no_formula():
    figure = chart(note="It cost $5 and $6.")
    figure.canvas.draw()
    assert any("$5 and $6" in text.get_text() for text in figure.texts)


def test_the_source_line_names_what_fits_and_how_many_there_are():
    names = [f"A work with quite a long title, number {n}" for n in range(9)]
    line = fitted_source_line("room", names)
    assert "number 0" in line and "(all 9 are listed below)" in line
    frame = margins("room", title="t", note="", sources=line)
    assert len(frame.footer) == 1


def test_a_long_note_is_folded_away_and_a_short_one_stands_open():
    assert "How to read this chart" not in chart().html()
    folded = chart(note="One word after another. " * 12).html()
    assert folded.index("How to read this chart") < folded.index("One word after another.")
