"""Which estimates a casualty chart shows, and in words why others are not.

Rows keep the order that was asked for, or that of the course settings. They
are never put in order of size.
"""
from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from .casualties_words import capital, group_words, joined, measure_of

__all__ = ["Group", "Selection", "select"]

BY = ("country", "definition", "campaign")
_APART = ("killed", "killed-or-missing", "deaths", "wounded", "captured-or-missing")
# a demographic loss is offered where deaths are asked for, marked as what it is
_ACCEPTED = {"deaths": ("deaths", "demographic-loss")}
NO_PASSPORT = "no figure with a full passport is in the data"
_HIDDEN = ("rejected", "superseded")  # these belong to the history of the number


@dataclass(frozen=True, slots=True)
class Group:
    """Estimates that stand together under one heading; empty = no heading."""

    heading: str
    estimates: tuple


@dataclass(frozen=True, slots=True)
class Selection:
    """What is drawn, and (name, reason) of what is not."""

    groups: tuple[Group, ...]
    missing: tuple[tuple[str, str], ...]
    subject: str = ""
    campaigns: tuple[str, ...] = ()


def _settings(course) -> dict:
    return dict((course.settings or {}).get("casualties") or {})


def _tuple(value) -> tuple:
    return (value,) if isinstance(value, str) else tuple(value)


def _check(asked, known, what: str) -> tuple:
    known = list(dict.fromkeys(known))
    for value in asked:
        if value not in known:
            near = get_close_matches(str(value), [str(k) for k in known], 1)
            hint = f'Did you mean "{near[0]}"?' if near else "Known: " + joined(known) + "."
            raise ValueError(f"casualty_chart: there is no {what} {value!r} in "
                             f"data/estimates.csv. {hint}")
    return tuple(asked)


def select(course, *, by: str, measure: str, subjects, campaigns, groups) -> Selection:
    """Choose the estimates of a casualty chart.

    Parameters
    ----------
    course : Course
        The open course.
    by : str
        "country", "definition" or "campaign".
    measure : str
        A measure of the data; see `casualty_chart`.
    subjects, campaigns : iterable of str or None
        Names in the order wanted; None = the course settings.
    groups : iterable of str
        Groups of people.

    Returns
    -------
    Selection
        Estimates under headings, and what is left out in words.

    Raises
    ------
    ValueError
        If a name is not in the data, with the nearest spelling.
    """
    if by not in BY:
        raise ValueError(f"casualty_chart: by={by!r} is not known. Use one of {joined(BY)}.")
    groups = _check(_tuple(groups), ("military", "civilian", "all", "prisoners"), "group")
    if not groups:
        raise ValueError('casualty_chart: groups is empty. Use "military", "civilian" or both.')
    chosen = {"country": _by_country, "definition": _by_definition,
              "campaign": _by_campaign}[by](course, measure, subjects, campaigns, groups)
    if not any(group.estimates for group in chosen.groups):
        raise ValueError("casualty_chart: nothing to draw. "
                         + (" ".join(f"{name}: {why}." for name, why in chosen.missing)
                            or "No estimate fits what was asked for."))
    return chosen


def _why(rows) -> str:
    notes = list(dict.fromkeys(e.chart_note.strip().rstrip(".") for e in rows if e.chart_note))
    return "; ".join(notes)


def _by_country(course, measure, subjects, campaigns, groups) -> Selection:
    rows = [e for e in course.estimates if e.series == "country"]
    known = [e.subject for e in rows]
    asked = _check(_tuple(subjects if subjects is not None
                          else _settings(course).get("subjects") or dict.fromkeys(known)),
                   known, "subject")
    accepted = _ACCEPTED.get(measure, (measure,))
    if not any(e.measure in accepted for e in rows):
        _check((measure,), [e.measure for e in rows], "measure (by country)")
    shown, missing = [], []
    for subject in asked:
        own = [e for e in rows if e.subject == subject and e.measure in accepted]
        drawn, absent = [], []
        for group in groups:
            fit = [e for e in own if e.group == group]
            good = [e for e in fit if e.chart and e.status not in _HIDDEN]
            drawn += good
            if not good:
                absent.append((group, _why(fit)))
        if absent and "all" not in groups:
            # one group alone would make a country's dead look fewer than they are
            drawn += [e for e in own if e.group == "all" and e.chart and e.status not in _HIDDEN]
        if not drawn:
            missing.append((subject, _why(own) or NO_PASSPORT))
            continue
        shown.append(Group(subject, tuple(drawn)))
        missing += [(f"{subject}, {group_words(g)}", why or NO_PASSPORT) for g, why in absent]
    return Selection(tuple(shown), tuple(missing))


def _by_definition(course, measure, subjects, campaigns, groups) -> Selection:
    settings = _settings(course)
    rows = [e for e in course.estimates if e.series in ("country", "part")]
    if not rows:
        raise ValueError("casualty_chart: data/estimates.csv has no row of series "
                         "'country' or 'part', so there is nothing to show by definition.")
    home = settings.get("definition_subject") or (settings.get("subjects")
                                                  or [rows[0].subject])[0]
    asked = _check(_tuple(subjects) if subjects is not None else (home,),
                   [e.subject for e in rows], "subject")
    if len(asked) != 1:
        raise ValueError("casualty_chart: by='definition' shows one subject; got "
                         f"{len(asked)} ({joined(asked)}). Name one of them.")
    subject = asked[0]
    own = [e for e in rows if e.subject == subject and e.unit == "persons"
           and e.status not in _HIDDEN and ({"military", "civilian"} <= set(groups)
                                            or e.group in groups)]
    wanted = settings.get("definitions") if subject == home else None
    if wanted:
        place = {key: number for number, key in enumerate(wanted)}
        own = sorted((e for e in own if e.id in place), key=lambda e: place[e.id])
    drawn = [e for e in own if e.chart]
    if not wanted:  # one row for each definition; what counts no losses is left out
        first: dict = {}
        for e in drawn:
            if e.measure not in ("population", "strength", "records"):
                first.setdefault((e.definition, e.group), e)
        drawn = list(first.values())
    missing = [(capital(e.what or e.id), _why([e]))
               for e in own if not e.chart and e.chart_note and wanted]
    if not drawn:
        missing.append((subject, _why(own) or NO_PASSPORT))
    return Selection((Group("", tuple(drawn)),), tuple(missing), subject)


def _by_campaign(course, measure, subjects, campaigns, groups) -> Selection:
    rows = [e for e in course.estimates if e.series == "campaign"]
    known = [e.campaign for e in rows]
    asked = _check(_tuple(campaigns if campaigns is not None
                          else _settings(course).get("campaigns") or known[:1]),
                   known, "campaign")
    sides = _check(_tuple(subjects or ()), [e.subject for e in rows], "side")
    apart = _APART if measure in ("deaths", "casualties") else (measure,)
    if not any(e.measure in apart for e in rows):
        _check((measure,), [e.measure for e in rows], "measure (by campaign)")
    shown, missing = [], []
    for campaign in asked:
        own = [e for e in rows if e.campaign == campaign and e.measure in apart
               and ({"military", "civilian"} <= set(groups) or e.group in groups)]
        for side in dict.fromkeys(e.subject for e in own):
            if sides and side not in sides:
                continue
            mine = [e for e in own if e.subject == side]
            drawn = sorted((e for e in mine if e.chart and e.status not in _HIDDEN),
                           key=lambda e: apart.index(e.measure))
            heading = f"{side}\n{campaign}" if len(asked) > 1 else side
            if drawn:
                shown.append(Group(heading, tuple(drawn)))
            for key in dict.fromkeys(e.measure for e in mine):
                left = [e for e in mine if e.measure == key]
                if not any(e.chart for e in left) and _why(left):
                    missing.append((f"{side} ({campaign}), {measure_of(key).words}", _why(left)))
    return Selection(tuple(shown), tuple(missing), "", asked)
