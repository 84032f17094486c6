"""Explorers and questions: native, labelled controls that work by keyboard alone."""

from importlib import import_module

_PLACES = {
    "explore_pacts": "pacts", "explore_casualties": "casualties", "explore_causes": "causes",
    "explore_map": "map",
    "exercise": "question", "review": "review", "practice": "practice", "progress": "progress_panel",
    "repair_shop": "repair_shop",
    "edit_exercises": "exercise_form",
}

__all__ = list(_PLACES)


def __getattr__(name: str):
    if name in _PLACES:
        return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    raise AttributeError(f"historylab.widgets has no {name!r}")
