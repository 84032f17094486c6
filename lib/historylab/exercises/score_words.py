"""Scoring of typed words and texts: slips are forgiven, another name never is."""
from __future__ import annotations

import re
import unicodedata

from .result import Feedback, Result, graded, not_attempted, recorded

__all__ = ["score_confidence", "score_free_text", "score_short_text", "score_source_table", "slips", "plain"]

_STUDIES = ("monograph", "article", "chapter", "")
_NUMBERED = (r"\b(?:card|document|source|text)s? (?:[a-z]?\d+|[b-z])\b|\btext a\b"
             r"|\b(?:article|directive|page|paragraph|point)s? (?:\d+|[ivx]+)\b")
# Letters that Unicode does not take apart into a letter and its accent.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
CONFIDENCE = {"guess": "a guess", "fairly-sure": "fairly sure", "certain": "certain"}


def plain(text: str) -> str:
    """A text without case, accents, punctuation and double spaces, for comparing.

    Examples
    --------
    >>> plain("  Königsberg! ")
    'konigsberg'
    """
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w\s]", " ", text).split())


def slips(first: str, second: str) -> int:
    """How many letters were missed, added, changed or swapped with their neighbour.

    Examples
    --------
    >>> slips("treaty", "treayt")
    1
    """
    before, row = None, list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        older, before, row = before, row, [i]
        for j, other in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def forgiven(length: int) -> int:
    """Slips forgiven in a word of that length: none in short ones, where one letter makes another word."""
    return 0 if length < 5 else 1 if length < 9 else 2


def _slipped(given: str, wanted: str, *, least: int) -> bool:
    """Whether a word is another with small slips; the first letter is seldom one, and often makes another word."""
    begins_alike = given[:1] == wanted[:1] or given[:2] == wanted[1::-1]
    allowed = max(forgiven(len(wanted)), int(len(wanted) >= least))
    return given == wanted or (begins_alike and slips(given, wanted) <= allowed)


def same_word(given: str, wanted: str, others) -> bool:
    """Whether `given` is `wanted` with small slips, and not as near to some other name.

    Digits must agree exactly: a year is right or wrong.
    """
    given, wanted = plain(given), plain(wanted)
    if given == wanted:
        return True
    if re.findall(r"\d+", given) != re.findall(r"\d+", wanted):
        return False
    # Word by word, so that a long name leaves no room for another word in it.
    pairs = list(zip(given.split(), wanted.split())) if given.count(" ") == wanted.count(" ") else [(given, wanted)]
    distance = slips(given, wanted)
    if distance > forgiven(len(wanted)) or not all(_slipped(*pair, least=4 if len(pairs) > 1 else 5) for pair in pairs):
        return False
    return all(slips(given, plain(other)) > distance for other in others if plain(other) != wanted)


def known_names(course) -> set[str]:
    """Every name of the course that a pupil could have meant instead."""
    names = set()
    for table, field in (("actors", "id"), ("events", "place"), ("pacts", "name"), ("glossary", "term")):
        names.update(getattr(row, field) or "" for row in getattr(course, table, ()))
    names.discard("")
    return names


def score_short_text(exercise, answer, course) -> Result:
    """A word: the accepted ones with small slips, never another name."""
    if not isinstance(answer, str) or not plain(answer):
        return not_attempted()
    answer = answer[:200]
    others = known_names(course) | {near.text for near in exercise.near}
    accepted = {plain(word) for word in exercise.accepted}
    others = {name for name in others if plain(name) not in accepted}
    if any(same_word(answer, word, others) for word in exercise.accepted):
        return graded(1.0, [Feedback(exercise.feedback_right, "", exercise.evidence)])
    for near in exercise.near:
        if same_word(answer, near.text, accepted):
            return graded(0.0, [Feedback(near.feedback, "", exercise.evidence)])
    return graded(0.0, [Feedback(exercise.feedback_other, "", exercise.evidence)])


def score_free_text(exercise, answer, course) -> Result:
    """A written answer: only its form is looked at; its quality is for people."""
    if not isinstance(answer, str) or not answer.split():
        return not_attempted()
    words = len(answer.split())
    remarks = [Feedback(f"{words} of at most {exercise.max_words} words." if words <= exercise.max_words
                        else f"{words} words: shorten it to {exercise.max_words}.")]
    if exercise.form.cites and not _cites(answer, course):
        remarks.append(Feedback("No source is named yet: name a card, a document or an author."))
    if exercise.form.date and not re.search(r"\b1[0-9]{3}\b|\b20[0-9]{2}\b", answer):
        remarks.append(Feedback("No date is given yet."))
    return recorded(*remarks)


def _cites(answer: str, course) -> bool:
    """Whether a text names a numbered paper, or somebody who studied the matter."""
    if re.search(_NUMBERED, plain(answer)):
        return True
    words = {plain(word) for word in re.findall(r"\w+", answer) if not word[0].islower()}
    return not words.isdisjoint({plain(row.id) for row in getattr(course, "documents", ())} | _surnames(course))


def _surnames(course) -> set[str]:
    """Surnames of authors of studies; not of people who acted, for to name those is not to cite."""
    acted = {word for row in getattr(course, "documents", ()) for who in (row.author, row.addressee) for word in plain(who or "").split()}
    acted |= {word for row in getattr(course, "actors", ()) for word in plain(row.id).split()}
    authors = [name for row in getattr(course, "sources", ()) if row.kind in _STUDIES for name in re.split(r"[;,()]| and ", row.author or "")]
    last = {name.split()[-1] for name in authors if name.split()}
    return {plain(name) for name in last if len(name) > 3 and name[0].isupper()} - acted


def score_source_table(exercise, answer, course=None) -> Result:
    """A table: what a good answer says, cell by cell, for the cells that are filled in."""
    given = answer if isinstance(answer, dict) else {}
    feedback, empty = [], 0
    for row in exercise.rows:
        cells = given.get(row.id) if isinstance(given.get(row.id), dict) else {}
        for name in ("author", "date", "purpose", "says", "leaves_out"):
            text = cells.get(name)
            if isinstance(text, str) and text.strip():
                feedback.append(Feedback(getattr(row.cells, name), f"{row.id} > {name}"))
            else:
                empty += 1
    if not feedback:
        return not_attempted("No cell is filled in yet.")
    if empty:
        feedback.append(Feedback(f"{empty} cell{'' if empty == 1 else 's'} still empty."))
    return recorded(*feedback)


def score_confidence(exercise, answer, course=None) -> Result:
    """How sure somebody is: kept, never judged."""
    if not isinstance(answer, str) or answer not in CONFIDENCE:
        return not_attempted("Choose how sure you are.")
    return recorded(Feedback(f"Noted: {CONFIDENCE[answer]}."))
