"""Place the labels of a history of estimates: clear of marks, labels and leaders."""
from __future__ import annotations

import math

from .labels import inside, overlap

__all__ = ["place_marks"]

_TRIED = 60  # places for which other labels are asked to move


def place_marks(wishes, *, obstacles, frame, em: float, gap: float):
    """Give each mark a label whose leader crosses nothing.

    Parameters
    ----------
    wishes : sequence of (id, x, top, low, wide, tall, first)
        A mark from `top` down to `low` at `x`, the measure of its label, and
        whether it chooses first (and would like to stand above its mark).
    obstacles : sequence of (id or None, box)
        What no label may cover; a leader may touch only its own mark and what
        has no id.
    frame : box
        No label leaves it.
    em, gap : float
        Height of a letter, and pixels kept between labels.

    Returns
    -------
    tuple
        (dict of id to box, dict of id to leader or None, ids left out).
    """
    spots = {wish[0]: _spots(wish, obstacles, frame, em) for wish in wishes}
    order = [w[0] for w in sorted(wishes, key=lambda w: (not w[6], len(spots[w[0]])))]
    chosen: dict = {}
    left = [name for name in order if not _settle(name, spots, chosen, gap)]
    left = [name for name in left if not _make_room(name, spots, chosen, gap)]
    return ({name: box for name, (box, _) in chosen.items()},
            {name: leader for name, (_, leader) in chosen.items()}, tuple(left))


def _blockers(place, chosen, gap) -> list:
    """Return the names of the labels that one place would touch or whose leader it crosses."""
    box, leader = place
    grown = (box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap)
    return [name for name, (other, line) in chosen.items()
            if overlap(grown, other) or (line and crosses(line, grown))
            or (leader and (crosses(leader, other) or (line and _meet(leader, line))))]


def _settle(name, spots, chosen, gap) -> bool:
    for place in spots[name]:
        box = place[0]
        grown = (box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap)
        if any(overlap(grown, other) for other, _ in chosen.values()):
            continue
        if not _blockers(place, chosen, gap):
            chosen[name] = place
            return True
    return False


def _make_room(name, spots, chosen, gap) -> bool:
    """Place a label by moving one or two others elsewhere; leave all as it was if that fails."""
    for place in spots[name][:_TRIED]:
        blockers = _blockers(place, chosen, gap)
        if len(blockers) > 2:
            continue
        kept = {blocker: chosen.pop(blocker) for blocker in blockers}
        chosen[name] = place
        if all(_settle(blocker, spots, chosen, gap) for blocker in blockers):
            return True
        for other in (name, *blockers):
            chosen.pop(other, None)
        chosen.update(kept)
    return False


def _spots(wish, obstacles, frame, em):
    """Return (box, leader) of every place a label may stand, the nearest first."""
    name, x, top, low, wide, tall, first = wish
    spots = []
    for across in (0.6, 1.5, 3, 5, 8, 12, 17):
        for down in (0, 0.6, 1.2, 2, 3, 4.5, 6.5, 9):
            for side in (-1, 1):
                y = (top if side < 0 else low) + side * down * em
                y = (top + low) / 2 if down == 0 else y
                spots.append((x + across * em, y - tall / 2))
                spots.append((x - across * em - wide, y - tall / 2))
    for up in (0.5, 0.9, 1.6, 2.4, 3.4, 4.6, 6, 7.5, 9):
        for share in (0.5, 0.15, 0.85, -0.15, 1.15):
            spots.append((x - share * wide, top - up * em - tall))
            spots.append((x - share * wide, low + up * em))

    def far(spot):
        across = max(spot[0] - x, x - spot[0] - wide, 0)
        down = max(spot[1] - low, top - spot[1] - tall, 0)
        above = 4 * em if first and spot[1] + tall > top else 0
        return math.hypot(across, down) + above

    found = []
    for left, high in sorted(spots, key=far):
        box = (left, high, left + wide, high + tall)
        if not inside(box, frame) or any(overlap(box, other) for _, other in obstacles):
            continue
        leader = _leader(x, top, low, box, em)
        if leader and any(owner not in (name, None) and crosses(leader, other)
                          for owner, other in obstacles):
            continue
        if first and leader and math.dist(leader[:2], leader[2:]) > 4 * em:
            continue  # what a room reads at a glance stays near its mark
        found.append((box, leader))
    return found


def _leader(x, top, low, box, em):
    """Return the line from a mark to its label, or None where they are neighbours."""
    left, high, right, bottom = box
    to_x = left if left > x else right if right < x else x
    to_y = (high + bottom) / 2 if to_x != x else (bottom if bottom < top else high)
    from_y = min(max(to_y, top), low)
    if math.hypot(to_x - x, to_y - from_y) < 1.1 * em:
        return None
    return (x, from_y, to_x, to_y)


def crosses(line, box) -> bool:
    """Return whether a straight line passes through a box.

    Examples
    --------
    >>> crosses((0, 0, 10, 10), (4, 4, 6, 6)), crosses((0, 0, 10, 0), (4, 4, 6, 6))
    (True, False)
    """
    x0, y0, x1, y1 = line
    if ((x0 <= box[0] and x1 <= box[0]) or (x0 >= box[2] and x1 >= box[2])
            or (y0 <= box[1] and y1 <= box[1]) or (y0 >= box[3] and y1 >= box[3])):
        return False  # most lines are far away
    begin, end = 0.0, 1.0
    for start, step, low, high in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if step == 0:
            if not low < start < high:
                return False
            continue
        one, two = sorted(((low - start) / step, (high - start) / step))
        begin, end = max(begin, one), min(end, two)
    return begin < end - 1e-9


def _meet(one, two) -> bool:
    """Return whether two lines cross."""
    def side(line, x, y):
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    return (side(one, *two[:2]) * side(one, *two[2:]) < 0
            and side(two, *one[:2]) * side(two, *one[2:]) < 0)
