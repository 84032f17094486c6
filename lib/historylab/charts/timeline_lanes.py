"""The order of lanes, and the rows of bars within a lane."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

EXACT = 9  # lanes up to which every order is weighed: 2 to the power of 9 sets


def lane_order(
    actors: Sequence[str], ties: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the actors in the order in which ties cross the fewest strangers' lanes.

    Parameters
    ----------
    actors : sequence of str
        In the order wished for; it decides between orders that are as good.
    ties : sequence of tuple of str
        The parties of each pact.

    Examples
    --------
    >>> lane_order(["A", "B", "C"], [("A", "C"), ("A", "C"), ("B", "C")])
    ('A', 'C', 'B')
    """
    return _order(tuple(actors), tuple(tuple(tie) for tie in ties))


@lru_cache(maxsize=256)
def _order(actors: tuple[str, ...], ties: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    at = {actor: number for number, actor in enumerate(actors)}
    groups = [sum(1 << at[actor] for actor in set(tie) if actor in at) for tie in ties]
    groups = [group for group in groups if group.bit_count() > 1]
    weights: dict[int, int] = {}
    for group in groups:
        weights[group] = weights.get(group, 0) + 1
    if len(actors) <= EXACT:
        return tuple(actors[number] for number in _exact(len(actors), weights))
    return tuple(actors[number] for number in _swapped(len(actors), weights))


def _cut(done: int, weights: dict[int, int]) -> int:
    """Ties that have parties both above and below a gap between two lanes.

    Summed over all gaps this is the height of all ties, and the parties are the
    same in every order: so the least sum has the fewest strangers crossed.
    """
    return sum(weight for group, weight in weights.items() if group & done and group & ~done)


def _exact(number: int, weights: dict[int, int]) -> list[int]:
    best: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}
    for done in range(1 << number):
        if done not in best:
            continue
        crossed, moved, order = best[done]
        place = len(order)
        for actor in range(number):
            if done >> actor & 1:
                continue
            after = done | 1 << actor
            found = (crossed + _cut(after, weights), moved + abs(actor - place), (*order, actor))
            if after not in best or found < best[after]:
                best[after] = found
    return list(best[(1 << number) - 1][2])


def _swapped(number: int, weights: dict[int, int]) -> list[int]:
    """Move one lane at a time while that helps: good, not proven best, for many lanes."""

    def cost(order: list[int]) -> tuple[int, int]:
        done = crossed = moved = 0
        for place, actor in enumerate(order):
            done |= 1 << actor
            crossed += _cut(done, weights)
            moved += abs(actor - place)
        return crossed, moved

    order = list(range(number))
    least = cost(order)
    for _ in range(number):
        better = None
        for source in range(number):
            rest = order[:source] + order[source + 1 :]
            for place in range(number):
                trial = [*rest[:place], order[source], *rest[place:]]
                found = cost(trial)
                if found < least:
                    least, better = found, trial
        if better is None:
            return order
        order = better
    return order


def pack_rows(
    extents: Sequence[tuple[float, float]], *, gap: float, wished: Sequence[int | None] = ()
) -> list[int]:
    """Return a row for each stretch, the first row in which it is free.

    Parameters
    ----------
    extents : sequence of (float, float)
        Left and right in pixels, in the order in which they choose.
    gap : float
        Pixels between neighbours in one row.
    wished : sequence of int or None
        A row to try first for each.

    Examples
    --------
    >>> pack_rows([(0, 50), (20, 80), (60, 90)], gap=5)
    [0, 1, 0]
    """
    rows: list[list[tuple[float, float]]] = []
    chosen = []
    for number, (left, right) in enumerate(extents):
        first = wished[number] if number < len(wished) else None
        order = ([first] if first is not None and first < len(rows) else []) + list(range(len(rows)))
        for row in order:
            if all(right + gap <= a or b + gap <= left for a, b in rows[row]):
                break
        else:
            rows.append([])
            row = len(rows) - 1
        rows[row].append((left, right))
        chosen.append(row)
    return chosen
