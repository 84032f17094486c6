"""`explore_causes`: the map of causes with controls, to take one event away and see what falls."""

import traitlets

from historylab.charts.causes import draw_map
from historylab.charts.causes_view import CONFIDENCE, arrange
from historylab.charts.causes_words import without_words
from historylab.widgets.details import event_details
from historylab.widgets.explorer import Explorer, one_of, option, shown_table, some_of

LABELS = {"agreed": "Agreed links", "debated": "Debated links"}


def explore_causes(course, *, events=None, without=None, size="auto"):
    """Show the map of causes with controls: take an event away, choose the links.

    Parameters
    ----------
    course : Course
        An open course with events and relations.
    events : list of str, optional
        Ids of 2 to 16 events; None = the course settings.
    without : str, optional
        Id of the event taken away at first; None = none.
    size : {"auto", "room", "page", "phone"}
        Size of the picture; "auto" = for a room, or for a phone where the page is narrow.

    Returns
    -------
    CauseExplorer
        An ipywidgets DOMWidget. Set or observe `without` ("" = nothing is taken
        away) and `confidence`.

    Raises
    ------
    ValueError
        For an event that is not in the course, or too few or too many of them.
    traitlets.TraitError
        For `without` that is not among the events.
    """
    return CauseExplorer(course, events=events, without=without or "", size=size)


class CauseExplorer(Explorer):
    """The map of causes with controls; made by `explore_causes`."""

    without = traitlets.Unicode("", help="id of the event taken away").tag(sync=True)
    confidence = traitlets.List(traitlets.Unicode(), list(CONFIDENCE)).tag(sync=True)

    _state_traits = ("without", "confidence")

    def __init__(self, course, *, events=None, without="", size="auto"):
        self._course, self._asked = course, events
        self._events = arrange(course, events=events).events
        super().__init__(label="Cause explorer", details_label="The event taken away",
                         without=without, size=size)

    @traitlets.validate("without")
    def _an_event(self, proposal):
        key = proposal["value"]
        return one_of(key, [event.id for event in self._events], "without") if key else ""

    @traitlets.validate("confidence")
    def _known(self, proposal):
        return some_of(proposal["value"], list(CONFIDENCE), "confidence")

    def _state(self):
        return self.without, tuple(self.confidence)

    def _frame(self):
        if not self.confidence:
            return {"status": "Nothing to draw: tick at least one kind of link. "
                              "The picture still shows the last choice."}
        view = arrange(self._course, events=self._asked, without=self.without or None,
                       confidence=self.confidence)
        figure = draw_map(self._course, view, self._canvas)
        count = "1 link" if len(view.links) == 1 else f"{len(view.links)} links"
        status = " ".join(without_words(view)) or "Nothing is taken away."
        return {
            "picture": figure.png(), "picture_size": [figure.size.width, figure.size.height],
            "alt": figure.alt, "facts": list(figure.facts), "notes": [figure.note],
            "sources": list(figure.sources), "table": shown_table(figure.table(), "causes.csv"),
            "status": f"{status} {count} shown.",
            "details": event_details(self._course, self.without) if self.without else {},
        }

    def _controls(self):
        return [
            {"kind": "select", "name": "without", "label": "Take one event away", "options": [
                option("", "None: the whole map"),
                *(option(event.id, event.title) for event in self._events)]},
            {"kind": "checkboxes", "name": "confidence", "label": "Links",
             "options": [option(key, label) for key, label in LABELS.items()]},
        ]
