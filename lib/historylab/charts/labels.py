"""Place labels so that nothing overlaps: boxes in, boxes out, no drawing.

Every label has a few places where it may stand, the best first. The label with
the greatest weight chooses first; of equals, the one with the fewest free
places. One that finds no place may move a single other label to another of its
places; if that does not help either, it is left out and said so. Same input,
same result: nothing here is random.

Boxes are (x0, y0, x1, y1) in pixels from the top left corner. Boxes that only
touch do not overlap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
CELL = 48  # pixels; about the height of two lines, so that a label lies in few cells


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants a place.

    Parameters
    ----------
    id : str
        Name of the label.
    boxes : tuple of Box
        Where it may stand, the best place first.
    weight : float
        Greater chooses first; of equal weights, the one with fewer free places.
    """

    id: str
    boxes: tuple[Box, ...]
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Placement:
    """Which labels stand where.

    Parameters
    ----------
    placed : dict of str to int
        Id -> number of the place chosen, counted from 0.
    boxes : dict of str to Box
        Id -> box.
    left_out : tuple of str
        Ids of the labels without a place, in the order in which they asked.
    """

    placed: dict[str, int]
    boxes: dict[str, Box]
    left_out: tuple[str, ...]


def overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes share more than an edge.

    Examples
    --------
    >>> overlap((0, 0, 2, 2), (1, 1, 3, 3)), overlap((0, 0, 2, 2), (2, 0, 4, 2))
    (True, False)
    """
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def inside(box: Box, frame: Box) -> bool:
    """Return whether a box lies wholly within another; edges may touch."""
    return (
        frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]
    )  # fmt: skip


class _Grid:
    """Boxes by the cells they lie in, so that a question looks at few of them."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], dict[object, Box]] = {}

    def _keys(self, box: Box) -> Iterable[tuple[int, int]]:
        across = range(math.floor(box[0] / CELL), math.floor(box[2] / CELL) + 1)
        down = range(math.floor(box[1] / CELL), math.floor(box[3] / CELL) + 1)
        return ((x, y) for x in across for y in down)

    def add(self, name: object, box: Box) -> None:
        for key in self._keys(box):
            self._cells.setdefault(key, {})[name] = box

    def remove(self, name: object, box: Box) -> None:
        for key in self._keys(box):
            self._cells[key].pop(name, None)

    def hits(self, box: Box, most: int) -> list[object]:
        """Return the names of boxes that overlap this one, `most` of them at the most."""
        found: dict[object, None] = {}
        for key in self._keys(box):
            for name, other in self._cells.get(key, {}).items():
                if name not in found and overlap(box, other):
                    found[name] = None
                    if len(found) >= most:
                        return list(found)
        return list(found)


def place_labels(
    wishes: Sequence[Wish],
    *,
    obstacles: Iterable[Box] = (),
    frame: Box,
    gap: float | tuple[float, float] = 6.0,
    most: int | None = None,
) -> Placement:
    """Give every label the best place that is free.

    Parameters
    ----------
    wishes : sequence of Wish
        The labels; ids must differ.
    obstacles : iterable of Box
        Marks, bars and lines that no label may cover.
    frame : Box
        No label leaves it.
    gap : float or (float, float)
        Pixels kept free between two labels; two numbers = across, down.
    most : int or None
        Labels placed at the most; None = no limit.

    Returns
    -------
    Placement
        Places and what is left out.

    Examples
    --------
    >>> here, there = (0, 0, 40, 10), (60, 0, 100, 10)
    >>> wishes = [Wish("a", (here, there)), Wish("b", (here,), weight=1)]
    >>> place_labels(wishes, frame=(0, 0, 100, 10)).placed
    {'b': 0, 'a': 1}
    """
    fixed, labels = _Grid(), _Grid()
    gaps = gap if isinstance(gap, tuple) else (gap, gap)
    for number, box in enumerate(obstacles):
        fixed.add(number, box)
    free = {  # places that neither an obstacle nor the frame forbids
        wish.id: [
            (number, box)
            for number, box in enumerate(wish.boxes)
            if inside(box, frame) and not fixed.hits(box, 1)
        ]
        for wish in wishes
    }
    chosen: dict[str, tuple[int, Box]] = {}

    def settle(name: str, place: tuple[int, Box]) -> None:
        chosen[name] = place
        labels.add(name, _grown(place[1], gaps))

    def first_free(name: str) -> tuple[int, Box] | None:
        return next((place for place in free[name] if not labels.hits(place[1], 1)), None)

    def move_one_for(name: str) -> bool:
        for place in free[name]:
            blockers = labels.hits(place[1], 2)
            if len(blockers) != 1:
                continue
            other = blockers[0]
            old = chosen[other]
            labels.remove(other, _grown(old[1], gaps))
            labels.add(name, _grown(place[1], gaps))
            new = first_free(other)
            labels.remove(name, _grown(place[1], gaps))
            if new:
                settle(other, new)
                settle(name, place)
                return True
            labels.add(other, _grown(old[1], gaps))
        return False

    left_out = []
    for wish in sorted(wishes, key=lambda wish: (-wish.weight, len(free[wish.id]))):
        place = first_free(wish.id) if most is None or len(chosen) < most else None
        if place:
            settle(wish.id, place)
        elif (most is not None and len(chosen) >= most) or not move_one_for(wish.id):
            left_out.append(wish.id)
    return Placement(
        {name: number for name, (number, _) in chosen.items()},
        {name: box for name, (_, box) in chosen.items()},
        tuple(left_out),
    )


def _grown(box: Box, gaps: tuple[float, float]) -> Box:
    across, down = gaps
    return box[0] - across, box[1] - down, box[2] + across, box[3] + down
