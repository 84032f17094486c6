"""An exercise as a form: a few kinds of fields that any front end can show.

The form holds no key: which option is right is known to Python alone, and told
only after an answer was checked.
"""
from __future__ import annotations

import hashlib

from .model import CELLS, VERDICTS
from .score_time import things_to_order

__all__ = ["answer_of", "form_of", "values_of"]

NOT_SURE = "not-sure"
VERDICT_WORDS = {"supported": "Supported", "partly": "Partly supported", "not-supported": "Not supported",
                 "debated": "Debated among historians", "cannot-tell": "Cannot be told from these sources"}
CELL_WORDS = {"author": "Who made it?", "date": "When?", "purpose": "What for?", "says": "What does it say?",
              "leaves_out": "What does it leave out?"}
SURE_WORDS = {"guess": "A guess", "fairly-sure": "Fairly sure", "certain": "Certain"}


def form_of(exercise, course) -> list[dict]:
    """The fields of an exercise, in the order they are shown.

    Parameters
    ----------
    exercise : Exercise
        Any of the thirteen kinds.
    course : Course
        Gives the titles of events.

    Returns
    -------
    list[dict]
        Each with `kind` (radio, checks, order, select, line, area), `name`, `label`
        and, where there is something to choose from, `options`.
    """
    return _FORMS[exercise.kind](exercise, course)


def shuffled(exercise, parts) -> list:
    """The parts in an order that is always the same but says nothing about the key."""
    return sorted(parts, key=lambda part: hashlib.sha256(f"{exercise.id} {part['id']}".encode()).digest())


def _texts(parts) -> list[dict]:
    return [{"id": part.id, "text": part.text} for part in parts]


def _choice(exercise, course):
    options = [*shuffled(exercise, _texts(exercise.options)), {"id": NOT_SURE, "text": "Not sure"}]
    return [{"kind": "radio", "name": "choice", "label": "", "options": options}]


def _checks(parts):
    def form(exercise, course):
        options = shuffled(exercise, _texts(getattr(exercise, parts)))
        return [{"kind": "checks", "name": "chosen", "label": "", "options": options}]
    return form


def _sentences(exercise, course):
    options = _texts(exercise.sentences)  # in the order of the source
    return [{"kind": "checks", "name": "chosen", "label": "", "options": options}]


def _order(exercise, course):
    things = things_to_order(exercise, course)
    options = shuffled(exercise, [{"id": id, "text": title} for id, (title, _) in things.items()])
    return [{"kind": "order", "name": "order", "label": "", "options": options}]


def _match(exercise, course):
    partners = shuffled(exercise, _texts(exercise.right))
    return [{"kind": "select", "name": pair.id, "label": pair.text, "options": partners}
            for pair in exercise.left]


def _number(exercise, course):
    return [{"kind": "line", "name": "number", "label": "Your number", "unit": exercise.answer.unit}]


def _range(exercise, course):
    return [{"kind": "line", "name": "low", "label": "At least", "unit": exercise.unit},
            {"kind": "line", "name": "high", "label": "At most", "unit": exercise.unit}]


def _verdict(exercise, course):
    verdicts = [{"id": word, "text": VERDICT_WORDS[word]} for word in VERDICTS]
    evidence = shuffled(exercise, [{"id": option.ref, "text": option.text} for option in exercise.evidence_options])
    return [{"kind": "quote", "name": "claim", "label": "The claim", "text": exercise.claim},
            {"kind": "radio", "name": "verdict", "label": "Your verdict", "options": verdicts},
            {"kind": "checks", "name": "evidence", "label": "Your evidence", "options": evidence}]


def _table(exercise, course):
    return [{"kind": "area", "name": f"{row.id}/{cell}", "label": f"{row.label}: {CELL_WORDS[cell]}", "rows": 2}
            for row in exercise.rows for cell in CELLS]


def _short(exercise, course):
    return [{"kind": "line", "name": "text", "label": "Your answer"}]


def _free(exercise, course):
    return [{"kind": "area", "name": "text", "label": f"Your answer, at most {exercise.max_words} words", "rows": 6,
             "count": True, "starters": list(exercise.starters)}]


def _sure(exercise, course):
    options = [{"id": id, "text": text} for id, text in SURE_WORDS.items()]
    return [{"kind": "radio", "name": "confidence", "label": "", "options": options}]


_FORMS = {
    "choice": _choice, "multiple": _checks("options"), "order": _order, "match": _match, "number": _number,
    "estimate-range": _range, "verdict": _verdict, "evidence-pick": _sentences, "known-by": _checks("facts"),
    "source-table": _table, "short-text": _short, "free-text": _free, "confidence": _sure,
}


def answer_of(exercise, values: dict) -> object:
    """The answer in the form of its kind, from the values of the form; None where nothing was given."""
    given = {name: value for name, value in values.items() if value not in (None, "", [], NOT_SURE)}
    kind = exercise.kind
    if not given:
        return None
    if kind in ("match", "estimate-range", "verdict"):
        return given
    if kind == "source-table":
        table: dict[str, dict] = {}
        for name, text in given.items():
            row, _, cell = name.rpartition("/")
            table.setdefault(row, {})[cell] = text
        return table
    return next(iter(given.values()))


def values_of(exercise, answer) -> dict:
    """The values of the form that stand for a saved answer; empty for an odd one."""
    kind = exercise.kind
    if answer is None:
        return {}
    if kind in ("match", "estimate-range", "verdict"):
        return dict(answer) if isinstance(answer, dict) else {}
    if kind == "source-table":
        rows = answer if isinstance(answer, dict) else {}
        return {f"{row}/{cell}": text for row, cells in rows.items() if isinstance(cells, dict) for cell, text in cells.items()}
    name = {"choice": "choice", "order": "order", "number": "number", "confidence": "confidence",
            "short-text": "text", "free-text": "text"}.get(kind, "chosen")
    return {name: answer}
