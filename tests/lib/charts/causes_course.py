"""An invented course for the tests of the map of causes."""

from types import SimpleNamespace

from historylab.dates import When
from historylab.records import Citation, Event, Relation, Source
from historylab.table import Table

BOOK = (Citation("old-book", "p. 3"),)
DAYS = {
    "quarrel": "1905-01-10", "letter": "1905-02-01", "offer": "1905-02-20", "talks": "1905-03-11",
    "treaty": "1905-04", "secret-paper": "1905-04-02", "march": "1905-05-07", "war": "1906-01-02/1906-09",
    "protest": "1906-02-01", "peace": "1906-10-01",
}
LINKS = [
    ("quarrel", "provoked", "letter", "agreed"), ("letter", "enabled", "talks", "agreed"),
    ("offer", "enabled", "talks", "agreed"), ("talks", "enabled", "treaty", "agreed"),
    ("secret-paper", "part-of", "treaty", "agreed"), ("secret-paper", "enabled", "march", "agreed"),
    ("march", "provoked", "war", "debated"), ("protest", "responded-to", "war", "agreed"),
    ("war", "broke", "treaty", "agreed"), ("war", "enabled", "peace", "agreed"),
]


def course(links=LINKS, settings=None):
    events = [Event(id=name, date=When.parse(day), title=f"The {name}", sources=BOOK, row=row)
              for row, (name, day) in enumerate(DAYS.items(), 2)]
    relations = [Relation(id=f"r{n}", cause=a, relation=word, effect=b, confidence=sure,
                          note="Argued over." if sure == "debated" else "", sources=BOOK, row=n)
                 for n, (a, word, b, sure) in enumerate(links, 2)]
    works = [Source(id="old-book", author="A. Writer", title="The Old Book", year="1910")]
    return SimpleNamespace(
        events=Table(events, "events", Event), relations=Table(relations, "relations", Relation),
        sources=Table(works, "sources", Source), pacts=(), cite=lambda citations: "; ".join(map(str, citations)),
        settings=settings or {"causes": {"events": list(DAYS), "labels": {"war": "The short war"}}},
    )
