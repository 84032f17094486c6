"""Charts, widgets and exercises for history lessons, from tables with sources.

The names below are loaded when they are first used, so that `import historylab`
costs next to nothing and needs nothing but Python.
"""

from importlib import import_module

_PLACES = {
    "open_course": "course",
    "check_course": "check",
    "When": "dates",
    "ChartFigure": "charts.figure",
    "pact_timeline": "charts.timeline",
    "casualty_chart": "charts.casualties",
    "estimate_history": "charts.history",
    "cause_map": "charts.causes",
    "interpretations": "charts.interpretations",
    "compare_positions": "charts.positions",
    "event_map": "charts.map",
    "explore_pacts": "widgets",
    "explore_casualties": "widgets",
    "explore_causes": "widgets",
    "explore_map": "widgets",
    "document_card": "reading",
    "on_this_day": "widgets.on_this_day",
    "glossary": "reading",
    "exercise": "widgets",
    "review": "widgets.review",
    "practice": "widgets.practice",
    "progress": "widgets",
    "repair_shop": "widgets.repair_shop",
    "edit_exercises": "widgets",
}

__all__ = list(_PLACES)


def __getattr__(name: str):
    if name in _PLACES:
        value = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
        globals()[name] = value  # the next use does not come through here
        return value
    from historylab.words import choices

    raise AttributeError(f"historylab has no '{name}'. {choices(name, __all__)}".strip())


def __dir__() -> list[str]:
    return sorted(__all__)
