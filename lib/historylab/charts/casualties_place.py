"""From a casualty view to boxes and words at pixels; measures text, draws nothing."""
from __future__ import annotations

import math
from dataclasses import dataclass

from .casualties_text import axis_titles, footer, people_scale
from .casualties_view import Bar, CasualtyView
from .style import Size, size_of, text_width, wrap

__all__ = ["Panel", "Placed", "PlacedBar", "Word", "nice_ticks", "place"]


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
    (0.0, 0.25, 0.5)
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


class _Pen:
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


def place(view: CasualtyView, size="room", *, area: tuple) -> Placed:
    """Put a casualty view on a canvas.

    Parameters
    ----------
    view : CasualtyView
        What to show.
    size : Size or str
        The canvas.
    area : tuple of float
        Box (x0, y0, x1, y1) in pixels that title and footer leave free.

    Returns
    -------
    Placed
        Boxes in pixels, and measured words that stand clear of each other.
    """
    size = size_of(size)
    pen = _Pen(size)
    em = size.pixels(size.text)
    narrow = is_narrow(size)
    x0, y0, x1, y1 = area
    keys, y0 = _keys(view, pen, x0, y0, x1, em)
    right = x1 - len(view.brackets) * 2.1 * em - (0.3 * em if view.brackets else 0)
    left, column = _left(view, pen, x0, x1, em, narrow)
    number = len(view.panels)
    titles = axis_titles(view)
    panels, bars, line, hooks, bands = [], [], (), [], []
    stacked = narrow and number == 2
    gap = 1.2 * em
    band = 1.9 * em if view.reference else 0.0
    for n, kind in enumerate(view.panels):
        first = n == 0
        if stacked:
            high = (y1 - y0 - gap - band) / number
            start = y0 if first else y0 + n * (high + gap) + band
            box = [left, start, right, start + high + (band if first else 0)]
        else:
            wide = (right - left - gap * (number - 1)) / number
            box = [left + n * (wide + gap), y0, left + n * (wide + gap) + wide, y1]
        title = tuple(part for text in titles[kind] for part in
                      wrap(text, box[2] - box[0], size.text, size.dpi))
        top = box[1]
        if n == 0 or not stacked:  # side by side both keep the band, so that rows agree
            box[1] += band
        lines = max(sum(len(wrap(t, box[2] - box[0], size.text, size.dpi)) for t in titles[k])
                    for k in view.panels)
        box[3] -= 1.5 * em + lines * pen.line()
        panel, placed, rows, blocks = _panel(view, n, kind, tuple(box), title, pen, em, narrow)
        panels.append(panel)
        bars += placed
        if first or stacked:
            _headings(view, pen, x0, left, column, rows, blocks, em, narrow)
            bands += [blocks[b] for b in range(0, len(blocks), 2)] if len(blocks) > 1 else []
        if kind == "number" and view.reference:
            line = _line(view, pen, panel, top, blocks, em)
        if n == number - 1 or stacked:
            hooks += _hooks(view, pen, right, rows, em, top)
    return Placed(size, view, tuple(panels), tuple(bars), tuple(pen.words), tuple(keys), line,
                  tuple(hooks), tuple(bands))


def _keys(view, pen, x0, y0, x1, em):
    """Place the key of forms; a chart of one form, or with words on rows, needs none."""
    from .casualties_look import key_words

    keys, x, y = [], x0, y0 + 0.6 * em
    for look, word in key_words(view):
        wide = 2.4 * em + pen.width(word)
        if x + wide > x1 and x > x0:
            x, y = x0, y + 1.5 * em
        keys.append((look, x, y))
        pen.write(x + 1.9 * em, y, word)
        x += wide + 0.6 * em
    return keys, (y + 1.2 * em if keys else y0)


def _left(view, pen, x0, x1, em, narrow):
    """Return where the axes begin and where the column of words begins."""
    if narrow and view.by == "definition":
        return x0 + 0.2 * em, x0
    limit = (0.3 if view.by == "country" else 0.36) * (x1 - x0)
    heads = [w for b in view.blocks if b.heading and not (narrow and b.bars[0].word)
             for w in wrap(b.heading, 0.6 * limit if view.by != "country" else limit,
                           pen.size.text, pen.size.dpi, True)]
    head = max((pen.width(w, bold=True) for w in heads), default=0)
    column = x0 + (head + 0.8 * em if head else 0)
    words = [w for bar in view.bars if bar.word
             for w in wrap(bar.word, limit - (column - x0 if head else 0), pen.size.text,
                           pen.size.dpi)]
    return column + (max(map(pen.width, words)) + 0.6 * em if words else 0), column


def _panel(view, n, kind, box, title, pen, em, narrow):
    x0, y0, x1, y1 = box
    reserve = [0.25 * em + pen.line() * len(_head(b, pen, x0 - pen.size.margin))
               if narrow and b.heading and b.bars[0].word else 0.0 for b in view.blocks]
    above = [pen.line() * len(wrap(b.word, x1 - x0, pen.size.text, pen.size.dpi))
             if narrow and view.by == "definition" else 0.0 for b in view.bars]
    count, breaks = len(view.bars), 0.55 * (len(view.blocks) - 1)
    row = (y1 - y0 - sum(reserve) - sum(above)) / (count + breaks + 0.2)
    row = min(row, 3.2 * em)
    scale = people_scale(view)[0] if kind == "number" else 1.0
    tall = min(0.62 * row, 1.25 * em)
    limits = []
    for bar in view.bars:
        top = max((v for v in (bar.values if kind == "number" else bar.rates) if v is not None),
                  default=None)
        label = bar.label if kind == "number" else bar.rate_label
        if top:
            room = x1 - x0 - pen.width(_fold(label, pen, x1 - x0)) - 0.8 * em
            limits.append(max(room, 0.15 * (x1 - x0)) / top)
    if kind == "number" and view.reference:
        limits.append((x1 - x0 - em) / view.reference.value)
    pixels = min(limits, default=1.0) * scale
    end = (x1 - x0) / pixels
    placed, rows, blocks, y, index = [], {}, [], y0 + 0.1 * row, 0
    for number, block in enumerate(view.blocks):
        begin = y - 0.1 * row
        y += reserve[number]
        for bar in block.bars:
            y += above[index]
            middle = y + row / 2
            rows[bar.id] = middle, tall
            values = bar.values if kind == "number" else bar.rates
            crossed = (kind == "number" and view.reference
                       and (view.reference.block is None or number <= view.reference.block))
            line = x0 + view.reference.value * pixels / scale if crossed else None
            placed += _bar(bar, n, values, x0, pixels / scale, middle, tall, x1, pen, em, kind,
                           line)
            y, index = y + row, index + 1
        blocks.append((begin, y + 0.1 * row))
        y += 0.55 * row
    used = Panel(kind, (x0, y0, x1, min(y1, blocks[-1][1])), end, nice_ticks(end, 3 if len(view.panels) == 2 else 4), title)
    return used, placed, rows, blocks


def _fold(label: str, pen, wide: float) -> str:
    """Break a long label at its comma or bracket when it would squeeze the bars."""
    if pen.width(label) <= (0.65 if is_narrow(pen.size) else 0.45) * wide:
        return label
    for mark in (", ", " ("):
        if mark in label:
            head, tail = label.split(mark, 1)
            return head + "\n" + (mark.strip() if mark == " (" else "") + tail
    return label


def _bar(bar, n, values, x0, pixels, middle, tall, x1, pen, em, kind, line):
    low, central, high = values
    label = bar.label if kind == "number" else bar.rate_label
    if low is None and high is None:
        pen.write(x0 + 0.4 * em, middle, "no rate: no base", quiet=True)
        return []
    ends = [v for v in (low, high) if v is not None]
    a, b = x0 + min(ends) * pixels, x0 + max(ends) * pixels
    caliper = b - a < 4 or len(ends) == 1
    notch = None
    if central is not None and not caliper:
        notch = x0 + central * pixels
    text = _fold(label, pen, x1 - x0)
    if not text:
        return []
    start = b + (0.85 if high is None else 0.6 if caliper else 0.4) * em
    stop = start + pen.width(text)
    if line is None or not start - 0.3 * em < line < stop + 0.3 * em:
        pen.write(start, middle, text)
    elif line - b < 2 * em and line + 0.4 * em + pen.width(text) < x1:
        pen.write(line + 0.4 * em, middle, text)
    elif a - 0.7 * em - pen.width(text) > x0:
        pen.write(a - 0.5 * em, middle, text, across="right")
    else:  # the line leaves a gap there
        pen.write(start, middle, text)
    return [PlacedBar(bar, n, a, b, middle - tall / 2, middle + tall / 2, notch, caliper,
                      high is None)]


def _head(block, pen, wide):
    """Return the lines of a heading that stands above its rows, left of the axis."""
    return wrap(block.heading, wide, pen.size.text, pen.size.dpi, True)


def _headings(view, pen, x0, left, column, rows, blocks, em, narrow):
    for number, block in enumerate(view.blocks):
        top, bottom = blocks[number]
        if block.heading and narrow and block.bars[0].word:
            text = "\n".join(_head(block, pen, left - x0))
            pen.write(x0, top + 0.2 * em, text, bold=True, down="top")
        elif block.heading:
            middle = sum(rows[b.id][0] for b in block.bars) / len(block.bars)
            text = "\n".join(wrap(block.heading, max(column, left) - x0, pen.size.text,
                                  pen.size.dpi, True)) if column == x0 else "\n".join(
                wrap(block.heading, column - x0 - 0.6 * em, pen.size.text, pen.size.dpi, True))
            pen.write(x0, middle, text, bold=True)
        for bar in block.bars:
            middle, tall = rows[bar.id]
            if not bar.word:
                continue
            if narrow and view.by == "definition":
                text = "\n".join(wrap(bar.word, pen.size.width - 2 * x0, pen.size.text,
                                      pen.size.dpi))
                pen.write(x0 + 0.2 * em, middle - tall / 2 - 0.15 * em, text, down="bottom")
            else:
                text = "\n".join(wrap(bar.word, left - column - 0.3 * em, pen.size.text,
                                      pen.size.dpi))
                pen.write(column, middle, text)


def _line(view, pen, panel, top, blocks, em):
    ref = view.reference
    scale = people_scale(view)[0]
    x = panel.box[0] + ref.value / scale / panel.end * (panel.box[2] - panel.box[0])
    bottom = blocks[ref.block][1] + 0.3 * em if ref.block is not None else panel.box[3]
    left, right = panel.box[0], pen.size.width - pen.size.margin
    who = f"{ref.estimate.subject}, " if view.by == "country" else ""
    text = f"{ref.label}: {who}{ref.estimate.what}"
    if not ref.estimate.what or pen.width(text) > right - left:
        text = f"line: {who}{ref.label}"
    # the words begin above the axis and end at the line, or run past it where they are long
    start = min(max(left, x - pen.width(text)), right - pen.width(text))
    pen.write(start, top + 0.6 * em, text, quiet=True)
    return _pieces(x, top + 1.25 * em, bottom, [w.box for w in pen.words])


def _pieces(x, top, bottom, boxes):
    """Return the line as pieces that leave every word free."""
    pieces = []
    for left, high, right, low in sorted(boxes, key=lambda box: box[1]):
        if left - 2 < x < right + 2 and high < bottom and low > top:
            if high - top > 4:
                pieces.append((x, top, high))
            top = max(top, low)
    return tuple(pieces) + (((x, top, bottom),) if bottom - top > 4 else ())


def _hooks(view, pen, right, rows, em, top):
    hooks = []
    for n, bracket in enumerate(view.brackets):
        x = right + (0.5 + 2.1 * n) * em
        ys = tuple(rows[k][0] for k in bracket.ids)
        hooks.append((x, ys))
        half = pen.width(bracket.label) / 2
        middle = max((min(ys) + max(ys)) / 2, top + half)
        pen.write(x + 1.15 * em, middle, bracket.label, across="center",
                  turned=True, quiet=True)
    return hooks
