"""Read data/datapackage.json: which tables there are, and what their columns may hold.

The file is a Frictionless data package: types and constraints as in the Table
Schema, and these properties of our own on a field: "list" (what joins several
entries in a cell), "references" (table and field that each entry must be found in),
"edtf" (a date) and "citations" (works with a place in them). What a table's schema
cannot say stands in "historylab:rules": see `historylab.rules`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from historylab.faults import Fault, Speller
from historylab.records import TABLES, Record

PACKAGE = "datapackage.json"
TYPES = ("string", "integer", "number", "boolean")
_FIELD_KEYS = {
    "name", "title", "description", "type", "format", "example", "trueValues", "falseValues",
    "missingValues", "constraints", "list", "references", "edtf", "citations",
}
_CONSTRAINTS = {"required", "unique", "enum", "pattern", "minimum", "maximum", "maxLength"}
# What a record needs of its column: (type, edtf, citations, list) by the type of the field.
_NEEDS = {
    "str": ("string", False, False, False),
    "When | None": ("string", True, False, False),
    "int | None": ("integer", False, False, False),
    "float | None": ("number", False, False, False),
    "bool": ("boolean", False, False, False),
    "Texts": ("string", False, False, True),
    "Citations": ("string", False, True, True),
}


@dataclass(slots=True)
class Field:
    """One column, as datapackage.json describes it."""

    name: str
    type: str = "string"
    description: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: re.Pattern | None = None
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    separator: str = ""
    references: tuple[str, str] | None = None
    edtf: bool = False
    citations: bool = False


@dataclass(slots=True)
class Resource:
    """One table: its file, its columns, its rules."""

    name: str
    path: str
    kind: type[Record]
    fields: dict[str, Field] = field(default_factory=dict)
    rules: list[dict] = field(default_factory=list)


@dataclass(slots=True)
class Package:
    """What datapackage.json says, and what is wrong with it."""

    title: str = ""
    settings: dict = field(default_factory=dict)
    resources: dict[str, Resource] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_package(folder: Path, speller: Speller) -> Package:
    """Read `folder`/datapackage.json; whatever is wrong with it stands in `faults`."""
    package = Package()
    told = _Teller(package.faults, speller)
    try:
        text = (folder / PACKAGE).read_bytes().decode("utf-8-sig")
        content = json.loads(text)
    except FileNotFoundError:
        told("", "", "The file is missing.", "", "Put the file back: it describes the tables.")
        return package
    except OSError as problem:
        told("", "", f"The file cannot be read ({problem.strerror}).", "", "Look at its permissions.")
        return package
    except json.JSONDecodeError as problem:
        told("", "", f"Line {problem.lineno} is not JSON: {problem.msg}.", "",
             "Look for a missing comma, quotation mark or bracket there or just above.")
        return package
    except (ValueError, RecursionError):
        told("", "", "The file is not JSON in UTF-8.", "", "Put back the file as it was.")
        return package
    content = told.want(content, dict, "", {})
    package.settings = told.want(content.get("historylab", {}), dict, "historylab", {})
    title = package.settings.get("title", content.get("title", ""))
    package.title = told.want(title, str, "title", "")
    resources = told.want(content.get("resources", []), list, "resources", [])
    if not resources:
        told("resources", "", "No tables are listed.", "", "Put back the list of tables.")
    for number, resource in enumerate(resources, 1):
        _read_resource(package, told, resource, f"resources {number}")
    for resource in package.resources.values():
        _check_references(package, told, resource)
    return package


class _Teller:
    """Writes faults of datapackage.json, and looks after values of the wrong kind."""

    def __init__(self, faults: list[Fault], speller: Speller):
        self._faults, self._speller = faults, speller

    def __call__(self, place: str, value, problem: str, allowed: str, remedy: str) -> None:
        shown = value if isinstance(value, str) else json.dumps(value, default=str)
        self._faults.append(Fault(PACKAGE, None, place, shown, problem, allowed, remedy))

    def want(self, value, kind, place: str, instead):
        """The value if it is of this kind, else a fault and `instead`."""
        # bool is an int to Python, but no number to a reader.
        if isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool):
            return value
        names = {dict: "an object in {}", list: "a list in []", str: "a text", bool: "true or false"}
        self(place, value, "This is of the wrong kind.", names.get(kind, "a number"), "Correct it.")
        return instead

    def known(self, name: str, known, place: str, what: str) -> bool:
        """Whether the name is known, else a fault with the nearest spelling."""
        if name in known:
            return True
        near = self._speller.ask(name, known, place)
        self(place, name, f"'{name}' is no {what} that the library knows.",
             ", ".join(sorted(known)), near or "Take it out, or correct its name.")
        return False


def _read_resource(package: Package, told: _Teller, content, place: str) -> None:
    content = told.want(content, dict, place, None)
    if content is None:
        return
    name = told.want(content.get("name", ""), str, f"{place} > name", "")
    if not told.known(name, TABLES, f"{place} > name", "table"):
        return
    if name in package.resources:
        told(name, name, "The table is listed twice.", "", "Take out one of the two.")
        return
    path = told.want(content.get("path", f"{name}.csv"), str, f"{name} > path", f"{name}.csv")
    if not re.fullmatch(r"\w[\w. -]*", path):
        told(f"{name} > path", path, "The file must stand in the folder data.", "a plain file name",
             f"Write {name}.csv.")
        path = f"{name}.csv"
    resource = Resource(name, path, TABLES[name])
    package.resources[name] = resource
    schema = told.want(content.get("schema", {}), dict, f"{name} > schema", {})
    for item in told.want(schema.get("fields", []), list, f"{name} > fields", []):
        item = told.want(item, dict, f"{name} > fields", {})
        column = told.want(item.get("name", ""), str, f"{name} > fields > name", "")
        if column in resource.fields:
            told(f"{name} > {column}", column, "The column is listed twice.", "", "Take out one.")
        elif told.known(column, resource.kind.columns(), f"{name} > fields > name", "column"):
            resource.fields[column] = _read_field(told, item, column, f"{name} > {column}")
            _check_kind(told, resource, resource.fields[column])
    if "id" not in resource.fields:
        told(f"{name} > fields", "", "The column 'id' is not described.", "", "Put it back.")
    keys = told.want(schema.get("foreignKeys", []), list, f"{name} > foreignKeys", [])
    for key in keys:
        _read_foreign_key(told, resource, key)
    rules = told.want(content.get("historylab:rules", []), list, f"{name} > historylab:rules", [])
    resource.rules = [rule for rule in rules if told.want(rule, dict, f"{name} > rules", {})]


def _read_field(told: _Teller, content: dict, name: str, place: str) -> Field:
    made = Field(name)
    limits = told.want(content.get("constraints", {}), dict, f"{place} > constraints", {})
    for key in content:
        told.known(key, _FIELD_KEYS, place, "property of a column")
    for key in limits:
        told.known(key, _CONSTRAINTS, f"{place} > constraints", "constraint")
    made.type = told.want(content.get("type", "string"), str, f"{place} > type", "string")
    if not told.known(made.type, TYPES, f"{place} > type", "type"):
        made.type = "string"
    made.description = told.want(content.get("description", ""), str, f"{place} > description", "")
    for flag in ("edtf", "citations"):
        setattr(made, flag, told.want(content.get(flag, False), bool, f"{place} > {flag}", False))
    for flag in ("required", "unique"):
        setattr(made, flag, told.want(limits.get(flag, False), bool, f"{place} > {flag}", False))
    for limit in ("minimum", "maximum"):
        if limit in limits:
            setattr(made, limit, told.want(limits[limit], (int, float), f"{place} > {limit}", None))
    if "maxLength" in limits:
        made.max_length = told.want(limits["maxLength"], int, f"{place} > maxLength", None)
    made.separator = told.want(content.get("list", ""), str, f"{place} > list", "")
    if made.type not in ("integer", "number") or made.separator:
        made.minimum = made.maximum = None
    enum = told.want(limits.get("enum", []), list, f"{place} > enum", [])
    made.enum = tuple(told.want(value, str, f"{place} > enum", "") for value in enum)
    pattern = told.want(limits.get("pattern", ""), str, f"{place} > pattern", "")
    try:
        made.pattern = re.compile(pattern) if pattern else None
    except (re.error, OverflowError, RecursionError):
        told(f"{place} > pattern", pattern, "This is no pattern.", "a regular expression", "Correct it.")
    if "references" in content:
        made.references = _read_target(told, content["references"], f"{place} > references", "field")
    return made


def _read_target(told: _Teller, content, place: str, field_key: str) -> tuple[str, str] | None:
    content = told.want(content, dict, place, {})
    table = told.want(content.get("resource", ""), str, f"{place} > resource", "")
    column = told.want(content.get(field_key, "id"), str, f"{place} > {field_key}", "id")
    if column != "id":
        told(place, column, "References lead to the column id.", "id", "Write id.")
    return (table, "id") if told.known(table, TABLES, f"{place} > resource", "table") else None


def _read_foreign_key(told: _Teller, resource: Resource, key) -> None:
    place = f"{resource.name} > foreignKeys"
    key = told.want(key, dict, place, {})
    column = told.want(key.get("fields", ""), str, f"{place} > fields", "")
    if told.known(column, resource.fields, f"{place} > fields", "column"):
        target = _read_target(told, key.get("reference", {}), f"{place} > {column}", "fields")
        resource.fields[column].references = target


def _check_kind(told: _Teller, resource: Resource, made: Field) -> None:
    """A record would hold the wrong kind of value if its column were described in another way."""
    annotation = str(_annotations(resource.kind)[made.name])
    kind, edtf, citations, several = _NEEDS[annotation]
    described = (made.type, made.edtf, made.citations, bool(made.separator))
    if described != (kind, edtf, citations, several):
        wanted = [f'"type": "{kind}"'] + ['"edtf": true'] * edtf + ['"citations": true'] * citations
        told(f"{resource.name} > {made.name}", made.type, "The column is described in a wrong way.",
             ", ".join(wanted + ['"list": ";"'] * several), "Put back its description.")
        made.type, made.edtf, made.citations = kind, edtf, citations
        made.separator = (made.separator or ";") if several else ""


def _annotations(kind: type) -> dict:
    return {name: note for base in reversed(kind.__mro__)
            for name, note in base.__dict__.get("__annotations__", {}).items()}


def _check_references(package: Package, told: _Teller, resource: Resource) -> None:
    for made in resource.fields.values():
        if made.citations:
            made.references = ("sources", "id")
        if made.references and made.references[0] not in package.resources:
            told(f"{resource.name} > {made.name}", made.references[0],
                 "The column leads to a table that is not listed.", ", ".join(package.resources),
                 "List the table, or take out the reference.")
            made.references = None
