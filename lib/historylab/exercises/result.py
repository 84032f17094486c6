"""What a scored answer is made of."""
from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NOT_ATTEMPTED", "PARTLY", "RECORDED", "RIGHT", "WRONG", "Feedback", "Result", "graded", "not_attempted", "recorded"]

NOT_ATTEMPTED, WRONG, PARTLY, RIGHT, RECORDED = "not-attempted", "wrong", "partly", "right", "recorded"

NEXT_STEPS = {
    NOT_ATTEMPTED: "Give an answer first, or open hint 1.",
    WRONG: "Look at the evidence named here, then try again.",
    PARTLY: "Keep what is right and look once more at the rest.",
    RIGHT: "Read the explanation and compare it with your reason.",
    RECORDED: "Compare your answer with the levels and samples below.",
}


@dataclass(frozen=True, slots=True)
class Feedback:
    """One remark: the text, the part of the answer it is about, and the evidence to look at."""

    text: str
    about: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one answer.

    Parameters
    ----------
    state : str
        'not-attempted', 'wrong', 'partly', 'right', or 'recorded' where no machine judges.
    share : float | None
        Share of the answer that is right, 0 to 1; None where nothing was judged.
    feedback : tuple[Feedback, ...]
        Why, part by part.
    next_step : str
        What to do now.
    """

    state: str
    share: float | None = None
    feedback: tuple[Feedback, ...] = ()
    next_step: str = ""


def not_attempted(text: str = "There is no answer yet.") -> Result:
    """No answer: never counted as wrong."""
    return Result(NOT_ATTEMPTED, None, (Feedback(text),), NEXT_STEPS[NOT_ATTEMPTED])


def recorded(*feedback: Feedback) -> Result:
    """An answer that is kept but not judged."""
    return Result(RECORDED, None, tuple(feedback), NEXT_STEPS[RECORDED])


def graded(share: float, feedback, next_step: str = "") -> Result:
    """A judged answer: right at 1, wrong at 0, partly in between."""
    state = RIGHT if share >= 1 else WRONG if share <= 0 else PARTLY
    return Result(state, share, tuple(feedback), next_step or NEXT_STEPS[state])
