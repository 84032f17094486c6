"""The records of a course: one frozen class for each table in data/.

A field has the name of its column. Text that is not known is "", a number or a
date that is not known is None, a list is a tuple. `row` is the row in which a
spreadsheet shows the record (the header is row 1); 0 for a record made in a test.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar, NamedTuple

from historylab.dates import Bounds, When


class Citation(NamedTuple):
    """One work, and where in it: a page, an article, the number of a document."""

    key: str
    locator: str = ""

    def __str__(self) -> str:
        return f"{self.key}@{self.locator}" if self.locator else self.key


Citations = tuple[Citation, ...]
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records share. `id` names the record within its table."""

    # `where(actor=...)` looks into these fields; the columns a short view shows.
    aliases: ClassVar[dict[str, Texts]] = {}
    shown: ClassVar[Texts] = ("id",)
    dated: ClassVar[bool] = False

    id: str
    row: int = 0

    @classmethod
    def columns(cls) -> Texts:
        """The names of the columns, in the order of the class."""
        return tuple(field.name for field in fields(cls) if field.name != "row")

    def bounds(self) -> Bounds | None:
        """The days between which this began and ended; None if it has no date."""
        return None


def _lasting(start: When | None, end: When | None) -> Bounds | None:
    """From one moment to another; an interval written for a moment is doubt about it."""
    if start is None and end is None:
        return None
    return Bounds(
        start and start.earliest, start and start.latest, end and end.earliest, end and end.latest
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
        return _lasting(self.signed or self.proposed or self.in_force, self.ended)


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
        return _lasting(self.joined, self.left)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Misconception(Record):
    """A mix-up that many readers share, and where it comes from."""

    shown: ClassVar[Texts] = ("lesson", "misconception", "why")

    lesson: str = ""
    misconception: str = ""
    why: str = ""
    sources: Citations = ()
    verified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation(Record):
    """How somebody explains it: thesis, best evidence, best criticism, a question for a class."""

    shown: ClassVar[Texts] = ("label", "author", "thesis", "evidence", "criticism", "question")

    label: str = ""
    author: str = ""
    work: str = ""
    year: str = ""
    thesis: str = ""
    evidence: str = ""
    criticism: str = ""
    question: str = ""
    sources: Citations = ()
    verified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Record):
    """One issue of a negotiation: what was offered, asked in the talks, and answered in writing.

    The fields ending in `_short` hold the words of a picture; `outcome_kind` is
    "agreed", "refused", "left open" or "put off".
    """

    shown: ClassVar[Texts] = ("issue", "offered", "asked", "answered", "outcome_kind", "outcome")

    issue: str = ""
    short: str = ""
    offered: str = ""
    offered_short: str = ""
    asked: str = ""
    asked_short: str = ""
    answered: str = ""
    answered_short: str = ""
    outcome: str = ""
    outcome_short: str = ""
    outcome_kind: str = ""
    sources: Citations = ()
    verified: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """What a text under examination says, restated, with a careful verdict and version.

    `text` names the text by a letter. `also` is a second verdict that can be defended.
    `evidence` bears on the claim; `others` are documents of the time that do not.
    """

    shown: ClassVar[Texts] = ("id", "text", "position", "claim", "verdict", "better")

    text: str = ""
    position: str = ""
    claim: str = ""
    kind: str = ""
    verdict: str = ""
    also: str = ""
    verdict_fine: str = ""
    why: str = ""
    better: str = ""
    evidence: Texts = ()
    others: Texts = ()
    sources: Citations = ()
    event: str = ""
    difficulty: int | None = None
    verified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Record):
    """A point on a map, as it was called and is called. `event_places`: how events name it."""

    shown: ClassVar[Texts] = ("name_then", "name_now", "lat", "lon", "precision_km", "note")

    kind: str = "place"
    event_places: Texts = ()
    name_then: str = ""
    name_now: str = ""
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    note: str = ""
    sources: Citations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLine(Record):
    """A border or another line on a map, through `waypoints` ("51.5 20.1 Town", north, east)."""

    shown: ClassVar[Texts] = ("name", "begun", "ended", "precision_km", "method")
    dated: ClassVar[bool] = True

    short: str = ""
    name: str = ""
    kind: str = ""
    begun: When | None = None
    ended: When | None = None
    waypoints: Texts = ()
    precision_km: float | None = None
    method: str = ""
    sources: Citations = ()
    verified: str = ""
    note: str = ""

    def bounds(self) -> Bounds | None:
        return _lasting(self.begun, self.ended)


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
