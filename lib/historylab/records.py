"""The records of a course: one frozen class for each table in data/.

A field has the name of its column. Text that is not known is "", a number or a
date that is not known is None, a list is a tuple. `row` is the row in which a
spreadsheet shows the record (the header is row 1); 0 for a record made in a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from historylab.dates import Bounds, When
from historylab.record_base import Citation, Citations, Record, Texts, lasting
from historylab.records_teaching import (
    Claim, Interpretation, MapLine, Misconception, Place, Position,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """Somebody who acts: a state, a regime, an organisation. `short` fits a lane of a chart."""

    shown: ClassVar[Texts] = ("id", "short", "kind", "note")

    short: str = ""
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that happened. `known_from` None: public at once; importance 1 is highest."""

    aliases: ClassVar[dict[str, Texts]] = {"actor": ("actors",)}
    shown: ClassVar[Texts] = ("date", "title", "kind", "actors", "summary")
    dated: ClassVar[bool] = True

    date: When | None = None
    title: str = ""
    kind: str = ""
    actors: Texts = ()
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    importance: int | None = None
    summary: str = ""
    significance: str = ""
    known_from: When | None = None
    sources: Citations = ()
    verified: str = ""
    note: str = ""

    def bounds(self) -> Bounds | None:
        return self.date and self.date.bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Pact(Record):
    """An agreement. A draft has `proposed` and no `signed`; `ended` None: not known."""

    shown: ClassVar[Texts] = ("signed", "name", "kind", "secret", "ended", "end_reason", "gist")
    dated: ClassVar[bool] = True

    name: str = ""
    short: str = ""
    status: str = "signed"
    signed: When | None = None
    proposed: When | None = None
    in_force: When | None = None
    ended: When | None = None
    end_reason: str = ""
    kind: str = ""
    secret: str = "no"
    known_from: When | None = None
    gist: str = ""
    event: str = ""
    sources: Citations = ()
    verified: str = ""
    note: str = ""

    def bounds(self) -> Bounds | None:
        return lasting(self.signed or self.proposed or self.in_force, self.ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class PactParty(Record):
    """One actor's spell in a pact; `left` None: not known, or until the pact ended."""

    shown: ClassVar[Texts] = ("pact", "actor", "joined", "left", "how")
    dated: ClassVar[bool] = True

    pact: str = ""
    actor: str = ""
    joined: When | None = None
    left: When | None = None
    how: str = ""
    sources: Citations = ()

    def bounds(self) -> Bounds | None:
        return lasting(self.joined, self.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Record):
    """What one event had to do with another; confidence is "agreed" or "debated"."""

    shown: ClassVar[Texts] = ("cause", "relation", "effect", "confidence", "note")

    cause: str = ""
    effect: str = ""
    relation: str = ""
    confidence: str = ""
    note: str = ""
    sources: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade(Record):
    """Goods promised, delivered or reported, as a range, in `unit` and in `value_unit`."""

    aliases: ClassVar[dict[str, Texts]] = {"actor": ("from_actor", "to_actor")}
    shown: ClassVar[Texts] = (
        "period", "from_actor", "to_actor", "goods", "quantity_low", "quantity_high", "unit",
        "value_low", "value_high", "value_unit", "status",
    )
    dated: ClassVar[bool] = True

    period: When | None = None
    from_actor: str = ""
    to_actor: str = ""
    goods: str = ""
    quantity_low: float | None = None
    quantity_high: float | None = None
    unit: str = ""
    value_low: float | None = None
    value_high: float | None = None
    value_unit: str = ""
    status: str = ""
    pact: str = ""
    sources: Citations = ()
    verified: str = ""
    note: str = ""

    def bounds(self) -> Bounds | None:
        return self.period and self.period.bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A primary document. `notice`: what to look for; `reliability`: how far to trust it."""

    shown: ClassVar[Texts] = ("id", "date", "title", "author", "addressee", "gist")
    dated: ClassVar[bool] = True

    title: str = ""
    date: When | None = None
    author: str = ""
    addressee: str = ""
    kind: str = ""
    gist: str = ""
    articles: Texts = ()
    notice: str = ""
    reliability: str = ""
    language: str = ""
    url: str = ""
    licence: str = ""
    event: str = ""
    known_from: When | None = None
    sources: Citations = ()
    verified: str = ""
    note: str = ""

    def bounds(self) -> Bounds | None:
        return self.date and self.date.bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """A word explained, with its form in the original language."""

    shown: ClassVar[Texts] = ("term", "definition", "example", "original")

    term: str = ""
    definition: str = ""
    example: str = ""
    original: str = ""
    language: str = ""
    sources: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A work to cite; `read` says whether it was opened: yes, part or no."""

    shown: ClassVar[Texts] = ("author", "title", "container", "year", "publisher", "url")

    author: str = ""
    title: str = ""
    container: str = ""
    year: str = ""
    publisher: str = ""
    kind: str = ""
    url: str = ""
    licence: str = ""
    read: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Record):
    """A word used in counting, and what it is confused with."""

    shown: ClassVar[Texts] = ("term", "definition", "confusion", "example")

    term: str = ""
    definition: str = ""
    confusion: str = ""
    example: str = ""
    sources: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Population(Record):
    """How many people lived within which borders; `prefer`: the one to divide by."""

    shown: ClassVar[Texts] = ("subject", "date", "population", "borders")
    dated: ClassVar[bool] = True

    subject: str = ""
    date: When | None = None
    population: int | None = None
    borders: str = ""
    prefer: bool = False
    sources: Citations = ()
    note: str = ""

    def bounds(self) -> Bounds | None:
        return self.date and self.date.bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate(Record):
    """A figure with its passport: what was counted, of whom, where, when, by whom, how.

    `low`, `central` and `high` are in `unit`; None means that the source gives none,
    never zero. `published` is a year. `overlap` lists estimates that count some of
    the same people. `chart` says whether it may be drawn.
    """

    shown: ClassVar[Texts] = (
        "subject", "campaign", "measure", "group", "low", "central", "high", "unit", "counted_by",
    )
    dated: ClassVar[bool] = True

    series: str = ""
    subject: str = ""
    campaign: str = ""
    published: int | None = None
    measure: str = ""
    definition: str = ""
    group: str = ""
    low: float | None = None
    central: float | None = None
    high: float | None = None
    unit: str = ""
    what: str = ""
    territory: str = ""
    period: When | None = None
    counted_by: str = ""
    method: str = ""
    overlap: Texts = ()
    overlap_note: str = ""
    status: str = ""
    population: str = ""
    chart: bool = False
    chart_note: str = ""
    sources: Citations = ()
    verified: str = ""
    note: str = ""

    def bounds(self) -> Bounds | None:
        return self.period and self.period.bounds


# The tables of a course, by the name of their file and of their attribute.
TABLES: dict[str, type[Record]] = {
    "actors": Actor,
    "events": Event,
    "pacts": Pact,
    "pact_parties": PactParty,
    "relations": Relation,
    "trade": Trade,
    "documents": Document,
    "glossary": Term,
    "sources": Source,
    "definitions": Definition,
    "population": Population,
    "estimates": Estimate,
    "misconceptions": Misconception,
    "positions": Position,
    "interpretations": Interpretation,
    "claims": Claim,
    "places": Place,
    "map_lines": MapLine,
}
