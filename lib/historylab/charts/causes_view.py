"""What led to what: events, links between them, and what hangs on one of them; no pixels.

A relation is read as a sentence: cause, relation, effect. Which of the two came
first in the order of consequences depends on the word: what provoked something
comes before it, what responded to something comes after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from historylab.words import choices

__all__ = ["CauseView", "Link", "MOST_EVENTS", "arrange", "consequences"]

MOST_EVENTS = 16  # more boxes cannot be read from the back of a room
CONFIDENCE = ("agreed", "debated")


@dataclass(frozen=True, slots=True)
class Word:
    """How one word of relations.csv is read and drawn.

    Parameters
    ----------
    sentence : str
        Stands between cause and effect in a sentence.
    follows : str
        Which of the two hangs on the other: "effect", "cause", or "" for neither.
    drawn : str
        Stands on the link, in the direction of its arrow; empty = the usual word,
        which the key explains.
    arrow : bool
        Whether the link has a head; one without is a part of the other.
    """

    sentence: str
    follows: str
    drawn: str
    arrow: bool = True


WORDS = {
    "enabled": Word("helped to make possible", "effect", ""),
    "provoked": Word("provoked", "effect", "provoked"),
    "responded-to": Word("responded to", "cause", "answered by"),
    "part-of": Word("was part of", "cause", "", arrow=False),
    "broke": Word("broke", "", "broke"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between two events of the map.

    Parameters
    ----------
    id : str
        Id of the relation.
    start, end : str
        Ids of the events between which it is drawn, in the direction of its arrow.
    word : str
        What stands on it; empty = the usual word of the key.
    arrow : bool
        Whether it has a head.
    debated : bool
        Whether scholars differ on it.
    supports : bool
        Whether the event at its end hangs on the one at its start.
    sentence : str
        The relation in words.
    relation : Relation
        The record.
    """

    id: str
    start: str
    end: str
    word: str
    arrow: bool
    debated: bool
    supports: bool
    sentence: str
    relation: object


@dataclass(frozen=True, slots=True)
class CauseView:
    """Everything a map of causes says, before any pixel.

    `fallen` = events that no agreed link leads to once `without` is taken away;
    `weakened` = events that lose an agreed cause and keep another one. `links` are
    those to draw; `every` holds the others too, so that no box moves for a tick.
    """

    events: tuple
    labels: dict[str, str]
    links: tuple[Link, ...]
    every: tuple[Link, ...]
    confidence: tuple[str, ...]
    without: str
    fallen: tuple[str, ...]
    weakened: tuple[str, ...]
    title: str

    def lost(self, link: Link) -> bool:
        """Return whether a link hangs on the event taken away."""
        gone = {self.without, *self.fallen}
        if not self.without:
            return False
        return link.start in gone or link.end == self.without or (not link.supports and link.end in gone)


def arrange(
    course,
    *,
    events: Sequence[str] | None = None,
    without: str | None = None,
    confidence: Sequence[str] = CONFIDENCE,
    title: str | None = None,
) -> CauseView:
    """Choose the events and the links between them.

    Parameters
    ----------
    course : Course
        The open course.
    events, without, confidence, title
        As for `cause_map`.

    Returns
    -------
    CauseView
        Events in the order of their dates, links in the order of the rows.

    Raises
    ------
    ValueError
        An event or a confidence that is unknown, too few or too many events, or
        links that go round in a circle.
    """
    settings = (course.settings or {}).get("causes") or {}
    chosen = _chosen(course, settings.get("events", ()) if events is None else events)
    allowed = _confidence(confidence)
    if without and without not in chosen:
        raise ValueError(
            f"without={without!r} is not one of the events of this map. {choices(without, chosen)}"
        )
    rows = [course.events[name] for name in chosen]
    rows.sort(key=lambda event: (event.date.sort_key, chosen.index(event.id)))
    labels = {**(course.settings.get("timeline") or {}).get("labels", {}), **settings.get("labels", {})}
    labels = {event.id: labels.get(event.id, event.title) for event in rows}
    links = tuple(_link(r, course) for r in course.relations if r.cause in labels and r.effect in labels)
    fallen, weakened = consequences(links, without or "", course)
    order = [event.id for event in rows]
    if title is None:
        title = "What led to what" if not without else f"Without this: {labels[without]}"
    return CauseView(
        tuple(rows), labels,
        tuple(link for link in links if ("debated" if link.debated else "agreed") in allowed),
        links, allowed, without or "",
        tuple(sorted(fallen, key=order.index)), tuple(sorted(weakened, key=order.index)), title,
    )  # fmt: skip


def consequences(links: Sequence[Link], without: str, course=None) -> tuple[set[str], set[str]]:
    """Return which events no agreed link leads to any more, and which keep another one.

    Parameters
    ----------
    links : sequence of Link
        All links of the map; debated ones and those on which nothing hangs do not count.
    without : str
        Id of the event taken away; empty = none.
    course : Course or None
        For the titles in a message.

    Raises
    ------
    ValueError
        If the links go round in a circle, so that an event would be its own cause.
    """
    graph = nx.DiGraph((link.start, link.end) for link in links if link.supports)
    try:
        circle = [start for start, _ in nx.find_cycle(graph)]
    except (nx.NetworkXNoCycle, nx.NetworkXError):
        circle = []
    if circle:
        names = [course.events[name].title if course else name for name in (*circle, circle[0])]
        raise ValueError(
            "The links of relations.csv go round in a circle, so that an event would be its own "
            f"cause: {' -> '.join(names)}. Take out or turn round one of these relations."
        )
    agreed = nx.DiGraph((link.start, link.end) for link in links if link.supports and not link.debated)
    if not without or without not in agreed:
        return set(), set()
    gone, weakened = {without}, set()
    reached = nx.descendants(agreed, without)
    for name in nx.topological_sort(agreed.subgraph(reached)):
        causes = set(agreed.predecessors(name))
        if causes <= gone:
            gone.add(name)
        elif causes & gone:
            weakened.add(name)
    return gone - {without}, weakened


def _link(relation, course) -> Link:
    word = WORDS.get(relation.relation, Word(relation.relation.replace("-", " "), "", relation.relation))
    ends = (relation.cause, relation.effect)
    start, end = ends[::-1] if word.follows == "cause" else ends
    debated = relation.confidence == "debated"
    drawn = ", ".join(part for part in (word.drawn, "debated" if debated else "") if part)
    titles = [course.events[name].title for name in ends]
    said = f"'{titles[0]}' {word.sentence} '{titles[1]}' ({relation.confidence})."
    said += f" {relation.note.rstrip('.')}." if relation.note else ""
    return Link(relation.id, start, end, drawn, word.arrow, debated, bool(word.follows), said, relation)


def _chosen(course, events: Sequence[str]) -> list[str]:
    names = [events] if isinstance(events, str) else list(dict.fromkeys(events))
    for name in names:
        if name not in course.events:
            raise ValueError(
                f"There is no event {name!r} in events.csv. {choices(str(name), course.events.ids)}".strip()
            )
    if not 2 <= len(names) <= MOST_EVENTS:
        raise ValueError(
            f"A map of causes has 2 to {MOST_EVENTS} events; this one has {len(names)}. Write "
            "events=[...] with ids of events.csv, or settle them in datapackage.json under "
            "historylab, causes, events."
        )
    undated = [name for name in names if course.events[name].date is None]
    if undated:
        raise ValueError(f"These events have no date and find no place on the map: {', '.join(undated)}.")
    return names


def _confidence(confidence: Sequence[str]) -> tuple[str, ...]:
    names = (confidence,) if isinstance(confidence, str) else tuple(confidence)
    for name in names:
        if name not in CONFIDENCE:
            raise ValueError(f"There is no confidence {name!r}. {choices(str(name), CONFIDENCE)}")
    if not names:
        raise ValueError("No links to draw: let confidence name 'agreed', 'debated' or both.")
    return tuple(name for name in CONFIDENCE if name in names)
