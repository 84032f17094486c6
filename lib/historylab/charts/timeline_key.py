"""The key of forms under a pact timeline: which forms, in which rows."""

from __future__ import annotations

import datetime as dt

from .style import ROLES, Size, text_width
from .timeline_view import ENDINGS, View
from .timeline_words import doubtful_bar, has_ended

KEY_SHARE = 0.875  # of the size of the other words


def key_entries(view: View, day: dt.date | None) -> list[tuple[str, str, str]]:
    """Return (kind of form, its name, its word) for every form there is on a day.

    Parameters
    ----------
    view : View
        What is shown.
    day : datetime.date or None
        None = with all hindsight.
    """
    bars, marks = view.bars_by(day), view.marks_by(day)
    groups = {mark.group for mark in marks}
    roles = {bar.role for bar in bars}
    ended = {
        bar.ending for bar in bars
        if not bar.is_draft and has_ended(bar, day) and bar.ended_by <= view.period.last
    }  # fmt: skip
    found = [("group", group, group) for group in view.groups if group in groups]
    order = ("public", "part", "secret", "draft")
    found += [("role", role, ROLES[role].word) for role in order if role in roles]
    if any(doubtful_bar(bar, view, day) for bar in bars):
        found.append(("wing", "", "date in doubt"))
    return found + [("end", word, word) for word in (*ENDINGS, "left") if word in ended]


def key_rows(
    entries: list[tuple[str, str, str]], size: Size
) -> tuple[list[str], list[tuple[str, str, int, float]]]:
    """Return the rows of words, and for each form its row and pixels from the left.

    The words of a row are one text with room before each word: a text costs
    more time to draw than all the forms together.
    """
    points = KEY_SHARE * size.text

    def width(text: str) -> float:
        return text_width(text, points, size.dpi)

    indent = " " * round(1.15 * size.pixels(size.text) / width(" "))
    rows, row, places = [], "", []
    for kind, value, word in entries:
        piece = indent + word
        if row and width(row + "   " + piece) > size.width - 2 * size.margin:
            rows.append(row)
            row = ""
        row += "   " if row else ""
        places.append((kind, value, len(rows), width(row)))
        row += piece
    return rows + [row] * bool(row), places
