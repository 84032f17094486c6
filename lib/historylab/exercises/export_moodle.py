"""The exercises of a lesson as Moodle XML, so that a school that lives in Moodle can take them along.

Written here with the standard library, because no package on PyPI does it: of those
found, moodle-tools pours texts into templates unescaped and cannot write our hints,
pymoodef needs pandas, moodlexport knows two kinds of question, moodle-questions states
no licence. GIFT is not written: it carries no hints, and Moodle reads both. Tags and
values follow what Moodle itself writes and reads (question/format/xml,
question/type/ordering).
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as tree

from ..dates import Answer, When
from .evidence import named
from .export_html import html_of
from .form import CELL_WORDS, VERDICT_WORDS
from .model import CELLS, VERDICTS
from .result import NEXT_STEPS, PARTLY, RIGHT, WRONG
from .score_numbers import scholars_range
from .score_time import things_to_order, when_known

__all__ = ["MoodleExport", "export_moodle"]

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ALL = 100.0


@dataclass(frozen=True, slots=True)
class MoodleExport:
    """A Moodle XML file and what happened on the way.

    Parameters
    ----------
    text : str
        The whole file.
    questions : int
        Questions in it; a verdict with its evidence gives two.
    left_out : dict[str, str]
        Why an exercise is not in the file, by id.
    changed : dict[str, tuple[str, ...]]
        What Moodle does otherwise, with the ids of the exercises it is true of.
    """

    text: str
    questions: int
    left_out: dict[str, str]
    changed: dict[str, tuple[str, ...]]


def export_moodle(lesson, course) -> MoodleExport:
    """Write the exercises of one lesson as Moodle XML.

    Parameters
    ----------
    lesson : Lesson
        One exercise file as read.
    course : Course
        Its dates and estimates give the keys of order, known-by and range questions.

    Returns
    -------
    MoodleExport
        The file as text, and what was left out or changed, in words.
    """
    writer = _Writer(course)
    category = writer.question("category")
    path = "/".join(part.replace("/", "//") for part in (getattr(course, "title", ""), lesson.id) if part)
    _text(tree.SubElement(category, "category"), f"$course$/top/{path}")
    for exercise in lesson.exercises:
        _KINDS[exercise.kind](writer, exercise)
    tree.indent(writer.quiz)
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + tree.tostring(writer.quiz, encoding="unicode") + "\n"
    changed = {reason: tuple(ids) for reason, ids in writer.changed.items()}
    return MoodleExport(text, len(writer.quiz) - 1, writer.left_out, changed)


def _text(parent, text: str) -> None:
    tree.SubElement(parent, "text").text = _NOT_IN_XML.sub("", text)


def _add(parent, tag: str, value) -> None:
    tree.SubElement(parent, tag).text = str(value)


def _rich(parent, tag: str, text: str):
    """An element that holds a text as HTML."""
    element = tree.SubElement(parent, tag, format="html")
    _text(element, html_of(text) if text else "")
    return element


def _list(lines) -> str:
    return "\n".join("- " + " ".join(line.split()) for line in lines)


class _Writer:
    """The file being made: its root, and what to tell about it."""

    def __init__(self, course) -> None:
        self.course, self.quiz = course, tree.Element("quiz")
        self.left_out: dict[str, str] = {}
        self.changed: dict[str, list[str]] = {}

    def note(self, exercise, reason: str) -> None:
        self.changed.setdefault(reason, []).append(exercise.id)

    def question(self, kind: str):
        return tree.SubElement(self.quiz, "question", type=kind)

    def begin(self, exercise, kind: str, *, prompt: str = "", after: str = "", part: str = ""):
        """A question with all that every kind has, apart from its answers and hints."""
        question = self.question(kind)
        _text(tree.SubElement(question, "name"), (exercise.title or exercise.id) + (f" ({part})" if part else ""))
        _rich(question, "questiontext", prompt or exercise.prompt)
        works = [words for words in (named(self.course, reference) for reference in exercise.evidence) if words]
        told = [exercise.explanation, after, "Evidence:\n\n" + _list(works) if works else ""]
        _rich(question, "generalfeedback", "\n\n".join(part for part in told if part))
        _add(question, "defaultgrade", 1)
        _add(question, "penalty", "0.3333333")
        _add(question, "hidden", 0)
        _add(question, "idnumber", exercise.id + (f".{part}" if part else ""))
        return question

    def end(self, question, exercise, *, parts: bool = False) -> None:
        """Hints and tags, which stand last; `parts` for kinds that can say how much is right."""
        for hint in exercise.hints:
            element = _rich(question, "hint", hint)
            if parts:
                tree.SubElement(element, "shownumcorrect")
        _tags(question, exercise)

    def choices(self, exercise, options, *, prompt: str = "", part: str = "", single: bool, shuffle: bool = True) -> None:
        """A multichoice question; `options` are (text, per cent, feedback)."""
        question = self.begin(exercise, "multichoice", prompt=prompt, part=part)
        _add(question, "single", str(single).lower())
        _add(question, "shuffleanswers", str(shuffle).lower())
        _add(question, "answernumbering", "none")
        _add(question, "showstandardinstruction", 0 if single else 1)
        _combined(question, parts=not single)
        for text, per_cent, feedback in options:
            _answer(question, text, per_cent, feedback, rich=True)
        self.end(question, exercise, parts=not single)

    def essay(self, exercise, *, prompt: str, graderinfo: str, words: int | None = None) -> None:
        """A question that a person marks."""
        question = self.begin(exercise, "essay", prompt=prompt)
        for tag, value in (("responseformat", "editor"), ("responserequired", 1), ("responsefieldlines", 15),
                           *([("maxwordlimit", words)] if words else []), ("attachments", 0), ("attachmentsrequired", 0)):
            _add(question, tag, value)
        _rich(question, "graderinfo", graderinfo + "\n\nHints to give:\n\n" + _list(exercise.hints))
        _rich(question, "responsetemplate", "")
        _tags(question, exercise)
        self.note(exercise, "becomes an essay that a person marks; Moodle shows no hints there, so they stand with the notes for markers")


def _tags(question, exercise) -> None:
    tags = tree.SubElement(question, "tags")
    for tag in dict.fromkeys((exercise.skill, exercise.path, exercise.objective)):
        _text(tree.SubElement(tags, "tag"), tag)


def _answer(question, text: str, per_cent: float, feedback: str, *, rich: bool = False, tolerance: float | None = None) -> None:
    answer = tree.SubElement(question, "answer", fraction=f"{per_cent:.7g}", format="html" if rich else "moodle_auto_format")
    _text(answer, html_of(text) if rich else text)
    if tolerance is not None:
        _add(answer, "tolerance", f"{tolerance:.15g}")
    _rich(answer, "feedback", feedback)


def _combined(question, *, parts: bool) -> None:
    for tag, state in (("correctfeedback", RIGHT), ("partiallycorrectfeedback", PARTLY), ("incorrectfeedback", WRONG)):
        _rich(question, tag, NEXT_STEPS[state])
    if parts:
        tree.SubElement(question, "shownumcorrect")


def _shared(parts, right, wrong) -> list[tuple[str, float, str]]:
    """Options with the right ones sharing all the marks, and each wrong one taking one share away."""
    share = round(ALL / (sum(map(right, parts)) or 1), 5)  # 33.33333, as Moodle writes a third
    return [(part.text, share if right(part) else -share if wrong(part) else 0, part.feedback) for part in parts]


def _choice(writer, exercise) -> None:
    writer.choices(exercise, [(o.text, ALL if o.correct else 0, o.feedback) for o in exercise.options], single=True)


def _multiple(writer, exercise) -> None:
    options = _shared(exercise.options, lambda o: o.correct, lambda o: not o.correct)
    writer.choices(exercise, options, single=False)


def _evidence_pick(writer, exercise) -> None:
    options = _shared(exercise.sentences, lambda s: s.role == "needed", lambda s: s.role in ("irrelevant", "contradicts"))
    writer.choices(exercise, options, single=False, shuffle=False)  # in the order of the source


def _known_by(writer, exercise) -> None:
    day = When.parse(exercise.day).latest
    known = {fact.id: when_known(fact, writer.course).begun_by(day) for fact in exercise.facts}
    options = _shared(exercise.facts, lambda f: known[f.id] is Answer.YES, lambda f: known[f.id] is Answer.NO)
    dated = [(text, per_cent, f"{feedback} (Known from: {when_known(fact, writer.course).words()}.)")
             for fact, (text, per_cent, feedback) in zip(exercise.facts, options)]
    writer.choices(exercise, dated, single=False)
    writer.note(exercise, "its key is worked out from the dates of today: write the file again when a date is mended")


def _verdict(writer, exercise) -> None:
    claim = f"{exercise.prompt}\n\nThe claim: “{exercise.claim}”"
    answers = sorted(exercise.answers, key=lambda answer: VERDICTS.index(answer.id))
    writer.choices(exercise, [(VERDICT_WORDS[a.id], ALL if a.correct else 0, a.feedback) for a in answers],
                   prompt=claim, part="verdict", single=True, shuffle=False)
    evidence = _shared(exercise.evidence_options, lambda e: e.role == "needed", lambda e: e.role in ("irrelevant", "contradicts"))
    writer.choices(exercise, evidence, prompt=f"{claim}\n\nWhich pieces of evidence does your verdict rest on?",
                   part="evidence", single=False)
    writer.note(exercise, "becomes two questions, the verdict and its evidence, which Moodle marks apart")


def _match(writer, exercise) -> None:
    pairs = _list(f"{pair.text}: {pair.feedback}" for pair in exercise.left)
    question = writer.begin(exercise, "matching", after=pairs)
    _add(question, "shuffleanswers", "true")
    _combined(question, parts=True)
    partners = {partner.id: partner.text for partner in exercise.right}
    taken = {pair.answer for pair in exercise.left}
    for text, partner in [*((pair.text, pair.answer) for pair in exercise.left),
                          *(("", id) for id in partners if id not in taken)]:  # nobody's partner: only misleads
        line = _rich(question, "subquestion", text)
        _text(tree.SubElement(line, "answer"), partners[partner])
    writer.end(question, exercise, parts=True)
    writer.note(exercise, "Moodle has no feedback for a single pair; it stands at the end, for all pairs")


def _number(writer, exercise) -> None:
    wanted = exercise.answer
    question = writer.begin(exercise, "numerical", prompt=f"{exercise.prompt}\n\nYour number, in: {wanted.unit}")
    _answer(question, f"{wanted.value:.15g}", ALL, exercise.feedback_right, tolerance=wanted.tolerance)
    for near in exercise.near:
        _answer(question, f"{(near.low + near.high) / 2:.15g}", 0, near.feedback, tolerance=(near.high - near.low) / 2)
    # Moodle takes the first answer that fits: so what is left above, then all the rest.
    far = 1e6 * max(1.0, abs(wanted.value), wanted.tolerance)
    _answer(question, f"{wanted.value + far:.15g}", 0, exercise.feedback_high, tolerance=far)
    _answer(question, "*", 0, exercise.feedback_low, tolerance=0)
    for tag, value in (("unitgradingtype", 0), ("unitpenalty", "0.1"), ("showunits", 3), ("unitsleft", 0)):
        _add(question, tag, value)
    writer.end(question, exercise)
    writer.note(exercise, "Moodle wants the bare number; the unit is named in the question")


def _short_text(writer, exercise) -> None:
    question = writer.begin(exercise, "shortanswer")
    _add(question, "usecase", 0)
    for text, per_cent, feedback in [*((word, ALL, exercise.feedback_right) for word in exercise.accepted),
                                     *((near.text, 0, near.feedback) for near in exercise.near)]:
        _answer(question, text.replace("*", r"\*"), per_cent, feedback)  # a bare * stands for any text
    _answer(question, "*", 0, exercise.feedback_other)
    writer.end(question, exercise)
    writer.note(exercise, "Moodle forgives no slip of the pen and no missing accent, only capital and small letters")


def _order(writer, exercise) -> None:
    things = things_to_order(exercise, writer.course)
    dates = {id: when for id, (_, when) in things.items()}
    open_pairs = [(a, b) for n, a in enumerate(things) for b in list(things)[n + 1:]
                  if Answer.YES not in (dates[a].before(dates[b]), dates[b].before(dates[a]))]
    if open_pairs:
        first, second = open_pairs[0]
        writer.left_out[exercise.id] = (f"“{things[first][0]}” and “{things[second][0]}” may stand in either order, "
                                        "and Moodle would call one of them wrong")
        return
    line = sorted(things, key=lambda id: dates[id].sort_key)
    question = writer.begin(exercise, "ordering", after=_list(f"{things[id][0]} ({dates[id].words()})" for id in line))
    for tag, value in (("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", len(line)),
                       ("gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT"), ("showgrading", "SHOW"), ("numberingstyle", "none")):
        _add(question, tag, value)
    _combined(question, parts=True)
    for place, id in enumerate(line, start=1):
        answer = tree.SubElement(question, "answer", fraction=f"{place}.0000000", format="html")
        _text(answer, html_of(things[id][0]))
    writer.end(question, exercise, parts=True)
    writer.note(exercise, "needs Moodle 4.4 or newer (older ones: the plugin Ordering)")


def _free_text(writer, exercise) -> None:
    starters = f"You may begin like this:\n\n{_list(exercise.starters)}" if exercise.starters else ""
    rubric = [f"**{level.level}**: {level.what}\n\nSample: {level.sample}" for level in exercise.rubric]
    wanted = [words for words, asked in (("a source", exercise.form.cites), ("a date", exercise.form.date)) if asked]
    writer.essay(exercise, prompt=f"{exercise.prompt}\n\nAt most {exercise.max_words} words.\n\n{starters}",
                 graderinfo="\n\n".join([*rubric, *([f"It should name {' and '.join(wanted)}."] if wanted else [])]),
                 words=int(exercise.max_words))


def _source_table(writer, exercise) -> None:
    asked = _list(f"{row.label}: " + " ".join(CELL_WORDS[cell] for cell in CELLS) for row in exercise.rows)
    model = "\n\n".join(f"**{row.label}**\n\n" + _list(f"{CELL_WORDS[cell]} {getattr(row.cells, cell)}" for cell in CELLS)
                        for row in exercise.rows)
    writer.essay(exercise, prompt=f"{exercise.prompt}\n\n{asked}", graderinfo=model)


def _estimate_range(writer, exercise) -> None:
    low, high = scholars_range(exercise, writer.course)
    rule = (f"Published figures run from {low:,.15g} to {high:,.15g} {exercise.unit}. A good range holds both numbers "
            f"and is at most {exercise.max_width:,.15g} wide.")
    writer.essay(exercise, prompt=f"{exercise.prompt}\n\nGive a low and a high number, in: {exercise.unit}", graderinfo=rule)


def _confidence(writer, exercise) -> None:
    writer.left_out[exercise.id] = "Moodle asks how sure somebody is in its own way: choose a behaviour with certainty-based marking"


_KINDS = {
    "choice": _choice, "multiple": _multiple, "order": _order, "match": _match, "number": _number,
    "estimate-range": _estimate_range, "verdict": _verdict, "evidence-pick": _evidence_pick, "known-by": _known_by,
    "source-table": _source_table, "short-text": _short_text, "free-text": _free_text, "confidence": _confidence,
}
