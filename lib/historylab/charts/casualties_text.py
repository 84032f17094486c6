"""The words of a casualty chart: alt text, facts, note, axis titles, sources, table."""
from __future__ import annotations

from .evidence import DataTable, works_cited
from .casualties_view import WANT_OF_ROOM, CasualtyView, when_words
from .casualties_words import amount_words, capital, group_words, joined, measure_of, rate_words

__all__ = ["alt_text", "axis_titles", "facts", "footer", "full_note", "table", "works"]

_KEY = ("A bar runs from the lowest to the highest estimate; a notch is the value the source "
        "itself gives; a bracket mark is a single published value.")
COLUMNS = ("subject", "campaign", "group", "measure", "is it deaths?", "low", "central", "high",
           "unit", "per 1,000 low", "per 1,000 high", "what is counted", "territory", "period",
           "counted by", "method", "overlap", "status", "source")


def people_scale(view: CasualtyView) -> tuple[float, str]:
    """Return what one unit of the number axis stands for, and its word."""
    highest = max(v for bar in view.bars for v in bar.values if v is not None)
    if highest >= 1e6:
        return 1e6, "millions of people"
    return (1e3, "thousands of people") if highest >= 1e4 else (1.0, "people")


def counted_words(view: CasualtyView) -> str:
    """Return what the number axis counts: never "casualties" on an axis of deaths."""
    measures = list(dict.fromkeys(bar.estimate.measure for bar in view.bars))
    if view.by == "definition":
        # one axis for unlike counts: it may not call all of them deaths
        dead = all(measure_of(m).dead == "yes" for m in measures)
        return "deaths" if dead else "counted losses (see each row)"
    if view.by == "campaign":
        if all(measure_of(m).dead == "yes" for m in measures):
            return "deaths"
        return "casualties, each kind apart"
    return measure_of(view.measure).words


def _period_and_borders(view: CasualtyView) -> str:
    periods = list(dict.fromkeys(when_words(b.estimate.period) for b in view.bars))
    borders = list(dict.fromkeys(b.estimate.territory for b in view.bars))
    if len(periods) == 1 and len(periods[0]) < 44:
        when = periods[0]
    else:
        years = [y for b in view.bars for y in _years(b.estimate.period)]
        when = f"{min(years)} to {max(years)}" if years else "periods: see table"
    where = borders[0] if len(borders) == 1 and len(borders[0]) < 44 else "borders: see table"
    return f"{when}; {where}"


def _years(when) -> list[int]:
    ends = (getattr(when, "earliest", None), getattr(when, "latest", None))
    return [day.year for day in ends if day is not None]


def axis_titles(view: CasualtyView) -> dict[str, tuple[str, str]]:
    """Return for each panel two lines: what with its unit, and period with borders."""
    what, second = counted_words(view), _period_and_borders(view)
    return {
        "number": (f"{capital(what)}, {people_scale(view)[1]}", second),
        "per_1000": (f"{capital(what)} per 1,000 people",
                     second if view.panels == ("per_1000",) else "population: see the note"),
    }


def works(course, view: CasualtyView):
    """Return the works the bars, the rates and the line rest on, as `Works`."""
    estimates = [bar.estimate for bar in view.bars]
    estimates += [view.reference.estimate] if view.reference else []
    return works_cited(course, {"estimates.csv": estimates,
                                "population.csv": [p for _, p in view.populations]})


def _populations(view: CasualtyView) -> str:
    if not view.populations:
        return ""
    parts = [f"{subject} {amount_words(p.population, p.population)} ({when_words(p.date)}"
             + (f"; {p.borders})" if p.borders else ")") for subject, p in view.populations]
    return "People the rates are divided by: " + "; ".join(parts) + "."


def footer(view: CasualtyView) -> str:
    """Return the short note that stands in the picture."""
    parts = [view.comparison]
    if view.by == "definition":
        parts.append("Rows count different things and cannot be added.")
    if view.by == "campaign":
        parts.append("Killed, wounded and captured are never added up here.")
    if view.reference:
        what = view.reference.estimate.what or view.reference.meaning
        parts.append(f"The line, {view.reference.label}: {what}.")
    if any(bar.label.endswith("*") for bar in view.bars):
        marks = joined(dict.fromkeys(measure_of(b.estimate.measure).words + ", "
                                     + measure_of(b.estimate.measure).mark
                                     for b in view.bars if b.label.endswith("*")))
        parts.append(f"* {capital(marks)}.")
    if view.populations:
        dates = list(dict.fromkeys(when_words(p.date) for _, p in view.populations))
        shown = joined(dates) if len(dates) < 3 else f"{dates[0]} or the nearest date"
        parts.append(f"Population: {shown}; borders in the note.")
    if view.brackets:
        parts.append("Bracket: " + _overlaps(view, short=True))
    if len(view.missing) == 1 and len(view.missing[0][1]) < 90:
        parts.append(_left_out(view))
    elif view.missing:
        names = "; ".join(name.replace("\n", ", ") for name, _ in view.missing[:3])
        more = f" and {len(view.missing) - 3} more" if len(view.missing) > 3 else ""
        parts.append(f"Not drawn: {names}{more} (why: see the note).")
    return " ".join(part for part in parts if part)


def _overlaps(view: CasualtyView, short: bool) -> str:
    names = {bar.id: bar.estimate for bar in view.bars}
    said = []
    for bracket in view.brackets:
        who = list(dict.fromkeys(names[k].subject if view.by == "country" else
                                 (names[k].what or names[k].id) for k in bracket.ids))
        if short and view.by != "country":
            said.append("rows that hold some of the same people.")
        elif short:
            said.append(f"some people are counted both under {joined(who)}.")
        else:
            notes = " ".join(note.rstrip(".") + "." for note in bracket.notes)
            said.append(f"{capital(bracket.label)}, {joined(who)}: {notes}")
    return " ".join(dict.fromkeys(said))


def full_note(view: CasualtyView) -> str:
    """Return the whole note: how to read, what the line is, overlaps, what is not drawn."""
    parts = [_KEY, view.comparison]
    marks = [bar for bar in view.bars if bar.dead != "yes"]
    if marks:
        parts.append("Drawn with a dashed edge, since they are not (or not only) deaths: "
                     + joined(dict.fromkeys(measure_of(b.estimate.measure).words
                                            for b in marks)) + ".")
    if view.reference:
        parts.append(f"The line at {view.reference.label} is: {view.reference.meaning}.")
    parts += [_populations(view), _overlaps(view, short=False), _left_out(view)]
    return " ".join(part for part in parts if part)


def _left_out(view: CasualtyView) -> str:
    said = [f"Not drawn: {name} ({why.rstrip('.')})." for name, why in view.missing
            if why != WANT_OF_ROOM]
    crowded = [name for name, why in view.missing if why == WANT_OF_ROOM]
    if crowded:
        more = f" and {len(crowded) - 4} more" if len(crowded) > 4 else ""
        said.append(f"Left out {WANT_OF_ROOM}: {'; '.join(crowded[:4])}{more}. "
                    "Ask for fewer rows at a time.")
    return " ".join(said)


def facts(view: CasualtyView) -> tuple[str, ...]:
    """Return one sentence for each bar and for the line."""
    said = [bar.fact for bar in view.bars]
    if view.reference:
        said.append(f"Line at {view.reference.label}: {view.reference.meaning}.")
    said += [f"Bracket over {joined(b.ids)}: {b.label}." for b in view.brackets]
    return tuple(said)


def alt_text(view: CasualtyView) -> str:
    """Return what the picture shows in 40 to 120 words."""
    first, last = view.bars[0], view.bars[-1]
    unit = axis_titles(view)[view.panels[0]][0].lower()
    rates = " and, in the same order, per 1,000 people" if len(view.panels) == 2 else ""
    contested = sum(1 for bar in view.bars if bar.estimate.status == "contested")
    parts = [f"Range bar chart, {view.title}. Axis: {unit}{rates}, from zero. {len(view.bars)} "
             "bars, each from the lowest to the highest estimate, in the order of the course "
             "and not of size."]
    parts += [f"{_name(bar)}: {_ends(bar, view)}." for bar in dict.fromkeys((first, last))]
    if contested:
        verb = "is" if contested == 1 else "are"
        parts.append(f"{contested} of these estimates {verb} contested; none is exact.")
    else:
        parts.append("All are uncertain within the range shown.")
    if view.reference:
        parts.append(f"A line marks {view.reference.label}.")
    if view.brackets:
        parts.append("A bracket joins rows that count some of the same people.")
    if view.missing:
        parts.append(f"What is not drawn ({len(view.missing)}) is said in the note.")
    said = " ".join(parts)
    extra = "The data table gives who counted, how, when, and in which borders."
    words = said.split()
    if len(words) > 105:
        said = " ".join(words[:105]).rstrip(",;:") + " ..."
    return f"{said} {extra}"


def _name(bar) -> str:
    e = bar.estimate
    return f"{e.subject}, {bar.word.lower() or group_words(e.group)}"


def _ends(bar, view) -> str:
    if view.panels == ("per_1000",):
        return f"{bar.rate_label or 'no rate'} per 1,000"
    return amount_words(bar.values[0], bar.values[2])


def table(course, view: CasualtyView):
    """Return the passport of every bar as a `DataTable`."""
    rows = []
    for bar in view.bars:
        e = bar.estimate
        dead = {"yes": "yes", "partly": "not alone", "no": "no"}[bar.dead]
        rates = [None if v is None else rate_words(v, v) for v in (bar.rates[0], bar.rates[2])]
        rows.append((e.subject, e.campaign or None, group_words(e.group),
                     measure_of(e.measure).words, dead, *(_exact(v) for v in bar.values), e.unit,
                     *rates, e.what or None, e.territory, when_words(e.period), e.counted_by,
                     e.method, e.overlap_note, e.status, course.cite(e.sources)))
    # an empty column would only make the table wider
    keep = [n for n, _ in enumerate(COLUMNS) if any(row[n] is not None for row in rows)]
    return DataTable(view.title, tuple(COLUMNS[n] for n in keep),
                     tuple(tuple(row[n] for n in keep) for row in rows))


def _exact(value) -> str | None:
    return None if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,}"
