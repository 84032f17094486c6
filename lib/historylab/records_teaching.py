"""The records of what is made of the past: mix-ups, explanations, claims, positions, maps.

They follow the rules of `records`, which names them among the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from historylab.dates import Bounds, When
from historylab.record_base import Citations, Record, Texts, lasting


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
    actors: Texts = ()
    known_from: When | None = None
    waypoints: Texts = ()
    precision_km: float | None = None
    method: str = ""
    sources: Citations = ()
    verified: str = ""
    note: str = ""

    def bounds(self) -> Bounds | None:
        return lasting(self.begun, self.ended)
