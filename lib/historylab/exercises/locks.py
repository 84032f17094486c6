"""What a teacher changes only with a source: the key of an exercise and its evidence."""
from __future__ import annotations

__all__ = ["LOCKED", "locked_changes"]

# The keys of an exercise file that decide what is right; `evidence` has a rule of its own.
LOCKED = ("kind", "correct", "cannot_tell", "answer", "events", "date", "day", "known_from", "event", "estimate", "range",
          "role", "ref", "accepted", "cells", "per")
_FREE_WHEN_NEW = {("correct", "no"), ("correct", "false"), ("role", "irrelevant")}


def locked_changes(old: dict, new: dict, course) -> list[str]:
    """Why a change may not be saved yet; empty where it touches no sourced fact or names a source.

    Parameters
    ----------
    old, new : dict
        One exercise before and after, as plain texts, lists and groups.
    course : Course
        Its sources decide whether a new reference counts.

    Returns
    -------
    list[str]
        Sentences that say which fact is locked and what opens it.
    """
    before, after = _facts(old), _facts(new)
    touched = [where for where in dict.fromkeys([*before, *after]) if _differs(where, before, after)]
    gone = [ref for ref in _evidence(old) if ref not in _evidence(new)]
    fresh = [ref for ref in _evidence(new) if ref not in _evidence(old)]
    if not touched and not gone or any(_is_source(ref, course) for ref in fresh):
        return []
    example = next(iter(course.sources.ids), "source")
    remedy = f"add a source with its page to the evidence, for example {example}@p. 7"
    points = [f"The key was changed ({', '.join(_words(where) for where in touched)}). What is right rests on sources: {remedy}."] if touched else []
    if gone:
        points.append(f"Evidence was taken out ({', '.join(gone)}). Put it back, or {remedy}.")
    return points


def _evidence(entry: dict) -> list[str]:
    found = entry.get("evidence", [])
    return [str(ref) for ref in found] if isinstance(found, list) else []


def _is_source(reference: str, course) -> bool:
    key, _, place = reference.partition("@")
    return key in course.sources.ids and bool(place.strip())


def _facts(value, where: tuple = ()) -> dict[tuple, object]:
    """Every locked value by its place; entries of lists go by their id."""
    found: dict[tuple, object] = {}
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "near":
                continue  # known wrong answers are no key
            if key in LOCKED and isinstance(part, list):
                found[*where, key] = tuple(sorted(map(str, part)))
            elif key in LOCKED and isinstance(part, str):
                found[*where, key] = _yes_no(part)
            elif key in LOCKED:
                found |= {(*where, key, name): str(inner) for name, inner in part.items()}
            else:
                found |= _facts(part, (*where, key))
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            name = part.get("id") or part.get("ref") if isinstance(part, dict) else None
            found |= _facts(part, (*where, str(name or number)))
    return found


def _yes_no(text: str) -> str:
    return {"true": "yes", "false": "no"}.get(text.casefold(), text)


def _differs(where: tuple, before: dict, after: dict) -> bool:
    if where in before and where in after:
        return before[where] != after[where]
    value = before.get(where, after.get(where))
    # A wrong option more or less leaves the key as it is; an event brings its own date along.
    return (where[-1], value) not in _FREE_WHEN_NEW and where[-1] not in ("event", "ref") and value not in ("", ())


def _words(where: tuple) -> str:
    return " ".join(step.replace("_", " ") for step in where)
