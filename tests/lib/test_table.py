"""Tables: look up, narrow down, sort, show."""

from __future__ import annotations

import sys

import pytest

from historylab.dates import When
from historylab.records import Citation, Event, Pact, Source, Trade
from historylab.table import ConditionError, Table, UnknownId


def event(name, date, **fields):
    return Event(id=name, date=When.parse(date) if date else None, **fields)


@pytest.fixture
def events():
    return Table(
        [
            event("treaty", "1905-03-11", title="A <b>treaty</b>", kind="treaty", importance=1,
                  actors=("Northland", "Southland"), sources=(Citation("old-book", "p. 3"),)),
            event("war", "1906~", title="=SUM(A1)", kind="war", importance=2, actors=("Northland",)),
            event("peace", "1908-01/1908-02", title="Peace", kind="treaty", importance=2,
                  actors=("Southland",)),
            event("undated", "", title="Undated", kind="war", importance=3),
        ],
        "events", Event, values={"actors": ("Northland", "Southland", "Eastland")},
    )


def test_a_table_is_counted_walked_and_asked_by_id(events):
    assert len(events) == 4 and events.ids == ("treaty", "war", "peace", "undated")
    assert events["war"].kind == "war" and "war" in events and "wars" not in events
    assert [record.id for record in events] == list(events.ids)
    assert events["war"] in events


def test_an_unknown_id_names_the_nearest_and_is_a_key_error(events):
    with pytest.raises(UnknownId, match="^There is no 'treat' in events. Did you mean 'treaty'?"):
        events["treat"]
    with pytest.raises(KeyError):
        events[["treaty"]]


def test_where_takes_a_value_or_a_list_of_values(events):
    assert events.where(kind="treaty").ids == ("treaty", "peace")
    assert events.where(kind=["treaty", "war"], importance=2).ids == ("war", "peace")
    assert events.where(title="Peace", kind="war").ids == ()


def test_where_finds_a_value_within_a_list_and_an_actor_by_the_name_actor(events):
    assert events.where(actors="Southland").ids == ("treaty", "peace")
    assert events.where(actor=["Northland"]).ids == ("treaty", "war")
    assert events.where(sources="old-book").ids == ("treaty",)
    trade = Table([Trade(id="t", from_actor="A", to_actor="B")], "trade", Trade)
    assert trade.where(actor="B").ids == trade.where(actor="A").ids == ("t",)


def test_where_finds_empty_cells_by_none(events):
    assert events.where(date=None).ids == ("undated",)
    assert events.where(actor=None).ids == ("undated",)


def test_a_value_that_may_stand_there_but_does_not_finds_nothing(events):
    assert events.where(actor="Eastland").ids == ()
    assert events.where(kind="war").where(kind="treaty").ids == ()


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ({"kind": "treatie"}, "kind 'treatie'. Did you mean 'treaty'?"),
        ({"actor": "Nordland"}, "Did you mean 'Northland'"),
        ({"actr": "Northland"}, "no field 'actr'. Did you mean 'actor'"),
        ({"importance": 9}, "Allowed: 1, 2, 3."),
        ({"date": "1905"}, "'date' is a date, so ask where"),
        ({"between": "1905"}, "takes two dates"),
        ({"between": 1905}, "takes two dates"),
        ({"between": (1905, 1906)}, "1905 is not a date"),
        ({"kind": {"treaty": 1}}, "No row of events"),
        ({"between": ("1906", "1905")}, "ends before it begins"),
        ({"before": "1905-13"}, "no month 13"),
    ],
)
def test_an_unknown_field_or_value_names_the_nearest(events, conditions, said):
    with pytest.raises(ConditionError) as caught:
        events.where(**conditions)
    assert said in str(caught.value)


def test_a_table_without_dates_says_so():
    with pytest.raises(ConditionError, match="no date"):
        Table([Source(id="s")], "sources", Source).where(before="1905")


def test_between_keeps_what_has_a_day_in_it_and_marks_what_only_may(events):
    found = events.where(between=("1905", "1906-06"))
    assert [(e.id, found.match(e)) for e in found] == [
        ("treaty", "yes"), ("war", "possibly"), ("undated", "possibly"),
    ]
    assert found.certain().ids == ("treaty",)
    assert events.where(between=("1908-01-31", "1910")).certain().ids == ("peace",)


def test_before_and_after_ask_for_the_whole_of_an_event(events):
    assert events.where(before="1908-02").certain().ids == ("treaty", "war")
    assert events.where(after="1904", before="1906").certain().ids == ("treaty",)
    assert events.where(after="1907").certain().ids == ("peace",)
    assert "peace" not in events.where(after="1908-02").ids


def test_what_matches_possibly_stays_so_when_narrowed_further(events):
    found = events.where(between=("1905", "1906")).where(kind="war").sort("importance")
    assert found.match(found["war"]) == "possibly"
    with pytest.raises(UnknownId):
        found.match(events["treaty"])


def test_a_pact_is_between_two_dates_while_it_lasts():
    pacts = Table(
        [
            Pact(id="ended", signed=When.parse("1905"), ended=When.parse("1907")),
            Pact(id="lasting", signed=When.parse("1905")),
        ],
        "pacts", Pact,
    )
    assert pacts.where(between=("1906", "1906")).certain().ids == ("ended",)
    assert pacts.where(between=("1909", "1910")).ids == ("lasting",)
    assert pacts.where(between=("1903", "1904")).ids == ()


def test_sort_takes_several_fields_and_puts_empty_cells_last(events):
    assert events.sort("-date").ids == ("peace", "treaty", "war", "undated")
    # about 1906 may be as early as the first day of 1905
    assert events.sort("date").ids == ("war", "treaty", "peace", "undated")
    assert events.sort("kind", "-importance").ids == ("peace", "treaty", "undated", "war")
    with pytest.raises(ConditionError, match="Did you mean 'date'"):
        events.sort("dat")


def test_a_table_never_changes(events):
    before = events.ids
    events.where(kind="war"), events.sort("-date"), events.certain()
    assert events.ids == before


def test_the_html_view_has_a_caption_and_headers_and_shows_cells_as_text(events):
    shown = events.where(between=("1905", "1909"))._repr_html_()
    assert "<caption>events: 4 rows</caption>" in shown
    assert '<th scope="col">date</th>' in shown and '<th scope="row">11 March 1905</th>' in shown
    assert "A &lt;b&gt;treaty&lt;/b&gt;" in shown and "<b>" not in shown
    assert "<td>=SUM(A1)</td>" in shown
    assert '<th scope="col">match</th>' in shown and "<td>possibly</td>" in shown


def test_a_long_table_says_how_much_it_shows():
    table = Table([event(f"e{n}", "1905") for n in range(100)], "events", Event)
    assert "100 rows, the first 60 shown" in table._repr_html_()
    assert repr(table) == "events: 100 rows (e0, e1, e2, e3, e4, ...)"


def test_a_frame_holds_the_cells_as_text_and_numbers(events):
    frame = events.to_frame()
    assert frame.loc[0, "date"] == "1905-03-11" and frame.loc[0, "sources"] == "old-book@p. 3"
    assert frame.loc[0, "actors"] == "Northland; Southland" and frame.loc[1, "importance"] == 2


def test_without_pandas_a_frame_is_refused_in_plain_words(events, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match="needs pandas"):
        events.to_frame()
