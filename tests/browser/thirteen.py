"""An invented course with one exercise of each kind, and texts that try to be more than text."""

from pathlib import Path
from types import SimpleNamespace

from historylab.dates import When
from historylab.exercises.read import exercises_of
from historylab.records import Actor, Document, Estimate, Event, Source, Term
from historylab.table import Table
from historylab.widgets.progress_panel import ProgressPanel
from historylab.widgets.question import Question

NASTY = "<script>window.broken = 1</script> <img src=x onerror='window.broken = 1'> from $5 and $6 [here](javascript:alert(1))"
LONG = "A long sentence about the border that goes on so that it has to be broken, even on a small telephone. " * 2
WORD = "Grenzverletzungsuntersuchungsausschussvorsitzender" * 2

COMMON = """
    objective: judge-claims
    skill: chronology
    minutes: 2
    path: self-study
    hints: [Look at the **months**., Write them in a row., "Two letters: one of May, one of June."]
    explanation: The river treaty came first.
    evidence: [river-treaty, blue-book@p. 7]
"""

FILE = f"""
lesson: 01-two-lands
objectives:
  - {{id: judge-claims, text: Judge claims about the border quarrel.}}
exercises:
  - id: first-treaty
    kind: choice
    prompt: |
      Which *treaty* came **first**? See [the book](https://example.org/book).
      - one point
      - another point
    options:
      - {{id: a, text: The river treaty, correct: yes, feedback: It was signed in March.}}
      - {{id: b, text: The sea treaty, correct: no, feedback: It came in May., misconception: slip}}
      - {{id: c, text: The hill treaty, correct: no, feedback: It was only a draft., misconception: slip}}{COMMON}
  - id: nasty
    kind: choice
    prompt: "{NASTY}"
    options:
      - {{id: a, text: "{NASTY}", correct: yes, feedback: Right.}}
      - {{id: b, text: "{LONG}", correct: no, feedback: "{NASTY}", misconception: slip}}
      - {{id: c, text: "{WORD}", correct: no, feedback: "{WORD}", misconception: slip}}
    objective: judge-claims
    skill: chronology
    minutes: 2
    path: self-study
    hints: ["{NASTY}", "{LONG}", "{WORD}"]
    explanation: "{NASTY}"
    evidence: [river-treaty]
  - id: several
    kind: multiple
    prompt: Which of these were signed?
    options:
      - {{id: a, text: The river treaty, correct: yes, feedback: It was signed in March.}}
      - {{id: b, text: The sea treaty, correct: yes, feedback: It was signed in May.}}
      - {{id: c, text: The hill treaty, correct: no, feedback: It was only a draft.}}{COMMON}
  - id: in-order
    kind: order
    prompt: Put these in order of time, the earliest first.
    events: [river-treaty, sea-treaty, late-note]{COMMON}
  - id: pairs
    kind: match
    prompt: Who signed what?
    left:
      - {{id: river, text: The river treaty, answer: north, feedback: Northland drafted it.}}
      - {{id: sea, text: The sea treaty, answer: south, feedback: Southland has the coast.}}
    right:
      - {{id: north, text: Northland}}
      - {{id: south, text: "Southland, **with** the islands and all the land as far as the second river"}}{COMMON}
  - id: count
    kind: number
    prompt: How many days lay between the two treaties?
    answer: {{value: 68, tolerance: 1, unit: days}}
    feedback_right: From 2 March to 9 May.
    feedback_high: Count again from 2 March.
    feedback_low: Count again from 2 March.{COMMON}
  - id: guess
    kind: estimate-range
    prompt: How many soldiers died in the border war?
    unit: persons
    estimate: war-dead
    max_width: 100000{COMMON}
  - id: judge
    kind: verdict
    prompt: Does the evidence bear out this claim?
    claim: Northland broke the river treaty first.
    answers:
      - {{id: supported, correct: no, feedback: The note speaks of both., misconception: slip}}
      - {{id: partly, correct: yes, feedback: It broke one article.}}
      - {{id: not-supported, correct: no, feedback: One article was broken., misconception: slip}}
      - {{id: debated, correct: no, feedback: The note is clear., misconception: slip}}
      - {{id: cannot-tell, correct: no, feedback: The note tells., misconception: slip}}
    evidence_options:
      - {{ref: D01, text: The river treaty itself, role: needed, feedback: It names the article.}}
      - {{ref: sea-treaty, text: The sea treaty, role: irrelevant, feedback: It is about another coast.}}{COMMON}
  - id: sentences
    kind: evidence-pick
    prompt: Which sentences tell when the letter was written?
    sentences:
      - {{id: s1, text: The snow had gone., role: helpful, feedback: A hint at spring.}}
      - {{id: s2, text: Yesterday the treaty was signed., role: needed, feedback: That gives the day.}}
      - {{id: s3, text: My brother is well., role: irrelevant, feedback: It says nothing about the day.}}{COMMON}
  - id: known
    kind: known-by
    prompt: What could Northland know on 1 April 1905?
    day: 1905-04-01
    actor: Northland
    facts:
      - {{id: f1, text: The river treaty, event: river-treaty, feedback: It was printed.}}
      - {{id: f2, text: The sea treaty, event: sea-treaty, feedback: It came later.}}
      - {{id: f3, text: The late note, event: late-note, feedback: It came later.}}{COMMON}
  - id: table
    kind: source-table
    prompt: Fill in what you can tell about this source.
    rows:
      - id: D01
        label: River treaty
        cells: {{author: Two ministers., date: March 1905., purpose: To open the river., says: Ships may pass., leaves_out: Who pays.}}{COMMON}
  - id: word
    kind: short-text
    prompt: What was the river called?
    accepted: [Silverwater]
    feedback_right: So the treaty calls it.
    feedback_other: Look at article 1.{COMMON}
  - id: essay
    kind: free-text
    prompt: Why was the treaty broken? Make a claim, name your evidence, and say why it bears on the claim.
    max_words: 60
    starters: [The treaty was broken because ..., My evidence is ...]
    form: {{cites: yes, date: yes}}
    rubric:
      - {{level: basic, what: A claim., sample: Because of the river.}}
      - {{level: emergent, what: A claim with evidence., sample: Because of article 1.}}
      - {{level: proficient, what: Claim and reason., sample: "Because article 1 left it open, see D01."}}{COMMON}
  - id: second-treaty
    kind: choice
    prompt: Which treaty came second?
    options:
      - {{id: a, text: The river treaty, correct: no, feedback: It was the first., misconception: slip}}
      - {{id: b, text: The sea treaty, correct: yes, feedback: It came in May.}}
      - {{id: c, text: The hill treaty, correct: no, feedback: It was only a draft., misconception: slip}}{COMMON}
  - id: diary
    kind: free-text
    prompt: What may the minister have noted that evening?
    max_words: 60
    rubric:
      - {{level: basic, what: A claim., sample: He was glad.}}
      - {{level: emergent, what: A claim with evidence., sample: He was glad of article 1.}}
      - {{level: proficient, what: Claim and reason., sample: "He was glad, since article 1 opened the river."}}{COMMON}
  - id: sure
    kind: confidence
    prompt: How sure are you of your order?
    about: in-order{COMMON}
"""


def _event(id, date):
    return Event(id=id, date=When.parse(date), title=id.replace("-", " ").capitalize(), significance="It opened the river.")


def course(folder):
    """The course; its exercise file is written into `folder` the first time."""
    path = Path(folder, "data", "exercises", "01-two-lands.yaml")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(FILE, encoding="utf-8")
    events = [_event("river-treaty", "1905-03-02"), _event("sea-treaty", "1905-05-09"), _event("late-note", "1906-01")]
    return SimpleNamespace(
        folder=path.parents[1],
        cite=lambda citations: f"A. Clerk, Blue Book, {citations[0].locator}",
        events=Table(events, "events", Event),
        estimates=Table([Estimate(id="war-dead", low=120_000, high=170_000)], "estimates", Estimate),
        documents=Table([Document(id="D01", title="River treaty")], "documents", Document),
        sources=Table([Source(id="blue-book", author="A. Clerk")], "sources", Source),
        actors=Table([Actor(id="Northland"), Actor(id="Southland")], "actors", Actor),
        glossary=Table([Term(id="pact", term="pact")], "glossary", Term),
        pacts=Table([], "pacts", None),
    )


def ask(folder, id):
    """One question of the course."""
    here = course(folder)
    return Question(here, exercises_of(here)[id])


def panel(folder):
    """The progress panel of the course."""
    return ProgressPanel(course(folder))
