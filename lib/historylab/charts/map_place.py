"""Put a map on a canvas: which part of the land, where each name and each row of the key."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from historylab.dates import When

from .labels import Box, Wish, place_labels
from .map_land import Cone, Land
from .map_view import MapView, Stop
from .map_words import numbers_in_words
from .style import Size, text_width, wrap

LEAST = 500.0  # kilometres across at the least: a map of one town would show no coast
EDGE = 0.08  # part of the map left free round the outermost places
MOST_TEXTS = 40
TOWN_SCALE = 1.6  # kilometres to a pixel, from which on towns without an event are left out
_BESIDE = ((1.8, 0), (-1.8, 0), (0, 1.8), (0, -1.8), (2.6, 1.5), (2.6, -1.5), (-2.6, 1.5), (-2.6, -1.5))
_TURNS = (0, 180, 90, 270, 30, 330, 150, 210, 60, 120, 240, 300)


@dataclass(frozen=True, slots=True)
class Paper:
    """The way from degrees to pixels.

    Parameters
    ----------
    cone : Cone
        The projection.
    box : Box
        The map in pixels from the top left corner.
    left, top : float
        Kilometres on the cone at the top left corner.
    km : float
        Kilometres to a pixel.
    """

    cone: Cone
    box: Box
    left: float
    top: float
    km: float

    def __call__(self, lat, lon) -> tuple[np.ndarray, np.ndarray]:
        """Return pixels from the top left corner of the canvas."""
        x, y = self.cone(lat, lon)
        return self.box[0] + (x - self.left) / self.km, self.box[1] + (self.top - y) / self.km

    def radius(self, lat: float, kilometres: float) -> float:
        """Return how many pixels some kilometres are at a latitude."""
        return kilometres * self.cone.scale(lat) / self.km

    def shows(self, x: float, y: float) -> bool:
        """Return whether a pixel lies on the map."""
        return self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]


@dataclass(frozen=True, slots=True)
class Name:
    """A text on the map and where it stands; `anchor` is the point it belongs to."""

    text: str
    kind: str  # "stop", "line", "land", "water", "town"
    box: Box
    anchor: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the key, in pixels; `kind` is "step", "head", "line" or "more"."""

    kind: str
    lines: tuple[str, ...]
    x: float
    y: float
    letter: str = ""


@dataclass(frozen=True, slots=True)
class PlacedMap:
    """Everything a map draws, in pixels from the top left corner."""

    size: Size
    view: MapView
    land: Land
    paper: Paper
    points: tuple  # (stop, x, y, radius of the circle or 0)
    lines: tuple  # (line, xs, ys)
    names: tuple[Name, ...]
    rows: tuple[Row, ...]
    points_of_key: float
    left_out: tuple[str, ...]


def short_date(when: When) -> str:
    """Return the beginning of a date, short.

    Examples
    --------
    >>> short_date(When.parse("1905-03-11/1905-04-02")), short_date(When.parse("1905-10"))
    ('11 Mar 1905', 'October 1905')
    """
    text = when.text.partition("/")[0]
    start = When.parse(text) if text not in ("", "..") else when
    if start.precision == "day" and not (start.approximate or start.uncertain):
        return f"{start.earliest.day} {start.earliest:%b %Y}"
    return start.words()


def place(view: MapView, land: Land, size: Size, area: Box) -> PlacedMap:
    """Lay a map out.

    Parameters
    ----------
    view : MapView
        What to show.
    land : Land
        The outlines.
    size : Size
        The canvas.
    area : Box
        What title and footer leave.
    """
    x0, y0, x1, y1 = area
    if size.height > size.width:
        map_box = (x0, y0, x1, y0 + 0.56 * (y1 - y0))
        key_box = (x0, map_box[3] + size.margin, x1, y1)
    else:
        map_box = (x0, y0, x0 + 0.655 * (x1 - x0), y1)
        key_box = (map_box[2] + size.margin, y0, x1, y1)
    paper = _paper(view, map_box)
    points = []
    for stop in view.stops_now():
        if stop.on_map:
            x, y = (float(v) for v in paper(stop.lat, stop.lon))
            radius = paper.radius(stop.lat, stop.precision) if stop.doubtful else 0.0
            points.append((stop, x, y, radius))
    lines = []
    for line in view.lines_now():
        xs, ys = paper(*np.array(line.points).T)
        if any(paper.shows(x, y) for x, y in zip(xs, ys)):
            lines.append((line, xs, ys))
    rows, key_points = _key(view, lines, key_box, size)
    names, left_out = _names(view, size, paper, points, lines, MOST_TEXTS - 2 - len(rows))
    return PlacedMap(
        size, view, land, paper, tuple(points), tuple(lines), names, rows, key_points, left_out
    )


def _paper(view: MapView, box: Box) -> Paper:
    """The part of the land that holds all places of the view, whatever its day."""
    stops = [stop for stop in view.stops if stop.on_map]
    spots = [(s.lat, s.lon, s.precision if s.doubtful else 0.0) for s in stops]
    spots = spots or [(lat, lon, 0.0) for line in view.lines for lat, lon in line.points] or [(55, 24, 0)]
    cone = Cone(middle=round(sum(lon for _, lon, _ in spots) / len(spots)))
    lats, lons, reach = (np.array(part, float) for part in zip(*spots))
    x, y = cone(lats, lons)
    west, east = float((x - reach).min()), float((x + reach).max())
    south, north = float((y - reach).min()), float((y + reach).max())
    width, height = box[2] - box[0], box[3] - box[1]
    km = max((east - west) / width, (north - south) / height) / (1 - 2 * EDGE)
    km = max(km, LEAST / width)
    return Paper(
        cone, box, (west + east) / 2 - km * width / 2, (south + north) / 2 + km * height / 2, km
    )


def _key(view: MapView, lines, box: Box, size: Size) -> tuple[tuple[Row, ...], float]:
    """Rows of the key, in the largest letters in which all rows stand; else as many as can."""
    texts = []
    for step in view.steps_now():
        stop = view.stop_of(step)
        away = "" if stop.on_map else f" ({stop.name}, off the map)"
        texts.append(("step", f"{step.number}. {short_date(step.event.date)}: {step.label}{away}", ""))
    if lines:
        texts.append(("head", "Lines, all approximate:", ""))
        texts += [("line", line.record.short, line.letter) for line, _, _ in lines]
    points, rows = size.text, ()
    while True:
        rows, fits = _rows(texts, box, size, points)
        if fits or points <= size.small:
            break
        points = max(points - 0.5, size.small)
    if not fits:
        gone = len(texts) - len(rows) + 1
        last = rows[-1]
        rows = (*rows[:-1], Row("more", (f"and {gone} more: see the table",), last.x, last.y))
    return rows, points


def _rows(texts, box: Box, size: Size, points: float) -> tuple[tuple[Row, ...], bool]:
    em = size.pixels(points)
    x0, y, x1, y1 = box
    rows = []
    for kind, text, letter in texts:
        inset = 3.2 * em if kind == "line" else 0.0
        broken = tuple(wrap(text, x1 - x0 - inset, points, size.dpi))
        height = 1.2 * em * len(broken)
        if y + height > y1:
            return tuple(rows), False
        y += 0.3 * em if kind == "head" else 0.0
        rows.append(Row(kind, broken, x0 + inset, y, letter))
        y += height + 0.14 * em
    return tuple(rows), True


def _around(x: float, y: float, width: float, height: float, far: float, reach: float) -> list[Box]:
    """Boxes of a text round a point, the nearest first; `reach` = how many rings."""
    boxes = []
    for ring in range(int(reach)):
        gap = far + ring * 1.4 * height
        for turn in _TURNS:
            across, down = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            middle_x = x + across * (gap + width / 2)
            middle_y = y + down * (gap + height / 2)
            boxes.append(
                (middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2)
            )
    return boxes


def _hides(box: Box, anchor, points, lines) -> int:
    """How many marks of others lie in a box or, for circles, how many it crosses."""
    held = 0
    for _, xs, ys in lines:
        along = np.linspace(0, len(xs) - 1, 6 * len(xs))  # spots between the waypoints too
        x, y = (np.interp(along, np.arange(len(v)), v) for v in (xs, ys))
        held += int(((box[0] <= x) & (x <= box[2]) & (box[1] <= y) & (y <= box[3])).sum())
    for _, x, y, radius in points:
        if radius and (x, y) != anchor:
            near_x, near_y = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
            held += 3 * ((near_x - x) ** 2 + (near_y - y) ** 2 < radius**2)
    return held


def _text_of(stop: Stop, view: MapView) -> str:
    numbers = numbers_in_words(step.number for step in stop.steps_by(view.as_of))
    return f"{stop.name} {numbers}" if view.labels else numbers


def _names(view, size, paper, points, lines, room):
    em = size.pixels(size.text)
    dot = 0.38 * em
    wishes, what = [], {}
    obstacles = [(x - dot, y - dot, x + dot, y + dot) for _, x, y, _ in points]

    def wish(key, text, kind, anchor, boxes, weight):
        wishes.append(Wish(key, tuple(boxes), weight))
        what[key] = (text, kind, anchor)

    for stop, x, y, _ in points:
        text = _text_of(stop, view)
        width = text_width(text, size.text, size.dpi, bold=True)
        boxes = _around(x, y, width, 1.15 * em, dot + 3, 7)
        # of places equally near, the one that hides least of lines and of other circles
        near = 2 * len(_TURNS)
        boxes[:near] = sorted(boxes[:near], key=lambda box, at=(x, y): _hides(box, at, points, lines))
        wish(f"stop {stop.id}", text, "stop", (x, y), boxes, 3 - stop.steps[0].number / 1000)
    for line, xs, ys in lines:
        side = 1.25 * em
        spots = [
            (float(x), float(y)) for a, b in zip(range(len(xs) - 1), range(1, len(xs)))
            for x, y in ((xs[a], ys[a]), ((xs[a] + xs[b]) / 2, (ys[a] + ys[b]) / 2))
            if paper.shows(float(xs[a]), float(ys[a]))
        ]  # fmt: skip
        spots.sort(key=lambda spot: abs(spot[1] - float(np.mean(ys))))
        upon = [(x - side / 2, y - side / 2, x + side / 2, y + side / 2) for x, y in spots]
        beside = [(a + d * em, b + e * em, c + d * em, f + e * em) for d, e in _BESIDE
                  for a, b, c, f in upon[:12]]  # fmt: skip
        # the letter may not hide a short line
        length = float(np.hypot(np.diff(xs), np.diff(ys)).sum())
        boxes = upon + beside if length > 4 * side else beside
        if boxes:
            wish(f"line {line.letter}", line.letter, "line", spots[0], boxes, 4)
    taken = {stop.name for stop, *_ in points}
    for name in view.names:
        if name.name_then in taken:
            continue
        x, y = (float(v) for v in paper(name.lat, name.lon))
        if not paper.shows(x, y):
            continue
        width, height = text_width(name.name_then, size.text, size.dpi), 1.1 * em
        if name.kind == "town":
            if paper.km <= TOWN_SCALE:
                obstacles.append((x - dot / 2, y - dot / 2, x + dot / 2, y + dot / 2))
                boxes = _around(x, y, width, height, 0.5 * dot + 3, 1)
                boxes.sort(key=lambda box, at=(x, y): _hides(box, at, points, lines))
                wish(f"name {name.id}", name.name_then, "town", (x, y), boxes, 1)
            continue
        shifts = [(0, 0)] + [(d * em, e * em) for e in (0, 1.5, -1.5) for d in (0, 2, -2)]
        boxes = [(x + d - width / 2, y + e - height / 2, x + d + width / 2, y + e + height / 2)
                 for d, e in shifts]  # fmt: skip
        wish(f"name {name.id}", name.name_then, name.kind, (x, y), boxes, 0)
    inner = tuple(v + s * 4 for v, s in zip(paper.box, (1, 1, -1, -1)))
    found = place_labels(wishes, obstacles=obstacles, frame=inner, gap=(5, 2), most=max(room, 1))
    names = [Name(*what[key][:2], box, what[key][2]) for key, box in found.boxes.items()]
    for index, name in enumerate(names):
        if name.kind == "line":  # a letter beside its line points to the nearest spot of it
            _, xs, ys = next(entry for entry in lines if entry[0].letter == name.text)
            cx, cy = (name.box[0] + name.box[2]) / 2, (name.box[1] + name.box[3]) / 2
            along = np.linspace(0, len(xs) - 1, 20 * len(xs))
            xs, ys = (np.interp(along, np.arange(len(v)), v) for v in (xs, ys))
            near = int(np.argmin((xs - cx) ** 2 + (ys - cy) ** 2))
            names[index] = Name(name.text, name.kind, name.box, (float(xs[near]), float(ys[near])))
    left_out = tuple(what[key][0] for key in found.left_out if key.startswith("stop"))
    return tuple(names), left_out
