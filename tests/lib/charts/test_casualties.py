"""The drawn casualty chart: boxes, axes, looks, bytes."""
import io
from pathlib import Path

import numpy as np
import pytest
from casualties_sample import sample_course
from historylab.charts.casualties import casualty_chart
from historylab.charts.casualties_look import look_of
from historylab.charts.casualties_place import place
from historylab.charts.casualties_view import arrange
from historylab.charts.labels import overlap
from matplotlib.text import Text
from PIL import Image

ASKED = [{}, {"per": "number"}, {"per": "per_1000"}, {"by": "campaign"},
         {"by": "definition", "subjects": ["Northland"]},
         {"groups": ["all"]}]
SIZES = ["room", "page", "phone"]
AREAS = {"room": (16, 60, 1184, 580), "page": (12, 55, 996, 610), "phone": (16, 100, 764, 1150)}
GOLDEN = Path(__file__).with_name("casualties_golden.png")


def texts(figure):
    return [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("asked", ASKED)
def test_every_axis_is_linear_and_begins_at_zero(asked, size):
    figure = casualty_chart(sample_course(), size=size, **asked)
    assert figure.axes
    for axes in figure.axes:
        assert axes.get_xlim()[0] == 0 and axes.get_xscale() == "linear"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("asked", ASKED)
def test_there_are_at_most_40_texts_and_each_lies_on_the_canvas(asked, size):
    figure = casualty_chart(sample_course(), size=size, **asked)
    figure.canvas.draw()
    assert len(texts(figure)) <= 40
    for t in texts(figure):
        box = t.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= figure.size.width, t.get_text()
        assert box.y0 >= 0 and box.y1 <= figure.size.height, t.get_text()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("asked", ASKED)
def test_words_never_overlap_each_other(asked, size):
    placed = place(arrange(sample_course(), **asked), size, area=AREAS[size])
    boxes = [(w.text, (w.box[0], w.box[1] + 3, w.box[2], w.box[3] - 3)) for w in placed.words]
    for n, (one, box) in enumerate(boxes):
        for other, second in boxes[n + 1:]:
            assert not overlap(box, second), (one, other)


@pytest.mark.parametrize("size", SIZES)
def test_words_never_cover_a_bar(size):
    for asked in ASKED:
        placed = place(arrange(sample_course(), **asked), size, area=AREAS[size])
        for bar in placed.bars:
            for word in placed.words:
                assert not overlap((bar.x0, bar.y0 + 3, bar.x1, bar.y1 - 3), word.box), word.text


def test_bars_are_as_long_as_their_ranges():
    placed = place(arrange(sample_course(), per="number"), "room", area=AREAS["room"])
    bars = {b.bar.id: b for b in placed.bars}
    scale = (bars["n-civ"].x1 - bars["n-civ"].x0) / 300_000
    assert bars["n-mil"].x1 - bars["n-mil"].x0 == pytest.approx(300_000 * scale)
    assert bars["n-mil"].x0 - placed.panels[0].box[0] == pytest.approx(800_000 * scale)


def test_both_panels_keep_the_same_rows():
    placed = place(arrange(sample_course()), "room", area=AREAS["room"])
    rows = [{b.bar.id: b.y0 for b in placed.bars if b.panel == n} for n in (0, 1)]
    assert all(rows[0][key] == pytest.approx(rows[1][key]) for key in rows[1])


def test_a_single_value_is_a_caliper_and_a_notch_stands_only_where_stated():
    placed = place(arrange(sample_course(), per="number"), "room", area=AREAS["room"])
    bars = {b.bar.id: b for b in placed.bars}
    assert bars["s-mil"].caliper and not bars["n-mil"].caliper
    assert bars["e-all"].notch is not None and bars["n-mil"].notch is None


def test_military_is_solid_civilian_hatched_and_not_deaths_pale():
    assert look_of("military").hatch == "" and look_of("civilian").hatch == "///"
    assert look_of("military", "no").fill == "#FFFFFF"
    assert look_of("military", "partly").fill != look_of("military").fill


def test_the_line_leaves_words_free():
    view = arrange(sample_course(), by="definition", subjects=["Northland"])
    placed = place(view, "room", area=AREAS["room"])
    assert placed.line
    for x, top, bottom in placed.line:
        for word in placed.words:
            assert not overlap((x, top, x + 0.1, bottom), word.box), word.text


def test_the_chart_carries_words_sources_and_passports():
    figure = casualty_chart(sample_course())
    table = figure.table()
    for column in ("territory", "period", "counted by", "method", "overlap", "status", "source"):
        assert column in table.columns
    assert len(table.rows) == 5
    assert "The Count" in figure.sources[0] and "A. Author" in figure.sources[0]
    assert figure.text_facts().startswith("Range bar chart")


def test_the_same_question_gives_the_same_bytes():
    assert casualty_chart(sample_course()).png() == casualty_chart(sample_course()).png()


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_chart_saves(kind, tmp_path):
    path = tmp_path / f"chart.{kind}"
    casualty_chart(sample_course(), by="campaign").save(path)
    assert path.stat().st_size > 2000


def test_the_picture_is_small():
    assert len(casualty_chart(sample_course()).png()) < 150_000


def test_the_picture_looks_as_it_did():
    """Golden picture with tolerance; delete casualties_golden.png to make it anew."""
    data = casualty_chart(sample_course()).png()
    now = Image.open(io.BytesIO(data)).convert("RGB").resize((300, 169), Image.Resampling.BOX)
    if not GOLDEN.exists():
        now.save(GOLDEN)
        pytest.fail(f"{GOLDEN.name} was missing and has been made: look at it, then commit it")
    then = np.asarray(Image.open(GOLDEN).convert("RGB"), dtype=float)
    assert np.abs(np.asarray(now, dtype=float) - then).mean() < 2.0
