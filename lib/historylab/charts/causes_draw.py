"""Draw a placed map of causes: boxes, links, words and key."""

from __future__ import annotations

from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

from .causes_place import PlacedMap
from .figure import ChartFigure
from .style import BAND, INK, OKABE_ITO, PAPER, QUIET, Size, text_width

__all__ = ["draw", "key_words"]

FAINT = "#8C8C8C"  # 3.4 to 1 on white: still a line, no longer in front
AGREED = OKABE_ITO["blue"]
DEBATED = OKABE_ITO["vermillion"]


def key_words(view) -> tuple[tuple[str, str], ...]:
    """Return (look, words) of each line of the key that the map needs."""
    found = []
    if any(not link.debated for link in view.links):
        found.append(("agreed", "agreed"))
    if any(link.debated for link in view.links):
        found.append(("debated", "debated"))
    if any(not link.arrow for link in view.links):
        found.append(("part", "a part of it"))
    if view.without:
        found.append(("gone", "falls away: no agreed link leads there"))
    return tuple(found)


def draw(figure: ChartFigure, placed: PlacedMap) -> ChartFigure:
    """Draw the map into a chart that has its title and footer."""
    _key(figure, placed)
    for one in placed.links:
        _link(figure, placed, one)
    for one in placed.links:
        if one.plate:
            lost = placed.view.lost(one.link)
            _plate(figure, one.plate)
            _words(figure, one.plate, (one.link.word,), QUIET if lost else INK)
    gone = {placed.view.without, *placed.view.fallen}
    for node in placed.nodes:
        _node(figure, placed, node, node.id in gone)
    return figure


def _key(figure, placed) -> None:
    size: Size = placed.size
    em = size.pixels(size.text)
    x, y = figure.plot_area[0], figure.plot_area[1] + 0.7 * em
    for look, words in key_words(placed.view):
        if look == "gone":
            _box(figure, (x, y - 0.5 * em, x + 2 * em, y + 0.5 * em), gone=True)
            _cross(figure, (x, y - 0.5 * em, x + 2 * em, y + 0.5 * em))
        else:
            _arrow(figure, size, (x, y, x + 2.2 * em, y), look == "debated", False, look != "part")
        figure.write(x + 2.7 * em, y, words, down="center")
        x += 2.7 * em + text_width(words, size.text, size.dpi) + 1.6 * em
        if x > figure.plot_area[2] - 12 * em:
            x, y = figure.plot_area[0], y + 1.4 * em


def _link(figure, placed, one) -> None:
    lost = placed.view.lost(one.link)
    _arrow(figure, placed.size, one.line, one.link.debated, lost, one.link.arrow)
    if lost:
        x = (one.line[0] + one.line[2]) / 2
        y = (one.line[1] + one.line[3]) / 2
        arm = 0.3 * placed.size.pixels(placed.size.text)
        _cross(figure, (x - arm, y - arm, x + arm, y + arm))


def _arrow(figure, size, line, debated: bool, lost: bool, head: bool) -> None:
    x0, y0, x1, y1 = line
    scale = size.pixels(size.text) / 22
    figure.add_artist(FancyArrowPatch(
        (x0, y0), (x1, y1), transform=figure.pixels, shrinkA=0, shrinkB=0,
        arrowstyle="-|>" if head else "-", mutation_scale=15 * scale * 100 / size.dpi * 1.2,
        linewidth=(2.6 if not lost else 1.6) * scale * 72 / size.dpi * 1.3,
        linestyle=(0, (4, 2.4)) if debated else "solid",
        color=FAINT if lost else DEBATED if debated else AGREED, zorder=2,
    ))  # fmt: skip


def _box(figure, box, gone: bool) -> None:
    x0, y0, x1, y1 = box
    figure.add_artist(Rectangle(
        (x0, y0), x1 - x0, y1 - y0, transform=figure.pixels,
        facecolor=PAPER if gone else BAND, edgecolor=FAINT if gone else INK,
        linewidth=1.0 if gone else 1.3, linestyle=(0, (2, 2)) if gone else "solid", zorder=4,
    ))  # fmt: skip


def _cross(figure, box) -> None:
    x0, y0, x1, y1 = box
    for ends in (((x0, x1), (y0, y1)), ((x0, x1), (y1, y0))):
        figure.add_artist(Line2D(*ends, transform=figure.pixels, color="#B4B4B4", linewidth=1.2, zorder=5))


def _node(figure, placed, node, gone: bool) -> None:
    _box(figure, node.box, gone)
    if gone:
        _cross(figure, node.box)
    _words(figure, node.box, node.lines, QUIET if gone else INK)


def _words(figure, box, lines, colour) -> None:
    figure.write(
        (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, "\n".join(lines),
        across="center", down="center", colour=colour,
    ).set_zorder(6)  # fmt: skip


def _plate(figure, box) -> None:
    x0, y0, x1, y1 = box
    figure.add_artist(FancyBboxPatch(
        (x0, y0), x1 - x0, y1 - y0, boxstyle="square,pad=0", transform=figure.pixels,
        facecolor=PAPER, edgecolor="none", zorder=3,
    ))  # fmt: skip
