"""Frames of a pact timeline, day by day, without drawing it again for each day.

Text is what costs in a drawing. So the whole timeline is drawn once, in layers: empty,
with connectors, with everything. The frame of a day copies bars and labels from the
last layer into the first and draws anew only what changes with the day: events, which
may lie on one another, the key, and the line of the day.

A frame ends above the footer: an explorer writes note and sources as text below it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from . import timeline_words as words
from .evidence import DataTable
from .figure import ChartFigure, encode, quantise, source_line
from .style import OKABE_ITO
from .timeline import _works, place_timeline, timeline_view
from .timeline_draw import _Pen
from .timeline_key import key_entries

FRAME = OKABE_ITO["vermillion"]  # round the chosen event; its shape tells it too
_FAST = 1  # PNG level: a third of the time of level 6, 60 kB for 47


@dataclass(frozen=True, slots=True)
class Told:
    """What stands with a frame as text.

    Parameters
    ----------
    alt, note, source_line : str
        As under and for a static chart.
    facts, sources : tuple of str
        A sentence for each bar and mark; every work in full.
    table : DataTable
        What is drawn.
    """

    alt: str
    facts: tuple[str, ...]
    note: str
    source_line: str
    sources: tuple[str, ...]
    table: DataTable


class TimelineFrames:
    """All frames of one timeline: whole, as of any day, with any event chosen.

    Parameters
    ----------
    course : Course
        What `open_course` returns.
    actors, kinds, between, known_to
        As for `pact_timeline`.
    size : str
        "room", "page" or "phone".

    Raises
    ------
    ValueError
        As `pact_timeline` does.
    """

    def __init__(self, course, *, actors=None, kinds=None, between=None, known_to=None, size="room"):
        self._course = course
        self.view = timeline_view(
            course, actors=actors, kinds=kinds, between=between, known_to=known_to
        )
        self.placed = place_timeline(course, self.view, size)
        self._figure = ChartFigure.new(
            self.placed.size, alt="-", facts=(), table=DataTable("", (), ()), sources=("-",),
            title=self.view.title, footer_lines=self.placed.footer_lines,
        )  # fmt: skip
        self._bottom = round(self._figure.plot_area[3])
        self._keys: dict[tuple, np.ndarray] = {}
        self._draw_layers()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a frame in pixels."""
        return self.placed.size.width, self._bottom

    @property
    def steps(self) -> tuple[tuple[dt.date, object], ...]:
        """(day from which it is there, event) of every event drawn, as mark or as bar."""
        found = {mark.id: (mark.shown_from, mark.event) for mark in self.view.marks}
        for bar in self.view.bars:
            key = bar.pact.event
            if key and key in self._course.events:
                event = self._course.events[key]
                day = event.date.start_latest if event.date else None
                found.setdefault(key, (max(bar.shown_from, day or bar.shown_from), event))
        inside = [one for one in found.values() if one[0] >= self.view.period.first]
        return tuple(sorted(inside, key=lambda one: (one[0], one[1].row)))

    # -- words ------------------------------------------------------------------
    def told(self, day: dt.date | None) -> Told:
        """Return what is said of the frame of a day; None = with all hindsight."""
        view = self.view
        unlabelled, nameless = len(self.placed.unlabelled(day)), self.placed.nameless(day)
        works = _works(self._course, view, day)
        return Told(
            words.alt(view, day, unlabelled, nameless), words.facts(view, day),
            words.note(view, day, unlabelled, nameless), source_line(works.named or works.full),
            works.full, words.table(view, day, works),
        )  # fmt: skip

    # -- pictures -----------------------------------------------------------------
    def png(self, *, as_of: dt.date | None = None, chosen: str = "") -> bytes:
        """Return one frame.

        Parameters
        ----------
        as_of : datetime.date or None
            Show what there was on this day; None = everything.
        chosen : str
            Id of the event to put a frame round; "" = none.
        """
        return encode(self.image(as_of=as_of, chosen=chosen), level=_FAST)

    def image(self, *, as_of: dt.date | None = None, chosen: str = "") -> Image.Image:
        """Return one frame as a Pillow image in the palette of all charts."""
        pixels = self._full if as_of is None else self._compose(as_of)
        frame = quantise(Image.fromarray(np.ascontiguousarray(pixels[: self._bottom, :, :3])))
        if chosen:
            self._mark(frame, chosen, as_of)
        return frame

    def _draw_layers(self) -> None:
        """Draw everything once and keep what it looks like on the way."""
        figure, pen = self._figure, self._pen(None)
        title, lanes, axis = figure.texts[0], self._added(pen.lanes), self._added(pen.axis)
        ticks = [artist for artist in axis if artist in figure.texts]
        layers = [
            [title, *lanes, *(artist for artist in axis if artist not in ticks)],
            self._added(pen.connectors),
            [*self._added(pen.bars), *self._added(pen.events), *self._added(pen.texts),
             *self._added(pen.key), *ticks],
        ]  # fmt: skip
        figure.patch.draw(self._renderer)
        self._empty, self._tied, self._full = (self._drawn(layer) for layer in layers)
        self._forget()

    def _compose(self, day: dt.date) -> np.ndarray:
        placed, pen = self.placed, self._pen(day)
        self._pixels[:] = self._empty
        for one in placed.connectors:
            if one.day <= day:
                self._copy(self._tied, (one.x - 2, one.y0, one.x + 2, one.y1))
        new = []
        for one in placed.bars:
            if one.bar.shown_from > day:
                continue
            over = one.bar.is_draft or one.x1 <= pen.cut
            if not over and pen._knot(one) + 0.25 * placed.em > pen.cut:
                new.append(one)  # so new that its knot reaches beyond the day: nothing to copy
                continue
            right = one.x1 + 2 if over else pen.cut
            self._copy(self._full, (one.x0 - 2, one.y0 - 1, right, one.y1 + 1))
            if over:  # the mark of the ending is wider, and may be higher, than the bar
                middle, half = (one.y0 + one.y1) / 2, 0.4 * placed.em
                self._copy(self._full, (one.x1 - half, middle - half, one.x1 + half, middle + half))
        if new:
            pen.bars_now, every = new, pen.bars_now
            self._draw(self._added(pen.bars))
            pen.bars_now = every
        for text in placed.texts:
            if text.day <= day:
                self._copy(self._full, text.box)
        changing = self._added(pen.events) + self._added(pen.today)
        changing += [artist for artist in self._added(pen.axis) if artist in self._figure.texts]
        entries = tuple(key_entries(self.view, day))
        top = self._key_top
        if entries in self._keys:
            self._pixels[top : self._bottom] = self._keys[entries]
        else:
            self._draw(self._added(pen.key))
            self._keys[entries] = self._pixels[top : self._bottom].copy()
        self._draw(changing)
        self._forget()
        return self._pixels

    def _mark(self, frame: Image.Image, chosen: str, day: dt.date | None) -> None:
        """Draw a frame round the marks of an event, or round the bars that begin with it."""
        cut = self._pen(day).cut
        boxes = [one.box for one in self.placed.items if one.id == chosen
                 or one.id == f"label:{chosen}"]
        for one in self.placed.bars:
            if one.bar.pact.event == chosen:
                boxes.append((one.x0, one.y0, max(min(one.x1, cut), one.x0 + 8), one.y1))
        pen = ImageDraw.Draw(frame)
        colour = quantise(Image.new("RGB", (1, 1), FRAME)).getpixel((0, 0))
        for x0, y0, x1, y1 in boxes:
            pen.rectangle((x0 - 4, y0 - 4, x1 + 3, y1 + 3), outline=colour, width=3)

    # -- drawing on one canvas ------------------------------------------------------
    @property
    def _renderer(self):
        return self._figure.canvas.get_renderer()

    @property
    def _pixels(self) -> np.ndarray:
        return np.asarray(self._figure.canvas.buffer_rgba())

    @property
    def _key_top(self) -> int:
        return round(self.placed.plot_box[3] + 1.5 * self.placed.em)

    def _pen(self, day: dt.date | None) -> _Pen:
        return _Pen(self._figure, self.placed, day)

    def _added(self, step) -> list:
        """Run one step of the pen and return the artists it made."""
        shapes, texts = len(self._figure.artists), len(self._figure.texts)
        step()
        return [*self._figure.artists[shapes:], *self._figure.texts[texts:]]

    def _draw(self, artists) -> None:
        for artist in sorted(artists, key=lambda artist: artist.zorder):
            artist.draw(self._renderer)

    def _drawn(self, artists) -> np.ndarray:
        self._draw(artists)
        return self._pixels.copy()

    def _forget(self) -> None:
        for artist in [*self._figure.artists, *self._figure.texts[2:]]:
            artist.remove()

    def _copy(self, layer: np.ndarray, box) -> None:
        x0, y0, x1, y1 = (max(0, round(edge)) for edge in box)
        self._pixels[y0:y1, x0:x1] = layer[y0:y1, x0:x1]
