"""Every fault is named, all at once, with file, row, column, value and what to do."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from historylab.check import check_course
from historylab.faults import Speller


def faults(course):
    return check_course(course.root).faults


def only(course):
    found = faults(course)
    assert len(found) == 1, check_course(course.root)
    return found[0]


def place(fault):
    return fault.file, fault.row, fault.column, fault.value


def test_a_sound_course_has_no_fault(small_course):
    report = check_course(small_course.root)
    assert report.ok, str(report)
    assert report.counts["events"] == 2
    assert "No faults: 18 tables" in str(report)


def test_a_missing_file_is_named(small_course):
    small_course.file("trade").unlink()
    fault = only(small_course)
    assert place(fault) == ("trade.csv", None, "", "")
    assert "missing" in fault.problem and fault.remedy


def test_a_missing_table_does_not_make_every_reference_to_it_a_fault(small_course):
    small_course.file("sources").unlink()
    assert [fault.file for fault in faults(small_course)] == ["sources.csv"]


def test_a_missing_column_and_a_misspelt_one_are_named_with_the_nearest(small_course):
    small_course.edit("events", lambda data: data.replace(b",title,", b",titel,", 1))
    first, second = faults(small_course)
    assert place(first)[:3] == ("events.csv", 1, "titel")
    assert "'title'" in first.remedy
    assert place(second)[:3] == ("events.csv", 1, "title")
    assert "missing" in second.problem and "'titel'" in second.remedy


def test_a_column_that_stands_twice_is_named(small_course):
    small_course.edit("actors", lambda data: data.replace(b"kind,note", b"kind,kind", 1))
    assert {(fault.column, "twice" in fault.problem) for fault in faults(small_course)} == {
        ("kind", True), ("note", False),
    }


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "said"),
    [
        ("events", 2, "importance", "high", "not a number"),
        ("events", 3, "importance", "4", "at most 3"),
        ("events", 2, "importance", "1.5", "not a whole number"),
        ("events", 2, "lat", "95", "at most 90"),
        ("events", 2, "lat", "nan", "not a number"),
        ("events", 2, "lat", "9" * 400, "not a number"),
        ("population", 2, "population", "1,000,000", "Write 1000000."),
        ("trade", 2, "quantity_low", "1,5", "Write 1.5."),
        ("trade", 2, "quantity_low", "100-200", "columns for low and high"),
        ("population", 2, "prefer", "Yes", "neither yes nor no"),
        ("events", 2, "kind", "treatie", "'treaty'"),
        ("trade", 2, "unit", "tons", "'tonnes'"),
        ("estimates", 2, "unit", "people", "persons"),
        ("events", 2, "date", "1941-02-30", "30 February 1941 does not exist"),
        ("events", 2, "date", "1905-13", "no month 13"),
        ("events", 2, "date", "11/03/1905", "Write 1905-03-11 or 1905-11-03."),
        ("events", 2, "date", "11 March 1905", "Write 1905-03-11."),
        ("events", 2, "date", "soon", "not a date"),
        ("trade", 2, "period", "1906/1905", "ends before it begins"),
        ("sources", 3, "url", "example.org", "form"),
        ("events", 2, "sources", "old-book@p. 3@p. 4", "more than one @"),
        ("events", 2, "actors", "Northland;;Southland", "empty"),
        ("pacts", 2, "short", "A name that is far too long for a bar", "at most 26"),
    ],
)
def test_a_wrong_cell_is_named_with_its_place_and_what_is_allowed(
    small_course, table, row, column, value, said
):
    small_course.set(table, row, **{column: value})
    fault = only(small_course)
    assert place(fault) == (f"{table}.csv", row, column, value)
    assert said in f"{fault.problem} {fault.allowed} {fault.remedy}"
    assert fault.remedy


def test_an_id_of_the_wrong_form_is_shown_in_the_right_one(small_course):
    small_course.set("glossary", 2, id="A Treaty")
    assert only(small_course).remedy == "Write a-treaty."


def test_a_required_cell_left_empty_is_named(small_course):
    small_course.set("events", 3, title="")
    assert place(only(small_course)) == ("events.csv", 3, "title", "")


def test_a_duplicate_id_names_the_first_row_that_has_it(small_course):
    small_course.rows["glossary"].append({"id": "treaty", "term": "t", "definition": "d"})
    small_course.write()
    fault = only(small_course)
    assert place(fault) == ("glossary.csv", 3, "id", "treaty")
    assert "Row 2" in fault.problem


def test_deleting_one_source_is_reported_with_each_file_and_row_that_cites_it(small_course):
    del small_course.rows["sources"][1]
    small_course.write()
    found = {place(fault) for fault in faults(small_course)}
    assert found == {
        ("events.csv", 2, "sources", "new-book"),
        ("events.csv", 3, "sources", "new-book"),
        ("relations.csv", 2, "sources", "new-book"),
        ("population.csv", 2, "sources", "new-book"),
        ("misconceptions.csv", 2, "sources", "new-book"),
        ("interpretations.csv", 2, "sources", "new-book"),
    }


@pytest.mark.parametrize(
    ("table", "column", "value", "near"),
    [
        ("events", "sources", "old-bok@p. 3", "'old-book'"),
        ("events", "actors", "Northland; Sothland", "'Southland'"),
        ("pact_parties", "pact", "pakt-1", "'pact-1'"),
        ("relations", "effect", "shortwar", "'short-war'"),
        ("estimates", "overlap", "dead-3", "'dead-2'"),
        ("estimates", "definition", "deaths", "'death'"),
    ],
)
def test_a_broken_reference_names_the_nearest_id(small_course, table, column, value, near):
    small_course.set(table, 2, **{column: value})
    fault = only(small_course)
    assert (fault.file, fault.row, fault.column) == (f"{table}.csv", 2, column)
    assert near in fault.remedy


@pytest.mark.parametrize(
    ("table", "row", "cells", "column", "said"),
    [
        ("estimates", 2, {"low": "1300"}, "central", "low (1300) is above central (1000)"),
        ("estimates", 2, {"central": "", "low": "1300"}, "high", "low (1300) is above high (1200)"),
        ("estimates", 2, {"low": "", "central": "", "high": ""}, "low", "all empty where chart is yes"),
        ("estimates", 2, {"method": ""}, "method", "empty where chart is yes"),
        ("estimates", 2, {"verified": "no"}, "verified", "'no' where chart is yes"),
        ("estimates", 3, {"chart_note": ""}, "chart_note", "empty where chart is no"),
        ("pacts", 2, {"ended": "1905-02"}, "ended", "signed (1905-03-11) is after ended"),
        ("pacts", 2, {"signed": ""}, "signed", "empty where status is signed"),
        ("pacts", 3, {"signed": "1905-07"}, "signed", "filled where status is draft"),
        ("events", 2, {"lat": ""}, "lat", "lat is empty"),
        ("trade", 2, {"unit": ""}, "unit", "unit is empty where quantity_low is given"),
    ],
)
def test_a_rule_between_columns_is_kept(small_course, table, row, cells, column, said):
    small_course.set(table, row, **cells)
    found = faults(small_course)
    assert (f"{table}.csv", row, column) in [place(fault)[:3] for fault in found]
    assert said in str(found[0])


def test_a_doubtful_date_that_may_be_in_order_is_no_fault(small_course):
    small_course.set("pacts", 2, ended="1905~")
    assert check_course(small_course.root).ok


def test_the_two_ends_of_a_range_may_be_the_same(small_course):
    small_course.set("estimates", 2, low="1000", high="1000")
    assert check_course(small_course.root).ok


def test_two_preferred_populations_of_one_land_are_a_fault(small_course):
    again = small_course.rows["population"][0] | {"id": "north-1906"}
    small_course.rows["population"].append(again)
    small_course.write()
    assert place(only(small_course))[:3] == ("population.csv", 3, "subject")


def test_line_ends_of_windows_and_a_byte_order_mark_are_accepted(small_course):
    small_course.edit("events", lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert check_course(small_course.root).ok


def test_line_ends_of_old_machines_and_empty_rows_are_accepted(small_course):
    small_course.edit("events", lambda data: data.replace(b"\n", b"\r") + b"\r\r,,,\r")
    assert check_course(small_course.root).ok


def test_latin_1_is_named_with_the_cell_and_its_letters(small_course):
    small_course.edit("events", lambda data: data.replace(b"They fought.", b"Caf\xe9 fought."))
    fault = only(small_course)
    assert place(fault) == ("events.csv", 3, "summary", "Caf\xe9 fought.")
    assert "Latin-1" in fault.problem and "UTF-8" in fault.remedy


def test_other_faults_of_a_latin_1_file_are_named_in_the_same_report(small_course):
    small_course.set("events", 2, kind="treatie")
    small_course.edit("events", lambda data: data.replace(b"They fought.", b"Caf\xe9 fought."))
    assert {fault.column for fault in faults(small_course)} == {"summary", "kind"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        ("id,kind\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"id;short;kind;note\n", "semicolons"),
        (b"id\tshort\tkind\tnote\n", "tabs"),
    ],
)
def test_a_file_saved_in_another_way_is_named(small_course, data, said):
    small_course.file("actors").write_bytes(data)
    fault = next(fault for fault in faults(small_course) if fault.file == "actors.csv")
    assert said in fault.problem and fault.remedy


def test_a_row_too_long_and_a_row_too_short_are_named(small_course):
    small_course.edit("glossary", lambda data: data + b"one,two\nthree,,,,,,,,\n")
    short, long = faults(small_course)
    assert place(short)[:2] == ("glossary.csv", 3) and "2 cells, fewer" in short.problem
    assert place(long)[:2] == ("glossary.csv", 4) and "9 cells, more" in long.problem


def test_a_row_of_the_wrong_width_still_lends_its_id_to_those_that_name_it(small_course):
    small_course.edit("sources", lambda data: data.replace(b"B. Writer", b"B, Writer"))
    fault = only(small_course)
    assert place(fault)[:2] == ("sources.csv", 3) and fault.value == "new-book"


def test_a_quotation_mark_never_closed_names_the_row_where_it_opens(small_course):
    small_course.edit("glossary", lambda data: data + b'one,"two,three\nfour,,\n')
    fault = only(small_course)
    assert fault.row == 3 and "never closed" in fault.problem


def test_a_folder_in_the_place_of_a_file_is_named(small_course):
    small_course.file("trade").unlink()
    small_course.file("trade").mkdir()
    assert only(small_course).file == "trade.csv"


def test_a_mistake_of_the_library_reaches_a_teacher_as_a_sentence(small_course, monkeypatch):
    monkeypatch.setattr("historylab.check.check_rules", lambda *arguments: 1 / 0)
    fault = only(small_course)
    assert "The check itself failed (ZeroDivisionError" in fault.problem and fault.remedy


def test_all_faults_stand_in_one_report(small_course):
    small_course.set("events", 2, kind="treatie", date="1941-02-30", sources="nobody")
    small_course.set("trade", 2, unit="tons", quantity_low="900")
    small_course.file("glossary").unlink()
    report = check_course(small_course.root)
    assert len(report.faults) == 6
    assert str(report).startswith("6 faults in ")
    for words in ("treatie", "30 February", "nobody", "tons", "above", "glossary.csv"):
        assert words in str(report)


def test_faults_come_in_the_order_of_the_files_and_rows(small_course):
    small_course.set("trade", 2, unit="tons")
    small_course.set("events", 3, kind="x")
    small_course.set("events", 2, kind="x")
    assert [(f.file, f.row) for f in faults(small_course)] == [
        ("events.csv", 2), ("events.csv", 3), ("trade.csv", 2),
    ]


def test_a_fault_shared_by_many_rows_is_told_once_with_its_rows(small_course):
    for row in small_course.rows["pact_parties"]:
        row["sources"] = "old-bok"
    small_course.write()
    report = check_course(small_course.root)
    assert len(report.faults) == 2
    assert str(report).count("column sources: 'old-bok'") == 1
    assert "rows 2, 3, column sources" in str(report)


def test_a_fault_shared_by_very_many_rows_names_the_first_and_counts_the_rest(small_course):
    one = small_course.rows["relations"][0]
    small_course.rows["relations"] = [
        one | {"id": f"r-{n}", "effect": "short-war", "confidence": "perhaps",
               "relation": relation, "cause": cause}
        for n, (relation, cause) in enumerate(
            (r, c) for r in ("enabled", "provoked", "broke", "part-of", "responded-to")
            for c in ("first-treaty", "short-war")
        )
    ]
    small_course.write()
    assert "rows 2, 3, 4, 5, 6, 7, 8, 9 and 2 more" in str(check_course(small_course.root))


def test_a_speller_stops_before_a_badly_damaged_course_takes_long():
    speller = Speller(comparisons=5)
    assert "'abc'" in speller.ask("abd", ["abc", "xyz"], "first")
    assert speller.ask("abe", ["abc", "xyz", "uvw", "rst"], "second") == ""
    assert "'abc'" in speller.ask("abd", ["abc", "xyz"], "first")  # what was found stays


def test_a_folder_without_a_course_is_named(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere", "a\0b", 5):
        report = check_course(path)
        assert len(report.faults) == 1 and "open_course('path/to/course')" in str(report)


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "null", '{"resources": 3}', "[" * 100_000])
def test_a_broken_datapackage_is_named(small_course, text):
    (small_course.data / "datapackage.json").write_text(text, "utf-8")
    found = faults(small_course)
    assert found and {fault.file for fault in found} == {"datapackage.json"}


def test_a_misspelt_property_type_or_rule_of_the_datapackage_is_named(small_course):
    events = next(r for r in small_course.package["resources"] if r["name"] == "events")
    events["schema"]["fields"][0]["typ"] = "string"
    events["schema"]["fields"][2]["type"] = "text"
    events["historylab:rules"][0]["rule"] = "togethr"
    events["path"] = "../events.csv"
    small_course.package["historylab"]["timelin"] = {}
    small_course.package["historylab"]["timeline"]["actors"] = ["Nordland"]
    small_course.write()
    said = str(check_course(small_course.root))
    for words in ("'type'", "'typ'", "'text'", "'together'", "plain file name", "'timeline'",
                  "'Northland'"):
        assert words in said


def _values():
    leaves = st.none() | st.booleans() | st.integers(-9, 9) | st.text("id;@~/", max_size=3)
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=2)
                        | st.dictionaries(st.sampled_from(["name", "rule"]), inner, max_size=2), max_leaves=3)


def _places(content, path=()):
    """Every place in a JSON value, as the keys that lead to it."""
    yield path
    if isinstance(content, dict | list):
        for key in content if isinstance(content, dict) else range(len(content)):
            yield from _places(content[key], (*path, key))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), value=_values(), times=st.integers(1, 3))
def test_a_randomly_damaged_datapackage_never_gives_a_traceback(small_course, seed, value, times):
    chance = random.Random(seed)
    package = json.loads(json.dumps(small_course.package))
    places = [place for place in _places(package) if place]
    for *above, key in chance.sample(places, times):
        part = package
        try:
            for step in above:
                part = part[step]
            part[key] = value
        except (KeyError, IndexError, TypeError):
            continue  # an earlier damage has taken the place away
    (small_course.data / "datapackage.json").write_text(json.dumps(package), "utf-8")
    report = check_course(small_course.root)
    assert str(report) and "The check itself failed" not in str(report), str(report)


_SNIPPETS = [b"", b",", b'"', b"\n", b"\r", b";", b"@", b"/", b"~", b"\x00", b"\xff", b"\xef\xbb\xbf",
             b"<b>", b"=1+1", b"1941-02-30", b"[1905..", b"{", b"%", "\u0661\u2028\x85".encode(), b"9" * 99]


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_randomly_damaged_folder_never_gives_a_traceback(small_course, data):
    small_course.write()
    for _ in range(data.draw(st.integers(1, 6))):
        file = data.draw(st.sampled_from(sorted(small_course.data.glob("*"))))
        if data.draw(st.integers(0, 30)) == 0:
            file.unlink()
            continue
        content = bytearray(file.read_bytes())
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.sampled_from([0, 1, 2, 10, 400])))
        content[start:end] = data.draw(st.sampled_from(_SNIPPETS) | st.binary(max_size=4))
        file.write_bytes(content)
    report = check_course(small_course.root)
    assert str(report) and "The check itself failed" not in str(report), str(report)
    for fault in report.faults:
        assert fault.file and fault.problem and fault.remedy, fault
