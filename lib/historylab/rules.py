"""Rules between the columns of a row, which the Table Schema cannot say.

Each rule is an object in "historylab:rules" of a table in datapackage.json:

- ``{"rule": "in-order", "fields": ["low", "high"]}``: no number above the next, no
  date that is certainly after the next; empty cells are passed over
- ``{"rule": "needs", "fields": [...]}``: none of these may be empty
- ``{"rule": "needs-one", "fields": [...]}``: not all of these may be empty
- ``{"rule": "empty", "fields": [...]}``: all of these must be empty
- ``{"rule": "together", "fields": [...]}``: all of these or none
- ``{"rule": "not", "field": "verified", "values": ["no"]}``: none of these values
- ``{"rule": "one-each", "fields": [...]}``: no two rows alike in all of these

"when": {"chart": "yes"} limits a rule to the rows with that cell ("*": any text);
"because" is a sentence for the teacher.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from historylab.dates import When
from historylab.faults import Fault, Speller
from historylab.schema import PACKAGE, Resource


@dataclass(slots=True)
class Rows:
    """The rows of one table by column: their numbers, texts and values; `bad` cells have a fault."""

    numbers: list[int] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, list] = field(default_factory=dict)
    bad: set[tuple[int, str]] = field(default_factory=set)


def check_rules(resource: Resource, rows: Rows, faults: list[Fault], speller: Speller) -> None:
    """Add a fault for each row that breaks a rule of its table."""
    for content in resource.rules:
        rule = _read_rule(resource, content, faults, speller)
        # A missing column has its own fault.
        if rule and all(name in rows.texts for name in rule.columns):
            _KINDS[rule.kind](resource, rule, rows, faults)


@dataclass(slots=True)
class _Rule:
    kind: str
    fields: tuple[str, ...]
    when: dict[str, str]
    values: tuple[str, ...]
    because: str

    @property
    def columns(self) -> set[str]:
        return {*self.fields, *self.when}

    def rows(self, rows: Rows):
        """The places of the rows that the rule is about and whose cells can be read."""
        for place in range(len(rows.numbers)):
            if all(
                text == wanted or (wanted == "*" and text)
                for text, wanted in ((rows.texts[n][place], w) for n, w in self.when.items())
            ) and not any((place, name) in rows.bad for name in self.columns):
                yield place

    @property
    def case(self) -> str:
        """" where chart is yes", to end a sentence with."""
        said = [f"{n} is {'given' if w == '*' else w}" for n, w in self.when.items()]
        return f" where {' and '.join(said)}" if said else ""


def _read_rule(resource: Resource, content: dict, faults, speller: Speller) -> _Rule | None:
    kind, when = content.get("rule", ""), content.get("when", {})
    fields = [content["field"]] if "field" in content else content.get("fields", [])
    values, because = content.get("values", []), content.get("because", "")
    place = f"{resource.name} > historylab:rules"
    shape = isinstance(kind, str) and isinstance(because, str) and isinstance(when, dict)
    shape = shape and all(isinstance(value, str) for value in when.values())
    for items in (fields, values):
        shape = shape and isinstance(items, list) and all(isinstance(item, str) for item in items)
    if not (shape and fields):
        faults.append(Fault(PACKAGE, None, place, str(content), "The rule has not the form it needs.",
                            '{"rule": ..., "fields": [...], "when": {column: value}}', "Correct it."))
        return None
    for name, known, what in [(kind, _KINDS, "rule"), *((n, resource.fields, "column") for n in
                                                       (*fields, *when))]:
        if name not in known:
            near = speller.ask(name, known, f"{what}s of {resource.name}")
            faults.append(Fault(PACKAGE, None, place, name, f"There is no {what} '{name}'.",
                                ", ".join(known), near or "Correct the rule."))
            return None
    return _Rule(kind, tuple(fields), when, tuple(values), because)


def _add(faults, resource, rows, place, column, value, problem, allowed, remedy):
    faults.append(Fault(resource.path, rows.numbers[place], column, value, problem, allowed, remedy))


def _in_order(resource, rule, rows, faults):
    for place in rule.rows(rows):
        filled = [(n, rows.values[n][place]) for n in rule.fields]
        filled = [(name, value) for name, value in filled if value is not None and value != ""]
        for (name, value), (next_name, following) in zip(filled, filled[1:]):
            if _reversed(value, following):
                _add(faults, resource, rows, place, next_name, str(following),
                     f"{name} ({value}) is {_above(value)} {next_name} ({following}).",
                     f"{' <= '.join(rule.fields)}{_why(rule)}", "Correct one of the two cells.")


def _reversed(value, following) -> bool:
    if isinstance(value, When) and isinstance(following, When):
        # Only what cannot be right is a fault: a doubtful date may well be in order.
        return bool(following.latest and value.earliest and following.latest < value.earliest)
    return type(value) in (int, float) and type(following) in (int, float) and value > following


def _above(value) -> str:
    return "after" if isinstance(value, When) else "above"


def _why(rule: _Rule) -> str:
    return f": {rule.because}" if rule.because else ""


def _needs(resource, rule, rows, faults):
    for place in rule.rows(rows):
        for name in rule.fields:
            if not rows.texts[name][place]:
                _add(faults, resource, rows, place, name, "", f"{name} is empty{rule.case}.",
                     f"a text{_why(rule)}", _fill(rule))


def _needs_one(resource, rule, rows, faults):
    for place in rule.rows(rows):
        if not any(rows.texts[name][place] for name in rule.fields):
            _add(faults, resource, rows, place, rule.fields[0], "",
                 f"{', '.join(rule.fields)} are all empty{rule.case}.",
                 f"at least one of them{_why(rule)}", _fill(rule))


def _empty(resource, rule, rows, faults):
    for place in rule.rows(rows):
        for name in rule.fields:
            if text := rows.texts[name][place]:
                _add(faults, resource, rows, place, name, text, f"{name} is filled{rule.case}.",
                     f"an empty cell{_why(rule)}", _fill(rule, "Empty the cell"))


def _together(resource, rule, rows, faults):
    for place in rule.rows(rows):
        missing = [name for name in rule.fields if not rows.texts[name][place]]
        if missing and len(missing) < len(rule.fields):
            _add(faults, resource, rows, place, missing[0], "",
                 f"{missing[0]} is empty, though others of {', '.join(rule.fields)} are filled.",
                 f"all of them, or none{_why(rule)}", "Fill the cell, or empty the others.")


def _not(resource, rule, rows, faults):
    for place in rule.rows(rows):
        for name in rule.fields:
            if (text := rows.texts[name][place]) in rule.values:
                _add(faults, resource, rows, place, name, text, f"{name} is '{text}'{rule.case}.",
                     f"anything but {', '.join(rule.values)}{_why(rule)}", _fill(rule, "Correct it"))


def _one_each(resource, rule, rows, faults):
    seen: dict[tuple, int] = {}
    for place in rule.rows(rows):
        alike = tuple(rows.texts[name][place] for name in rule.fields)
        first = seen.setdefault(alike, rows.numbers[place])
        if first != rows.numbers[place]:
            _add(faults, resource, rows, place, rule.fields[0], alike[0],
                 f"Row {first} has the same {', '.join(rule.fields)}{rule.case}.",
                 f"one such row{_why(rule)}", "Take out or change one of the two rows.")


def _fill(rule: _Rule, said: str = "Fill the cell") -> str:
    return f"{said}, or change {' and '.join(rule.when)}." if rule.when else f"{said}."


_KINDS: dict[str, Callable] = {
    "in-order": _in_order, "needs": _needs, "needs-one": _needs_one, "empty": _empty,
    "together": _together, "not": _not, "one-each": _one_each,
}
