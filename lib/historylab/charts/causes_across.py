"""Where events of a map of causes stand across the picture, so that little is in the way.

Along the picture every event has its place already. Across it, one event is moved
at a time, or two change places, until nothing gets better; this begins several
times from different orders, and the best end is kept. Nothing is random.
"""

from __future__ import annotations

import numpy as np

__all__ = ["spread"]

_SWEEPS, _STEPS = 10, 24
# what is worst first: boxes upon boxes, links behind boxes, links across links
_OVERLAP, _BEHIND, _CROSSING, _CRAMPED, _SLOPE, _OFF = 4000.0, 900.0, 250.0, 240.0, 0.6, 0.05


def spread(along, half_along, half_across, links, ends, em: float, steep=()) -> list[float]:
    """Return the middle of each box across the picture, in pixels.

    Parameters
    ----------
    along, half_along, half_across : sequence of float
        Middle of each box along the picture, and half its size, in pixels.
    links : sequence of (int, int)
        Numbers of the boxes each link joins.
    ends : (float, float)
        First and last pixel across.
    em : float
        Height of a letter in pixels; boxes keep about half of it between them.
    steep : sequence of int
        Numbers of links that should rise or fall enough to leave room for a word.

    Examples
    --------
    >>> spread([10, 60], [5, 5], [5, 5], [(0, 1)], (0, 100), 10)
    [50.0, 50.0]
    """
    problem = _Problem(along, half_along, half_across, links, ends, em, steep)
    best, least = None, np.inf
    for start in _starts(len(along), links):
        middles, cost = problem.settle(problem.low + start * (problem.high - problem.low))
        if cost < least - 1e-6:
            best, least = middles, cost
    return [float(value) for value in best]


def _starts(count: int, links):
    """Yield first guesses from 0 to 1: level, golden steps, and linked events side by side."""
    numbers = np.arange(count)
    yield np.full(count, 0.5)
    for shift in np.arange(8) / 8:
        yield (numbers * 0.618034 + shift) % 1
        yield (numbers * 0.381966 + shift) % 1
    near = {n: sorted({b if a == n else a for a, b in links if n in (a, b)}) for n in range(count)}
    walk, waiting = [], list(reversed(range(count)))
    while waiting:
        here = waiting.pop()
        if here not in walk:
            walk.append(here)
            waiting += [other for other in reversed(near[here]) if other not in walk]
    place = np.array([walk.index(n) for n in numbers]) / max(count - 1, 1)
    yield place
    yield 1 - place


class _Problem:
    """The cost of many guesses at once; what does not change is worked out once."""

    def __init__(self, along, half_along, half_across, links, ends, em, steep):
        x, hx, hy = (np.asarray(values, float) for values in (along, half_along, half_across))
        self.low, self.high = ends[0] + hy, ends[1] - hy
        self.middle = (ends[0] + ends[1]) / 2
        upper = np.triu(np.ones((len(x), len(x)), bool), 1)
        close = np.abs(x[:, None] - x) < hx[:, None] + hx + 0.7 * em
        self.pairs = np.argwhere(upper & close)
        self.apart = (hy[self.pairs[:, 0]] + hy[self.pairs[:, 1]] + 0.6 * em)
        self.start = np.array([a for a, _ in links], int)
        self.end = np.array([b for _, b in links], int)
        run = x[self.end] - x[self.start]
        with np.errstate(divide="ignore", invalid="ignore"):
            one = (x - hx - x[self.start][:, None]) / run[:, None]
            two = (x + hx - x[self.start][:, None]) / run[:, None]
        first, last = np.clip(np.minimum(one, two), 0, 1), np.clip(np.maximum(one, two), 0, 1)
        level = (np.abs(run) < 1e-9)[:, None]
        first, last = np.where(level, 0, first), np.where(level, 1, last)
        beside = np.where(level, np.abs(x - x[self.start][:, None]) < hx, last > first)
        numbers = np.arange(len(x))
        own = (numbers == self.start[:, None]) | (numbers == self.end[:, None])
        self.behind = np.argwhere(beside & ~own)
        self.first, self.last = first[tuple(self.behind.T)], last[tuple(self.behind.T)]
        self.reach = hy[self.behind[:, 1]] + 0.3 * em
        pairs = [(n, m) for n in range(len(links)) for m in range(n) if not set(links[n]) & set(links[m])]
        self.lines = np.array(pairs, int).reshape(-1, 2)
        self.x, self.steep = x, np.array(list(steep), int)
        self.rise = hy[self.start[self.steep]] + hy[self.end[self.steep]] + 2.2 * em

    def cost(self, y):
        """Return the cost of each row of `y`, a guess of all middles."""
        gap = np.abs(y[:, self.pairs[:, 0]] - y[:, self.pairs[:, 1]])
        cost = _OVERLAP * np.clip((self.apart - gap) / self.apart + 1, 0, None).sum(
            axis=1, where=gap < self.apart - 1e-6)
        a, b = y[:, self.start], y[:, self.end]
        cost += _SLOPE * np.abs(a - b).sum(axis=1) + _OFF * np.abs(y - self.middle).sum(axis=1)
        flat = np.abs(a[:, self.steep] - b[:, self.steep]) < self.rise
        cost += _CRAMPED * flat.sum(axis=1)
        link, box = self.behind.T
        rise = b[:, link] - a[:, link]
        one, two = a[:, link] + self.first * rise, a[:, link] + self.last * rise
        hit = (np.minimum(one, two) < y[:, box] + self.reach) & (np.maximum(one, two) > y[:, box] - self.reach)
        cost += _BEHIND * hit.sum(axis=1)
        n, m = self.lines.T
        cost += _CROSSING * (self._sides(n, m, a, b) & self._sides(m, n, a, b)).sum(axis=1)
        return cost

    def _sides(self, n, m, a, b):
        """Whether the two ends of links m lie on different sides of links n."""
        x0, x1 = self.x[self.start[n]], self.x[self.end[n]]
        turn = [
            (x1 - x0) * (y - a[:, n]) - (b[:, n] - a[:, n]) * (x - x0)
            for x, y in ((self.x[self.start[m]], a[:, m]), (self.x[self.end[m]], b[:, m]))
        ]
        return turn[0] * turn[1] < 0

    def settle(self, y):
        """Improve a guess until nothing gets better; return it and its cost."""
        least = self.cost(y[None])[0]
        count = len(y)
        steps = np.linspace(0, 1, _STEPS + 1)
        for _ in range(_SWEEPS):
            before = least
            for n in range(count):
                tried = np.repeat(y[None], len(steps), axis=0)
                tried[:, n] = self.low[n] + steps * (self.high[n] - self.low[n])
                y, least = self._better(y, least, tried)
            pairs = np.array([(n, m) for n in range(count) for m in range(n)])
            tried = np.repeat(y[None], len(pairs), axis=0)
            rows = np.arange(len(pairs))
            tried[rows, pairs[:, 0]], tried[rows, pairs[:, 1]] = y[pairs[:, 1]], y[pairs[:, 0]]
            y, least = self._better(y, least, np.clip(tried, self.low, self.high))
            if least > before - 1e-6:
                break
        return y, least

    def _better(self, y, least, tried):
        costs = self.cost(tried)
        best = int(np.argmin(costs))
        return (tried[best], costs[best]) if costs[best] < least - 1e-6 else (y, least)
