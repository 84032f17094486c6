"""Things to read, made from the tables: document cards and the glossary, as text and as safe HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from historylab.dates import Answer, When
from historylab.secrecy import WORLD, known_since

__all__ = ["Reading", "document_card", "glossary", "known_on"]

# JupyterLab acts on letters typed while a link has the focus unless the link carries this.
_KEEP_KEYS = 'data-lm-suppress-shortcuts="true"'


@dataclass(frozen=True, slots=True)
class Reading:
    """A titled text in parts, shown once in a cell.

    Parameters
    ----------
    title : str
        Heading of the whole.
    parts : tuple of (str, tuple of str)
        A name and its texts; several texts become a list.
    link : str
        Address of the full text, where one may be linked; "" = none.
    folded : bool
        Show only the names at first, each to be opened: for long lists.
    """

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    link: str = ""
    folded: bool = False

    def __str__(self) -> str:
        lines = [self.title]
        for name, texts in self.parts:
            lines += [f"{name}: {texts[0]}"] if len(texts) == 1 else [f"{name}:", *(f"- {text}" for text in texts)]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = []
        for name, texts in self.parts:
            shown = escape(texts[0]) if len(texts) == 1 else "<ul>" + "".join(f"<li>{escape(t)}</li>" for t in texts) + "</ul>"
            if self.folded:
                rows.append(f"<details><summary {_KEEP_KEYS}>{escape(name)}</summary>{shown}</details>")
            else:
                rows.append(f"<dt><strong>{escape(name)}</strong></dt><dd>{shown}</dd>")
        body = "".join(rows) if self.folded else f"<dl>{''.join(rows)}</dl>"
        link = ""
        if self.link.startswith(("https://", "http://")):
            link = f'<p><a {_KEEP_KEYS} href="{escape(self.link)}" rel="noopener" target="_blank">Full text, free to read</a></p>'
        # The ignore class keeps two prices or sums from being read as mathematics.
        return (f'<section class="tex2jax_ignore" aria-label="{escape(self.title)}"><p><strong>{escape(self.title)}</strong></p>'
                f"{body}{link}</section>")


def document_card(course, id: str, *, alone: bool = False) -> Reading:
    """Show one document of the course: who made it, what it says, what to notice, how far to trust it.

    Parameters
    ----------
    course : Course
        An open course.
    id : str
        Id of a row of documents.csv, such as "D01".
    alone : bool
        Leave out what to notice and how far to trust it, so that a class can ask first.

    Returns
    -------
    Reading
        The card, with its place in a printed collection.

    Raises
    ------
    UnknownId
        When there is no such document; the nearest ids are named.
    """
    row = course.documents[id]
    told = [
        ("Date", row.date.words() if row.date else ""), ("Author", row.author), ("For", row.addressee),
        ("Kind", row.kind), ("Language", row.language), ("In short", row.gist),
    ]
    parts = [(name, (text,)) for name, text in told if text]
    if row.articles:
        parts.append(("Article by article", tuple(row.articles)))
    if not alone:
        parts += [(name, (text,)) for name, text in (("Notice", row.notice), ("Trust", row.reliability)) if text]
    if row.verified == "one-source":
        parts.append(("How sure", ("We have seen this in one place only.",)))
    elif row.verified == "no":
        parts.append(("How sure", ("Not confirmed: we have not seen it in an edition.",)))
    parts.append(("Printed in", (course.cite(row.sources),)))
    return Reading(f"{row.id}: {row.title}", tuple(parts), row.url)


def glossary(course, words: Iterable[str] | None = None) -> Reading:
    """Show the words of the course with a plain definition and an example.

    Parameters
    ----------
    course : Course
        An open course.
    words : iterable of str, optional
        Ids or terms to show, in this order; None shows all, in the order of the alphabet.

    Returns
    -------
    Reading
        One entry for each word.

    Raises
    ------
    UnknownId
        For a word that is in neither glossary.csv nor definitions.csv.
    """
    known = {row.id: row for row in (*course.definitions, *course.glossary)}
    by_term = {row.term.casefold(): row.id for row in known.values()}
    if words is None:
        chosen = sorted(known, key=lambda id: known[id].term.casefold())
    else:
        chosen = [by_term.get(str(word).casefold(), str(word)) for word in words]
    entries = []
    for id in chosen:
        row = known[id] if id in known else course.glossary[id]  # raises with the nearest spelling
        texts = [row.definition]
        texts += [f"Example: {row.example}"] if row.example else []
        original = getattr(row, "original", "")
        texts += [f"In the sources: {original}"] if original else []
        texts += [f"Often confused: {row.confusion}"] if getattr(row, "confusion", "") else []
        entries.append((row.term, tuple(texts)))
    return Reading("Words of the course", tuple(entries), folded=words is None)


def known_on(course, day: When | str, known_to: str = WORLD) -> dict[str, tuple[str, ...]]:
    """What had happened, what could be read and which words were in use on a day.

    Parameters
    ----------
    course : Course
        An open course.
    day : When or str
        The day. What a doubtful date may put after it is left out.
    known_to : str
        "world", an actor, or "" for us, who know the secrets.

    Returns
    -------
    dict
        Ids of "events" and "documents", the oldest first, and of "words" of the
        glossary that these events and documents use.
    """
    day = When.of(day)

    def there(row, insiders) -> bool:
        if row.date is None or row.date.begun_by(day) is not Answer.YES:
            return False
        since = known_since(row, insiders, known_to)
        return since is None or since <= day.latest

    events = [row for row in course.events if row.verified != "no" and there(row, row.actors)]
    actors_of = {row.id: row.actors for row in course.events}
    documents = [row for row in course.documents
                 if row.verified != "no" and there(row, actors_of.get(row.event, ()))]
    used = " ".join([*(f"{row.title} {row.summary}" for row in events),
                     *(f"{row.title} {row.gist}" for row in documents)]).casefold()
    words = [row.id for row in course.glossary if re.search(rf"\b{re.escape(row.term.casefold())}", used)]
    return {
        "events": tuple(row.id for row in sorted(events, key=lambda row: row.date.sort_key)),
        "documents": tuple(row.id for row in sorted(documents, key=lambda row: row.date.sort_key)),
        "words": tuple(words),
    }
