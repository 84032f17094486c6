"""`interpretations`: how scholars explain it, each with its best evidence and its best critic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from historylab.words import choices

from .evidence import DataTable, works_cited

__all__ = ["Interpretations", "interpretations"]

HEADS = ("Explanation", "It says", "Best evidence", "Best critic", "Ask", "How well checked")
CHECKED = {"yes": "read in the work or in reviews of it", "one-source": "seen in one source only",
           "no": "not confirmed: known at second hand"}


@dataclass(frozen=True, slots=True)
class Interpretations:
    """A table of explanations, with the works it rests on.

    Attributes
    ----------
    facts : tuple of str
        One paragraph for each explanation.
    sources : tuple of str
        Every work, in full.
    """

    data: DataTable
    facts: tuple[str, ...]
    sources: tuple[str, ...]

    def table(self) -> DataTable:
        """Return the explanations as a table with `.csv()`."""
        return self.data

    def html(self) -> str:
        """Return the table with its works as HTML."""
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in HEADS)
        look = ' style="text-align:left;vertical-align:top;white-space:normal;min-width:8em"'
        body = []
        for first, *rest in self.data.rows:
            cells = "".join(f"<td{look}>{escape(cell)}</td>" for cell in rest)
            body.append(f'<tr><th scope="row"{look}>{escape(first)}</th>{cells}</tr>')
        works = "".join(f"<li>{escape(work)}</li>" for work in self.sources)
        return (
            '<div style="overflow-x:auto" tabindex="0" role="region" data-lm-suppress-shortcuts="true" '
            f'aria-label="{escape(self.data.caption)}"><table><caption>{escape(self.data.caption)}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
            f'<details><summary data-lm-suppress-shortcuts="true">Sources ({len(self.sources)})</summary>'
            f"<ul>{works}</ul></details>"
        )

    def __repr__(self) -> str:
        return "\n".join((f"{self.data.caption}.", *(f"- {fact}" for fact in self.facts)))

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": repr(self)}


def interpretations(
    course, *, only: Sequence[str] | None = None, title: str | None = None
) -> Interpretations:
    """Show how scholars explain it: thesis, best evidence, best critic, a question.

    Parameters
    ----------
    course : Course
        The open course.
    only : sequence of str or None
        Ids of interpretations.csv, in the order to show; None = all.
    title : str or None
        The caption; None = a neutral one.

    Returns
    -------
    Interpretations
        A table as HTML; as plain text one paragraph for each.

    Raises
    ------
    ValueError
        If an id is unknown, or there is nothing to show.
    """
    known = course.interpretations.ids
    names = known if only is None else (only,) if isinstance(only, str) else tuple(only)
    for name in names:
        if name not in known:
            raise ValueError(
                f"There is no interpretation {name!r} in interpretations.csv. {choices(str(name), known)}".strip()
            )
    if not names:
        raise ValueError("There is no interpretation to show. Name some with only=[...].")
    rows = [course.interpretations[name] for name in dict.fromkeys(names)]
    works = works_cited(course, {"interpretations.csv": rows})
    cells = tuple(
        (f"{one.label} ({one.author}, {one.year})", one.thesis, one.evidence, one.criticism, one.question,
         CHECKED.get(one.verified, one.verified))
        for one in rows
    )  # fmt: skip
    caption = title or f"Ways to explain it: {len(rows)} interpretations, none of them the last word"
    facts = tuple(
        f"{first}. It says: {thesis} Best evidence: {evidence} Best critic: {critic} Ask: {ask} ({checked})"
        for first, thesis, evidence, critic, ask, checked in cells
    )
    return Interpretations(DataTable(caption, HEADS, cells), facts, works.full)
