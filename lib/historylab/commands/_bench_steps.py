"""The part of `bench` that runs inside a kernel: one step of each explorer, and what it is beside."""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import statistics
import time
from importlib import import_module

import ipywidgets
import numpy as np
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

import historylab

# The rival, and used for nothing else: the library itself draws without it.
plt = import_module("matplotlib.pyplot")
_SETTLE = 0.004  # seconds for the thread that sends messages; its work is counted too


def measure(folder: str) -> dict:
    """Return medians in milliseconds, by name of the step.

    Parameters
    ----------
    folder : str
        The data folder of the course.
    """
    course = historylab.open_course(folder)
    found = {"empty callback": _empty_callback()}
    found |= _pacts(course) | _casualties(course)
    found["largest picture"] = max(found.pop("pacts: picture"), found.pop("casualties: picture"))
    found["figures"] = _figures(course)
    return found


def _clock(step, inputs) -> dict:
    """Run a step once for each input; the first is not counted."""
    cpu, wall = [], []
    for value in inputs:
        began, used = time.perf_counter(), time.process_time()
        step(value)
        wall.append(1000 * (time.perf_counter() - began))
        time.sleep(_SETTLE)
        cpu.append(1000 * (time.process_time() - used))
    return {"cpu": statistics.median(cpu[1:]), "wall": statistics.median(wall[1:]), "steps": len(cpu) - 1}


def _send(widget, **state):
    """Let a widget receive new values as from the browser."""
    widget._handle_msg({"buffers": [], "content": {"data": {
        "method": "update", "state": state, "buffer_paths": []}}})


def _empty_callback() -> dict:
    widget = ipywidgets.IntText()
    shown = ipywidgets.HTML()

    def answer(change):
        shown.value = str(change["new"])

    widget.observe(answer, "value")
    return _clock(lambda value: _send(widget, value=value), range(1, 42))


def _pacts(course) -> dict:
    explorer = historylab.explore_pacts(course)
    first, last = (dt.date.fromisoformat(day) for day in explorer.between)
    days = [(first + dt.timedelta(days=n)).isoformat() for n in range(40, (last - first).days, 19)]
    moved = _clock(lambda day: _send(explorer, as_of=day), days)
    seen = _clock(lambda day: _send(explorer, as_of=day), days[-2:] * 15)
    largest = len(explorer.picture)
    _send(explorer, as_of="")
    actors = list(explorer.actors)
    sets = [list(some) for n in (2, 3, 4) for some in itertools.combinations(actors, n)][:14]
    sizes = []

    def choose(some):
        _send(explorer, actors=some)
        sizes.append(len(explorer.picture))

    fresh = _clock(choose, sets)
    charts = [historylab.pact_timeline(course, as_of=day) for day in days[-9:]]
    return {
        "pacts: as-of move": moved, "pacts: seen before": seen, "pacts: new filter": fresh,
        "pacts: interact + pyplot": _interact(charts),
        "bare Agg draw, timeline": _clock(lambda chart: chart.canvas.draw(), charts),
        "pacts: picture": max(largest, *sizes) / 1000,
    }  # fmt: skip


def _casualties(course) -> dict:
    explorer = historylab.explore_casualties(course)
    subjects = list(explorer.subjects)
    states = [{"by": by} for by in ("definition", "campaign", "history", "country")]
    states += [{"per": "number"}, {"per": "per_1000"}, {"groups": ["military"]}, {"groups": ["civilian"]}]
    states += [{"subjects": subjects[:n]} for n in range(3, min(len(subjects), 8))]
    states = [{"per": "both"}, *states]
    sizes = []

    def choose(state):
        _send(explorer, **state)
        sizes.append(len(explorer.picture))

    fresh = _clock(choose, states)
    seen = _clock(lambda by: _send(explorer, by=by), ["country", "definition"] * 15)
    charts = [historylab.casualty_chart(course, subjects=subjects[:n]) for n in range(2, 9)]
    return {
        "casualties: new filter": fresh, "casualties: seen before": seen,
        "casualties: interact + pyplot": _interact(charts),
        "bare Agg draw, casualties": _clock(lambda chart: chart.canvas.draw(), charts),
        "casualties: picture": max(sizes) / 1000,
    }  # fmt: skip


def _interact(charts) -> dict:
    """Draw the same parts as a lesson would by hand: `interact` and a new figure each time."""
    pictures = [_parts(chart) for chart in charts]

    def draw(step):
        texts, boxes, lines, points = pictures[step]
        figure = plt.figure(figsize=(12, 6.75), dpi=100)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, 1200)
        axes.set_ylim(0, 675)
        axes.axis("off")
        for x0, y0, x1, y1, fill, hatch in boxes:
            axes.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, facecolor=fill, hatch=hatch))
        for line in lines:
            axes.plot(line[:, 0], line[:, 1], color="black", linewidth=1)
        for x, y in points:
            axes.plot(x, y, "o", color="black")
        for x, y, text, size, weight in texts:
            axes.text(x, y, text, fontsize=size, fontweight=weight, va="bottom")
        plt.show()

    widget = ipywidgets.interactive(draw, step=(0, len(pictures) - 1))
    slider = widget.children[0]
    slider.value = 0
    result = _clock(lambda step: _send(slider, value=step), [1, *range(len(pictures) - 1, 1, -1), 0])
    plt.close("all")
    return result


def _parts(figure):
    """Return what a chart is made of: texts, boxes, lines and points in pixels."""
    figure.canvas.draw()
    texts, boxes, lines, points = [], [], [], []
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip():
            box = text.get_window_extent()
            texts.append((box.x0, box.y0, text.get_text(), text.get_fontsize(), text.get_fontweight()))
    for item in figure.findobj(PolyCollection):
        fill = item.get_facecolor()
        for number, path in enumerate(item.get_paths()):
            box = path.get_extents(item.get_transform())
            boxes.append((*box.extents, fill[number % len(fill)], item.get_hatch()))
    for item in figure.findobj(Rectangle):
        if item is not figure.patch and item.get_visible():
            box = item.get_window_extent()
            boxes.append((*box.extents, item.get_facecolor(), item.get_hatch()))
    for item in figure.findobj(LineCollection):
        lines += [item.get_transform().transform(np.asarray(line)) for line in item.get_segments()]
    for item in figure.findobj(PathCollection):
        points += [tuple(p) for p in item.get_offset_transform().transform(item.get_offsets())]
    return texts, boxes, lines, points


def _figures(course) -> tuple[int, int, int]:
    """Return the figures alive before and after 200 steps of an explorer, and those of pyplot."""
    explorer = historylab.explore_pacts(course)
    first = dt.date.fromisoformat(explorer.between[0])
    actors = list(explorer.actors)

    def step(number):
        day = first + dt.timedelta(days=3 * number)
        _send(explorer, as_of=day.isoformat())
        if number % 20 == 0:
            _send(explorer, actors=actors[: 2 + number // 20 % (len(actors) - 1)])

    def alive():
        gc.collect()
        return sum(isinstance(thing, Figure) for thing in gc.get_objects())

    for number in range(0, 100, 20):  # fill the caches
        step(number)
    before = alive()
    for number in range(200):
        step(number)
    return before, alive(), len(plt.get_fignums())
