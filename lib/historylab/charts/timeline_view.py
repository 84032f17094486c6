"""What a pact timeline shows: lanes, bars and marks, and no pixels.

`arrange` chooses pacts and events and turns their dates into days. A `View`
holds the whole period; what a reader may see on a day is asked of each bar and
mark with that day, so that every picture of a series has one layout.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from historylab.dates import When
from historylab.secrecy import known_since

from .timeline_lanes import lane_order

# what an `end_reason` may say -> the word beside the mark; all others only "ended"
ENDINGS = {
    "broken": ("broken",),
    "cancelled": ("cancelled", "void", "notice"),
    "annexed": ("annexed",),
    "replaced": ("replaced",),
    "lapsed": ("lapsed", "without effect", "lost its meaning", "ran out"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """The days drawn, both included, and how they were asked for.

    Parameters
    ----------
    first, last : datetime.date
        The first and the last day.
    words : str
        "March 1905 to July 1907".
    """

    first: dt.date
    last: dt.date
    words: str

    @property
    def days(self) -> int:
        """How many days are drawn."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One actor's spell in one pact.

    Parameters
    ----------
    id : str
        "pact:actor".
    pact : Pact
        The record.
    actor : str
        The party in whose lane the bar lies.
    label : str
        The same short text in every lane.
    start : When
        When the actor became bound; for a draft, when it was proposed.
    end : When or None
        When it ceased to be bound; None = not known.
    ending : str
        A key of `ENDINGS`, "left" or "ended"; empty for a draft or an end not known.
    reason : str
        How it ended, in the words of the record.
    known : datetime.date or None
        The day from which those who look could know of it; None = at once.
    """

    id: str
    pact: object
    actor: str
    label: str
    start: When
    end: When | None
    ending: str
    reason: str
    known: dt.date | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it was proposed and never signed."""
        return self.pact.status == "draft"

    @property
    def role(self) -> str:
        """Which role of `style.ROLES` the bar has."""
        if self.is_draft:
            return "draft"
        return {"yes": "secret", "part": "part"}.get(self.pact.secret, "public")

    @property
    def shown_from(self) -> dt.date:
        """The day from which the bar is there for certain, and known to those who look."""
        return max(self.start.latest or dt.date.min, self.known or dt.date.min)

    @property
    def ended_by(self) -> dt.date | None:
        """The day by which it had ended for certain; None = not known."""
        return self.end.latest if self.end else None


@dataclass(frozen=True, slots=True)
class Mark:
    """One event.

    Parameters
    ----------
    event : Event
        The record.
    label : str
        Text of the label.
    group : str
        Group of kinds that share one shape.
    lanes : tuple of str
        Actors drawn that took part.
    known : datetime.date or None
        The day from which those who look could know of it; None = at once.
    """

    event: object
    label: str
    group: str
    lanes: tuple[str, ...]
    known: dt.date | None = None

    @property
    def id(self) -> str:
        """Id of the event."""
        return self.event.id

    @property
    def lasts(self) -> bool:
        """Whether the date is a stretch of time and no single moment."""
        return self.event.date.is_interval

    @property
    def shown_from(self) -> dt.date:
        """The day by which it had begun for certain, and was known to those who look."""
        return max(self.event.date.start_latest or dt.date.min, self.known or dt.date.min)

    @property
    def weight(self) -> float:
        """How much it matters for the choice of labels: importance 1 is the greatest."""
        return -float(self.event.importance or 9)


@dataclass(frozen=True, slots=True)
class View:
    """All that a timeline of a period can show.

    Parameters
    ----------
    period : Period
        The days.
    title : str
        The title, the same for every day of the period.
    lanes : tuple of str
        Actors from top to bottom.
    names : tuple of str
        Their short names.
    bars : tuple of Bar
        By start.
    marks : tuple of Mark
        By date.
    groups : tuple of str
        Groups of kinds in the order of their shapes, those without a mark too, so
        that a shape means the same in every picture of a course.
    signed_as_bar : int
        Events left out because the start of a bar shows them.
    as_of : datetime.date or None
        The day on which the picture is to be seen; None = with all hindsight.
    known_to : str
        Who looks: an actor, "world" for everybody, "" for us, who know the secrets.
    """

    period: Period
    title: str
    lanes: tuple[str, ...]
    names: tuple[str, ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    groups: tuple[str, ...]
    signed_as_bar: int
    as_of: dt.date | None = None
    known_to: str = ""

    def bars_by(self, day: dt.date | None) -> tuple[Bar, ...]:
        """Return the bars there are on a day; None = all."""
        return tuple(bar for bar in self.bars if day is None or bar.shown_from <= day)

    def marks_by(self, day: dt.date | None) -> tuple[Mark, ...]:
        """Return the marks there are on a day; None = all."""
        return tuple(mark for mark in self.marks if day is None or mark.shown_from <= day)


def arrange(
    course,
    *,
    period: Period,
    actors: Iterable[str],
    pact_kinds: Iterable[str] = (),
    event_kinds: Iterable[str] = (),
    importance: int | None = None,
    pacts: Iterable[str] = (),
    events: Iterable[str] = (),
    labels: Mapping[str, str] | None = None,
    groups: Mapping[str, Iterable[str]] | None = None,
    title: str = "",
    as_of: dt.date | None = None,
    known_to: str = "",
) -> View:
    """Choose what a timeline shows.

    Parameters
    ----------
    course : Course
        The tables.
    period : Period
        The days drawn.
    actors : iterable of str
        Ids of the actors that get a lane.
    pact_kinds, event_kinds : iterable of str
        Kinds drawn; empty = all.
    importance : int or None
        Events down to this importance (1 is the greatest); None = all.
    pacts, events : iterable of str
        Ids drawn and no others; empty = all that the rest of the arguments allow.
    labels : mapping or None
        Event id -> short label; the title serves where there is none.
    groups : mapping or None
        Name of a group -> kinds of events that share its shape; a kind in no
        group is a group of its own.
    title : str
        The title.
    as_of : datetime.date or None
        Hide all that came later.
    known_to : str
        Hide secrets that were not known on the day either: to an actor, to the
        "world"; "" hides no secret.

    Returns
    -------
    View
        A pact is drawn if two of its parties have a lane (or one, where there is
        only one lane), an event if one of its actors has. The event that is the signing of a drawn pact is left out.
    """
    actors = tuple(dict.fromkeys(actors))
    bars = _bars(course, period, actors, tuple(pact_kinds), tuple(pacts), known_to)
    # the event of a pact may also be its end: only the signing is the start of the bar
    shown = {(bar.pact.event, bar.start.earliest) for bar in bars if bar.pact.event}
    found, doubled = _marks(
        course, period, actors, tuple(event_kinds), importance, tuple(events), shown
    )
    group_of = {kind: name for name, kinds in (groups or {}).items() for kind in kinds}
    marks = tuple(
        Mark(event, (labels or {}).get(event.id) or event.title,
             group_of.get(event.kind, event.kind or "event"), lanes,
             known_since(event, event.actors, known_to))
        for event, lanes in found
    )  # fmt: skip
    ties: dict[str, list[str]] = {}
    for bar in bars:
        ties.setdefault(bar.pact.id, []).append(bar.actor)
    lanes = lane_order(actors, [tuple(members) for members in ties.values()])
    names = tuple(course.actors[actor].short or actor for actor in lanes)
    order = tuple(dict.fromkeys([*(groups or {}), *(mark.group for mark in marks)]))
    return View(
        period, title, lanes, names, bars, marks,
        order, doubled, as_of, known_to,
    )  # fmt: skip


def _bars(course, period: Period, actors, kinds, only, known_to) -> tuple[Bar, ...]:
    parties: dict[str, list] = {}
    insiders: dict[str, list[str]] = {}
    for party in course.pact_parties:
        insiders.setdefault(party.pact, []).append(party.actor)
        if party.actor in actors:
            parties.setdefault(party.pact, []).append(party)
    needed = min(2, len(actors))
    found = []
    for pact in course.pacts:
        members = parties.get(pact.id, [])
        if pact.verified == "no" or (kinds and pact.kind not in kinds):
            continue
        if only and pact.id not in only:
            continue
        if len({party.actor for party in members}) < needed:
            continue
        known = known_since(pact, insiders.get(pact.id, ()), known_to)
        bars = [bar for party in members
                if (bar := _bar(pact, party, known)) and _within(bar, period)]
        if bars and len({bar.actor for bar in bars}) >= needed:
            found += bars
    found.sort(key=lambda bar: (bar.start.sort_key, bar.pact.row, actors.index(bar.actor)))
    return tuple(found)


def _bar(pact, party, known: dt.date | None) -> Bar | None:
    draft = pact.status == "draft"
    start = pact.proposed if draft else party.joined or pact.signed or pact.in_force
    if start is None or start.earliest is None:
        return None
    end = None if draft else party.left or pact.ended
    if end is not None and end.latest is None:
        end = None
    left_alone = bool(end and party.left and pact.ended and party.left != pact.ended)
    reason = party.how if left_alone else pact.end_reason
    ending = "" if end is None else "left" if left_alone else _ending(reason)
    label = pact.short or pact.name
    for word, needed in (("draft", draft), ("secret", pact.secret == "yes")):
        if needed and word not in label.lower():
            label = f"{label} ({word})"
    if not draft and end is None:
        label = f"{label} (open)"
    return Bar(f"{pact.id}:{party.actor}", pact, party.actor, label, start, end, ending, reason, known)


def _ending(reason: str) -> str:
    said = reason.lower()
    found = [word for word, signs in ENDINGS.items() if any(sign in said for sign in signs)]
    return found[0] if found else "ended"


def _within(bar: Bar, period: Period) -> bool:
    last = bar.start.latest if bar.is_draft else bar.ended_by or dt.date.max
    return bar.start.earliest <= period.last and last >= period.first


def _marks(course, period, actors, kinds, importance, only, shown):
    """Return (event, actors with a lane) by date, and how many a bar shows already."""
    found, doubled = [], 0
    for event in course.events:
        lanes = tuple(actor for actor in event.actors if actor in actors)
        if not lanes or event.date is None or event.verified == "no":
            continue
        if (kinds and event.kind not in kinds) or (only and event.id not in only):
            continue
        if importance is not None and (event.importance is None or event.importance > importance):
            continue
        first, last = event.date.start_earliest, event.date.start_latest
        if first is None or first < period.first or last > period.last:
            continue
        if (event.id, first) in shown:
            doubled += 1
            continue
        found.append((event, lanes))
    found.sort(key=lambda pair: (pair[0].date.sort_key, pair[0].row))
    return found, doubled
