"""A small invented course for the tests of the timeline."""

from types import SimpleNamespace

from historylab.dates import When
from historylab.records import Actor, Citation, Event, Pact, PactParty, Source
from historylab.table import Table

CITED = (Citation("book", "p. 1"),)


def when(text):
    return When.parse(text) if text else None


def pact(id, signed, ended="", *, parties, joined=None, left=None, how="signed", **more):
    joined, left = joined or {}, left or {}
    draft = more.get("status") == "draft"
    record = {
        "id": id, "name": f"Treaty {id}", "short": f"Pact {id}", "kind": "alliance",
        "signed": None if draft else when(signed), "proposed": when(signed) if draft else None,
        "ended": when(ended), "sources": CITED, "verified": "yes",
    } | more  # fmt: skip
    members = [
        PactParty(
            id=f"{id}-{actor}", pact=id, actor=actor, how=how, sources=CITED,
            joined=when(joined.get(actor)), left=when(left.get(actor)),
        )
        for actor in parties
    ]  # fmt: skip
    return Pact(**record), members


def event(id, date, actors, *, kind="talks", importance=1, **more):
    record = {
        "id": id, "date": when(date), "title": f"Event {id}", "kind": kind, "actors": actors,
        "importance": importance, "sources": CITED, "verified": "yes",
    } | more  # fmt: skip
    return Event(**record)


PACTS = (
    pact("alpha", "1905-03-01", "1906-06-22", parties=("Northland", "Southland"),
         end_reason="broken by the attack of the east"),
    pact("beta", "1905-03-01", "1906-06-22", parties=("Northland", "Southland"), secret="yes",
         end_reason="ended with the war"),
    pact("gamma", "1905-09-10", "1906~", parties=("Westland", "Northland"), secret="part",
         end_reason="lapsed"),
    pact("delta", "1906-01-15", "", parties=("Eastland", "Southland")),
    pact("omega", "1906-04-01", parties=("Eastland", "Northland"), status="draft",
         end_reason="never signed"),
)  # fmt: skip
EVENTS = (
    event("talk", "1905-02-11/1905-02-21", ("Northland", "Southland")),
    event("signing", "1905-03-01", ("Northland", "Southland"), kind="treaty"),
    event("month", "1905-10", ("Westland",), kind="speech"),
    event("war", "1906-06-22/1907-12-05", ("Eastland", "Northland"), kind="battle"),
    event("late", "1906-07-09", ("Eastland",), kind="speech"),
)
ACTORS = ("Northland", "Southland", "Eastland", "Westland")


def course(pacts=PACTS, events=EVENTS, settings=None):
    members = [party for _, parties in pacts for party in parties]
    actors = [Actor(id=name, short=name[:5], kind="state") for name in ACTORS]
    sources = [Source(id="book", author="A. Author", title="The treaties: a book", year="1950")]
    chosen = {"actors": list(ACTORS), "between": ["1905", "1906"]} | (settings or {})
    return SimpleNamespace(
        title="Invented",
        settings={"timeline": chosen},
        actors=Table(actors, "actors", Actor),
        events=Table(events, "events", Event),
        pacts=Table([record for record, _ in pacts], "pacts", Pact),
        pact_parties=Table(members, "pact_parties", PactParty),
        sources=Table(sources, "sources", Source),
    )
