"""Small sentences for messages: the nearest spelling, a short list of choices."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_FEW = 16  # so many choices are listed in full


class PlainError(Exception):
    """An error whose message is all that a reader needs: notebooks show it without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words that look most like `word`, at most three, the nearest first."""
    by_lower: dict[str, str] = {}
    for name in known:
        by_lower.setdefault(name.lower(), name)
    # Nobody misspells a word of hundreds of letters; comparing one would only take time.
    found = difflib.get_close_matches(word.lower()[:100], by_lower, n=3, cutoff=0.6)
    return tuple(by_lower[name] for name in found)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The nearest spelling as a question; "" if nothing is near."""
    close = nearest(word, known)
    return f"Did you mean {' or '.join(repr(name) for name in close)}?" if close else ""


def choices(word: object, known: Iterable[str]) -> str:
    """A sentence that helps to choose: the nearest spelling, and the list if it is short.

    >>> choices("treatie", ["treaty", "war"])
    "Did you mean 'treaty'? Allowed: treaty, war."
    """
    known = tuple(dict.fromkeys(known))
    said = [did_you_mean(str(word), known)]
    if 0 < len(known) <= _FEW:
        said.append(f"Allowed: {', '.join(known)}.")
    return " ".join(part for part in said if part)
