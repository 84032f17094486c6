"""Check the object "historylab" of datapackage.json: what the charts show unless told otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping

from historylab.dates import DateError, When
from historylab.faults import Fault, Speller
from historylab.schema import PACKAGE, Package

# setting: what it holds, and the column that its names must be found in
_KNOWN = {
    "title": ("text", ""),
    "timeline": {
        "actors": ("names", "actors.id"),
        "between": ("dates", ""),
        "importance": ("number", ""),
    },
    "casualties": {
        "subjects": ("names", "estimates.subject"),
        "reference": ("name", "estimates.id"),
    },
    "history": {"subject": ("name", "estimates.subject")},
}
_FORMS = {
    "text": "a text",
    "number": "a whole number",
    "name": "a name",
    "names": "names in [], with commas between them",
    "dates": 'two dates, the earlier first: ["1905-03", "1906"]',
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
            _value(value, *known[key], f"{place} > {key}", names, faults, speller)


def _value(value, form, column, place, names, faults, speller):
    right = {
        "text": isinstance(value, str),
        "name": isinstance(value, str),
        "number": isinstance(value, int) and not isinstance(value, bool),
        "names": isinstance(value, list) and all(isinstance(name, str) for name in value),
        "dates": _in_order(value),
    }[form]
    if not right:
        return _add(faults, place, value, "This is of the wrong kind.", _FORMS[form])
    if column in names:
        for name in value if form == "names" else [value]:
            if name not in names[column]:
                near = speller.ask(name, sorted(names[column]), column)
                _add(faults, place, name, f"'{name}' does not occur in {column}.",
                     f"a name from {column}", near or "Correct the name.")


def _in_order(value) -> bool:
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(v, str) for v in value)):
        return False
    try:
        first, last = map(When.parse, value)
    except DateError:
        return False
    return None not in (first.earliest, last.latest) and first.earliest <= last.latest


def _add(faults, place, value, problem, allowed, remedy="Correct the setting."):
    shown = value if isinstance(value, str) else json.dumps(value)
    faults.append(Fault(PACKAGE, None, place, shown, problem, allowed, remedy))
