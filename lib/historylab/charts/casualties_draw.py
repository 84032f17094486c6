"""Draw a placed casualty chart: bars on axes from zero, words at their pixels."""
from __future__ import annotations

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from .casualties_look import look_of
from .casualties_boxes import Placed
from .figure import ChartFigure
from .style import BAND, GRID, INK, QUIET, font

__all__ = ["draw"]


def draw(placed: Placed, figure: ChartFigure) -> ChartFigure:
    """Draw onto a figure that has its title and footer.

    Parameters
    ----------
    placed : Placed
        Boxes and words in pixels.
    figure : ChartFigure
        Made by `ChartFigure.new` with the same size.

    Returns
    -------
    ChartFigure
        The same figure, for chaining.
    """
    size, pixels = placed.size, figure.pixels
    em = size.pixels(size.text)
    thin, thick = 0.045 * size.text, 0.075 * size.text
    for top, bottom in placed.bands:
        width = size.width - 2 * size.margin
        figure.add_artist(Rectangle((size.margin, top), width, bottom - top, facecolor=BAND,
                                    edgecolor="none", transform=pixels, zorder=-2))
    axes = [_axes(figure, panel, size, em) for panel in placed.panels]
    for item in placed.bars:
        _bar(axes[item.panel], placed.panels[item.panel], item, em, thin, thick)
    for look, x, y in placed.keys:
        if look in ("caliper", "notch"):
            _sample(figure, look, x + 0.75 * em, y, em, thick)
            continue
        role = look_of(look)
        figure.add_artist(Rectangle((x, y - 0.4 * em), 1.5 * em, 0.8 * em, facecolor=role.fill,
                                    hatch=role.hatch or None, edgecolor=INK, linewidth=thin,
                                    transform=pixels))
    for x, top, bottom in placed.line:
        figure.add_artist(Line2D((x, x), (top, bottom), color=INK, linewidth=2 * thick,
                                 linestyle=(0, (4, 2)), transform=pixels, zorder=1))
    for x, ys in placed.hooks:
        reach = 0.35 * em
        path_x, path_y = [], []
        for y in ys:
            path_x += [x - reach, x, None]
            path_y += [y, y, None]
        figure.add_artist(Line2D([x, x, None, *path_x], [min(ys), max(ys), None, *path_y],
                                 color=QUIET, linewidth=1.6 * thick, transform=pixels))
    for word in placed.words:
        text = figure.write(word.x, word.y, word.text,
                            points=size.small if word.small else None, bold=word.bold,
                            colour=QUIET if word.quiet else INK, across=word.across,
                            down="center" if word.turned else word.down)
        if word.turned:
            text.set_rotation(90)
    return figure


def _sample(figure, look, x, y, em, thick):
    """Draw the small picture of a form that stands in the key."""
    reach, tall = 0.22 * em, 0.45 * em
    xs, ys = [x, x], [y - tall, y + tall]
    if look == "caliper":
        xs = [x - reach, x + reach, None, x, x, None, x - reach, x + reach]
        ys = [y - tall, y - tall, None, y - tall, y + tall, None, y + tall, y + tall]
    figure.add_artist(Line2D(xs, ys, color=INK, linewidth=(2 if look == "caliper" else 2.6) * thick,
                             solid_capstyle="butt", transform=figure.pixels))


def _axes(figure, panel, size, em):
    """Make the axes of one panel: linear, from zero, rows counted in pixels."""
    x0, y0, x1, y1 = panel.box
    axes = figure.axes_at(panel.box)
    axes.set(xlim=(0, panel.end), ylim=(y1, y0), facecolor="none")
    axes.set_yticks([])
    axes.set_xticks(panel.ticks, [f"{t:,g}" for t in panel.ticks],
                    fontproperties=font(size.text))
    axes.tick_params(axis="x", length=0, pad=0.25 * size.text, labelcolor=INK)
    axes.grid(True, axis="x", color=GRID, linewidth=0.06 * size.text)
    axes.set_axisbelow(True)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set(color=INK, linewidth=0.075 * size.text)
    axes.set_xlabel("\n".join(panel.title), fontproperties=font(size.text), linespacing=1.15,
                    horizontalalignment="left", verticalalignment="top")
    axes.xaxis.set_label_coords(x0, y1 + 1.55 * em, transform=figure.pixels)
    return axes


def _bar(axes, panel, item, em, thin, thick):
    x0, _, x1, _ = panel.box
    unit = panel.end / (x1 - x0)
    a, b = (item.x0 - x0) * unit, (item.x1 - x0) * unit
    role, dead = look_of(item.bar.look, item.bar.dead), item.bar.dead == "yes"
    dashes = "solid" if dead else (0, (3, 1.6))
    high = item.y1 - item.y0
    if item.caliper:
        middle, reach = (item.y0 + item.y1) / 2, 0.22 * em * unit
        xs = [a - reach, a + reach, None, a, a, None, a - reach, a + reach]
        ys = [item.y0, item.y0, None, item.y0, item.y1, None, item.y1, item.y1]
        if item.open_end:
            xs += [None, a, a + 2.2 * reach, None, a + 1.3 * reach, a + 2.2 * reach,
                   a + 1.3 * reach]
            ys += [None, middle, middle, None, middle - 0.2 * em, middle, middle + 0.2 * em]
        axes.add_line(Line2D(xs, ys, color=INK, linewidth=2 * thick, clip_on=False,
                             solid_capstyle="butt", gid=item.bar.id))
        # a small field in the colour of the group, since a stroke alone has none
        axes.add_patch(Rectangle((a - reach, item.y0 + 0.28 * high), 2 * reach, 0.44 * high,
                                 facecolor=role.fill, edgecolor=INK, linewidth=thick,
                                 clip_on=False, zorder=3, gid=item.bar.id))
        return
    axes.add_patch(Rectangle((a, item.y0), b - a, high, facecolor=role.fill, edgecolor=INK,
                             hatch=role.hatch or None, linewidth=1.4 * thick, linestyle=dashes,
                             zorder=2, gid=item.bar.id))
    if item.notch is not None:
        c = (item.notch - x0) * unit
        axes.add_line(Line2D((c, c), (item.y0 - 0.16 * em, item.y1 + 0.16 * em), color=INK,
                             linewidth=2.6 * thick, solid_capstyle="butt", clip_on=False,
                             zorder=4))
