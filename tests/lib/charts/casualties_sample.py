"""A small invented course of estimates for the tests of the casualty charts."""
from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from historylab.dates import When
from historylab.records import Citation, Definition, Estimate, Population, Source
from historylab.table import Table

CITED = (Citation("count-1910", "p. 7"),)
PASSPORT = Estimate(
    id="sample", row=2, series="country", subject="Northland", measure="deaths",
    definition="war-death", group="military", low=800_000, high=1_100_000, unit="persons",
    what="soldiers who died", territory="borders of 1904", period=When.parse("1905-03/1906-08"),
    counted_by="War Office", method="lists of units", overlap_note="none known",
    status="settled", chart=True, sources=CITED, verified="yes")


def estimate(key, **changes):
    return replace(PASSPORT, id=key, **changes)


def sample_rows():
    north = "pop-north"
    return [
        estimate("n-mil", population=north, row=2),
        estimate("n-civ", group="civilian", low=1_500_000, high=1_800_000, population=north,
                 overlap=("e-all",), overlap_note="people of the valley", status="contested",
                 row=3),
        estimate("s-mil", subject="Southland", low=40_000, high=40_000, population="pop-south",
                 row=4),
        estimate("s-civ", subject="Southland", group="civilian", low=9_000, high=12_000,
                 population="pop-south", row=5),
        estimate("e-all", subject="Eastland", group="all", low=3_000_000, central=3_300_000,
                 high=4_000_000, overlap=("n-civ",), overlap_note="the valley again", row=6,
                 status="contested"),
        estimate("e-civ", subject="Eastland", group="civilian", low=1, high=2, chart=False,
                 chart_note="the split mixes definitions", row=7),
        estimate("w-all", subject="Westland", group="all", chart=False,
                 chart_note="no work found", row=8),
        estimate("p-killed", series="part", measure="killed", definition="killed-in-action",
                 what="killed at the front", overlap=("p-struck",), row=9),
        estimate("p-struck", series="part", measure="irrecoverable-loss", what="struck off",
                 definition="irrecoverable-loss", low=1_900_000, high=1_900_000, row=10),
        estimate("p-loss", series="part", measure="demographic-loss", group="all",
                 definition="demographic-loss", low=2_500_000, central=2_660_000,
                 high=2_700_000, row=11),
        estimate("p-wounded", series="part", measure="wounded", definition="wounded",
                 low=2_000_000, high=3_000_000, row=12),
        *(estimate(f"{side[0].lower()}-{measure}", series="campaign", campaign="River War",
                   subject=side, measure=measure, definition=measure, low=low, high=high,
                   row=13 + n)
          for n, (side, measure, low, high) in enumerate([
              ("Northland", "wounded", 188_671, 188_671), ("Northland", "killed", 30_000, 48_000),
              ("Northland", "captured-or-missing", 5_000, 6_000),
              ("Southland", "killed-or-missing", 20_000, 27_000),
              ("Southland", "wounded", 43_557, 43_557)])),
        estimate("line", series="history", group="all", measure="announced-deaths", low=2_700_000,
                 central=2_700_000, high=2_700_000, published=1930, status="announced",
                 what="dead and emigrants, rounded up", counted_by="the government", row=30),
        estimate("h-1907", series="history", group="all", measure="announced-deaths",
                 low=700_000, high=700_000, published=1907, status="announced", row=31),
        estimate("h-1925", series="history", group="all", measure="demographic-loss",
                 low=2_500_000, central=2_660_000, high=2_700_000, published=1925,
                 counted_by="Ash and Birch", row=32),
        estimate("h-1926", series="history", low=800_000, high=900_000, published=1926,
                 counted_by="Oak", row=33),
        estimate("h-1940", series="history", group="all", low=5_000_000, high=6_000_000,
                 published=1940, counted_by="Thistle", status="rejected", row=34),
        estimate("h-1941", series="history", group="all", published=1941, counted_by="Reed",
                 chart=False, chart_note="seen on one page only", row=35),
    ]


def sample_course(rows=None, **casualties):
    populations = [
        Population(id="pop-north", subject="Northland", date=When.parse("1904"),
                   population=20_000_000, borders="borders of 1904", sources=CITED),
        Population(id="pop-south", subject="Southland", date=When.parse("1904"),
                   population=2_000_000, borders="borders of 1904", sources=CITED)]
    words = ("war-death", "killed-in-action", "irrecoverable-loss", "demographic-loss", "wounded")
    settings = {"subjects": ["Southland", "Northland", "Eastland"], "reference": "line",
                "campaigns": ["River War"], **casualties}
    return SimpleNamespace(
        estimates=Table(sample_rows() if rows is None else rows, "estimates", Estimate),
        population=Table(populations, "population", Population),
        definitions=Table([Definition(id=w, term=w.replace("-", " ")) for w in words],
                          "definitions", Definition),
        sources=Table([Source(id="count-1910", author="A. Author", title="The Count",
                              year="1910")], "sources", Source),
        settings={"casualties": settings, "history": {"subject": "Northland"}},
        cite=lambda citations: "; ".join(f"A. Author, The Count (1910), {c.locator}"
                                         for c in citations))
