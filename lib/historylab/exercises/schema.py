"""The JSON Schema of exercise files, made from the model, so that editors complete and check."""
from __future__ import annotations

from .fields import ListOf, Group, group_schema
from .model import KINDS, Lesson, Objective

__all__ = ["json_schema"]


def json_schema() -> dict:
    """The schema of one exercise file.

    Returns
    -------
    dict
        JSON Schema, draft 2020-12; written to data/exercises/exercises.schema.json.

    Examples
    --------
    >>> json_schema()["required"]
    ['lesson', 'objectives', 'exercises']
    """
    kinds = []
    for name, model in KINDS.items():
        schema = group_schema(model)
        schema["properties"]["kind"] = {"const": name}
        schema["title"] = f"{name}: {(model.__doc__ or '').strip()}"
        kinds.append(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Exercises of one lesson",
        "type": "object",
        "properties": {
            "lesson": {"type": "string", "description": "the name of this file without .yaml"},
            "objectives": ListOf(Group(Objective), 1).schema(),
            "exercises": {"type": "array", "items": {"oneOf": kinds}},
        },
        "required": ["lesson", "objectives", "exercises"],
        "additionalProperties": False,
    }
