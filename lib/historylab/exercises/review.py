"""Which earlier questions to ask again, and how far each objective is reached."""
from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Reached", "reached", "review_of"]

ASKED_AGAIN = 3
DONE = ("right", "recorded")


def review_of(exercises, lesson: str, entries: dict[str, dict], *, of=None, count: int = ASKED_AGAIN) -> list:
    """Questions from earlier lessons to begin a lesson with.

    One of the lesson before, one of the lesson before that, and so on back; what is
    not yet right comes first, then what was tried least. With the same answers saved
    the choice is always the same.

    Parameters
    ----------
    exercises : ExerciseSet
        All exercises of the course.
    lesson : str
        The lesson that begins, such as '02-second-lesson'.
    entries : dict
        Saved answers by exercise id.
    of : list of str | None
        Ids of the lessons to ask from; None asks from all earlier ones.
    count : int
        How many to ask.

    Returns
    -------
    list[Exercise]
        At most `count`, none of them from this lesson or a later one.
    """
    earlier = [one for one in exercises.lessons if one.id < lesson and (of is None or one.id in of)]
    queues = []
    for one in reversed(earlier):
        asked = [exercise for exercise in one.exercises if exercise.path == "review"]
        queues.append(sorted(asked, key=lambda e: _freshness(entries.get(e.id, {}))))
    chosen = []
    while len(chosen) < count and any(queues):
        for queue in queues:
            if queue and len(chosen) < count:
                chosen.append(queue.pop(0))
    return chosen


def _freshness(entry: dict) -> tuple[bool, int]:
    return entry.get("state") in DONE, entry.get("tries", 0)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far one objective is reached: never a mark, only what was shown."""

    lesson: str
    objective: str
    text: str
    shown: int
    begun: int
    of: int

    @property
    def words(self) -> str:
        """In words: 'not begun', 'shown in 2 of 5', 'shown in all 5'."""
        if not self.begun:
            return "not begun"
        if self.shown == self.of:
            return f"shown in all {self.of}" if self.of > 1 else "shown"
        return f"shown in {self.shown} of {self.of}"


def reached(exercises, entries: dict[str, dict]) -> list[Reached]:
    """How far each objective of each lesson is reached, from the saved answers."""
    told = []
    for lesson in exercises.lessons:
        for objective in lesson.objectives:
            ids = [e.id for e in lesson.exercises if e.objective == objective.id and e.kind != "confidence"]
            states = [entries.get(id, {}).get("state", "not-attempted") for id in ids]
            told.append(Reached(lesson.id, objective.id, objective.text, sum(s in DONE for s in states),
                                sum(s != "not-attempted" for s in states), len(ids)))
    return told
