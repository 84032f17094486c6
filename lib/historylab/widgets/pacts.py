"""`explore_pacts`: the pact timeline with controls, day by day, each event told in words."""

import datetime as dt

import traitlets

from historylab.charts.frames import TimelineFrames
from historylab.charts.timeline_words import day_words, span_words
from historylab.dates import When
from historylab.secrecy import WORLD
from historylab.widgets.details import event_details
from historylab.widgets.explorer import (
    Explorer,
    FrameCache,
    one_of,
    option,
    shown_table,
    some_of,
)

FOLD = "Choose actors, kinds and period"
PLOTS_KEPT = 4  # pairs of pictures, 1.6 MB each


def explore_pacts(course, *, actors=None, kinds=None, between=None, as_of=None, known_to=None,
                  selected=None, size="auto"):
    """Show the pact timeline with controls: actors, kinds, period, day by day.

    Parameters
    ----------
    course : Course
        An open course with pacts and events.
    actors, kinds : list of str, optional
        What is drawn at first; None = the course settings, and all kinds.
    between : pair of dates, optional
        The period at first (EDTF texts); None = the course settings.
    as_of : date, optional
        Show only what had happened by this day; None = everything.
    known_to : str, optional
        An actor, or "world": on a day, hide also what they could not know yet.
    selected : str, optional
        Id of the event told in words; None = no event.
    size : {"auto", "room", "page", "phone"}
        Size of the picture; "auto" = for a room, or for a phone where the page is narrow.

    Returns
    -------
    PactExplorer
        An ipywidgets DOMWidget. Set or observe `actors`, `kinds`, `between`, `as_of`
        ("" = everything) and `selected` ("" = no event).

    Raises
    ------
    traitlets.TraitError
        For an actor, a kind, a date or an event that is not in the course.
    """
    given = {"actors": actors, "kinds": kinds, "between": between,
             "as_of": as_of, "known_to": known_to, "selected": selected}
    return PactExplorer(course, size=size, **{k: v for k, v in given.items() if v is not None})


class Day(traitlets.TraitType):
    """A day as text ("1905-03-01"), or "" for no day. A month means its last day."""

    default_value = ""

    def validate(self, owner, value):
        if value in (None, ""):
            return ""
        try:
            day = When.of(value).latest
        except ValueError as problem:
            raise traitlets.TraitError(f"{self.name}: {problem}") from None
        if day is None:
            raise traitlets.TraitError(f"{self.name}: {value!r} has no last day; name a day.")
        return day.isoformat()


class Period(traitlets.TraitType):
    """Two days as texts, the first and the last of a period."""

    def validate(self, owner, value):
        try:
            first, last = (When.of(part) for part in value)
        except (TypeError, ValueError) as problem:
            raise traitlets.TraitError(
                f"{self.name}: give two dates, such as ('1905-03', '1906'). {problem}") from None
        if first.earliest is None or last.latest is None or first.earliest >= last.latest:
            raise traitlets.TraitError(
                f"{self.name}: {value!r} is no period; the first date must come before the last.")
        return [first.earliest.isoformat(), last.latest.isoformat()]


class PactExplorer(Explorer):
    """The pact timeline with controls; made by `explore_pacts`."""

    actors = traitlets.List(traitlets.Unicode()).tag(sync=True)
    kinds = traitlets.List(traitlets.Unicode()).tag(sync=True)
    between = Period().tag(sync=True)
    as_of = Day().tag(sync=True)
    known_to = traitlets.Unicode("", help='an actor or "world"; "" hides no secret').tag(sync=True)
    selected = traitlets.Unicode("", help="id of the event told in words").tag(sync=True)

    _state_traits = ("actors", "kinds", "between", "as_of", "known_to", "selected")

    def __init__(self, course, *, size="room", **given):
        self._course = course
        settings = (course.settings or {}).get("timeline") or {}
        bound = {party.actor for party in course.pact_parties}
        first = settings.get("actors") or [a.id for a in course.actors if a.id in bound][:5]
        self._allowed = {
            "actors": list(dict.fromkeys([*first, *(a.id for a in course.actors if a.id in bound)])),
            "kinds": sorted({e.kind for e in course.events} | {p.kind for p in course.pacts}),
        }
        days = [d for e in course.events if e.date for d in (e.date.earliest, e.date.latest) if d]
        self._limits = {"min": min(days).isoformat(), "max": max(days).isoformat()}
        self._start = {
            "actors": some_of(first, self._allowed["actors"], "actors"),
            "kinds": settings.get("kinds") or self._allowed["kinds"],
            "between": Period().validate(None, settings.get("between") or self._limits.values()),
        }
        self._plots = FrameCache(PLOTS_KEPT)
        super().__init__(label="Pact explorer", details_label="The chosen event", size=size,
                         **{**self._start, **given})

    @traitlets.validate("actors", "kinds")
    def _known(self, proposal):
        name = proposal["trait"].name
        return some_of(proposal["value"], self._allowed[name], name)

    @traitlets.validate("known_to")
    def _a_looker(self, proposal):
        name = proposal["value"]
        return one_of(name, [WORLD, *self._allowed["actors"]], "known_to") if name else ""

    @traitlets.validate("selected")
    def _an_event(self, proposal):
        key = proposal["value"]
        return one_of(key, self._course.events.ids, "selected") if key else ""

    # -- the state ------------------------------------------------------------------
    def _plot(self):
        """Return the pictures of the present choice of actors, kinds and period."""
        now = {"actors": tuple(self.actors), "kinds": tuple(self.kinds),
               "between": tuple(self.between), "known_to": self.known_to}
        for name in ("actors", "kinds"):
            if not now[name]:
                raise ValueError(f"Nothing to draw: tick at least one of the {name}.")
        # What was not touched is left to the course, which may settle more than the controls show.
        asked = {name: None if name in self._start and list(value) == list(self._start[name]) else value
                 for name, value in now.items()}
        return self._plots.get((self._canvas, *now.values()), lambda: TimelineFrames(
            self._course, size=self._canvas, **asked))

    def _day(self):
        return dt.date.fromisoformat(self.as_of) if self.as_of else None

    def _steps(self):
        """Return (day, event) of what may be told now, in order of time."""
        day = self._day()
        return [one for one in self._plot().steps if day is None or one[0] <= day]

    def _on_state(self, change):
        try:
            self._agree(change["name"])
        except ValueError:
            pass  # nothing can be drawn; the frame says why
        self._show()

    def _agree(self, changed):
        """Let the chosen event and the day agree: the one that was set last decides."""
        seen = [event.id for _, event in self._steps()]
        days = {event.id: day for day, event in self._plot().steps}
        if changed == "selected":
            if self.as_of and self.selected in days and self.selected not in seen:
                self.as_of = days[self.selected]
        elif self.selected and self.selected not in seen or changed == "as_of" and not self.selected:
            self.selected = seen[-1] if seen and self.as_of else ""

    def _pressed(self, name):
        try:
            steps = self._plot().steps
        except ValueError:
            return
        if name == "everything":
            self.as_of = ""
        elif name == "hide":
            days = {event.id: day for day, event in steps}
            self.as_of = days.get(self.selected) or (steps[0][0] if steps else "")
        elif name in ("previous", "next"):
            self._step(steps, 1 if name == "next" else -1)

    def _step(self, steps, by):
        ids = [event.id for _, event in steps]
        here = ids.index(self.selected) if self.selected in ids else len(self._steps()) - 1
        if not self.selected and not self.as_of:
            here = -1 if by > 0 else len(ids)
        if not 0 <= here + by < len(ids):
            end = "last" if by > 0 else "first"
            self.status = f"This is the {end} event of the period. {self.status}"
            return
        day, event = steps[here + by]
        with self.hold_trait_notifications():
            self.selected = event.id
            if self.as_of:
                self.as_of = day

    # -- what is shown ----------------------------------------------------------------
    def _state(self):
        return (tuple(self.actors), tuple(self.kinds), tuple(self.between), self.as_of,
                self.known_to, self.selected)

    def _frame(self):
        try:
            plot, day = self._plot(), self._day()
        except ValueError as problem:
            if not self.picture:
                raise
            return {"status": f"{problem} The picture still shows the last choice."}
        told_now = plot.told(day)
        return {
            "picture": plot.png(as_of=day, chosen=self.selected),
            "picture_size": list(plot.size), "alt": self._alt(told_now.alt),
            "facts": list(told_now.facts), "sources": list(told_now.sources),
            "caption": f"{told_now.note}\n{told_now.source_line}",
            "table": shown_table(told_now.table, "timeline.csv"),
            "status": self._said(plot, day),
            "details": self._told_event(day),
        }

    def _alt(self, alt):
        if not self.selected:
            return alt
        return f"{alt} A frame marks the chosen event: {self._course.events[self.selected].title}."

    def _said(self, plot, day):
        steps = self._steps()
        count = "1 event" if len(steps) == 1 else f"{len(steps)} events"
        shown = f"As of {day_words(day)}: {count}." if day else f"Everything is shown: {count}."
        ids = [event.id for _, event in steps]
        if self.selected in ids:
            event = self._course.events[self.selected]
            shown += f" Event {ids.index(event.id) + 1}: {event.title}, {span_words(event.date, day)}."
        elif self.selected:
            shown += " The chosen event is not in the picture."
        return shown

    def _told_event(self, day):
        return event_details(self._course, self.selected, day) if self.selected else {}

    def _controls(self):
        try:
            steps, every = self._steps(), self._plot().steps
        except ValueError:
            return self.controls
        events = [option("", "None")] + [
            option(event.id, f"{span_words(event.date, self._day())}: {event.title}") for _, event in steps]
        ids = [event.id for _, event in every]
        first, last = (ids[0], ids[-1]) if ids else ("", "")
        return [
            {"kind": "buttons", "name": "step", "label": "Step by step", "options": [
                option("previous", "Previous event", off=self.selected == first),
                option("next", "Next event", off=self.selected == last)]},
            {"kind": "date", "name": "as_of", "label": "Show only what had happened by",
             "min": self.between[0], "max": self.between[1]},
            {"kind": "buttons", "name": "hindsight", "label": "Hindsight", "options": [
                option("hide", "Hide what came later", off=bool(self.as_of)),
                option("everything", "Show everything", off=not self.as_of)]},
            {"kind": "select", "name": "known_to", "label": "On that day, show", "options": [
                option("", "secrets too"), option(WORLD, "only what the world could know"),
                *(option(name, f"only what {name} could know") for name in self._allowed["actors"])]},
            {"kind": "select", "name": "selected", "label": "Event", "options": events},
            {"kind": "checkboxes", "name": "actors", "label": "Actors", "fold": FOLD,
             "options": [option(name) for name in self._allowed["actors"]]},
            {"kind": "checkboxes", "name": "kinds", "label": "Kinds of pacts and events",
             "fold": FOLD, "options": [option(name) for name in self._allowed["kinds"]]},
            {"kind": "dates", "name": "between", "label": "Period", "ends": ["From", "To"],
             "fold": FOLD, **self._limits},
        ]
