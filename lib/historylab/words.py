"""Small sentences for messages: the nearest spelling, a short list of choices."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_FEW = 12  # so many choices are listed in full


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words that look most like `word`, at most three, the nearest first."""
    by_lower = {}
    for name in known:
        by_lower.setdefault(name.lower(), name)
    found = difflib.get_close_matches(word.lower(), by_lower, n=3, cutoff=0.6)
    return tuple(by_lower[name] for name in found)


def choices(word: str, known: Iterable[str]) -> str:
    """A sentence that helps to choose: the nearest spelling, else a short list.

    >>> choices("treatie", ["treaty", "war"])
    "Did you mean 'treaty'? Allowed: treaty, war."
    """
    known = tuple(dict.fromkeys(known))
    close = nearest(str(word), known)
    said = [f"Did you mean {' or '.join(repr(name) for name in close)}?"] if close else []
    if known and len(known) <= _FEW:
        said.append(f"Allowed: {', '.join(known)}.")
    return " ".join(said)
