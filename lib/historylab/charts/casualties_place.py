"""From a casualty view to boxes and words at pixels; measures text, draws nothing."""
from __future__ import annotations

from dataclasses import replace

from .casualties_boxes import Panel, Pen, Placed, PlacedBar, is_narrow, nice_ticks
from .casualties_look import key_words
from .casualties_text import axis_titles, people_scale
from .casualties_view import CasualtyView
from .style import size_of, wrap

__all__ = ["place"]


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
    pen = Pen(size)
    em = size.pixels(size.text)
    narrow = is_narrow(size)
    if narrow and view.by == "definition":
        view = _marks_to_words(view)
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
    shares = (0.6, 0.4) if number == 2 and not stacked else (1.0, 1.0)
    wides = [(right - left - (gap if number == 2 and not stacked else 0)) * s for s in shares]
    split = {kind: _title(titles[kind], wides[n], pen) for n, kind in enumerate(view.panels)}
    lines = max(map(len, split.values()))
    for n, kind in enumerate(view.panels):
        first, wide = n == 0, wides[n]
        if stacked:
            high = (y1 - y0 - gap - band) / number
            start = y0 if first else y0 + n * (high + gap) + band
            box = [left, start, right, start + high + (band if first else 0)]
        else:
            # numbers have the longer labels, so their panel is the wider one
            start = left if first else right - wide
            box = [start, y0, start + wide, y1]
        top = box[1]
        if n == 0 or not stacked:  # side by side both keep the band, so that rows agree
            box[1] += band
        box[3] -= 1.5 * em + lines * pen.line()
        panel, placed, rows, blocks = _panel(
            view, n, kind, tuple(box), split[kind], pen, em, narrow)
        panels.append(panel)
        bars += placed
        if first or stacked:
            _headings(view, pen, x0, left, column, rows, blocks, em, narrow)
            bands += _bands(view, rows, blocks, narrow)
        if kind == "number" and view.reference:
            line = _line(view, pen, panel, top, blocks, em)
        if n == number - 1 or stacked:
            hooks += _hooks(view, pen, right, rows, em, box[1])
    return Placed(size, view, tuple(panels), tuple(bars), tuple(pen.words), tuple(keys), line,
                  tuple(hooks), tuple(bands))


def _marks_to_words(view: CasualtyView) -> CasualtyView:
    """Move "not deaths" from the end of a bar to the name above it, where there is room."""
    bars = []
    for bar in view.bars:
        label, comma, mark = bar.label.partition(", ")
        bars.append(replace(bar, label=label, word=f"{bar.word} ({mark})" if comma else bar.word))
    return replace(view, blocks=(replace(view.blocks[0], bars=tuple(bars)),))


def _bands(view, rows, blocks, narrow) -> list:
    """Return the grey stripes that lead the eye from a name to its bars."""
    if narrow and view.by == "definition":
        return []  # each name stands close above its own bar
    if view.by != "definition":
        return list(blocks[::2]) if len(blocks) > 1 else []
    middles = [middle for middle, _ in rows.values()]
    if len(middles) < 2:
        return []
    edges = [(a + b) / 2 for a, b in zip(middles, middles[1:])]
    edges = [2 * middles[0] - edges[0], *edges, 2 * middles[-1] - edges[-1]]
    return list(zip(edges, edges[1:]))[::2]


def _title(parts, wide, pen) -> tuple[str, ...]:
    """Return the lines of an axis title; both parts on one line where they fit."""
    text = "; ".join(parts)
    if pen.width(text) <= wide:
        return (text,)
    return tuple(line for part in parts for line in wrap(part, wide, pen.size.text, pen.size.dpi))


def _keys(view, pen, x0, y0, x1, em):
    """Place the key of forms; a chart of one form, or with words on rows, needs none."""
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
    room = limit - (column - x0 if head else 0)
    words = [pen.width(w) for bar in view.bars if bar.word
             for w in wrap(bar.word, room, pen.size.text, pen.size.dpi)]
    words += [pen.width(w, small=True) for bar in view.bars if bar.detail
              for w in wrap(bar.detail, room, pen.size.small, pen.size.dpi)]
    return column + (max(words) + 0.6 * em if words else 0), column


def _panel(view, n, kind, box, title, pen, em, narrow):
    x0, y0, x1, y1 = box
    reserve = [0.25 * em + pen.line() * len(_head(b, pen, x0 - pen.size.margin))
               if narrow and b.heading and b.bars[0].word else 0.0 for b in view.blocks]
    above = [pen.line() * len(wrap(b.word, x1 - x0, pen.size.text, pen.size.dpi))
             + (pen.line(True) if b.detail else 0)
             if narrow and view.by == "definition" else 0.0 for b in view.bars]
    count, breaks = len(view.bars), 0.55 * (len(view.blocks) - 1)
    row = (y1 - y0 - sum(reserve) - sum(above)) / (count + breaks + 0.2)
    row = min(row, 3.2 * em)
    scale = people_scale(view)[0] if kind == "number" else 1.0
    tall = min(0.62 * row, 1.25 * em)
    limits, labels = [], _shown(view, kind, pen, x1 - x0, row)
    for bar in view.bars:
        top = max((v for v in (bar.values if kind == "number" else bar.rates) if v is not None),
                  default=None)
        if top:
            room = x1 - x0 - pen.width(labels[bar.id]) - 0.8 * em
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
            placed += _bar(bar, n, values, x0, pixels / scale, middle, tall, x1, pen, em,
                           labels[bar.id], line)
            y, index = y + row, index + 1
        blocks.append((begin, y + 0.1 * row))
        y += 0.55 * row
    ticks = nice_ticks(end, 3 if len(view.panels) == 2 else 4)
    used = Panel(kind, (x0, y0, x1, min(y1, blocks[-1][1])), end, ticks, title)
    return used, placed, rows, blocks


def _shown(view, kind, pen, wide: float, row: float) -> dict[str, str]:
    """Return the label of each bar; one that would squeeze the bars is broken in two lines.

    Two lines may reach into the next row, so never two neighbours are broken.
    """
    shown, broken = {}, False
    limit = (0.65 if is_narrow(pen.size) else 0.45) * wide
    for bar in view.bars:
        label = bar.label if kind == "number" else bar.rate_label
        broken = not broken and row >= 1.55 * pen.line() and pen.width(label) > limit
        if broken and ", " in label:
            label = label.replace(", ", "\n", 1)
        elif broken and " (" in label:
            label = label.replace(" (", "\n(", 1)
        shown[bar.id] = label
    return shown


def _bar(bar, n, values, x0, pixels, middle, tall, x1, pen, em, text, line):
    low, central, high = values
    if low is None and high is None:
        pen.write(x0 + 0.4 * em, middle, "no rate (see note)", quiet=True)
        return []
    ends = [v for v in (low, high) if v is not None]
    a, b = x0 + min(ends) * pixels, x0 + max(ends) * pixels
    caliper = b - a < 4 or len(ends) == 1
    notch = None
    if central is not None and not caliper:
        notch = x0 + central * pixels
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
    middles = [middle for middle, _ in rows.values()]
    fits = len(middles) < 2 or min(b - a for a, b in zip(middles, middles[1:])) >= 0.9 * max(
        (_tall(bar, left - column - 0.3 * em, pen) for bar in view.bars), default=0)
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
                edge = middle - tall / 2 - 0.2 * em
                if bar.detail:
                    pen.write(x0 + 0.2 * em, edge, bar.detail, down="bottom", small=True,
                              quiet=True)
                    edge -= pen.line(True)
                pen.write(x0 + 0.2 * em, edge, text, down="bottom")
            elif bar.detail and fits:
                wide = left - column - 0.3 * em
                lines = wrap(bar.word, wide, pen.size.text, pen.size.dpi)
                small = wrap(bar.detail, wide, pen.size.small, pen.size.dpi)
                high = 0.9 * (len(lines) * pen.line() + len(small) * pen.line(True))
                pen.write(column, middle - high / 2 + 0.45 * len(lines) * pen.line(),
                          "\n".join(lines))
                pen.write(column, middle + high / 2 - 0.42 * len(small) * pen.line(True),
                          "\n".join(small), small=True, quiet=True)
            else:
                text = "\n".join(wrap(bar.word, left - column - 0.3 * em, pen.size.text,
                                      pen.size.dpi))
                pen.write(column, middle, text)


def _tall(bar, wide, pen) -> float:
    """Return the height of a name with its smaller line."""
    size = pen.size
    return (len(wrap(bar.word, wide, size.text, size.dpi)) * pen.line()
            + len(wrap(bar.detail, wide, size.small, size.dpi)) * pen.line(True))


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
