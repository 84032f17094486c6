"""The thirteen kinds of exercise as frozen records.

A field declared with `required` or `optional` stands in the file; its rule reads
and checks it, and the JSON Schema for editors is made from the same declaration.
"""
from __future__ import annotations

from dataclasses import dataclass, field

from .fields import Group, Key, ListOf, Number, OneOf, Reference, RowId, Text, YesNo, optional, required

__all__ = ["KINDS", "Exercise", "Lesson", "Objective"]

FEEDBACK_WORDS = 60  # longer feedback is not read
SKILLS = ("chronology", "sourcing", "context", "corroboration", "close-reading",
          "cause", "numbers", "argument", "self-knowledge")
PATHS = ("class", "self-study", "review")
ROLES = ("needed", "helpful", "irrelevant", "contradicts")
VERDICTS = ("supported", "partly", "not-supported", "debated", "cannot-tell")
LEVELS = ("basic", "emergent", "proficient")
CELLS = ("author", "date", "purpose", "says", "leaves_out")
REFERENCE = Reference()
_event = RowId(table="events")
_misconception = RowId(table="misconceptions", also=("slip",))
_feedback = Text(FEEDBACK_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What every part of an exercise has: the line where it stands in the file."""

    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Part):
    """One option of a choice: wrong ones name the mix-up behind them."""

    id: str = required(Key())
    text: str = required(Text())
    correct: bool = required(YesNo(), "yes or no")
    feedback: str = required(_feedback, "why this option is right or wrong")
    misconception: str | None = optional(_misconception, doc="id of a misconception, or 'slip'; for wrong options")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Part):
    """One line of a matching exercise."""

    id: str = required(Key())
    text: str = required(Text())
    answer: str = required(Key(), "the id of its partner on the right")
    feedback: str = required(_feedback)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One choice on the right of a matching exercise."""

    id: str = required(Key())
    text: str = required(Text())


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedItem(Part):
    """Something to be put in order that is not an event of the course."""

    id: str = required(Key())
    text: str = required(Text())
    date: str = required(Text(), "an EDTF date such as 1905-03-02")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberAnswer:
    """The right number, how far off still counts, and the unit."""

    value: float = required(Number())
    tolerance: float = required(Number(0))
    unit: str = required(Text())


@dataclass(frozen=True, slots=True, kw_only=True)
class NearNumber(Part):
    """A span of wrong numbers that shows a known mix-up."""

    low: float = required(Number())
    high: float = required(Number())
    feedback: str = required(_feedback)
    misconception: str | None = optional(_misconception)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The range that scholars give."""

    low: float = required(Number())
    high: float = required(Number())


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictAnswer(Part):
    """What to say to each of the five verdicts."""

    id: str = required(OneOf(VERDICTS))
    correct: bool = required(YesNo())
    feedback: str = required(_feedback)
    misconception: str | None = optional(_misconception)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOption(Part):
    """A piece of evidence that may be picked for a verdict."""

    ref: str = required(REFERENCE, "id of a document, event, pact or estimate, or source-key@place")
    text: str = required(Text())
    role: str = required(OneOf(ROLES))
    feedback: str = required(_feedback)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Part):
    """A sentence of a source that may be picked as evidence."""

    id: str = required(Key())
    text: str = required(Text())
    role: str = required(OneOf(ROLES))
    feedback: str = required(_feedback)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Part):
    """A fact that somebody did or did not know on a day."""

    id: str = required(Key())
    text: str = required(Text())
    feedback: str = required(_feedback)
    event: str | None = optional(_event, doc="id of an event, whose date decides")
    known_from: str | None = optional(Text(), doc="EDTF date from which this could be known, where it was not public at once")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What a good answer says in each cell of a source table."""

    author: str = required(Text())
    date: str = required(Text())
    purpose: str = required(Text())
    says: str = required(Text())
    leaves_out: str = required(Text())


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow(Part):
    """One source of a source table."""

    id: str = required(REFERENCE)
    label: str = required(Text())
    cells: Cells = required(Group(Cells))


@dataclass(frozen=True, slots=True, kw_only=True)
class NearText(Part):
    """A wrong word that deserves an answer of its own."""

    text: str = required(Text())
    feedback: str = required(_feedback)
    misconception: str | None = optional(_misconception)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Part):
    """One level of a rubric with a sample answer."""

    level: str = required(OneOf(LEVELS))
    what: str = required(Text())
    sample: str = required(Text())


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the machine may check in a free text: its form, never its quality."""

    cites: bool = optional(YesNo(), False, "does it name a source?")
    date: bool = optional(YesNo(), False, "does it give a date?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Part):
    """What a pupil can do after the lesson; begins with a verb one can see."""

    id: str = required(Key())
    text: str = required(Text())


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """What every exercise has. `lesson`, `file` and `line` come from where it stands."""

    id: str = required(Key(), "small letters and hyphens; unique in the whole course")
    kind: str = required(Text())
    objective: str = required(Key(), "id of one of the objectives at the top of the file")
    skill: str = required(OneOf(SKILLS))
    minutes: float = required(Number(0))
    path: str = required(OneOf(PATHS), "class: counted in the lesson; self-study; review: asked again later")
    prompt: str = required(Text())
    hints: tuple[str, ...] = required(ListOf(Text(), 3, 3, "hint"), "three: where to look, how to think, a parallel case")
    explanation: str = required(Text())
    evidence: tuple[str, ...] = required(ListOf(REFERENCE, 1, None, "piece of evidence"))
    title: str | None = optional(Text())
    cannot_tell: bool = optional(YesNo(), False, "yes where the answer is: it cannot be told from these sources")
    changed_by: str | None = optional(Text(), doc="set by the form when a teacher changes the exercise")
    lesson: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Exercise):
    """One right option."""

    options: tuple[Option, ...] = required(ListOf(Group(Option), 3, 4, "option"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple(Exercise):
    """Any number of right options."""

    options: tuple[Option, ...] = required(ListOf(Group(Option), 3, 6, "option"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Exercise):
    """Events or dated items to be put in order of time."""

    events: tuple[str, ...] = optional(ListOf(_event, 3, 6, "event"), (), "ids of events; their dates decide")
    items: tuple[DatedItem, ...] = optional(ListOf(Group(DatedItem), 3, 6, "item"), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Exercise):
    """Lines on the left, each with its partner on the right."""

    left: tuple[Pair, ...] = required(ListOf(Group(Pair), 2, 6, "line"))
    right: tuple[Partner, ...] = required(ListOf(Group(Partner), 2, 6, "partner"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberQuestion(Exercise):
    """A number to be worked out."""

    answer: NumberAnswer = required(Group(NumberAnswer))
    feedback_right: str = required(_feedback)
    feedback_high: str = required(_feedback)
    feedback_low: str = required(_feedback)
    near: tuple[NearNumber, ...] = optional(ListOf(Group(NearNumber)), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateRange(Exercise):
    """A range to be estimated, compared with the range that scholars give."""

    unit: str = required(Text())
    estimate: str | None = optional(RowId(table="estimates"), doc="id of a row of estimates.csv, whose low and high decide")
    range: Span | None = optional(Group(Span), doc="low and high, where there is no estimate row")
    per: float = optional(Number(0), 1, "what one unit stands for: 1000 where the unit is 'thousand'")
    max_width: float = required(Number(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Exercise):
    """A claim to be judged, with the evidence for the verdict."""

    claim: str = required(Text())
    answers: tuple[VerdictAnswer, ...] = required(ListOf(Group(VerdictAnswer), 5, 5, "verdict"))
    evidence_options: tuple[EvidenceOption, ...] = required(ListOf(Group(EvidenceOption), 2, 6, "piece of evidence"))


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePick(Exercise):
    """Sentences, of which those that bear on a question are picked."""

    sentences: tuple[Sentence, ...] = required(ListOf(Group(Sentence), 3, 8, "sentence"))


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBy(Exercise):
    """What could somebody know on a given day?"""

    day: str = required(Text(), "the day as an EDTF date")
    actor: str = required(Text())
    facts: tuple[Fact, ...] = required(ListOf(Group(Fact), 3, 6, "fact"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable(Exercise):
    """A small table to be filled in and checked by the pupil against a model."""

    rows: tuple[SourceRow, ...] = required(ListOf(Group(SourceRow), 1, 4, "row"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortText(Exercise):
    """A word or a name; small slips are forgiven, another name never."""

    accepted: tuple[str, ...] = required(ListOf(Text(), 1, None, "accepted answer"))
    feedback_right: str = required(_feedback)
    feedback_other: str = required(_feedback)
    near: tuple[NearText, ...] = optional(ListOf(Group(NearText)), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeText(Exercise):
    """A written answer with a rubric; no machine judges it."""

    max_words: int = required(Number(1))
    starters: tuple[str, ...] = optional(ListOf(Text()), ())
    rubric: tuple[Level, ...] = required(ListOf(Group(Level), 3, 3, "level"))
    form: Form = optional(Group(Form), Form())


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence(Exercise):
    """How sure are you about another exercise?"""

    about: str = required(Key(), "id of another exercise")


KINDS: dict[str, type] = {
    "choice": Choice, "multiple": Multiple, "order": Order, "match": Match, "number": NumberQuestion,
    "estimate-range": EstimateRange, "verdict": Verdict, "evidence-pick": EvidencePick, "known-by": KnownBy,
    "source-table": SourceTable, "short-text": ShortText, "free-text": FreeText, "confidence": Confidence,
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """One exercise file: its lesson, objectives and exercises, in the order of the file."""

    id: str
    objectives: tuple[Objective, ...]
    exercises: tuple[Exercise, ...]
    file: str
