"""One event told in words: when, who, where, what, why it matters, and how we know."""

from historylab.charts.timeline_words import span_words
from historylab.widgets.explorer import cited, told

_SURE = {"one-source": "This rests on a single work.", "no": "This is not confirmed yet."}


def event_details(course, key, day=None):
    """Return one event as details for the front end.

    Parameters
    ----------
    course : Course
        For the event, its pacts and the works.
    key : str
        Id of the event.
    day : datetime.date or None
        Leave out what could be known only later; None = with all hindsight.

    Returns
    -------
    dict
        `title` and `rows` of texts.
    """
    event = course.events[key]
    hidden = "Hidden, because it looks back from a later time. Choose Show everything to read it."
    return {"title": event.title, "rows": [
        *told("When", event.date and span_words(event.date, day)),
        *told("Who", ", ".join(event.actors)),
        *told("Where", event.place),
        *told("What happened", event.summary),
        *told("The pact", *(_pact(pact, day) for pact in course.pacts if pact.event == key)),
        *told("Why it matters", event.significance and (hidden if day else event.significance)),
        *told("Known to the world", _known(event, day)),
        *told("How sure", _SURE.get(event.verified, "")),
        *told("Note", "" if day else event.note),
        *told("Sources", *cited(course, event.sources)),
    ]}


def _pact(pact, day):
    """Return name, content and end of a pact; an end after `day` is not told."""
    ended = pact.ended
    over = ended is not None and (day is None or (ended.latest is not None and ended.latest <= day))
    parts = [f"{pact.name}.", pact.gist]
    if over:
        parts.append(f"It ended {ended.words()}" + (f": {pact.end_reason}." if pact.end_reason else "."))
    return " ".join(part for part in parts if part)


def _known(event, day):
    since = event.known_from
    if since is None:
        return ""
    if day is not None and (since.earliest is None or since.earliest > day):
        return "Not yet: on this day it was a secret."
    return f"Since {since.words()}; before that it was a secret."
