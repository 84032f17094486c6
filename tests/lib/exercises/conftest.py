"""A small invented course for the exercise tests, and a good exercise file to damage."""
from pathlib import Path
from types import SimpleNamespace

import pytest

from historylab.dates import When
from historylab.records import Actor, Document, Estimate, Event, Misconception, Source, Term
from historylab.table import Table

GOOD = """\
# A teacher's remark that must never get lost
lesson: 01-two-lands
objectives:
  - id: order-events
    text: Order the events of the border quarrel.
exercises:
  - id: first-treaty
    kind: choice
    objective: order-events
    skill: chronology
    minutes: 2
    path: class
    prompt: Which treaty came first?
    options:
      - {id: a, text: The river treaty, correct: yes, feedback: It was signed in March.}
      - {id: b, text: The sea treaty, correct: no, feedback: It came in May., misconception: slip}
      - {id: c, text: The hill treaty, correct: no, feedback: It was only a draft., misconception: slip}
    hints: [Look at the months., Write them in a row., "Two letters: one of May, one of June. The first is that of May."]
    explanation: The river treaty came first.
    evidence: [river-treaty, blue-book@p. 7]
  - id: in-order
    kind: order
    objective: order-events
    skill: chronology
    minutes: 3
    path: self-study
    prompt: Put these in order.
    events: [river-treaty, border-war, sea-treaty]
    hints: [Look at the months., Write them in a row., A parallel case.]
    explanation: The war ran through both months.
    evidence: [border-war]
"""


def event(id, date, **more):
    return Event(id=id, date=When.parse(date), title=more.pop("title", id.replace("-", " ").capitalize()), **more)


@pytest.fixture
def course(tmp_path):
    """A course with three events, one of them long, and one estimate."""
    (tmp_path / "exercises").mkdir()
    events = [event("river-treaty", "1905-03-02", significance="It opened the river."),
              event("sea-treaty", "1905-05-09"),
              event("border-war", "1905-03-20/1905-05-30"),
              event("secret-letter", "1905-04-01", known_from=When.parse("1911"))]
    return SimpleNamespace(
        folder=tmp_path,
        events=Table(events, "events", Event),
        estimates=Table([Estimate(id="war-dead", low=120_000, high=170_000)], "estimates", Estimate),
        documents=Table([Document(id="D01", title="River treaty")], "documents", Document),
        sources=Table([Source(id="blue-book", author="A. Clerk")], "sources", Source),
        actors=Table([Actor(id="Northland"), Actor(id="Southland")], "actors", Actor),
        glossary=Table([Term(id="pact", term="pact")], "glossary", Term),
        pacts=Table([], "pacts", None),
        misconceptions=Table([Misconception(id="a-mix-up")], "misconceptions", Misconception),
    )


@pytest.fixture
def write(course):
    """Write an exercise file into the course and read all of them: (exercises, faults as texts)."""
    from historylab.exercises.read import check_exercises

    def writer(text: str | bytes, name="01-two-lands.yaml"):
        path = Path(course.folder, "exercises", name)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        found, faults = check_exercises(course)
        return found, [str(fault) for fault in faults]

    return writer
