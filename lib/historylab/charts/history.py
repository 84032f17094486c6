"""`estimate_history`: how one number of the dead changed as it was published."""
from __future__ import annotations

import math
from dataclasses import dataclass

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from .casualties_boxes import nice_ticks
from .casualties_words import joined, measure_of
from .casualties_view import when_words
from .evidence import DataTable, works_cited
from .figure import ChartFigure
from .history_labels import place_marks
from .history_view import HistoryView, arrange
from .style import GRID, INK, OKABE_ITO, QUIET, Size, font, size_of, text_width, wrap

__all__ = ["PlacedHistory", "draw", "estimate_history", "place"]

# colour and marker of each kind; the word stands in the key
_LOOKS = {
    "announced": (OKABE_ITO["vermillion"], "D"),
    "kind-0": (OKABE_ITO["blue"], "o"),
    "kind-1": (OKABE_ITO["green"], "s"),
    "kind-2": (OKABE_ITO["purple"], "^"),
    "kind-3": (OKABE_ITO["orange"], "v"),
    "kind-4": (OKABE_ITO["sky"], "P"),
    "rejected": ("#8C8C8C", "X"),
}
_READ = ("Each mark stands at the year of publication and spans the lowest to the highest value. "
         "Marks of different kinds count different things, so no line joins them.")


@dataclass(frozen=True, slots=True)
class PlacedHistory:
    """Boxes and words of the chart, in pixels from the top left corner."""

    size: Size
    view: HistoryView
    box: tuple[float, float, float, float]
    years: tuple[float, float]
    top: float  # millions at the upper edge
    year_ticks: tuple[int, ...]
    ticks: tuple[float, ...]
    marks: tuple  # (mark, x, y of high, y of low)
    levels: tuple  # (mark, x0, x1, y): how long an announced number stood
    labels: tuple  # (mark, box, leader or None)
    keys: tuple  # (kind, x, y)
    unplaced: tuple[str, ...]


def place(view: HistoryView, size="room", *, area: tuple) -> PlacedHistory:
    """Put the history of a number on a canvas; labels never overlap.

    Parameters
    ----------
    view : HistoryView
        What to show.
    size : Size or str
        The canvas.
    area : tuple of float
        Box (x0, y0, x1, y1) in pixels that title and footer leave free.

    Returns
    -------
    PlacedHistory
        Boxes in pixels; labels that found no place are named.
    """
    size = size_of(size)
    em = size.pixels(size.text)
    x0, y0, x1, y1 = area
    keys, x, y = [], x0, y0 + 0.6 * em
    for kind in view.kinds:
        if kind.look == "rejected":
            continue  # each of these labels says so itself
        wide = 1.6 * em + text_width(kind.words, size.text, size.dpi)
        if x > x0 and x + wide > x1:
            x, y = x0, y + 1.4 * em
        keys.append((kind, x, y))
        x += wide + 0.9 * em
    box = (x0 + 1.9 * em, y + 2.8 * em, x1, y1 - 2.6 * em)
    years = [m.year for m in view.marks]
    span = max(max(years) - min(years), 5)
    first, last = min(years) - 0.04 * span, max(years) + 0.09 * span
    highest = max(m.high for m in view.marks) / 1e6
    top = 1.12 * highest

    def at_x(year):
        return box[0] + (year - first) / (last - first) * (box[2] - box[0])

    def at_y(people):
        return box[3] - people / 1e6 / top * (box[3] - box[1])

    step = next(s for s in (1, 2, 5, 10, 20, 50) if span / s <= (8 if size.width > 900 else 5))
    year_ticks = tuple(range(math.ceil(first / step) * step, math.floor(last) + 1, step))
    marks = _spread([(m, at_x(m.year), at_y(m.high), at_y(m.low)) for m in view.marks], em)
    levels = tuple((m, at_x(m.year), at_x(m.until), at_y(m.low))
                   for m in view.marks if m.until is not None)
    labels, unplaced = _labels(marks, levels, box, size, em)
    return PlacedHistory(size, view, box, (first, last), top, year_ticks,
                         nice_ticks(top, 5), marks, levels, labels, tuple(keys), unplaced)


def _spread(marks, em) -> tuple:
    """Move marks of one year and height a little apart, so that none hides another."""
    placed = []
    for mark, x, high, low in marks:
        for step in (0, 0.62, -0.62, 1.24, -1.24, 1.86, -1.86):
            moved = x + step * em
            if not any(abs(moved - other[1]) < 0.6 * em and high - 0.6 * em < other[3] + 0.1 * em
                       and low + 0.6 * em > other[2] - 0.1 * em for other in placed):
                break
        placed.append((mark, moved, high, low))
    return tuple(placed)


def label_lines(mark, size: Size) -> list[str]:
    """Return the lines of a label; a long one is folded, since short boxes fit better."""
    return wrap(mark.label, 11.5 * size.pixels(size.text), size.text, size.dpi)


def _labels(marks, levels, box, size, em):
    """Place what stands beside each mark; see `history_labels`."""
    wishes, obstacles = [], []
    for mark, x, top, low in marks:
        lines = label_lines(mark, size)
        announced = "\n" in mark.label
        wide = max(text_width(t, size.text, size.dpi, n == 0 and announced)
                   for n, t in enumerate(lines))
        wishes.append((mark.id, x, top, low, wide, 1.17 * em * len(lines), announced))
        up = 1.5 if mark.open_end else 0.4
        obstacles.append((mark.id, (x - 0.4 * em, top - up * em, x + 0.4 * em, low + 0.4 * em)))
    obstacles += [(None, (a, y - 0.15 * em, b, y + 0.15 * em)) for m, a, b, y in levels]
    frame = (box[0] + 0.3 * em, box[1] - 1.2 * em, box[2], box[3] - 0.2 * em)
    boxes, leaders, left = place_marks(wishes, obstacles=obstacles, frame=frame, em=em,
                                       gap=0.15 * em)
    placed = tuple((mark, boxes[mark.id], leaders[mark.id]) for mark, *_ in marks
                   if mark.id in boxes)
    return placed, left


def draw(placed: PlacedHistory, figure: ChartFigure) -> ChartFigure:
    """Draw a placed history onto a figure that has its title and footer."""
    size, pixels = placed.size, figure.pixels
    em, pen = size.pixels(size.text), 0.1 * size.text
    x0, y0, x1, y1 = placed.box
    axes = figure.axes_at(placed.box)
    axes.set(xlim=placed.years, ylim=(0, placed.top), facecolor="none")
    axes.set_xticks(placed.year_ticks, [str(y) for y in placed.year_ticks],
                    fontproperties=font(size.text))
    axes.set_yticks(placed.ticks, [f"{t:g}" for t in placed.ticks],
                    fontproperties=font(size.text))
    axes.tick_params(length=0, pad=0.25 * size.text)
    axes.grid(True, axis="y", color=GRID, linewidth=0.06 * size.text)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    figure.write(placed.size.margin, y0 - 1.4 * em, "Millions of people", down="center")
    figure.write((x0 + x1) / 2, y1 + 2.05 * em, _across(placed), across="center",
                 down="center")
    for mark, left, right, y in placed.levels:
        figure.add_artist(Line2D((left, right), (y, y), color=_LOOKS["announced"][0],
                                 linewidth=1.2 * pen, transform=pixels, zorder=1))
    for mark, _, leader in placed.labels:
        if leader:
            a, b, c, d = leader
            figure.add_artist(Line2D((a, c), (b, d), color="#8C8C8C", linewidth=0.5 * pen,
                                     transform=pixels, zorder=1))
    for mark, x, high, low in placed.marks:
        _mark(figure, mark, x, high, low, em, pen)
    for kind, x, y in placed.keys:
        colour, marker = _LOOKS[kind.look]
        figure.add_artist(Line2D((x + 0.5 * em,), (y,), marker=marker, color=colour,
                                 markersize=0.62 * size.text, markeredgecolor=INK,
                                 markeredgewidth=0.5 * pen, transform=pixels))
        figure.write(x + 1.2 * em, y, kind.words, down="center")
    for mark, (left, high, right, bottom), _ in placed.labels:
        grey = QUIET if mark.kind.look == "rejected" else INK
        lines = label_lines(mark, size)
        if "\n" in mark.label:  # the number itself is what a room must see
            tall = (bottom - high) / len(lines)
            figure.write(left, high + tall / 2, lines[0], bold=True, down="center")
            high, lines = high + tall, lines[1:]
        figure.write(left, (high + bottom) / 2, "\n".join(lines), colour=grey, down="center")
    return figure


def _across(placed: PlacedHistory) -> str:
    left, every = len(placed.unplaced), len(placed.marks)
    said = f" ({left} of {every} not labelled: see table)" if left else ""
    return "Year of publication" + said


def _mark(figure, mark, x, high, low, em, pen):
    colour, marker = _LOOKS[mark.kind.look]
    pixels = figure.pixels
    spots = ((high + low) / 2,)
    if low - high > 4:  # a range is a bar; a single value has its marker only
        figure.add_artist(Rectangle((x - 0.24 * em, high), 0.48 * em, low - high,
                                    facecolor=colour, edgecolor=INK, linewidth=0.7 * pen,
                                    transform=pixels, zorder=2, gid=mark.id))
    if low - high > 1.2 * em:  # markers at both ends: one half-way would claim a best value
        spots = (high, low)
        if mark.central is not None:
            y = low - (low - high) * (mark.central - mark.low) / (mark.high - mark.low)
            figure.add_artist(Line2D((x - 0.5 * em, x + 0.5 * em), (y, y), color=INK,
                                     linewidth=2 * pen, transform=pixels, zorder=4))
    if mark.open_end:
        figure.add_artist(Line2D((x, x), (low, low - 1.1 * em), color=INK, linewidth=pen,
                                 marker=10, markevery=[1], markersize=0.5 * em * 72 / figure.dpi,
                                 transform=pixels, zorder=2))
    for y in spots:
        figure.add_artist(Line2D((x,), (y,), marker=marker, color=colour,
                                 markersize=0.62 * figure.size.text, markeredgecolor=INK,
                                 markeredgewidth=0.5 * pen, transform=pixels, zorder=3,
                                 gid=mark.id))


def estimate_history(course, *, subject: str | None = None, title: str | None = None,
                     size: str = "room") -> ChartFigure:
    """Draw how the published number of one subject's dead changed.

    Parameters
    ----------
    course : Course
        The open course.
    subject : str or None
        Whose dead; None = the course settings.
    title : str or None
        None = a neutral title.
    size : {"room", "page", "phone"}
        The canvas.

    Returns
    -------
    ChartFigure
        With alt text, one fact for each mark, sources and a data table.

    Raises
    ------
    PassportError
        If a figure that would be drawn has no full passport.
    ValueError
        If the subject is not in the data, with the nearest spelling.
    """
    canvas = size_of(size)
    view = arrange(course, subject=subject, title=title)
    works = works_cited(course, {"estimates.csv": [m.estimate for m in view.marks]})
    footer = _READ
    if view.missing:
        footer += f" Not drawn: {len(view.missing)} (which and why: see the note)."
    figure = ChartFigure.new(canvas, alt=_alt(view), facts=[m.fact for m in view.marks],
                             table=_table(course, view), sources=works.full,
                             named_sources=works.named, title=view.title, note=footer)
    placed = place(view, canvas, area=figure.plot_area)
    left = [m.label.replace("\n", ", ") for m in view.marks if m.id in placed.unplaced]
    figure.note = " ".join(
        [_READ, *(f"Not drawn: {who} ({why})." for who, why in view.missing),
         *([f"Not labelled, see the table: {joined(left)}."] if left else [])])
    return draw(placed, figure)


def _alt(view: HistoryView) -> str:
    announced = [m for m in view.marks if m.kind.look == "announced"]
    others = [k.words.lower() for k in view.kinds if k.look not in ("announced", "rejected")]
    rejected = sum(1 for m in view.marks if m.kind.look == "rejected")
    years = [m.year for m in view.marks]
    said = [f"Chart of {len(view.marks)} published estimates, {min(years)} to {max(years)}, for "
            f"{view.subject}. Across: year of publication; upward: millions of people, from "
            "zero. Vertical bars show ranges."]
    if announced:
        steps = joined(f"{m.label.split(chr(10))[0]} in {m.year}" for m in announced
                       if "\n" in m.label)
        said.append(f"Announced by the state: {steps}.")
    if others:
        said.append(f"Kept apart by colour and marker: {joined(others[:4])}.")
    if rejected:
        said.append(f"{rejected} marked grey and rejected.")
    said.append("The estimates are uncertain and count different things, so they are not joined; "
                "the table says who counted, how and what.")
    return " ".join(said)


def _table(course, view: HistoryView) -> DataTable:
    heads = ("year published", "who counted", "kind", "measure", "group", "low", "central",
             "high", "unit", "what is counted", "territory", "period", "method", "overlap",
             "status", "source")
    rows = []
    for m in view.marks:
        e = m.estimate
        shown = [None if v is None else f"{v:,.0f}" for v in (e.low, e.central, e.high)]
        rows.append((m.year, e.counted_by, m.kind.words, measure_of(e.measure).words, e.group,
                     *shown, e.unit, e.what or None, e.territory, when_words(e.period), e.method,
                     e.overlap_note, e.status, course.cite(e.sources)))
    return DataTable(view.title, heads, tuple(rows))
