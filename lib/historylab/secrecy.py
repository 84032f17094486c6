"""From which day somebody could know of a thing: one rule for timeline, map, papers and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

WORLD = "world"  # known_to: everybody, as opposed to one actor


def known_since(record, insiders: Iterable[str], known_to: str) -> dt.date | None:
    """Return the day from which those who look could know of a record; None = at once.

    Parameters
    ----------
    record : Record
        Anything with `known_from`; None there means that it was public at once.
    insiders : iterable of str
        Actors who knew from the beginning.
    known_to : str
        Who looks: an actor, `WORLD`, or "" for us, who know the secrets.

    Examples
    --------
    >>> from historylab.dates import When
    >>> from historylab.records import Event
    >>> order = Event(id="order", known_from=When.parse("1911"))
    >>> known_since(order, ["Northland"], WORLD)
    datetime.date(1911, 12, 31)
    >>> known_since(order, ["Northland"], "Northland") is None
    True
    """
    if not known_to or known_to in insiders or record.known_from is None:
        return None
    return record.known_from.latest or dt.date.max
