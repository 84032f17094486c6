"""What a field of an exercise file may hold: one small class for each kind of value.

The classes read a node into a value, report what is wrong in plain words, and
give the matching piece of JSON Schema, so that checker and editors agree.
"""
from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, field, fields

from ..words import nearest as _nearest
from .nodes import Node

__all__ = ["BAD", "Group", "Key", "ListOf", "Number", "OneOf", "Place", "Reference", "RowId", "Text", "YesNo", "nearest", "optional", "required"]

BAD = object()  # stands for a value that could not be read; the fault is already in the list


def nearest(word: str, known) -> str:
    """The known word that looks most like `word`, as a question; '' where none does.

    Examples
    --------
    >>> nearest("feedbak", ["feedback", "text"])
    "did you mean 'feedback'?"
    """
    close = _nearest(word, known)
    return f"did you mean '{close[0]}'?" if close else ""


@dataclass(slots=True)
class Place:
    """Where in a file we are, the list that collects the faults, and the ids of the course by table."""

    file: str
    faults: list
    path: str = ""
    known: dict[str, frozenset] = field(default_factory=dict)

    def inside(self, step: str) -> "Place":
        return Place(self.file, self.faults, f"{self.path} > {step}" if self.path else step, self.known)

    def fault(self, line: int, problem: str, *, value: str = "", allowed: str = "", remedy: str = "") -> object:
        from ..faults import Fault

        self.faults.append(Fault(file=self.file, row=line, column=self.path, value=value,
                                 problem=problem, allowed=allowed, remedy=remedy))
        return BAD


def _text_of(node: Node, place: Place, wanted: str) -> object:
    if not isinstance(node.value, str):
        return place.fault(node.line, f"{wanted} is expected here, but this is {node.shape}",
                           remedy="write the text on the same line as the key, or after '>' on the next lines")
    return node.value.strip()


@dataclass(frozen=True)
class Text:
    """A text; `most_words` limits its length."""

    most_words: int | None = None

    def read(self, node: Node, place: Place) -> object:
        text = _text_of(node, place, "a text")
        if text is BAD:
            return BAD
        if not text or text == "...":
            return place.fault(node.line, "the text is still empty", remedy="write it, or take the line out")
        words = len(text.split())
        if self.most_words and words > self.most_words:
            return place.fault(node.line, f"the text has {words} words", value=text[:60],
                               allowed=f"at most {self.most_words} words", remedy="shorten it")
        return text

    def schema(self) -> dict:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class Key:
    """A short name in small letters, digits and hyphens, such as 'league-expulsion'; `pattern` may widen it."""

    pattern: str = r"[a-z0-9]+(-[a-z0-9]+)*"

    def read(self, node: Node, place: Place) -> object:
        text = _text_of(node, place, "a name")
        if text is BAD:
            return BAD
        if not re.fullmatch(self.pattern, text):
            return place.fault(node.line, "this is not a usable name", value=text[:60],
                               allowed="small letters, digits and hyphens, no spaces", remedy="for example 'first-try'")
        return text

    def schema(self) -> dict:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


@dataclass(frozen=True)
class RowId(Key):
    """The id of a row of one table of the course, such as an event."""

    table: str = ""
    also: tuple[str, ...] = ()  # words that may stand here instead of an id

    def read(self, node: Node, place: Place) -> object:
        text = Key.read(self, node, place)
        if text is BAD or text in self.also:
            return text
        ids = place.known.get(self.table, frozenset())
        if text in ids:
            return text
        or_else = f" (or write '{self.also[0]}')" if self.also else ""
        return place.fault(node.line, f"{self.table.removesuffix('s')} '{text}' is not in {self.table}.csv", value=text[:60],
                           remedy=nearest(text, ids) or f"take an id from {self.table}.csv{or_else}")


@dataclass(frozen=True)
class Reference(Key):
    """Evidence: the id of a document, event, pact or estimate, or source-key@place."""

    pattern: str = r"[A-Za-z0-9][A-Za-z0-9-]*(@.+)?"

    def read(self, node: Node, place: Place) -> object:
        text = Key.read(self, node, place)
        if text is BAD:
            return BAD
        key, _, locator = text.partition("@")
        works = place.known.get("sources", frozenset())
        rows = frozenset().union(*(place.known.get(table, ()) for table in ("documents", "events", "pacts", "estimates")))
        if key in works or (key in rows and not locator):
            return text
        if key in rows:
            return place.fault(node.line, "only a work of sources.csv takes a place after @", value=text[:60], remedy=f"write '{key}', or name the work")
        return place.fault(node.line, f"'{key}' is not a document, event, pact, estimate or source of this course", value=text[:60],
                           remedy=nearest(key, [*works, *rows]) or "take an id from the tables in data/")


@dataclass(frozen=True)
class OneOf:
    """One word out of a list."""

    words: tuple[str, ...]

    def read(self, node: Node, place: Place) -> object:
        text = _text_of(node, place, "one word")
        if text is BAD:
            return BAD
        if text not in self.words:
            return place.fault(node.line, "this word is not known here", value=text[:60],
                               allowed=", ".join(self.words), remedy=nearest(text, self.words) or "take one of these words")
        return text

    def schema(self) -> dict:
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class YesNo:
    """yes or no; true and false are understood too."""

    def read(self, node: Node, place: Place) -> object:
        text = _text_of(node, place, "yes or no")
        if text is BAD:
            return BAD
        if text.casefold() in ("yes", "true"):
            return True
        if text.casefold() in ("no", "false"):
            return False
        return place.fault(node.line, "yes or no is expected here", value=text[:60], allowed="yes, no")

    def schema(self) -> dict:
        return {"enum": ["yes", "no", True, False]}


@dataclass(frozen=True)
class Number:
    """A number, written with a point; `least` is the smallest one allowed."""

    least: float | None = None

    def read(self, node: Node, place: Place) -> object:
        text = _text_of(node, place, "a number")
        if text is BAD:
            return BAD
        if not re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", text):
            return place.fault(node.line, "this is not a number", value=text[:60], allowed="digits, and one point at most: 26.6",
                               remedy="take out spaces, commas and words")
        number = float(text) if "." in text else int(text)
        if self.least is not None and number < self.least:
            return place.fault(node.line, "the number is too small", value=text, allowed=f"{self.least} or more")
        return number

    def schema(self) -> dict:
        return {"type": "number"} | ({} if self.least is None else {"minimum": self.least})


@dataclass(frozen=True)
class ListOf:
    """A list of values of one kind, with the least and the most of them."""

    item: object
    least: int = 0
    most: int | None = None
    noun: str = "entry"

    def read(self, node: Node, place: Place) -> object:
        if not isinstance(node.value, list):
            return place.fault(node.line, f"a list is expected here, but this is {node.shape}",
                               remedy="begin each entry on a new line with '- '")
        values = []
        for number, child in enumerate(node.value, start=1):
            values.append(self.item.read(child, place.inside(_name_of(child, number))))
        if len(node.value) < self.least:
            missing = [f"{self.noun} {n}" for n in range(len(node.value) + 1, self.least + 1)]
            return place.fault(node.line, f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing",
                               value=f"{len(node.value)} found", allowed=self._allowed())
        if self.most and len(node.value) > self.most:
            return place.fault(node.line, f"there are too many: {len(node.value)}", allowed=self._allowed(), remedy="take some out")
        return BAD if any(value is BAD for value in values) else tuple(values)

    def _allowed(self) -> str:
        if self.least == self.most:
            return f"exactly {self.least}"
        return f"{self.least} to {self.most}" if self.most else f"{self.least} or more"

    def schema(self) -> dict:
        limits = {"minItems": self.least} | ({"maxItems": self.most} if self.most else {})
        return {"type": "array", "items": self.item.schema()} | limits


@dataclass(frozen=True)
class Group:
    """A group of keys, read into a dataclass whose fields carry their own rules."""

    model: type

    def read(self, node: Node, place: Place) -> object:
        if not isinstance(node.value, dict):
            return place.fault(node.line, f"a group of keys is expected here, but this is {node.shape}",
                               allowed=", ".join(rules_of(self.model)))
        extra = {"line": node.line} if "line" in self.model.__dataclass_fields__ else None
        return read_group(self.model, node, place, extra=extra)

    def schema(self) -> dict:
        return group_schema(self.model)


def required(rule, doc: str = "") -> object:
    """A dataclass field that an exercise file must hold."""
    return field(metadata={"rule": rule, "doc": doc})


def optional(rule, default=None, doc: str = "") -> object:
    """A dataclass field that an exercise file may leave out."""
    return field(default=default, metadata={"rule": rule, "doc": doc})


def rules_of(model: type) -> dict:
    """The fields of a dataclass that stand in the file, by name."""
    return {f.name: f for f in fields(model) if "rule" in f.metadata}


def read_group(model: type, node: Node, place: Place, *, extra: dict | None = None) -> object:
    """Read a group of keys into `model`; every fault is reported, BAD is returned where one was."""
    known, good = rules_of(model), dict(extra or {})
    whole = True
    for key, child in node.value.items():
        if key not in known:
            place.fault(node.key_lines[key], f"unknown key '{key}'", value=key, allowed=", ".join(known),
                        remedy=nearest(key, known) or "take it out, or look for the right word in the list")
            whole = False
    for name, rule in known.items():
        if name not in node.value:
            if rule.default is MISSING:
                place.fault(node.line, f"{_owner(place)} has no {name} yet", allowed=rule.metadata["doc"], remedy=f"add a line '{name}: ...'")
                whole = False
            continue
        value = rule.metadata["rule"].read(node.value[name], place.inside(name))
        whole = whole and value is not BAD
        good[name] = value
    return model(**good) if whole else BAD


def group_schema(model: type) -> dict:
    """The JSON Schema of a dataclass: its keys, which of them are needed, and nothing else."""
    known = rules_of(model)
    return {
        "type": "object",
        "properties": {n: f.metadata["rule"].schema() | ({"description": f.metadata["doc"]} if f.metadata["doc"] else {})
                       for n, f in known.items()},
        "required": [n for n, f in known.items() if f.default is MISSING],
        "additionalProperties": False,
    }


def _owner(place: Place) -> str:
    """'option c' out of '... > options > c': who lacks something, in words."""
    steps = place.path.split(" > ")
    if len(steps) >= 2 and steps[-2].endswith("s"):
        return f"{steps[-2].removesuffix('s').replace('_', ' ')} {steps[-1]}"
    return steps[-1] or "the file"


def _name_of(node: Node, number: int) -> str:
    """How a list entry is called in a report: its id where it has one, else its number."""
    if isinstance(node.value, dict) and "id" in node.value and isinstance(node.value["id"].value, str):
        return node.value["id"].value
    return str(number)
