"""`explore_map`: the map of events, step by step, each event and its place told in words."""

import datetime as dt

import traitlets

from historylab.charts.map import event_map, map_view
from historylab.charts.timeline_words import day_words, span_words
from historylab.secrecy import WORLD
from historylab.widgets.details import event_details
from historylab.widgets.explorer import Explorer, one_of, option, shown_table, told
from historylab.widgets.pacts import Day


def explore_map(course, *, events=None, kinds=None, between=None, as_of=None, known_to=None,
                selected=None, size="auto"):
    """Show the map of events with controls: one event after the other, day by day.

    Parameters
    ----------
    course : Course
        An open course with events, places and map/land.json.
    events, kinds, between
        What is shown, as for `event_map`; None = the course settings.
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
    MapExplorer
        An ipywidgets DOMWidget. Set or observe `as_of` ("" = everything), `known_to`
        ("" = no secret is hidden) and `selected` ("" = no event).

    Raises
    ------
    ValueError
        If an event or a kind is not in the course or nothing is left to show.
    traitlets.TraitError
        For a day that cannot be read or an event that is not on this map.
    """
    asked = {"events": events, "kinds": kinds, "between": between}
    given = {"known_to": known_to, "as_of": as_of, "selected": selected}
    return MapExplorer(course, asked, size=size, **{k: v for k, v in given.items() if v is not None})


class MapExplorer(Explorer):
    """The map of events with controls; made by `explore_map`."""

    as_of = Day().tag(sync=True)
    known_to = traitlets.Unicode("", help='an actor or "world"; "" hides no secret').tag(sync=True)
    selected = traitlets.Unicode("", help="id of the event told in words").tag(sync=True)

    _state_traits = ("as_of", "known_to", "selected")

    def __init__(self, course, asked, *, size="auto", **given):
        self._course, self._asked = course, asked
        self._lookers = [WORLD, *course.actors.ids]
        self._look(given.get("known_to", ""))
        super().__init__(label="Map explorer", details_label="The chosen event and its place",
                         size=size, **given)

    def _look(self, known_to):
        self._view = map_view(self._course, **self._asked, known_to=known_to or None)
        # a secret comes when it becomes known, not when it was made
        self._every = sorted(self._view.steps, key=lambda step: (step.shown_from, step.number))

    @traitlets.validate("known_to")
    def _a_looker(self, proposal):
        name = proposal["value"]
        return one_of(name, self._lookers, "known_to") if name else ""

    @traitlets.validate("selected")
    def _on_this_map(self, proposal):
        key = proposal["value"]
        return one_of(key, [step.event.id for step in self._view.steps], "selected") if key else ""

    def _day(self):
        return dt.date.fromisoformat(self.as_of) if self.as_of else None

    def _steps(self):
        """Return the steps that may be told now."""
        day = self._day()
        return [step for step in self._every if day is None or step.shown_from <= day]

    def _chosen(self):
        return next((step for step in self._every if step.event.id == self.selected), None)

    def _on_state(self, change):
        if change["name"] == "known_to":
            self._look(self.known_to)
        chosen = self._chosen()
        if chosen and chosen not in self._steps():  # of day and event, the one set last decides
            if change["name"] == "selected":
                self.as_of = chosen.shown_from.isoformat()
            else:
                seen = self._steps()
                self.selected = seen[-1].event.id if seen else ""
        self._show()

    def _pressed(self, name):
        steps = self._every
        if name == "everything":
            self.as_of = ""
        elif name == "hide":
            self.as_of = (self._chosen() or steps[0]).shown_from.isoformat()
        elif name in ("previous", "next"):
            self._step(steps, 1 if name == "next" else -1)

    def _step(self, steps, by):
        chosen = self._chosen()
        if chosen:
            here = steps.index(chosen)
        else:  # nothing chosen: go on from the day, or from the ends
            here = len(self._steps()) - 1 if self.as_of else (-1 if by > 0 else len(steps))
        if not 0 <= here + by < len(steps):
            end = "last" if by > 0 else "first"
            self.status = f"This is the {end} event on this map. {self.status}"
            return
        with self.hold_trait_notifications():
            self.selected = steps[here + by].event.id
            self.as_of = steps[here + by].shown_from.isoformat()

    def _state(self):
        return (self.as_of, self.known_to)

    def _frame(self):
        figure = event_map(self._course, **self._asked, known_to=self.known_to or None, as_of=self._day(), size=self._canvas)
        return {
            "picture": figure.png(), "picture_size": [figure.size.width, figure.size.height],
            "alt": figure.alt, "facts": list(figure.facts), "sources": list(figure.sources),
            "caption": figure.note, "table": shown_table(figure.table(), "map.csv"),
        }

    def _words(self, frame):
        day, steps = self._day(), self._steps()
        count = "1 event" if len(steps) == 1 else f"{len(steps)} events"
        said = f"As of {day_words(day)}: {count}." if day else f"Everything is shown: {count}."
        chosen = self._chosen()
        if chosen is None or chosen not in steps:
            return {"status": said, "details": {}}
        stop = self._view.stop_of(chosen)
        said += f" Event {chosen.number}: {chosen.event.title}, {span_words(chosen.event.date, day)}, {stop.name}."
        details = event_details(self._course, self.selected, day)
        today = stop.name_now if stop.name_now != stop.name else ""
        place = [
            *told("Place then", stop.name),
            *told("Place today", today),
            *told("How well known", stop.doubtful and f"to about {stop.precision:g} km"),
            *told("On the place", "" if day else stop.note),  # it may speak of later times
        ]
        rows = [row for row in details["rows"] if row["term"] not in ("Place", "Where")]
        return {"status": said, "details": {**details, "rows": [*rows[:1], *place, *rows[1:]]}}

    def _controls(self):
        steps, every = self._steps(), self._every
        first, last = every[0].event.id, every[-1].event.id
        days = [step.shown_from.isoformat() for step in every]
        return [
            {"kind": "buttons", "name": "step", "label": "Step by step", "options": [
                option("previous", "Previous event", off=self.selected == first),
                option("next", "Next event", off=self.selected == last)]},
            {"kind": "date", "name": "as_of", "label": "Show only what had happened by",
             "min": min(days), "max": max(days)},
            {"kind": "buttons", "name": "hindsight", "label": "Hindsight", "options": [
                option("hide", "Hide what came later", off=bool(self.as_of)),
                option("everything", "Show everything", off=not self.as_of)]},
            {"kind": "select", "name": "known_to", "label": "On that day, show", "options": [
                option("", "secrets too"), option(WORLD, "only what the world could know"),
                *(option(name, f"only what {name} could know") for name in self._lookers[1:])]},
            {"kind": "select", "name": "selected", "label": "Event", "options": [
                option("", "None"),
                *(option(s.event.id, f"{s.number}. {span_words(s.event.date, self._day())}: {s.event.title}")
                  for s in steps)]},
        ]
