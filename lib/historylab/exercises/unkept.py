"""Stands in for the progress file where an answer must leave no trace: in a preview."""
from __future__ import annotations

__all__ = ["Unkept"]


class Unkept:
    """Counts tries while it lives and writes nothing."""

    path = None
    message = "Preview: nothing is saved."

    def __init__(self) -> None:
        self._tries = 0

    def entry(self, _id: str) -> None:
        """Nothing was ever kept."""

    def record(self, _id: str, *, tried: bool = False, **_rest) -> dict:
        """Count a try; the answer is forgotten."""
        self._tries += bool(tried)
        return {"tries": self._tries}
