"""datapackage.json: what it says, and that an independent judge agrees."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import frictionless
import pytest

from historylab.check import check_course
from historylab.faults import Speller
from historylab.schema import read_package

ROOT = Path(__file__).parents[2]


def read(course):
    return read_package(course.data, Speller())


def resource(course, name):
    return next(r for r in course.package["resources"] if r["name"] == name)


def column(course, table, name):
    fields = resource(course, table)["schema"]["fields"]
    return next(field for field in fields if field["name"] == name)


def test_a_column_is_read_with_its_type_constraints_and_own_properties(small_course):
    events = read(small_course).resources["events"].fields
    assert events["date"].edtf and events["date"].required
    assert events["sources"].citations and events["sources"].references == ("sources", "id")
    assert events["actors"].separator == ";" and events["actors"].references == ("actors", "id")
    assert (events["importance"].minimum, events["importance"].maximum) == (1, 3)
    assert "treaty" in events["kind"].enum and events["id"].unique


def test_a_foreign_key_leads_from_its_column(small_course):
    parties = read(small_course).resources["pact_parties"].fields
    assert parties["pact"].references == ("pacts", "id")
    assert parties["actor"].references == ("actors", "id")


def test_a_column_of_the_wrong_kind_is_named_and_put_right(small_course):
    del column(small_course, "events", "date")["edtf"]
    column(small_course, "estimates", "low")["type"] = "string"
    small_course.write()
    package = read(small_course)
    assert [fault.column for fault in package.faults] == ["events > date", "estimates > low"]
    assert '"edtf": true' in package.faults[0].allowed
    assert package.resources["events"].fields["date"].edtf


def test_a_reference_to_a_table_that_is_not_listed_is_named(small_course):
    small_course.package["resources"].remove(resource(small_course, "actors"))
    small_course.write()
    assert {fault.value for fault in read(small_course).faults} == {"actors"}


def test_the_line_of_broken_json_is_named(small_course):
    file = small_course.data / "datapackage.json"
    file.write_text(file.read_text("utf-8").replace('"resources": [', '"resources" [', 1), "utf-8")
    fault = read(small_course).faults[0]
    line = next(n for n, text in enumerate(file.read_text("utf-8").splitlines(), 1)
                if '"resources" [' in text)
    assert f"Line {line} " in fault.problem


def test_settings_must_name_what_is_there(small_course):
    settings = small_course.package["historylab"]
    settings["timeline"] |= {"between": ["1906", "1905"], "events": ["first-treety"],
                             "labels": {"short-war": 5}, "groups": {"war": ["war", "wars"]}}
    settings["casualties"] |= {"reference": "dead-9"}
    settings["history"] = "Northland"
    small_course.write()
    found = {fault.column: fault for fault in check_course(small_course.root).faults}
    assert set(found) == {
        "historylab > timeline > between", "historylab > timeline > events",
        "historylab > timeline > labels", "historylab > timeline > groups",
        "historylab > casualties > reference", "historylab > history",
    }
    assert "'first-treaty'" in found["historylab > timeline > events"].remedy


def judge(folder):
    """What frictionless, which knows nothing of historylab, finds wrong."""
    # It trusts only paths below the working folder.
    with contextlib.chdir(folder):
        report = frictionless.validate("datapackage.json")
    return [
        (task.name, error.to_dict().get("rowNumber"), error.message)
        for task in report.tasks for error in task.errors
    ] + [("", None, error.message) for error in report.errors]


def test_frictionless_finds_no_fault_in_the_shipped_package():
    assert judge(ROOT / "data") == []


def test_frictionless_finds_no_fault_in_the_small_course(small_course):
    assert judge(small_course.data) == []


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        ("events", {"importance": "4"}),
        ("events", {"kind": "treatie"}),
        ("events", {"title": ""}),
        ("events", {"lat": "north"}),
        ("pacts", {"event": "no-such-event"}),
        ("pact_parties", {"actor": "Nordland"}),
        ("population", {"prefer": "perhaps"}),
        ("trade", {"unit": "tons"}),
        ("glossary", {"id": "A Treaty"}),
        ("actors", {"short": "a name too long for a lane"}),
    ],
)
def test_what_frictionless_calls_a_fault_so_do_we_in_the_same_row(small_course, table, cells):
    small_course.set(table, 2, **cells)
    theirs = judge(small_course.data)
    ours = check_course(small_course.root).faults
    assert [(name, row) for name, row, _ in theirs] == [(table, 2)]
    assert (f"{table}.csv", 2) in [(fault.file, fault.row) for fault in ours]


def test_the_shipped_package_is_plain_json_with_every_file_in_its_folder():
    package = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    for listed in package["resources"]:
        assert os.sep not in listed["path"] and (ROOT / "data" / listed["path"]).is_file()
