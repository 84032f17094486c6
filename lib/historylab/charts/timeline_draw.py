"""Draw a placed pact timeline, whole or as of one day."""

from __future__ import annotations

import datetime as dt

from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.markers import MarkerStyle
from matplotlib.transforms import IdentityTransform

from historylab.dates import MONTHS

from . import timeline_words as words
from .evidence import Works
from .figure import ChartFigure
from .style import GRID, INK, OKABE_ITO, PAPER, QUIET, ROLES, text_width
from .timeline_key import KEY_SHARE, key_entries, key_rows
from .timeline_parts import DAY, PlacedBar, PlacedTimeline

# shape and colour for each group of kinds, in the order of the view's groups
SHAPES = (
    ("o", OKABE_ITO["blue"]), ("^", OKABE_ITO["vermillion"]), ("D", OKABE_ITO["green"]),
    ("s", "#FFFFFF"), ("P", OKABE_ITO["purple"]), ("v", OKABE_ITO["orange"]),
    ("p", OKABE_ITO["sky"]), ("h", "#8C8C8C"),
)  # fmt: skip
# an end that has none of these is the plain edge of the bar
END_SHAPES = {
    "broken": "X", "cancelled": "x", "annexed": "v", "replaced": ">", "lapsed": "o", "left": "<",
}  # fmt: skip
MOST_TICKS = 6
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def draw(placed: PlacedTimeline, works: Works, *, as_of: dt.date | None = None) -> ChartFigure:
    """Draw a timeline.

    Parameters
    ----------
    placed : PlacedTimeline
        Where everything stands.
    works : Works
        The works that what is shown rests on.
    as_of : datetime.date or None
        Draw only what was there on that day; None = everything.
    """
    view = placed.view
    open_marks, nameless = len(placed.unlabelled(as_of)), placed.nameless(as_of)
    figure = ChartFigure.new(
        placed.size,
        alt=words.alt(view, as_of, open_marks, nameless),
        facts=words.facts(view, as_of),
        table=words.table(view, as_of, works),
        sources=works.full,
        named_sources=works.named,
        title=view.title,
        note=words.note(view, as_of, open_marks, nameless),
        footer_lines=placed.footer_lines,
    )
    pen = _Pen(figure, placed, as_of)
    pen.lanes()
    pen.axis()
    pen.connectors()
    pen.bars()
    pen.events()
    pen.texts()
    pen.key()
    if as_of:
        pen.today()
    return figure


class _Pen:
    """One picture in the making."""

    def __init__(self, figure: ChartFigure, placed: PlacedTimeline, day: dt.date | None) -> None:
        self.figure, self.placed, self.day = figure, placed, day
        self.em = placed.em
        left, _, right, _ = placed.plot_box
        self.cut = min(max(placed.x_of(day + DAY), left), right) if day else right
        self.bars_now = [b for b in placed.bars if day is None or b.bar.shown_from <= day]
        self.marks_now = [m for m in placed.marks if day is None or m.mark.shown_from <= day]
        self.unit = placed.size.dpi / 72

    def lines(self, segments, *, width=1.0, colour=INK, style="solid", order=1.0) -> None:
        """Draw straight lines; widths and dashes in pixels."""
        if segments:
            dashes = style if isinstance(style, str) else (0, tuple(d / self.unit / (width / self.unit) for d in style))
            self.figure.add_artist(
                LineCollection(
                    segments, linewidths=width / self.unit, colors=colour, linestyles=[dashes],
                    transform=self.figure.pixels, zorder=order, capstyle="butt",
                )
            )  # fmt: skip

    def boxes(self, boxes, *, fill, hatch="", order=2.0) -> None:
        """Draw areas without an outline."""
        if boxes:
            corners = [((a, b), (c, b), (c, d), (a, d)) for a, b, c, d in boxes]
            self.figure.add_artist(
                PolyCollection(
                    corners, facecolors=fill, edgecolors=INK if hatch else "none", linewidths=0,
                    hatch=hatch or None, transform=self.figure.pixels, zorder=order,
                )
            )  # fmt: skip

    def shapes(self, marker, points, *, fill, side, edge=INK, order=5.0, width=1.2) -> None:
        """Draw one shape at several points; `side` in pixels."""
        if points:
            style = MarkerStyle(marker)
            path = style.get_path().transformed(style.get_transform())
            self.figure.add_artist(
                PathCollection(
                    [path], sizes=[(side / self.unit) ** 2], offsets=points,
                    transform=IdentityTransform(), offset_transform=self.figure.pixels,
                    facecolors=fill, edgecolors=edge,
                    linewidths=width / self.unit, zorder=order, joinstyle="round",
                )
            )  # fmt: skip

    # -- what does not depend on the day ----------------------------------------
    def lanes(self) -> None:
        placed, size = self.placed, self.placed.size
        left, _, right, _ = placed.plot_box
        narrow = left <= size.margin + 1
        edges = [top for _, top, _ in placed.lanes] + [placed.lanes[-1][2]] if placed.lanes else []
        self.lines([((size.margin, y), (right, y)) for y in edges], width=1.5, colour="#8C8C8C")
        for (_, top, low), name in zip(placed.lanes, placed.view.names, strict=True):
            if narrow:
                wide = text_width(name, size.text, size.dpi, True)
                self.boxes([(left, top + 2, left + wide + 4, top + 1.15 * self.em)], fill=PAPER, order=1.6)
                self.figure.write(left, top + 0.15 * self.em, name, bold=True, down="top")
            else:
                self.figure.write(size.margin, (top + low) / 2, name, bold=True, down="center")

    def ticks(self) -> list[tuple[dt.date, str]]:
        """The first days of the months or years that are written, and their words."""
        period = self.placed.view.period
        left, _, right, _ = self.placed.plot_box
        room = text_width("May 0000 ", self.placed.size.text, self.placed.size.dpi)
        most = max(2, min(MOST_TICKS, int((right - left) / room)))
        if period.days <= 45 * (most - 1):  # few months: their middles too
            days = (period.first + dt.timedelta(number) for number in range(period.days))
            half = [(day, f"{day.day} {MONTHS[day.month][:3]} {day.year}") for day in days if day.day in (1, 15)]
            if 1 < len(half) <= 0.7 * most:
                return half
        for step in _STEPS:
            found = []
            month = period.first.year * 12 + period.first.month - 1
            month += -month % step
            while True:
                year, index = divmod(month, 12)
                if year > dt.MAXYEAR or (day := dt.date(year, index + 1, 1)) > period.last:
                    break
                if day >= period.first:
                    found.append((day, str(year) if step >= 12 else f"{MONTHS[index + 1][:3]} {year}"))
                month += step
                if len(found) > 60:
                    break
            if len(found) <= most:
                break
        return found or [(period.first, words.day_words(period.first))]

    def axis(self) -> None:
        placed = self.placed
        left, top, right, low = placed.plot_box
        segments, small = [], []
        end = left
        for day, text in self.ticks():
            x = placed.x_of(day)
            segments.append(((x, top), (x, low + 6)))
            wide = text_width(text, placed.size.text, placed.size.dpi)
            at = min(max(x - wide / 2, left), right - wide)
            if at >= end and not self._covered(at, at + wide):
                self.figure.write(at, low + 0.3 * self.em, text, down="top")
                end = at + wide + 8
        self.lines(segments, colour=GRID, order=0.5)
        period = placed.view.period
        if period.days <= 1500:
            months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month
            for number in range(1, months + 1):
                year, index = divmod(period.first.year * 12 + period.first.month - 1 + number, 12)
                x = placed.x_of(dt.date(year, index + 1, 1))
                small.append(((x, low), (x, low + 5)))
        self.lines(small, colour=QUIET)

    def _covered(self, left: float, right: float) -> bool:
        if not self.day:
            return False
        box = self._today_box()
        return left < box[2] + 8 and box[0] - 8 < right

    # -- what was there on the day ----------------------------------------------
    def connectors(self) -> None:
        day = self.day
        tied = [c for c in self.placed.connectors if day is None or c.day <= day]
        for dotted in (False, True):
            lines = [((c.x, c.y0), (c.x, c.y1)) for c in tied if c.dotted is dotted]
            style = (2.5, 3.5) if dotted else "solid"
            self.lines(lines, width=1.6, colour=QUIET, style=style, order=1.5)

    def bars(self) -> None:
        areas: dict[str, list] = {}
        outline, dashed, ends, knots, arrows = [], [], {}, {}, []
        for one in self.bars_now:
            y0, y1 = one.y0 + 1, one.y1 - 1
            cut = one.x1 if one.bar.is_draft else min(one.x1, self.cut)
            sure = min(one.sure1, cut)
            over = not one.bar.is_draft and one.x1 <= cut and not one.after
            kind = "secret" if one.bar.role == "secret" else "other"
            knots.setdefault(kind, []).append((self._knot(one), (y0 + y1) / 2))
            if one.bar.is_draft:
                dashed += [((one.x0, y), (cut, y)) for y in (y0, y1)]
                dashed += [((x, y0), (x, y1)) for x in (one.x0, cut)]
                continue
            areas.setdefault(one.bar.role, []).append((one.sure0, y0, sure, y1))
            outline += [((one.sure0, y), (sure, y)) for y in (y0, y1)]
            if not one.before:
                side = dashed if one.x0 < one.sure0 else outline
                side.append(((one.x0, y0), (one.x0, y1)))
            if one.x0 < one.sure0:
                dashed += [((one.x0, y), (one.sure0, y)) for y in (y0, y1)]
                outline.append(((one.sure0, y0), (one.sure0, y1)))
            if cut > sure:
                dashed += [((sure, y), (cut, y)) for y in (y0, y1)]
                outline.append(((sure, y0), (sure, y1)))
            if over:
                (dashed if one.x1 > one.sure1 else outline).append(((one.x1, y0), (one.x1, y1)))
                if one.bar.ending in END_SHAPES:
                    ends.setdefault(one.bar.ending, []).append((one.x1, (y0 + y1) / 2))
            elif one.after and one.bar.end and cut >= one.x1:
                arrows.append((one.x1, (y0 + y1) / 2))
        for role, boxes in areas.items():
            self.boxes(boxes, fill=ROLES[role].fill, hatch=ROLES[role].hatch)
            if ROLES[role].hatch:  # a plain ground for the knot
                plain = [(a, b, min(a + 0.72 * self.em, c), d) for a, b, c, d in boxes]
                self.boxes(plain, fill=ROLES[role].fill, order=2.5)
        self.lines(outline, width=1.5, order=3)
        self.lines(dashed, width=1.5, style=(5, 3), order=3)
        self.shapes("o", knots.get("other", []), fill=INK, side=0.3 * self.em)
        self.shapes("s", knots.get("secret", []), fill=INK, side=0.36 * self.em)
        self.shapes(9, arrows, fill=INK, side=0.5 * self.em)  # 9: a caret to the right
        for ending, points in ends.items():
            self._end(ending, points)

    def _knot(self, one: PlacedBar) -> float:
        return one.sure0 + (0.475 if one.bar.is_draft else 0.36) * self.em

    def _end(self, ending: str, points) -> None:
        marker = END_SHAPES[ending]
        fill = {"X": INK, "x": "none"}.get(marker, PAPER)
        side, width = (0.62, 3.0) if marker == "x" else (0.62, 1.2)
        self.shapes(marker, points, fill=fill, side=side * self.em, order=6, width=width)

    def events(self) -> None:
        groups = self.placed.view.groups
        points: dict[str, list] = {}
        stems, lasting, doubt = [], [], []
        for one in self.marks_now:
            points.setdefault(one.mark.group, []).append((one.x, one.y))
            x1 = min(one.x1, self.cut)
            date = one.mark.event.date
            if x1 - one.x0 > 3 and (one.mark.lasts or date.start_earliest != date.start_latest):
                (lasting if one.mark.lasts else doubt).append(((one.x0, one.line_y), (x1, one.line_y)))
                stems.append(((one.x, one.y), (one.x, one.line_y)))
        self.lines(stems, width=1.5, order=3.5)
        self.lines(lasting, width=4, colour=INK, order=3.5)
        self.lines(doubt, width=1.5, order=3.5)
        self.lines(
            [((x, y - 4), (x, y + 4)) for line in doubt for x, y in line], width=1.5, order=3.5
        )
        for number, group in enumerate(groups):
            marker, fill = SHAPES[number % len(SHAPES)]
            self.shapes(marker, points.get(group, []), fill=fill, side=0.62 * self.em, order=5)

    def texts(self) -> None:
        seen = [t for t in self.placed.texts if self.day is None or t.day <= self.day]
        self.boxes([text.box for text in seen if text.plate], fill=PAPER, order=4)
        for text in seen:
            left, top, right, _ = text.box
            pad = 0.15 * self.em if text.plate else 0
            for number, line in enumerate(text.lines):
                y = top + number * 1.06 * self.em + 0.82 * self.em
                where, side = (right, "right") if text.right else (left + pad, "left")
                self.figure.write(where, round(y), line, across=side).set_zorder(6)

    # -- the key and the day ----------------------------------------------------
    def key(self) -> None:
        """Write the key of forms as one text a row and draw each form before its word."""
        size = self.placed.size
        rows, places = key_rows(key_entries(self.placed.view, self.day), size)
        line = 1.25 * self.em
        top = self.placed.plot_box[3] + 1.55 * self.em
        for number, text in enumerate(rows):
            y = round(top + number * line + 0.85 * self.em)
            self.figure.write(size.margin, y, text, points=KEY_SHARE * size.text)
        for kind, value, number, x in places:
            y = top + number * line + 0.55 * self.em
            self._swatch(kind, value, size.margin + x + 0.5 * self.em, y)

    def _swatch(self, kind: str, value: str, x: float, y: float) -> None:
        half, high = 0.45 * self.em, 0.32 * self.em
        box = (x - half, y - high, x + half, y + high)
        a, b, c, d = (round(edge) for edge in box)
        frame = [((a, b), (c, b)), ((a, d), (c, d)), ((a, b), (a, d)), ((c, b), (c, d))]
        if kind == "group":
            marker, fill = SHAPES[self.placed.view.groups.index(value) % len(SHAPES)]
            self.shapes(marker, [(x, y)], fill=fill, side=0.62 * self.em)
        elif kind == "end":
            self._end(value, [(x, y)])
        elif kind == "wing" or value == "draft":
            self.lines(frame, width=1.5, style=(5, 3))
        else:
            self.boxes([(a, b, c, d)], fill=ROLES[value].fill, hatch=ROLES[value].hatch)
            self.lines(frame, width=1.5, order=3)
            if value == "secret":
                self.shapes("s", [(x, y)], fill=INK, side=0.36 * self.em)

    def _today_box(self) -> tuple[float, float, float, float]:
        placed = self.placed
        left, _, right, low = placed.plot_box
        wide = text_width(self._today(), placed.size.text, placed.size.dpi, True)
        at = min(max(self.cut - wide / 2, left), right - wide)
        return at, low + 0.3 * self.em, at + wide, low + 1.4 * self.em

    def _today(self) -> str:
        return f"as of {words.day_words(self.day)}"

    def today(self) -> None:
        """Draw the day as a line that makes way for labels, and write it below."""
        _, top, _, low = self.placed.plot_box
        gaps = sorted(
            (text.box[1], text.box[3]) for text in self.placed.texts
            if text.day <= self.day and text.box[0] - 3 < self.cut < text.box[2] + 3
        )  # fmt: skip
        pieces, y = [], top
        for start, end in gaps:
            if start > y:
                pieces.append(((self.cut, y), (self.cut, start)))
            y = max(y, end)
        pieces.append(((self.cut, y), (self.cut, low + 6)))
        self.lines(pieces, width=2.5, order=7)
        box = self._today_box()
        self.figure.write(box[0], box[1], self._today(), bold=True, down="top")
