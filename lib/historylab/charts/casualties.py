"""`casualty_chart`: how many people, counted by whom, from lowest to highest estimate."""
from __future__ import annotations

from collections.abc import Iterable

from . import casualties_text as words
from .casualties_draw import draw
from .casualties_passport import PassportError
from .casualties_boxes import is_narrow
from .casualties_place import place
from .casualties_view import arrange
from .figure import ChartFigure
from .style import size_of

__all__ = ["PassportError", "casualty_chart"]


def casualty_chart(
    course,
    *,
    measure: str = "deaths",
    by: str = "country",
    subjects: Iterable[str] | None = None,
    campaigns: Iterable[str] | None = None,
    groups: Iterable[str] = ("military", "civilian"),
    per: str | None = None,
    reference: str | None = None,
    title: str | None = None,
    size: str = "room",
) -> ChartFigure:
    """Draw ranges of casualty estimates, each with its passport.

    Parameters
    ----------
    course : Course
        The open course.
    measure : str
        What was counted, as in the data: "deaths", "casualties", "killed",
        "wounded" ... By campaign, "deaths" and "casualties" both show killed,
        wounded and captured apart; by definition every measure is shown and
        marked.
    by : {"country", "definition", "campaign"}
        What the rows are.
    subjects : iterable of str or None
        Countries (sides of a campaign) in the order wanted; None = the course
        settings. By definition exactly one.
    campaigns : iterable of str or None
        Campaigns in the order wanted; None = the course settings.
    groups : iterable of str
        Groups of people: "military", "civilian", "all", "prisoners".
    per : {"number", "per_1000", "both"} or None
        Persons, per 1,000 people, or both side by side; None = both for
        countries and numbers otherwise.
    reference : str or None
        Id of an estimate drawn as a line; None = the course settings; an empty
        text = no line.
    title : str or None
        None = a neutral title.
    size : {"room", "page", "phone"}
        The canvas.

    Returns
    -------
    ChartFigure
        With alt text, one fact for each bar, sources and a data table.

    Raises
    ------
    PassportError
        If a figure that would be drawn has no full passport.
    ValueError
        If a name is unknown (with the nearest spelling) or options do not fit.
    """
    canvas = size_of(size)
    stacked = is_narrow(canvas) and by == "country" and per in (None, "both")
    view = arrange(course, measure=measure, by=by, subjects=subjects, campaigns=campaigns,
                   groups=groups, per=per, reference=reference, title=title,
                   texts_in_heading=2 if stacked else 1)
    works, note = words.works(course, view), words.footer(view)
    figure = ChartFigure.new(canvas, alt=words.alt_text(view), facts=words.facts(view),
                             table=words.table(course, view), sources=works.full,
                             named_sources=works.named, title=view.title, note=note)
    figure.note = words.full_note(view)  # the picture has room for the short one only
    return draw(place(view, canvas, area=figure.plot_area), figure)
