"""Check the object "historylab" of datapackage.json: what the charts show unless told otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping

from historylab.dates import DateError, When
from historylab.faults import Fault, Speller
from historylab.schema import PACKAGE, Package

# setting: what it holds, and the columns in which its names must be found
_KNOWN = {
    "title": ("text",),
    "timeline": {
        "actors": ("names", "actors.id"),
        "between": ("dates",),
        "importance": ("number",),
        "kinds": ("names", "pacts.kind", "events.kind"),
        "pacts": ("names", "pacts.id"),
        "events": ("names", "events.id"),
        "labels": ("texts by name", "events.id"),
        "groups": ("lists", "events.kind"),
    },
    "casualties": {
        "subjects": ("names", "estimates.subject"),
        "reference": ("name", "estimates.id"),
        "definition_subject": ("name", "estimates.subject"),
        "definitions": ("names", "estimates.id"),
        "campaigns": ("names", "estimates.campaign"),
        "comparison": ("text",),
    },
    "map": {
        "events": ("names", "events.id"),
        "lines": ("names", "map_lines.id"),
        "labels": ("texts by name", "events.id"),
    },
    "history": {"subject": ("name", "estimates.subject")},
    "positions": {
        "issues": ("names", "positions.id"),
        "offered": ("text",),
        "asked": ("text",),
        "answered": ("text",),
        "outcome": ("text",),
    },
    "causes": {"events": ("names", "events.id"), "labels": ("texts by name", "events.id")},
}
_FORMS = {
    "text": "a text",
    "number": "a whole number",
    "name": "a name",
    "names": "names in [], with commas between them",
    "dates": 'two dates, the earlier first: ["1905-03", "1906"]',
    "texts by name": "an object in {}: a name and its text",
    "lists": "an object in {}: a word and names in []",
}


def check_settings(
    package: Package, names: Mapping[str, set[str]], faults: list[Fault], speller: Speller
) -> None:
    """Add a fault for each setting that is unknown or names something that is not there.

    Parameters
    ----------
    package : Package
        What datapackage.json says.
    names : mapping of str to set of str
        The texts of the columns that settings refer to ("actors.id"); a column
        that could not be read is left out, and not checked against.
    """
    _level(package.settings, _KNOWN, "historylab", names, faults, speller)


def _level(content, known, place, names, faults, speller):
    if not isinstance(content, dict):
        return _add(faults, place, content, "This is of the wrong kind.", "an object in {}")
    for key, value in content.items():
        if key not in known:
            near = speller.ask(key, known, place)
            _add(faults, f"{place} > {key}", key, f"There is no setting '{key}'.", ", ".join(known),
                 near or "Take it out.")
        elif isinstance(known[key], dict):
            _level(value, known[key], f"{place} > {key}", names, faults, speller)
        else:
            _value(value, *known[key], place=f"{place} > {key}", names=names, faults=faults,
                   speller=speller)


def _value(value, form, *columns, place, names, faults, speller):
    found = _names_in(value, form)
    if found is None:
        return _add(faults, place, value, "This is of the wrong kind.", _FORMS[form])
    if not all(column in names for column in columns):
        return None
    known = {name for column in columns for name in names[column]}
    where = " or ".join(columns)
    for name in found:
        if columns and name not in known:
            near = speller.ask(name, sorted(known), where)
            _add(faults, place, name, f"'{name}' does not occur in {where}.", f"a name from {where}",
                 near or "Correct the name.")


def _names_in(value, form) -> list[str] | None:
    """The names that a setting refers to; None if it has not the form it needs."""
    if form in ("text", "name"):
        return [value] if isinstance(value, str) else None
    if form == "number":
        return [] if isinstance(value, int) and not isinstance(value, bool) else None
    if form == "dates":
        return [] if _in_order(value) else None
    if form == "names":
        return value if _texts(value) else None
    if not isinstance(value, dict):
        return None
    if form == "lists":
        right = all(_texts(names) for names in value.values())
        return [name for names in value.values() for name in names] if right else None
    return list(value) if _texts(list(value.values())) else None


def _texts(value) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _in_order(value) -> bool:
    if not _texts(value) or len(value) != 2:
        return False
    try:
        first, last = map(When.parse, value)
    except DateError:
        return False
    return None not in (first.earliest, last.latest) and first.earliest <= last.latest


def _add(faults, place, value, problem, allowed, remedy="Correct the setting."):
    shown = value if isinstance(value, str) else json.dumps(value)
    faults.append(Fault(PACKAGE, None, place, shown, problem, allowed, remedy))
