"""Score an answer: look up the function of its kind and call it."""
from __future__ import annotations

from .result import Result, not_attempted
from .score_numbers import score_estimate_range, score_number
from .score_options import score_choice, score_evidence_pick, score_match, score_multiple, score_verdict
from .score_time import score_known_by, score_order
from .score_words import score_confidence, score_free_text, score_short_text, score_source_table

__all__ = ["score"]

SCORERS = {
    "choice": score_choice, "multiple": score_multiple, "order": score_order, "match": score_match,
    "number": score_number, "estimate-range": score_estimate_range, "verdict": score_verdict,
    "evidence-pick": score_evidence_pick, "known-by": score_known_by, "source-table": score_source_table,
    "short-text": score_short_text, "free-text": score_free_text, "confidence": score_confidence,
}


def score(exercise, answer, course) -> Result:
    """Judge one answer to one exercise; pure, and never raises on an odd answer.

    Parameters
    ----------
    exercise : Exercise
        The exercise as read from its file.
    answer : object
        A plain JSON value in the form of the exercise's kind; None where nothing was answered.
    course : Course
        Its events and estimates decide order, range and date questions.

    Returns
    -------
    Result
        State, share, feedback and next step.
    """
    if answer is None:
        return not_attempted()
    return SCORERS[exercise.kind](exercise, answer, course)
