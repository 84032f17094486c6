"""`Table`: the rows of one file, to look up, narrow down, sort and show."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from historylab.dates import Answer, Bounds, DateError, When
from historylab.records import Citation, Record
from historylab.words import PlainError, choices

R = TypeVar("R", bound=Record)
_SHOWN_ROWS = 60  # enough for a class; a longer table says how many rows are left


class UnknownId(PlainError, KeyError):
    """No row has this id. The message names the nearest ids."""

    def __str__(self) -> str:  # KeyError would show the message in quotation marks
        return str(self.args[0])


class ConditionError(PlainError, ValueError):
    """A condition of `where`, or a field of `sort`, that the table does not have."""


class Table(Generic[R]):
    """The records of one table; never changes, each verb makes a new one.

    Parameters
    ----------
    records : iterable of Record
        The rows, all of the class `kind`.
    name : str
        Name of the table, as in its file name.
    kind : type
        The class of the records, which knows the fields; needed where there are no rows.
    values : mapping of str to tuple of str, optional
        Values that a field may have beside those that occur, for messages.

    Examples
    --------
    >>> from historylab.records import Event
    >>> events = Table([Event(id="a", kind="treaty", date=When.parse("1905-03")),
    ...                 Event(id="b", kind="war", date=When.parse("1906~"))], "events", Event)
    >>> events.where(kind="treaty").ids
    ('a',)
    >>> near = events.where(before="1906")
    >>> [(event.id, near.match(event)) for event in near]
    [('a', 'yes'), ('b', 'possibly')]
    """

    __slots__ = ("_index", "_possible", "_records", "_values", "_whole", "kind", "name")

    def __init__(
        self,
        records: Iterable[R],
        name: str,
        kind: type[R],
        *,
        values: Mapping[str, tuple[str, ...]] | None = None,
    ):
        self._records: tuple[R, ...] = tuple(records)
        self.name, self.kind = name, kind
        self._values = dict(values or {})
        self._possible: frozenset[str] = frozenset()
        self._whole = self._records  # a value is unknown if no row of the whole table has it
        self._index: dict[str, R] | None = None

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[R]:
        return iter(self._records)

    def __contains__(self, item: object) -> bool:
        return (item.id if isinstance(item, Record) else item) in self._by_id()

    def __getitem__(self, key: str) -> R:
        try:
            return self._by_id()[key]
        except (KeyError, TypeError):
            raise UnknownId(
                f"There is no '{key}' in {self.name}. {choices(key, self.ids)}".strip()
            ) from None

    def _by_id(self) -> dict[str, R]:
        if self._index is None:
            self._index = {record.id: record for record in self._records}
        return self._index

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the order of the rows."""
        return tuple(record.id for record in self._records)

    def _narrowed(self, records: Iterable[R], possible: Iterable[str]) -> Table[R]:
        made = Table(records, self.name, self.kind, values=self._values)
        made._whole, made._possible = self._whole, frozenset(possible)
        return made

    def where(self, *, between=None, before=None, after=None, **conditions) -> Table[R]:
        """Keep the rows that meet every condition.

        Parameters
        ----------
        between : pair of dates, optional
            Keep what has a day in common with the time from the first day the first
            date can mean to the last day the second can mean. Dates are EDTF texts.
        before, after : date, optional
            Keep what ended before, or began after, that date.
        **conditions
            A field and its value, or a list of values, one of which it must have. A
            field that is a list must hold the value. `actor=` finds all rows of an
            actor. None finds the rows where the field is empty.

        Returns
        -------
        Table
            A row whose date leaves it open whether it belongs here is kept: see `match`.

        Raises
        ------
        ConditionError
            A field, or a value, that does not occur; the message names the nearest.
        """
        kept = [r for r in self._records]
        for field, wanted in conditions.items():
            fields = self.kind.aliases.get(field, (field,))
            wanted = self._wanted(field, fields, wanted)
            kept = [r for r in kept if any(_has(getattr(r, name), wanted) for name in fields)]
        tests = self._date_tests(between, before, after)
        possible = set(self._possible)
        if tests:
            dated = []
            for record in kept:
                answer = _all(record.bounds(), tests)
                if answer is not Answer.NO:
                    dated.append(record)
                if answer is Answer.UNDECIDED:
                    possible.add(record.id)
            kept = dated
        return self._narrowed(kept, possible.intersection(r.id for r in kept))

    def _wanted(self, field, fields, wanted) -> tuple:
        if any(name not in self.kind.columns() for name in fields):
            known = (*self.kind.columns(), *self.kind.aliases, "between", "before", "after")
            raise ConditionError(
                f"{self.name} has no field '{field}'. {choices(field, known)}"
            )
        several = isinstance(wanted, (list, tuple, set, frozenset)) and not isinstance(
            wanted, Citation
        )
        wanted = tuple(wanted) if several else (wanted,)
        present = {value for r in self._whole for name in fields for value in _parts(getattr(r, name))}
        if any(isinstance(value, When) for value in present):
            if any(value is not None for value in wanted):
                raise ConditionError(
                    f"'{field}' is a date, so ask where(between=('1905-03', '1906')), "
                    "where(before='1905') or where(after='1905')."
                )
        allowed = present | {v for name in fields for v in self._values.get(name, ())}
        for value in wanted:
            if value is not None and (value.__hash__ is None or value not in allowed):
                listed = sorted(str(v) for v in allowed if v != "")
                raise ConditionError(
                    f"No row of {self.name} has {field} '{value}'. {choices(value, listed)}"
                )
        return wanted

    def _date_tests(self, between, before, after) -> list:
        tests = []
        if not (between is None and before is None and after is None) and not self.kind.dated:
            raise ConditionError(f"The rows of {self.name} have no date.")
        if between is not None:
            if not isinstance(between, (tuple, list)) or len(between) != 2:
                raise ConditionError("between takes two dates: between=('1905-03', '1906').")
            first, last = map(_date, between)
            window = Bounds(first.earliest, first.earliest, last.latest, last.latest)
            if None not in window and window.start_earliest > window.end_latest:
                raise ConditionError(
                    f"between=('{first}', '{last}') ends before it begins: the earlier date "
                    "comes first."
                )
            tests.append(lambda bounds: bounds.overlaps(window))
        if before is not None:
            start = _date(before).earliest
            edge = Bounds(start, start, start, start)
            tests.append(lambda bounds: bounds.before(edge))
        if after is not None:
            end = _date(after).latest
            rim = Bounds(end, end, end, end)
            tests.append(lambda bounds: rim.before(bounds))
        return tests

    def match(self, record: R) -> str:
        """"yes" if the record is certainly what `where` asked for, else "possibly"."""
        return "possibly" if self[record.id].id in self._possible else "yes"

    def certain(self) -> Table[R]:
        """Drop the rows that match only possibly."""
        return self._narrowed([r for r in self._records if r.id not in self._possible], ())

    def sort(self, *fields: str) -> Table[R]:
        """Sort by fields, the first counting most; "-name" for highest or latest first.

        A date sorts by its earliest, then its latest day. Empty cells come last.
        """
        records = list(self._records)
        for field in reversed(fields):
            name, down = field.removeprefix("-"), field.startswith("-")
            if name not in self.kind.columns() and name != "row":
                raise ConditionError(
                    f"{self.name} has no field '{name}'. {choices(name, self.kind.columns())}"
                )
            full = [r for r in records if getattr(r, name) not in (None, "", ())]
            empty = [r for r in records if getattr(r, name) in (None, "", ())]
            full.sort(key=lambda r, name=name: _key(getattr(r, name)), reverse=down)
            records = full + empty
        return self._narrowed(records, self._possible)

    def to_frame(self):
        """The rows as a pandas DataFrame, dates and citations as text.

        Raises
        ------
        ModuleNotFoundError
            pandas is not installed; the library itself does not need it.
        """
        try:
            import pandas
        except ModuleNotFoundError:
            raise ModuleNotFoundError(
                "to_frame() needs pandas, which is not installed here. Loop over the table "
                "instead, or install pandas."
            ) from None
        columns = self.kind.columns()
        rows = [[_plain(getattr(r, name)) for name in columns] for r in self._records]
        return pandas.DataFrame(rows, columns=list(columns))

    def __repr__(self) -> str:
        rows = "1 row" if len(self) == 1 else f"{len(self)} rows"
        first = ", ".join(self.ids[:5]) + (", ..." if len(self) > 5 else "")
        return f"{self.name}: {rows}" + (f" ({first})" if first else "")

    def _repr_html_(self) -> str:
        columns = list(self.kind.shown)
        heads = [name.replace("_", " ") for name in columns] + ["match"] * bool(self._possible)
        lines = []
        for record in self._records[:_SHOWN_ROWS]:
            cells = [_readable(getattr(record, name)) for name in columns]
            cells += [self.match(record)] * bool(self._possible)
            first, *rest = (html.escape(cell) for cell in cells)
            tail = "".join(f"<td>{cell}</td>" for cell in rest)
            lines.append(f'<tr><th scope="row">{first}</th>{tail}</tr>')
        caption = "1 row" if len(self) == 1 else f"{len(self)} rows"
        if len(self) > _SHOWN_ROWS:
            caption += f", the first {_SHOWN_ROWS} shown"
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in heads)
        return (
            f"<table><caption>{html.escape(self.name.replace('_', ' '))}: {caption}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
        )


def _date(value) -> When:
    try:
        return When.of(value)
    except DateError as problem:
        raise ConditionError(str(problem)) from None


def _all(bounds: Bounds | None, tests: list) -> Answer:
    if bounds is None:  # no date is known, so nothing is ruled out
        return Answer.UNDECIDED
    answers = {test(bounds) for test in tests}
    for answer in (Answer.NO, Answer.UNDECIDED):
        if answer in answers:
            return answer
    return Answer.YES


def _parts(value) -> tuple:
    if isinstance(value, tuple) and not isinstance(value, Citation):
        # A citation is found by its key.
        return tuple(part.key if isinstance(part, Citation) else part for part in value)
    return (value,)


def _has(value, wanted: tuple) -> bool:
    if None in wanted and value in (None, "", ()):
        return True
    return any(part in wanted for part in _parts(value) if part is not None)


def _key(value):
    if isinstance(value, When):
        return value.sort_key
    return tuple(map(str, value)) if isinstance(value, tuple) else value


def _plain(value):
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(value) if isinstance(value, When) else value


def _readable(value) -> str:
    if value is None:
        return ""
    if isinstance(value, When):
        return value.words()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:,}"
    return _plain(value)
