"""Scoring of answers that pick out of a list: one pure function for each kind."""
from __future__ import annotations

from .result import Feedback, Result, graded, not_attempted

__all__ = ["score_choice", "score_evidence_pick", "score_match", "score_multiple", "score_verdict"]


def picked(answer, known) -> list[str]:
    """The ids of an answer that exist, each once; an odd answer gives none."""
    if not isinstance(answer, (list, tuple)):
        return []
    return [id for id in dict.fromkeys(a for a in answer if isinstance(a, str)) if id in known]


def score_choice(exercise, answer, course=None) -> Result:
    """One option: its own feedback."""
    options = {option.id: option for option in exercise.options}
    if not isinstance(answer, str) or answer not in options:
        return not_attempted()
    option = options[answer]
    return graded(1.0 if option.correct else 0.0, [Feedback(option.feedback, option.id, exercise.evidence)])


def score_multiple(exercise, answer, course=None) -> Result:
    """Several options: each one taken or left is judged; what was chosen wrongly or missed is told."""
    options = {option.id: option for option in exercise.options}
    chosen = picked(answer, options)
    if not chosen:
        return not_attempted()
    right = [option for option in options.values() if option.correct == (option.id in chosen)]
    hit = any(option.correct for option in options.values() if option.id in chosen)
    share = len(right) / len(options) if hit or len(right) == len(options) else 0.0
    told = [option for option in options.values() if option.id in chosen or option.correct]
    if share < 1:  # a first try should not give the missed options away: only say that something is missing
        told = [option for option in options.values() if option.id in chosen]
    feedback = [Feedback(option.feedback, option.id, exercise.evidence) for option in told]
    missed = sum(1 for option in options.values() if option.correct and option.id not in chosen)
    if missed and not any(not options[id].correct for id in chosen):
        feedback.append(Feedback("What you chose holds. Something else belongs to it too."))
    return graded(share, feedback)


def score_match(exercise, answer, course=None) -> Result:
    """Pairs: the share that is right; only wrong pairs are explained until all are right."""
    if not isinstance(answer, dict):
        return not_attempted()
    partners = {partner.id for partner in exercise.right}
    given = {pair.id: answer[pair.id] for pair in exercise.left
             if isinstance(answer.get(pair.id), str) and answer[pair.id] in partners}
    if not given:
        return not_attempted()
    right = [pair for pair in exercise.left if given.get(pair.id) == pair.answer]
    wrong = [pair for pair in exercise.left if pair.id in given and given[pair.id] != pair.answer]
    open_pairs = [pair for pair in exercise.left if pair.id not in given]
    feedback = [Feedback(pair.feedback, pair.id, exercise.evidence) for pair in (wrong or right)]
    feedback += [Feedback("This line is still open.", pair.id) for pair in open_pairs]
    return graded(len(right) / len(exercise.left), feedback)


def score_evidence_pick(exercise, answer, course=None) -> Result:
    """Sentences: all that are needed, none that does not bear on the question; helpful ones are free."""
    sentences = {sentence.id: sentence for sentence in exercise.sentences}
    chosen = picked(answer, sentences)
    if not chosen:
        return not_attempted()
    share, feedback = _evidence_share([(s.id, s.role, s.feedback) for s in sentences.values()], chosen)
    return graded(share, feedback)


def score_verdict(exercise, answer, course=None) -> Result:
    """A verdict with its evidence: right only when both hold."""
    answers = {option.id: option for option in exercise.answers}
    given = answer if isinstance(answer, dict) else {}
    verdict = given.get("verdict")
    if not isinstance(verdict, str) or verdict not in answers:
        return not_attempted("Choose a verdict, and the evidence for it.")
    option = answers[verdict]
    feedback = [Feedback(option.feedback, option.id, exercise.evidence)]
    chosen = picked(given.get("evidence"), {e.ref for e in exercise.evidence_options})
    if not chosen:
        feedback.append(Feedback("No evidence is picked yet. A verdict needs at least one piece."))
        return graded(0.5 if option.correct else 0.0, feedback)
    evidence, told = _evidence_share([(e.ref, e.role, e.feedback) for e in exercise.evidence_options], chosen)
    return graded((evidence + option.correct) / 2, feedback + told)


def _evidence_share(pieces, chosen) -> tuple[float, list[Feedback]]:
    """Share of needed pieces taken, less those that do not belong; and what to say."""
    needed = [id for id, role, _ in pieces if role == "needed"]
    astray = [id for id, role, _ in pieces if role in ("irrelevant", "contradicts") and id in chosen]
    taken = [id for id in needed if id in chosen]
    share = max(0.0, (len(taken) - len(astray)) / len(needed)) if needed else 0.0
    if astray:
        share = min(share, 0.5)
    feedback = [Feedback(text, id) for id, _, text in pieces if id in chosen]
    if len(taken) < len(needed):
        feedback.append(Feedback("A piece that the answer rests on is still missing."))
    return share, feedback
