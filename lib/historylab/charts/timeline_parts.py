"""The parts of a placed timeline: plain boxes and points in pixels."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .labels import Box
from .style import Size
from .timeline_view import Bar, Mark, View

DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """One thing in the picture.

    Parameters
    ----------
    id : str
        Id of the bar ("pact:actor"), the event or the label ("label:" and the id).
    kind : str
        "event", "pact" or "label".
    day : datetime.date
        The day from which it is visible.
    box : Box
        Pixels (x0, y0, x1, y1) from the top left corner.
    """

    id: str
    kind: str
    day: dt.date
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A bar: doubtful from `x0` to `sure0`, certain to `sure1`, doubtful to `x1`.

    Parameters
    ----------
    bar : Bar
        What it shows.
    x0, sure0, sure1, x1 : float
        Pixels across, cut at the edges of the plot.
    y0, y1 : float
        Pixels down.
    before, after : bool
        Whether it begins before the period, and whether it ends after it.
    """

    bar: Bar
    x0: float
    sure0: float
    sure1: float
    x1: float
    y0: float
    y1: float
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """An event in one lane: the shape at (x, y), the line under it from `x0` to `x1`."""

    mark: Mark
    actor: str
    x: float
    y: float
    x0: float
    x1: float
    line_y: float


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text with its lines; `plate` = on a white ground, `right` = flush right."""

    id: str
    lines: tuple[str, ...]
    box: Box
    day: dt.date
    plate: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Connector:
    """The line that ties the bars of one pact, visible from `day`; dotted over strangers."""

    pact: str
    x: float
    y0: float
    y1: float
    dotted: bool
    day: dt.date


@dataclass(frozen=True, slots=True)
class PlacedTimeline:
    """A timeline in pixels, for the whole period."""

    view: View
    size: Size
    plot_box: Box
    lanes: tuple[tuple[str, float, float], ...]
    bars: tuple[PlacedBar, ...]
    marks: tuple[PlacedMark, ...]
    texts: tuple[PlacedText, ...]
    connectors: tuple[Connector, ...]
    footer_lines: int
    em: float

    def x_of(self, day: dt.date) -> float:
        """Return the pixel at which a day begins, also for days outside the plot."""
        left, _, right, _ = self.plot_box
        period = self.view.period
        return left + (day - period.first).days * (right - left) / period.days

    @property
    def items(self) -> tuple[PlacedItem, ...]:
        """Every bar, event and label with its box and the day from which it is visible."""
        reach = 0.42 * self.em
        found = [
            PlacedItem(one.bar.id, "pact", one.bar.shown_from, (one.x0, one.y0, one.x1, one.y1))
            for one in self.bars
        ]
        found += [
            PlacedItem(
                one.mark.id, "event", one.mark.shown_from,
                (min(one.x - reach, one.x0), one.y - reach, max(one.x + reach, one.x1),
                 max(one.y + reach, one.line_y + 3)),
            )
            for one in self.marks
        ]  # fmt: skip
        found += [
            PlacedItem(f"label:{one.id}", "label", one.day, one.box) for one in self.texts
        ]
        return tuple(found)

    def unlabelled(self, day: dt.date | None = None) -> tuple[Mark, ...]:
        """Return the events without a label among those there are on a day."""
        named = {text.id for text in self.texts}
        return tuple(mark for mark in self.view.marks_by(day) if mark.id not in named)

    def nameless(self, day: dt.date | None = None) -> int:
        """Return how many pacts carry their name on none of their bars on a day."""
        bars = self.view.bars_by(day)
        named = {text.id for text in self.texts}
        pacts = {bar.pact.id for bar in bars}
        return len(pacts - {bar.pact.id for bar in bars if bar.id in named})
