"""One control for a whole lesson: what had happened, and what could be known, on one day."""

from pathlib import Path

import anywidget
import traitlets

from historylab.charts.timeline_words import span_words
from historylab.dates import When
from historylab.reading import document_card, glossary, known_on
from historylab.secrecy import WORLD
from historylab.widgets.explorer import one_of, option
from historylab.widgets.pacts import Day
from historylab.widgets.still import still

_HERE = Path(__file__).parent
LATEST_EVENTS = 5


def on_this_day(course, day, *, known_to=WORLD):
    """Show what had happened and what could be read on a day, and limit other widgets to it.

    Parameters
    ----------
    course : Course
        An open course.
    day : date
        The day at first.
    known_to : str
        "world" for what was public, an actor for what it could know too, "" for everything.

    Returns
    -------
    OnThisDay
        A widget with the traits `as_of` and `known_to`. `today.limit(explorer)` makes an
        explorer follow it; several can follow one control.

    Raises
    ------
    traitlets.TraitError
        For a date that cannot be read or an actor that is not in the course.
    """
    return OnThisDay(course, as_of=day, known_to=known_to)


class OnThisDay(anywidget.AnyWidget):
    """A date and a question of who looks; below, what was there. Made by `on_this_day`."""

    _esm = _HERE / "on_this_day.js"
    _css = _HERE / "question.css"

    as_of = Day().tag(sync=True)
    known_to = traitlets.Unicode(WORLD).tag(sync=True)
    lookers = traitlets.List().tag(sync=True)
    limits = traitlets.Dict().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    groups = traitlets.List().tag(sync=True)

    def __init__(self, course, **given):
        self.course = course
        days = [day for row in course.events if row.date for day in (row.date.earliest, row.date.latest) if day]
        self._actors = [actor.id for actor in course.actors]
        lookers = [option(WORLD, "only what the world could know"), option("", "secrets too"),
                   *(option(name, f"what {name} could know") for name in self._actors)]
        super().__init__(lookers=lookers, limits={"min": min(days).isoformat(), "max": max(days).isoformat()}, **given)
        self._show()
        self.observe(self._show, names=["as_of", "known_to"])

    @traitlets.validate("known_to")
    def _a_looker(self, proposal):
        name = proposal["value"]
        return one_of(name, [WORLD, *self._actors], "known_to") if name else ""

    def limit(self, widget):
        """Let an explorer follow this day, and who looks; gives the explorer back.

        Parameters
        ----------
        widget : Explorer
            Any widget with a trait `as_of`; `known_to` follows too where it has one.
        """
        for name in ("as_of", "known_to"):
            if widget.has_trait(name):
                traitlets.link((self, name), (widget, name))
        return widget

    def _show(self, _change=None):
        if not self.as_of:  # an explorer that follows was set to show everything
            self.status, self.groups = "No day is set: everything is shown.", []
            return
        day = When.of(self.as_of)
        there = known_on(self.course, day, self.known_to)
        events = [self.course.events[id] for id in there["events"][-LATEST_EVENTS:]]
        cards = [document_card(self.course, id, alone=True) for id in there["documents"]]
        words = glossary(self.course, there["words"])
        count = len(there["events"])
        with self.hold_sync():
            self.status = (f"{day.words()}: {count} event{'' if count == 1 else 's'} of the record had begun, "
                           f"{len(cards)} of its papers could be read.")
            self.groups = [
                group("The latest events", [told_by(row, day.latest) for row in reversed(events)]),
                group("Papers that could be read", [(card.title, texts_of(card.parts)) for card in reversed(cards)]),
                group("Words in use", [(name, list(texts)) for name, texts in words.parts]),
            ]

    def __repr__(self):
        lines = [self.status]
        for one in self.groups:
            lines += [f"{one['title']}:", *(f"- {item['name']}" for item in one["items"])]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_options):
        return {"text/plain": repr(self), "text/html": still(repr(self), "Run this cell to set another day."),
                "application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": self.model_id}}, {}


def told_by(event, day):
    """An event as it could be told on a day: what was still going on has no end and no summary."""
    over = event.date.end_latest is not None and event.date.end_latest <= day
    return f"{span_words(event.date, day)}: {event.title}", [event.summary] if over else ["It was still going on."]


def group(title, items):
    """A folded list for the front end."""
    return {"title": f"{title} ({len(items)})", "items": [{"name": name, "texts": list(texts)} for name, texts in items]}


def texts_of(parts):
    """The parts of a card as lines of text."""
    return [f"{name}: {'; '.join(texts)}" for name, texts in parts]
