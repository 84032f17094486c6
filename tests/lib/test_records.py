"""Records: what a test or a lesson can rely on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from historylab.dates import When
from historylab.records import TABLES, Citation, Document, Event, Pact, PactParty, Source, Trade

PACKAGE = Path(__file__).parents[2] / "data" / "datapackage.json"


def test_an_event_needs_only_its_id():
    event = Event(id="e")
    assert (event.row, event.date, event.actors, event.sources, event.lat) == (0, None, (), (), None)


@pytest.mark.parametrize("kind", TABLES.values())
def test_every_record_is_frozen_without_a_dict_and_says_what_it_is(kind):
    record = kind(id="x")
    assert not hasattr(record, "__dict__") and kind.__doc__
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.id = "y"
    assert set(kind.shown) <= set(kind.columns())
    assert all(set(names) <= set(kind.columns()) for names in kind.aliases.values())


def test_the_columns_of_the_shipped_package_are_the_fields_of_the_records():
    resources = json.loads(PACKAGE.read_text("utf-8"))["resources"]
    described = {r["name"]: tuple(f["name"] for f in r["schema"]["fields"]) for r in resources}
    for name, columns in described.items():
        assert columns == TABLES[name].columns(), name


def test_a_citation_is_written_as_it_stands_in_a_cell():
    assert str(Citation("old-book", "p. 3, note 2")) == "old-book@p. 3, note 2"
    assert str(Citation("old-book")) == "old-book"


def test_a_pact_lasts_from_its_signature_to_its_end():
    pact = Pact(id="p", signed=When.parse("1905-03-11"), ended=When.parse("1906-01/1906-02"))
    first = dt.date(1905, 3, 11)
    assert pact.bounds() == (first, first, dt.date(1906, 1, 1), dt.date(1906, 2, 28))


def test_a_draft_counts_from_the_day_it_was_proposed_and_its_end_is_open():
    draft = Pact(id="p", status="draft", proposed=When.parse("1905-06"))
    assert draft.bounds() == (dt.date(1905, 6, 1), dt.date(1905, 6, 30), None, None)


def test_what_has_no_date_has_no_bounds():
    for record in (Source(id="s"), Event(id="e"), PactParty(id="p"), Trade(id="t"), Document(id="d")):
        assert record.bounds() is None
