"""From estimates to what a casualty chart shows: bars, words, brackets; no pixels."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .casualties_passport import require_passports
from .casualties_select import Group, select
from .casualties_words import (amount_words, capital, ends_of, group_words, measure_of,
                               precise_words, rate_words)

__all__ = ["Bar", "Block", "Bracket", "CasualtyView", "Reference", "arrange"]

PANELS = {"number": ("number",), "per_1000": ("per_1000",), "both": ("number", "per_1000")}
MOST_TEXTS = 40
WANT_OF_ROOM = "for want of room"
_FRAME_TEXTS = {1: 13, 2: 15}  # by panels: title, footer, key, ticks, axis titles, line, bracket


@dataclass(frozen=True, slots=True)
class Bar:
    """One estimate as it is drawn.

    Parameters
    ----------
    id : str
        The estimate.
    look : str
        The role: a group of people, or a measure in a chart of a campaign.
    dead : str
        "yes", "partly" or "no", as in `Measure`.
    word : str
        What stands beside the bar; empty where the key says it.
    detail : str
        A second, smaller line beside the bar; may be empty.
    values, rates : tuple
        (low, central, high), persons or per 1,000 people; None = not stated.
    label, rate_label : str
        What stands at the end of the bar.
    fact : str
        The bar as one sentence.
    estimate : Estimate
        The record with the passport.
    """

    id: str
    look: str
    dead: str
    word: str
    detail: str
    values: tuple
    rates: tuple
    label: str
    rate_label: str
    fact: str
    estimate: object


@dataclass(frozen=True, slots=True)
class Block:
    """Bars under one heading; an empty heading means that there is none."""

    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A well-known number as a line, with what it really is."""

    id: str
    value: float
    label: str
    meaning: str
    block: int | None  # None: it concerns every row
    estimate: object


@dataclass(frozen=True, slots=True)
class Bracket:
    """Rows in which some of the same people are counted."""

    ids: tuple[str, ...]
    label: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasualtyView:
    """Everything a casualty chart says, before any pixel.

    Parameters
    ----------
    by, measure, subject : str
        As asked for.
    campaigns : tuple of str
        The campaigns shown.
    panels : tuple of str
        "number", "per_1000" or both, from left to right.
    blocks : tuple of Block
        The rows in the order of drawing.
    reference : Reference or None
        The line.
    brackets : tuple of Bracket
        Rows that share people.
    missing : tuple of (str, str)
        What is not drawn, and why.
    populations : tuple
        (subject, Population) of every rate.
    comparison : str
        What a comparison of the rows cannot mean; empty without one.
    title : str
        The title.
    """

    by: str
    measure: str
    subject: str
    campaigns: tuple[str, ...]
    panels: tuple[str, ...]
    blocks: tuple[Block, ...]
    reference: Reference | None
    brackets: tuple[Bracket, ...]
    missing: tuple[tuple[str, str], ...]
    populations: tuple
    comparison: str
    title: str

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Return every bar, from top to bottom."""
        return tuple(bar for block in self.blocks for bar in block.bars)


def arrange(course, *, measure="deaths", by="country", subjects=None, campaigns=None,
            groups=("military", "civilian"), per=None, reference=None, title=None,
            texts_in_heading=1) -> CasualtyView:
    """Decide what a casualty chart shows.

    Parameters
    ----------
    course, measure, by, subjects, campaigns, groups, per, reference, title
        As for `casualty_chart`.
    texts_in_heading : int
        How often each heading is written (2 where panels stand one above the other).

    Returns
    -------
    CasualtyView
        What to draw; no pixels.

    Raises
    ------
    PassportError
        If a figure that would be drawn has no full passport.
    ValueError
        If something asked for is not in the data, or makes no sense together.
    """
    per = per or ("both" if by == "country" else "number")
    if per not in PANELS:
        raise ValueError(f'casualty_chart: per={per!r} is not known. Use "number", "per_1000" '
                         'or "both".')
    if by == "campaign" and per != "number":
        raise ValueError("casualty_chart: by='campaign' has no population to divide by. "
                         'Use per="number".')
    chosen = select(course, by=by, measure=measure, subjects=subjects,
                    campaigns=campaigns, groups=groups)
    require_passports(e for group in chosen.groups for e in group.estimates)
    panels = PANELS[per]
    missing = list(chosen.missing)
    kept = _fit(chosen.groups, by, panels, texts_in_heading, missing)
    populations: dict = {}
    blocks = tuple(_block(course, group, by, panels, populations) for group in kept)
    line = _reference(course, reference, by, blocks, chosen.subject, panels)
    compared = sum(1 for block in blocks if block.heading) > 1 and by == "country"
    settings = (course.settings or {}).get("casualties") or {}
    sentence = settings.get("comparison") or (
        "The rows say how many people are counted; they do not measure suffering or guilt.")
    if "per_1000" in panels:
        lacking = [b for block in blocks for b in block.bars if b.rates == (None,) * 3]
        missing += [(f"{b.estimate.subject}, {group_words(b.estimate.group)}, per 1,000 people",
                     "no population with the same borders is given") for b in lacking]
    return CasualtyView(
        by, measure, chosen.subject, chosen.campaigns, panels, blocks, line,
        _brackets(blocks, by), tuple(missing), tuple(populations.items()),
        sentence if compared else "", title or _title(by, measure, chosen))


def _fit(groups, by, panels, texts_in_heading, missing) -> list[Group]:
    """Keep the first groups that fit in 40 texts, and say what is left out."""
    room = MOST_TEXTS - _FRAME_TEXTS[len(panels)]
    per_bar = len(panels) + (by != "country")
    if by == "definition":
        (only,) = groups
        # each row has a word and a smaller line, and needs the height of both
        most = min(room // (per_bar + 1), 8)
        missing += [(e.what or e.id, WANT_OF_ROOM) for e in only.estimates[most:]]
        return [Group("", only.estimates[:most])]
    kept = []
    for group in groups:
        room -= len(group.estimates) * per_bar + texts_in_heading
        if kept and room < 0:
            missing.append((group.heading.replace("\n", ", "),
                            WANT_OF_ROOM))
        else:
            kept.append(group)
    return kept


def _block(course, group: Group, by, panels, populations) -> Block:
    doubles = Counter((e.group, e.measure, e.definition) for e in group.estimates)
    alike = Counter(e.group for e in group.estimates)
    bars = []
    for e in group.estimates:
        values = _values(e)
        rates = (None,) * 3
        if "per_1000" in panels and e.population:
            base = course.population[e.population]
            rates = tuple(None if v is None else 1000 * v / base.population for v in values)
            populations.setdefault(e.subject, base)
        same = doubles[(e.group, e.measure, e.definition)] > 1
        bars.append(_bar(course, e, by, values, rates, same, alike[e.group] > 1,
                         len(panels) > 1))
    return Block(group.heading, tuple(bars))


def _values(e) -> tuple:
    """Return (low, central, high); a single published value fills both ends."""
    low, high = ends_of(e)
    return low, e.central, high


def _bar(course, e, by, values, rates, same, alike, tight) -> Bar:
    measure = measure_of(e.measure)
    dead = measure.dead
    word = detail = ""
    if by == "campaign":
        word = precise_words(e.measure, e.definition)
        if e.measure == "deaths" and e.group == "military" and e.definition != "war-death":
            word = _term(course, e)
        elif e.group != "military":
            word = f"{group_words(e.group)} {word}"
        word += f" ({e.counted_by})" if same else ""
    elif by == "definition":
        word = _term(course, e)
        if e.definition in ("civilian", "prisoner-of-war"):  # a group and no kind of loss
            word = f"{group_words(e.group)} {measure.words}"
        elif e.group != "all":
            word += f", {group_words(e.group)}"
        detail = e.what
    label, rate = amount_words(values[0], values[2]), rate_words(rates[0], rates[2])
    if by == "country" and (alike or e.group == "all" or dead != "yes"):
        if measure.mark:  # two panels leave no room: the footer says what the star means
            label += "*" if tight else f", {measure.words}"
        label += f" ({e.counted_by})" if alike else ""
    elif measure.mark and not (by == "campaign" and e.measure != "irrecoverable-loss"):
        label += f", {measure.mark}"
    if e.unit != "persons":
        label += f" {e.unit}"
    look = e.measure if by == "campaign" and e.group == "military" else e.group
    return Bar(e.id, look, dead, capital(word), detail, values, rates, label,
               "" if rates == (None,) * 3 else rate, _fact(e, measure, rates), e)


def _term(course, e) -> str:
    try:
        return course.definitions[e.definition].term
    except KeyError:
        return measure_of(e.measure).words


def _fact(e, measure, rates) -> str:
    who = ", ".join(part for part in (e.campaign, e.subject) if part)
    rate = f" ({rate_words(rates[0], rates[2])} per 1,000 people)" if any(rates) else ""
    mark = f", {measure.mark}" if measure.mark else ""
    what = f"{e.what}; " if e.what else ""
    notch = (f"; the source itself gives {amount_words(e.central, e.central, digits=3)}"
             if e.central is not None and e.low != e.high else "")
    return (f"{who}: {group_words(e.group)}, {precise_words(e.measure, e.definition)}{mark}: "
            f"{amount_words(*ends_of(e))}{rate}{notch}; {when_words(e.period)}; "
            f"{what}{e.territory}; counted by {e.counted_by}; {e.status}.")


def when_words(when) -> str:
    """Return a date in words; text is kept as it is."""
    return when.words() if hasattr(when, "words") else str(when)


def _title(by, measure, chosen) -> str:
    if by == "definition":
        return f"{chosen.subject}: what each count includes"
    if by == "campaign":
        place = chosen.campaigns[0] if len(chosen.campaigns) == 1 else "Each campaign and side"
        if measure in ("deaths", "casualties"):
            return f"{place}: killed, wounded and captured apart"
        return f"{place}: {measure_of(measure).words}"
    return f"{capital(measure_of(measure).words)} by country, from lowest to highest estimate"


def _reference(course, wanted, by, blocks, subject, panels) -> Reference | None:
    settings = (course.settings or {}).get("casualties") or {}
    key = settings.get("reference") if wanted is None else wanted
    if not key or by == "campaign" or "number" not in panels:
        return None
    e = course.estimates[key]
    require_passports([e])
    block = None
    if by == "country":
        owner = [n for n, b in enumerate(blocks) if b.bars[0].estimate.subject == e.subject]
        if not owner:
            return None
        block = owner[0]
    elif e.subject != subject:
        return None
    value = next(v for v in (e.central, e.high, e.low) if v is not None)
    label = amount_words(value, value)
    meaning = f"{e.what or measure_of(e.measure).words}; {e.territory}; {e.counted_by}, {e.status}"
    return Reference(e.id, float(value), label, meaning, block, e)


def _is_pair(ids, bars, by) -> bool:
    return len({bars[k][0] if by == "country" else k for k in ids}) == 2


def _brackets(blocks, by) -> tuple[Bracket, ...]:
    bars = {bar.id: (number, bar) for number, block in enumerate(blocks) for bar in block.bars}
    groups: list[list[str]] = []
    for key, (number, bar) in bars.items():
        others = [o for o in bar.estimate.overlap if o in bars and o != key
                  and (by != "country" or bars[o][0] != number)]
        if not others:
            continue
        joined_ids = {key, *others}
        for known in [g for g in groups if joined_ids & set(g)]:
            groups.remove(known)
            joined_ids |= set(known)
        groups.append([k for k in bars if k in joined_ids])
    return tuple(
        Bracket(tuple(ids), "counted in both" if _is_pair(ids, bars, by) else
                "partly the same people",
                tuple(dict.fromkeys(bars[k][1].estimate.overlap_note for k in ids)))
        for ids in sorted(groups, key=lambda ids: list(bars).index(ids[0])))
