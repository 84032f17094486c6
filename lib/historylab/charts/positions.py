"""`compare_positions`: issue by issue, what was offered, asked and answered, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from .casualties_words import joined
from .evidence import works_cited
from .figure import ChartFigure
from .positions_view import KINDS, PositionsView, arrange
from .style import BAND, INK, OKABE_ITO, PAPER, QUIET, Size, size_of, text_width, wrap

__all__ = ["PlacedPositions", "PlacedText", "compare_positions", "draw", "place"]

MOST = 6  # issues in one picture: more would need smaller letters
_LINE = 1.05  # of the height of a letter
_SHARES = (0.118, 0.2085, 0.2, 0.2235, 0.25)
# marker and colour of each outcome; the word stands beside the mark
_LOOKS = {
    "agreed": ("o", OKABE_ITO["green"]),
    "refused": ("X", OKABE_ITO["vermillion"]),
    "left open": ("o", PAPER),
    "put off": (">", OKABE_ITO["orange"]),
}
_READ = "The words are ours, not quotations."


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text and its box (x0, y0, x1, y1) in pixels from the top left corner.

    `role` is "head", "name", "text" or "outcome".
    """

    text: str
    box: tuple[float, float, float, float]
    role: str


@dataclass(frozen=True, slots=True)
class PlacedPositions:
    """Boxes and words of the grid or the list, in pixels from the top left corner.

    `marks` are (kind, x, y); `bands` are the boxes of the rows.
    """

    size: Size
    view: PositionsView
    texts: tuple[PlacedText, ...]
    marks: tuple[tuple[str, float, float], ...]
    bands: tuple[tuple[float, float, float, float], ...]
    bottom: float


def place(view: PositionsView, size="room", *, area: tuple) -> PlacedPositions:
    """Put the issues on a canvas: a grid, or a list where the canvas is narrow.

    Parameters
    ----------
    view : PositionsView
        What to show.
    size : Size or str
        The canvas.
    area : tuple of float
        Box (x0, y0, x1, y1) in pixels that title and footer leave free.

    Raises
    ------
    ValueError
        If the words do not fit; the text says what to do.
    """
    size = size_of(size)
    if len(view.issues) > MOST:
        raise ValueError(
            f"{len(view.issues)} issues are too many for one picture, which holds {MOST}. "
            "Name fewer in issues=[...] and draw a second picture for the rest."
        )
    return _list(view, size, area) if size.name == "phone" else _grid(view, size, area)


def _said(issue) -> str:
    """The outcome as drawn: the word first."""
    return f"{issue.kind.capitalize()}. {issue.outcome}" if issue.outcome else issue.kind.capitalize()


def _grid(view: PositionsView, size: Size, area: tuple) -> PlacedPositions:
    em, (left, top, right, bottom) = size.pixels(size.text), area
    pad, mark = 0.4 * em, 1.25 * em
    edges = [left]
    for share in _SHARES:
        edges.append(edges[-1] + share * (right - left))

    def fold(text, column, bold=False):
        room = edges[column + 1] - edges[column] - 2 * pad - (mark if column == 4 else 0)
        return wrap(text or "\u2013", room, size.text, size.dpi, bold)

    heads = [fold(head, n, True) for n, head in enumerate(view.heads, 1)]
    # a head needs no room for a mark, but stands above the words, not above the mark
    rows = [[fold(issue.name, 0, True), *(fold(t, n) for n, t in enumerate(issue.texts, 1)),
             fold(_said(issue), 4, True)] for issue in view.issues]
    over = max(map(len, heads)) * _LINE * em + 0.5 * em
    tall = [max(map(len, row)) * _LINE * em for row in rows]
    spare = (bottom - top - over - sum(tall)) / len(rows)
    if spare < 0.3 * em:
        raise ValueError(
            f"These {len(rows)} issues have more words than one picture of the size "
            f'"{size.name}" holds. Name fewer in issues=[...], or shorten the texts in the '
            "columns that end in _short of positions.csv."
        )
    spare = min(spare, 1.4 * em)
    texts, marks, bands = [], [], []

    def write(lines, column, y, role):
        x = edges[column] + pad + (mark if column == 4 else 0)
        wide = max(text_width(t, size.text, size.dpi, role != "text") for t in lines)
        texts.append(PlacedText("\n".join(lines), (x, y, x + wide, y + len(lines) * _LINE * em), role))

    for column, lines in enumerate(heads, 1):
        write(lines, column, top + over - 0.4 * em - len(lines) * _LINE * em, "head")
    y = top + over
    for issue, row, high in zip(view.issues, rows, tall, strict=True):
        bands.append((left, y, right, y + high + spare))
        for column, lines in enumerate(row):
            write(lines, column, y + spare / 2, ("name", "text", "text", "text", "outcome")[column])
        marks.append((issue.kind, edges[4] + pad + 0.45 * em, y + spare / 2 + 0.5 * em))
        y += high + spare
    return PlacedPositions(size, view, tuple(texts), tuple(marks), tuple(bands), y)


def _list(view: PositionsView, size: Size, area: tuple) -> PlacedPositions:
    em, (left, top, right, _) = size.pixels(size.text), area
    pad, mark = 0.4 * em, 1.25 * em
    texts, marks, bands = [], [], []
    y = top

    def write(text, x, bold, role):
        lines = wrap(text, right - pad - x, size.text, size.dpi, bold)
        wide = max(text_width(t, size.text, size.dpi, bold) for t in lines)
        box = (x, y, x + wide, y + len(lines) * _LINE * em)
        texts.append(PlacedText("\n".join(lines), box, role))
        return box[3] + 0.32 * em

    for issue in view.issues:
        start = y
        y += 0.5 * em
        y = write(issue.name, left + pad, True, "name")
        for head, text in zip(view.heads, issue.texts):
            y = write(f"{head}: {text or 'not known'}", left + pad, False, "text")
        marks.append((issue.kind, left + pad + 0.45 * em, y + 0.5 * em))
        y = write(_said(issue), left + pad + mark, True, "outcome")
        y += 0.35 * em
        bands.append((left, start, right, y))
    return PlacedPositions(size, view, tuple(texts), tuple(marks), tuple(bands), y)


def draw(placed: PlacedPositions, figure: ChartFigure) -> ChartFigure:
    """Draw a placed grid or list onto a figure that has its title and footer."""
    size, pixels = placed.size, figure.pixels
    pen = 0.06 * size.text
    for number, (x0, y0, x1, y1) in enumerate(placed.bands):
        figure.add_artist(Rectangle((x0, y0), x1 - x0, y1 - y0, linewidth=0, zorder=0,
                                    facecolor=PAPER if number % 2 else BAND, transform=pixels))
    for y in {placed.bands[0][1], placed.bands[-1][3]}:
        figure.add_artist(Line2D((placed.bands[0][0], placed.bands[0][2]), (y, y), color=INK,
                                 linewidth=pen, transform=pixels, zorder=1))
    for kind, x, y in placed.marks:
        marker, colour = _LOOKS[kind]
        figure.add_artist(Line2D((x,), (y,), marker=marker, color=colour, linestyle="",
                                 markersize=0.78 * size.text, markeredgecolor=INK,
                                 markeredgewidth=1.4 * pen, transform=pixels, zorder=2, gid=kind))
    for text in placed.texts:
        figure.write(text.box[0], text.box[1], text.text, bold=text.role != "text", down="top",
                     colour=QUIET if text.role == "head" else INK)
    return figure


def compare_positions(course, *, issues: list[str] | None = None, title: str | None = None,
                      size: str = "room") -> ChartFigure:
    """Show issue by issue what was offered, asked and answered, and what came of it.

    A grid on a projector and on paper, a list on a phone, and a table for screen
    readers. An issue that is not confirmed is not shown.

    Parameters
    ----------
    course : Course
        The open course.
    issues : list of str or None
        Ids or short names from positions.csv, at most six, in the order shown;
        None = the course settings. The data table then holds the other issues too.
    title : str or None
        None = a neutral title.
    size : {"room", "page", "phone"}
        The canvas; that of a phone is as tall as the list.

    Returns
    -------
    ChartFigure
        With alt text, one fact for each issue, sources and a data table.

    Raises
    ------
    ValueError
        If an issue is unknown (with the nearest spelling), not confirmed, has no
        source, or if the words do not fit.

    Examples
    --------
    >>> compare_positions(course, issues=["Harbours", "Wool"])     # doctest: +SKIP
    """
    canvas = size_of(size)
    view = arrange(course, issues=issues, title=title)
    works = works_cited(course, {"positions.csv": view.positions})
    drawn = _READ
    if view.others:
        drawn += f" {len(view.others)} more issues stand in the data table."
    said = dict(alt=view.alt, facts=[issue.fact for issue in view.issues], table=view.table(works),
                sources=works.full, named_sources=works.named, title=view.title, note=drawn)
    figure = ChartFigure.new(canvas, **said)
    placed = place(view, canvas, area=figure.plot_area)
    if canvas.name == "phone":  # a list is as long as its words
        canvas = replace(canvas, height=round(canvas.height + placed.bottom - figure.plot_area[3]))
        figure = ChartFigure.new(canvas, **said)
    used = {issue.kind for issue in view.issues}
    notes = [_READ, *(f"{kind.capitalize()}: {KINDS[kind]}." for kind in KINDS if kind in used)]
    if view.single:
        notes.append(f"Known from one source only: {joined(view.single)}.")
    if view.others:
        notes.append(f"Only in the data table: {joined([p.short for p in view.others])}.")
    figure.note = " ".join(notes)
    return draw(placed, figure)
