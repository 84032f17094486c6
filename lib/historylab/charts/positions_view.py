"""From positions to a grid of issues: what was offered, asked, answered; no pixels."""

from __future__ import annotations

from dataclasses import dataclass

from historylab.words import choices

from .casualties_words import joined
from .evidence import DataTable

__all__ = ["HEADS", "KINDS", "Issue", "PositionsView", "arrange"]

# the columns of the grid: field of a position -> head, unless the settings name another
HEADS = {
    "offered": "What was offered",
    "asked": "What was asked in the talks",
    "answered": "What was asked in the written answer",
    "outcome": "What came of it",
}
# what became of an issue, and what the word means here
KINDS = {
    "agreed": "both sides accepted it",
    "refused": "somebody said no to it",
    "left open": "it was talked about, and nothing followed",
    "put off": "no clear answer came, or it was moved elsewhere",
}
TITLE = "What was offered, asked and answered, issue by issue"


@dataclass(frozen=True, slots=True)
class Issue:
    """One row of the grid.

    Parameters
    ----------
    id, name : str
        The id of the position and the name drawn.
    texts : tuple of str
        Short texts: offered, asked, answered. An empty one means "not known".
    kind, outcome : str
        The word for what came of it, one of `KINDS`, and a short text.
    fact : str
        The row in one sentence.
    position : Position
        The record.
    """

    id: str
    name: str
    texts: tuple[str, ...]
    kind: str
    outcome: str
    fact: str
    position: object


@dataclass(frozen=True, slots=True)
class PositionsView:
    """Everything the grid says, before any pixel.

    `others` are the confirmed issues that are in the table but not in the
    picture; `single` names the issues drawn that rest on one source.
    """

    issues: tuple[Issue, ...]
    heads: tuple[str, ...]
    others: tuple[object, ...]
    single: tuple[str, ...]
    title: str

    @property
    def positions(self) -> tuple:
        """The records of the table: those drawn first, then the others."""
        return (*(issue.position for issue in self.issues), *self.others)

    @property
    def alt(self) -> str:
        """The picture in words."""
        said = [f"{kind}: {joined(names)}" for kind in KINDS
                if (names := [i.name for i in self.issues if i.kind == kind])]
        parts = [
            f"Table of {len(self.issues)} issues in rows: {joined([i.name for i in self.issues])}.",
            f"Four columns: {joined(self.heads)}.",
            "Each field holds a few words; a mark and a word tell what came of the issue.",
            f"By outcome, {'; '.join(said)}.",
        ]
        if self.single:
            parts.append(f"Less certain, from one source only: {joined(self.single)}.")
        parts.append("The data table has the longer text, the sources and the other issues."
                     if self.others else "The data table has the longer text and the sources.")
        return " ".join(parts)

    def table(self, works) -> DataTable:
        """Return the whole as a data table, with the longer texts and the sources in words."""
        rows = []
        for position in self.positions:
            sure = {"one-source": "one source only"}.get(position.verified, "confirmed")
            rows.append((position.issue, position.offered, position.asked, position.answered,
                         position.outcome_kind, position.outcome, sure, position.note or None,
                         works.cited(position.sources)))
        heads = ("Issue", *self.heads[:3], f"{self.heads[3]}: in a word", self.heads[3],
                 "how sure", "note", "source")
        return DataTable(self.title, heads, tuple(rows))


def arrange(course, *, issues=None, title: str | None = None) -> PositionsView:
    """Choose the issues of the grid and word them.

    Parameters
    ----------
    course : Course
        The open course.
    issues : list of str or None
        Ids or short names, in the order drawn; None = the course settings, and
        without those the first six confirmed ones.
    title : str or None
        None = a neutral title.

    Raises
    ------
    ValueError
        If an issue is unknown (with the nearest spelling), named twice, or not confirmed.
    """
    settings = course.settings.get("positions", {})
    heads = tuple(settings.get(field, words) for field, words in HEADS.items())
    confirmed = [position for position in course.positions if position.verified != "no"]
    if issues is None and "issues" not in settings:
        chosen = confirmed[:6]
    else:
        chosen = [_find(course, name) for name in (settings["issues"] if issues is None else issues)]
    if not chosen:
        raise ValueError("There is no issue to compare. Name at least one id of positions.csv.")
    twice = [p.id for n, p in enumerate(chosen) if p in chosen[:n]]
    if twice:
        raise ValueError(f"The issue {twice[0]} is named twice. Name each issue once.")
    others = tuple(p for p in confirmed if p not in chosen) if issues is None else ()
    drawn = tuple(_issue(position, heads) for position in chosen)
    single = tuple(i.name for i in drawn if i.position.verified == "one-source")
    return PositionsView(drawn, heads, others, single, title or TITLE)


def _find(course, name: str):
    for position in course.positions:
        if name in (position.id, position.short):
            break
    else:
        known = [text for p in course.positions for text in (p.id, p.short)]
        raise ValueError(f"positions.csv has no issue '{name}'. {choices(name, known)}".strip())
    if position.verified == "no":
        raise ValueError(
            f"positions.csv, row {position.row} ({position.id}) is not confirmed (verified = no), "
            "so it cannot be drawn. Find a better source, or leave it out."
        )
    return position


def _issue(position, heads) -> Issue:
    texts = (position.offered_short, position.asked_short, position.answered_short)
    said = [f"{head}: {text or 'not known'}" for head, text in zip(heads, texts)]
    end = f"{heads[3]}: {position.outcome_kind} ({position.outcome_short})"
    sure = " Known from one source only." if position.verified == "one-source" else ""
    return Issue(position.id, position.short, texts, position.outcome_kind, position.outcome_short,
                 f"{position.short}. {'; '.join([*said, end])}.{sure}", position)
