"""What the form for teachers asks about an exercise, made from the model of its kind."""
from __future__ import annotations

from dataclasses import MISSING

from historylab.exercises.blank import LAST, ORDER, blank_item
from historylab.exercises.fields import Group, Key, ListOf, Number, OneOf, Reference, RowId, Text, YesNo, rules_of
from historylab.exercises.locks import LOCKED
from historylab.exercises.model import KINDS

__all__ = ["kinds", "lists_of", "sections_of"]

LABELS = {
    "prompt": "Question", "correct": "This is a right answer", "misconception": "Mix-up behind it", "left": "Lines",
    "right": "Partners", "answer": "Answer", "path": "Where it is asked", "skill": "Skill", "near": "Known wrong answers",
    "cannot_tell": "The right answer is: it cannot be told from these sources", "feedback_right": "Feedback when right",
    "feedback_high": "Feedback when too high", "feedback_low": "Feedback when too low", "feedback_other": "Feedback to any other answer",
    "known_from": "Known from (date, where it was secret at first)", "evidence_options": "Evidence to choose from",
    "accepted": "Accepted answers", "what": "What it looks like", "sample": "Sample answer", "starters": "Ways to begin",
    "cites": "Look for a source in the answer", "date": "Date", "ref": "Piece of evidence", "per": "One unit stands for",
    "about": "About which exercise?", "form": "Form of the answer", "id": "Name (id)", "minutes": "Minutes", "objective": "Objective",
}
WORDS = {"class": "in class (at most three in a lesson)", "self-study": "at home", "review": "asked again in a later lesson",
         "needed": "needed", "helpful": "helpful", "irrelevant": "has nothing to do with it", "contradicts": "contradicts"}
LINES = ("title", "unit", "actor", "day", "date", "label", "known_from", "author", "purpose")
EITHER = ({"events", "items"}, {"estimate", "range"})  # an exercise has one of the two


def kinds() -> list[dict]:
    """Every kind with the sentence that says what it is."""
    return [{"id": name, "text": f"{name}: {(model.__doc__ or '').strip()}"} for name, model in KINDS.items()]


def sections_of(entry: dict, *, new: bool) -> list[dict]:
    """The parts of the form for one exercise.

    Parameters
    ----------
    entry : dict
        The exercise as plain texts, lists and groups.
    new : bool
        Whether it is not yet in the file: then its id can be chosen.

    Returns
    -------
    list[dict]
        Each with `title`, `open` and `fields`.
    """
    rules = rules_of(KINDS[entry["kind"]])
    hidden = {name for pair in EITHER for name in pair if pair & set(entry) and name not in entry}
    own = [name for name in rules if name not in ORDER and name not in LAST and name not in hidden]
    parts = [("Question", [*(["id"] if new else []), "title", "prompt"], True), ("Answer", own, True), ("Hints", ["hints"], new),
             ("Explanation and evidence", ["explanation", "evidence"], new),
             ("Place in the lesson", ["objective", "skill", "minutes", "path", "cannot_tell"], False)]
    told = [{"title": title, "open": is_open, "fields": [_field(name, rules[name]) for name in names]}
            for title, names, is_open in parts if names]
    return _unlocked(told) if new else told


def _unlocked(value):
    """The same declaration without locks: what is new has no sourced key yet."""
    if isinstance(value, dict):
        return {key: False if key == "locked" else _unlocked(part) for key, part in value.items()}
    return [_unlocked(part) for part in value] if isinstance(value, list) else value


def _field(name: str, field) -> dict:
    rule = field.metadata["rule"]
    told = {"name": name, "label": LABELS.get(name) or name.replace("_", " ").capitalize(), "help": field.metadata["doc"],
            "needed": field.default is MISSING, "locked": name in LOCKED or name == "evidence"}
    if name == "objective":
        return told | {"kind": "choice", "list": "objectives"}
    if name == "about":
        return told | {"kind": "choice", "list": "exercises"}
    return told | _control(name, rule, told["needed"])


def _control(name: str, rule, needed: bool) -> dict:
    match rule:
        case Group():
            return {"kind": "group", "fields": _inner(rule.model)}
        case ListOf():
            noun = "hint" if name == "hints" else rule.noun
            return {"kind": "list", "item": _control(name, rule.item, True), "least": rule.least, "most": rule.most or 99,
                    "noun": noun, "blank": blank_item(rule, 0)}
        case YesNo():
            return {"kind": "yesno"}
        case OneOf():
            return {"kind": "choice", "options": [{"id": word, "text": WORDS.get(word, word.replace("-", " "))} for word in rule.words]}
        case RowId():
            return {"kind": "choice", "list": rule.table, "none": "" if needed else "none"}
        case Reference():
            return {"kind": "reference"}
        case Number():
            return {"kind": "line", "number": True}
        case Text() if name not in LINES:
            return {"kind": "area", "words": rule.most_words}
    return {"kind": "line"}


def _inner(model: type) -> list[dict]:
    """The fields of a group; an id that only tells entries apart is a heading, not a question."""
    return [_field(name, field) for name, field in rules_of(model).items() if not _is_heading(name, field.metadata["rule"])]


def _is_heading(name: str, rule) -> bool:
    return (name == "id" and type(rule) in (Key, OneOf)) or name == "level"


def lists_of(course, objectives: dict[str, str], exercises) -> dict[str, list[dict]]:
    """What can be chosen from the course: events, mix-ups, estimates, objectives, evidence.

    Parameters
    ----------
    course : Course
        An open course.
    objectives : dict
        Id and text of the objectives of the lesson.
    exercises : iterable of str
        Ids of all exercises.

    Returns
    -------
    dict
        For each list its entries, as id and text.
    """
    def rows(table, text):
        return [{"id": row.id, "text": _short(text(row) or row.id)} for row in getattr(course, table, ())]

    def dated(row):
        return f"{row.date.words()}: {row.title}" if row.date else row.title

    events, documents = rows("events", dated), rows("documents", lambda row: f"{row.id}: {row.title}")
    works = [{"id": f"{row.id}@", "text": _short(f"{row.author}: {row.title}")} for row in course.sources]
    slip = {"id": "slip", "text": "a slip, no mix-up that is known"}
    return {
        "events": events, "estimates": rows("estimates", lambda row: row.what),
        "misconceptions": [slip, *rows("misconceptions", lambda row: row.misconception)],
        "objectives": [{"id": id, "text": text} for id, text in objectives.items()],
        "exercises": [{"id": id, "text": id} for id in exercises],
        "references": [*documents, *events, *works],
    }


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:87]}..."
