"""Counts of the dead pinned by value, the sums they must make, and the rules of a passport.

A pinned number was checked against the works cited in its row. When one of these
tests turns red, the table is wrong until a better source says otherwise.
"""

import csv
from pathlib import Path

import pytest

from historylab.dates import When

DATA = Path(__file__).resolve().parents[2] / "data"
PASSPORT = (
    "unit", "group", "territory", "period", "counted_by", "method", "definition",
    "overlap_note", "status", "sources",
)  # fmt: skip


def read(name):
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def number(cell):
    return float(cell) if cell else None


def parts(cell):
    return [part.strip() for part in cell.split(";") if part.strip()]


ESTIMATES = read("estimates")
ROWS = {row["id"]: row for row in ESTIMATES}
CHARTED = [row for row in ESTIMATES if row["chart"] == "yes"]


def ends(key):
    return tuple(number(ROWS[key][column]) for column in ("low", "central", "high"))


def central(key):
    return ends(key)[1]


@pytest.mark.parametrize(
    ("key", "low", "middle", "high"),
    [
        ("country-soviet-union-all", 26_000_000, 26_600_000, 27_000_000),
        ("country-soviet-union-military", 8_668_400, None, 11_500_000),
        ("country-soviet-union-civilian", 15_100_000, None, 17_900_000),
        ("country-germany-military", 5_300_000, 5_318_000, 5_318_000),
        ("country-poland-all", 5_620_000, None, 6_000_000),
        ("country-china-all", 14_000_000, None, 20_000_000),
        ("country-japan-military", 2_300_000, 2_300_000, 2_300_000),
        ("country-yugoslavia-all", 1_014_000, None, 1_027_000),
        ("country-united-states-military", 405_399, 405_399, 405_399),
        ("country-norway-all", 10_262, 10_262, 10_262),
        ("history-1946-stalin", 7_000_000, 7_000_000, 7_000_000),
        ("history-1946-voznesensky", 15_000_000, 15_000_000, 15_000_000),
        ("history-1961-khrushchev", 20_000_000, 20_000_000, 20_000_000),
        ("history-1965-brezhnev", 20_000_000, None, None),
        ("history-1990-gorbachev", None, 27_000_000, 27_000_000),
        ("history-1993-andreev-darskii-kharkova", 26_000_000, 26_600_000, 27_000_000),
        ("history-1993-krivosheev-military-deaths", 8_668_400, 8_668_400, 8_668_400),
        ("history-1993-krivosheev-irrecoverable", 11_444_100, 11_444_100, 11_444_100),
        ("history-2012-zemskov", 16_000_000, 16_000_000, 16_000_000),
        ("part-c04-leningrad", 649_000, None, 900_000),
        ("part-m09-prisoners-german-count", 2_800_000, 3_300_000, 3_300_000),
        ("campaign-winter-war-soviet-union-killed-or-missing", 126_875, None, 167_976),
        ("campaign-winter-war-finland-killed-or-missing", 25_904, 25_904, 25_904),
        ("campaign-winter-war-finland-deaths", 957, 957, 957),
        ("campaign-battles-of-khalkhin-gol-soviet-union-killed-or-missing", 9_703, 9_703, 9_703),
        ("campaign-operation-barbarossa-soviet-union-captured-or-missing",
         2_335_482, 2_335_482, 2_335_482),
        ("reference-27-million", 26_000_000, 27_000_000, 27_000_000),
    ],
)  # fmt: skip
def test_a_pinned_count_has_not_moved(key, low, middle, high):
    assert ends(key) == (low, middle, high)


def test_the_reference_says_what_27_million_really_is():
    row = ROWS["reference-27-million"]
    assert row["measure"] == row["definition"] == "demographic-loss"
    assert (row["chart"], row["period"]) == ("yes", "1941-06-22/1945-12-31")
    assert "post-war" in row["territory"]
    for words in ("excess deaths", "net emigration", "population balance", "rounded up"):
        assert words in row["note"]


def test_the_population_balance_comes_out_at_26_6_million():
    began, alive = central("part-d01-population-june-1941"), central("part-d03-alive-since-1941")
    gone = central("part-d04-vanished")
    assert began - alive == gone == 37_200_000
    loss = gone - central("part-d05-normal-deaths") + central("part-d06-extra-child-deaths")
    assert loss == central("part-d99-demographic-loss") == 26_600_000


def test_the_losses_of_the_soviet_army_add_up():
    lost = sum(central(f"part-{name}") for name in (
        "m01-killed-in-action", "m02-died-of-wounds", "m03-non-combat-deaths",
        "m04-missing-and-captured"))  # fmt: skip
    assert lost == central("part-irrecoverable-loss") == 11_444_100
    lived = central("part-m05-found-again") + central("part-m06-came-home")
    assert round(lost - lived, -2) == central("part-m99-military-total") == 8_668_400
    missing = lived + central("part-m07-presumed-dead") + central("part-m08-not-returned")
    assert missing == central("part-m04-missing-and-captured")


def test_the_civilians_are_what_is_left_when_the_soldiers_are_taken_away():
    loss = central("country-soviet-union-all")
    soldiers, _, more_soldiers = ends("country-soviet-union-military")
    low, _, high = ends("country-soviet-union-civilian")
    assert (low, high) == (loss - more_soldiers, round(loss - soldiers, -5))


def test_the_casualties_of_a_campaign_are_the_sum_of_their_kinds():
    start = "campaign-operation-barbarossa-soviet-union-"
    kinds = ("killed", "deaths", "wounded", "captured-or-missing")
    assert sum(central(start + kind) for kind in kinds) == ends(start + "casualties")[0]
    for battle in ("stalingrad", "kursk"):
        start = f"campaign-battle-of-{battle}-soviet-union-"
        both = central(start + "killed-or-missing") + central(start + "wounded")
        assert both == ends(start + "casualties")[0]


def test_the_history_goes_from_7_to_20_to_27_and_says_what_was_counted():
    said = [row for row in CHARTED if row["series"] == "history"
            and row["measure"] == "announced-deaths"]  # fmt: skip
    story = [(row["published"], number(row["high"] or row["low"])) for row in said]
    assert story == [("1946", 7e6), ("1961", 2e7), ("1965", 2e7), ("1985", 2e7), ("1990", 2.7e7)]
    drawn = {row["measure"] for row in CHARTED if row["series"] == "history"}
    assert drawn == {"announced-deaths", "deaths", "demographic-loss", "irrecoverable-loss"}
    assert all(row["published"] for row in ESTIMATES if row["series"] == "history")


def test_every_charted_count_has_its_whole_passport():
    for row in CHARTED:
        lacking = [field for field in PASSPORT if not row[field]]
        assert not lacking, (row["id"], lacking)
        assert row["low"] or row["high"], row["id"]
        assert row["verified"] != "no", row["id"]


def test_every_count_that_is_not_drawn_says_why():
    for row in ESTIMATES:
        assert (row["chart"] == "no") == bool(row["chart_note"]), row["id"]


def test_low_central_and_high_rise():
    for row in ESTIMATES:
        given = [value for value in ends(row["id"]) if value is not None]
        assert given and given == sorted(given), row["id"]


def test_a_number_worked_out_here_is_never_shown_as_the_best_value_of_a_source():
    for row in ESTIMATES:
        if row["method"].startswith("DERIVED"):
            assert not row["central"], row["id"]


def test_rows_that_share_people_name_each_other_and_say_so():
    for row in ESTIMATES:
        for other in parts(row["overlap"]):
            assert other != row["id"] and row["id"] in parts(ROWS[other]["overlap"]), row["id"]
        if row["overlap"]:
            assert row["overlap_note"] not in ("", "none known"), row["id"]


def test_the_great_overlaps_are_bracketed():
    assert "country-soviet-union-all" in parts(ROWS["country-poland-all"]["overlap"])
    assert "country-germany-military" in parts(ROWS["country-austria-military"]["overlap"])
    assert "country-japan-military" in parts(ROWS["country-korea-all"]["overlap"])
    assert "part-m08-not-returned" in parts(ROWS["part-m09-prisoners-german-count"]["overlap"])


def test_each_charted_country_has_a_population_or_says_why_no_rate():
    bases = {row["id"]: row for row in read("population")}
    for row in CHARTED:
        if row["series"] != "country":
            continue
        if row["population"]:
            base = bases[row["population"]]
            assert base["subject"].startswith(row["subject"]) and base["sources"], row["id"]
            assert (number(row["high"]) or 0) < number(base["population"]), row["id"]
        else:
            assert "No rate" in row["note"], row["id"]


def test_the_soviet_rate_uses_the_borders_of_the_count_and_the_german_rate_holds_austria():
    assert ROWS["country-soviet-union-all"]["population"] == "pop-soviet-union-1941"
    assert ROWS["country-germany-military"]["population"] == "pop-germany-with-austria-1939"
    bases = {row["id"]: number(row["population"]) for row in read("population")}
    assert bases["pop-soviet-union-1941"] == 196_700_000
    both = bases["pop-germany-1939"] + bases["pop-austria-1939"]
    assert bases["pop-germany-with-austria-1939"] == both


def test_each_country_has_one_preferred_population():
    preferred = [row["subject"] for row in read("population") if row["prefer"] == "yes"]
    assert len(preferred) == len(set(preferred))


def test_25_countries_and_10_campaigns_can_be_drawn():
    assert len({row["subject"] for row in CHARTED if row["series"] == "country"}) >= 25
    assert len({row["campaign"] for row in CHARTED if row["series"] == "campaign"}) >= 10


def test_no_people_vanishes_from_the_chart_without_a_word():
    countries = [row for row in ESTIMATES if row["series"] == "country"]
    drawn = {row["subject"] for row in countries if row["chart"] == "yes"}
    absent = {row["subject"] for row in countries} - drawn
    assert {"Korea", "Philippines", "Estonia", "Burma"} <= absent
    for subject in absent:
        why = max(len(row["chart_note"]) for row in countries if row["subject"] == subject)
        assert why > 25, subject


def test_charts_can_print_what_is_counted():
    assert [row["id"] for row in ESTIMATES if not 0 < len(row["what"]) <= 60] == []


def test_words_and_works_of_the_counts_are_in_their_tables():
    words = {row["id"] for row in read("definitions")}
    works = {row["id"] for row in read("sources")}
    assert len(words) >= 24
    for row in ESTIMATES:
        assert row["definition"] in words, row["id"]
    for name in ("estimates", "definitions", "population"):
        for row in read(name):
            for cited in parts(row["sources"]):
                assert cited.partition("@")[0] in works, (name, row["id"], cited)


def test_the_periods_are_dates():
    for row in ESTIMATES:
        assert When.parse(row["period"]).earliest, row["id"]
