"""Boxes, links and words of a map of causes, in pixels; nothing overlaps, nothing is random.

Along the picture runs time: an event stands where its date puts it, moved as far
as needed to leave room for the links. Across it, events move until few links
cross each other or a box. On a phone time runs downward.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from historylab.date_words import MONTHS

from .causes_across import spread
from .causes_view import CauseView, Link
from .history_labels import crosses
from .labels import Box, Wish, place_labels
from .style import Size, size_of, text_width, wrap

__all__ = ["PlacedLink", "PlacedMap", "PlacedNode", "place"]

TAKEN, FALLEN = "taken away", "falls away"
# width of the words in a box, gap between linked boxes (None = room for the word of a debated link)
_TRIED = ((8.2, None), (6.6, None), (6.6, 2.2), (6.6, 1.5), (5.4, 1.5),
          (5.4, 0.8), (5.4, 0.2), (5.4, -1.0), (5.4, -2.5))


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """An event: its lines of text in a box."""

    id: str
    lines: tuple[str, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link from (x0, y0) to the tip (x1, y1); `plate` is the box of its word, or None."""

    link: Link
    line: tuple[float, float, float, float]
    plate: Box | None


@dataclass(frozen=True, slots=True)
class PlacedMap:
    """A map of causes in pixels."""

    view: CauseView
    size: Size
    nodes: tuple[PlacedNode, ...]
    links: tuple[PlacedLink, ...]
    area: Box

    @property
    def wordless(self) -> tuple[Link, ...]:
        """The links whose word found no room."""
        return tuple(one.link for one in self.links if one.link.word and one.plate is None)


def place(view: CauseView, size: Size | str, area: Box) -> PlacedMap:
    """Give each event a box, each link a line, each word a place.

    Parameters
    ----------
    view : CauseView
        What to show.
    size : Size or str
        The canvas.
    area : Box
        What the map may fill.
    """
    size = size_of(size)
    em = size.pixels(size.text)
    down = area[3] - area[1] > area[2] - area[0]  # time runs downward
    for wide, gaps in _TRIED:
        lines = {event.id: node_lines(view, event, size, wide) for event in view.events}
        sizes = {e.id: _measure((*lines[e.id], short_date(e.date)), lines[e.id], size) for e in view.events}
        along = _along(view, sizes, area, em, down, gaps)
        if along:
            break
    else:
        along = _squeezed(view, sizes, area, em, down)
    boxes = _across(view, sizes, along, area, size, down)
    links = _lines(view, boxes, em)
    plates = _words(view, links, boxes, size, area)
    nodes = tuple(PlacedNode(event.id, lines[event.id], boxes[event.id]) for event in view.events)
    placed = tuple(PlacedLink(link, links[link.id], plates.get(link.id)) for link in view.links)
    return PlacedMap(view, size, nodes, placed, area)


def node_lines(view: CauseView, event, size: Size, wide: float = 8.2) -> tuple[str, ...]:
    """Return the lines in the box of an event: its short name, and its date or what became of it.

    `wide` is the width of the name, in heights of a letter.
    """
    em = size.pixels(size.text)
    texts = wrap(view.labels[event.id], wide * em, size.text, size.dpi)
    said = {view.without: TAKEN} | dict.fromkeys(view.fallen, FALLEN)
    return (*texts, said.get(event.id) or short_date(event.date))


def short_date(when) -> str:
    """Return the first day of a date in few letters.

    Examples
    --------
    >>> from historylab.dates import When
    >>> short_date(When.parse("1905-03-11")), short_date(When.parse("1905-03"))
    ('11 Mar 1905', 'Mar 1905')
    """
    day = when.earliest or when.latest
    if when.earliest and when.start_latest == day:
        return f"{day.day} {MONTHS[day.month][:3]} {day.year}"
    if when.start_latest and (when.start_latest.year, when.start_latest.month) == (day.year, day.month):
        return f"{MONTHS[day.month][:3]} {day.year}"
    return when.words()


def _measure(widest: Sequence[str], lines: Sequence[str], size: Size) -> tuple[float, float]:
    em = size.pixels(size.text)
    # as wide as what may stand there later, so that the map keeps still
    wide = max(text_width(line, size.text, size.dpi) for line in (*widest, TAKEN, FALLEN))
    return wide + 0.7 * em, (1.2 * len(lines) + 0.45) * em


def _along(view, sizes, area, em, down, gap) -> dict[str, float]:
    """Return the middle of each event along the axis of time; empty if they do not fit.

    An event stands where its date puts it, but after all that leads to it.
    """
    side = 1 if down else 0
    low, high = area[side], area[side + 2]
    order = [event.id for event in view.events]
    half = {name: sizes[name][side] / 2 for name in order}
    days = [event.date.sort_key[0].toordinal() for event in view.events]
    span = max(days[-1] - days[0], 1)
    wish = {n: low + half[n] + (d - days[0]) / span * (high - low - 2 * half[n]) for n, d in zip(order, days)}
    graph = _graph(view)
    steps = list(nx.lexicographical_topological_sort(graph, key=order.index))

    def apart(one, two):
        word = graph.edges[one, two]["word"] if gap is None else ""
        room = 2.6 if down else 0.55 * len(word) + 1.4  # the word between the two boxes
        return half[one] + half[two] + (max(gap or 2.2, room) if word else gap or 2.2) * em

    last: dict[str, float] = {}
    for name in reversed(steps):
        last[name] = min([high - half[name]] + [last[n] - apart(name, n) for n in graph.successors(name)])
    found: dict[str, float] = {}
    for name in steps:
        least = [low + half[name]] + [found[n] + apart(n, name) for n in graph.predecessors(name)]
        found[name] = max(max(least), min(wish[name], last[name]))
        if found[name] > last[name] + 0.5:
            return {}
    return found


def _squeezed(view, sizes, area, em, down) -> dict[str, float]:
    """Return places for a chain too long for the picture: its steps one after the other, closer."""
    side = 1 if down else 0
    low, high = area[side], area[side + 2]
    rows = list(nx.topological_generations(_graph(view)))
    step = {name: number for number, row in enumerate(rows) for name in row}
    most = max(len(rows) - 1, 1)
    half = {name: sizes[name][side] / 2 for name in step}
    return {n: low + half[n] + step[n] / most * (high - low - 2 * half[n]) for n in step}


def _graph(view) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(event.id for event in view.events)
    graph.add_edges_from((link.start, link.end, {"word": link.word if link.debated else ""}) for link in view.every if link.supports)
    return graph


def _across(view, sizes, along, area, size, down) -> dict[str, Box]:
    """Return a box for each event, moved across the picture until little is in the way."""
    side, em = 0 if down else 1, size.pixels(size.text)
    order = [event.id for event in view.events]
    middles = spread(
        [along[name] for name in order],
        [sizes[name][1 - side] / 2 for name in order],
        [sizes[name][side] / 2 for name in order],
        [(order.index(link.start), order.index(link.end)) for link in view.every],
        (area[side], area[side + 2]),
        em,
        [number for number, link in enumerate(view.every) if link.debated and not down and
         _gap(sizes, along, link) < text_width(link.word, size.text, size.dpi) + 2 * em],
    )
    boxes = {}
    for name, middle in zip(order, middles):
        wide, tall = sizes[name]
        x, y = (middle, along[name]) if down else (along[name], middle)
        boxes[name] = tuple(round(v, 3) for v in (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2))
    return boxes


def _gap(sizes, along, link) -> float:
    """Return the pixels between the boxes of a link, along the picture."""
    apart = abs(along[link.end] - along[link.start])
    return apart - (sizes[link.start][0] + sizes[link.end][0]) / 2


def _middle_line(boxes, link):
    one, two = boxes[link.start], boxes[link.end]
    return ((one[0] + one[2]) / 2, (one[1] + one[3]) / 2, (two[0] + two[2]) / 2, (two[1] + two[3]) / 2)


def _lines(view, boxes, em) -> dict[str, tuple]:
    """Return for each link the line between the rims of its two boxes."""
    found = {}
    for link in view.links:
        x0, y0, x1, y1 = _middle_line(boxes, link)
        found[link.id] = (*_rim(boxes[link.start], x1, y1, 0.0), *_rim(boxes[link.end], x0, y0, 0.15 * em))
    return found


def _rim(box: Box, x: float, y: float, gap: float) -> tuple[float, float]:
    """Return where the line from the middle of a box to a point leaves it."""
    mx, my = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    dx, dy = x - mx, y - my
    if dx == dy == 0:
        return mx, my
    scale = min(
        ((box[2] - box[0]) / 2 + gap) / abs(dx) if dx else float("inf"),
        ((box[3] - box[1]) / 2 + gap) / abs(dy) if dy else float("inf"),
    )
    return mx + dx * scale, my + dy * scale


def _words(view, links, boxes, size, area) -> dict[str, Box]:
    """Return a plate for the word of each link that has one, on its line or beside it."""
    em = size.pixels(size.text)
    wishes = []
    for link in view.links:
        if not link.word:
            continue
        x0, y0, x1, y1 = links[link.id]
        wide, tall = text_width(link.word, size.text, size.dpi) + 0.3 * em, 1.15 * em
        spots = []
        for off in (0, -0.8, 0.8, -1.4, 1.4):
            for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
                x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share + off * em
                spots.append((x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2))
        for share in (0.5, 0.35, 0.65):
            x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
            for left in (x - wide - 0.4 * em, x + 0.4 * em):
                spots.append((left, y - tall / 2, left + wide, y + tall / 2))
        if math.hypot(x1 - x0, y1 - y0) < wide + 2.5 * em:  # a word on it would hide the line
            spots.sort(key=lambda spot: crosses(links[link.id], spot))
        free = [s for s in spots if not any(
            other != link.id and crosses(line, s) for other, line in links.items())]
        wishes.append(Wish(link.id, tuple([*free, *spots]), weight=float(link.debated)))
    found = place_labels(wishes, obstacles=boxes.values(), frame=area, gap=0.2 * em)
    return found.boxes
