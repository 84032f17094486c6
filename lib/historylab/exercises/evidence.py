"""Evidence in words: what a reader sees instead of an id."""
from __future__ import annotations

from ..records import Citation

__all__ = ["named"]

WORDS = (("documents", "title"), ("events", "title"), ("pacts", "name"), ("estimates", "what"))


def named(course, reference: str) -> str:
    """A piece of evidence in words.

    Parameters
    ----------
    course : Course
        Gives titles, dates and works.
    reference : str
        Id of a document, event, pact or estimate, or source-key@place.

    Returns
    -------
    str
        Such as 'D01: River treaty (2 March 1905)'; '' for one that has no words of its own.
    """
    key, _, locator = reference.partition("@")
    if key in course.sources.ids:
        return course.cite((Citation(key, locator),))
    for table, field in WORDS:
        rows = getattr(course, table)
        if key in rows.ids:
            row = rows[key]
            when = getattr(row, "date", None) or getattr(row, "signed", None)
            prefix = f"{key}: " if table == "documents" else ""
            return f"{prefix}{getattr(row, field)}" + (f" ({when.words()})" if when else "")
    return ""
