"""Empty exercises of each kind, made from the model, and half-filled ones tidied up."""
from __future__ import annotations

from dataclasses import MISSING

from .fields import Group, Key, ListOf, OneOf, YesNo, rules_of
from .model import KINDS, LEVELS, VERDICTS

__all__ = ["ORDER", "blank", "blank_item", "tidy"]

ORDER = ("id", "kind", "title", "objective", "skill", "minutes", "path", "prompt", "cannot_tell")
LAST = ("hints", "explanation", "evidence", "changed_by")
_START = {"path": "self-study", "minutes": "3", "role": "irrelevant"}
# What a kind needs although the model leaves it open, because one of two keys must be there.
_NEEDED = {"order": ("events",), "estimate-range": ("estimate",)}


def blank(kind: str, id: str, objective: str) -> dict:
    """An exercise of a kind with every text still to be written.

    Parameters
    ----------
    kind : str
        One of the thirteen kinds.
    id, objective : str
        What is known already.

    Returns
    -------
    dict
        Plain texts, lists and groups, in the order in which files hold them.

    Examples
    --------
    >>> entry = blank("choice", "new-choice", "tell-apart")
    >>> [option["correct"] for option in entry["options"]]
    ['yes', 'no', 'no']
    """
    model = KINDS[kind]
    entry = _group(model, more=_NEEDED.get(kind, ())) | {"id": id, "kind": kind, "objective": objective, "evidence": [""]}
    own = [key for key in entry if key not in ORDER and key not in LAST]
    return {key: entry[key] for key in (*ORDER, *own, *LAST) if key in entry}


def _group(model: type, more: tuple = ()) -> dict:
    return {name: _START.get(name) or _value(field.metadata["rule"]) for name, field in rules_of(model).items()
            if field.default is MISSING or name in more or name in ("event", "misconception")}


def _value(rule):
    match rule:
        case Group():
            return _group(rule.model)
        case ListOf():
            return _entries(rule)
        case YesNo():
            return "no"
        case OneOf():
            return rule.words[0]
    return ""


def _entries(rule: ListOf) -> list:
    items = [blank_item(rule, number) for number in range(max(rule.least, 1))]
    if isinstance(rule.item, Group):
        words = {5: ("id", VERDICTS), 3: ("level", LEVELS)}.get(rule.least if rule.least == rule.most else 0)
        for number, item in enumerate(items):
            if words and words[0] in item:
                item[words[0]] = words[1][number]
            if "correct" in item:
                item["correct"] = "yes" if number == 0 else "no"
                if "misconception" in item:
                    item["misconception"] = "" if number == 0 else "slip"
            if "role" in item and number == 0:
                item["role"] = "needed"
    return items


def blank_item(rule: ListOf, number: int) -> object:
    """One more entry of a list; entries with an id are called a, b, c ..."""
    item = _value(rule.item)
    if isinstance(item, dict) and isinstance(getattr(rule.item, "model", None), type):
        own = rules_of(rule.item.model).get("id")
        if own is not None and type(own.metadata["rule"]) is Key:
            item["id"] = chr(ord("a") + number) if number < 26 else f"x{number}"
        if "misconception" in item:
            item["misconception"] = "slip"
    return item


def tidy(entry: dict) -> dict:
    """An exercise without the optional things that were left empty.

    Parameters
    ----------
    entry : dict
        Plain texts, lists and groups, as the form gives them.

    Returns
    -------
    dict
        What would be written; texts that are needed stay even when empty.
    """
    model = KINDS.get(entry.get("kind"))
    return entry if model is None else _tidy_group(entry, model)


def _tidy_group(group: dict, model: type) -> dict:
    rules, kept = rules_of(model), {}
    for key, value in group.items():
        field = rules.get(key)
        if field is not None:
            value = _tidy(value, field.metadata["rule"])
            if value in ("", [], {}) and field.default is not MISSING:
                continue
        kept[key] = value
    return kept


def _tidy(value, rule):
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict) and isinstance(rule, Group):
        return _tidy_group(value, rule.model)
    if isinstance(value, list) and isinstance(rule, ListOf):
        items = [_tidy(item, rule.item) for item in value]
        # Three hints are three hints; of a list that may have any length, empty lines go.
        return items if rule.most else [item for item in items if item != ""]
    return value
