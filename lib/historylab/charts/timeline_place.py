"""Where the parts of a pact timeline stand, in pixels; nothing is drawn here.

`place` always lays out the whole period. A picture of one day draws the part
that was there on that day, so that all pictures of a series agree.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from .figure import margins
from .labels import Box, Placement, Wish, place_labels
from .style import Size, size_of, text_width
from .timeline_lanes import pack_rows
from .timeline_parts import (
    DAY, Connector, PlacedBar, PlacedMark, PlacedText, PlacedTimeline,
)  # fmt: skip
from .timeline_view import Bar, View

MOST_TEXTS = 40
STRANGERS = 2  # a connector over more lanes than this reads as membership: leave it out


def place(
    view: View, size: Size | str = "room", *, footer: Sequence[str] = ("", ""), key_rows: int = 1
) -> PlacedTimeline:
    """Lay a timeline out for one size.

    Parameters
    ----------
    view : View
        What to show.
    size : Size or str
        The canvas.
    footer : sequence of two str
        The longest note and the source line, so that every day leaves them room.
    key_rows : int
        Rows of the key under the picture.
    """
    size = size_of(size)
    em = size.pixels(size.text)
    frame = margins(size, title=view.title, note=footer[0], sources=footer[1])
    x0, y0, x1, y1 = frame.plot_area
    narrow = size.height > size.width  # names above the lanes, no gutter
    gutter = 0 if narrow else _widest(view.names, size) + 0.6 * em
    key = key_rows * 1.25 * em
    box = (x0 + gutter, y0, x1, round(y1 - key - 1.45 * em))
    return _Layout(view, size, em, box, narrow, len(frame.footer)).run()


def _widest(names: Sequence[str], size: Size) -> float:
    return max((text_width(name, size.text, size.dpi, True) for name in names), default=0)


class _Layout:
    """The steps of `place`, which share a scale."""

    def __init__(self, view, size, em, box, narrow, footer_lines) -> None:
        self.view, self.size, self.em, self.box = view, size, em, box
        self.narrow, self.footer_lines = narrow, footer_lines
        self.line = round(1.06 * em)  # height of one line of a label
        self.per_day = (box[2] - box[0]) / view.period.days
        self.bars_in = {actor: [b for b in view.bars if b.actor == actor] for actor in view.lanes}
        self.marks_in = {a: [m for m in view.marks if a in m.lanes] for a in view.lanes}

    def x(self, day: dt.date) -> float:
        inside = min(max((day - self.view.period.first).days, 0), self.view.period.days)
        return self.box[0] + inside * self.per_day

    def width(self, text: str) -> float:
        return text_width(text, self.size.text, self.size.dpi)

    def run(self) -> PlacedTimeline:
        spare = MOST_TEXTS - 10 - len(self.view.lanes)  # title, footer, key, day, six ticks
        for_bars = max(spare - min(len(self.view.marks), 9), 3)
        labelled = self._named(for_bars)
        if not labelled and self.view.bars:  # too much for the canvas: it grows downwards
            labelled = {bar.id for bar in self._by_need()[:for_bars]}
            self._grow(self._height(self._rows(labelled), labelled))
        return self._settle(self._rows(labelled), labelled, spare - len(labelled))

    def _grow(self, needed: float) -> None:
        more = math.ceil(max(needed - (self.box[3] - self.box[1]), 0))
        self.size = replace(self.size, height=self.size.height + more)
        self.box = (*self.box[:3], self.box[3] + more)

    def _rows(self, labelled: set[str]) -> dict[str, list[int]]:
        return {actor: self._pack(bars, labelled) for actor, bars in self.bars_in.items()}

    def _named(self, most: int) -> set[str]:
        """Choose the bars that carry their name: as many as the height allows."""
        chosen: set[str] = set()
        room = self.box[3] - self.box[1]
        wanted = self._by_need()
        if self._height(self._rows(everything := {b.id for b in wanted}), everything) <= room:
            return {bar.id for bar in wanted[:most]}
        # names of further bars of a pact come after a second row for crowded events
        once = len({bar.pact.id for bar in wanted})
        busy = sum(len(marks) > 3 for marks in self.marks_in.values()) * self.line
        failed = 0
        for number, bar in enumerate(wanted):
            if len(chosen) == most or failed == 8:  # a crowded picture: stop trying
                break
            trial = chosen | {bar.id}
            kept = busy if number >= once else 0
            if self._height(self._rows(trial), trial) + kept <= room:
                chosen = trial
            else:
                failed += 1
        return chosen

    def _by_need(self) -> list[Bar]:
        """Bars in the order in which they get their name: each pact once, then the rest."""
        first, rest, seen = [], [], set()
        crowd = {actor: len(bars) for actor, bars in self.bars_in.items()}
        for bar in sorted(self.view.bars, key=lambda bar: -crowd[bar.actor]):
            (rest if bar.pact.id in seen else first).append(bar)
            seen.add(bar.pact.id)
        order = {bar.id: number for number, bar in enumerate(self.view.bars)}
        return sorted(first, key=lambda b: order[b.id]) + sorted(rest, key=lambda b: order[b.id])

    # -- bars -----------------------------------------------------------------
    def _stretch(self, bar: Bar) -> tuple[float, float, float, float]:
        first, last = self.view.period.first, self.view.period.last
        x0 = self.x(max(bar.start.earliest, first))
        sure0 = self.x(max(bar.start.latest, first))
        if bar.is_draft:
            side = min(x0 + 0.95 * self.em, self.box[2])
            return x0, x0, side, side
        ends = (bar.end.earliest or bar.start.latest, bar.end.latest) if bar.end else (last, last)
        sure1 = self.x(min(ends[0], last) + DAY)
        x1 = self.x(min(ends[1], last) + DAY)
        return x0, min(sure0, x1), max(sure1, min(sure0, x1)), x1

    def _label_box(self, bar: Bar) -> tuple[float, float]:
        """Left and right of a bar's name: on the bar, else after it, else before it."""
        x0, sure0, sure1, x1 = self._stretch(bar)
        width = self.width(bar.label) + 0.3 * self.em
        block = 0.75 * self.em
        left = sure0 + block
        ends_inside = bar.ended_by is not None and bar.ended_by <= self.view.period.last
        room = x1 - (0.6 * self.em if ends_inside else 0.1 * self.em)
        if bar.is_draft or left + width > room:
            left = x1 + 0.45 * self.em
            if left + width > self.box[2]:
                left = x0 - 0.45 * self.em - width
        return left, left + width

    def _pack(self, bars: list[Bar], labelled: set[str]) -> list[int]:
        extents = []
        for bar in bars:
            x0, _, _, x1 = self._stretch(bar)
            if bar.id in labelled:
                left, right = self._label_box(bar)
                x0, x1 = min(x0, left), max(x1, right)
            extents.append((x0, x1 + 0.3 * self.em))
        return pack_rows(extents, gap=0.3 * self.em)

    def _row_heights(self, actor: str, rows: list[int], labelled: set[str]) -> list[float]:
        heights = [0.55 * self.em] * (max(rows, default=-1) + 1)
        for bar, row in zip(self.bars_in[actor], rows, strict=True):
            if bar.id in labelled:
                heights[row] = self.line + 2
        return heights

    def _fixed(self, actor: str) -> float:
        """Height of a lane beside its rows: padding, name, one row of events."""
        strip = self.line + 0.3 * self.em if self.marks_in[actor] else 0
        name = 1.2 * self.em if self.narrow else 0
        return 0.4 * self.em + strip + name

    def _lane_height(self, actor: str, rows: list[int], labelled: set[str]) -> float:
        heights = self._row_heights(actor, rows, labelled)
        return max(self._fixed(actor) + sum(heights) + 2 * len(heights), 1.4 * self.em)

    def _height(self, packed, labelled) -> float:
        return sum(self._lane_height(actor, rows, labelled) for actor, rows in packed.items())

    def _settle(self, packed, labelled, for_marks: int) -> PlacedTimeline:
        spare = self.box[3] - self.box[1] - self._height(packed, labelled)
        rows_in_all = sum(max(rows, default=-1) + 1 for rows in packed.values())
        extra = {actor: 0 for actor in packed}  # further rows for labels of events
        crowd = {actor: len(marks) for actor, marks in self.marks_in.items()}
        while spare >= self.line + 4 and any(crowd[a] > 2 * (1 + extra[a]) for a in extra):
            actor = max(extra, key=lambda a: crowd[a] / (1 + extra[a]))
            if extra[actor] >= 3:
                break
            extra[actor] += 1
            spare -= self.line
        loosen = min(max(spare, 0) / max(rows_in_all, 1), 0.35 * self.em)
        pad = max(spare - loosen * rows_in_all, 0) / max(len(packed), 1)
        lanes, bars, marks, texts, strips = [], [], [], [], {}
        y = self.box[1]
        for actor, rows in packed.items():
            top = y
            y += 0.2 * self.em + pad / 2 + (1.2 * self.em if self.narrow else 0)
            if self.marks_in[actor]:
                strip = y
                y += extra[actor] * self.line
                strips[actor] = (strip, y)
                marks += self._marks(actor, y)
                y += self.line + 0.3 * self.em
            heights = [h + loosen for h in self._row_heights(actor, rows, labelled)]
            starts = [y + sum(heights[:n]) + 2 * n for n in range(len(heights))]
            for bar, row in zip(self.bars_in[actor], rows, strict=True):
                one = self._place_bar(bar, round(starts[row]), round(starts[row] + heights[row]))
                bars.append(one)
                if bar.id in labelled:
                    texts.append(self._bar_text(bar, one))
            y = top + pad + self._lane_height(actor, rows, labelled)
            y += extra[actor] * self.line + loosen * len(heights)
            lanes.append((actor, round(top), round(y)))
        connectors = self._connect(bars)
        texts += self._mark_texts(bars, marks, connectors, strips, texts, lanes, for_marks)
        return PlacedTimeline(
            self.view, self.size, self.box, tuple(lanes), tuple(bars), tuple(marks),
            tuple(texts), tuple(connectors), self.footer_lines, self.em,
        )  # fmt: skip

    def _place_bar(self, bar: Bar, y0: float, y1: float) -> PlacedBar:
        x0, sure0, sure1, x1 = self._stretch(bar)
        before = bar.start.latest < self.view.period.first
        after = not bar.is_draft and (bar.ended_by is None or bar.ended_by > self.view.period.last)
        return PlacedBar(bar, x0, sure0, sure1, x1, y0, y1, before, after)

    def _bar_text(self, bar: Bar, one: PlacedBar) -> PlacedText:
        left, right = self._label_box(bar)
        middle = (one.y0 + one.y1) / 2
        top = round(middle - self.line / 2)
        box = (left, top, right, top + self.line)
        return PlacedText(bar.id, (bar.label,), box, bar.shown_from, plate=True)

    # -- events ---------------------------------------------------------------
    def _marks(self, actor: str, y: float) -> list[PlacedMark]:
        found = []
        for mark in self.marks_in[actor]:
            when = mark.event.date
            first, last = self.x(when.start_earliest), self.x(when.start_latest + DAY)
            x1 = self.x(when.end_latest + DAY) if mark.lasts and when.end_latest else last
            x = (first + last) / 2
            found.append(
                PlacedMark(mark, actor, x, y + self.line / 2, first, x1, y + self.line + 0.1 * self.em)
            )
        return found

    def _mark_texts(self, bars, marks, connectors, strips, texts, lanes, most) -> list[PlacedText]:
        reach = 0.42 * self.em
        obstacles: list[Box] = [(one.x0, one.y0, one.x1, one.y1) for one in bars]
        obstacles += [text.box for text in texts]
        obstacles += [(one.x - 2, one.y0, one.x + 2, one.y1) for one in connectors]
        for one in marks:
            obstacles.append((one.x - reach, one.y - reach, one.x + reach, one.y + reach))
            if one.x1 - one.x0 > 3:
                obstacles.append((one.x0, one.line_y - 2, one.x1, one.line_y + 2))
        if self.narrow:
            for name, (_, top, _) in zip(self.view.names, lanes, strict=True):
                wide = text_width(name, self.size.text, self.size.dpi, True)
                obstacles.append((self.box[0], top, self.box[0] + wide, top + 1.2 * self.em))
        wishes, lines = [], {}
        places: dict[str, list[PlacedMark]] = {}
        across: dict[str, list[float]] = {}
        for one in sorted(marks, key=lambda one: one.x):
            places.setdefault(one.mark.id, []).append(one)
            across.setdefault(one.actor, []).append(one.x)
        for mark in self.view.marks:
            boxes, shapes = [], []
            # the lane with the fewest neighbours; of equals, the actor named first
            own = sorted(
                places[mark.id],
                key=lambda one: (self._near(one.x, across[one.actor]), mark.lanes.index(one.actor)),
            )
            for one in own:
                for shape, right, box in self._places(one, strips[one.actor]):
                    shapes.append((shape, right))
                    boxes.append(box)
            wishes.append(Wish(mark.id, tuple(boxes), mark.weight))
            lines[mark.id] = shapes
        frame = (self.box[0], self.box[1], self.size.width - 4, self.box[3])
        found: Placement = place_labels(
            wishes, obstacles=obstacles, frame=frame, gap=(0.7 * self.em, 0), most=max(most, 0)
        )
        placed = []
        for mark in self.view.marks:
            if mark.id in found.placed:
                shape, right = lines[mark.id][found.placed[mark.id]]
                box = found.boxes[mark.id]
                placed.append(PlacedText(mark.id, shape, box, mark.shown_from, right=right))
        return placed

    def _near(self, x: float, others: list[float]) -> int:
        reach = 8 * self.em
        return bisect_right(others, x + reach) - bisect_left(others, x - reach)

    def _places(self, one: PlacedMark, strip: tuple[float, float]):
        """Yield (lines, flush right, box) for a label: beside its mark, then above it."""
        top = one.y - self.line / 2
        beside = 0.42 * self.em + 4
        for lines in self._shapes(one.mark.label):
            width = max(self.width(line) for line in lines)
            height = len(lines) * self.line
            for rise in range(len(lines) - 1, -1, -1) if len(lines) > 1 else (0,):
                y = top - rise * self.line
                if y + height <= top + self.line + 1:
                    yield lines, False, (one.x + beside, y, one.x + beside + width, y + height)
                    yield lines, True, (one.x - beside - width, y, one.x - beside, y + height)
            y = top - height
            while y >= strip[0] - 1:
                for x in (one.x - 0.42 * self.em, one.x - width / 2, one.x + 0.42 * self.em - width):
                    yield lines, x < one.x - 0.6 * width, (x, y, x + width, y + height)
                break  # further up the eye no longer finds the mark

    def _shapes(self, label: str) -> list[tuple[str, ...]]:
        """A label in one line, and balanced in two if it is long."""
        words = label.split()
        whole = self.width(label)
        shapes = [(label,)]
        if len(words) > 1 and whole > 7 * self.em:
            cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
            shapes.append(min(cuts, key=lambda pair: max(self.width(part) for part in pair)))
        return shapes

    # -- connectors -----------------------------------------------------------
    def _connect(self, bars: list[PlacedBar]) -> list[Connector]:
        lane = {actor: number for number, actor in enumerate(self.view.lanes)}
        pacts: dict[str, list[PlacedBar]] = {}
        for one in bars:
            pacts.setdefault(one.bar.pact.id, []).append(one)
        found = []
        for pact, own in pacts.items():
            own.sort(key=lambda one: (one.bar.shown_from, lane[one.bar.actor]))
            joined: list[PlacedBar] = own[:1]
            for one in own[1:]:  # each later party is tied to the nearest that was there
                mate = min(joined, key=lambda o: abs(lane[o.bar.actor] - lane[one.bar.actor]))
                joined.append(one)
                low, high = sorted((lane[one.bar.actor], lane[mate.bar.actor]))
                between = {lane[o.bar.actor] for o in own if low < lane[o.bar.actor] < high}
                strangers = high - low - 1 - len(between)
                if strangers > STRANGERS:
                    continue
                upper, lower = sorted((one, mate), key=lambda o: o.y0)
                x = self.knot(one)
                found.append(
                    Connector(pact, x, upper.y1, lower.y0, strangers > 0, one.bar.shown_from)
                )
        return found

    def knot(self, one: PlacedBar) -> float:
        """Where a bar is tied to the others of its pact."""
        return one.sure0 + (0.475 if one.bar.is_draft else 0.36) * self.em
