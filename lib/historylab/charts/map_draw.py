"""Draw a placed map."""

from __future__ import annotations

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle

from . import map_words as words
from .evidence import Works
from .figure import ChartFigure
from .map_land import visible
from .map_place import PlacedMap
from .style import GRID, INK, OKABE_ITO, PAPER, QUIET

SEA = "#DDEFFA"  # a tint of the palette's sky
LAND = "#F3F3F3"
# colour and dashes of the lines in turn; the letter on the line says which is which
DASHES = (
    (OKABE_ITO["vermillion"], (6, 2.5)), (OKABE_ITO["blue"], (2, 1.6)),
    (OKABE_ITO["purple"], (3, 1)), (OKABE_ITO["black"], (4, 2)),
)  # fmt: skip


def draw(placed: PlacedMap, works: Works, frame: dict) -> ChartFigure:
    """Draw a map.

    Parameters
    ----------
    placed : PlacedMap
        Where everything stands.
    works : Works
        The works it rests on.
    frame : dict
        Title and note as measured when the map was placed.
    """
    view = placed.view
    figure = ChartFigure.new(
        placed.size,
        alt=words.alt(view),
        facts=words.facts(view),
        table=words.table(view, works),
        sources=works.full,
        named_sources=works.named,
        **frame,
    )
    axes = figure.axes_at(placed.paper.box)
    x0, y0, x1, y1 = placed.paper.box
    axes.set_xlim(x0, x1)
    axes.set_ylim(y1, y0)
    axes.set_axis_off()
    _ground(axes, placed)
    _lines(axes, placed)
    _points(axes, placed)
    axes.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, fill=False, ec=QUIET, lw=1.2))
    _names(figure, placed)
    _key(figure, placed)
    return figure


def _ground(axes, placed: PlacedMap) -> None:
    paper = placed.paper
    # the sea ends where the file ends: beyond it nothing is known, and nothing is drawn
    west, south, east, north = placed.land.box
    across, up = np.linspace(west, east, 60), np.linspace(south, north, 60)
    rim_lat = np.concatenate([np.full(60, south), up, np.full(60, north), up[::-1]])
    rim_lon = np.concatenate([across, np.full(60, east), across[::-1], np.full(60, west)])
    axes.add_patch(Polygon(np.column_stack(paper(rim_lat, rim_lon)), fc=SEA, ec="none"))

    def shapes(outlines):
        for points in outlines:
            x, y = paper(points[:, 1], points[:, 0])
            shape = points.copy()
            shape[:, 0], shape[:, 1] = x, y
            if visible(shape, paper.box):
                yield shape

    axes.add_collection(PolyCollection(list(shapes(placed.land.land)), fc=LAND, ec="#8C8C8C", lw=0.6, zorder=1))
    axes.add_collection(LineCollection(list(shapes(placed.land.rivers)), colors="#9CCDEC", lw=0.8, zorder=1.1))
    axes.add_collection(PolyCollection(list(shapes(placed.land.lakes)), fc=SEA, ec="#8C8C8C", lw=0.5, zorder=1.2))


def _look(letter: str) -> tuple[str, tuple]:
    return DASHES[(ord(letter) - 65) % len(DASHES)]


def _lines(axes, placed: PlacedMap) -> None:
    for line, xs, ys in placed.lines:
        colour, dashes = _look(line.letter)
        axes.add_line(Line2D(xs, ys, color=colour, lw=2.4, dashes=dashes, solid_joinstyle="round"))


def _points(axes, placed: PlacedMap) -> None:
    dot = 0.3 * placed.size.pixels(placed.size.text)
    for _, x, y, radius in placed.points:
        if radius:
            axes.add_patch(
                Circle((x, y), radius, fill=False, ec=OKABE_ITO["green"], lw=1.6, linestyle=(0, (3, 3)))
            )
    for name in placed.names:
        if name.kind == "town":
            x, y = name.anchor
            axes.add_patch(Rectangle((x - dot / 2, y - dot / 2), dot, dot, fc=QUIET, ec="none", zorder=3))
        near = (min(max(name.anchor[0], name.box[0]), name.box[2]),
                min(max(name.anchor[1], name.box[1]), name.box[3]))  # fmt: skip
        far = ((near[0] - name.anchor[0]) ** 2 + (near[1] - name.anchor[1]) ** 2) ** 0.5
        if name.kind in ("stop", "line") and far > 3.2 * dot:
            axes.add_line(Line2D([name.anchor[0], near[0]], [name.anchor[1], near[1]], color=INK, lw=0.8))
    for _, x, y, _ in placed.points:
        axes.add_patch(Circle((x, y), dot, fc=OKABE_ITO["green"], ec=PAPER, lw=1.0, zorder=4))


def _names(figure, placed: PlacedMap) -> None:
    for name in placed.names:
        x, y = (name.box[0] + name.box[2]) / 2, (name.box[1] + name.box[3]) / 2
        plain = name.kind in ("land", "water", "town")
        text = figure.write(
            x, y, name.text, bold=not plain, colour=QUIET if plain else INK, across="center", down="center"
        )
        if name.kind == "stop":
            text.set_bbox({"fc": PAPER, "ec": "none", "alpha": 0.75, "pad": 1.0})
        elif name.kind == "line":
            text.set_bbox({"fc": PAPER, "ec": _look(name.text)[0], "lw": 1.4, "pad": 1.5})


def _key(figure, placed: PlacedMap) -> None:
    em = placed.size.pixels(placed.points_of_key)
    for row in placed.rows:
        figure.write(row.x, row.y, "\n".join(row.lines), points=placed.points_of_key, down="top",
                     bold=row.kind == "head")  # fmt: skip
        if row.kind == "line":
            colour, dashes = _look(row.letter)
            x, y = row.x - 3.2 * em, row.y + 0.6 * em
            sample = Line2D([x, x + 1.5 * em], [y, y], color=colour, lw=2.4, dashes=dashes,
                            transform=figure.pixels)  # fmt: skip
            figure.add_artist(sample)
            figure.write(x + 1.8 * em, row.y, row.letter, points=placed.points_of_key, bold=True, down="top")
