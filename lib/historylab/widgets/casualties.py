"""`explore_casualties`: counts of the dead by country, by definition, by campaign, over time."""

import traitlets

from historylab.charts.casualties import casualty_chart
from historylab.charts.casualties_view import arrange
from historylab.charts.casualties_words import amount_words, capital, group_words, measure_of
from historylab.charts.history import estimate_history
from historylab.widgets.explorer import Explorer, cited, one_of, option, shown_table, some_of, told

VIEWS = {
    "country": "By country",
    "definition": "One country, by what was counted",
    "campaign": "By campaign",
    "history": "How the number changed",
}
PER = {"number": "Number of people", "per_1000": "Per 1,000 people", "both": "Both, side by side"}
FOLD = "Choose groups, countries and campaigns"
GROUPS = {"military": "Military", "civilian": "Civilian"}


def explore_casualties(course, *, by="country", size="auto"):
    """Show counts of the dead with controls, and the passport of each count in words.

    Parameters
    ----------
    course : Course
        An open course with estimates.
    by : {"country", "definition", "campaign", "history"}
        The first view.
    size : {"auto", "room", "page", "phone"}
        Size of the picture; "auto" = for a room, or for a phone where the page is narrow.

    Returns
    -------
    CasualtyExplorer
        An ipywidgets DOMWidget. Set or observe `by`, `per`, `groups`, `subjects`,
        `subject`, `campaigns` and `selected` (the id of an estimate).

    Raises
    ------
    PassportError
        If a figure that would be drawn has no full passport.
    """
    return CasualtyExplorer(course, by=by, size=size)


class CasualtyExplorer(Explorer):
    """Casualty charts with controls; made by `explore_casualties`."""

    by = traitlets.Unicode("country").tag(sync=True)
    per = traitlets.Unicode("both").tag(sync=True)
    groups = traitlets.List(traitlets.Unicode()).tag(sync=True)
    subjects = traitlets.List(traitlets.Unicode()).tag(sync=True)
    subject = traitlets.Unicode().tag(sync=True)
    campaigns = traitlets.List(traitlets.Unicode()).tag(sync=True)
    selected = traitlets.Unicode("", help="id of the estimate told in words").tag(sync=True)

    _state_traits = ("by", "per", "groups", "subjects", "subject", "campaigns", "selected")

    def __init__(self, course, *, by="country", size="auto"):
        self._course = course
        settings = (course.settings or {}).get("casualties") or {}
        rows = {key: [e for e in course.estimates if e.series == key]
                for key in ("country", "part", "campaign", "history")}
        self._of = {
            "subjects": _names([*settings.get("subjects", ()), *(e.subject for e in rows["country"])]),
            "subject": {"definition": _names(e.subject for e in rows["country"] + rows["part"]),
                        "history": _names(e.subject for e in rows["history"])},
            "campaigns": _names(e.campaign for e in rows["campaign"]),
        }
        self._rows = ()
        first = settings.get("subjects") or self._of["subjects"]
        super().__init__(
            by=by, size=size, label="Casualty explorer", details_label="The chosen count and who made it",
            groups=list(GROUPS), subjects=list(first),
            subject=settings.get("definition_subject") or next(iter(first), ""),
            campaigns=[n for n in settings.get("campaigns", ()) if n in self._of["campaigns"]]
            or self._of["campaigns"][:1])

    @traitlets.validate("by", "per", "groups", "subjects", "subject", "campaigns")
    def _known(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        of_one = {"by": list(VIEWS), "per": list(PER),
                  "subject": _names(n for names in self._of["subject"].values() for n in names)}
        if name in of_one:
            return one_of(value, of_one[name], name)
        return some_of(value, list(GROUPS) if name == "groups" else self._of[name], name)

    def _subject(self):
        """Return the subject of a view of one subject; the first one if the chosen has no rows."""
        known = self._of["subject"].get(self.by, [])
        return self.subject if self.subject in known else next(iter(known), self.subject)

    def _arguments(self):
        if self.by == "country":
            return {"groups": tuple(self.groups), "subjects": tuple(self.subjects), "per": self.per}
        if self.by == "definition":
            return {"subjects": (self._subject(),), "per": "number"}
        return {"groups": tuple(self.groups), "campaigns": tuple(self.campaigns), "per": "number"}

    def _state(self):
        if self.by == "history":
            return self.by, self._subject()
        return self.by, *self._arguments().values()

    def _frame(self):
        try:
            if self.by == "history":
                figure = estimate_history(self._course, subject=self._subject(), size=self._canvas)
                rows = [e for e in self._course.estimates
                        if e.series == "history" and e.subject == self._subject() and e.chart]
            else:
                asked = self._arguments()
                if not all(asked.values()):
                    return _nothing("Nothing to draw: tick at least one box in each group.")
                figure = casualty_chart(self._course, by=self.by, size=self._canvas, **asked)
                rows = [bar.estimate for bar in arrange(self._course, by=self.by, **asked).bars]
        except ValueError as problem:
            if not self.picture:  # at the start there is no status line yet to say it in
                raise
            return _nothing(str(problem).removeprefix("casualty_chart: "))
        counted = "1 count" if len(rows) == 1 else f"{len(rows)} counts"
        return {
            "picture": figure.png(), "picture_size": [figure.size.width, figure.size.height],
            "alt": figure.alt, "facts": list(figure.facts), "rows": tuple(rows),
            "notes": [figure.note] if figure.note else [], "sources": list(figure.sources),
            "table": shown_table(figure.table(), "casualties.csv"),
            "status": f"{figure.title_text}: {counted} shown.",
        }

    def _words(self, frame):
        if (rows := frame.pop("rows", None)) is not None:
            self._rows = rows
        chosen = next((e for e in self._rows if e.id == self.selected), None)
        if chosen is None:
            return {"details": {}}
        return {"details": passport(self._course, chosen),
                "status": f"{frame['status']} Chosen: {_row_name(chosen)}."}

    def _controls(self):
        rows = [option("", "None")] + [option(e.id, _row_name(e)) for e in self._rows]
        by = self.by
        return [
            {"kind": "select", "name": "by", "label": "View",
             "options": [option(key, label) for key, label in VIEWS.items()]},
            {"kind": "select", "name": "per", "label": "Measure", "hidden": by != "country",
             "options": [option(key, label) for key, label in PER.items()]},
            {"kind": "checkboxes", "name": "groups", "label": "Groups of people",
             "hidden": by not in ("country", "campaign"), "fold": FOLD,
             "options": [option(key, label) for key, label in GROUPS.items()]},
            {"kind": "checkboxes", "name": "subjects", "label": "Countries",
             "hidden": by != "country", "fold": FOLD,
             "options": [option(n) for n in self._of["subjects"]]},
            {"kind": "select", "name": "subject", "label": "Country",
             "hidden": by not in ("definition", "history"),
             "options": [option(n) for n in self._of["subject"].get(by, [])]},
            {"kind": "checkboxes", "name": "campaigns", "label": "Campaigns",
             "hidden": by != "campaign", "fold": FOLD,
             "options": [option(n) for n in self._of["campaigns"]]},
            {"kind": "select", "name": "selected", "label": "Who counted? Choose a row",
             "options": rows},
        ]


def passport(course, estimate):
    """Return one estimate as details: how many, of whom, who counted, how, what overlaps.

    Parameters
    ----------
    course : Course
        For definitions, populations, overlapping rows and works.
    estimate : Estimate
        The row.

    Returns
    -------
    dict
        `title` and `rows`, as the front end shows them.
    """
    e = estimate
    number = amount_words(e.low, e.high) + ("" if e.unit == "persons" else f" {e.unit}")
    if e.central is not None and e.low != e.high:
        number += f"; the source itself gives {amount_words(e.central, e.central)}"
    measure = measure_of(e.measure)
    mark = f" ({measure.mark})" if measure.mark else ""
    term = course.definitions[e.definition] if e.definition in course.definitions else None
    overlap = [_row_name(course.estimates[key]) for key in e.overlap if key in course.estimates]
    base = course.population[e.population] if e.population in course.population else None
    return {"title": _row_name(e), "rows": [
        *told("How many", number),
        *told("What is counted", f"{capital(measure.words)}{mark}", e.what),
        *told("The word means", term and f"{term.term}: {term.definition}"),
        *told("Do not confuse", term and term.confusion),
        *told("Which people", capital(group_words(e.group))),
        *told("Which borders", e.territory),
        *told("From when to when", e.period and e.period.words()),
        *told("Who counted", e.counted_by),
        *told("How", e.method),
        *told("Published", str(e.published or "")),
        *told("What overlaps", e.overlap_note, overlap and "Also counted in: " + "; ".join(overlap)),
        *told("Settled or disputed", e.status),
        *told("Divided by", base and f"{base.population:,} people, {base.borders}"),
        *told("Note", e.note),
        *told("Sources", *cited(course, e.sources)),
    ]}


def _row_name(e):
    parts = [e.campaign, e.subject, group_words(e.group), measure_of(e.measure).words]
    name = ", ".join(part for part in parts if part)
    return f"{name} ({e.counted_by}, {e.published})" if e.published else f"{name} ({e.counted_by})"


def _nothing(why):
    """Return a frame without a picture: the last one stays, and the status says so."""
    return {"status": f"{why} The picture still shows the last choice.", "rows": ()}


def _names(names):
    return list(dict.fromkeys(name for name in names if name))
