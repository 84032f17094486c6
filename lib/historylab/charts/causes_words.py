"""The words of a map of causes: alt text, facts, note and table."""

from __future__ import annotations

from .casualties_words import joined
from .causes_view import CauseView
from .evidence import DataTable

__all__ = ["alt_text", "facts", "note", "table"]

CAVEAT = ("Taking an event away tests the map. It does not tell what would have happened instead; "
          "nobody can know that.")


def _named(view: CauseView, ids) -> str:
    titles = {event.id: event.title for event in view.events}
    return joined([f"'{titles[name]}'" for name in ids])


def without_words(view: CauseView) -> tuple[str, ...]:
    """Return what taking the event away does, in sentences; none if nothing is taken away."""
    if not view.without:
        return ()
    said = [f"{_named(view, [view.without])} is taken away."]
    said.append(
        f"No agreed link of this map leads any more to {_named(view, view.fallen)}."
        if view.fallen else "No other event of this map hangs on it alone by agreed links."
    )
    if view.weakened:
        verb = "loses one agreed cause and keeps" if len(view.weakened) == 1 else "lose one agreed cause and keep"
        said.append(f"{_named(view, view.weakened)} {verb} another.")
    return (*said, CAVEAT)


def facts(view: CauseView) -> tuple[str, ...]:
    """Return what is taken away, then one sentence for each link, then who has no link."""
    linked = {name for link in view.links for name in (link.start, link.end)}
    alone = [event.id for event in view.events if event.id not in linked]
    return (
        *without_words(view),
        *(link.sentence for link in view.links),
        *([f"No link shown here touches {_named(view, alone)}."] if alone else []),
    )


def alt_text(view: CauseView) -> str:
    """Return the map in words: how many boxes and links, which are debated, what falls away."""
    agreed = sum(not link.debated for link in view.links)
    debated = [link for link in view.links if link.debated]
    first, last = view.events[0], view.events[-1]
    said = [
        f"Map of causes, '{view.title}': {len(view.events)} events in boxes, from '{first.title}' "
        f"({first.date.words()}) to '{last.title}' ({last.date.words()}). An arrow leads from "
        f"an event to what followed from it. {_count(agreed, 'solid link is', 'solid links are')} agreed."
    ]
    if debated:
        said.append(f"{_count(len(debated), 'dashed link is', 'dashed links are')} debated: "
                    + joined([f"{view.labels[link.start]} to {view.labels[link.end]}"
                              for link in debated[:3]])
                    + (" and more." if len(debated) > 3 else "."))
    if view.without:
        count = _count(len(view.fallen), "event no longer follows", "events no longer follow")
        said.append(f"'{view.labels[view.without]}' is crossed out; {count} by agreed links.")
    said.append("Each link stands as a sentence below.")
    return " ".join(said)


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def note(view: CauseView, wordless=()) -> str:
    """Return the line under the picture."""
    said = ["An arrow leads from an earlier event to one that it helped to make possible, or as "
            "its word says. The dates stand in the boxes."]
    if view.without:
        said = [CAVEAT]  # the map without it was seen before
    if wordless:
        said.append("Without room for its word: " + "; ".join(
            f"{view.labels[link.start]} to {view.labels[link.end]}: {link.word}" for link in wordless) + ".")
    return " ".join(said)


def table(view: CauseView, works) -> DataTable:
    """Return one row for each link."""
    titles = {event.id: event.title for event in view.events}
    rows = []
    for link in view.links:
        row = link.relation
        lost = ("no longer holds" if view.lost(link) else "still holds") if view.without else None
        cells = (titles[row.cause], row.relation.replace("-", " "), titles[row.effect], row.confidence,
                 row.note or None, *((lost,) if view.without else ()), works.cited(row.sources))
        rows.append(cells)
    heads = ("cause", "relation", "effect", "agreed or debated", "note",
             *(("without the event",) if view.without else ()), "source")
    return DataTable(view.title, heads, tuple(rows))
