"""What a placed casualty chart is made of: words, bars, panels, and their boxes."""
from __future__ import annotations

import math
from dataclasses import dataclass

from .casualties_view import Bar, CasualtyView
from .style import Size, text_width

__all__ = ["Panel", "Pen", "Placed", "PlacedBar", "Word", "is_narrow", "nice_ticks"]


@dataclass(frozen=True, slots=True)
class Word:
    """A text at a pixel, counted from the top left corner."""

    x: float
    y: float
    text: str
    box: tuple[float, float, float, float]
    bold: bool = False
    quiet: bool = False
    small: bool = False
    across: str = "left"
    down: str = "center"
    turned: bool = False


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A bar in one panel: ends in pixels and whether it needs a caliper mark."""

    bar: Bar
    panel: int
    x0: float
    x1: float
    y0: float
    y1: float
    notch: float | None
    caliper: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One linear axis from zero: its box, its end, its ticks, its title."""

    kind: str
    box: tuple[float, float, float, float]
    end: float
    ticks: tuple[float, ...]
    title: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """Everything the drawing needs."""

    size: Size
    view: CasualtyView
    panels: tuple[Panel, ...]
    bars: tuple[PlacedBar, ...]
    words: tuple[Word, ...]
    keys: tuple[tuple[str, float, float], ...]  # (look, x, y) of each sample
    line: tuple[tuple[float, float, float], ...]  # x, top, bottom of each piece
    hooks: tuple[tuple[float, tuple[float, ...]], ...]  # brackets: x, rows
    bands: tuple[tuple[float, float], ...]


def is_narrow(size: Size) -> bool:
    """Return whether panels stand one above the other, as on a phone."""
    return size.width < size.height


def nice_ticks(end: float, most: int = 4) -> tuple[float, ...]:
    """Return at most so many round ticks from zero up to `end`.

    Examples
    --------
    >>> nice_ticks(31)
    (0.0, 10.0, 20.0, 30.0)
    >>> nice_ticks(0.7)
    (0.0, 0.2, 0.4, 0.6)
    """
    if end <= 0:
        return (0.0,)
    power = 10.0 ** math.floor(math.log10(end))
    for step in (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0):
        if math.floor(end / (step * power) + 1e-9) < most:
            size = step * power
            count = math.floor(end / size + 1e-9)
            return tuple(round(n * size, 9) for n in range(count + 1))
    return (0.0,)


class Pen:
    """Collects words with their boxes."""

    def __init__(self, size: Size) -> None:
        self.size, self.words = size, []

    def points(self, small: bool) -> float:
        return self.size.small if small else self.size.text

    def width(self, text: str, *, bold=False, small=False) -> float:
        return max(text_width(line, self.points(small), self.size.dpi, bold)
                   for line in text.split("\n"))

    def line(self, small=False) -> float:
        return 1.17 * self.size.pixels(self.points(small)) * 1.02

    def write(self, x, y, text, *, across="left", down="center", turned=False, **look) -> None:
        shown = {k: v for k, v in look.items() if k in ("bold", "small")}
        wide, high = self.width(text, **shown), self.line(shown.get("small", False))
        high *= text.count("\n") + 1
        if turned:
            wide, high = high, wide
        x0 = {"left": x, "center": x - wide / 2, "right": x - wide}[across]
        y0 = {"top": y, "center": y - high / 2, "bottom": y - high}[down]
        self.words.append(Word(x, y, text, (x0, y0, x0 + wide, y0 + high), across=across,
                               down=down, turned=turned, **look))
