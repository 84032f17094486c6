"""A claim of a text under examination, made into an exercise: judge it, with evidence.

Nothing of this stands in an exercise file: verdict, reason and evidence come from
the table of claims, so there is one place to correct them.
"""
from __future__ import annotations

from ..faults import Fault
from ..table import UnknownId
from ..words import choices
from .evidence import named
from .form import VERDICT_WORDS
from .model import VERDICTS, EvidenceOption, Verdict, VerdictAnswer

__all__ = ["claim_faults", "claims_of", "exercise_of", "id_of"]

PROMPT = "Text {text}, {position}. Judge the claim, given in our words. Choose every piece of evidence that bears on it. Then write it better."
# What a verdict that does not fit would have asked for.
ASKS = {
    "supported": "Supported asks that every part of the claim holds. Test each part alone: who, when, what, how much, because.",
    "partly": "Partly asks for a part that holds and a part that does not. Name both, then look again.",
    "not-supported": "Not supported asks for evidence against the claim. Look for what holds in it first.",
    "debated": "Debated asks for good reasons on both sides. Ask whether a document could settle it.",
    "cannot-tell": "Cannot be told asks that no source could ever decide. Look whether one of these does.",
}
TABLES = ("documents", "events", "pacts", "estimates", "sources")
FITS = "The evidence carries this verdict."
DEFENSIBLE = "This verdict can be defended. Compare your reason with the explanation."
BEARS, ASIDE = "It bears on the claim.", "It speaks of something else."
# Where to look, how to think, a parallel case: by the kind of claim.
HINTS = {
    "fact": ("Look for a paper by those who acted, from the time itself.",
             "Cut the claim into parts. Which part is proved, which only sounds proved?",
             "A parallel case. \"Northland and Southland signed a treaty and divided Eastland.\" The treaty is there. "
             "The dividing stands in another paper. So one part holds."),
    "date": ("Look for the day in the oldest paper you have.",
             "Ask from which day the claim counts, and whether it says so.",
             "A parallel case. \"A week later Southland came in.\" A week after the attack, or after the declaration of war? "
             "The day itself, 12 May, needs no counting."),
    "number": ("Look for who counted, what was counted, and the unit.",
               "Ask what the number would be if another word were used: dead, wounded, captured.",
               "A parallel case. \"300 losses\" in a report are 40 dead and 260 wounded. With the word dead the same number is wrong."),
    "cause": ("Look for a paper that names the reason, by those who decided.",
              "Test the because alone. Two true facts side by side are not yet a cause.",
              "A parallel case. \"The bridge was closed because of the flood.\" Both happened. The order to close it names the war."),
    "interpretation": ("Look for what the words leave open: for whom, compared with what, since when?",
                       "Ask whether a document could ever decide. If historians still argue, what do they argue about?",
                       "A parallel case. \"The treaty was the turning point.\" That it was signed can be checked. "
                       "Whether it turned anything depends on what one compares."),
}


def id_of(claim) -> str:
    """The name under which an answer to a claim is kept.

    Examples
    --------
    >>> from historylab.records import Claim
    >>> id_of(Claim(id="C03", text="B"))
    'repair-b-c03'
    """
    return f"repair-{claim.text}-{claim.id}".lower()


def claims_of(course, text: str, ids=None) -> list:
    """The claims of one text, in the order of the table, or those with the given ids.

    Raises
    ------
    UnknownId
        No such text, no such claim, or a claim of another text.
    """
    letters = tuple(dict.fromkeys(claim.text for claim in course.claims))
    if text not in letters:
        raise UnknownId(f"there is no text '{text}' among the claims; known: {', '.join(letters) or 'none'}")
    if ids is None:
        return [claim for claim in course.claims if claim.text == text]
    chosen = [course.claims[id] for id in ids]
    if not chosen:
        raise UnknownId("the list of claims is empty; name at least one, or leave it out to get all")
    for claim in chosen:
        if claim.text != text:
            raise UnknownId(f"claim '{claim.id}' is of text {claim.text}, not of text {text}; take it out, or ask for text {claim.text}")
    return chosen


def claim_faults(course) -> list[Fault]:
    """Evidence of the claims that the course does not have, and documents that stand on both sides.

    What a single column says is checked with the tables; evidence may be of several
    tables, so it is checked here.
    """
    faults = []
    for claim in course.claims:
        for ref in claim.evidence:
            if not _known(course, ref):
                faults.append(Fault("claims.csv", claim.row, "evidence", ref, "The course has no such evidence.",
                                    "id of a document, event, pact or estimate, or source-key@place",
                                    choices(ref, [id for name in TABLES for id in getattr(course, name).ids]) or "Correct the id."))
            if ref in claim.others:
                faults.append(Fault("claims.csv", claim.row, "others", ref, "This document is evidence too, so it cannot stand beside the point.",
                                    "documents that are not in the column evidence", "Take it out of one of the two columns."))
    return faults


def exercise_of(course, claim) -> Verdict:
    """A claim as an exercise of the kind 'verdict'.

    Parameters
    ----------
    course : Course
        Gives words to the evidence.
    claim : Claim
        With one or two pieces of evidence, and documents that do not bear on it.

    Returns
    -------
    Verdict
        Its explanation names the careful verdict and the reason.

    Raises
    ------
    UnknownId
        A piece of evidence that the course does not have.
    """
    careful = VERDICT_WORDS[claim.verdict]
    also = f" *{VERDICT_WORDS[claim.also]}* can be defended too." if claim.also else ""
    said = {claim.verdict: FITS, claim.also: DEFENSIBLE}
    pieces = [(ref, "needed", BEARS) for ref in claim.evidence]
    pieces += [(ref, "irrelevant", ASIDE) for ref in claim.others if ref not in claim.evidence]
    return Verdict(
        id=id_of(claim), kind="verdict", objective="", skill="corroboration", minutes=3, path="self-study",
        prompt=PROMPT.format(text=claim.text, position=claim.position), claim=claim.claim,
        title=claim.claim, cannot_tell=claim.verdict == "cannot-tell", hints=HINTS[claim.kind],
        answers=tuple(VerdictAnswer(id=word, correct=word in (claim.verdict, claim.also), feedback=said.get(word, ASKS[word]))
                      for word in VERDICTS),
        evidence_options=tuple(EvidenceOption(ref=ref, text=_words(course, ref, claim), role=role,
                                              feedback=f"{remark} {_gist(course, ref)}".strip())
                               for ref, role, remark in pieces),
        explanation=f"**Careful verdict: {careful}.**{also} {claim.why}",
        evidence=tuple(dict.fromkeys((*claim.evidence, *map(str, claim.sources)))),
    )


def _known(course, ref: str) -> bool:
    return any(ref.partition("@")[0] in getattr(course, name).ids for name in TABLES)


def _words(course, ref: str, claim) -> str:
    if ref in course.estimates.ids:
        row = course.estimates[ref]
        return f"{row.subject}: {row.what or row.measure} (estimate)"
    text = named(course, ref)
    if not text:
        raise UnknownId(f"claims.csv, claim {claim.id}: the course has no evidence '{ref}'; correct it in the column evidence")
    return text


def _gist(course, ref: str) -> str:
    """What a document or an event says or was, in a sentence or two."""
    for table, field in (("documents", "gist"), ("events", "summary")):
        rows = getattr(course, table)
        if ref in rows.ids:
            return getattr(rows[ref], field)
    return ""
