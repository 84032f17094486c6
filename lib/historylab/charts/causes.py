"""`cause_map`: what led to what, agreed and debated links apart, and one event taken away."""

from __future__ import annotations

from collections.abc import Sequence

from .causes_draw import draw, key_words
from .causes_place import place
from .causes_view import CauseView, arrange
from .causes_words import alt_text, facts, note, table
from .evidence import Works, works_cited
from .figure import ChartFigure
from .style import size_of, text_width

__all__ = ["cause_map", "draw_map"]


FOOTER = {"room": 4, "page": 5, "phone": 8}


def cause_map(
    course,
    *,
    events: Sequence[str] | None = None,
    without: str | None = None,
    confidence: Sequence[str] = ("agreed", "debated"),
    title: str | None = None,
    size: str = "room",
) -> ChartFigure:
    """Draw which event led to which, from the relations of the course.

    Agreed links are solid, debated ones dashed and called so. With one event taken
    away, the map shows what no longer follows by agreed links.

    Parameters
    ----------
    course : Course
        What `open_course` returns.
    events : sequence of str or None
        Ids of 2 to 16 events; None = as settled in the course. 8 to 14 read best.
    without : str or None
        Id of one of them, to be taken away; None = nothing is taken away. Only
        agreed links count for what follows.
    confidence : sequence of {"agreed", "debated"}
        Which links are drawn.
    title : str or None
        None = a neutral title.
    size : str
        "room", "page" or "phone" (there time runs downward).

    Returns
    -------
    ChartFigure
        With alt text, one fact for each link, sources and a data table.

    Raises
    ------
    ValueError
        If an event or a confidence is unknown, there are too few or too many
        events, or the links go round in a circle.

    Examples
    --------
    >>> cause_map(course, without="first-treaty")           # doctest: +SKIP
    """
    size_of(size)  # refuse a wrong size before any work
    view = arrange(course, events=events, without=without, confidence=confidence, title=title)
    return draw_map(course, view, size)


def draw_map(course, view: CauseView, size: str = "room") -> ChartFigure:
    """Place and draw a view; the note tells of each word that found no room."""
    size = size_of(size)
    works = _works(course, view)
    placed = place(view, size, _area(_figure(view, works, size, note(view)), view))
    return draw(_figure(view, works, size, note(view, placed.wordless)), placed)


def _figure(view, works, size, said) -> ChartFigure:
    return ChartFigure.new(
        size, alt=alt_text(view), facts=facts(view), table=table(view, works), sources=works.full,
        named_sources=works.named, title=view.title, note=said,
        footer_lines=FOOTER[size.name],  # the map keeps still when the note changes
    )  # fmt: skip


def _area(figure, view):
    """What is left below the key."""
    size = figure.size
    em = size.pixels(size.text)
    x0, y0, x1, y1 = figure.plot_area
    rows, x = 1, x0
    entries = key_words(view)
    for number, (_, words) in enumerate(entries):
        x += 4.3 * em + text_width(words, size.text, size.dpi)
        if x > x1 - 12 * em and number < len(entries) - 1:
            rows, x = rows + 1, x0
    return (x0 + 1, y0 + (1.4 * rows + 0.4) * em, x1 - 1, y1)


def _works(course, view: CauseView) -> Works:
    works = works_cited(course, {"relations.csv": [link.relation for link in view.links]})
    if works.full:
        return works
    return works_cited(course, {"events.csv": view.events})  # no link, but the boxes rest on works too
